//! A schema as one database sees it.
//!
//! Plain owned data, in the order of declaration: the same whether it comes from a declared schema
//! or from a database.

mod column;
mod constraint;
mod enumeration;
mod index;
mod remote;
mod table;
mod trigger;

pub use column::{Column, DefaultValue, Generated, SqlType};
pub use constraint::{Check, ForeignKey, PrimaryKey, UniqueConstraint};
pub use enumeration::EnumType;
pub use index::{Index, IndexColumn, IndexKey};
pub use schema_core::definition::{
    Deferrability, Direction, GeneratedStorage, Identity, NullsOrder, ReferentialAction,
};
pub use table::Table;
pub use trigger::{
    PolymorphicColumns, SourceEvent, TargetEvent, Trigger, TriggerAction, TriggerTarget,
};

use serde::{Deserialize, Serialize};

use crate::dialect::Dialect;
use crate::sql::{Identifier, QualifiedName};

/// A schema as one database sees it: all types, names and expressions are that database's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SqlSchema {
    /// The database.
    pub dialect: Dialect,
    /// The database schemas that are the schema's own (PostgreSQL): it creates them if they do not
    /// exist and drops them if nothing else is in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub database_schemas: Vec<Identifier>,
    /// The enum types (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enum_types: Vec<EnumType>,
    /// The tables in the order of declaration.
    pub tables: Vec<Table>,
}

impl SqlSchema {
    /// A schema without anything.
    pub fn empty(dialect: Dialect) -> SqlSchema {
        SqlSchema {
            dialect,
            database_schemas: Vec::new(),
            enum_types: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// The table of a name.
    pub fn table(&self, name: &QualifiedName) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == *name)
    }
}
