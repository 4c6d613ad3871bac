// The key `user_id` brings the relation `user`, and `user` is a column.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct LogEntry {
    pub id: i32,
    #[references(User)]
    pub user_id: i32,
    pub user: String,
}

schema_core::schema! {
    pub struct Log;
    log: [User, LogEntry],
}

impl LogEntry {
    pub fn line(&self) -> String {
        format!("{}: {}", self.user_id, self.user)
    }
}

fn main() {}
