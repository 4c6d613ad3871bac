// The key is `i32`, the referenced column `i64`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i64,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(belongs_to(User))]
pub struct Post {
    pub id: i64,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {
    let _ = posts::table
        .inner_join(users::table)
        .filter(users::name.eq("Ada"))
        .select(posts::title);
}
