//! One migration on a database, so that whatever happens, it is known what is left of it.
//!
//! | how it runs | where | what a kill leaves |
//! |---|---|---|
//! | in a transaction with Diesel's note | PostgreSQL, SQLite | nothing |
//! | in its own transaction, Diesel's note with it | rebuilds on SQLite | nothing |
//! | statement by statement, with a note of each | MySQL, and what runs in no transaction | the note |
//!
//! Limits of time that a session has are for transactions: what runs in none may take as long as the
//! tables have rows, and stops nobody.

use diesel::backend::Backend;
use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion, Result};
use schema_migrate::Dialect;

use crate::connection::Migrating;
use crate::error::CommandError;
use crate::folder::{Direction, Found};
use crate::journal;
use crate::patience::Locked;
use crate::reason::reason;
use crate::statements::{NewIndex, Statement, statements};

/// Runs a migration one way, or its statements from one on, counted from 1.
pub(crate) fn run<C: Migrating>(
    connection: &mut C,
    found: &Found,
    direction: Direction,
    continue_at: Option<usize>,
) -> std::result::Result<(), CommandError> {
    let sql = found.sql(direction)?;
    let is_whole = C::DIALECT != Dialect::Mysql && found.in_transaction;
    if continue_at.is_none() && is_whole {
        let run = Run::of(found, vec![sql.clone()]);
        let ran = run.on(connection, direction);
        return ran.map_err(|error| match C::is_lock_timeout(&error.to_string()) {
            true => locked(connection, found, &sql),
            false => stopped(
                found,
                reason(error.as_ref(), Some((direction.file(), &sql))),
                Left::Nothing,
            ),
        });
    }
    let statements = statements(&sql, C::DIALECT);
    if continue_at.is_none()
        && C::DIALECT == Dialect::Sqlite
        && let Some((inside, end)) = own_transaction(&statements)
    {
        let run = Run::of(found, vec![inside]);
        let ran = run.on(connection, direction);
        let ended = ran.and_then(|()| Ok(connection.batch_execute(&end)?));
        return ended.map_err(|error| stopped(found, reason(error.as_ref(), None), Left::Nothing));
    }
    connection.without_limits(|connection| {
        by_statement(connection, found, direction, &statements, continue_at)
    })
}

/// Somebody else has a lock.
fn locked<C: Migrating>(connection: &mut C, found: &Found, sql: &str) -> CommandError {
    CommandError::Locked(Locked {
        migration: found.name.clone(),
        tries: 1,
        holders: connection.lock_holders(sql).unwrap_or_default(),
    })
}

/// Runs a migration with a note of each of its statements.
fn by_statement<C: Migrating>(
    connection: &mut C,
    found: &Found,
    direction: Direction,
    statements: &[Statement<'_>],
    continue_at: Option<usize>,
) -> std::result::Result<(), CommandError> {
    let count = statements.len();
    let start = continue_at.unwrap_or(1);
    if start == 0 || start > count + 1 {
        return Err(CommandError::NoSuchStatement {
            migration: found.name.clone(),
            last: count + 1,
            count,
        });
    }
    let index = own_index(connection, found, statements, continue_at)?;
    let unnoted = |error: diesel::result::Error| CommandError::Unnoted(error.to_string());
    let begun = match continue_at {
        None => journal::begin(connection, C::DIALECT, found, direction),
        Some(start) => connection.batch_execute(&journal::note(start)),
    };
    begun.map_err(unnoted)?;
    let ran = Run::of(found, with_notes(statements, start)).on(connection, direction);
    let Err(error) = ran else {
        return journal::end(connection).map_err(unnoted);
    };
    // A transaction of the migration's own may be open: what the note says without it is what is left.
    let _ = connection.batch_execute("ROLLBACK");
    let removed = index.and_then(|index| connection.remove_unusable(&index).ok().flatten());
    let left = match (removed, connection.unfinished()) {
        (Some(index), _) => Left::Removed(index),
        (None, Ok(noted)) => {
            let at = noted.map_or(1, |noted| noted.statement);
            what_is_left(connection, direction, statements, at)
        }
        (None, Err(_)) => Left::Unknown,
    };
    if matches!(left, Left::Nothing | Left::Indexes(_) | Left::Removed(_)) {
        journal::end(connection).map_err(unnoted)?;
    }
    Err(stopped(found, reason(error.as_ref(), None), left))
}

/// The index that a migration makes in no transaction, and may remove again: not one that was there
/// before. If an interrupted migration goes on, the index that it left goes first.
fn own_index<'s, C: Migrating>(
    connection: &mut C,
    found: &Found,
    statements: &'s [Statement<'_>],
    continue_at: Option<usize>,
) -> std::result::Result<Option<NewIndex<'s>>, CommandError> {
    let Some(index) = statements.first().and_then(Statement::new_index) else {
        return Ok(None);
    };
    let is_own = match continue_at {
        None => connection.has_index(&index).map(|is_there| !is_there),
        Some(1) => connection.remove_unusable(&index).map(|_| true),
        Some(_) => Ok(false),
    };
    match is_own {
        Ok(is_own) => Ok(is_own.then_some(index)),
        Err(error) => {
            let indexes = connection.invalid_indexes().unwrap_or_default();
            Err(stopped(found, reason(&error, None), Left::Indexes(indexes)))
        }
    }
}

