// Unique twice: by a constraint, and by an index.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(email, unique)]
pub struct User {
    pub id: i32,
    #[unique]
    pub email: String,
}

schema_core::schema! {
    pub struct Research;
    auth: [User],
}

fn main() {}
