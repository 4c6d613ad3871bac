use super::{ReferentialAction, TableName};

/// A reference to a row of one of several tables: what an enum with `#[derive(Polymorphic)]` is in a
/// table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolymorphicReference {
    /// The field, and the relation.
    pub name: &'static str,
    /// The Rust enum.
    pub rust_name: &'static str,
    /// The SQL names of its columns: tag and key, or those of the foreign keys.
    pub columns: &'static [&'static str],
    /// How it is stored.
    pub storage: PolymorphicStorage,
    /// Whether a row may reference nothing.
    pub nullable: bool,
    /// What may be referenced, in the order of the variants.
    pub targets: &'static [PolymorphicTarget],
    /// What happens to the rows when the row that they reference is deleted, as far as the database
    /// enforces it.
    pub on_delete: ReferentialAction,
    /// Who sees to it that the referenced row exists.
    pub enforcement: Enforcement,
    /// `reason = "…"`: why the reference does what it does, for readers; empty if it is not said.
    pub reason: &'static str,
}

/// How a [`PolymorphicReference`] is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolymorphicStorage {
    /// In a column that says which table is meant, and one with the key.
    Tagged {
        /// The SQL name of the column that says which.
        tag: &'static str,
        /// The SQL name of the column with the key.
        key: &'static str,
    },
    /// In a foreign key for each target, of which one is set.
    ExclusiveArc {
        /// The SQL names of the columns, in the order of the targets.
        columns: &'static [&'static str],
    },
}

/// One of the tables that a [`PolymorphicReference`] may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolymorphicTarget {
    /// The variant of the enum.
    pub variant: &'static str,
    /// The text by which the database tells it from the others.
    pub tag: &'static str,
    /// The table.
    pub table: TableName,
    /// The SQL name of the column that is referenced: the primary key.
    pub column: &'static str,
}

/// Who sees to it that the row exists that a [`PolymorphicReference`] leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enforcement {
    /// The program, by checked inserts.
    Program,
    /// Triggers in the database.
    Triggers,
    /// Foreign keys, as of every other reference.
    ForeignKeys,
}
