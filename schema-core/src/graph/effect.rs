use std::collections::BTreeMap;

use super::{Edge, edges};
use crate::definition::{Schema, Table, TableName};

/// What happens to rows by one reference, when a row of a table is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What happens.
    pub outcome: Outcome,
    /// The references from the table of the deleted row to the rows, which have the last one.
    pub edges: Vec<Edge>,
}

/// What happens to rows when what they reference is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They are deleted.
    Deleted,
    /// Their columns become NULL.
    Nulled,
    /// Their columns get their default.
    Defaulted,
    /// While there are any, nothing is deleted.
    Refused,
    /// They reference what is not there any more, as nothing in the database holds the reference.
    Dangling,
}

impl Outcome {
    /// Every outcome, in the order in which they are shown.
    pub const ALL: [Outcome; 5] = [
        Outcome::Refused,
        Outcome::Deleted,
        Outcome::Nulled,
        Outcome::Defaulted,
        Outcome::Dangling,
    ];

    /// What happens, in a word: `deleted`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Deleted => "deleted",
            Outcome::Nulled => "nulled",
            Outcome::Defaulted => "defaulted",
            Outcome::Refused => "refused",
            Outcome::Dangling => "dangling",
        }
    }

    /// What a deletion does, as the heading of a list: `deletes`.
    pub const fn heading(self) -> &'static str {
        match self {
            Outcome::Deleted => "deletes",
            Outcome::Nulled => "sets to NULL",
            Outcome::Defaulted => "sets to the default",
            Outcome::Refused => "is refused while there are",
            Outcome::Dangling => "leaves without what they reference, as no foreign key holds it",
        }
    }
}

/// The ways from the root of a deletion to its tables.
#[derive(Default)]
struct Ways {
    /// For each table those with which its rows are deleted.
    parents: BTreeMap<TableName, Vec<TableName>>,
    /// For each table the length of the longest way to it; of one that is being found out, that it goes round.
    lengths: BTreeMap<TableName, usize>,
}

impl Ways {
    /// How many references the longest way to a table has: none to the root, if nothing leads back to it.
    fn to(&mut self, table: TableName) -> usize {
        if let Some(length) = self.lengths.get(&table) {
            return *length;
        }
        self.lengths.insert(table, usize::MAX);
        let parents = self.parents.remove(&table).unwrap_or_default();
        let lengths = parents
            .into_iter()
            .map(|parent| self.to(parent).saturating_add(1));
        let length = lengths.max().unwrap_or(0);
        self.lengths.insert(table, length);
        length
    }
}

impl Effect {
    /// The reference that the rows have.
    pub fn edge(&self) -> Option<&Edge> {
        self.edges.last()
    }

    /// Whether the rows stay, and columns of them change.
    pub fn changes(&self) -> bool {
        matches!(self.outcome, Outcome::Nulled | Outcome::Defaulted)
    }

    /// How many references the longest way to the rows has, among all [`effects`] of the deletion. If the way may go
    /// round in a ring of tables, as in a tree of rows, it is as long as one likes.
    ///
    /// ```
    /// # use diesel::prelude::*;
    /// # use schema_core::prelude::*;
    /// # #[derive(Model)]
    /// # struct User { id: i32 }
    /// #[derive(Model)]
    /// struct Post {
    ///     id: i32,
    ///     #[references(User, on_delete = "cascade")]
    ///     author_id: i32,
    ///     #[references(Self, on_delete = "cascade")]
    ///     answers_id: Option<i32>,
    /// }
    /// # schema_core::schema! { struct Blog; blog: [User, Post] }
    ///
    /// let effects = schema_core::graph::effects(Blog::SCHEMA, User::TABLE);
    /// assert_eq!(effects[0].longest_way(&effects), 1);
    /// assert_eq!(effects[1].longest_way(&effects), usize::MAX);
    /// ```
    pub fn longest_way<'e>(&self, effects: impl IntoIterator<Item = &'e Effect>) -> usize {
        let effects = effects.into_iter();
        let deleting = effects.filter(|effect| effect.outcome == Outcome::Deleted);
        let mut ways = Ways::default();
        for edge in deleting.filter_map(Effect::edge) {
            let parents = ways.parents.entry(edge.child.name).or_default();
            parents.push(edge.parent);
        }
        self.edge()
            .map_or(0, |edge| ways.to(edge.parent).saturating_add(1))
    }

    /// Whose rows they are.
    pub fn table(&self) -> Option<&'static Table> {
        self.edge().map(|edge| edge.child)
    }

    /// The way from the deleted row to the rows: `user ← post.author_id ← bill.post_id`.
    pub fn path(&self) -> String {
        let root = self.edges.first().map(|edge| edge.parent.to_string());
        let steps = self.edges.iter().map(Edge::place);
        let path: Vec<String> = root.into_iter().chain(steps).collect();
        path.join(" ← ")
    }

    /// The rows: their table, or where they stay the columns that change.
    pub fn rows(&self) -> String {
        match (self.outcome, self.edge()) {
            (_, None) => String::new(),
            (Outcome::Nulled | Outcome::Defaulted, Some(edge)) => edge.place(),
            (_, Some(edge)) => edge.child.name.to_string(),
        }
    }
}

/// Every reference of a schema to a table that loses rows when one of `table` is deleted, each once, with the
/// shortest way to it. What is nearer comes first.
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
///     #[references(Self, on_delete = "set null")]
///     answers_id: Option<i32>,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post] }
///
/// let effects = schema_core::graph::effects(Blog::SCHEMA, User::TABLE);
/// assert_eq!(effects[0].path(), "user ← post.author_id");
/// assert_eq!(effects[1].path(), "user ← post.author_id ← post.answers_id");
/// assert_eq!(effects[1].outcome, schema_core::graph::Outcome::Nulled);
/// ```
pub fn effects(schema: &Schema, table: &Table) -> Vec<Effect> {
    let all = edges(schema);
    let mut losing: Vec<(TableName, Vec<Edge>)> = vec![(table.name, Vec::new())];
    let mut effects = Vec::new();
    let mut position = 0;
    while let Some((parent, way)) = losing.get(position).cloned() {
        for edge in all.iter().filter(|edge| edge.parent == parent) {
            let outcome = edge.outcome();
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
