//! What a database says of a statement that failed, with all that it knows: PostgreSQL names the view in the
//! way in a detail, and the remedy in a hint.

use std::error::Error;

use diesel::result::{DatabaseErrorInformation, Error as Failed};

/// What an error says; in a file, at which line.
pub(crate) fn reason(error: &(dyn Error + 'static), file: Option<(&str, &str)>) -> String {
    let Some(Failed::DatabaseError(_, information)) = error.downcast_ref() else {
        return error.to_string();
    };
    let mut reason = information.message().to_owned();
    if let Some((name, sql)) = file
        && let Some(line) = line(information.as_ref(), sql)
    {
        reason += &format!(" (line {line} of {name})");
    }
    let more = [
        ("detail", information.details()),
        ("hint", information.hint()),
    ];
    for (what, text) in more {
        for line in text.into_iter().flat_map(str::lines) {
            reason += &format!("\n{what}: {line}");
        }
    }
    reason
}

/// The line that PostgreSQL means; it counts letters from 1.
fn line(information: &dyn DatabaseErrorInformation, sql: &str) -> Option<usize> {
    let position = usize::try_from(information.statement_position()?).ok()?;
    let before = sql.chars().take(position.checked_sub(1)?);
    Some(1 + before.filter(|&letter| letter == '\n').count())
}
