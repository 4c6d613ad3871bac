//! Migrations of a folder on a database: run, taken back, listed.

use serde::Serialize;

use crate::commands::{Verdict, json_line};
use crate::connection::Migrating;
use crate::console::{Console, GOOD, NOTE, painted};
use crate::error::CommandError;
use crate::folder::{Direction, Found};
use crate::journal::{self, Unfinished};
use crate::patience;
use crate::statements::statements;

/// How migrations are run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// The number of the statement to go on with in the migration that was interrupted.
    pub(crate) continue_at: Option<usize>,
    /// How often a migration runs again that waited for a lock in vain.
    pub(crate) lock_retries: u32,
}

/// What `migrate --json` and `revert --json` answer: the names of migrations.
#[derive(Serialize)]
struct Ran {
    ran: Vec<String>,
}

/// Says in JSON what ran; the steps said it in words.
pub(crate) fn answer(ran: Vec<String>, console: &mut Console<'_>) -> Result<Verdict, CommandError> {
    if console.json {
        json_line(console.out, &Ran { ran })?;
    }
    Ok(Verdict::Fine)
}

/// Runs the migrations that the database has not had, and returns their names.
pub(crate) fn migrate<C: Migrating>(
    connection: &mut C,
    folder: &[Found],
    manner: Manner,
    console: &mut Console<'_>,
) -> Result<Vec<String>, CommandError> {
    let had = applied(connection)?;
    let unfinished = unfinished(connection, &had)?;
    let continue_at = manner.continue_at;
    let goes_on = goes_on(connection, folder, unfinished, Direction::Up, continue_at)?;
    gone(folder, &had, console)?;
    let pending = folder.iter().filter(|found| !had.contains(&found.version));
    let mut pending: Vec<&Found> = pending.collect();
    if let Some(unfinished) = &goes_on {
        // It comes first, as it did when it was begun.
        pending.sort_by_key(|found| found.version != unfinished.version);
    }
    if pending.is_empty() {
        console.say("nothing to do: the database has had every migration")?;
    }
    for (position, found) in pending.iter().enumerate() {
        let begun = goes_on
            .as_ref()
            .filter(|begun| begun.version == found.version);
        let label = format!("{} of {}: {}", position + 1, pending.len(), found.name);
        console.begin(label)?;
        let how = (begun.and(continue_at), manner.lock_retries);
        let ran = patience::run(connection, found, Direction::Up, how, console);
        console.end(&ran)?;
        ran?;
    }
    Ok(pending.iter().map(|found| found.name.clone()).collect())
}

/// Takes back the last migrations, and returns their names.
pub(crate) fn revert<C: Migrating>(
    connection: &mut C,
    folder: &[Found],
    number: usize,
    manner: Manner,
    console: &mut Console<'_>,
) -> Result<Vec<String>, CommandError> {
    let had = applied(connection)?;
    let unfinished = unfinished(connection, &had)?;
    let continue_at = manner.continue_at;
    let goes_on = goes_on(connection, folder, unfinished, Direction::Down, continue_at)?;
    if had.is_empty() {
        return Err(CommandError::NothingToRevert);
    }
    let mut ran = Vec::new();
    for version in had.iter().take(number) {
        let found = folder.iter().find(|found| found.version == *version);
        let Some(found) = found else {
            return Err(CommandError::Gone(version.clone()));
        };
        let begun = goes_on.as_ref().filter(|begun| begun.version == *version);
        console.begin(format!("taking back {}", found.name))?;
        let how = (begun.and(continue_at), manner.lock_retries);
        let taken = patience::run(connection, found, Direction::Down, how, console);
        console.end(&taken)?;
        taken?;
        ran.push(found.name.clone());
    }
    Ok(ran)
}

/// The versions that Diesel noted, the last first.
fn applied<C: Migrating>(connection: &mut C) -> Result<Vec<String>, CommandError> {
    let versions = connection.applied_migrations();
    let versions = versions.map_err(|error| CommandError::applied(&error))?;
    Ok(versions.iter().map(ToString::to_string).collect())
}

/// The note of a migration that did not come to its end. If Diesel's note is there too, only the note was
/// left.
fn unfinished<C: Migrating>(
    connection: &mut C,
    had: &[String],
) -> Result<Option<Unfinished>, CommandError> {
    let found = connection.unfinished();
    let found = found.map_err(|error| CommandError::applied(&error))?;
    match found {
        Some(found) if had.contains(&found.version) == found.is_up => {
            let ended = journal::end(connection);
            ended.map_err(|error| CommandError::Unnoted(error.to_string()))?;
            Ok(None)
        }
        found => Ok(found),
    }
}

