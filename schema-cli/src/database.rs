//! The commands that need a database: which one it is, and the lock on it.

#![cfg_attr(
    not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
    allow(
        unused,
        clippy::extra_unused_type_parameters,
        reason = "there is no database to run them on"
    )
)]

use std::path::Path;

use diesel::Connection;
#[cfg(feature = "sqlite")]
use diesel::connection::SimpleConnection;
use schema_core::Schema;
use schema_migrate::{Dialect, Migrations};

use crate::commands::{Telling, Verdict};
#[cfg(any(feature = "postgres", feature = "mysql"))]
use crate::connection::Locking;
use crate::console::Console;
use crate::error::CommandError;
use crate::folder;
use crate::run::Manner;
use crate::url::{dialect, shown, sqlite_path};

/// Does something with a connection to the database of a URL, which no other process migrates
/// meanwhile.
macro_rules! with_connection {
    ($url:expr, $console:expr, |$connection:ident| $body:expr) => {{
        let url = $url;
        match dialect(url)? {
            #[cfg(feature = "postgres")]
            Dialect::Postgres => {
                let $connection = &mut connect::<diesel::PgConnection>(url, url)?;
                lock($connection, $console)?;
                $body
            }
            #[cfg(feature = "mysql")]
            Dialect::Mysql => {
                let $connection = &mut connect::<diesel::MysqlConnection>(url, url)?;
                lock($connection, $console)?;
                $body
            }
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => {
                let path = sqlite_path(url);
                check_folder(path)?;
                let _lock = crate::lock::FileLock::beside(Path::new(path), || wait($console))?;
                let $connection = &mut connect::<diesel::SqliteConnection>(path, url)?;
                // The application may be at work.
                let patient = $connection.batch_execute("PRAGMA busy_timeout = 30000");
                patient.map_err(|error| CommandError::Lock(error.to_string()))?;
                $body
            }
            #[allow(unreachable_patterns, reason = "some databases may be left out")]
            dialect => Err(not_built(dialect)),
        }
    }};
}

pub(crate) fn not_built(dialect: Dialect) -> CommandError {
    let feature = match dialect {
        Dialect::Postgres => "postgres",
        Dialect::Sqlite => "sqlite",
        Dialect::Mysql => "mysql",
    };
    CommandError::NotBuilt { dialect, feature }
}

/// Connects, or says where it could not.
pub(crate) fn connect<C: Connection>(given: &str, url: &str) -> Result<C, CommandError> {
    C::establish(given).map_err(|error| {
        let place = shown(url);
        // No driver says the password, but some say what they were given.
        let reason = error.to_string().replace(url, &place);
        let reason = reason.trim_end().replace('\n', "; ");
        let fix = fix(&reason);
        CommandError::Connection { place, reason, fix }
    })
}

/// What a user can do about a connection that failed.
fn fix(reason: &str) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["password", "Access denied", "authentication"]) {
        "correct the user and the password in `--database-url`"
    } else if says(&["Unknown database", "does not exist"]) {
        "create it with `CREATE DATABASE`, or correct `--database-url`"
    } else if says(&["unable to open database file"]) {
        "`--database-url` takes the path of a file that may be read and written"
    } else if says(&["refused", "onnect to", "translate", "Unknown", "timeout"]) {
        "start the server, or correct the host and the port in `--database-url`"
    } else {
        "correct `--database-url`"
    }
}

/// An SQLite file is made where it is missing, but not its folder.
fn check_folder(path: &str) -> Result<(), CommandError> {
    let folder = Path::new(path).parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !path.starts_with("file:") && !folder.is_dir() => {
            Err(CommandError::NoFolderOfDatabase {
                folder: shown(&folder.display().to_string()),
                database: shown(path),
            })
        }
        _ => Ok(()),
    }
}

/// A file that is not there is not made just to say that nothing is in it.
pub(crate) fn check_file(url: &str) -> Result<(), CommandError> {
    let path = sqlite_path(url);
    let is_plain = path != ":memory:" && !path.starts_with("file:");
    if dialect(url)? == Dialect::Sqlite && is_plain {
        check_folder(path)?;
        if !Path::new(path).exists() {
            return Err(CommandError::NoFile(shown(path)));
        }
    }
    Ok(())
}

