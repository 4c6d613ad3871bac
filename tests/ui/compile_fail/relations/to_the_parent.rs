// The relation to the parent comes with the key, and is not declared on the child.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(one, writer: User)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {}
