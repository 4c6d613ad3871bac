//! Foreign keys as types: the one between two tables that joins them.
//!
//! Each table answers which of its keys lead to another table, by the numbers of the models. So no
//! `impl` names the table of another model, nothing has to be compared with all other tables, and
//! the effort is that of the queries which join.

use super::comparison::{Compare, Different, Differs, Same};
use super::key_equals::KeyEquals;
use super::message::texts_equal;
use crate::Model;
use crate::definition::{Column, ColumnType, Table, TableName};
use std::marker::PhantomData;

/// The model of a table. The compiler trusts that a table of another crate is nothing else only if
/// a type of the asking crate takes part in the question.
pub trait TableOf<Asking> {
    /// The number of the model as a list of digits: see [`digits`](super::digits).
    type Digits;
    /// The definition of the table.
    const TABLE: &'static Table;
}

/// The table of another model than `Asking` is of, which may be in a query with it.
pub trait Beside<Asking>: diesel::Table {}

impl<Asking, Other> Beside<Asking> for Other
where
    Other: diesel::Table + TableOf<Asking>,
    Asking: TableOf<Asking>,
    Asking::Digits: Differs<Asking, Other::Digits>,
{
}

/// The foreign keys of a table that lead to the table `Other`.
pub trait KeysTo<Other> {
    /// [`NoKey`], [`OneKey`] or [`SeveralKeys`].
    type Found;
}

/// No foreign key leads there.
pub struct NoKey;

/// One foreign key leads there, by its position.
pub struct OneKey<const POSITION: usize>;

/// Several foreign keys lead there.
pub struct SeveralKeys;

/// A foreign key in a list of them, which ends in `()`: to which model, and its position.
pub struct KeyTo<Parent, const POSITION: usize>(PhantomData<Parent>);

/// Goes through a list of foreign keys and adds those to the model with a number to what was found
/// before.
pub trait Find<Digits, Before> {
    /// [`NoKey`], [`OneKey`] or [`SeveralKeys`].
    type Found;
}

impl<Digits, Before> Find<Digits, Before> for () {
    type Found = Before;
}

type DigitsOf<M> = <<M as Model>::Table as TableOf<<M as Model>::Table>>::Digits;
type Outcome<M, Digits> = <DigitsOf<M> as Compare<Digits>>::Outcome;

impl<Digits, Before, Parent, Rest, const POSITION: usize> Find<Digits, Before>
    for (KeyTo<Parent, POSITION>, Rest)
where
    Parent: Model<Table: TableOf<Parent::Table>>,
    DigitsOf<Parent>: Compare<Digits>,
    Outcome<Parent, Digits>: Count<Before, POSITION>,
    Rest: Find<Digits, <Outcome<Parent, Digits> as Count<Before, POSITION>>::Found>,
{
    type Found = Rest::Found;
}

/// Adds a foreign key to those that were found, if the outcome of the comparison says so.
pub trait Count<Before, const POSITION: usize> {
    /// [`NoKey`], [`OneKey`] or [`SeveralKeys`].
    type Found;
}

impl<Before, const POSITION: usize> Count<Before, POSITION> for Different {
    type Found = Before;
}

impl<const POSITION: usize> Count<NoKey, POSITION> for Same {
    type Found = OneKey<POSITION>;
}

impl<const BEFORE: usize, const POSITION: usize> Count<OneKey<BEFORE>, POSITION> for Same {
    type Found = SeveralKeys;
}

impl<const POSITION: usize> Count<SeveralKeys, POSITION> for Same {
    type Found = SeveralKeys;
}

/// The foreign keys between two tables, there and back, are one.
pub trait Single<Table, Other> {
    /// The condition of the join.
    type On: Default;
}

impl<Table, Other, const POSITION: usize> Single<Table, Other> for (OneKey<POSITION>, NoKey) {
    type On = KeyEquals<Table, POSITION>;
}

impl<Table, Other, const POSITION: usize> Single<Table, Other> for (NoKey, OneKey<POSITION>) {
    type On = KeyEquals<Other, POSITION>;
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

/// The Rust field of the column with this SQL name; the text itself if there is none.
pub(crate) const fn field_of<'a>(table: &Table, column: &'a str) -> &'a str {
    let mut position = 0;
    while position < table.columns.len() {
        if texts_equal(table.columns[position].name, column) {
            return table.columns[position].field;
        }
        position += 1;
    }
    column
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
