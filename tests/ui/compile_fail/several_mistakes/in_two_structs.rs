// A mistake in each of two structs.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub name: String,
    #[diesel(column_name = id)]
    pub number: i32,
    #[column(max_length = "20")]
    pub email: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "set null")]
    pub user_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {}