/// What is left of a migration that failed, when one of its statements had begun.
fn what_is_left<C: Migrating>(
    connection: &mut C,
    direction: Direction,
    statements: &[Statement<'_>],
    at: usize,
) -> Left {
    let count = statements.len();
    let is_rest = statements.get(at - 1).is_some_and(|one| one.is_rest);
    match C::DIALECT {
        Dialect::Postgres if at <= count => {
            Left::Indexes(connection.invalid_indexes().unwrap_or_default())
        }
        Dialect::Mysql | Dialect::Sqlite if at == 1 && at <= count && !is_rest => Left::Nothing,
        _ => Left::Statements {
            at,
            count,
            command: direction.command(),
        },
    }
}

/// The statements from one on, each behind its note. Those before it that are about the connection come
/// again.
fn with_notes(statements: &[Statement<'_>], start: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for (number, statement) in (1..).zip(statements) {
        if number >= start {
            // The first is noted already, outside of the transaction.
            if number > start {
                texts.push(journal::note(number));
            }
            texts.push(statement.text.to_owned());
        } else if statement.is_about_connection() {
            texts.push(statement.text.to_owned());
        }
    }
    // All are done, and Diesel's note comes next.
    texts.push(journal::note(statements.len() + 1));
    texts
}

/// What stands before the end of a migration's own transaction, and the end, if it is the only one and
/// everything is in it.
fn own_transaction(statements: &[Statement<'_>]) -> Option<(String, String)> {
    let is_outside = |statement: &Statement<'_>| statement.begins_with("PRAGMA");
    let first = statements.iter().position(|one| !is_outside(one))?;
    let last = statements.iter().rposition(|one| !is_outside(one))?;
    let is_end = |one: &Statement<'_>| one.begins_with("COMMIT") || one.begins_with("END");
    let ends = statements.iter().filter(|one| is_end(one)).count();
    if !statements[first].begins_with("BEGIN") || !is_end(&statements[last]) || ends != 1 {
        return None;
    }
    let text = |some: &[Statement<'_>]| some.iter().map(|one| one.text).collect();
    Some((text(&statements[..last]), text(&statements[last..])))
}

/// What is left of a migration that stopped.
#[derive(Debug)]
pub(crate) enum Left {
    Nothing,
    /// What PostgreSQL had not committed is rolled back; these indexes are unusable.
    Indexes(Vec<String>),
    /// An index was unusable, and is removed.
    Removed(String),
    /// The connection is lost, and the note says it.
    Unknown,
    /// The statements before one are done.
    Statements {
        at: usize,
        count: usize,
        command: &'static str,
    },
}

fn stopped(found: &Found, reason: String, left: Left) -> CommandError {
    CommandError::Stopped {
        migration: found.name.clone(),
        reason,
        left,
    }
}

/// A migration as Diesel runs it and notes it.
struct Run<'f> {
    name: Name<'f>,
    metadata: Metadata,
    texts: Vec<String>,
}

impl<'f> Run<'f> {
    fn of(found: &'f Found, texts: Vec<String>) -> Run<'f> {
        Run {
            name: Name(found),
            metadata: Metadata(found.in_transaction),
            texts,
        }
    }

    fn on<C: Migrating>(&self, connection: &mut C, direction: Direction) -> Result<()> {
        match direction {
            Direction::Up => connection.run_migration(self)?,
            Direction::Down => connection.revert_migration(self)?,
        };
        Ok(())
    }

    fn execute<DB: Backend>(&self, connection: &mut dyn BoxableConnection<DB>) -> Result<()> {
        for text in &self.texts {
            connection.batch_execute(text)?;
        }
        Ok(())
    }
}

impl<DB: Backend> Migration<DB> for Run<'_> {
    fn run(&self, connection: &mut dyn BoxableConnection<DB>) -> Result<()> {
        self.execute(connection)
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<DB>) -> Result<()> {
        self.execute(connection)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        &self.metadata
    }

    fn name(&self) -> &dyn MigrationName {
        &self.name
    }
}

struct Metadata(bool);

impl MigrationMetadata for Metadata {
    fn run_in_transaction(&self) -> bool {
        self.0
    }
}

struct Name<'f>(&'f Found);

impl MigrationName for Name<'_> {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(self.0.version.as_str()).as_owned()
    }
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.name)
    }
}
