//! What PostgreSQL and SQLite have and MySQL lacks.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// What MySQL lacks.
    pub struct PostgresAndSqlite;
    ships: [Ship, Captain],
    tasks: [Assignee, Task, Email],
}

/// In a ring with `captain` in which no key can be NULL: neither row can be there first.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = ship)]
pub struct Ship {
    pub id: i32,
    #[references(Captain, deferrable = "deferred")]
    pub captain_id: i32,
}

/// In a ring with `ship`.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = captain)]
pub struct Captain {
    pub id: i32,
    #[references(Ship, deferrable)]
    pub ship_id: i32,
}

/// Somebody who works; 0 stands for nobody.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = assignee)]
#[relation(many, tasks: Task, via = assignee_id)]
pub struct Assignee {
    pub id: i32,
}

/// Goes back to nobody when its assignee goes.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = task)]
#[index(assignee_id, where = "NOT done", name = "open tasks")]
#[index(title, unique, where = "deleted_on IS NULL AND title <> 'Untitled'")]
#[check(postgres = "length(title) > 0", sqlite = "length(title) > 0")]
pub struct Task {
    pub id: i32,
    #[references(Assignee, on_delete = "set default", on_update = "set default")]
    #[column(default = 0)]
    pub assignee_id: i32,
    #[references(Assignee, on_delete = "set null", on_update = "set null")]
    pub reviewer_id: Option<i32>,
    #[references(Self, on_delete = "cascade", on_update = "cascade")]
    pub parent_id: Option<i32>,
    pub title: String,
    pub done: bool,
    pub deleted_on: Option<chrono::NaiveDate>,
}

/// Indexed by an expression.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = email)]
#[index("lower(address)", unique)]
#[index(desc(id), "length(address)", name = "by id and length")]
pub struct Email {
    pub id: i32,
    pub address: String,
}
