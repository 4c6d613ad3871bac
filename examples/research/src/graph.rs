//! The graph of what hangs off a table, read from the definition of the schema.
//!
//! ```
//! use research::graph::Graph;
//! use research::research::ResearchArtifact;
//!
//! let graph = Graph::below::<ResearchArtifact>().to_string();
//! assert_eq!(graph, "research_artifact\n\
//!     └── extraction_result      many  set null  source_artifact_id\n");
//! ```

use schema_core::definition::{self, ForeignKey, Table};
use schema_core::{InSchema, Model};
use std::fmt;

/// The blanks between the longest name and the column beside the names.
const GAP: usize = 6;

/// A table and every table that references it, directly or through others.
///
/// A table appears once under each parent that it references. What hangs off it in turn is shown
/// at one place only: the one nearest to the root.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The table that everything hangs off.
    pub root: &'static Table,
    /// The references to it, in the order in which the schema declares them.
    pub children: Vec<Node>,
}

/// One reference in a [`Graph`].
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The table that references its parent.
    pub table: &'static Table,
    /// The foreign key by which it does.
    pub key: &'static ForeignKey,
    /// The references to the table, in the order in which the schema declares them.
    pub children: Vec<Node>,
}

impl Graph {
    /// What hangs off a model in its schema.
    pub fn below<M: Model + InSchema>() -> Graph {
        let schema = M::SCHEMA;
        let nearest = nearest_keys(schema, M::TABLE);
        Graph {
            root: M::TABLE,
            children: children(schema, M::TABLE, &nearest),
        }
    }

    /// All references, from top to bottom.
    pub fn nodes(&self) -> Vec<&Node> {
        fn collect<'a>(children: &'a [Node], nodes: &mut Vec<&'a Node>) {
            for child in children {
                nodes.push(child);
                collect(&child.children, nodes);
            }
        }
        let mut nodes = Vec::new();
        collect(&self.children, &mut nodes);
        nodes
    }
}

impl Node {
    /// `one` if the key is unique, so that a parent has at most one such row; else `many`.
    pub fn cardinality(&self) -> &'static str {
        let is_unique = self.table.is_unique(self.key.columns);
        if is_unique { "one" } else { "many" }
    }
}

/// Every foreign key of a schema that references a table, with the table that holds it.
pub fn references_to(
    schema: &'static definition::Schema,
    parent: &'static Table,
) -> impl Iterator<Item = (&'static Table, &'static ForeignKey)> {
    schema
        .tables()
        .flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key)))
        .filter(|(_, key)| key.references == parent.name)
}

/// For each table below the root, the foreign key by which it is nearest to the root.
fn nearest_keys(
    schema: &'static definition::Schema,
    root: &'static Table,
) -> Vec<&'static ForeignKey> {
    let mut reached = vec![root];
    let mut nearest = Vec::new();
    let mut position = 0;
    while let Some(&parent) = reached.get(position) {
        for (child, key) in references_to(schema, parent) {
            if !reached.iter().any(|table| table.name == child.name) {
                reached.push(child);
                nearest.push(key);
            }
        }
        position += 1;
    }
    nearest
}

fn children(
    schema: &'static definition::Schema,
    parent: &'static Table,
    nearest: &[&ForeignKey],
) -> Vec<Node> {
    references_to(schema, parent)
        .map(|(table, key)| Node {
            table,
            key,
            children: if nearest.contains(&key) {
                children(schema, table, nearest)
            } else {
                Vec::new()
            },
        })
        .collect()
}

impl fmt::Display for Graph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        draw(&self.children, "", &mut lines);
        let longest = lines.iter().map(|(name, _)| name.chars().count()).max();
        let width = longest.unwrap_or_default() + GAP;
        writeln!(formatter, "{}", self.root.name.table)?;
        for (name, node) in &lines {
            let cardinality = node.cardinality();
            let action = node.key.on_delete.as_str();
            let columns = node.key.columns.join(", ");
            writeln!(
                formatter,
                "{name:width$}{cardinality:<6}{action:<10}{columns}"
            )?;
        }
        Ok(())
    }
}

/// One line for each reference: the branches that lead to it with its name, and the reference.
fn draw<'a>(children: &'a [Node], indentation: &str, lines: &mut Vec<(String, &'a Node)>) {
    for (position, child) in children.iter().enumerate() {
        let is_last = position + 1 == children.len();
        let (branch, below) = if is_last {
            ("└── ", "    ")
        } else {
            ("├── ", "│   ")
        };
        let name = child.table.name.table;
        lines.push((format!("{indentation}{branch}{name}"), child));
        draw(&child.children, &format!("{indentation}{below}"), lines);
    }
}
