// A mistake of Rust's beside one of the schema's: both are reported.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "set nul")]
    pub user_id: Option<i32>,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {
    let user = User { id: 1, name: "Ada".to_owned() };
    println!("{}", user.nmae);
}
