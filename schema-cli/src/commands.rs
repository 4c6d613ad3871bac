//! The commands.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use schema_core::Schema;
use schema_migrate::{Dialect, Losses, Migrations, Online, Plan, SqlSchema, Version};
use serde::Serialize;

use crate::console::{self, BAD, Console, GOOD, painted};
use crate::database;
use crate::error::CommandError;
use crate::options::{Command, Options};
use crate::run::Manner;

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fine,
    Differs,
}

/// Runs the command that is asked for.
pub(crate) fn run<S: Schema>(
    options: &Options,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let answer = answer::<S>(options, console);
    answer.map_err(|error| error.at(options.common.database_url.as_deref()))
}

fn answer<S: Schema>(
    options: &Options,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let out = &mut *console.out;
    let common = &options.common;
    let migrations = Migrations::new(&common.migrations);
    match &options.command {
        Command::Generate {
            name,
            version,
            allow_destructive,
            online,
            lock_timeout,
        } => {
            let losses = match allow_destructive {
                true => Losses::Allowed,
                false => Losses::Refused,
            };
            let online = online.then(|| Online {
                lock_timeout: Duration::from_secs((*lock_timeout).into()),
                ..Online::default()
            });
            let request = Request {
                dialect: dialect(options)?,
                version: match version {
                    Some(version) => Version::new(version)?,
                    None => Version::now(),
                },
                name,
                losses,
                online,
            };
            generate::<S>(&migrations, request, common.json, out)
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
            if common.json {
                let sql = script.to_string();
                json_line(out, &Created { sql })?;
            } else {
                write!(out, "{script}")?;
            }
            Ok(Verdict::Fine)
        }
        Command::Adopt => {
            let snapshot = migrations.adopt::<S>(dialect(options)?)?;
            if common.json {
                json_line(
                    out,
                    &Adopted {
                        snapshot: &snapshot,
                    },
                )?;
            } else {
                writeln!(out, "the snapshot is that of the structs now")?;
            }
            Ok(Verdict::Fine)
        }
        Command::Migrate {
            continue_at,
            waiting,
        } => {
            let manner = Manner {
                continue_at: *continue_at,
                lock_retries: waiting.lock_retries,
            };
            database::migrate(&migrations, url(options)?, manner, console)
        }
        Command::Revert {
            number,
            all,
            continue_at,
            waiting,
        } => {
            let number = if *all { usize::MAX } else { *number };
            let manner = Manner {
                continue_at: *continue_at,
                lock_retries: waiting.lock_retries,
            };
            database::revert(&migrations, url(options)?, (number, manner), console)
        }
        Command::Diff { all, reverse } => {
            let telling = Telling {
                all: *all,
                reverse: *reverse,
                json: common.json,
            };
            database::diff::<S>(url(options)?, telling, console)
        }
        Command::Verify => database::verify::<S>(&migrations, url(options)?, console),
        Command::Orphans { limit } => database::orphans::<S>(url(options)?, *limit, console),
        Command::See(see) => crate::see::show(see, S::SCHEMA, common, console),
        Command::Status => database::status(&migrations, url(options)?, console),
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
        Some(url) => crate::url::dialect(url),
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

/// What `generate` is to write.
struct Request<'r> {
    dialect: Dialect,
    version: Version,
    name: &'r str,
    losses: Losses,
    online: Option<Online>,
}

/// What `sql --json` answers.
#[derive(Serialize)]
struct Created {
    sql: String,
}

/// What `adopt --json` answers: the file that was written.
#[derive(Serialize)]
struct Adopted<'p> {
    snapshot: &'p Path,
}

/// What `generate --json` answers.
#[derive(Serialize)]
struct Generated {
    written: Vec<String>,
    disturbances: Vec<String>,
}

fn generate<S: Schema>(
    migrations: &Migrations,
    request: Request<'_>,
    json: bool,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let Request { name, losses, .. } = request;
    let (written, stale, disturbances) = match &request.online {
        Some(_) if request.dialect != Dialect::Postgres => {
            return Err(CommandError::NotOnline(request.dialect));
        }
        Some(online) => {
            let plan = migrations.plan_online::<S>(online)?;
            let version = &request.version;
            let written = migrations.generate_online::<S>(online, version, name, losses)?;
            let disturbances = plan.disturbances().map(str::to_owned).collect();
            (written, plan.stale_renames().to_vec(), disturbances)
        }
        None => {
            let plan = migrations.plan::<S>(request.dialect)?;
            let version = request.version;
            let written = migrations.generate::<S>(request.dialect, version, name, losses)?;
            let stale = plan.stale_renames().to_vec();
            (written.into_iter().collect(), stale, Vec::new())
        }
    };
    let written: Vec<String> = written
        .iter()
        .map(|one| one.display().to_string())
        .collect();
    if json {
        let generated = Generated {
            written,
            disturbances,
        };
        json_line(out, &generated)?;
        return Ok(Verdict::Fine);
    }
    if written.is_empty() {
        writeln!(
            out,
            "nothing to do: the migrations make what the structs say"
        )?;
    }
    for folder in written {
        writeln!(out, "written: {folder}")?;
    }
    for disturbance in disturbances {
        writeln!(out, "disturbs others: {disturbance}")?;
    }
    say_stale(&stale, out)?;
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
        let fine = "the migrations make what the structs say";
        writeln!(out, "{}", painted(GOOD, fine))?;
    } else {
        let missing = "a migration is missing (`schema generate NAME` writes it):";
        writeln!(out, "{}\n", painted(BAD, missing))?;
        write!(out, "{}", console::sql(&plan.up_sql()))?;
    }
    say_stale(plan.stale_renames(), out)?;
    Ok(verdict)
}

fn say_stale(places: &[String], out: &mut dyn Write) -> Result<(), CommandError> {
    for place in places {
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
