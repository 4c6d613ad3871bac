use crate::definition::{
    Enforcement, ForeignKey, PolymorphicReference, PolymorphicStorage, PolymorphicTarget,
    ReferentialAction, Schema, Table, TableName,
};

use super::Outcome;

/// One table references another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The table that references.
    pub child: &'static Table,
    /// The table that is referenced.
    pub parent: TableName,
    /// The SQL names of the columns that reference; tag and key of a polymorphic reference.
    pub columns: &'static [&'static str],
    /// The SQL names of the columns that are referenced.
    pub referenced_columns: &'static [&'static str],
    /// What happens to the child's rows when the parent's row is deleted, as far as the database sees to it.
    pub on_delete: ReferentialAction,
    /// What holds the reference.
    pub via: Via,
}

/// What holds an [`Edge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A foreign key.
    Key(&'static ForeignKey),
    /// A foreign key that is one of several of which a row uses one: an exclusive arc.
    Arc(&'static ForeignKey, &'static PolymorphicReference),
    /// A tag and a key, which no foreign key can hold.
    Tagged(&'static PolymorphicReference, &'static PolymorphicTarget),
}

impl Edge {
    /// The foreign key, if there is one.
    pub fn key(&self) -> Option<&'static ForeignKey> {
        match self.via {
            Via::Key(key) | Via::Arc(key, _) => Some(key),
            Via::Tagged(..) => None,
        }
    }

    /// The polymorphic reference that it is a part of.
    pub fn polymorphic(&self) -> Option<&'static PolymorphicReference> {
        match self.via {
            Via::Key(_) => None,
            Via::Arc(_, reference) | Via::Tagged(reference, _) => Some(reference),
        }
    }

    /// Whether no foreign key holds it.
    pub fn is_tagged(&self) -> bool {
        matches!(self.via, Via::Tagged(..))
    }

    /// Whether neither a foreign key nor a trigger holds it.
    pub fn is_unheld(&self) -> bool {
        match self.via {
            Via::Key(_) | Via::Arc(..) => false,
            Via::Tagged(reference, _) => reference.enforcement == Enforcement::Program,
        }
    }

    /// What the database does to the child's rows when the parent's row is deleted, in a word or two: the
    /// action, or `nothing` where nothing holds the reference.
    pub fn action(&self) -> &'static str {
        match self.is_unheld() {
            true => "nothing",
            false => self.on_delete.as_str(),
        }
    }

    /// Why it does what it does: `reason = "…"`; empty if it is not said.
    pub fn reason(&self) -> &'static str {
        match self.via {
            Via::Key(key) | Via::Arc(key, _) => key.reason,
            Via::Tagged(reference, _) => reference.reason,
        }
    }

    /// Whether a row of the parent has at most one such row.
    pub fn is_one(&self) -> bool {
        self.child.is_unique(self.columns)
    }

    /// Whether a row of the child may do without a row of this parent: it may reference nothing, or
    /// another one of several tables.
    pub fn is_nullable(&self) -> bool {
        let several = |reference: &PolymorphicReference| reference.targets.len() > 1;
        if self.polymorphic().is_some_and(several) {
            return true;
        }
        let mut columns = self.columns.iter();
        columns.any(|name| {
            let column = self.child.column(name);
            column.is_some_and(|column| column.nullable)
        })
    }

    /// `one` if a row of the parent has at most one such row, else `many`.
    pub fn cardinality(&self) -> &'static str {
        if self.is_one() { "one" } else { "many" }
    }

    /// What happens to the child's rows when the parent's row is deleted.
    pub fn outcome(&self) -> Outcome {
        match self.on_delete {
            _ if self.is_unheld() => Outcome::Dangling,
            ReferentialAction::Cascade => Outcome::Deleted,
            ReferentialAction::SetNull => Outcome::Nulled,
            ReferentialAction::SetDefault => Outcome::Defaulted,
            ReferentialAction::NoAction | ReferentialAction::Restrict => Outcome::Refused,
        }
    }

    /// The columns that reference, with their table: `post.author_id`.
    pub fn place(&self) -> String {
        let table = self.child.name;
        match self.columns {
            [column] => format!("{table}.{column}"),
            several => format!("{table}.({})", several.join(", ")),
        }
    }

    /// The name of the relation on the child.
    pub fn relation(&self) -> &'static str {
        match self.via {
            Via::Key(key) => key.relation,
            Via::Arc(_, reference) | Via::Tagged(reference, _) => reference.name,
        }
    }
}

/// Every reference of a schema: table by table in the order of declaration, first the foreign keys, then
/// the polymorphic references. The keys of an exclusive arc are there once.
pub fn edges(schema: &Schema) -> Vec<Edge> {
    schema.tables().flat_map(edges_of).collect()
}

/// Every reference of a schema to one table.
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
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post] }
///
/// let references = schema_core::graph::references_to(Blog::SCHEMA, &User::NAME);
/// assert_eq!(references[0].columns, ["author_id"]);
/// assert_eq!(references[0].cardinality(), "many");
/// ```
pub fn references_to(schema: &Schema, parent: &TableName) -> Vec<Edge> {
    let edges = edges(schema).into_iter();
    edges.filter(|edge| edge.parent == *parent).collect()
}

fn edges_of(child: &'static Table) -> Vec<Edge> {
    let keys = child.foreign_keys.iter().map(|key| Edge {
        child,
        parent: key.references,
        columns: key.columns,
        referenced_columns: key.referenced_columns,
        on_delete: key.on_delete,
        via: match arc_of(child, key) {
            Some(reference) => Via::Arc(key, reference),
            None => Via::Key(key),
        },
    });
    let tagged = child
        .polymorphic
        .iter()
        .filter(|reference| matches!(reference.storage, PolymorphicStorage::Tagged { .. }));
    let tagged = tagged.flat_map(|reference| {
        reference.targets.iter().map(move |target| Edge {
            child,
            parent: target.table,
            columns: reference.columns,
            referenced_columns: std::slice::from_ref(&target.column),
            on_delete: reference.on_delete,
            via: Via::Tagged(reference, target),
        })
    });
    keys.chain(tagged).collect()
}

/// The exclusive arc that a foreign key is a part of.
fn arc_of(table: &'static Table, key: &ForeignKey) -> Option<&'static PolymorphicReference> {
    table.polymorphic.iter().find(|reference| {
        matches!(reference.storage, PolymorphicStorage::ExclusiveArc { columns }
            if key.columns.len() == 1 && columns.contains(&key.columns[0]))
    })
}
