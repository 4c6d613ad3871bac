//! What a schema looks like from above: which table references which, what hangs off a table, and
//! what its deletion does. All of it is read from the declared schema, no database is asked.
//!
//! | item | answers |
//! |---|---|
//! | [`edges`], [`references_to`] | which table references which, by foreign keys and polymorphic references |
//! | [`Trees`] | what hangs off a table, or what it depends on |
//! | [`effects`], [`Impact`] | what deleting a row does |
//! | [`Diagram`] | the same as a picture |
//! | [`lint`] | what is likely to be a mistake |
//! | [`document()`] | all relationships, as Markdown |

mod access;
mod diagram;
mod document;
mod impact;
pub mod lint;
mod tree;

pub use diagram::{Columns, Diagram, Format, Scope};
pub use document::document;
pub use impact::Impact;
pub use schema_core::graph::{Edge, Effect, Outcome, Via, edges, effects, references_to};
pub use tree::{Mark, Node, Tree, Trees, View};

use schema_core::definition::{Schema, Table, TableName};
use thiserror::Error;
use unicode_width::UnicodeWidthStr;

/// No table of a schema, or more than one, is called so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{what} `{name}`: {hint}")]
pub struct UnknownTable {
    what: &'static str,
    name: String,
    hint: String,
}

/// The table with this SQL name, or of the model with this Rust name. A name without a database schema has to be
/// that of one table only. Tables of other crates that the schema names are among them.
pub fn find_table(schema: &Schema, name: &str) -> Result<&'static Table, UnknownTable> {
    if let Some(table) = all_tables(schema).find(|table| shown(&table.name) == name) {
        return Ok(table);
    }
    let find = |is_meant: fn(&TableName, &str) -> bool| -> Vec<&'static Table> {
        let tables = all_tables(schema);
        tables.filter(|table| is_meant(&table.name, name)).collect()
    };
    let mut called = find(|table, name| table.table == name);
    if called.is_empty() {
        called = find(|table, name| table.model == name);
    }
    let (what, hint) = match called.as_slice() {
        [table] => return Ok(table),
        [] => ("there is no table", hint(schema, name)),
        several => {
            let names = several.iter().map(|table| shown(&table.name));
            ("there are several tables", format!("use {}", listed(names)))
        }
    };
    let name = name.to_owned();
    Err(UnknownTable { what, name, hint })
}

/// The tables whose names are like the one that is not there.
fn hint(schema: &Schema, name: &str) -> String {
    let name = name.to_lowercase();
    let is_like = |other: &str| {
        let other = other.to_lowercase();
        let is_part = |part: &str, whole: &str| part.len() > 2 && whole.contains(part);
        is_part(&name, &other)
            || is_part(&other, &name)
            || strsim::jaro_winkler(&other, &name) > 0.85
    };
    let tables = all_tables(schema).map(|table| table.name);
    let similar: Vec<String> = tables
        .filter(|table| is_like(table.table) || is_like(&shown(table)) || is_like(table.model))
        .map(|table| shown(&table))
        .collect();
    if similar.is_empty() {
        return "`schema tree` lists them".to_owned();
    }
    format!("did you mean {}?", listed(similar.into_iter()))
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(" or ")
}

/// The schema's own tables in the order of declaration, then those of other crates.
pub(crate) fn all_tables(schema: &Schema) -> impl Iterator<Item = &'static Table> {
    schema.tables().chain(schema.external.iter().copied())
}

/// The table with these names, if the schema knows it.
pub(crate) fn table_named(schema: &Schema, name: &TableName) -> Option<&'static Table> {
    all_tables(schema).find(|table| table.name == *name)
}

/// The name of a table as people write it, in quotes if it has a dot that separates nothing.
pub(crate) fn shown(name: &TableName) -> String {
    name.to_string()
}

/// A text with blanks behind it, as wide as a terminal shows it.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}
