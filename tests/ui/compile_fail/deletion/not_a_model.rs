// A part of a table has no rows of its own to delete.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model)]
pub struct User {
    pub id: i32,
}

#[derive(Model)]
#[diesel(primary_key(user_id, number))]
pub struct Seat {
    #[references(User)]
    pub user_id: i32,
    pub number: i32,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Seat],
}

#[derive(Queryable)]
pub struct UserName {
    pub name: String,
}

fn main() {
    let connection = &mut SqliteConnection::establish("").expect("a connection");
    let _ = UserName::deletion_impact(&[1], connection);
}
