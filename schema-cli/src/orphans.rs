//! The command that looks for rows whose polymorphic reference leads nowhere.

use schema_core::Schema;
use schema_migrate::Dialect;
use schema_migrate::orphans::{FindOrphans, Orphans};
use serde::Serialize;

use crate::commands::{Verdict, json_line};
use crate::console::Console;
use crate::database::{check_file, connect, not_built};
use crate::error::CommandError;
use crate::url::{dialect, sqlite_path};

/// What `orphans --json` answers for a reference and a target.
#[derive(Serialize)]
struct Told<'o> {
    model: &'o str,
    reference: &'o str,
    target: &'o str,
    count: i64,
    rows: Vec<Row<'o>>,
}

#[derive(Serialize)]
struct Row<'o> {
    primary_key: &'o str,
    key: &'o str,
}

/// Lists the orphans of a database, of each reference and target so many.
pub(crate) fn run<S: Schema>(
    url: &str,
    limit: u32,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let found = match dialect(url)? {
        #[cfg(feature = "postgres")]
        Dialect::Postgres => find::<S, diesel::PgConnection>(connect(url, url)?, limit)?,
        #[cfg(feature = "mysql")]
        Dialect::Mysql => find::<S, diesel::MysqlConnection>(connect(url, url)?, limit)?,
        #[cfg(feature = "sqlite")]
        Dialect::Sqlite => {
            let path = sqlite_path(url);
            check_file(url)?;
            find::<S, diesel::SqliteConnection>(connect(path, url)?, limit)?
        }
        #[allow(unreachable_patterns, reason = "some databases may be left out")]
        dialect => return Err(not_built(dialect)),
    };
    let json = console.json;
    let out = &mut *console.out;
    if json {
        let told: Vec<Told<'_>> = found.iter().map(told).collect();
        json_line(out, &told)?;
    } else {
        for orphans in &found {
            writeln!(out, "{orphans}")?;
        }
    }
    match found.as_slice() {
        [] if !json => {
            writeln!(
                out,
                "every polymorphic reference leads to a row that is there"
            )?;
            Ok(Verdict::Fine)
        }
        [] => Ok(Verdict::Fine),
        _ => Ok(Verdict::Differs),
    }
}

fn find<S: Schema, C: FindOrphans>(
    mut connection: C,
    limit: u32,
) -> Result<Vec<Orphans>, CommandError> {
    Ok(connection.find_orphans(S::SCHEMA, limit)?)
}

fn told(orphans: &Orphans) -> Told<'_> {
    let rows = orphans.rows.iter().map(|row| Row {
        primary_key: &row.primary_key,
        key: &row.key,
    });
    Told {
        model: orphans.model,
        reference: orphans.reference,
        target: orphans.target,
        count: orphans.count,
        rows: rows.collect(),
    }
}
