//! What the commands do on each database otherwise.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};
use diesel_migrations::MigrationHarness;
use schema_migrate::Dialect;

use crate::journal::{TABLE, Unfinished};
use crate::statements::NewIndex;

/// A connection that migrations run on.
pub(crate) trait Migrating:
    Connection + MigrationHarness<<Self as Connection>::Backend>
{
    const DIALECT: Dialect;

    /// Reads what is noted of a migration that did not come to its end.
    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>>;

    /// The indexes that a `CREATE INDEX CONCURRENTLY` left unusable.
    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>> {
        Ok(Vec::new())
    }

    /// Whether an index is there, be it usable or not.
    fn has_index(&mut self, _index: &NewIndex<'_>) -> QueryResult<bool> {
        Ok(false)
    }

    /// Removes an index if it is unusable and nobody builds it now, and returns its name.
    fn remove_unusable(&mut self, _index: &NewIndex<'_>) -> QueryResult<Option<String>> {
        Ok(None)
    }

    /// Whether an error says that a lock was waited for as long as is allowed.
    fn is_lock_timeout(_reason: &str) -> bool {
        false
    }

    /// Who has locks on the tables that some SQL names, the oldest first.
    fn lock_holders(&mut self, _sql: &str) -> QueryResult<Vec<Holder>> {
        Ok(Vec::new())
    }

    /// Runs something that may take as long as it takes, whatever limits the session has.
    fn without_limits<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        run(self)
    }
}

/// A session that has a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holder {
    /// By which it can be ended.
    pub(crate) process: i32,
    pub(crate) user: String,
    /// What it does; not everybody may know that.
    pub(crate) state: Option<String>,
    /// For how long its transaction has lasted.
    pub(crate) seconds: Option<i64>,
    /// The tables.
    pub(crate) tables: String,
}

/// A connection whose server keeps a lock until it ends.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) trait Locking: Migrating {
    /// Takes the lock if no other process has it.
    fn try_lock(&mut self) -> QueryResult<bool>;

    /// Waits for the lock.
    fn lock(&mut self) -> QueryResult<bool>;
}

/// The answer to a question.
#[derive(QueryableByName)]
pub(crate) struct Answer {
    #[diesel(sql_type = Bool)]
    pub(crate) answer: bool,
}

/// The row in the table of our own.
#[derive(QueryableByName)]
pub(crate) struct Row {
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
        let there: $crate::connection::Answer =
            diesel::sql_query($is_there).get_result($connection)?;
        if !there.answer {
            return Ok(None);
        }
        let table = $crate::journal::TABLE;
        let sql =
            format!("SELECT version, name, direction = 'up' AS is_up, statement FROM {table}");
        let row: Option<$crate::connection::Row> =
            diesel::sql_query(sql).get_result($connection).optional()?;
        Ok(row.map($crate::journal::Unfinished::from))
    }};
}
pub(crate) use read_unfinished;

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
}
