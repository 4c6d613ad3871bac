//! The statement that counts: one recursive query for all that a deletion reaches.
//!
//! A row of it is a row of a table and the reference by which it is reached, each once. Where the reference
//! deletes it, the query goes on from there; so rings of tables and of rows come to an end. It has columns for
//! the primary key of each table, which are NULL in the rows of the others. All of it is read once, by
//! window functions that know whether another reference deletes the same row.

use super::database::Database;
use crate::definition::{PolymorphicReference, PolymorphicStorage, Table, TableName};
use crate::graph::{Edge, Outcome, Via};

/// The query's own name, and those of its columns and of what it joins.
const REACHED: &str = "__reached";
const EDGE: &str = "__edge";
const OWNER: &str = "__owner";
const OUTCOME: &str = "__outcome";
const CHILD: &str = "__child";
const PARENT: &str = "__parent";
const ROOT: &str = "__root";
const STEP: &str = "__step";

/// MySQL joins 61 tables, and a step joins up to two.
const STEPS_AT_ONCE: usize = 28;

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

/// From the rows that are deleted to those that reference them, by one reference.
struct Step {
    number: usize,
    outcome: usize,
    /// The position of the child among the owners.
    child: usize,
    child_alias: String,
    /// The position of the parent.
    parent: usize,
    joins: Vec<Join>,
}

