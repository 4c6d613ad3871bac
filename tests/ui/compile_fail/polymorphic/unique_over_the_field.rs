use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, HasQuery)]
pub struct Post {
    pub id: i32,
}

#[derive(Polymorphic, Debug, Clone)]
pub enum Subject {
    #[polymorphic(tag = "post")]
    Post(i32),
}

#[derive(Model)]
#[unique(subject, author)]
pub struct Comment {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub subject: Subject,
    pub author: i32,
}

schema_core::schema! {
    pub struct Site;
    all: [Post, Comment],
}

fn main() {}
