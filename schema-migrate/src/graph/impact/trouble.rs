//! What is likely to surprise who deletes a row.

use schema_core::definition::{Deferrability, ReferentialAction, Table, TableName};
use schema_core::graph::{Edge, Effect, Outcome};

use super::conflict::conflicts;
use crate::graph::shown;

pub(super) fn troubles(all: &[Edge], table: &Table, effects: &[Effect]) -> Vec<String> {
    let mut troubles: Vec<String> = effects.iter().filter_map(impossible).collect();
    troubles.extend(effects.iter().filter_map(own_default));
    troubles.extend(ring(all, table));
    troubles.extend(itself(table, effects));
    let mut tables: Vec<TableName> = Vec::new();
    for table in effects.iter().filter_map(Effect::table) {
        if !tables.contains(&table.name) {
            tables.push(table.name);
            troubles.extend(conflicts(effects, &table.name));
        }
    }
    troubles
}

/// An action that no row can survive: NULL where the column takes none, a default that there is not.
fn impossible(effect: &Effect) -> Option<String> {
    let edge = effect.edge()?;
    let columns = edge
        .columns
        .iter()
        .filter_map(|name| edge.child.column(name));
    let mut columns = columns.filter(|column| match effect.outcome {
        Outcome::Nulled => !column.nullable,
        Outcome::Defaulted => column.default.is_none() && !column.nullable,
        _ => false,
    });
    let column = columns.next()?;
    let what = match effect.outcome {
        Outcome::Nulled => "takes no NULL",
        _ => "has no default",
    };
    let place = edge.place();
    Some(format!(
        "it never succeeds while a row is referenced by `{place}`, as `{}` {what}",
        column.name
    ))
}

/// The default that the columns get may be the very row that goes.
fn own_default(effect: &Effect) -> Option<String> {
    let edge = effect.edge()?;
    let mut columns = edge
        .columns
        .iter()
        .filter_map(|name| edge.child.column(name));
    let is_so =
        effect.outcome == Outcome::Defaulted && columns.all(|column| column.default.is_some());
    is_so.then(|| {
        format!(
            "it never succeeds for the row of `{}` that `{}` has by default, while it is referenced",
            shown(&edge.parent),
            edge.place()
        )
    })
}

/// Rows that keep each other from being deleted.
fn ring(all: &[Edge], table: &Table) -> Option<String> {
    let refusing: Vec<&Edge> = all.iter().filter(refuses_always).collect();
    let mut ways: Vec<Vec<&Edge>> = vec![Vec::new()];
    let mut position = 0;
    while let Some(way) = ways.get(position).cloned() {
        let last = way.last().map_or(table.name, |edge| edge.child.name);
        for &edge in refusing.iter().filter(|edge| edge.parent == last) {
            let way = [way.as_slice(), &[edge]].concat();
            if edge.child.name == table.name {
                let places: Vec<String> = way.iter().map(|edge| edge.place()).collect();
                return Some(format!(
                    "it never succeeds for rows that reference each other by {}: each has to go before \
                     the other",
                    places.join(" and ")
                ));
            }
            if !ways
                .iter()
                .flatten()
                .any(|seen| seen.child.name == edge.child.name)
            {
                ways.push(way);
            }
        }
        position += 1;
    }
    None
}

/// The row that is deleted may be one that refuses it. It is gone when PostgreSQL and SQLite look.
fn itself(table: &Table, effects: &[Effect]) -> Option<String> {
    let mut refused = effects
        .iter()
        .filter(|effect| effect.outcome == Outcome::Refused);
    let effect = refused.find(|effect| effect.table().is_some_and(|own| own.name == table.name))?;
    Some(format!(
        "a row of `{}` refuses it by `{}`: if it is the deleted row itself, only on MySQL",
        shown(&table.name),
        effect.path()
    ))
}

/// Whether a row cannot be cut off from its parent before the parent goes. A row that references itself is
/// another matter.
fn refuses_always(edge: &&Edge) -> bool {
    let key = edge.key();
    let at_once = key.is_some_and(|key| key.deferrability == Deferrability::NotDeferrable);
    let refuses = matches!(
        edge.on_delete,
        ReferentialAction::Restrict | ReferentialAction::NoAction
    );
    at_once && refuses && !edge.is_nullable() && edge.parent != edge.child.name
}
