// A partial index does not count as the index of the key, which has the conventional name.

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
    #[index(where = "deleted = false")]
    pub user_id: i32,
    pub deleted: bool,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {}
