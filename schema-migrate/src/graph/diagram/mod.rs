//! Diagrams of a schema, as text that other programs draw, and as pictures.

mod dbml;
mod dot;
mod html;
mod layout;
mod mermaid;
mod svg;

use schema_core::definition::{Column, ReferentialAction, Schema, Table, TableName};

use super::document::inverse_of;
use super::{Edge, all_tables, edges, table_named};

/// The language of a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An `erDiagram`, which GitHub draws in Markdown.
    Mermaid,
    /// Graphviz.
    Dot,
    /// dbdiagram.io.
    Dbml,
    /// A picture.
    Svg,
    /// A page with the picture, to move about in, to search and to look tables up: one file that needs
    /// nothing else.
    Html,
}

/// Which columns of a table are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Columns {
    /// All of them.
    #[default]
    All,
    /// Those of the primary key and of references.
    Keys,
    /// None.
    None,
}

/// What a diagram shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope<'s> {
    /// The columns.
    pub columns: Columns,
    /// Only the tables of this domain, and what they reference.
    pub domain: Option<&'s str>,
    /// Only the tables around this one, so many references away.
    pub around: Option<(&'static Table, usize)>,
}

/// Tables and the references between them, domain by domain.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model)]
/// # #[diesel(table_name = user)]
/// # struct User { id: i32 }
/// #[derive(Model)]
/// #[diesel(table_name = post)]
/// struct Post {
///     id: i32,
///     #[references(User, on_delete = "cascade")]
///     author_id: i32,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post] }
/// use schema_migrate::graph::{Columns, Diagram, Format, Scope};
///
/// let scope = Scope { columns: Columns::None, ..Scope::default() };
/// let mermaid = Diagram::of(Blog::SCHEMA, scope).draw(Format::Mermaid);
/// assert!(mermaid.contains(r#"user ||--o{ post : "author_id, cascade""#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    name: &'static str,
    columns: Columns,
    groups: Vec<Group>,
    /// The references between the tables that are shown.
    edges: Vec<Edge>,
    /// All references of the schema.
    all: Vec<Known>,
}

/// A reference, be it shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    edge: Edge,
    /// The relations of the parent that it is behind.
    inverse: String,
}

/// The tables of a domain; those of other crates have none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: Option<&'static str>,
    /// Which domain of the schema it is.
    number: usize,
    tables: Vec<&'static Table>,
}

impl Diagram {
    /// What a scope takes of a schema.
    pub fn of(schema: &Schema, scope: Scope<'_>) -> Diagram {
        let mut all = edges(schema);
        all.retain(|edge| table_named(schema, &edge.parent).is_some());
        let tables = tables_in(schema, &all, scope);
        let is_shown = |name: &TableName| tables.contains(name);
        let mut groups: Vec<Group> = Vec::new();
        for domain in schema.domains {
            groups.push(group(Some(domain.name), domain.tables, &tables));
        }
        groups.push(group(None, schema.external, &tables));
        for (group, number) in groups.iter_mut().zip(0..) {
            group.number = number;
        }
        groups.retain(|group| !group.tables.is_empty());
        Diagram {
            name: schema.name,
            columns: scope.columns,
            groups,
            edges: all
                .iter()
                .filter(|edge| is_shown(&edge.child.name) && is_shown(&edge.parent))
                .copied()
                .collect(),
            all: all.iter().map(|edge| known(schema, edge)).collect(),
        }
    }

    /// Whether a table is in it.
    pub fn shows(&self, table: &Table) -> bool {
        let mut tables = self.groups.iter().flat_map(|group| &group.tables);
        tables.any(|other| other.name == table.name)
    }

    /// The diagram in a language.
    pub fn draw(&self, format: Format) -> String {
        match format {
            Format::Mermaid => mermaid::draw(self),
            Format::Dot => dot::draw(self),
            Format::Dbml => dbml::draw(self),
            Format::Svg => svg::draw(self),
            Format::Html => html::draw(self),
        }
    }

