//! How databases refuse a change.

use std::fmt::Debug;

use diesel::result::{DatabaseErrorKind, Error};

/// Panics unless the database refused the change for this reason.
#[track_caller]
pub fn assert_violates<T: Debug>(result: Result<T, Error>, reason: DatabaseErrorKind) {
    match &result {
        Err(Error::DatabaseError(kind, _))
            if std::mem::discriminant(kind) == std::mem::discriminant(&reason) => {}
        // Diesel does not know SQLite's number of the error where `restrict` is the reason.
        Err(Error::DatabaseError(DatabaseErrorKind::Unknown, information))
            if matches!(reason, DatabaseErrorKind::ForeignKeyViolation)
                && information.message() == "FOREIGN KEY constraint failed" => {}
        other => panic!("expected {reason:?}, got {other:?}"),
    }
}

/// What an error says, and what the errors behind it say.
pub fn whole_message(error: &dyn std::error::Error) -> String {
    let sources = std::iter::successors(error.source(), |error| error.source());
    std::iter::once(error.to_string())
        .chain(sources.map(ToString::to_string))
        .collect::<Vec<_>>()
        .join(": ")
}

/// Panics unless the database refused the change because of the check of this name.
#[track_caller]
pub fn assert_violates_check<T: Debug>(result: Result<T, Error>, name: &str) {
    match &result {
        // PostgreSQL tells the name apart from the message; Diesel does not know MariaDB's number
        // of this error.
        Err(Error::DatabaseError(
            DatabaseErrorKind::CheckViolation | DatabaseErrorKind::Unknown,
            information,
        )) if information.constraint_name() == Some(name)
            // MariaDB shows a name as it is written.
            || information.message().replace("``", "`").contains(name) => {}
        other => panic!("expected a violation of {name}, got {other:?}"),
    }
}
