//! The note of a migration that a database cannot take back whole: MySQL commits each statement that
//! changes a table, and some statements of PostgreSQL and SQLite run in no transaction.
//!
//! The note is a table of one row, which is there only while such a migration runs. If it is there
//! before, the process that made it was killed, or a statement failed. Diesel's own command takes no
//! notice of it.

use diesel::connection::SimpleConnection;
use diesel::result::QueryResult;
use schema_migrate::Dialect;
use schema_migrate::sql::Text;

use crate::folder::{Direction, Found};

/// The name of the table.
pub(crate) const TABLE: &str = "__schema_unfinished_migration";

/// What the note says.
#[derive(Debug, Clone)]
pub(crate) struct Unfinished {
    pub(crate) version: String,
    pub(crate) name: String,
    pub(crate) is_up: bool,
    /// The number of the statement that was begun; those before it are done.
    pub(crate) statement: usize,
}

impl Unfinished {
    pub(crate) fn direction(&self) -> Direction {
        match self.is_up {
            true => Direction::Up,
            false => Direction::Down,
        }
    }
}

/// Notes that a migration begins.
pub(crate) fn begin(
    connection: &mut impl SimpleConnection,
    dialect: Dialect,
    found: &Found,
    direction: Direction,
) -> QueryResult<()> {
    let text = |text: &str| {
        let text = Text::new(text).map(|text| text.to_sql(dialect));
        text.unwrap_or_else(|_| "''".to_owned())
    };
    let direction = match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    connection.batch_execute(&format!(
        "CREATE TABLE IF NOT EXISTS {TABLE} (version varchar(255) NOT NULL, name varchar(255) NOT NULL, \
         direction varchar(4) NOT NULL, statement integer NOT NULL)"
    ))?;
    connection.batch_execute(&format!(
        "INSERT INTO {TABLE} (version, name, direction, statement) VALUES ({}, {}, '{direction}', 1)",
        text(&found.version),
        text(&found.name)
    ))
}

/// The SQL that notes that a statement begins, and that those before it are done.
pub(crate) fn note(statement: usize) -> String {
    format!("UPDATE {TABLE} SET statement = {statement}")
}

/// Takes the note away.
pub(crate) fn end(connection: &mut impl SimpleConnection) -> QueryResult<()> {
    connection.batch_execute(&format!("DROP TABLE {TABLE}"))
}
