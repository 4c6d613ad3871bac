use super::{Deferrability, ReferentialAction};
use crate::sql::{Expression, Identifier, QualifiedName};

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's name. On MySQL it has none of its own.
    pub name: Option<Identifier>,
    /// The columns.
    pub columns: Vec<Identifier>,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: Identifier,
    /// The columns that reference.
    pub columns: Vec<Identifier>,
    /// The table that is referenced.
    pub references: QualifiedName,
    /// The columns that are referenced.
    pub referenced_columns: Vec<Identifier>,
    /// What happens to the rows when the row that they reference is deleted.
    pub on_delete: ReferentialAction,
    /// What happens to the rows when the key that they reference changes.
    pub on_update: ReferentialAction,
    /// When the constraint is checked.
    pub deferrability: Deferrability,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniqueConstraint {
    /// The constraint's name.
    pub name: Identifier,
    /// The columns.
    pub columns: Vec<Identifier>,
    /// Whether two NULLs count as equal (PostgreSQL).
    pub nulls_not_distinct: bool,
    /// When the constraint is checked (PostgreSQL).
    pub deferrability: Deferrability,
}

/// A check constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name.
    pub name: Identifier,
    /// The condition that must not be false.
    pub expression: Expression,
}
