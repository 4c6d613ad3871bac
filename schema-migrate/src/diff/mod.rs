//! What differs between two schemas of one database: plain data, matched by name.
//!
//! Nothing is guessed: a thing of another name is another thing, unless a [`Rename`] says so. The
//! order of columns is no difference, as databases put a new column last.

mod apply;
mod derived;
mod due;
mod hints;
mod rename;
mod sequence;
mod words;

pub use hints::Hints;
pub use rename::Rename;

pub(crate) use apply::{mentions, renamed, texts};
pub(crate) use sequence::in_sequence;

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{
    Check, Column, EnumType, ForeignKey, Index, PrimaryKey, SqlSchema, Table, Trigger,
    UniqueConstraint,
};
use crate::sql::{Identifier, QualifiedName, Text};

/// Something that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed<T> {
    /// It is new.
    Added(T),
    /// It is gone.
    Removed(T),
    /// It has the same name and is otherwise different.
    Altered {
        /// As it was.
        before: T,
        /// As it is to be.
        after: T,
    },
}

impl<T> Changed<T> {
    /// As it was, if it was.
    pub fn before(&self) -> Option<&T> {
        match self {
            Changed::Added(_) => None,
            Changed::Removed(before) | Changed::Altered { before, .. } => Some(before),
        }
    }

    /// As it is to be, if it is.
    pub fn after(&self) -> Option<&T> {
        match self {
            Changed::Removed(_) => None,
            Changed::Added(after) | Changed::Altered { after, .. } => Some(after),
        }
    }
}

/// What differs between two schemas.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// What has another name; everything else is called by its new name.
    pub renames: Vec<Rename>,
    /// Database schemas (PostgreSQL).
    pub database_schemas: Vec<Changed<Identifier>>,
    /// Enum types (PostgreSQL).
    pub enum_types: Vec<Changed<EnumType>>,
    /// The tables that are new.
    pub created: Vec<Table>,
    /// The tables that are gone.
    pub dropped: Vec<Table>,
    /// What differs within tables.
    pub altered: Vec<TableDiff>,
}

/// What differs within a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDiff {
    /// The name.
    pub table: QualifiedName,
    /// The columns.
    pub columns: Vec<Changed<Column>>,
    /// The primary key.
    pub primary_key: Option<Changed<PrimaryKey>>,
    /// The unique constraints.
    pub unique_constraints: Vec<Changed<UniqueConstraint>>,
    /// The checks.
    pub checks: Vec<Changed<Check>>,
    /// The foreign keys.
    pub foreign_keys: Vec<Changed<ForeignKey>>,
    /// The indexes.
    pub indexes: Vec<Changed<Index>>,
    /// The triggers of polymorphic references.
    pub triggers: Vec<Changed<Trigger>>,
    /// The comment.
    pub comment: Option<Changed<Text>>,
}

impl TableDiff {
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
            && self.primary_key.is_none()
            && self.unique_constraints.is_empty()
            && self.checks.is_empty()
            && self.foreign_keys.is_empty()
            && self.indexes.is_empty()
            && self.triggers.is_empty()
            && self.comment.is_none()
    }
}

impl Diff {
    /// What has to happen to `before` for it to be `after`, when some things were renamed.
    ///
    /// ```
    /// use schema_migrate::{Dialect, Diff, SqlSchema};
    ///
    /// let empty = SqlSchema::empty(Dialect::Postgres);
    /// assert!(Diff::between(&empty, &empty, &[]).is_empty());
    /// ```
    pub fn between(before: &SqlSchema, after: &SqlSchema, renames: &[Rename]) -> Diff {
        let before = &renamed(before, renames);
        let mut diff = Diff {
            renames: renames.to_vec(),
            database_schemas: changes(&before.database_schemas, &after.database_schemas, |name| {
                name
            }),
            enum_types: changes(&before.enum_types, &after.enum_types, |one| &one.name),
            ..Diff::default()
        };
        for change in changes(&before.tables, &after.tables, |table| &table.name) {
            match change {
                Changed::Added(table) => diff.created.push(table),
                Changed::Removed(table) => diff.dropped.push(table),
                Changed::Altered { before, after } => {
                    let table = table_diff(&before, &after);
                    if !table.is_empty() {
                        diff.altered.push(table);
                    }
                }
            }
        }
        diff
    }

