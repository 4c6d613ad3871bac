//! What is said of tables.

use super::{Code, Found};

pub(super) fn check(found: &mut Found) {
    is_documented(found);
    allows_what_there_is(found);
}

/// Every table and column has a comment.
fn is_documented(found: &mut Found) {
    let table = found.table;
    let message = "not documented: write a `///` comment";
    if table.comment.is_empty() {
        found.add(Code::MissingComment, "", message.to_owned());
    }
    for column in table
        .columns
        .iter()
        .filter(|column| column.comment.is_empty())
    {
        found.add(Code::MissingComment, column.name, message.to_owned());
    }
}

/// What a table allows is a code.
fn allows_what_there_is(found: &mut Found) {
    for code in found.table.allow {
        if let Err(error) = code.parse::<Code>() {
            found.add(Code::UnknownCode, "", error.to_string());
        }
    }
}
