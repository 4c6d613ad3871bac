//! What a deletion does, found out from all rows in memory, and by deleting them.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::Text;
use integration_tests::Outcome as TestOutcome;
use integration_tests::database::TestConnection;
use schema_core::definition::{PolymorphicStorage, Schema, Table};
use schema_core::deletion::{DeletionImpact, TableImpact};
use schema_core::graph::{Edge, Effect, Outcome, Via, effects};
use schema_migrate::Dialect;

/// Reads lines of text.
pub(super) trait Lines: TestConnection {
    fn lines(&mut self, sql: &str) -> QueryResult<Vec<String>>;
}

macro_rules! lines {
    ($connection:ty) => {
        impl Lines for $connection {
            fn lines(&mut self, sql: &str) -> QueryResult<Vec<String>> {
                diesel::dsl::sql::<Text>(sql).load(self)
            }
        }
    };
}

lines!(SqliteConnection);
#[cfg(feature = "postgres")]
lines!(PgConnection);
#[cfg(feature = "mysql")]
lines!(MysqlConnection);

/// A row: its columns' texts by their names.
type Row = BTreeMap<&'static str, Option<String>>;
/// The rows of each table, by their keys.
pub(super) type Rows = BTreeMap<&'static str, BTreeMap<Vec<String>, Row>>;

/// Reads all rows of a schema.
pub(super) fn rows<C: Lines>(schema: &Schema, connection: &mut C) -> TestOutcome<Rows> {
    let mut rows = Rows::new();
    for table in schema.tables() {
        let of_table = rows.entry(table.name.table).or_default();
        for line in connection.lines(&select(table, C::DIALECT))? {
            let texts = line.split('|').map(|text| match text {
                "NULL" => None,
                text => Some(text.to_owned()),
            });
            let names = table.columns.iter().map(|column| column.name);
            let row: Row = names.zip(texts).collect();
            of_table.insert(
                key(table.primary_key.columns, &row).unwrap_or_default(),
                row,
            );
        }
    }
    Ok(rows)
}

fn select(table: &Table, dialect: Dialect) -> String {
    let (quote, text) = match dialect {
        Dialect::Mysql => ('`', "char"),
        _ => ('"', "text"),
    };
    let columns = table.columns.iter().map(|column| {
        let name = column.name;
        format!("COALESCE(CAST({quote}{name}{quote} AS {text}), 'NULL')")
    });
    let columns: Vec<String> = columns.collect();
    let line = match dialect {
        Dialect::Mysql => format!("CONCAT_WS('|', {})", columns.join(", ")),
        _ => columns.join(" || '|' || "),
    };
    format!("SELECT {line} FROM {quote}{}{quote}", table.name.table)
}

/// The values of some columns; `None` if one is NULL.
fn key(columns: &[&str], row: &Row) -> Option<Vec<String>> {
    let values = columns.iter().map(|name| row.get(name).cloned().flatten());
    values.collect()
}

/// Whether a row references another one.
fn references(edge: &Edge, child: &Row, parent: &Row) -> bool {
    let columns = match edge.via {
        Via::Tagged(reference, target) => {
            let PolymorphicStorage::Tagged { tag, key } = reference.storage else {
                return false;
            };
            if child.get(tag).cloned().flatten().as_deref() != Some(target.tag) {
                return false;
            }
            vec![key]
        }
        Via::Key(_) | Via::Arc(..) => edge.columns.to_vec(),
    };
    let own = key(&columns, child);
    own.is_some() && own == key(edge.referenced_columns, parent)
}

type Keys = BTreeMap<&'static str, BTreeSet<Vec<String>>>;

/// The rows that are deleted.
fn deleted(effects: &[Effect], rows: &Rows, root: &Table, keys: &[Vec<String>]) -> Keys {
    let there = rows.get(root.name.table);
    let is_there = |key: &&Vec<String>| there.is_some_and(|rows| rows.contains_key(*key));
    let mut deleted = Keys::new();
    deleted.insert(
        root.name.table,
        keys.iter().filter(is_there).cloned().collect(),
    );
    loop {
        let mut more = false;
        let edges = effects.iter().filter_map(Effect::edge);
        for edge in edges.filter(|edge| edge.outcome() == Outcome::Deleted) {
            let reached = reached(edge, rows, &deleted);
            let known = deleted.entry(edge.child.name.table).or_default();
            for key in reached {
                more |= known.insert(key);
            }
        }
        if !more {
            return deleted;
        }
    }
}

