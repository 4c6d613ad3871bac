use super::{Check, Column, ForeignKey, Index, PrimaryKey, UniqueConstraint};
use crate::sql::{QualifiedName, Text};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: QualifiedName,
    /// The columns in the order of declaration.
    pub columns: Vec<Column>,
    /// The primary key.
    pub primary_key: Option<PrimaryKey>,
    /// The unique constraints.
    pub unique_constraints: Vec<UniqueConstraint>,
    /// The check constraints, those of enums that are stored as text included.
    pub checks: Vec<Check>,
    /// The foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// The indexes that do not belong to a constraint.
    pub indexes: Vec<Index>,
    /// The comment. SQLite has none.
    pub comment: Option<Text>,
}
