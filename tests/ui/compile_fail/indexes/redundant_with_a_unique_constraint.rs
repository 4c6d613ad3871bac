// A unique constraint has an index.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[unique]
    #[index]
    pub email: String,
}

schema_core::schema! {
    pub struct Research;
    auth: [User],
}

fn main() {}
