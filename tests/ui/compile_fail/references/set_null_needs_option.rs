// `set null` writes NULL, which the column does not take.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(table_name = blog_posts)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "set null")]
    pub user_id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Post],
}

fn main() {
    let _ = blog_posts::table.inner_join(users::table).select((blog_posts::title, users::name));
}