/// Takes the lock on a database, and says so if another process has it.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn lock<C: Locking>(connection: &mut C, console: &mut Console<'_>) -> Result<(), CommandError> {
    let failed = |error: diesel::result::Error| CommandError::Lock(error.to_string());
    if connection.try_lock().map_err(failed)? {
        return Ok(());
    }
    wait(console)?;
    match connection.lock().map_err(failed)? {
        true => Ok(()),
        false => Err(CommandError::Lock("another process keeps it".to_owned())),
    }
}

fn wait(console: &mut Console<'_>) -> Result<(), CommandError> {
    Ok(console.note("another process migrates this database: waiting for it")?)
}

/// Runs the migrations that the database has not had.
pub(crate) fn migrate(
    migrations: &Migrations,
    url: &str,
    manner: Manner,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let folder = folder::read(migrations)?;
    with_connection!(url, console, |connection| {
        let ran = crate::run::migrate(connection, &folder, manner, console)?;
        crate::run::answer(ran, console)
    })
}

/// Takes back the last migrations.
pub(crate) fn revert(
    migrations: &Migrations,
    url: &str,
    (number, manner): (usize, Manner),
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let folder = folder::read(migrations)?;
    check_file(url)?;
    with_connection!(url, console, |connection| {
        let ran = crate::run::revert(connection, &folder, number, manner, console)?;
        crate::run::answer(ran, console)
    })
}

/// Lists the migrations.
pub(crate) fn status(
    migrations: &Migrations,
    url: &str,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let folder = folder::read(migrations)?;
    with_connection!(url, console, |connection| crate::run::status(
        connection, &folder, console
    ))
}

/// Looks for rows whose polymorphic reference leads nowhere.
pub(crate) fn orphans<S: Schema>(
    url: &str,
    limit: u32,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    #[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
    return crate::orphans::run::<S>(url, limit, console);
    #[cfg(not(any(feature = "postgres", feature = "sqlite", feature = "mysql")))]
    Err(not_built(dialect(url)?))
}

/// Two empty databases of the kind of a URL, one of them new.
macro_rules! with_scratch {
    ($url:expr, |$make:ident, $establish:ident, $dialect:ident| $body:expr) => {{
        let url = $url;
        let $dialect = dialect(url)?;
        match $dialect {
            #[cfg(feature = "postgres")]
            Dialect::Postgres => {
                let $establish = || connect::<diesel::PgConnection>(url, url);
                let $make = || crate::scratch::on_server($establish()?, url, '"');
                $body
            }
            #[cfg(feature = "mysql")]
            Dialect::Mysql => {
                let $establish = || connect::<diesel::MysqlConnection>(url, url);
                let $make = || crate::scratch::on_server($establish()?, url, '`');
                $body
            }
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => {
                let path = sqlite_path(url);
                check_folder(path)?;
                let $establish = || connect::<diesel::SqliteConnection>(path, url);
                let $make = crate::scratch::sqlite;
                $body
            }
            #[allow(unreachable_patterns, reason = "some databases may be left out")]
            dialect => Err(not_built(dialect)),
        }
    }};
}

/// Says how a database differs from the structs.
pub(crate) fn diff<S: Schema>(
    url: &str,
    telling: Telling,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    check_file(url)?;
    with_scratch!(url, |make, establish, dialect| {
        let mut connection = establish()?;
        let mut scratch = make()?;
        let scratch = scratch.connection()?;
        crate::live::diff::<S, _>(&mut connection, scratch, dialect, telling, console.out)
    })
}

/// Compares what the migrations make with the structs.
pub(crate) fn verify<S: Schema>(
    migrations: &Migrations,
    url: &str,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let folder = folder::read(migrations)?;
    with_scratch!(url, |make, _establish, dialect| {
        let (mut migrated, mut fresh) = (make()?, make()?);
        crate::live::verify::<S, _>((&mut migrated, &mut fresh), &folder, dialect, console)
    })
}
