// One key references one model.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Organization {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Plan {
    pub id: i32,
    #[references(User, Organization)]
    pub owner_id: i32,
}

schema_core::schema! {
    pub struct Research;
    auth: [User, Organization, Plan],
}

fn main() {}
