//! Two references of one model with the same enum.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! { pub struct Site; all: [Post, Video, Link] }

#[derive(Model, HasQuery)]
pub struct Post {
    pub id: i32,
}

#[derive(Model, HasQuery)]
pub struct Video {
    pub id: i32,
}

#[derive(Polymorphic, Debug)]
pub enum Place {
    #[polymorphic(tag = "post")]
    Post(i32),
    #[polymorphic(tag = "video")]
    Video(i32),
}

#[derive(Model)]
pub struct Link {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub source: Place,
    #[diesel(embed)]
    #[polymorphic]
    pub target: Place,
}

fn main() {}
