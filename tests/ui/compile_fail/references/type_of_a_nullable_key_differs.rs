// A text references a number, from a column that may be NULL.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Organization {
    pub id: i32,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[references(Organization, on_delete = "set null")]
    pub organization_id: Option<String>,
}

schema_core::schema! {
    pub struct Research;
    auth: [Organization, User],
}

fn main() {}
