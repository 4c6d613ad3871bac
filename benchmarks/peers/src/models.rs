//! Three tables in a row: users, their posts, and the comments on them.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// What is loaded.
    pub struct Forum;
    all: [User, Post, Comment],
}

/// The first table.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
#[relation(many, posts: Post)]
pub struct User {
    /// The key.
    pub id: i32,
    /// A text.
    pub name: String,
}

/// The second table.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(User))]
#[relation(many, comments: Comment)]
pub struct Post {
    /// The key.
    pub id: i32,
    /// The user.
    #[references(User)]
    pub user_id: i32,
    /// A text.
    pub title: String,
}

/// The third table.
#[derive(Model, HasQuery, Identifiable, Insertable, Associations, Debug, Clone)]
#[diesel(belongs_to(Post))]
pub struct Comment {
    /// The key.
    pub id: i32,
    /// The post.
    #[references(Post)]
    pub post_id: i32,
    /// A text.
    pub body: String,
}
