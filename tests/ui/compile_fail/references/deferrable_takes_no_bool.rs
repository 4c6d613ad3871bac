// `deferrable` is not on or off.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, deferrable = true)]
    pub user_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {}
