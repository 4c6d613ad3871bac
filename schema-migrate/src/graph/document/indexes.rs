//! The indexes, and the foreign keys that they serve.

use schema_core::definition::{Deferrability, IndexColumn, NullsOrder, Schema, Table};

use super::markdown::{Section, code};
use crate::graph::access::{Access, Kind, accesses, shown_column};
use crate::graph::{edges, shown};

/// Every index, but primary keys that no foreign key is found by.
pub(super) fn indexes(schema: &Schema) -> Section {
    let header = ["table", "index", "over", "kind", "serves the reference"];
    let mut section = Section::new("Indexes", &header);
    let edges = edges(schema);
    for table in schema.tables() {
        for access in accesses(table) {
            let mut served: Vec<String> = Vec::new();
            for edge in edges.iter().filter(|edge| edge.child.name == table.name) {
                let columns = code(&edge.columns.join(", "));
                if access.serves(edge.columns) && !served.contains(&columns) {
                    served.push(columns);
                }
            }
            if access.kind == Kind::PrimaryKey && served.is_empty() {
                continue;
            }
            section.row([
                code(&shown(&table.name)),
                code(access.name),
                over(&access),
                kind(table, &access),
                served.join(", "),
            ]);
        }
    }
    section
}

fn over(access: &Access) -> String {
    let columns: Vec<String> = access.columns.iter().map(column).collect();
    let mut over = code(&columns.join(", "));
    if let Some(condition) = access.condition {
        over += &format!(" where {}", code(condition));
    }
    over
}

/// A column of an index with all that is said of it.
fn column(column: &IndexColumn) -> String {
    let mut text = shown_column(column);
    if let Some(collation) = column.collation {
        text += &format!(" collate {collation}");
    }
    if let Some(class) = column.operator_class {
        text += &format!(" {class}");
    }
    match column.nulls {
        None => {}
        Some(NullsOrder::First) => text += " nulls first",
        Some(NullsOrder::Last) => text += " nulls last",
    }
    text
}

/// What an index is, and what is not common to all: its method, what it holds beside, and where it is.
fn kind(table: &Table, access: &Access) -> String {
    let mut kinds = Vec::new();
    match access.kind {
        Kind::PrimaryKey => kinds.push("primary key".to_owned()),
        Kind::Constraint => kinds.push("unique constraint".to_owned()),
        Kind::UniqueIndex => kinds.push("unique".to_owned()),
        Kind::Index => {}
    }
    let mut constraints = table.unique_constraints.iter();
    if let Some(unique) = constraints.find(|unique| unique.name == access.name) {
        kinds.extend(not_distinct(unique.nulls_not_distinct));
        match unique.deferrability {
            Deferrability::NotDeferrable => {}
            Deferrability::InitiallyImmediate => kinds.push("deferrable".to_owned()),
            Deferrability::InitiallyDeferred => kinds.push("deferred".to_owned()),
        }
    }
    let mut indexes = table.indexes.iter();
    if let Some(index) = indexes.find(|index| index.name == access.name) {
        kinds.extend(not_distinct(index.nulls_not_distinct));
        kinds.extend(index.method.map(str::to_owned));
        if !index.include.is_empty() {
            kinds.push(format!("includes {}", code(&index.include.join(", "))));
        }
        if !index.only.are_all() {
            let all = [
                ("PostgreSQL", index.only.postgres),
                ("SQLite", index.only.sqlite),
                ("MySQL", index.only.mysql),
            ];
            let databases = all.iter().filter(|(_, has)| *has).map(|(name, _)| *name);
            let databases: Vec<&str> = databases.collect();
            kinds.push(format!("only on {}", databases.join(" and ")));
        }
    }
    kinds.join(", ")
}

fn not_distinct(is_so: bool) -> Option<String> {
    is_so.then(|| "nulls not distinct".to_owned())
}

/// The foreign keys that no index serves.
pub(super) fn unserved(schema: &Schema) -> Section {
    let mut section = Section::new("Foreign keys without an index", &["table", "columns"])
        .otherwise("None: every foreign key has its index.");
    for edge in edges(schema) {
        let is_served = accesses(edge.child)
            .iter()
            .any(|access| access.serves(edge.columns));
        if edge.key().is_some() && !is_served {
            let columns = edge.columns.join(", ");
            section.row([code(&shown(&edge.child.name)), code(&columns)]);
        }
    }
    section
}
