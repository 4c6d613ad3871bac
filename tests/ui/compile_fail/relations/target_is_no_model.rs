// `Preferences` does not derive `Model`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(one, preferences: Preferences)]
pub struct User {
    pub id: i32,
}

#[derive(Debug, Clone)]
pub struct Preferences {
    pub user_id: i32,
    pub dark: bool,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User],
}

fn main() {}
