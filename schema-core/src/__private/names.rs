//! The names that must differ within a database.
//!
//! The compiler is slow at evaluating constants, so names are found by their hashes: to compare all
//! pairs would take a quarter of the build of 100 tables.

use super::message::{Message, texts_alike, texts_equal};
use crate::Schema;
use crate::definition::{self, ColumnType, Enum, EnumStorage, Table};

/// What a name of a table is the name of.
#[derive(Clone, Copy)]
enum Named {
    /// The table.
    Table,
    /// What shares a space with tables in PostgreSQL: an index, or a constraint that makes one.
    Relation,
    /// A constraint that is none of these: MySQL keeps their names per database.
    Constraint,
    /// The type of a field.
    Enum(&'static str, &'static Enum),
}

/// A name of a table.
#[derive(Clone, Copy)]
struct Entry {
    position: usize,
    table: &'static Table,
    named: Named,
    name: &'static str,
}

/// A name that two tables have.
#[derive(Clone, Copy)]
pub struct Clash {
    before: Entry,
    entry: Entry,
}

/// A hash table of names, and for each table a name that a table before it has as well.
struct Names<const TABLES: usize, const SLOTS: usize> {
    slots: [Option<Entry>; SLOTS],
    clashes: [Option<Clash>; TABLES],
}

/// How many slots [`find_clashes`] needs: more than there are names.
pub const fn count_slots(schema: &definition::Schema) -> usize {
    let mut names = 1;
    let mut position = 0;
    while let Some(table) = table_at(schema, position) {
        names += 3 + table.unique_constraints.len() + table.indexes.len();
        names += table.foreign_keys.len() + table.checks.len() + table.columns.len();
        position += 1;
    }
    2 * names
}

/// For each table, a name that a table before it has as well.
pub const fn find_clashes<const TABLES: usize, const SLOTS: usize>(
    schema: &definition::Schema,
) -> [Option<Clash>; TABLES] {
    let mut names = Names::<TABLES, SLOTS> {
        slots: [None; SLOTS],
        clashes: [None; TABLES],
    };
    let mut position = 0;
    while let Some(table) = table_at(schema, position) {
        names.add_table(position, table);
        position += 1;
    }
    names.clashes
}

impl<const TABLES: usize, const SLOTS: usize> Names<TABLES, SLOTS> {
    const fn add_table(&mut self, position: usize, table: &'static Table) {
        self.add(position, table, Named::Table, table.name.table);
        let mut number = 0;
        while let Some((named, name)) = name_at(table, number) {
            self.add(position, table, named, name);
            number += 1;
        }
        let mut column = 0;
        while column < table.columns.len() {
            if let ColumnType::Enum(declared) = table.columns[column].column_type
                && matches!(declared.storage, EnumStorage::Native)
            {
                let named = Named::Enum(table.columns[column].field, declared);
                self.add(position, table, named, declared.name);
            }
            column += 1;
        }
    }

    /// Puts a name into the first free slot from that of its hash on, unless it clashes.
    const fn add(
        &mut self,
        position: usize,
        table: &'static Table,
        named: Named,
        name: &'static str,
    ) {
        let entry = Entry {
            position,
            table,
            named,
            name,
        };
        let mut slot = (hash_of(name) % SLOTS as u64) as usize;
        while let Some(before) = self.slots[slot] {
            if before.position != position && may_not_meet(&before, &entry) {
                if self.clashes[position].is_none() {
                    self.clashes[position] = Some(Clash { before, entry });
                }
                return;
            }
            if is_same_enum(&before, &entry) {
                return;
            }
            slot = (slot + 1) % SLOTS;
        }
        self.slots[slot] = Some(entry);
    }
}

/// A hash that is the same for capitals and small letters.
const fn hash_of(name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let name = name.as_bytes();
    let mut position = 0;
    while position < name.len() {
        hash = (hash ^ (name[position] | 0x20) as u64).wrapping_mul(0x0100_0000_01b3);
        position += 1;
    }
    hash
}

/// Whether two names of different tables are a mistake.
const fn may_not_meet(one: &Entry, other: &Entry) -> bool {
    match (one.named, other.named) {
        (Named::Table, Named::Table) => {
            texts_alike(one.name, other.name) && same_schema(one.table, other.table)
        }
        (Named::Table | Named::Relation, Named::Table | Named::Relation)
        | (Named::Constraint, Named::Constraint) => {
            texts_equal(one.name, other.name) && same_schema(one.table, other.table)
        }
        (Named::Enum(_, one), Named::Enum(_, other)) => {
            are_one_type(one, other) && !have_same_values(one, other)
        }
        _ => false,
    }
}

const fn is_same_enum(one: &Entry, other: &Entry) -> bool {
    match (one.named, other.named) {
        (Named::Enum(_, one), Named::Enum(_, other)) => {
            are_one_type(one, other) && have_same_values(one, other)
        }
        _ => false,
    }
}

/// No name of the table at this position is that of a table before it.
#[track_caller]
pub const fn check_names<S: Schema>(position: usize) {
    let Some(Clash { before, entry }) = &S::CLASHES[position] else {
        return;
    };
    let (first, second) = (before.table.name.model, entry.table.name.model);
    match (before.named, entry.named) {
        (Named::Table, Named::Table) => Message::new()
            .code(first)
            .text(" and ")
            .code(second)
            .text(" are both the table ")
            .code(entry.name)
            .text(": give one another name with `#[table(sql_name = \"…\")]`")
            .fail(),
        (Named::Enum(field, _), Named::Enum(other_field, _)) => Message::new()
            .text("`")
            .text(first)
            .text(".")
            .text(field)
            .text("` and `")
            .text(second)
            .text(".")
            .text(other_field)
            .text("` are different enums that are both the type ")
            .code(entry.name)
            .text(": give one another name with `#[sql_enum(name = \"…\")]`")
            .fail(),
        _ => Message::new()
            .code(first)
            .text(" and ")
            .code(second)
            .text(" both have the name ")
            .code(entry.name)
            .text(": give an index or constraint of one another name with `name = \"…\"`")
            .fail(),
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

/// Whether two native enums are one type of PostgreSQL's, which has to have the same values in both.
const fn are_one_type(one: &Enum, other: &Enum) -> bool {
    let schemas = match (one.schema, other.schema) {
        (Some(one), Some(other)) => texts_equal(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    schemas && texts_equal(one.name, other.name)
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

/// The name at a position among those of a table's keys, constraints and indexes.
const fn name_at(table: &Table, position: usize) -> Option<(Named, &'static str)> {
    if position == 0 {
        return Some((Named::Relation, table.primary_key.name));
    }
    let mut position = position - 1;
    if position < table.unique_constraints.len() {
        return Some((Named::Relation, table.unique_constraints[position].name));
    }
    position -= table.unique_constraints.len();
    if position < table.indexes.len() {
        return Some((Named::Relation, table.indexes[position].name));
    }
    position -= table.indexes.len();
    if position < table.foreign_keys.len() {
        return Some((Named::Constraint, table.foreign_keys[position].name));
    }
    position -= table.foreign_keys.len();
    if position < table.checks.len() {
        return Some((Named::Constraint, table.checks[position].name));
    }
    None
}