/// A table of a step, and how its rows are found.
struct Join {
    table: String,
    conditions: Vec<String>,
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
/// are among the rows themselves; 3 if more than one reference changes them before); whether they are new to their table and outcome; and how many they are.
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
        let any_length = |column: String| self.database.any_length(&column);
        columns.extend(
            key_of(self.database, ROOT, table)
                .into_iter()
                .map(any_length),
        );
        for owner in self.owners.iter().skip(1) {
            let from = qualified(self.database, &owner.table.name);
            let key = key_of(self.database, CHILD, owner.table).into_iter();
            for column in key.map(any_length) {
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

    /// What leads from row to row. PostgreSQL lets a query refer to itself once; MariaDB lets it more often, but
    /// the memory that it takes doubles each time.
    fn steps(&self) -> String {
        let steps = (1..).zip(self.edges);
        let steps: Vec<Step> = steps
            .filter_map(|(number, edge)| self.step(number, edge))
            .collect();
        if steps.is_empty() {
            return String::new();
        }
        let select = |step: &Step| self.select(step);
        match self.database {
            Database::Postgres => format!(
                " UNION SELECT __next.* FROM {REACHED} CROSS JOIN LATERAL ({}) AS __next",
                steps
                    .iter()
                    .map(select)
                    .collect::<Vec<_>>()
                    .join(" UNION ALL ")
            ),
            Database::Sqlite => {
                let steps: Vec<String> = steps.iter().map(select).collect();
                format!(" UNION {}", steps.join(" UNION "))
            }
            Database::Mysql => steps
                .chunks(STEPS_AT_ONCE)
                .map(|steps| format!(" UNION {}", self.select_at_once(steps)))
                .collect(),
        }
    }

    /// The rows that reference those that are deleted, by one reference.
    fn step(&self, number: usize, edge: &Edge) -> Option<Step> {
        let database = self.database;
        let (child, _) = self.owner(&edge.child.name)?;
        let (parent, owner) = self.owner(&edge.parent)?;
        let (child_alias, parent_alias) =
            (format!("{CHILD}_{number}"), format!("{PARENT}_{number}"));
        let mut joins = Vec::new();
        let referenced = self.referenced(edge, owner).unwrap_or_else(|| {
            let key = key_of(database, &parent_alias, owner.table).into_iter();
            let key = key.zip(owner.first_slot..);
            joins.push(Join {
                table: format!("{} AS {parent_alias}", qualified(database, &edge.parent)),
                conditions: key
                    .map(|(column, at)| format!("{column} = {REACHED}.{}", slot(at)))
                    .collect(),
            });
            columns_of(database, &parent_alias, edge.referenced_columns)
        });
        let referencing = columns_of(database, &child_alias, &referencing(edge)).into_iter();
        let pairs = referenced.iter().zip(referencing);
        let mut conditions: Vec<String> = pairs
            .map(|(parent, child)| format!("{parent} = {child}"))
            .collect();
        if let Some((tag, value)) = tag(edge) {
            let (tag, value) = (database.name(tag), database.literal(value));
            conditions.push(format!("{child_alias}.{tag} = {value}"));
        }
        joins.push(Join {
            table: format!("{} AS {child_alias}", qualified(database, &edge.child.name)),
            conditions,
        });
        Some(Step {
            number,
            outcome: edge.outcome() as usize,
            child,
            child_alias,
            parent,
            joins,
        })
    }

    /// The rows of one step.
    fn select(&self, step: &Step) -> String {
        let mut columns: Vec<String> = [step.number, step.child, step.outcome]
            .map(|number| number.to_string())
            .into();
        columns.extend((0..self.slots).map(|at| {
            let own = self.own_key(step, at);
            own.unwrap_or_else(|| self.null(at))
        }));
        let mut tables = match self.database {
            Database::Postgres => Vec::new(),
            Database::Sqlite | Database::Mysql => vec![REACHED],
        };
        let mut conditions = vec![
            format!("{REACHED}.{OWNER} = {}", step.parent),
            format!("{REACHED}.{OUTCOME} = 0"),
        ];
        for join in &step.joins {
            tables.push(&join.table);
            conditions.extend_from_slice(&join.conditions);
        }
        format!(
            "SELECT {} FROM {} WHERE {}",
            columns.join(", "),
            tables.join(" CROSS JOIN "),
            conditions.join(" AND ")
        )
    }

    /// The rows of several steps: each row that is deleted is put beside the steps that start at its table, and
    /// each of those finds rows of its own child only.
    fn select_at_once(&self, steps: &[Step]) -> String {
        let list = steps.iter().map(|step| {
            let Step { number, child, outcome, parent, .. } = step;
            format!("SELECT {number} AS number, {child} AS child, {outcome} AS outcome, {parent} AS parent")
        });
        let list: Vec<String> = list.collect();
        let mut columns: Vec<String> = ["number", "child", "outcome"]
            .map(|name| format!("{STEP}.{name}"))
            .into();
        columns.extend((0..self.slots).map(|at| {
            let keys = steps.iter().filter_map(|step| self.own_key(step, at));
            coalesced(keys.collect()).unwrap_or_else(|| self.null(at))
        }));
        let mut joins = String::new();
        for step in steps {
            for join in &step.joins {
                joins.push_str(&format!(
                    " LEFT JOIN {} ON {STEP}.number = {} AND {}",
                    join.table,
                    step.number,
                    join.conditions.join(" AND ")
                ));
            }
        }
        let found = steps.iter().filter_map(|step| {
            let owner = self.owners.get(step.child)?;
            self.own_key(step, owner.first_slot)
        });
        format!(
            "SELECT STRAIGHT_JOIN {} FROM {REACHED} JOIN ({}) AS {STEP} \
             ON {STEP}.parent = {REACHED}.{OWNER} AND {REACHED}.{OUTCOME} = 0{joins} \
             WHERE {} IS NOT NULL",
            columns.join(", "),
            list.join(" UNION ALL "),
            coalesced(found.collect()).unwrap_or_else(|| "NULL".to_owned())
        )
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

    /// The column of a step's child that belongs into a column of the query, if any does.
    fn own_key(&self, step: &Step, at: usize) -> Option<String> {
        let owner = self.owners.get(step.child)?;
        let own = at.checked_sub(owner.first_slot)?;
        let column = owner.table.primary_key.columns.get(own)?;
        let column = self.database.name(column);
        let column = format!("{}.{column}", step.child_alias);
        Some(self.database.any_length(&column))
    }

    /// What stands in a column of the query for the rows of other tables.
    fn null(&self, at: usize) -> String {
        let slot = slot(at);
        match self.database {
            // It asks what type it is.
            Database::Postgres => format!("CASE WHEN FALSE THEN {REACHED}.{slot} END"),
            Database::Sqlite | Database::Mysql => "NULL".to_owned(),
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
        let window = format!("OVER (PARTITION BY {row})");
        let state = format!(
            "MAX(CASE WHEN {EDGE} = 0 THEN 2 WHEN {OUTCOME} = 0 THEN 1 ELSE 0 END) {window}"
        );
        let state = match self.database.looks_at_what_changes_twice() {
            true => {
                let changes = format!(
                    "SUM(CASE WHEN {OUTCOME} IN ({}, {}) THEN 1 ELSE 0 END) {window}",
                    Outcome::Nulled as usize,
                    Outcome::Defaulted as usize
                );
                format!(
                    "CASE WHEN {state} = 1 AND {changes} > 1 THEN 3 \
                     WHEN {state} = 0 AND {changes} > 2 THEN 4 ELSE {state} END"
                )
            }
            false => state,
        };
        format!(
            "SELECT {}, COUNT(*) FROM (SELECT {EDGE}, {state} AS __state, \
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

/// The first that is not NULL.
fn coalesced(columns: Vec<String>) -> Option<String> {
    match columns.as_slice() {
        [] => None,
        [column] => Some(column.clone()),
        _ => Some(format!("COALESCE({})", columns.join(", "))),
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
