// `User` is no model, and two keys reference it: an error for each key.

use diesel::prelude::*;
use schema_core::prelude::*;

pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub author_id: i32,
    #[references(User, on_delete = "cascade")]
    pub editor_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [Post],
}

fn main() {
    let _ = User { id: 1 }.id;
}
