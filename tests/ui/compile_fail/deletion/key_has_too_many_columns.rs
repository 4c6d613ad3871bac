// The key has one column.

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

fn main() {
    let connection = &mut SqliteConnection::establish("").expect("a connection");
    let _ = User::deletion_impact(&[(1, 2)], connection);
}
