//! Targets whose keys have different types.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! { pub struct Site; all: [Post, Video, Comment] }

#[derive(Model, HasQuery)]
pub struct Post {
    pub id: i32,
}

#[derive(Model, HasQuery)]
pub struct Video {
    pub id: i32,
}

#[derive(Polymorphic, Debug)]
pub enum Subject {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(String),
}

#[derive(Model, HasQuery, Insertable)]
pub struct Comment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub subject: Subject,
}

fn main() {}
