//! The statement that counts: one recursive query for all that a deletion reaches.
//!
//! A row of it is a row of a table and the reference by which it is reached, each once. Where the reference
//! deletes it, the query goes on from there; so rings of tables and of rows come to an end. It has columns for
//! the primary key of each table, which are NULL in the rows of the others. All of it is read once, by
//! window functions that know whether another reference deletes the same row.

use super::database::Database;
use crate::definition::{PolymorphicReference, PolymorphicStorage, Table, TableName};
use crate::graph::{Edge, Via};

/// The query's own name, and those of its columns and of what it joins.
const REACHED: &str = "__reached";
const EDGE: &str = "__edge";
const OWNER: &str = "__owner";
const OUTCOME: &str = "__outcome";
const CHILD: &str = "__child";
const PARENT: &str = "__parent";
const ROOT: &str = "__root";

/// A statement whose parts stand around the keys.
#[derive(Debug)]
pub(super) struct Statement {
    /// Up to the condition on the keys, whose columns follow.
    pub(super) before: String,
    /// The primary key of the rows that are to be deleted.
    pub(super) key: Vec<String>,
    /// What follows the condition.
    pub(super) after: String,
}

/// A table that the deletion reaches, with the columns of the query that have its primary key.
struct Owner {
    table: &'static Table,
    first_slot: usize,
}

/// What the statement is made of.
struct Writer<'a> {
    database: Database,
    owners: Vec<Owner>,
    slots: usize,
    edges: &'a [Edge],
}

/// Finds the fingerprints of the rows of a table that are there.
pub(super) fn fingerprints(database: Database, table: &Table) -> Statement {
    let key = key_of(database, ROOT, table);
    Statement {
        before: format!(
            "SELECT {} FROM {} AS {ROOT} WHERE ",
            database.fingerprint(&key),
            qualified(database, &table.name)
        ),
        key,
        after: String::new(),
    }
}

/// Counts the rows of a table, and those that they are referenced by. A row of the result is the reference's
/// number from 1 on, or 0 for the rows themselves; whether the rows are deleted (1, or 2 if they
/// are among the rows themselves); whether they are new to their table and outcome; and how many they are.
pub(super) fn counts(database: Database, table: &'static Table, edges: &[Edge]) -> Statement {
    let writer = Writer::new(database, table, edges);
    let columns: Vec<String> = [EDGE, OWNER, OUTCOME]
        .into_iter()
        .map(str::to_owned)
        .chain((0..writer.slots).map(slot))
        .collect();
    let (steps, end) = (writer.steps(), writer.result());
    Statement {
        before: format!(
            "WITH RECURSIVE {REACHED} ({}) AS ({} WHERE ",
            columns.join(", "),
            writer.start(table)
        ),
        key: key_of(database, ROOT, table),
        after: format!("{steps}) {end}"),
    }
}

