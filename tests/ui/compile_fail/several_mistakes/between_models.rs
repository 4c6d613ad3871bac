// Four mistakes that only the compiler can see, each in a struct that is right by itself.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(one, profile: Profile)]
#[relation(many, posts: Post)]
#[relation(many, comments: Comment)]
pub struct User {
    pub id: i64,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Profile {
    pub id: i64,
    #[references(User, on_delete = "cascade")]
    pub user_id: i64,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i64,
    #[references(User, on_delete = "cascade")]
    pub author_id: i64,
    #[references(User, on_delete = "cascade")]
    pub editor_id: i64,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Comment {
    pub id: i64,
    pub user_id: i64,
    #[references(Post, on_delete = "cascade")]
    pub post_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Profile, Post, Comment],
}

fn main() {}
