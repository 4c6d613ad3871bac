//! What foreign keys do to rows.

use schema_core::definition::{Deferrability, IndexKey, ReferentialAction, Schema, TableName};

use super::{Code, Found};
use crate::graph::access::{Kind, accesses};
use crate::graph::{Edge, Via, edges, shown};

pub(super) fn check(schema: &Schema, found: &mut Found) {
    let all = edges(schema);
    let own: Vec<&Edge> = all
        .iter()
        .filter(|edge| edge.child.name == found.table.name)
        .collect();
    for (position, edge) in own.iter().enumerate() {
        has_an_index(position, &own, found);
        cascades_only_if_owned(edge, found);
    }
    leaves_no_orphans(&all, &own, found);
    can_be_inserted(&all, &own, found);
}

/// Rows are found by every reference that the database follows when a row is deleted.
fn has_an_index(position: usize, own: &[&Edge], found: &mut Found) {
    let edge = own[position];
    let is_followed = edge.key().is_some() || edge.is_tagged() && !edge.is_unheld();
    // A polymorphic reference is there once for each of its targets.
    let is_said = own[..position]
        .iter()
        .any(|other| other.columns == edge.columns);
    let accesses = accesses(edge.child);
    let is_served = |columns: &[&str]| accesses.iter().any(|access| access.serves(columns));
    let is_found = match edge.columns {
        [_, key] if edge.is_tagged() => is_served(edge.columns) || is_served(&[key]),
        columns => is_served(columns),
    };
    if !is_followed || is_said || is_found {
        return;
    }
    let parent = match edge.is_tagged() {
        true => "of what it may reference".to_owned(),
        false => format!("of `{}`", shown(&edge.parent)),
    };
    let message = format!(
        "deleting a row {parent} reads the whole table, as no index begins with the key: remove \
         `index = false`, or allow it"
    );
    let columns = edge.columns.join(", ");
    found.add(Code::ForeignKeyWithoutIndex, &columns, message);
}

/// Who may do without a parent outlives it. The keys of an exclusive arc are always nullable, and so is that of a
/// tree, for its root.
fn cascades_only_if_owned(edge: &Edge, found: &mut Found) {
    let is_plain = matches!(edge.via, Via::Key(_)) && edge.parent != edge.child.name;
    if is_plain && edge.on_delete == ReferentialAction::Cascade && edge.is_nullable() {
        let parent = shown(&edge.parent);
        let message = format!(
            "the row may do without `{parent}`, but is deleted with it: make the column NOT NULL, or \
             use `on_delete = \"set null\"`"
        );
        found.add(Code::NullableCascade, &edge.columns.join(", "), message);
    }
}

/// Something leads to a row whose references have become NULL: another reference, a table that references
/// it, a unique key, or an index over something else. A tree leads nowhere if its root is lost, and alone it
/// has a root to begin with.
fn leaves_no_orphans(all: &[Edge], own: &[&Edge], found: &mut Found) {
    let table = found.table;
    let is_referenced = all
        .iter()
        .any(|edge| edge.parent == table.name && edge.child.name != table.name);
    let of_keys = |key: IndexKey| {
        let mut keys = own.iter().map(|edge| edge.columns);
        let is_in =
            |columns: &[&str]| matches!(key, IndexKey::Column(name) if columns.contains(&name));
        is_in(table.primary_key.columns) || keys.any(is_in)
    };
    let is_found = accesses(table).iter().any(|access| match access.kind {
        Kind::PrimaryKey => false,
        // One over the references alone becomes NULL with them.
        Kind::Constraint | Kind::UniqueIndex => {
            !access.columns.iter().all(|column| of_keys(column.key))
        }
        Kind::Index => access
            .columns
            .first()
            .is_some_and(|column| !of_keys(column.key)),
    });
    let others: Vec<&Edge> = own
        .iter()
        .filter(|edge| edge.parent != table.name)
        .copied()
        .collect();
    let is_lost = others
        .iter()
        .all(|edge| edge.on_delete == ReferentialAction::SetNull);
    if others.is_empty() || !is_lost || is_referenced || is_found {
        return;
    }
    // A polymorphic reference is there once for each of its targets.
    let mut columns: Vec<String> = others.iter().map(|edge| edge.columns.join(", ")).collect();
    columns.dedup();
    let message = format!(
        "when {} became NULL, nothing leads to the row any more: let it go with its parent, reference what \
         it belongs to, or index what it is looked for by",
        columns.join(" and ")
    );
    found.add(Code::SetNullOrphans, &columns.join(", "), message);
}

/// A first row can be inserted: tables that need a row of each other have a key that is checked later.
fn can_be_inserted(all: &[Edge], own: &[&Edge], found: &mut Found) {
    let hard: Vec<&Edge> = all.iter().filter(|edge| is_hard(edge)).collect();
    for edge in own.iter().filter(|edge| is_hard(edge)) {
        let Some(way) = way(&hard, edge.parent, found.table.name) else {
            continue;
        };
        // The ring is said once, at its first table.
        let is_first = all
            .iter()
            .map(|edge| edge.child.name)
            .find(|name| way.contains(name));
        if is_first != Some(found.table.name) {
            continue;
        }
        let ring: Vec<String> = std::iter::once(found.table.name)
            .chain(way)
            .map(|name| format!("`{}`", shown(&name)))
            .collect();
        let message = format!(
            "no first row can be inserted, as each needs the next: {}; make a column nullable, or a \
             key `deferrable`",
            ring.join(" → ")
        );
        found.add(Code::UndeferredCycle, &edge.columns.join(", "), message);
    }
}

/// Whether the parent must be there before the child. A row may reference itself.
fn is_hard(edge: &Edge) -> bool {
    let key = edge.key();
    let at_once = key.is_some_and(|key| key.deferrability == Deferrability::NotDeferrable);
    at_once && !edge.is_nullable() && edge.parent != edge.child.name
}

/// The shortest way from one table to another, both of them included.
fn way(edges: &[&Edge], from: TableName, to: TableName) -> Option<Vec<TableName>> {
    let mut ways = vec![vec![from]];
    let mut position = 0;
    while let Some(way) = ways.get(position).cloned() {
        let last = *way.last()?;
        if last == to {
            return Some(way);
        }
        for edge in edges.iter().filter(|edge| edge.child.name == last) {
            if !ways.iter().any(|way| way.last() == Some(&edge.parent)) {
                ways.push([way.as_slice(), &[edge.parent]].concat());
            }
        }
        position += 1;
    }
    None
}
