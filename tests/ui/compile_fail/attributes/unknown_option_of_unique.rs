// A misspelt option.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[unique(nulls_not_distnict)]
    pub email: Option<String>,
}

schema_core::schema! {
    pub struct Site;
    site: [User],
}

fn main() {}
