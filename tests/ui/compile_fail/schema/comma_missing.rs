// There is no comma between two lists.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
}

schema_core::schema! {
    pub struct Blog;
    auth: [User]
    blog: [Post]
}

fn main() {}
