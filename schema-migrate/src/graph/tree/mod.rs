//! What hangs off a table, as a tree.

mod draw;
mod json;

use schema_core::definition::{Schema, Table, TableName};

use super::{Edge, all_tables, edges, table_named};

/// What of a schema is shown in [`Trees`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// Parents under children: what a table depends on.
    pub up: bool,
    /// How many levels below the root are shown; all of them if there is none.
    pub depth: Option<usize>,
    /// Whether references that no foreign key holds are shown.
    pub polymorphic: bool,
}

/// Tables, and what hangs off each.
///
/// A table appears once under each parent that it references, by each of its keys. What hangs off it in
/// turn is shown at one place only: the one nearest to a root.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model)]
/// # #[diesel(table_name = user)]
/// # struct User { id: i32 }
/// #[derive(Model)]
/// #[diesel(table_name = comment)]
/// struct Comment {
///     id: i32,
///     #[references(User, on_delete = "cascade")]
///     author_id: i32,
///     #[references(Comment, on_delete = "set null")]
///     answers_id: Option<i32>,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Comment] }
/// use schema_migrate::graph::{Trees, View};
///
/// let trees = Trees::of(Blog::SCHEMA, &[User::TABLE], View::default());
/// assert_eq!(trees.to_string(), "\
/// user
/// └── comment          many  cascade   author_id
///     └── comment      many  set null  answers_id  (cycle)
/// ");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trees {
    /// One for each root.
    pub trees: Vec<Tree>,
    up: bool,
}

/// A table, and what hangs off it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The table that everything hangs off.
    pub root: &'static Table,
    /// The references to it, in the order in which the schema declares them.
    pub children: Vec<Node>,
}

/// One reference in a [`Tree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The table that hangs here.
    pub table: &'static Table,
    /// The reference by which it does.
    pub edge: Edge,
    /// What hangs off the table.
    pub children: Vec<Node>,
    /// Why that is not shown, where one could miss it.
    pub mark: Option<Mark>,
}

/// Why nothing is shown below a [`Node`], although something hangs off its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The table stands above already: the references go round.
    Cycle,
    /// What hangs off the table is shown at another place. Where that is right below a table above this
    /// one, there is no mark.
    Again,
    /// It is deeper than what is to be shown.
    More,
}

impl Mark {
    /// The mark in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mark::Cycle => "cycle",
            Mark::Again => "again",
            Mark::More => "more",
        }
    }
}

impl Trees {
    /// What hangs off these tables.
    pub fn of(schema: &Schema, roots: &[&'static Table], view: View) -> Trees {
        let walk = Walk::new(schema, roots, view);
        let trees = roots.iter().map(|&root| Tree {
            root,
            children: match view.depth {
                Some(0) => Vec::new(),
                _ => walk.children(schema, &[root.name]),
            },
        });
        Trees {
            trees: trees.collect(),
            up: view.up,
        }
    }

    /// All tables of a schema, below those that reference nothing (with `up`, that nothing references).
    /// Of tables that reference each other in a ring, the first one is a root.
    pub fn all(schema: &Schema, view: View) -> Trees {
        Trees::of(schema, &roots(schema, view), view)
    }
}

impl Tree {
    /// All references, from top to bottom.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut nodes = Vec::new();
        collect(&self.children, &mut nodes);
        nodes
    }
}

fn collect<'a>(children: &'a [Node], nodes: &mut Vec<&'a Node>) {
    for child in children {
        nodes.push(child);
        collect(&child.children, nodes);
    }
}

/// The tables that everything else is reached from.
fn roots(schema: &Schema, view: View) -> Vec<&'static Table> {
    let free = Walk::new(schema, &[], view);
    let is_free = |table: &&Table| {
        let mut edges = free.edges.iter();
        !edges.any(|edge| {
            let (near, far) = free.ends(edge);
            far == table.name && near != far
        })
    };
    let is_seen = |table: &&Table| {
        let mut edges = free.edges.iter();
        let is_own = schema.tables().any(|own| own.name == table.name);
        is_own || edges.any(|edge| free.ends(edge).0 == table.name)
    };
    let mut roots: Vec<&'static Table> =
        all_tables(schema).filter(is_free).filter(is_seen).collect();
    loop {
        let walk = Walk::new(schema, &roots, view);
        let missed = schema
            .tables()
            .find(|table| !walk.reached.contains(&table.name));
        match missed {
            Some(table) => roots.push(table),
            None => return roots,
        }
    }
}

