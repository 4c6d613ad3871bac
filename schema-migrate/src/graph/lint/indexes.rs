//! Indexes that are too much, and keys that MySQL cannot have.

use schema_core::definition::{Column, ColumnType, IndexColumn, IndexKey, Schema, Table};

use super::{Code, Found};
use crate::graph::access::{Access, Kind, accesses};
use crate::graph::table_named;

pub(super) fn check(schema: &Schema, found: &mut Found) {
    finds_something_new(found);
    mysql_has_lengths(schema, found);
}

/// No other index begins with the columns of an index.
fn finds_something_new(found: &mut Found) {
    let accesses = accesses(found.table);
    for (position, access) in accesses.iter().enumerate() {
        let mut others = accesses.iter().enumerate();
        let better = others.find(|(other_position, other)| {
            *other_position != position && is_needless(access, other, *other_position < position)
        });
        if let Some((_, better)) = better {
            let message = format!(
                "`{}` begins with the same columns as `{}`: remove `{}`",
                better.name, access.name, access.name
            );
            found.add(Code::RedundantIndex, access.name, message);
        }
    }
}

/// Whether one index does all that another does: over the same rows, in the same databases or more. Of two
/// that do the same, the first one stays.
fn is_needless(access: &Access, other: &Access, is_first: bool) -> bool {
    let is_unique = |kind| kind != Kind::Index;
    let is_alike = access.is_ordered && other.is_ordered && access.condition == other.condition;
    let does_all = begins_with(other, access)
        && has_databases_of(other, access)
        && access.include.iter().all(|name| holds(other, name));
    let is_same = access.columns.len() == other.columns.len();
    let is_equal = is_same
        && has_databases_of(access, other)
        && other.include.iter().all(|name| holds(access, name));
    let is_better = match (is_unique(access.kind), is_unique(other.kind)) {
        (false, true) => true,
        (false, false) => !is_equal || is_first,
        (true, true) => is_same && (!is_equal || is_first),
        (true, false) => false,
    };
    is_alike && does_all && is_better
}

/// Whether one index finds what another finds. One over a single column can be read from either end.
fn begins_with(longer: &Access, shorter: &Access) -> bool {
    match (&shorter.columns[..], longer.columns.first()) {
        ([only], Some(first)) if only.nulls.is_none() && first.nulls.is_none() => {
            let direction = first.direction;
            *first == IndexColumn { direction, ..*only }
        }
        _ => longer.columns.starts_with(&shorter.columns),
    }
}

fn has_databases_of(access: &Access, other: &Access) -> bool {
    let (here, there) = (access.databases, other.databases);
    (here.postgres || !there.postgres)
        && (here.sqlite || !there.sqlite)
        && (here.mysql || !there.mysql)
}

/// Whether a column can be read from an index.
fn holds(access: &Access, name: &str) -> bool {
    let is_key = |column: &IndexColumn| matches!(column.key, IndexKey::Column(key) if key == name);
    access.columns.iter().any(is_key) || access.include.contains(&name)
}

/// MySQL indexes no text of any length, so it becomes a shorter one there.
fn mysql_has_lengths(schema: &Schema, found: &mut Found) {
    let table = found.table;
    let mut said = Vec::new();
    for access in accesses(table) {
        let index = table.indexes.iter().find(|index| index.name == access.name);
        let is_skipped = index.is_some_and(|index| {
            let has_words = matches!(index.method, Some("fulltext" | "spatial" | "gin" | "gist"));
            !index.only.mysql || has_words
        });
        for key in access.columns.iter().map(|column| column.key) {
            let IndexKey::Column(name) = key else {
                continue;
            };
            if is_skipped || said.contains(&name) || !needs_length(schema, table, name, 0) {
                continue;
            }
            said.push(name);
            let message = format!(
                "on MySQL the column holds only 255 characters, as it is in `{}`: say how many with \
                 `#[column(max_length = …)]`",
                access.name
            );
            found.add(Code::MysqlTextKeyLength, name, message);
        }
    }
}

/// Whether a column is a text without a length, which a foreign key takes over from its parent.
fn needs_length(schema: &Schema, table: &Table, name: &str, depth: usize) -> bool {
    let Some(column) = table.column(name).filter(|column| is_endless(column)) else {
        return false;
    };
    let key = table
        .foreign_keys
        .iter()
        .find_map(|key| Some((key, key.columns.iter().position(|own| *own == column.name)?)));
    let Some((key, position)) = key else {
        return true;
    };
    let parent = table_named(schema, &key.references);
    match (parent, key.referenced_columns.get(position)) {
        // Rings of keys end somewhere.
        (Some(parent), Some(name)) if depth < schema.tables().count() => {
            needs_length(schema, parent, name, depth + 1)
        }
        _ => true,
    }
}

fn is_endless(column: &Column) -> bool {
    let is_text = matches!(column.column_type, ColumnType::Text | ColumnType::Binary);
    let has_own_type = column.sql_type.mysql.is_some() || column.sql_type.all.is_some();
    is_text && column.max_length.is_none() && !has_own_type
}
