// A table is the schema's own, or another's.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User],
    external: [User],
}

fn main() {}