/// The way through the references from the roots.
struct Walk {
    view: View,
    edges: Vec<Edge>,
    /// The tables in the order in which they are reached.
    reached: Vec<TableName>,
    /// The positions of the edges by which they are reached first.
    nearest: Vec<usize>,
}

impl Walk {
    fn new(schema: &Schema, roots: &[&'static Table], view: View) -> Walk {
        let mut edges = edges(schema);
        edges.retain(|edge| {
            let is_known = table_named(schema, &edge.parent).is_some();
            is_known && (view.polymorphic || !edge.is_tagged())
        });
        let mut walk = Walk {
            view,
            edges,
            reached: roots.iter().map(|root| root.name).collect(),
            nearest: Vec::new(),
        };
        // Root by root: what hangs off the first one is shown there as a whole.
        for root in roots {
            walk.from(root.name);
        }
        walk
    }

    /// Reaches what hangs off a root, the nearest first.
    fn from(&mut self, root: TableName) {
        let mut tables = vec![root];
        let mut position = 0;
        while let Some(&table) = tables.get(position) {
            for (number, edge) in self.edges.iter().enumerate() {
                let (near, far) = self.ends(edge);
                if near == table && !self.reached.contains(&far) {
                    self.reached.push(far);
                    self.nearest.push(number);
                    tables.push(far);
                }
            }
            position += 1;
        }
    }

    /// The table that an edge is shown below, and the one that it shows.
    fn ends(&self, edge: &Edge) -> (TableName, TableName) {
        match self.view.up {
            false => (edge.parent, edge.child.name),
            true => (edge.child.name, edge.parent),
        }
    }

    /// What hangs off the last table of a path.
    fn children(&self, schema: &Schema, path: &[TableName]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (number, edge) in self.edges.iter().enumerate() {
            let (near, far) = self.ends(edge);
            let Some(table) = table_named(schema, &far).filter(|_| path.last() == Some(&near))
            else {
                continue;
            };
            let mark = self.mark(number, &far, path);
            let is_open = mark.is_none() && self.nearest.contains(&number);
            let below = [path, &[far]].concat();
            nodes.push(Node {
                table,
                edge: *edge,
                children: if is_open {
                    self.children(schema, &below)
                } else {
                    Vec::new()
                },
                mark,
            });
        }
        nodes
    }

    /// How deep a table is at the place where what hangs off it is shown; a root is not deep at all.
    fn level(&self, table: &TableName) -> usize {
        let mut places = self
            .nearest
            .iter()
            .map(|&place| self.ends(&self.edges[place]));
        match places.find(|(_, far)| far == table) {
            Some((near, _)) => self.level(&near) + 1,
            None => 0,
        }
    }

    fn mark(&self, number: usize, far: &TableName, path: &[TableName]) -> Option<Mark> {
        let has_more = self.edges.iter().any(|edge| self.ends(edge).0 == *far);
        if path.contains(far) {
            Some(Mark::Cycle)
        } else if !has_more {
            None
        } else if self.nearest.contains(&number) {
            (self.view.depth == Some(path.len())).then_some(Mark::More)
        } else {
            let mut places = self
                .nearest
                .iter()
                .map(|&place| self.ends(&self.edges[place]));
            let place = places.find(|(_, other)| other == far);
            let is_in_sight = place.is_some_and(|(near, _)| path.contains(&near));
            let is_hidden = self
                .view
                .depth
                .is_some_and(|depth| self.level(far) >= depth);
            match (is_in_sight, is_hidden) {
                (true, _) => None,
                (false, true) => Some(Mark::More),
                (false, false) => Some(Mark::Again),
            }
        }
    }
}
