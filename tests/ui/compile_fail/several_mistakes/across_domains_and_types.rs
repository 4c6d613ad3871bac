// Two references cross domains, and another struct has a mistake of its own.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(post)]
pub struct Comment {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    #[references(Post, on_delete = "cascade")]
    pub post_id: i64,
}

schema_core::schema! {
    pub struct Blog;
    auth: [User],
    blog: [Post, Comment],
}

fn main() {}
