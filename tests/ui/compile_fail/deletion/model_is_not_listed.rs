// A model that is in no schema has its error, and no other one for what is called on it.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model)]
pub struct User {
    pub id: i32,
}

fn main() {
    let connection = &mut SqliteConnection::establish("").expect("a connection");
    let _ = User::deletion_impact(&[1], connection);
}
