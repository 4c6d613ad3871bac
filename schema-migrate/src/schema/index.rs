use super::{Direction, NullsOrder};
use crate::sql::{Expression, Identifier};

/// An index that does not belong to a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The name.
    pub name: Identifier,
    /// What is indexed, in order.
    pub columns: Vec<IndexColumn>,
    /// Whether two rows may not have equal keys.
    pub unique: bool,
    /// Whether two NULLs count as equal in a unique index (PostgreSQL).
    pub nulls_not_distinct: bool,
    /// The condition that the rows in the index fulfil (PostgreSQL, SQLite).
    pub condition: Option<Expression>,
    /// The access method in lower case, if it is not `btree`.
    pub method: Option<Identifier>,
    /// Columns that are stored in the index and not searched by it (PostgreSQL).
    pub include: Vec<Identifier>,
}

/// One column or expression of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexColumn {
    /// What is indexed.
    pub key: IndexKey,
    /// The order.
    pub direction: Direction,
    /// Where NULLs go, if it is not where the database puts them for this direction (PostgreSQL).
    pub nulls: Option<NullsOrder>,
    /// The operator class (PostgreSQL).
    pub operator_class: Option<Expression>,
    /// The collation, if it is not the column's.
    pub collation: Option<Identifier>,
}

/// What an index is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexKey {
    /// A column.
    Column(Identifier),
    /// An SQL expression (PostgreSQL, SQLite).
    Expression(Expression),
}