    /// The columns of a table that are shown.
    fn columns(&self, table: &'static Table) -> Vec<&'static Column> {
        let columns = table.columns.iter();
        let columns = columns.filter(|column| match self.columns {
            Columns::All => true,
            Columns::Keys => is_primary(table, column) || self.is_key(table, column),
            Columns::None => false,
        });
        columns.collect()
    }

    /// Whether a column references, or is referenced by what is shown.
    fn is_key(&self, table: &Table, column: &Column) -> bool {
        let mut edges = self.edges.iter();
        is_reference(table, column)
            || edges.any(|edge| {
                edge.parent == table.name && edge.referenced_columns.contains(&column.name)
            })
    }
}

/// Whether a column is a part of a reference, be it shown or not.
fn is_reference(table: &Table, column: &Column) -> bool {
    let mut keys = table.foreign_keys.iter();
    let mut polymorphic = table.polymorphic.iter();
    keys.any(|key| key.columns.contains(&column.name))
        || polymorphic.any(|reference| reference.columns.contains(&column.name))
}

fn is_primary(table: &Table, column: &Column) -> bool {
    table.primary_key.columns.contains(&column.name)
}

fn group(
    name: Option<&'static str>,
    tables: &'static [&'static Table],
    shown: &[TableName],
) -> Group {
    let tables = tables.iter().copied();
    Group {
        name,
        number: 0,
        tables: tables.filter(|table| shown.contains(&table.name)).collect(),
    }
}

fn known(schema: &Schema, edge: &Edge) -> Known {
    Known {
        edge: *edge,
        inverse: inverse_of(schema, edge),
    }
}

/// The names of the tables that are shown.
fn tables_in(schema: &Schema, edges: &[Edge], scope: Scope<'_>) -> Vec<TableName> {
    let mut tables: Vec<TableName> = all_tables(schema).map(|table| table.name).collect();
    if let Some(name) = scope.domain {
        let mut domains = schema.domains.iter();
        let domain = domains.find(|domain| domain.name == name);
        let own: Vec<TableName> = domain
            .iter()
            .flat_map(|domain| domain.tables)
            .map(|table| table.name)
            .collect();
        tables.retain(|table| {
            let mut edges = edges.iter();
            own.contains(table)
                || edges.any(|edge| own.contains(&edge.child.name) && edge.parent == *table)
        });
    }
    if let Some((table, depth)) = scope.around {
        let near = around(table, depth, edges);
        tables.retain(|table| near.contains(table));
    }
    tables
}

/// The tables that are at most so many references away from one, in either direction.
fn around(table: &Table, depth: usize, edges: &[Edge]) -> Vec<TableName> {
    let mut near = vec![table.name];
    for _ in 0..depth {
        let reached = near.clone();
        for edge in edges {
            for (from, to) in [
                (edge.child.name, edge.parent),
                (edge.parent, edge.child.name),
            ] {
                if reached.contains(&from) && !near.contains(&to) {
                    near.push(to);
                }
            }
        }
    }
    near
}

/// How a line looks: by what a deletion does, and by whether the table is named by a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    action: &'static str,
    is_tagged: bool,
}

impl Look {
    fn of(edge: &Edge) -> Look {
        let action = match edge.on_delete {
            _ if edge.is_unheld() => "none",
            ReferentialAction::Cascade => "cascade",
            ReferentialAction::SetNull | ReferentialAction::SetDefault => "set",
            ReferentialAction::NoAction | ReferentialAction::Restrict => "refuse",
        };
        Look {
            action,
            is_tagged: edge.polymorphic().is_some(),
        }
    }
}

/// What a line between two tables says: the columns, the action, and what is special.
fn label(edge: &Edge) -> String {
    let (columns, action) = (edge.columns.join(", "), edge.on_delete.as_str());
    match edge.polymorphic() {
        Some(reference) if edge.is_unheld() => {
            format!("{}, polymorphic, no foreign key", reference.name)
        }
        Some(reference) if edge.is_tagged() => {
            format!("{}, {action}, polymorphic, by triggers", reference.name)
        }
        Some(reference) => format!("{columns}, {action}, one of {}", reference.name),
        None => format!("{columns}, {action}"),
    }
}

/// The type of a column, in a word.
fn type_of(column: &Column) -> String {
    let name = column.column_type.name();
    match (name, column.rust_type) {
        ("Custom", rust_type) => rust_type.to_owned(),
        (name, _) => name.to_owned(),
    }
}
