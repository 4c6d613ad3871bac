//! A row of one target is forgotten.

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
    Video(i32),
}

#[derive(Model, HasQuery, Insertable)]
pub struct Comment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub subject: Subject,
}

fn main() {
    let _ = |connection: &mut SqliteConnection| {
        let comment = Comment::query().with(Comment::subject()).first(connection).unwrap();
        match comment.subject() {
            SubjectRow::Post(_) => {}
            SubjectRow::Missing(_) => {}
        }
    };
}
