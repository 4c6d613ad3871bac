use serde::{Deserialize, Serialize};

use super::remote;
use super::{Deferrability, ReferentialAction};
use crate::sql::{Expression, Identifier, QualifiedName};

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrimaryKey {
    /// The constraint's name. On MySQL it has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Identifier>,
    /// The columns.
    pub columns: Vec<Identifier>,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(
        default = "remote::no_action",
        with = "remote::ActionName",
        skip_serializing_if = "remote::is_no_action"
    )]
    pub on_delete: ReferentialAction,
    /// What happens to the rows when the key that they reference changes.
    #[serde(
        default = "remote::no_action",
        with = "remote::ActionName",
        skip_serializing_if = "remote::is_no_action"
    )]
    pub on_update: ReferentialAction,
    /// When the constraint is checked.
    #[serde(
        default = "remote::not_deferrable",
        with = "remote::DeferrabilityName",
        skip_serializing_if = "remote::is_not_deferrable"
    )]
    pub deferrability: Deferrability,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UniqueConstraint {
    /// The constraint's name.
    pub name: Identifier,
    /// The columns.
    pub columns: Vec<Identifier>,
    /// Whether two NULLs count as equal (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// When the constraint is checked (PostgreSQL).
    #[serde(
        default = "remote::not_deferrable",
        with = "remote::DeferrabilityName",
        skip_serializing_if = "remote::is_not_deferrable"
    )]
    pub deferrability: Deferrability,
}

/// A check constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The constraint's name.
    pub name: Identifier,
    /// The condition that must not be false.
    pub expression: Expression,
}
