// An attribute takes its arguments in parentheses, if any.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[unique = true]
    pub email: String,
}

schema_core::schema! {
    pub struct Site;
    site: [User],
}

fn main() {}
