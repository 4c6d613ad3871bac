use schema_core::definition::ReferentialAction;
use serde::{Deserialize, Serialize};

use super::remote;
use crate::sql::{Expression, Identifier, QualifiedName, Text};

/// A trigger that keeps the promise of a polymorphic reference.
///
/// On PostgreSQL each has a function of its name in the database schema of its table.
///
/// # What holds when rows are inserted and deleted at the same time
///
/// - PostgreSQL: in `READ COMMITTED` no row is left without its source. In `REPEATABLE READ` rows may
///   reference others, and rows that may be referenced are not deleted, since new references would not be
///   seen. In `SERIALIZABLE` it holds if those who insert are serializable, too. The triggers have the
///   rights of who inserts or deletes: to lock a source takes the right to update it, and rows that row
///   security hides are hidden from them.
/// - MySQL and MariaDB: it holds in every isolation; two may wait for each other, and one of them gets the
///   error of a deadlock. `TRUNCATE` fires no trigger, and neither does a foreign key: for those that
///   delete there are triggers that delete first ([`TriggerAction::DeleteFirst`]). A foreign key
///   that changes keys (`on_update`) goes unseen.
/// - SQLite has one writer at a time. The actions of foreign keys fire triggers; the rows that `INSERT OR
///   REPLACE` deletes fire them only with `PRAGMA recursive_triggers = ON`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The name, which no other trigger has.
    pub name: Identifier,
    /// What it does.
    pub action: TriggerAction,
}

/// What a trigger does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerAction {
    /// Refuses a row that references one that is not there, and on PostgreSQL and MySQL holds the one that
    /// it references until the transaction ends.
    CheckSource {
        /// When.
        event: SourceEvent,
        /// What references.
        reference: PolymorphicColumns,
        /// What may be referenced.
        targets: Vec<TriggerTarget>,
    },
    /// Sees to the rows that reference a row which goes, or gets another key.
    GuardTarget {
        /// When.
        event: TargetEvent,
        /// The column that is referenced.
        column: Identifier,
        /// The table that references.
        by: QualifiedName,
        /// What references.
        reference: PolymorphicColumns,
        /// The values of the tag that mean this table.
        tags: Vec<Text>,
        /// What happens to the rows that reference. Only a deletion may be more than refused.
        #[serde(
            default = "remote::no_action",
            with = "remote::ActionName",
            skip_serializing_if = "remote::is_no_action"
        )]
        on_delete: ReferentialAction,
        /// Whether the rows that are deleted with a row may lead to others of its table, and on SQLite need
        /// `PRAGMA recursive_triggers`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recursive: bool,
    },
    /// Deletes the rows that reference a row which goes, before their foreign key does: MySQL fires no
    /// triggers for rows that a foreign key deletes.
    DeleteFirst {
        /// The columns that are referenced.
        referenced_columns: Vec<Identifier>,
        /// The table that references.
        by: QualifiedName,
        /// The columns that reference.
        columns: Vec<Identifier>,
    },
    /// As a database says it: all of the SQL that creates it.
    Written(Expression),
}

/// The columns of a polymorphic reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolymorphicColumns {
    /// The column that says which table is meant.
    pub tag: Identifier,
    /// The column with the key.
    pub key: Identifier,
}

/// A table that may be referenced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerTarget {
    /// The value of the tag.
    pub tag: Text,
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Identifier,
}

/// When a row that references is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceEvent {
    /// It is new.
    Insert,
    /// It references something else.
    Update,
}

/// What happens to a row that may be referenced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetEvent {
    /// It is deleted.
    Delete,
    /// It gets another key.
    ChangeKey,
    /// All rows of the table go at once (PostgreSQL).
    Truncate,
}

impl Trigger {
    /// The columns that it is about, with their tables; `table` is its own.
    pub(crate) fn columns<'t>(
        &'t self,
        table: &'t QualifiedName,
    ) -> Vec<(&'t QualifiedName, &'t Identifier)> {
        match &self.action {
            TriggerAction::CheckSource {
                reference, targets, ..
            } => {
                let targets = targets.iter().map(|target| (&target.table, &target.column));
                [(table, &reference.tag), (table, &reference.key)]
                    .into_iter()
                    .chain(targets)
                    .collect()
            }
            TriggerAction::GuardTarget {
                column,
                by,
                reference,
                ..
            } => vec![(table, column), (by, &reference.tag), (by, &reference.key)],
            TriggerAction::DeleteFirst {
                referenced_columns,
                by,
                columns,
            } => {
                let referenced = referenced_columns.iter().map(|column| (table, column));
                let referencing = columns.iter().map(|column| (by, column));
                referenced.chain(referencing).collect()
            }
            TriggerAction::Written(_) => Vec::new(),
        }
    }
}

/// Under other names.
impl Trigger {
    pub(crate) fn rename_table(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let replace = |table: &mut QualifiedName| {
            if table == from {
                table.clone_from(to);
            }
        };
        match &mut self.action {
            TriggerAction::CheckSource { targets, .. } => {
                targets
                    .iter_mut()
                    .for_each(|target| replace(&mut target.table));
            }
            TriggerAction::GuardTarget { by, .. } | TriggerAction::DeleteFirst { by, .. } => {
                replace(by);
            }
            TriggerAction::Written(_) => {}
        }
    }

    /// `own` is the table of the trigger, `table` that of the column.
    pub(crate) fn rename_column(
        &mut self,
        own: &QualifiedName,
        table: &QualifiedName,
        (from, to): (&Identifier, &Identifier),
    ) {
        let replace = |of: &QualifiedName, column: &mut Identifier| {
            if of == table && column == from {
                column.clone_from(to);
            }
        };
        match &mut self.action {
            TriggerAction::CheckSource {
                reference, targets, ..
            } => {
                replace(own, &mut reference.tag);
                replace(own, &mut reference.key);
                for target in targets {
                    replace(&target.table, &mut target.column);
                }
            }
            TriggerAction::GuardTarget {
                column,
                by,
                reference,
                ..
            } => {
                replace(own, column);
                replace(by, &mut reference.tag);
                replace(by, &mut reference.key);
            }
            TriggerAction::DeleteFirst {
                referenced_columns,
                by,
                columns,
            } => {
                referenced_columns
                    .iter_mut()
                    .for_each(|column| replace(own, column));
                columns.iter_mut().for_each(|column| replace(by, column));
            }
            TriggerAction::Written(_) => {}
        }
    }

    /// `own` is the table of the trigger, `table` that of the tag's column.
    pub(crate) fn rename_tag(
        &mut self,
        own: &QualifiedName,
        (table, column): (&QualifiedName, &Identifier),
        (from, to): (&Text, &Text),
    ) {
        let replace = |tag: &mut Text| {
            if tag == from {
                tag.clone_from(to);
            }
        };
        match &mut self.action {
            TriggerAction::CheckSource {
                reference, targets, ..
            } if own == table && reference.tag == *column => {
                targets
                    .iter_mut()
                    .for_each(|target| replace(&mut target.tag));
            }
            TriggerAction::GuardTarget {
                by,
                reference,
                tags,
                ..
            } if by == table && reference.tag == *column => {
                tags.iter_mut().for_each(replace);
            }
            _ => {}
        }
    }
}
