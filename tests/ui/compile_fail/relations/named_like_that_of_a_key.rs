// `parent_id` brings the relation `parent` already.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(many, parent: Comment)]
pub struct Comment {
    pub id: i32,
    #[references(Comment, on_delete = "cascade")]
    pub parent_id: Option<i32>,
}

schema_core::schema! {
    pub struct Blog;
    blog: [Comment],
}

fn main() {}
