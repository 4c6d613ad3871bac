//! What cannot be deleted, and why.

use super::Result;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use research::auth::{User, user};
use research::data::{ADA, MEI};
use schema_core::prelude::*;
use std::io::Write;

/// Tries to delete a user who has bills, then one who has none.
pub(crate) fn show(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    for id in [ADA, MEI] {
        let person: User = User::query().filter(user::id.eq(id)).first(connection)?;
        match diesel::delete(user::table.find(id)).execute(connection) {
            Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, answer)) => {
                let answer = answer.message();
                writeln!(out, "{} stays. SQLite says: {answer}.", person.name)?;
                writeln!(out, "Counted before anything is deleted, it is:\n")?;
                let impact = User::deletion_impact(&[id], connection)?;
                write!(out, "{}", super::indented(&impact))?;
                writeln!(out, "\nSettle the bills, archive them, and try again.\n")?;
            }
            outcome => {
                outcome?;
                writeln!(out, "{} has no bills, and is gone.", person.name)?;
            }
        }
    }
    Ok(())
}
