//! Trees in JSON.

use serde::{Serialize, Serializer};

use super::{Node, Tree, Trees};
use crate::graph::shown;

#[derive(Serialize)]
struct Root<'t> {
    table: String,
    children: Vec<Branch<'t>>,
}

#[derive(Serialize)]
struct Branch<'t> {
    table: String,
    columns: &'t [&'t str],
    referenced_columns: &'t [&'t str],
    cardinality: &'t str,
    nullable: bool,
    on_delete: &'t str,
    relation: &'t str,
    /// The name of the polymorphic reference, if it is one.
    polymorphic: Option<&'t str>,
    mark: Option<&'t str>,
    children: Vec<Branch<'t>>,
}

impl Serialize for Trees {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.trees)
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let root = Root {
            table: shown(&self.root.name),
            children: self.children.iter().map(branch).collect(),
        };
        root.serialize(serializer)
    }
}

fn branch(node: &Node) -> Branch<'_> {
    let edge = &node.edge;
    Branch {
        table: shown(&node.table.name),
        columns: edge.columns,
        referenced_columns: edge.referenced_columns,
        cardinality: edge.cardinality(),
        nullable: edge.is_nullable(),
        on_delete: edge.on_delete.as_str(),
        relation: edge.relation(),
        polymorphic: edge.polymorphic().map(|reference| reference.name),
        mark: node.mark.map(|mark| mark.as_str()),
        children: node.children.iter().map(branch).collect(),
    }
}
