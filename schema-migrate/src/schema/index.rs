use serde::{Deserialize, Serialize};

use super::remote;
use super::{Direction, NullsOrder};
use crate::sql::{Expression, Identifier};

/// An index that does not belong to a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The name.
    pub name: Identifier,
    /// What is indexed, in order.
    pub columns: Vec<IndexColumn>,
    /// Whether two rows may not have equal keys.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Whether two NULLs count as equal in a unique index (PostgreSQL).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// The condition that the rows in the index fulfil (PostgreSQL, SQLite).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Expression>,
    /// The access method in lower case, if it is not `btree`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Identifier>,
    /// Columns that are stored in the index and not searched by it (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Identifier>,
}

/// One column or expression of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexColumn {
    /// What is indexed.
    pub key: IndexKey,
    /// The order.
    #[serde(
        default = "remote::ascending",
        with = "remote::DirectionName",
        skip_serializing_if = "remote::is_ascending"
    )]
    pub direction: Direction,
    /// Where NULLs go, if it is not where the database puts them for this direction (PostgreSQL).
    #[serde(
        default,
        with = "remote::nulls",
        skip_serializing_if = "Option::is_none"
    )]
    pub nulls: Option<NullsOrder>,
    /// The operator class (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_class: Option<Expression>,
    /// The collation, if it is not the column's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Identifier>,
}

/// What an index is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IndexKey {
    /// A column.
    #[serde(rename = "column")]
    Column(Identifier),
    /// An SQL expression (PostgreSQL, SQLite).
    #[serde(rename = "sql")]
    Expression(Expression),
}