impl<'a> Writer<'a> {
    fn new(database: Database, table: &'static Table, edges: &'a [Edge]) -> Writer<'a> {
        let mut writer = Writer {
            database,
            owners: Vec::new(),
            slots: 0,
            edges,
        };
        for table in std::iter::once(table).chain(edges.iter().map(|edge| edge.child)) {
            if writer.owner(&table.name).is_none() {
                writer.owners.push(Owner {
                    table,
                    first_slot: writer.slots,
                });
                writer.slots += table.primary_key.columns.len();
            }
        }
        writer
    }

    fn owner(&self, name: &TableName) -> Option<(usize, &Owner)> {
        let mut owners = self.owners.iter().enumerate();
        owners.find(|(_, owner)| owner.table.name == *name)
    }

    /// The rows that are to be deleted. The columns of the other tables take their types from them.
    fn start(&self, table: &Table) -> String {
        let mut columns = vec!["0".to_owned(), "0".to_owned(), "0".to_owned()];
        columns.extend(key_of(self.database, ROOT, table));
        for owner in self.owners.iter().skip(1) {
            let from = qualified(self.database, &owner.table.name);
            for column in key_of(self.database, CHILD, owner.table) {
                columns.push(format!(
                    "(SELECT {column} FROM {from} AS {CHILD} WHERE 1 = 0)"
                ));
            }
        }
        format!(
            "SELECT {} FROM {} AS {ROOT}",
            columns.join(", "),
            qualified(self.database, &table.name)
        )
    }

    /// What leads from row to row. PostgreSQL lets a query refer to itself once.
    fn steps(&self) -> String {
        let steps = (1..).zip(self.edges);
        let steps: Vec<String> = steps
            .filter_map(|(number, edge)| self.step(number, edge))
            .collect();
        if steps.is_empty() {
            return String::new();
        }
        match self.database {
            Database::Postgres => format!(
                " UNION SELECT __next.* FROM {REACHED} CROSS JOIN LATERAL ({}) AS __next",
                steps.join(" UNION ALL ")
            ),
            Database::Sqlite | Database::Mysql => format!(" UNION {}", steps.join(" UNION ")),
        }
    }

    /// The rows that reference those that are deleted, by one reference.
    fn step(&self, number: usize, edge: &Edge) -> Option<String> {
        let database = self.database;
        let (child_number, child) = self.owner(&edge.child.name)?;
        let (parent_number, parent) = self.owner(&edge.parent)?;
        let mut from = match database {
            Database::Postgres => Vec::new(),
            Database::Sqlite | Database::Mysql => vec![REACHED.to_owned()],
        };
        let mut conditions = vec![
            format!("{REACHED}.{OWNER} = {parent_number}"),
            format!("{REACHED}.{OUTCOME} = 0"),
        ];
        let referenced = self.referenced(edge, parent).unwrap_or_else(|| {
            from.push(format!("{} AS {PARENT}", qualified(database, &edge.parent)));
            let key = key_of(database, PARENT, parent.table).into_iter();
            let key = key.zip(parent.first_slot..);
            conditions.extend(key.map(|(column, at)| format!("{column} = {REACHED}.{}", slot(at))));
            columns_of(database, PARENT, edge.referenced_columns)
        });
        from.push(format!(
            "{} AS {CHILD}",
            qualified(database, &edge.child.name)
        ));
        let referencing = columns_of(database, CHILD, &referencing(edge)).into_iter();
        let pairs = referenced.iter().zip(referencing);
        conditions.extend(pairs.map(|(parent, child)| format!("{parent} = {child}")));
        if let Some((tag, value)) = tag(edge) {
            conditions.push(format!(
                "{CHILD}.{} = {}",
                database.name(tag),
                database.literal(value)
            ));
        }
        let outcome = edge.outcome() as usize;
        let mut columns: Vec<String> = [number, child_number, outcome]
            .map(|number| number.to_string())
            .into();
        columns.extend((0..self.slots).map(|at| self.key_in_slot(child, at)));
        Some(format!(
            "SELECT {} FROM {} WHERE {}",
            columns.join(", "),
            from.join(database.join()),
            conditions.join(" AND ")
        ))
    }

    /// The columns of the query that have what a reference refers to: it is the primary key, as in most
    /// cases. Where a collation says what is equal, it has to be read from the table.
    fn referenced(&self, edge: &Edge, parent: &Owner) -> Option<Vec<String>> {
        let key = parent.table.primary_key.columns;
        let columns = edge.referenced_columns.iter().map(|name| {
            let is_collated = parent
                .table
                .column(name)
                .is_some_and(|column| !column.collation.is_none());
            let at = key.iter().position(|column| column == name)?;
            (!is_collated).then(|| format!("{REACHED}.{}", slot(parent.first_slot + at)))
        });
        columns.collect()
    }

    /// The child's primary key in its own columns, and NULL in the others.
    fn key_in_slot(&self, child: &Owner, at: usize) -> String {
        let key = child.table.primary_key.columns;
        let own = at.checked_sub(child.first_slot);
        match own.and_then(|own| key.get(own)) {
            Some(column) => format!("{CHILD}.{}", self.database.name(column)),
            // PostgreSQL asks what type it is.
            None if self.database == Database::Postgres => {
                format!("CASE WHEN FALSE THEN {REACHED}.{} END", slot(at))
            }
            None => "NULL".to_owned(),
        }
    }

    /// Puts the rows together.
    fn result(&self) -> String {
        let row: Vec<String> = [OWNER.to_owned()]
            .into_iter()
            .chain((0..self.slots).map(slot))
            .collect();
        let row = row.join(", ");
        let numbers = ["__edge", "__state", "__first"].map(|number| self.database.big(number));
        format!(
            "SELECT {}, COUNT(*) FROM (SELECT {EDGE}, \
             MAX(CASE WHEN {EDGE} = 0 THEN 2 WHEN {OUTCOME} = 0 THEN 1 ELSE 0 END) \
             OVER (PARTITION BY {row}) AS __state, \
             CASE WHEN ROW_NUMBER() OVER (PARTITION BY {row}, {OUTCOME} ORDER BY {EDGE}) = 1 \
             THEN 1 ELSE 0 END AS __first FROM {REACHED}) AS __rows \
             GROUP BY {EDGE}, __state, __first ORDER BY {EDGE}, __state, __first",
            numbers.join(", ")
        )
    }
}

/// The columns that have to be equal to those that are referenced.
fn referencing(edge: &Edge) -> Vec<&'static str> {
    match edge.via {
        Via::Tagged(
            PolymorphicReference {
                storage: PolymorphicStorage::Tagged { key, .. },
                ..
            },
            _,
        ) => vec![key],
        _ => edge.columns.to_vec(),
    }
}

/// The column that says which table is referenced, and what it says for this one.
fn tag(edge: &Edge) -> Option<(&'static str, &'static str)> {
    match edge.via {
        Via::Tagged(reference, target) => match reference.storage {
            PolymorphicStorage::Tagged { tag, .. } => Some((tag, target.tag)),
            PolymorphicStorage::ExclusiveArc { .. } => None,
        },
        Via::Key(_) | Via::Arc(..) => None,
    }
}

fn slot(at: usize) -> String {
    format!("__key_{at}")
}

fn key_of(database: Database, alias: &str, table: &Table) -> Vec<String> {
    columns_of(database, alias, table.primary_key.columns)
}

fn columns_of(database: Database, alias: &str, names: &[&str]) -> Vec<String> {
    let columns = names.iter();
    columns
        .map(|name| format!("{alias}.{}", database.name(name)))
        .collect()
}

fn qualified(database: Database, name: &TableName) -> String {
    match name.schema {
        Some(schema) => format!("{}.{}", database.name(schema), database.name(name.table)),
        None => database.name(name.table),
    }
}