/// The rows that reference a deleted one.
fn reached(edge: &Edge, rows: &Rows, deleted: &Keys) -> BTreeSet<Vec<String>> {
    let gone = deleted.get(edge.parent.table).into_iter().flatten();
    let parents: Vec<&Row> = gone
        .filter_map(|key| rows[edge.parent.table].get(key))
        .collect();
    let children = rows[edge.child.name.table].iter();
    children
        .filter(|(_, child)| parents.iter().any(|parent| references(edge, child, parent)))
        .map(|(key, _)| key.clone())
        .collect()
}

/// Fails if the impact is not what the rows in memory say.
pub(super) fn assert_counts(
    impact: &DeletionImpact,
    schema: &Schema,
    rows: &Rows,
    keys: &[Vec<String>],
) {
    let effects = effects(schema, impact.table);
    let deleted = deleted(&effects, rows, impact.table, keys);
    let is_deleted = |table: &Table, key: &Vec<String>| {
        let keys = deleted.get(table.name.table);
        keys.is_some_and(|keys| keys.contains(key))
    };
    let mut by_outcome: BTreeMap<(&str, Outcome), BTreeSet<Vec<String>>> = BTreeMap::new();
    for (name, keys) in &deleted {
        by_outcome.insert((name, Outcome::Deleted), keys.clone());
    }
    assert_eq!(impact.paths.len(), effects.len());
    for (effect, path) in effects.iter().zip(&impact.paths) {
        let Some(edge) = effect.edge() else { continue };
        let reached = reached(edge, rows, &deleted);
        let gone = reached.iter().filter(|key| is_deleted(edge.child, key));
        let found = (path.path(), path.rows, path.deleted);
        assert_eq!(
            found,
            (effect.path(), reached.len() as u64, gone.count() as u64)
        );
        let stays = reached
            .into_iter()
            .filter(|key| !is_deleted(edge.child, key));
        let of_table = (edge.child.name.table, effect.outcome);
        by_outcome.entry(of_table).or_default().extend(stays);
    }
    for table in &impact.tables {
        for (outcome, found) in numbers(table) {
            let expected = by_outcome.get(&(table.table.name.table, outcome));
            let expected = expected.map_or(0, BTreeSet::len) as u64;
            assert_eq!(found, expected, "{}: {outcome:?}", table.table.name);
        }
    }
}

fn numbers(table: &TableImpact) -> [(Outcome, u64); 5] {
    [
        (Outcome::Deleted, table.deleted),
        (Outcome::Nulled, table.nulled),
        (Outcome::Defaulted, table.defaulted),
        (Outcome::Refused, table.refusing),
        (Outcome::Dangling, table.dangling),
    ]
}

/// Deletes the rows, compares with what was foretold, and takes it back.
pub(super) fn assert_deletion<C: Lines>(
    impact: &DeletionImpact,
    schema: &Schema,
    condition: &str,
    connection: &mut C,
) -> TestOutcome {
    let before = rows(schema, connection)?;
    let mut checked = Ok(());
    let result: QueryResult<()> = connection.transaction(|connection| {
        let name = impact.table.name.table;
        connection.batch_execute(&format!("DELETE FROM {name} WHERE {condition}"))?;
        checked = rows(schema, connection).map(|after| {
            assert!(!impact.is_refused(), "it was not refused:\n{impact}");
            assert_changes(impact, &before, &after);
        });
        Err(diesel::result::Error::RollbackTransaction)
    });
    checked?;
    match result {
        Err(diesel::result::Error::RollbackTransaction) => {}
        Err(error) => assert!(impact.may_be_refused(), "{error}:\n{impact}"),
        Ok(()) => {}
    }
    assert_eq!(rows(schema, connection)?, before);
    Ok(())
}

/// Each table has lost the rows that are counted as deleted, and in as many others columns became NULL.
fn assert_changes(impact: &DeletionImpact, before: &Rows, after: &Rows) {
    for (name, rows) in before {
        let left = &after[name];
        let found = impact.tables.iter();
        let found = found.filter(|table| table.table.name.table == *name);
        let expected: (u64, u64) = found
            .map(|table| (table.deleted, table.nulled + table.defaulted))
            .fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
        let lost = rows.keys().filter(|key| !left.contains_key(*key)).count();
        let changed = left.iter().filter(|(key, row)| rows.get(*key) != Some(row));
        let changes = (lost as u64, changed.count() as u64);
        assert_eq!(changes, expected, "{name} lost and changed:\n{impact}");
    }
}
