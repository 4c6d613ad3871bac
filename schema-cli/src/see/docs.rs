//! `schema docs`

use std::io::ErrorKind;
use std::path::Path;

use schema_core::definition::Schema;
use schema_migrate::graph::document;
use serde::Serialize;

use super::options::DocsOptions;
use super::output;
use crate::commands::{Verdict, json_line};
use crate::console::{BAD, Console, GOOD, painted};
use crate::error::CommandError;

/// The file that is compared with if no other is named.
const FILE: &str = "SCHEMA.md";

/// What `docs --check --json` answers.
#[derive(Serialize)]
struct Checked {
    file: String,
    up_to_date: bool,
}

pub(super) fn show(
    options: &DocsOptions,
    schema: &Schema,
    json: bool,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let document = document(schema);
    if options.check {
        let file = options.output.as_deref().unwrap_or(Path::new(FILE));
        return check(file, &document, json, console);
    }
    output::give(options.output.as_deref(), &document, console)?;
    Ok(Verdict::Fine)
}

fn check(
    file: &Path,
    document: &str,
    json: bool,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let path = file.display().to_string();
    let committed = match std::fs::read_to_string(file) {
        Ok(text) => Some(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            let reason = error.to_string();
            return Err(CommandError::Unreadable { path, reason });
        }
    };
    let up_to_date = committed.as_deref() == Some(document);
    let verdict = match up_to_date {
        true => Verdict::Fine,
        false => Verdict::Differs,
    };
    if json {
        let file = path;
        json_line(console.out, &Checked { file, up_to_date })?;
        return Ok(verdict);
    }
    if up_to_date {
        let fine = format!("`{path}` says what the structs say");
        console.say(&painted(GOOD, &fine).to_string())?;
        return Ok(verdict);
    }
    let Some(committed) = committed else {
        let missing = format!("there is no `{path}`: `schema docs --output {path}` writes it");
        console.say(&painted(BAD, &missing).to_string())?;
        return Ok(verdict);
    };
    let stale = format!("`{path}` is stale (`schema docs --output {path}` writes it):");
    console.say(&painted(BAD, &stale).to_string())?;
    for line in committed
        .lines()
        .filter(|line| !document.lines().any(|other| other == *line))
    {
        console.say(&format!("- {line}"))?;
    }
    for line in document
        .lines()
        .filter(|line| !committed.lines().any(|other| other == *line))
    {
        console.say(&format!("+ {line}"))?;
    }
    Ok(verdict)
}
