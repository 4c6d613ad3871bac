// The referenced struct does not derive `Model`.
/// The user as the login service sends it.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Debug, Clone)]
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
    pub struct Blog;
    blog: [Post],
}

fn main() {}
