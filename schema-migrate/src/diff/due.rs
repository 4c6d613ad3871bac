//! Which of the declared renames are still to be done.
//!
//! The old name is there, and the new one is free or becomes free by another rename. Names in a ring are
//! there before and after: what they name tells whether they have changed already.

use super::apply::texts;
use super::sequence::rank;
use super::{Rename, mentions, renamed};
use crate::schema::{SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName, Text};

/// The renames that are due, and the schema when they are done.
pub(super) fn among(
    declared: &[Rename],
    before: &SqlSchema,
    after: &SqlSchema,
) -> (Vec<Rename>, SqlSchema) {
    let mut due: Vec<Rename> = Vec::new();
    // What is within a table is called by the table's new name.
    for rank_now in 0..=2 {
        let current = renamed(before, &due);
        let mut candidates: Vec<&Rename> = Vec::new();
        for rename in declared.iter().filter(|one| rank(one) == rank_now) {
            let (from, to) = rename.names();
            let is_taken = |one: &&Rename| are_alike(one, rename) && one.names().0 == from;
            if from != to && has(&current, rename, from) && !candidates.iter().any(is_taken) {
                candidates.push(rename);
            }
        }
        retain_possible(&mut candidates, &current);
        let rings = rings(&candidates);
        for ring in rings
            .iter()
            .filter(|ring| !is_ring_due(ring, &current, after))
        {
            candidates.retain(|one| !ring.contains(one));
        }
        due.extend(candidates.into_iter().cloned());
    }
    let current = renamed(before, &due);
    (due, current)
}

/// Leaves out what has a new name that is taken and stays so.
fn retain_possible(candidates: &mut Vec<&Rename>, current: &SqlSchema) {
    loop {
        let possible: Vec<&Rename> = candidates
            .iter()
            .filter(|rename| {
                let to = rename.names().1;
                !has(current, rename, to) || next(rename, candidates).is_some()
            })
            .copied()
            .collect();
        if possible.len() == candidates.len() {
            return;
        }
        *candidates = possible;
    }
}

/// The rename that frees the name that another one gives.
fn next<'r>(rename: &Rename, candidates: &[&'r Rename]) -> Option<&'r Rename> {
    let mut candidates = candidates.iter();
    let frees = |one: &&&Rename| are_alike(one, rename) && one.names().0 == rename.names().1;
    candidates.find(frees).copied()
}

/// Renames of which each takes the name that the next one frees, and the last one that of the first.
fn rings<'r>(candidates: &[&'r Rename]) -> Vec<Vec<&'r Rename>> {
    let mut rings: Vec<Vec<&Rename>> = Vec::new();
    for first in candidates {
        if rings.iter().any(|ring| ring.contains(first)) {
            continue;
        }
        let mut ring = vec![*first];
        let mut one = next(first, candidates);
        while let Some(rename) = one.filter(|rename| !ring.contains(rename)) {
            ring.push(rename);
            one = next(rename, candidates);
        }
        if one == Some(*first) {
            rings.push(ring);
        }
    }
    rings
}

/// Whether two renames are about things of one kind at one place.
pub(super) fn are_alike(one: &Rename, other: &Rename) -> bool {
    match (one, other) {
        (Rename::Table { from: one, .. }, Rename::Table { from: other, .. })
        | (Rename::EnumType { from: one, .. }, Rename::EnumType { from: other, .. }) => {
            one.schema == other.schema
        }
        (
            Rename::EnumValue { enum_type: one, .. },
            Rename::EnumValue {
                enum_type: other, ..
            },
        )
        | (Rename::Column { table: one, .. }, Rename::Column { table: other, .. })
        | (Rename::Constraint { table: one, .. }, Rename::Constraint { table: other, .. })
        | (Rename::Index { table: one, .. }, Rename::Index { table: other, .. }) => one == other,
        (
            Rename::TextValue { table, column, .. },
            Rename::TextValue {
                table: other_table,
                column: other_column,
                ..
            },
        ) => table == other_table && column == other_column,
        _ => false,
    }
}

/// Whether there is something of a name where a rename looks for it.
pub(super) fn has(schema: &SqlSchema, rename: &Rename, name: &str) -> bool {
    let of =
        |table: &QualifiedName, has: &dyn Fn(&Table) -> bool| schema.table(table).is_some_and(has);
    let is = |one: &Identifier| one.as_str() == name;
    match rename {
        Rename::Table { from, .. } => {
            let mut names = schema.tables.iter().map(|table| &table.name);
            names.any(|one| one.schema == from.schema && is(&one.name))
        }
        Rename::EnumType { from, .. } => {
            let mut names = schema.enum_types.iter().map(|one| &one.name);
            names.any(|one| one.schema == from.schema && is(&one.name))
        }
        Rename::EnumValue { enum_type, .. } => {
            let values = values(schema, enum_type);
            values.iter().any(|value| value.as_str() == name)
        }
        Rename::TextValue { table, column, .. } => of(table, &|table| {
            position(schema, table, column, name).is_some()
        }),
        Rename::Column { table, .. } => of(table, &|table| {
            table.columns.iter().any(|one| is(&one.name))
        }),
        Rename::Constraint { table, .. } => of(table, &|table| {
            table.unique_constraints.iter().any(|one| is(&one.name))
                || table.checks.iter().any(|one| is(&one.name))
                || table.foreign_keys.iter().any(|one| is(&one.name))
        }),
        Rename::Index { table, .. } => of(table, &|table| {
            table.indexes.iter().any(|one| is(&one.name))
        }),
    }
}

