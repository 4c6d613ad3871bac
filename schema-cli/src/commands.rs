//! The commands.

use std::io::Write;

use schema_core::Schema;
use schema_migrate::{Dialect, Losses, Migrations, Plan, SqlSchema, Version};
use serde::Serialize;

use crate::database;
use crate::error::CommandError;
use crate::options::{Command, Options};

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fine,
    Differs,
}

pub(crate) fn run<S: Schema>(
    options: &Options,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let common = &options.common;
    let migrations = Migrations::new(&common.migrations);
    match &options.command {
        Command::Generate {
            name,
            version,
            allow_destructive,
        } => {
            let version = match version {
                Some(version) => Version::new(version)?,
                None => Version::now(),
            };
            let losses = if *allow_destructive {
                Losses::Allowed
            } else {
                Losses::Refused
            };
            let target = (dialect(options)?, version, name.as_str(), losses);
            generate::<S>(&migrations, target, common.json, out)
        }
        Command::Check => {
            let plan = migrations.plan::<S>(dialect(options)?)?;
            check(&plan, common.json, out)
        }
        Command::Sql { drop } => {
            let schema = SqlSchema::of::<S>(dialect(options)?)?;
            let script = if *drop {
                schema.drop_script()
            } else {
                schema.create_script()
            };
            write!(out, "{script}")?;
            Ok(Verdict::Fine)
        }
        Command::Adopt => {
            migrations.adopt::<S>(dialect(options)?)?;
            writeln!(out, "the snapshot is that of the structs now")?;
            Ok(Verdict::Fine)
        }
        Command::Migrate => database::migrate(&migrations, url(options)?, out),
        Command::Revert { number, all } => {
            let number = if *all { usize::MAX } else { *number };
            database::revert(&migrations, url(options)?, number, out)
        }
        Command::Diff { all, reverse } => {
            let telling = Telling {
                all: *all,
                reverse: *reverse,
                json: common.json,
            };
            database::diff::<S>(url(options)?, telling, out)
        }
        Command::Verify => database::verify::<S>(&migrations, url(options)?, out),
        Command::Status => database::status(&migrations, url(options)?, common.json, out),
    }
}

/// The database that is asked for, or that of the snapshot, or that of the URL.
fn dialect(options: &Options) -> Result<Dialect, CommandError> {
    let common = &options.common;
    if let Some(dialect) = common.dialect {
        return Ok(dialect.into());
    }
    if let Some(schema) = SqlSchema::read_snapshot(&common.migrations)? {
        return Ok(schema.dialect);
    }
    let url = common.database_url.as_deref();
    match url {
        Some(url) => database::dialect(url),
        None => Err(CommandError::NoDialect),
    }
}

/// What is to be said of a difference.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
    allow(dead_code, reason = "there is no database that could differ")
)]
pub(crate) struct Telling {
    /// What no model declares, too.
    pub(crate) all: bool,
    /// The SQL that makes the structs' schema what the database is.
    pub(crate) reverse: bool,
    pub(crate) json: bool,
}

fn url(options: &Options) -> Result<&str, CommandError> {
    let url = options.common.database_url.as_deref();
    url.ok_or(CommandError::NoUrl)
}

/// What `generate --json` answers.
#[derive(Serialize)]
struct Generated {
    written: Option<String>,
}

fn generate<S: Schema>(
    migrations: &Migrations,
    (dialect, version, name, losses): (Dialect, Version, &str, Losses),
    json: bool,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let plan = migrations.plan::<S>(dialect)?;
    let written = migrations.generate::<S>(dialect, version, name, losses)?;
    let written = written.map(|folder| folder.display().to_string());
    if json {
        json_line(out, &Generated { written })?;
        return Ok(Verdict::Fine);
    }
    match written {
        Some(folder) => writeln!(out, "written: {folder}")?,
        None => writeln!(
            out,
            "nothing to do: the migrations make what the structs say"
        )?,
    }
    stale(&plan, out)?;
    Ok(Verdict::Fine)
}

/// What `check --json` answers.
#[derive(Serialize)]
struct Checked<'p> {
    up_to_date: bool,
    up: String,
    down: String,
    losses: Vec<&'p str>,
    stale_renames: &'p [String],
}

fn check(plan: &Plan, json: bool, out: &mut dyn Write) -> Result<Verdict, CommandError> {
    let verdict = if plan.is_empty() {
        Verdict::Fine
    } else {
        Verdict::Differs
    };
    if json {
        let checked = Checked {
            up_to_date: plan.is_empty(),
            up: plan.up_sql(),
            down: plan.down_sql(),
            losses: plan.losses().collect(),
            stale_renames: plan.stale_renames(),
        };
        json_line(out, &checked)?;
        return Ok(verdict);
    }
    if plan.is_empty() {
        writeln!(out, "the migrations make what the structs say")?;
    } else {
        writeln!(
            out,
            "a migration is missing (`schema generate NAME` writes it):\n"
        )?;
        write!(out, "{}", plan.up_sql())?;
    }
    stale(plan, out)?;
    Ok(verdict)
}

fn stale(plan: &Plan, out: &mut dyn Write) -> Result<(), CommandError> {
    for place in plan.stale_renames() {
        writeln!(
            out,
            "`renamed_from` of `{place}` has done its work: remove it"
        )?;
    }
    Ok(())
}

/// An answer in JSON.
pub(crate) fn json_line(out: &mut dyn Write, answer: &impl Serialize) -> Result<(), CommandError> {
    let text = serde_json::to_string_pretty(answer).map_err(std::io::Error::other)?;
    writeln!(out, "{text}")?;
    Ok(())
}
