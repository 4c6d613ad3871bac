//! What deleting a row does to other tables.

mod conflict;
mod text;
mod trouble;

use schema_core::definition::{ReferentialAction, Schema, Table, TableName};

use super::{Edge, edges, is_unheld, shown};

/// What deleting a row of a table does, as far as the schema tells.
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
/// #[derive(Model)]
/// #[diesel(table_name = bill)]
/// struct Bill {
///     id: i32,
///     #[references(Post, on_delete = "restrict")]
///     post_id: i32,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post, Bill] }
/// use schema_migrate::graph::{Impact, Outcome};
///
/// let impact = Impact::of(Blog::SCHEMA, User::TABLE);
/// let refused: Vec<String> = impact.with(Outcome::Refused).map(|effect| effect.path()).collect();
/// assert_eq!(refused, ["user ← post.author_id ← bill.post_id"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The table of the row.
    pub table: &'static Table,
    /// What happens to rows that reference it, and to rows that reference those that go with it. What is
    /// nearer comes first.
    pub effects: Vec<Effect>,
    /// What is likely to surprise.
    pub troubles: Vec<String>,
}

/// What happens to rows by one reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What happens.
    pub outcome: Outcome,
    /// The references from the table of the deleted row to the rows, which have the last one.
    pub edges: Vec<Edge>,
}

/// What happens to rows when what they reference is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// They are deleted.
    Deleted,
    /// Their columns become NULL.
    Nulled,
    /// Their columns get their default.
    Defaulted,
    /// While there are any, nothing is deleted.
    Refused,
    /// They reference what is not there any more, as neither a foreign key nor a trigger holds the reference.
    Dangling,
}

impl Impact {
    /// What deleting a row of a table does.
    pub fn of(schema: &Schema, table: &'static Table) -> Impact {
        let all = edges(schema);
        let effects = effects(&all, table);
        let troubles = trouble::troubles(&all, table, &effects);
        Impact {
            table,
            effects,
            troubles,
        }
    }

    /// The effects of one kind.
    pub fn with(&self, outcome: Outcome) -> impl Iterator<Item = &Effect> {
        self.effects
            .iter()
            .filter(move |effect| effect.outcome == outcome)
    }
}

impl Effect {
    /// The reference that the rows have.
    fn edge(&self) -> Option<&Edge> {
        self.edges.last()
    }

    /// Whose rows they are.
    pub fn table(&self) -> Option<&'static Table> {
        self.edge().map(|edge| edge.child)
    }

    /// The way from the deleted row to the rows: `user ← post.author_id ← bill.post_id`.
    pub fn path(&self) -> String {
        let root = self.edges.first().map(|edge| shown(&edge.parent));
        let steps = self.edges.iter().map(place);
        let path: Vec<String> = root.into_iter().chain(steps).collect();
        path.join(" ← ")
    }
}

/// The columns that reference: `post.author_id`.
fn place(edge: &Edge) -> String {
    let table = shown(&edge.child.name);
    match edge.columns {
        [column] => format!("{table}.{column}"),
        several => format!("{table}.({})", several.join(", ")),
    }
}

fn outcome(edge: &Edge) -> Outcome {
    match edge.on_delete {
        ReferentialAction::Cascade => Outcome::Deleted,
        ReferentialAction::SetNull => Outcome::Nulled,
        ReferentialAction::SetDefault => Outcome::Defaulted,
        ReferentialAction::NoAction | ReferentialAction::Restrict if is_unheld(edge) => {
            Outcome::Dangling
        }
        ReferentialAction::NoAction | ReferentialAction::Restrict => Outcome::Refused,
    }
}

/// Every reference to a table that loses rows, each with the shortest way to it.
fn effects(all: &[Edge], table: &Table) -> Vec<Effect> {
    let mut losing: Vec<(TableName, Vec<Edge>)> = vec![(table.name, Vec::new())];
    let mut effects = Vec::new();
    let mut position = 0;
    while let Some((parent, way)) = losing.get(position).cloned() {
        for edge in all.iter().filter(|edge| edge.parent == parent) {
            let outcome = outcome(edge);
            let edges = [way.as_slice(), &[*edge]].concat();
            let is_new = losing.iter().all(|(name, _)| *name != edge.child.name);
            if outcome == Outcome::Deleted && is_new {
                losing.push((edge.child.name, edges.clone()));
            }
            effects.push(Effect { outcome, edges });
        }
        position += 1;
    }
    effects
}
