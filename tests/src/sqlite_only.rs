//! What only SQLite has.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

schema_core::schema! {
    /// What only SQLite has.
    pub struct SqliteOnly;
    all: [Note],
}

/// A note.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = note)]
#[index(asc(text, collation = "BINARY"))]
pub struct Note {
    #[column(identity = "serial")]
    #[diesel(skip_insertion)]
    pub id: i32,
    #[column(collation(sqlite = "NOCASE"))]
    pub text: String,
    #[diesel(sql_type = diesel::sql_types::TimestamptzSqlite)]
    pub written_at: DateTime<Utc>,
    #[column(default = "now()")]
    #[diesel(sql_type = diesel::sql_types::TimestamptzSqlite)]
    #[diesel(skip_insertion)]
    pub stored_at: DateTime<Utc>,
    pub json: Value,
    #[column(default = "'{\"a\": 1}'")]
    #[diesel(skip_insertion)]
    pub default_json: Value,
    #[column(generated("length(text)", virtual))]
    #[diesel(skip_insertion)]
    pub length: i32,
}
