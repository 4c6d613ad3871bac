//! What cannot be deleted, and why.

use super::text_table::TextTable;
use super::{Result, counts};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use research::Research;
use research::auth::{User, user};
use research::data::{ADA, MEI};
use schema_core::definition::ReferentialAction;
use schema_core::prelude::*;
use schema_migrate::graph::references_to;
use std::io::Write;

/// Tries to delete a user who has bills, then one who has none.
pub(crate) fn show(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    for id in [ADA, MEI] {
        let person: User = User::query().filter(user::id.eq(id)).first(connection)?;
        match diesel::delete(user::table.find(id)).execute(connection) {
            Err(Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, answer)) => {
                let answer = answer.message();
                writeln!(out, "{} stays. SQLite says: {answer}.", person.name)?;
                writeln!(out, "The schema knows more; these rows are in the way:\n")?;
                writeln!(out, "{}", in_the_way(connection, id)?)?;
                writeln!(out, "Settle the bills, archive them, and try again.\n")?;
            }
            outcome => {
                outcome?;
                writeln!(out, "{} has no bills, and is gone.", person.name)?;
            }
        }
    }
    Ok(())
}

/// The rows that keep a user from being deleted.
fn in_the_way(connection: &mut SqliteConnection, id: &str) -> Result<TextTable> {
    let mut report = TextTable::new(["column", "rows", "on delete"]);
    for edge in references_to(Research::SCHEMA, &User::NAME) {
        let Some(key) = edge.key() else {
            continue;
        };
        let table = edge.child;
        let action = key.on_delete;
        if !matches!(
            action,
            ReferentialAction::NoAction | ReferentialAction::Restrict
        ) {
            continue;
        }
        let rows = counts::links_to(connection, id, table, key)?;
        if rows > 0 {
            let column = format!("{}.{}", table.name.table, key.columns.join(", "));
            report.row([column.as_str(), &rows.to_string(), action.as_str()]);
        }
    }
    Ok(report)
}
