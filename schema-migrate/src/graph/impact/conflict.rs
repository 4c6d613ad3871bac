//! Rows to which several references do different things, and what comes of it.

use std::cmp::Ordering;

use schema_core::definition::{Deferrability, ForeignKey, ReferentialAction, TableName};

use super::{Effect, Outcome};
use crate::graph::{Edge, shown};

/// What is said where no database can be relied upon.
const ORDER: &str = "what comes first decides, which databases do differently";

/// What may happen to the rows of a table by one reference, and not by another.
pub(super) fn conflicts(effects: &[Effect], table: &TableName) -> Vec<String> {
    let of_table = effects
        .iter()
        .filter(|effect| effect.table().is_some_and(|own| own.name == *table));
    let of_table: Vec<&Effect> = of_table.collect();
    let name = shown(table);
    let with = |outcomes: &[Outcome]| -> Vec<&Effect> {
        let effects = of_table.iter().copied();
        effects
            .filter(|effect| outcomes.contains(&effect.outcome))
            .collect()
    };
    let refused = with(&[Outcome::Refused]);
    let kept = with(&[Outcome::Nulled, Outcome::Defaulted]);
    // What is nearer comes first: this is how the rows are deleted at the latest.
    let Some(deleted) = with(&[Outcome::Deleted]).first().copied() else {
        let refused = refused
            .iter()
            .filter_map(|refused| refused_or_kept(&name, refused, &kept));
        return refused.chain(kept_late(&name, effects, &kept)).collect();
    };
    let refused = refused
        .iter()
        .map(|refused| refused_or_deleted(&name, effects, deleted, refused));
    let mut conflicts: Vec<String> = refused.collect();
    conflicts.extend(kept_or_deleted(&name, effects, deleted, &kept));
    conflicts
}

/// Rows that are deleted by one reference refuse it by another.
fn refused_or_deleted(
    table: &str,
    effects: &[Effect],
    deleted: &Effect,
    refused: &Effect,
) -> String {
    let action = refused.edge().map_or("", |edge| edge.on_delete.as_str());
    let (deletes, refuses) = (deleted.path(), refused.path());
    let decision = decision(effects, deleted, refused).unwrap_or_else(|| ORDER.to_owned());
    format!(
        "rows of `{table}` are deleted by `{deletes}`, but refuse it by `{refuses}` ({action}): {decision}"
    )
}

/// Which of the two comes first, and where. Nobody knows if triggers are among them.
fn decision(effects: &[Effect], deleted: &Effect, refused: &Effect) -> Option<String> {
    let mut edges = deleted.edges.iter().chain(&refused.edges);
    let key = refused.edge()?.key()?;
    if edges.any(Edge::is_tagged) {
        return None;
    }
    if key.deferrability == Deferrability::InitiallyDeferred {
        return Some("it succeeds, as the key is checked when all is done".to_owned());
    }
    let is_own = refused
        .table()
        .is_some_and(|table| table.name == key.references);
    Some(format!(
        "{}, {}",
        on_postgres(effects, deleted, refused),
        on_others(key, is_own)
    ))
}

/// PostgreSQL goes from level to level, and asks for either action on the level of the key; on one level, it takes
/// the keys as they were made. Rows of a tree are on many levels.
fn on_postgres(effects: &[Effect], deleted: &Effect, refused: &Effect) -> &'static str {
    let goes_round = |effect: &Effect| effect.longest_way(effects) == usize::MAX;
    if goes_round(deleted) || goes_round(refused) {
        return "on PostgreSQL it depends on how far from the deleted row they are";
    }
    match deleted.edges.len().cmp(&refused.edges.len()) {
        Ordering::Less => "PostgreSQL deletes them",
        Ordering::Equal => "on PostgreSQL the key decides that was made first",
        Ordering::Greater => "PostgreSQL refuses",
    }
}

/// SQLite and MySQL take a row and a key with all that follows before the next one. `no action` SQLite asks for
/// at the end. MySQL has the keys in the order of their names.
fn on_others(key: &ForeignKey, is_own: bool) -> &'static str {
    match (key.on_delete, is_own) {
        (ReferentialAction::Restrict, true) => "on SQLite and MySQL the order of the rows decides",
        (ReferentialAction::Restrict, false) => {
            "on SQLite the order of the keys decides, on MySQL that of their names"
        }
        (_, true) => "SQLite deletes them, on MySQL the order of the rows decides",
        (_, false) => "SQLite deletes them, on MySQL the order of the keys' names decides",
    }
}

/// Rows that are deleted by one reference are only cut off by another. If both have a column, the row may be cut
/// off before it is deleted. PostgreSQL looks at all keys of a row that is cut off for the second time, if it is not gone by then.
fn kept_or_deleted(
    table: &str,
    effects: &[Effect],
    deleted: &Effect,
    kept: &[&Effect],
) -> Option<String> {
    let shares = |kept: &&&Effect| shared_column(deleted, kept).is_some();
    let latest = deleted.longest_way(effects);
    let early = kept.iter().filter(|kept| kept.edges.len() < latest);
    let several = early.count() > 1;
    let kept = kept.iter().find(shares).or(kept.first())?;
    let what = match shared_column(deleted, kept) {
        Some(column) => format!("both have `{column}`, so {ORDER}"),
        None if several => {
            "those that have both are deleted, but PostgreSQL may refuse those that \
                            several references keep"
                .to_owned()
        }
        None => "those that have both are deleted".to_owned(),
    };
    let (deletes, keeps) = (deleted.path(), kept.path());
    Some(format!(
        "rows of `{table}` are deleted by `{deletes}`, and kept by `{keeps}`: {what}"
    ))
}

/// Rows of which three references become NULL: PostgreSQL looks at all keys of a row that changes for the second
/// time, and the row that the third one references may be gone by then.
fn kept_late(table: &str, effects: &[Effect], kept: &[&Effect]) -> Option<String> {
    let last = kept
        .iter()
        .max_by_key(|effect| effect.longest_way(effects))?;
    let latest = last.longest_way(effects);
    let early = kept.iter().filter(|kept| kept.edges.len() < latest);
    let is_late = kept.len() > 2 && early.count() > 1;
    is_late.then(|| {
        format!(
            "rows of `{table}` are kept by `{}` and by several others: PostgreSQL may refuse those that have \
             three of them, as it looks at all when the row changes for the second time",
            last.path()
        )
    })
}

/// Rows that refuse by one reference are cut off from it by another that has a column of it.
fn refused_or_kept(table: &str, refused: &Effect, kept: &[&Effect]) -> Option<String> {
    let mut kept = kept.iter();
    let (kept, column) = kept.find_map(|kept| Some((kept, shared_column(refused, kept)?)))?;
    let (refuses, keeps) = (refused.path(), kept.path());
    Some(format!(
        "rows of `{table}` refuse it by `{refuses}`, and lose `{column}` of it by `{keeps}`: {ORDER}"
    ))
}

/// A column of both references.
fn shared_column(one: &Effect, other: &Effect) -> Option<&'static str> {
    let (one, other) = (one.edge()?, other.edge()?);
    let mut columns = one.columns.iter().copied();
    columns.find(|column| other.columns.contains(column))
}
