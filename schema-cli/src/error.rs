use std::io;

use schema_migrate::{Dialect, GenerateError, InvalidMigration, LoweringErrors, SnapshotError};
use thiserror::Error;

/// Why the command failed.
#[derive(Debug, Error)]
pub(crate) enum CommandError {
    #[error("for which database? There is no snapshot and no URL to tell it: use `--dialect`")]
    NoDialect,
    #[error("which database? Use `--database-url` or the variable DATABASE_URL")]
    NoUrl,
    #[error(
        "`{0}` is no URL of a database: `postgres://…`, `mysql://…`, or the path of an SQLite file"
    )]
    UnknownUrl(String),
    #[error(
        "this program cannot connect to {dialect}: build it with the feature `{feature}` of `schema-cli`"
    )]
    NotBuilt {
        dialect: Dialect,
        feature: &'static str,
    },
    #[error("the database refused the connection")]
    Connection(#[from] diesel::ConnectionError),
    #[error("the migrations in `{folder}` could not be read: {reason}")]
    Migrations { folder: String, reason: String },
    #[error("the migration {migration} stopped: {reason}\n{left}")]
    Stopped {
        migration: String,
        reason: String,
        left: &'static str,
    },
    #[error("the database does not say which migrations it has had: {0}")]
    Applied(String),
    #[error("the database could not be locked: {0}")]
    #[cfg_attr(
        not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
        allow(dead_code, reason = "there is no database to lock")
    )]
    Lock(String),
    #[error("there is no scratch database to compare with: {0}")]
    #[cfg_attr(
        not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
        allow(dead_code, reason = "there is no database to compare")
    )]
    Scratch(String),
    #[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
    #[error("the database could not be read")]
    Introspect(#[from] schema_migrate::introspect::IntrospectError),
    #[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
    #[error(transparent)]
    Orphans(#[from] schema_migrate::orphans::OrphansError),
    #[error("nothing to take back: the database has had no migration")]
    NothingToRevert,
    #[error(transparent)]
    Generate(GenerateError),
    #[error(transparent)]
    Lowering(#[from] LoweringErrors),
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    #[error(transparent)]
    Invalid(#[from] InvalidMigration),
    #[error(
        "`--online` is for PostgreSQL, and this is {0}: leave it out, and run the migration when nobody minds"
    )]
    NotOnline(Dialect),
    #[error("this would destroy {}: nothing was written; `--allow-destructive` writes it", .0.join(", and "))]
    Destructive(Vec<String>),
    #[error("the answer could not be written")]
    Output(#[from] io::Error),
}

impl From<GenerateError> for CommandError {
    fn from(error: GenerateError) -> CommandError {
        match error {
            GenerateError::Destructive { losses } => CommandError::Destructive(losses),
            other => CommandError::Generate(other),
        }
    }
}
