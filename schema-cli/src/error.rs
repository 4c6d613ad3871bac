use std::fmt;
use std::io;

use schema_migrate::{Dialect, GenerateError, InvalidMigration, LoweringErrors, SnapshotError};
use thiserror::Error;

use crate::patience::Locked;
use crate::steps::Left;

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
        "the URL `{0}` does not say where its password ends: in a password write `%2F` for `/`, `%3F` \
         for `?`, `%23` for `#`, and `%40` for `@`"
    )]
    PasswordCutsUrl(String),
    #[error(
        "this program cannot connect to {dialect}: build it with the feature `{feature}` of `schema-cli`"
    )]
    NotBuilt {
        dialect: Dialect,
        feature: &'static str,
    },
    #[error("no connection to `{place}`: {reason}; {fix}")]
    Connection {
        place: String,
        reason: String,
        fix: &'static str,
    },
    #[error(
        "the folder `{folder}` of the database `{database}` is not there: create it, or correct \
         `--database-url`"
    )]
    NoFolderOfDatabase { folder: String, database: String },
    #[error(
        "the folder of migrations `{0}` is not there: `schema generate NAME` writes the first one, and \
         `--migrations` takes another folder"
    )]
    NoFolder(String),
    #[error("`{0}` is no migration, as it has no file `up.sql`: write it, or remove the folder")]
    NoUp(String),
    #[error(
        "`{0}` cannot be taken back, as it has no file `down.sql`: write it, with the SQL that takes it back"
    )]
    NoDown(String),
    #[error("`{0}` is empty: write the SQL of the migration")]
    EmptyFile(String),
    #[error(
        "the migrations `{one}` and `{other}` have both the version {version}, and one of them would \
         never run: rename a folder"
    )]
    SameVersion {
        version: String,
        one: String,
        other: String,
    },
    #[error(
        "`{path}` cannot be understood: {reason}; write `run_in_transaction = false`, or remove the file"
    )]
    Metadata { path: String, reason: String },
    #[error("`{path}` could not be read: {reason}; make it a file that can be read")]
    Unreadable { path: String, reason: String },
    #[error(
        "the database has had the migration {0}, whose folder is not there: get it back, from another \
         branch perhaps"
    )]
    Gone(String),
    #[error("the migration {migration} stopped: {reason}\n{left}")]
    Stopped {
        migration: String,
        reason: String,
        left: Left,
    },
    #[error("{}", .0.in_full())]
    Locked(Locked),
    #[error("{}", interrupted(.migration, .place, .indexes, .command, *.statement))]
    Interrupted {
        migration: String,
        /// The statement that was begun, in words; if there is none, all are done.
        place: Option<String>,
        /// The indexes that are unusable.
        indexes: Vec<String>,
        command: &'static str,
        statement: usize,
    },
    #[error(
        "there is nothing to go on with, as no migration was interrupted: leave `--continue-at` out"
    )]
    NothingToContinue,
    #[error(
        "the migration {migration} has {count} statements: `--continue-at` takes 1 to {last}, where \
         {last} says that all are done"
    )]
    NoSuchStatement {
        migration: String,
        count: usize,
        last: usize,
    },
    #[error("what is done of the migration could not be noted: {0}; let the user create tables")]
    Unnoted(String),
    #[error("there is no file `{0}`: `schema migrate` makes it, or correct `--database-url`")]
    NoFile(String),
    #[error("`{place}` does not say which migrations it has had: {reason}; {fix}")]
    Applied {
        place: String,
        reason: String,
        fix: &'static str,
    },
    #[error("the database could not be locked: {0}; run it again when no other process migrates")]
    Lock(String),
    #[error(
        "the lock `{path}` could not be made: {reason}; make the folder of the database writable"
    )]
    FileLock { path: String, reason: String },
    #[error("there is no scratch database to compare with: {0}")]
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
    #[error(transparent)]
    UnknownTable(#[from] schema_migrate::graph::UnknownTable),
    #[error("there is no domain `{name}`: use one of {domains}")]
    UnknownDomain { name: String, domains: String },
    #[error(
        "`{table}` is neither in the domain `{domain}` nor referenced from it: leave out `--domain` or \
         `--around`"
    )]
    OutOfSight { table: String, domain: String },
    #[error("`{path}` could not be written: {reason}; name another file, or make the folder")]
    Unwritable { path: String, reason: String },
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

impl CommandError {
    /// What Diesel noted could not be read.
    pub(crate) fn applied(error: &dyn fmt::Display) -> CommandError {
        let reason = error.to_string();
        let fix = if reason.contains("readonly") || reason.contains("read-only") {
            "make the database, its file and the folder of the file, writable"
        } else if reason.contains("not a database") {
            "`--database-url` takes the path of an SQLite database"
        } else {
            "let the user read and create the table `__diesel_schema_migrations`"
        };
        CommandError::Applied {
            place: "the database".to_owned(),
            reason,
            fix,
        }
    }

    /// The same, with the database that was meant.
    pub(crate) fn at(self, url: Option<&str>) -> CommandError {
        match (self, url) {
            (CommandError::Applied { reason, fix, .. }, Some(url)) => CommandError::Applied {
                place: crate::url::shown(url),
                reason,
                fix,
            },
            (other, _) => other,
        }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "mend it, and run the command again";
        match self {
            Left::Nothing => write!(formatter, "nothing of it is left: {AGAIN}"),
            Left::Indexes(indexes) => {
                formatter.write_str("what it had not committed is rolled back")?;
                for index in indexes {
                    write!(formatter, "\n{}", of_invalid(index))?;
                }
                write!(formatter, ": {AGAIN}")
            }
            Left::Removed(index) => write!(
                formatter,
                "the index `{index}`, which it left unusable, is removed again: {AGAIN}"
            ),
            Left::Unknown => formatter.write_str(
                "what is left of it is noted: `schema status` says where it stopped, and \
                 `schema migrate` how to go on",
            ),
            Left::Statements { at, count, command } if at > count => write!(
                formatter,
                "its statements are done: `{command} --continue-at {at}` notes that"
            ),
            Left::Statements { at, count, command } => {
                write!(formatter, "it stopped in statement {at} of {count}, and ")?;
                formatter.write_str(match at {
                    1 => "a part of it may be done",
                    _ => "those before it are done",
                })?;
                write!(
                    formatter,
                    ": mend statement {at}, and `{command} --continue-at {at}` goes on with it"
                )
            }
        }
    }
}

fn of_invalid(index: &str) -> String {
    format!("the index `{index}` is unusable, and `DROP INDEX CONCURRENTLY {index}` removes it")
}

/// What an interrupted migration needs.
fn interrupted(
    migration: &str,
    place: &Option<String>,
    indexes: &[String],
    command: &str,
    statement: usize,
) -> String {
    let go_on = format!("`{command} --continue-at {statement}`");
    let Some(place) = place else {
        return format!(
            "the migration {migration} was interrupted when its statements were done: {go_on} notes that"
        );
    };
    let mut text = format!(
        "the migration {migration} was interrupted in {place}\n\
         the statements before it are done; look at the database whether it is, too\n"
    );
    for index in indexes {
        text += &format!("{}\n", of_invalid(index));
    }
    let next = statement + 1;
    text += &format!(
        "if it is not done, {go_on} goes on with it; if it is, `{command} --continue-at {next}` \
         goes on behind it"
    );
    text
}
