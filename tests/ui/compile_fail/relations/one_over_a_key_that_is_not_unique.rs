// A user may have written many profiles.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(one, profile: Profile)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Profile {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    pub biography: String,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Profile],
}

fn main() {}
