// There are two foreign keys: the join has to say which is meant.

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
    #[references(User, on_delete = "cascade")]
    pub author_id: i32,
    #[references(User, on_delete = "cascade")]
    pub editor_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {
    let _ = posts::table.inner_join(users::table);
}
