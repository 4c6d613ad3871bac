//! The commands that run migrations on a database, by `diesel_migrations`.

#![cfg_attr(
    not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
    allow(
        unused,
        clippy::extra_unused_type_parameters,
        reason = "there is no database to run them on"
    )
)]

use std::io::Write;

use diesel::Connection;
use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationVersion};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schema_core::Schema;
use schema_migrate::{Dialect, Migrations};
use serde::Serialize;

use crate::commands::{Telling, Verdict, json_line};
use crate::error::CommandError;

/// The database of a URL.
pub(crate) fn dialect(url: &str) -> Result<Dialect, CommandError> {
    match url.split_once("://").map(|(scheme, _)| scheme) {
        Some("postgres" | "postgresql") => Ok(Dialect::Postgres),
        Some("mysql") => Ok(Dialect::Mysql),
        Some("sqlite" | "file") | None => Ok(Dialect::Sqlite),
        Some(_) => Err(CommandError::UnknownUrl(without_password(url))),
    }
}

/// A URL as it may be shown.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => url.to_owned(),
    }
}

/// Does something with a connection to the database of a URL, which no other process migrates
/// meanwhile.
macro_rules! with_connection {
    ($url:expr, |$connection:ident| $body:expr) => {{
        let url = $url;
        match dialect(url)? {
            #[cfg(feature = "postgres")]
            Dialect::Postgres => {
                let $connection = &mut diesel::PgConnection::establish(url)?;
                lock::postgres($connection)?;
                $body
            }
            #[cfg(feature = "mysql")]
            Dialect::Mysql => {
                let $connection = &mut diesel::MysqlConnection::establish(url)?;
                lock::mysql($connection)?;
                $body
            }
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => {
                let path = url.strip_prefix("sqlite://").unwrap_or(url);
                let _lock = crate::lock::FileLock::beside(std::path::Path::new(path))?;
                let $connection = &mut diesel::SqliteConnection::establish(path)?;
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

/// Locks that a database server keeps until the connection ends.
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod lock {
    use super::CommandError;
    use diesel::connection::SimpleConnection;

    /// Any number that nothing else locks.
    #[cfg(feature = "postgres")]
    pub(super) fn postgres(connection: &mut diesel::PgConnection) -> Result<(), CommandError> {
        let locked = connection.batch_execute("SELECT pg_advisory_lock(7236179804523651)");
        locked.map_err(|error| CommandError::Lock(error.to_string()))
    }

    #[cfg(feature = "mysql")]
    pub(super) fn mysql(connection: &mut diesel::MysqlConnection) -> Result<(), CommandError> {
        let locked = connection.batch_execute("DO GET_LOCK('schema-cli migrate', 3600)");
        locked.map_err(|error| CommandError::Lock(error.to_string()))
    }
}

/// Runs the migrations that the database has not had.
pub(crate) fn migrate(
    migrations: &Migrations,
    url: &str,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let source = source(migrations)?;
    with_connection!(url, |connection| migrate_on(connection, &source, out))
}

/// Takes back the last migrations.
pub(crate) fn revert(
    migrations: &Migrations,
    url: &str,
    number: usize,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let source = source(migrations)?;
    with_connection!(url, |connection| revert_on(
        connection, &source, number, out
    ))
}

/// Lists the migrations.
pub(crate) fn status(
    migrations: &Migrations,
    url: &str,
    json: bool,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let source = source(migrations)?;
    with_connection!(url, |connection| status_on(connection, &source, json, out))
}

/// Looks for rows whose polymorphic reference leads nowhere.
pub(crate) fn orphans<S: Schema>(
    url: &str,
    limit: u32,
    json: bool,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    #[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
    return crate::orphans::run::<S>(url, limit, json, out);
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
                let $establish = || diesel::PgConnection::establish(url);
                let $make = || crate::scratch::on_server($establish()?, url, '"');
                $body
            }
            #[cfg(feature = "mysql")]
            Dialect::Mysql => {
                let $establish = || diesel::MysqlConnection::establish(url);
                let $make = || crate::scratch::on_server($establish()?, url, '`');
                $body
            }
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => {
                let path = url.strip_prefix("sqlite://").unwrap_or(url);
                let $establish = || diesel::SqliteConnection::establish(path);
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
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    with_scratch!(url, |make, establish, dialect| {
        let mut connection = establish()?;
        let mut scratch = make()?;
        let scratch = scratch.connection()?;
        crate::live::diff::<S, _>(&mut connection, scratch, dialect, telling, out)
    })
}

/// Compares what the migrations make with the structs.
pub(crate) fn verify<S: Schema>(
    migrations: &Migrations,
    url: &str,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let source = source(migrations)?;
    with_scratch!(url, |make, _establish, dialect| {
        let (mut migrated, mut fresh) = (make()?, make()?);
        crate::live::verify::<S, _, _>((&mut migrated, &mut fresh), &source, dialect, out)
    })
}

fn source(migrations: &Migrations) -> Result<FileBasedMigrations, CommandError> {
    let folder = migrations.directory();
    FileBasedMigrations::from_path(folder).map_err(|error| CommandError::Migrations {
        folder: folder.display().to_string(),
        reason: error.to_string(),
    })
}

fn applied(error: impl ToString) -> CommandError {
    CommandError::Applied(error.to_string())
}

fn stopped<DB: Backend>(migration: &dyn Migration<DB>, reason: impl ToString) -> CommandError {
    let is_mysql = std::any::type_name::<DB>().contains("ysql");
    CommandError::Stopped {
        migration: migration.name().to_string(),
        reason: reason.to_string(),
        left: if is_mysql {
            "The statements before the one that failed are done, as MySQL commits each by itself: take \
             them back, or run the rest by hand and note the migration as run. Those before it are run"
        } else if migration.metadata().run_in_transaction() {
            "Nothing of it is left; the migrations before it are run"
        } else {
            "It has its own transactions: what it had not committed is rolled back. The migrations \
             before it are run"
        },
    }
}

pub(crate) fn migrate_on<C, DB>(
    connection: &mut C,
    source: &FileBasedMigrations,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError>
where
    DB: Backend,
    C: Connection<Backend = DB> + MigrationHarness<DB>,
    FileBasedMigrations: diesel::migration::MigrationSource<DB>,
{
    let pending = connection
        .pending_migrations(source.clone())
        .map_err(applied)?;
    if pending.is_empty() {
        writeln!(out, "nothing to do: the database has had every migration")?;
    }
    for (position, migration) in pending.iter().enumerate() {
        write!(
            out,
            "{} of {}: {} … ",
            position + 1,
            pending.len(),
            migration.name()
        )?;
        out.flush()?;
        if let Err(error) = connection.run_migration(&**migration) {
            writeln!(out, "stopped")?;
            return Err(stopped(&**migration, error));
        }
        writeln!(out, "done")?;
    }
    Ok(Verdict::Fine)
}

pub(crate) fn revert_on<C, DB>(
    connection: &mut C,
    source: &FileBasedMigrations,
    number: usize,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError>
where
    DB: Backend,
    C: Connection<Backend = DB> + MigrationHarness<DB>,
    FileBasedMigrations: diesel::migration::MigrationSource<DB>,
{
    let had = connection.applied_migrations().map_err(applied)?;
    if had.is_empty() {
        return Err(CommandError::NothingToRevert);
    }
    let mut known = all::<DB>(source)?;
    for version in had.iter().take(number) {
        let position = known
            .iter()
            .position(|migration| migration.name().version() == *version);
        let Some(position) = position else {
            return Err(CommandError::Migrations {
                folder: "the folder of migrations".to_owned(),
                reason: format!("the database has had {version}, which is not there"),
            });
        };
        let migration = known.swap_remove(position);
        write!(out, "taking back {} … ", migration.name())?;
        out.flush()?;
        if let Err(error) = connection.revert_migration(&*migration) {
            writeln!(out, "stopped")?;
            return Err(stopped(&*migration, error));
        }
        writeln!(out, "done")?;
    }
    Ok(Verdict::Fine)
}

/// The migrations of a folder by their versions.
fn all<DB: Backend>(
    source: &FileBasedMigrations,
) -> Result<Vec<Box<dyn Migration<DB>>>, CommandError>
where
    FileBasedMigrations: diesel::migration::MigrationSource<DB>,
{
    let migrations = diesel::migration::MigrationSource::migrations(source);
    let mut migrations: Vec<Box<dyn Migration<DB>>> = migrations.map_err(applied)?;
    migrations.sort_by(|one, other| one.name().version().cmp(&other.name().version()));
    Ok(migrations)
}

/// A line of `status`.
#[derive(Serialize)]
struct Status {
    migration: String,
    applied: bool,
}

fn status_on<C, DB>(
    connection: &mut C,
    source: &FileBasedMigrations,
    json: bool,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError>
where
    DB: Backend,
    C: Connection<Backend = DB> + MigrationHarness<DB>,
    FileBasedMigrations: diesel::migration::MigrationSource<DB>,
{
    let had: Vec<MigrationVersion<'static>> = connection.applied_migrations().map_err(applied)?;
    let lines: Vec<Status> = all::<DB>(source)?
        .iter()
        .map(|migration| Status {
            migration: migration.name().to_string(),
            applied: had.contains(&migration.name().version()),
        })
        .collect();
    if json {
        json_line(out, &lines)?;
    } else {
        for line in &lines {
            let mark = if line.applied { "x" } else { " " };
            writeln!(out, "[{mark}] {}", line.migration)?;
        }
    }
    let is_pending = lines.iter().any(|line| !line.applied);
    Ok(match is_pending {
        true => Verdict::Differs,
        false => Verdict::Fine,
    })
}
