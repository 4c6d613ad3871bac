use crate::sql::{QualifiedName, Text};

/// An enum type (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumType {
    /// The name.
    pub name: QualifiedName,
    /// The values in their order.
    pub values: Vec<Text>,
    /// The comment.
    pub comment: Option<Text>,
}
