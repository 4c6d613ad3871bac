//! Foreign keys as types, and which of them make a join.

use crate::__private::message::texts_equal;
use crate::Model;
use crate::definition::{Column, ColumnType, IndexKey, Table, TableName};
use std::marker::PhantomData;

/// The model has a foreign key at this position.
pub trait HasForeignKey<const POSITION: usize>: Model {
    /// The model that the key references.
    type Parent;
}

/// The model has a column at this position that a foreign key may reference.
pub trait HasColumn<const POSITION: usize> {
    /// Diesel's column.
    type Column;
}

/// The position of a column that does not exist.
const NOWHERE: usize = usize::MAX;

/// Stands in for a column that does not exist or cannot be referenced, which an assertion reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoColumn;

impl<M> HasColumn<NOWHERE> for M {
    type Column = NoColumn;
}

/// The model and this other table are in one schema, and are not the same.
#[diagnostic::on_unimplemented(
    message = "the table of `{Self}` and `{Other}` are not in the same `schema!`",
    note = "list both models in one `schema!`, or one of them under `external`"
)]
pub trait Beside<Other> {}

/// Whether a foreign key makes a join between its tables.
pub struct Joins<const JOINS: bool>;

/// The table at the other end of a join.
pub trait JoinedTable<Child, Parent, const POSITION: usize> {
    /// The parent's table, or a type that is never in a query.
    type Table;
}

impl<Child, Parent: Model, const POSITION: usize> JoinedTable<Child, Parent, POSITION>
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

/// The position, among the parent's columns, of the column that is referenced at this place of the
/// key; a position that no column has if it does not exist or is not unique.
pub const fn referenced_column(
    child: &Table,
    foreign_key: usize,
    place: usize,
    parent: Option<&Table>,
) -> usize {
    let referenced = child.foreign_keys[foreign_key].referenced_columns;
    let Some(parent) = parent else { return NOWHERE };
    if place >= referenced.len() {
        return NOWHERE;
    }
    match column_position(parent, referenced[place]) {
        Some(position) if can_be_referenced(parent, referenced[place]) => position,
        _ => NOWHERE,
    }
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

/// Whether the column is part of anything unique. Kept in step with the columns for which the
/// derive implements [`HasColumn`].
const fn can_be_referenced(table: &Table, name: &str) -> bool {
    if contains(table.primary_key.columns, name) {
        return true;
    }
    let mut position = 0;
    while position < table.unique_constraints.len() {
        if contains(table.unique_constraints[position].columns, name) {
            return true;
        }
        position += 1;
    }
    position = 0;
    while position < table.indexes.len() {
        let index = &table.indexes[position];
        if index.unique && index.condition.is_none() && indexes_column(index.columns, name) {
            return true;
        }
        position += 1;
    }
    false
}

const fn indexes_column(columns: &[crate::definition::IndexColumn], name: &str) -> bool {
    let mut position = 0;
    while position < columns.len() {
        if let IndexKey::Column(column) = columns[position].key
            && texts_equal(column, name)
        {
            return true;
        }
        position += 1;
    }
    false
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
