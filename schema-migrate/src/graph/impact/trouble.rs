//! What is likely to surprise who deletes a row.

use schema_core::definition::{Deferrability, ReferentialAction, Table, TableName};
use schema_core::graph::{Edge, Effect, Outcome};

use crate::graph::shown;

pub(super) fn troubles(all: &[Edge], table: &Table, effects: &[Effect]) -> Vec<String> {
    let mut troubles: Vec<String> = effects.iter().filter_map(impossible).collect();
    troubles.extend(ring(all, table));
    troubles.extend(itself(table, effects));
    let mut tables: Vec<TableName> = Vec::new();
    for table in effects.iter().filter_map(Effect::table) {
        if !tables.contains(&table.name) {
            tables.push(table.name);
            troubles.extend(two_ways(effects, &table.name));
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

/// The row that is deleted refuses it, which it does not once it is gone.
fn itself(table: &Table, effects: &[Effect]) -> Option<String> {
    let mut refused = effects
        .iter()
        .filter(|effect| effect.outcome == Outcome::Refused);
    let effect = refused.find(|effect| {
        let edge = effect.edge();
        edge.is_some_and(|edge| {
            edge.child.name == table.name && edge.on_delete == ReferentialAction::NoAction
        })
    })?;
    let name = shown(&table.name);
    Some(format!(
        "a row of `{name}` refuses it by `{}` (no action), unless it is the deleted row itself",
        effect.path()
    ))
}

/// Whether a row cannot be cut off from its parent before the parent goes. A row that references itself may
/// go unless the key says `restrict`.
fn refuses_always(edge: &&Edge) -> bool {
    let key = edge.key();
    let at_once = key.is_some_and(|key| key.deferrability == Deferrability::NotDeferrable);
    let refuses = match edge.on_delete {
        ReferentialAction::Restrict => true,
        ReferentialAction::NoAction => edge.parent != edge.child.name,
        _ => false,
    };
    at_once && refuses && !edge.is_nullable()
}

/// Different things happen to the rows of a table, by different references.
fn two_ways(effects: &[Effect], table: &TableName) -> Option<String> {
    let of_table = effects
        .iter()
        .filter(|effect| effect.table().is_some_and(|own| own.name == *table));
    let of_table: Vec<&Effect> = of_table.collect();
    let find = |outcome| of_table.iter().find(|effect| effect.outcome == outcome);
    let deleted = find(Outcome::Deleted)?;
    let name = shown(table);
    if let Some(refused) = find(Outcome::Refused) {
        let action = refused.edge()?.on_delete;
        let outcome = match action {
            ReferentialAction::Restrict => {
                "what comes first decides, which databases do differently"
            }
            _ => "it succeeds if all of them are deleted, too",
        };
        return Some(format!(
            "rows of `{name}` are deleted by `{}`, but refuse it by `{}` ({}): {outcome}",
            deleted.path(),
            refused.path(),
            action.as_str()
        ));
    }
    let kept = find(Outcome::Nulled).or_else(|| find(Outcome::Defaulted))?;
    Some(format!(
        "rows of `{name}` are deleted by `{}`, and kept by `{}`: those that have both are deleted",
        deleted.path(),
        kept.path()
    ))
}
