//! A struct.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! { pub struct Site; all: [Post, Video] }

#[derive(Model, HasQuery)]
pub struct Post {
    pub id: i32,
}

#[derive(Model, HasQuery)]
pub struct Video {
    pub id: i32,
}

#[derive(Polymorphic)]
pub struct Reference(i32);

fn main() {}
