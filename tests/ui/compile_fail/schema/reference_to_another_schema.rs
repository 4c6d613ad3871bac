// `User` belongs to another schema.

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

schema_core::schema! {
    pub struct Auth;
    auth: [User],
}

schema_core::schema! {
    pub struct Blog;
    blog: [Post],
}

fn main() {}
