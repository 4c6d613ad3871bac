// `category_id` is a foreign key, but to `Category`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(many, posts: Post, via = category_id)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Category {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub author_id: i32,
    #[references(Category)]
    pub category_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Category, Post],
}

fn main() {}
