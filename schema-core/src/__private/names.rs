//! The names that must differ within a database.

use super::message::{Message, texts_alike, texts_equal};
use crate::Schema;
use crate::definition::{self, ColumnType, Enum, EnumStorage, Table};

/// The names of one table that share a space with those of other tables: PostgreSQL keeps indexes,
/// the constraints that make one, and tables together; MySQL keeps the names of foreign keys and
/// checks per database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Relations,
    Constraints,
}

/// No name of the table at this position is that of a table before it.
#[track_caller]
pub const fn check_names<S: Schema>(position: usize) {
    let schema = S::SCHEMA;
    let Some(table) = table_at(schema, position) else {
        return;
    };
    let mut before = 0;
    while before < position {
        if let Some(other) = table_at(schema, before)
            && same_schema(table, other)
        {
            if texts_alike(table.name.table, other.name.table) {
                Message::new()
                    .code(other.name.model)
                    .text(" and ")
                    .code(table.name.model)
                    .text(" are both the table ")
                    .code(table.name.table)
                    .text(": give one another name with `#[table(sql_name = \"…\")]`")
                    .fail();
            }
            compare_enums(other, table);
            compare(other, table, Space::Relations);
            compare(other, table, Space::Constraints);
        }
        before += 1;
    }
}

const fn table_at(schema: &definition::Schema, position: usize) -> Option<&'static Table> {
    let mut position = position;
    let mut domain = 0;
    while domain < schema.domains.len() {
        let tables = schema.domains[domain].tables;
        if position < tables.len() {
            return Some(tables[position]);
        }
        position -= tables.len();
        domain += 1;
    }
    None
}

const fn same_schema(left: &Table, right: &Table) -> bool {
    match (left.name.schema, right.name.schema) {
        (Some(left), Some(right)) => texts_equal(left, right),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Two enums that are one type of PostgreSQL's have the same values.
#[track_caller]
const fn compare_enums(first: &Table, second: &Table) {
    let mut left = 0;
    while left < first.columns.len() {
        if let ColumnType::Enum(declared) = first.columns[left].column_type {
            compare_enum(first, first.columns[left].field, declared, second);
        }
        left += 1;
    }
}

#[track_caller]
const fn compare_enum(first: &Table, field: &str, declared: &Enum, second: &Table) {
    let mut right = 0;
    while right < second.columns.len() {
        let other = &second.columns[right];
        if let ColumnType::Enum(other_enum) = other.column_type
            && are_one_type(declared, other_enum)
            && !have_same_values(declared, other_enum)
        {
            Message::new()
                .text("`")
                .text(first.name.model)
                .text(".")
                .text(field)
                .text("` and `")
                .text(second.name.model)
                .text(".")
                .text(other.field)
                .text("` are different enums that are both the type ")
                .code(declared.name)
                .text(": give one another name with `#[sql_enum(name = \"…\")]`")
                .fail();
        }
        right += 1;
    }
}

const fn are_one_type(one: &Enum, other: &Enum) -> bool {
    let schemas = match (one.schema, other.schema) {
        (Some(one), Some(other)) => texts_equal(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let native = matches!(
        (one.storage, other.storage),
        (EnumStorage::Native, EnumStorage::Native)
    );
    native && schemas && texts_equal(one.name, other.name)
}

const fn have_same_values(one: &Enum, other: &Enum) -> bool {
    if one.values.len() != other.values.len() {
        return false;
    }
    let mut position = 0;
    while position < one.values.len() {
        if !texts_equal(one.values[position].value, other.values[position].value) {
            return false;
        }
        position += 1;
    }
    true
}

#[track_caller]
const fn compare(first: &Table, second: &Table, space: Space) {
    let mut left = 0;
    while let Some(name) = name_at(first, left, space) {
        let mut right = 0;
        while let Some(other) = name_at(second, right, space) {
            if texts_equal(name, other) {
                Message::new()
                    .code(first.name.model)
                    .text(" and ")
                    .code(second.name.model)
                    .text(" both have the name ")
                    .code(name)
                    .text(": give an index or constraint of one another name with `name = \"…\"`")
                    .fail();
            }
            right += 1;
        }
        left += 1;
    }
}

/// The name at a position among all names of a table in a space.
const fn name_at(table: &Table, position: usize, space: Space) -> Option<&'static str> {
    let mut position = position;
    match space {
        Space::Relations => {
            if position == 0 {
                return Some(table.name.table);
            }
            if position == 1 {
                return Some(table.primary_key.name);
            }
            position -= 2;
            if position < table.unique_constraints.len() {
                return Some(table.unique_constraints[position].name);
            }
            position -= table.unique_constraints.len();
            if position < table.indexes.len() {
                return Some(table.indexes[position].name);
            }
            None
        }
        Space::Constraints => {
            if position < table.foreign_keys.len() {
                return Some(table.foreign_keys[position].name);
            }
            position -= table.foreign_keys.len();
            if position < table.checks.len() {
                return Some(table.checks[position].name);
            }
            None
        }
    }
}
