// In a MySQL database there is one foreign key of a name.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, name = "written_by")]
    pub user_id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Comment {
    pub id: i32,
    #[references(User, name = "written_by")]
    pub user_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post, Comment],
}

fn main() {}
