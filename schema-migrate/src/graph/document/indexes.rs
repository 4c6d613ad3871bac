//! The indexes, and the foreign keys that they serve.

use schema_core::definition::Schema;

use super::markdown::{Section, code};
use crate::graph::access::{Access, Kind, accesses};
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
                kind(&access).to_owned(),
                served.join(", "),
            ]);
        }
    }
    section
}

fn over(access: &Access) -> String {
    let mut over = code(&access.shown());
    if let Some(condition) = access.condition {
        over += &format!(" where {}", code(condition));
    }
    over
}

fn kind(access: &Access) -> &'static str {
    match access.kind {
        Kind::PrimaryKey => "primary key",
        Kind::Constraint => "unique constraint",
        Kind::UniqueIndex => "unique",
        Kind::Index => "",
    }
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
