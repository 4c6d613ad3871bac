use serde::{Deserialize, Serialize};

use crate::sql::{QualifiedName, Text};

/// An enum type (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnumType {
    /// The name.
    pub name: QualifiedName,
    /// The values in their order.
    pub values: Vec<Text>,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
}
