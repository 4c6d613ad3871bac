// There is no such attribute.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Post {
    pub id: i32,
    #[foreign_key(User)]
    pub user_id: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [Post],
}

fn main() {}
