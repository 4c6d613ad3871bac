// The same holds for `on_update`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
    #[unique]
    pub email: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Newsletter {
    pub id: i32,
    #[references(User(email), on_delete = "cascade", on_update = "set null")]
    pub email: String,
}

schema_core::schema! {
    pub struct Mail;
    mail: [User, Newsletter],
}

fn main() {}
