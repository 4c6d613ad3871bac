// The parent has no such column.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[unique]
    pub email: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User(mail))]
    pub author_mail: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {}
