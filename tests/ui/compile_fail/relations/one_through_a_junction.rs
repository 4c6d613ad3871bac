// A junction gives many rows.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(one, organization: Organization, through = Member)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Organization {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Member {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    #[references(Organization, on_delete = "cascade")]
    pub organization_id: i32,
}

schema_core::schema! {
    pub struct Research;
    auth: [User, Organization, Member],
}

fn main() {}
