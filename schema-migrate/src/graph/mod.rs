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

/// No table of a schema is called so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no table `{name}`: {hint}")]
pub struct UnknownTable {
    name: String,
    hint: String,
}

/// The table with this SQL name, or of the model with this Rust name. Tables of other crates that the
/// schema names are among them.
pub fn find_table(schema: &Schema, name: &str) -> Result<&'static Table, UnknownTable> {
    let is_meant = |table: &&Table| shown(&table.name) == name || table.name.table == name;
    let found = all_tables(schema)
        .find(is_meant)
        .or_else(|| schema.table_of_model(name));
    found.ok_or_else(|| UnknownTable {
        name: name.to_owned(),
        hint: hint(schema, name),
    })
}

/// The tables whose names are like the one that is not there.
fn hint(schema: &Schema, name: &str) -> String {
    let name = name.to_lowercase();
    let similar: Vec<String> = all_tables(schema)
        .map(|table| shown(&table.name))
        .filter(|other| !name.is_empty() && (other.contains(&name) || name.contains(other)))
        .map(|other| format!("`{other}`"))
        .collect();
    if similar.is_empty() {
        return "`schema tree` lists them".to_owned();
    }
    format!("did you mean {}?", similar.join(" or "))
}

/// The schema's own tables in the order of declaration, then those of other crates.
pub(crate) fn all_tables(schema: &Schema) -> impl Iterator<Item = &'static Table> {
    schema.tables().chain(schema.external.iter().copied())
}

/// The table with these names, if the schema knows it.
pub(crate) fn table_named(schema: &Schema, name: &TableName) -> Option<&'static Table> {
    all_tables(schema).find(|table| table.name == *name)
}

/// The name of a table as people write it.
pub(crate) fn shown(name: &TableName) -> String {
    name.to_string()
}
