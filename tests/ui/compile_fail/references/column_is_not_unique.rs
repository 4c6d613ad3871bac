// Databases reference only what is unique.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    pub nickname: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User(nickname))]
    pub author_nickname: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {
    let _ = posts::table.inner_join(users::table).select(users::nickname);
}