    /// What has to happen to the schema of one database for it to be that of another one, both as they
    /// were read: tables that are only in the first are let be.
    pub fn between_databases(found: &SqlSchema, wanted: &SqlSchema) -> Diff {
        let (found, wanted) = comparable(found, wanted);
        Diff::between(&found, &wanted, &[])
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty()
            && self.database_schemas.is_empty()
            && self.enum_types.is_empty()
            && self.created.is_empty()
            && self.dropped.is_empty()
            && self.altered.is_empty()
    }
}

/// Two schemas as they were read, with what makes no difference left out.
pub(crate) fn comparable(found: &SqlSchema, wanted: &SqlSchema) -> (SqlSchema, SqlSchema) {
    let wanted = apply::without_needless_quotes(wanted);
    let mut found = apply::without_needless_quotes(found);
    found
        .tables
        .retain(|table| wanted.table(&table.name).is_some());
    for table in &mut found.tables {
        let wanted = wanted
            .table(&table.name)
            .and_then(|one| one.primary_key.as_ref());
        if let (Some(key), Some(wanted)) = (&mut table.primary_key, wanted) {
            // Written by hand, it often has none on SQLite, where a table would be made anew for it.
            key.name = key.name.take().or_else(|| wanted.name.clone());
        }
    }
    let is_wanted = |name: &QualifiedName| wanted.enum_types.iter().any(|one| one.name == *name);
    found.enum_types.retain(|one| is_wanted(&one.name));
    found
        .database_schemas
        .retain(|name| wanted.database_schemas.contains(name));
    (found, wanted)
}

fn table_diff(before: &Table, after: &Table) -> TableDiff {
    TableDiff {
        table: after.name.clone(),
        columns: changes(&before.columns, &after.columns, |one| &one.name),
        primary_key: change(before.primary_key.as_ref(), after.primary_key.as_ref()),
        unique_constraints: changes(
            &before.unique_constraints,
            &after.unique_constraints,
            |one| &one.name,
        ),
        checks: changes(&before.checks, &after.checks, |one| &one.name),
        foreign_keys: changes(&before.foreign_keys, &after.foreign_keys, |one| &one.name),
        indexes: changes(&before.indexes, &after.indexes, |one| &one.name),
        triggers: changes(&before.triggers, &after.triggers, |one| &one.name),
        comment: change(before.comment.as_ref(), after.comment.as_ref()),
    }
}

fn change<T: Clone + PartialEq>(before: Option<&T>, after: Option<&T>) -> Option<Changed<T>> {
    match (before.cloned(), after.cloned()) {
        (None, None) => None,
        (None, Some(after)) => Some(Changed::Added(after)),
        (Some(before), None) => Some(Changed::Removed(before)),
        (Some(before), Some(after)) => {
            (before != after).then_some(Changed::Altered { before, after })
        }
    }
}

/// What is gone, in its order, then what is new or different, in the order to be.
fn changes<T: Clone + PartialEq, K: Ord>(
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> &K,
) -> Vec<Changed<T>> {
    let former: BTreeMap<&K, &T> = before.iter().map(|one| (key(one), one)).collect();
    let names: BTreeSet<&K> = after.iter().map(&key).collect();
    let removed = before.iter().filter(|one| !names.contains(key(one)));
    let mut changes: Vec<Changed<T>> = removed.cloned().map(Changed::Removed).collect();
    for one in after {
        changes.extend(change(former.get(key(one)).copied(), Some(one)));
    }
    changes
}
