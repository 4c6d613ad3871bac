//! Foreign keys as types, and which of them make a join.

use crate::__private::message::texts_equal;
use crate::definition::{Column, ColumnType, Table, TableName};
use std::marker::PhantomData;

/// A model as a number, in the places where its type cannot stand: an `impl` for a table is as
/// public as the table, and one that projects a type of another crate is taken to overlap with
/// every other.
pub struct Id<const ID: u64>;

/// The model of a table. The compiler trusts that a table of another crate is nothing else only if
/// a type of the asking crate takes part in the question.
pub trait TableOf<Asking> {
    /// The [`Id`] of the model.
    type Id;
    /// The same number as a list of digits, that [`Differs`](super::digits::Differs) compares.
    type Digits;
}

/// The table of a model; see [`TableOf`] about `Asking`.
pub trait HasTable<Asking> {
    /// Diesel's table.
    type Table;
}

/// There is exactly one foreign key between the two tables, whichever way it points.
#[diagnostic::on_unimplemented(
    message = "there is no single foreign key between `{Self}` and `{Other}` to join them by",
    label = "which columns have to be equal?",
    note = "give the condition of the join: `.on(…)`; a table joins with itself under another name, `diesel::alias!`"
)]
pub trait JoinsWith<OwnId, Other, OtherId> {
    /// The condition of the join.
    type On: Default;
}

/// Whether a foreign key makes a join between its tables.
pub struct Joins<const JOINS: bool>;

/// The table itself, or a type that is never in a query.
pub trait OwnTable<Table, Nobody> {
    /// One of them.
    type Table;
}

impl<Table, Nobody> OwnTable<Table, Nobody> for Joins<true> {
    type Table = Table;
}

impl<Table, Nobody> OwnTable<Table, Nobody> for Joins<false> {
    type Table = Nobody;
}

/// This end of the join of a foreign key.
pub type Joining<Table, Nobody, const JOINS: bool> =
    <Joins<JOINS> as OwnTable<Table, Nobody>>::Table;

/// The table at the other end of a join.
pub trait JoinedTable<Child, Parent, const POSITION: usize> {
    /// The parent's table, or a type that is never in a query.
    type Table;
}

impl<Child, Parent: HasTable<Child>, const POSITION: usize> JoinedTable<Child, Parent, POSITION>
    for Joins<true>
{
    type Table = Parent::Table;
}

impl<Child, Parent, const POSITION: usize> JoinedTable<Child, Parent, POSITION> for Joins<false> {
    type Table = NotJoined<Child, POSITION>;
}

/// The other end of the join of a foreign key.
pub type Joined<Child, Parent, const POSITION: usize, const JOINS: bool> =
    <Joins<JOINS> as JoinedTable<Child, Parent, POSITION>>::Table;

/// The other end of a join that is not unique, so that `.on(…)` has to say which key is meant.
pub struct NotJoined<Child, const POSITION: usize>(PhantomData<Child>);

/// The number of the parent of a foreign key; another one for each key whose parent is no model.
pub const fn parent_id(parent: u64, position: usize) -> u64 {
    if parent == 0 {
        1 + position as u64
    } else {
        parent
    }
}

/// The position among the parent's columns of one that a foreign key references; one that no table
/// has if there is none, which an assertion reports.
pub const fn referenced_position(
    child: &Table,
    foreign_key: usize,
    place: usize,
    parent: &[Column],
) -> usize {
    let columns = child.foreign_keys[foreign_key].referenced_columns;
    let mut position = 0;
    while place < columns.len() && position < parent.len() {
        if texts_equal(parent[position].name, columns[place]) {
            return position;
        }
        position += 1;
    }
    usize::MAX
}

/// Whether there is only one foreign key between two tables, whichever way the keys point, and the
/// tables are two.
pub const fn joins(child: &Table, parent: Option<&Table>) -> bool {
    match parent {
        Some(parent) => {
            !same_table(&child.name, &parent.name)
                && keys_between(child, parent) + keys_between(parent, child) == 1
        }
        None => false,
    }
}

const fn keys_between(child: &Table, parent: &Table) -> usize {
    let mut count = 0;
    let mut position = 0;
    while position < child.foreign_keys.len() {
        if same_table(&child.foreign_keys[position].references, &parent.name) {
            count += 1;
        }
        position += 1;
    }
    count
}

/// Whether two names are of one table.
pub(crate) const fn same_table(left: &TableName, right: &TableName) -> bool {
    let schemas = match (left.schema, right.schema) {
        (Some(left), Some(right)) => texts_equal(left, right),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    schemas && texts_equal(left.table, right.table) && texts_equal(left.model, right.model)
}

/// The position of the column with this SQL name.
pub(crate) const fn column_position(table: &Table, name: &str) -> Option<usize> {
    let mut position = 0;
    while position < table.columns.len() {
        if texts_equal(table.columns[position].name, name) {
            return Some(position);
        }
        position += 1;
    }
    None
}

/// Whether a text is among others.
pub(crate) const fn contains(texts: &[&str], text: &str) -> bool {
    let mut position = 0;
    while position < texts.len() {
        if texts_equal(texts[position], text) {
            return true;
        }
        position += 1;
    }
    false
}

/// The SQL name of the column that is called so in Rust or in SQL; the text itself if there is
/// none, which an assertion reports.
pub const fn column_name(columns: &[Column], name: &'static str) -> &'static str {
    let mut position = 0;
    while position < columns.len() {
        if texts_equal(columns[position].field, name) {
            return columns[position].name;
        }
        position += 1;
    }
    name
}

/// Whether two columns have one type.
pub(crate) const fn same_type(left: &ColumnType, right: &ColumnType) -> bool {
    match (left, right) {
        (ColumnType::Enum(left), ColumnType::Enum(right)) => texts_equal(left.name, right.name),
        (ColumnType::Array(left), ColumnType::Array(right))
        | (ColumnType::Range(left), ColumnType::Range(right))
        | (ColumnType::Multirange(left), ColumnType::Multirange(right)) => same_type(left, right),
        _ => texts_equal(left.name(), right.name()),
    }
}
