//! What the commands do on each database otherwise.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};
use diesel_migrations::MigrationHarness;
use schema_migrate::Dialect;

use crate::journal::{TABLE, Unfinished};

/// A connection that migrations run on.
pub(crate) trait Migrating:
    Connection + MigrationHarness<<Self as Connection>::Backend>
{
    const DIALECT: Dialect;

    /// Reads what is noted of a migration that did not come to its end.
    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>>;

    /// The indexes that a `CREATE INDEX CONCURRENTLY` left unusable.
    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>>;
}

/// A connection whose server keeps a lock until it ends.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) trait Locking: Migrating {
    /// Takes the lock if no other process has it.
    fn try_lock(&mut self) -> QueryResult<bool>;

    /// Waits for the lock.
    fn lock(&mut self) -> QueryResult<bool>;
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    answer: bool,
}

#[cfg(feature = "postgres")]
#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The row in the table of our own.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_up: bool,
    #[diesel(sql_type = Integer)]
    statement: i32,
}

impl From<Row> for Unfinished {
    fn from(row: Row) -> Unfinished {
        Unfinished {
            version: row.version,
            name: row.name,
            is_up: row.is_up,
            statement: usize::try_from(row.statement).unwrap_or(1),
        }
    }
}

/// `unfinished`, where some SQL says whether the table is there.
macro_rules! read_unfinished {
    ($connection:ident, $is_there:expr) => {{
        let there: Answer = diesel::sql_query($is_there).get_result($connection)?;
        if !there.answer {
            return Ok(None);
        }
        let sql =
            format!("SELECT version, name, direction = 'up' AS is_up, statement FROM {TABLE}");
        let row: Option<Row> = diesel::sql_query(sql).get_result($connection).optional()?;
        Ok(row.map(Unfinished::from))
    }};
}

#[cfg(feature = "postgres")]
impl Migrating for diesel::PgConnection {
    const DIALECT: Dialect = Dialect::Postgres;

    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>> {
        let is_there = format!("SELECT to_regclass('{TABLE}') IS NOT NULL AS answer");
        read_unfinished!(self, is_there)
    }

    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>> {
        let sql = "SELECT indexrelid::regclass::text AS name FROM pg_index \
                   WHERE NOT indisvalid ORDER BY 1";
        let names: Vec<Name> = diesel::sql_query(sql).load(self)?;
        Ok(names.into_iter().map(|row| row.name).collect())
    }
}

#[cfg(feature = "postgres")]
impl Locking for diesel::PgConnection {
    fn try_lock(&mut self) -> QueryResult<bool> {
        // A server that looks for us while it waits lets go of what a killed process had. Old ones and
        // those of some systems cannot.
        let _ = self.batch_execute("SET client_connection_check_interval = '1s'");
        // Any number that nothing else locks.
        let sql = "SELECT pg_try_advisory_lock(7236179804523651) AS answer";
        let got: Answer = diesel::sql_query(sql).get_result(self)?;
        Ok(got.answer)
    }

    fn lock(&mut self) -> QueryResult<bool> {
        self.batch_execute("SELECT pg_advisory_lock(7236179804523651)")?;
        Ok(true)
    }
}

#[cfg(feature = "mysql")]
impl Migrating for diesel::MysqlConnection {
    const DIALECT: Dialect = Dialect::Mysql;

    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>> {
        let is_there = format!(
            "SELECT EXISTS (SELECT * FROM information_schema.tables \
             WHERE table_schema = DATABASE() AND table_name = '{TABLE}') AS answer"
        );
        read_unfinished!(self, is_there)
    }

    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>> {
        Ok(Vec::new())
    }
}

#[cfg(feature = "mysql")]
impl Locking for diesel::MysqlConnection {
    fn try_lock(&mut self) -> QueryResult<bool> {
        lock_for(self, 0)
    }

    fn lock(&mut self) -> QueryResult<bool> {
        lock_for(self, 24 * 60 * 60)
    }
}

/// Waits some seconds. The lock is the whole server's, and so has the name of the database.
#[cfg(feature = "mysql")]
fn lock_for(connection: &mut diesel::MysqlConnection, seconds: u32) -> QueryResult<bool> {
    let sql = format!(
        "SELECT COALESCE(GET_LOCK(CONCAT('schema ', SHA2(DATABASE(), 224)), {seconds}), 0) = 1 AS answer"
    );
    let got: Answer = diesel::sql_query(sql).get_result(connection)?;
    Ok(got.answer)
}

#[cfg(feature = "sqlite")]
impl Migrating for diesel::SqliteConnection {
    const DIALECT: Dialect = Dialect::Sqlite;

    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>> {
        let is_there =
            format!("SELECT EXISTS (SELECT * FROM sqlite_master WHERE name = '{TABLE}') AS answer");
        read_unfinished!(self, is_there)
    }

    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>> {
        Ok(Vec::new())
    }
}
