// `accounts::User` belongs to the schema of another crate, and is listed as if it were of this one.

use diesel::prelude::*;
use schema_core::prelude::*;

use accounts::User;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
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