fn values<'s>(schema: &'s SqlSchema, enum_type: &QualifiedName) -> &'s [Text] {
    let mut types = schema.enum_types.iter();
    let found = types.find(|one| one.name == *enum_type);
    found.map_or(&[], |one| one.values.as_slice())
}

/// Where a text stands in the check that holds a column to its values.
fn position(schema: &SqlSchema, table: &Table, column: &Identifier, value: &str) -> Option<usize> {
    let value = Text::new(value).ok()?.to_sql(schema.dialect);
    let checks = table.checks.iter().map(|check| &check.expression);
    let mut checks = checks.filter(|check| mentions(check, column));
    checks.find_map(|check| texts(check).position(|text| text == value))
}

/// Whether a ring of names has not changed yet: less differs when it has. Where as much does, nothing tells
/// that it has not.
fn is_ring_due(ring: &[&Rename], current: &SqlSchema, after: &SqlSchema) -> bool {
    let all: Vec<Rename> = ring.iter().map(|one| (*one).clone()).collect();
    let changed = renamed(current, &all);
    match ring.first() {
        Some(Rename::EnumValue { .. } | Rename::TextValue { .. }) => {
            are_values_due(ring, current, after)
        }
        Some(Rename::Constraint { .. } | Rename::Index { .. }) => {
            named_differences(&changed, after) < named_differences(current, after)
        }
        _ => differences(&changed, after) < differences(current, after),
    }
}

/// How many constraints and indexes differ, or have another name.
fn named_differences(before: &SqlSchema, after: &SqlSchema) -> usize {
    let tables = pairs(before, after).map(|(former, table)| {
        unequal(&former.unique_constraints, &table.unique_constraints)
            + unequal(&former.checks, &table.checks)
            + unequal(&former.foreign_keys, &table.foreign_keys)
            + unequal(&former.indexes, &table.indexes)
    });
    tables.sum()
}

/// How much differs but for the names of constraints and indexes, which follow.
fn differences(before: &SqlSchema, after: &SqlSchema) -> usize {
    let (types, nameless) = (
        unequal(&before.enum_types, &after.enum_types),
        (nameless(before), nameless(after)),
    );
    let tables = pairs(&nameless.0, &nameless.1).map(|(former, table)| {
        unequal(&former.columns, &table.columns)
            + unequal(former.primary_key.as_slice(), table.primary_key.as_slice())
            + unequal(&former.unique_constraints, &table.unique_constraints)
            + unequal(&former.checks, &table.checks)
            + unequal(&former.foreign_keys, &table.foreign_keys)
            + unequal(&former.indexes, &table.indexes)
    });
    types + tables.sum::<usize>()
}

fn pairs<'s>(
    before: &'s SqlSchema,
    after: &'s SqlSchema,
) -> impl Iterator<Item = (&'s Table, &'s Table)> {
    let tables = after.tables.iter();
    tables.filter_map(|table| Some((before.table(&table.name)?, table)))
}

/// How many things are only in one of two lists.
fn unequal<T: PartialEq>(before: &[T], after: &[T]) -> usize {
    let only = |list: &[T], other: &[T]| list.iter().filter(|one| !other.contains(one)).count();
    only(before, after) + only(after, before)
}

/// A schema whose constraints and indexes all have the names of their tables.
fn nameless(schema: &SqlSchema) -> SqlSchema {
    let mut schema = schema.clone();
    for table in &mut schema.tables {
        let name = &table.name.name;
        if let Some(key) = &mut table.primary_key {
            key.name = None;
        }
        let uniques = table.unique_constraints.iter_mut().map(|one| &mut one.name);
        let checks = table.checks.iter_mut().map(|one| &mut one.name);
        let keys = table.foreign_keys.iter_mut().map(|one| &mut one.name);
        let indexes = table.indexes.iter_mut().map(|one| &mut one.name);
        for one in uniques.chain(checks).chain(keys).chain(indexes) {
            *one = name.clone();
        }
    }
    schema
}

/// Whether the values of a ring stand in another order: each keeps its place under its new name.
fn are_values_due(ring: &[&Rename], current: &SqlSchema, after: &SqlSchema) -> bool {
    let place = |schema: &SqlSchema, rename: &Rename, name: &str| match rename {
        Rename::EnumValue { enum_type, .. } => {
            let mut values = values(schema, enum_type).iter();
            values.position(|value| value.as_str() == name)
        }
        Rename::TextValue { table, column, .. } => {
            position(schema, schema.table(table)?, column, name)
        }
        _ => None,
    };
    let order = |schema: &SqlSchema| {
        let mut names: Vec<(Option<usize>, &str)> = ring
            .iter()
            .map(|rename| (place(schema, rename, rename.names().0), rename.names().0))
            .collect();
        names.sort_unstable();
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        names
    };
    order(current) != order(after)
}