/// The migration to go on with, if that was asked for. If it was not, or the other way, an unfinished
/// migration is an error.
fn goes_on<C: Migrating>(
    connection: &mut C,
    folder: &[Found],
    unfinished: Option<Unfinished>,
    direction: Direction,
    continue_at: Option<usize>,
) -> Result<Option<Unfinished>, CommandError> {
    match (unfinished, continue_at) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(CommandError::NothingToContinue),
        (Some(unfinished), Some(_)) if unfinished.direction() == direction => {
            let is_there = folder.iter().any(|one| one.version == unfinished.version);
            match is_there {
                true => Ok(Some(unfinished)),
                false => Err(CommandError::Gone(unfinished.version)),
            }
        }
        (Some(unfinished), _) => {
            let place = place::<C>(&unfinished, folder);
            let indexes = connection.invalid_indexes().unwrap_or_default();
            Err(CommandError::Interrupted {
                migration: unfinished.name.clone(),
                command: unfinished.direction().command(),
                statement: unfinished.statement,
                place,
                indexes,
            })
        }
    }
}

/// The statement in which a migration stopped, in words, if not all are done.
fn place<C: Migrating>(unfinished: &Unfinished, folder: &[Found]) -> Option<String> {
    let number = unfinished.statement;
    let found = folder.iter().find(|one| one.version == unfinished.version);
    let sql = found.and_then(|found| found.sql(unfinished.direction()).ok());
    let Some(sql) = sql else {
        return Some(format!("statement {number}"));
    };
    let statements = statements(&sql, C::DIALECT);
    let (statement, count) = (statements.get(number - 1)?, statements.len());
    let line = statement.first_line();
    Some(format!("statement {number} of {count}: `{line}`"))
}

/// A line of `status`.
#[derive(Serialize)]
struct Status {
    migration: String,
    applied: bool,
    /// Where it was interrupted.
    #[serde(skip_serializing_if = "Option::is_none")]
    interrupted: Option<String>,
    /// The database has had it, and its folder is not there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

/// Lists the migrations.
pub(crate) fn status<C: Migrating>(
    connection: &mut C,
    folder: &[Found],
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let had = applied(connection)?;
    let unfinished = unfinished(connection, &had)?;
    let known = folder.iter().map(|found| Status {
        migration: found.name.clone(),
        applied: had.contains(&found.version),
        interrupted: unfinished
            .as_ref()
            .filter(|unfinished| unfinished.version == found.version)
            .map(|unfinished| place::<C>(unfinished, folder))
            .map(|place| place.unwrap_or_else(|| "all is done but noting it".to_owned())),
        gone: false,
    });
    let gone = versions_gone(folder, &had).map(|version| Status {
        migration: version.clone(),
        applied: true,
        interrupted: None,
        gone: true,
    });
    let mut lines: Vec<Status> = known.chain(gone).collect();
    lines.sort_by_key(|line| {
        line.migration
            .split('_')
            .next()
            .map(|one| one.replace('-', ""))
    });
    if console.json {
        json_line(console.out, &lines)?;
    } else {
        for line in &lines {
            console.say(&line.in_words())?;
        }
    }
    let is_fine = |line: &Status| line.applied && line.interrupted.is_none() && !line.gone;
    Ok(match lines.iter().all(is_fine) {
        true => Verdict::Fine,
        false => Verdict::Differs,
    })
}

impl Status {
    fn in_words(&self) -> String {
        let name = &self.migration;
        match (self.applied, &self.interrupted) {
            (_, Some(place)) => {
                let place = format!("interrupted: {place}");
                format!("[{}] {name}: {}", painted(NOTE, "!"), painted(NOTE, &place))
            }
            _ if self.gone => format!("[{}] {name}: {}", painted(NOTE, "!"), painted(NOTE, GONE)),
            (true, None) => format!("[{}] {name}", painted(GOOD, "x")),
            (false, None) => format!("[ ] {name}"),
        }
    }
}

const GONE: &str = "the database has had it, and its folder is not there";

fn versions_gone<'a>(folder: &'a [Found], had: &'a [String]) -> impl Iterator<Item = &'a String> {
    had.iter()
        .filter(|version| !folder.iter().any(|found| found.version == **version))
}

/// Says which migrations the database has had, of which there is no folder: on another branch, say.
fn gone(folder: &[Found], had: &[String], console: &mut Console<'_>) -> Result<(), CommandError> {
    for version in versions_gone(folder, had) {
        let note = format!("{version}: {GONE}");
        console.note(&note)?;
    }
    Ok(())
}
