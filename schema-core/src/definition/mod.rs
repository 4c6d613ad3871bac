//! What the derive writes down: the tables of a schema as constant data.
//!
//! `#[derive(Model)]` fills a [`Table`], `schema!` gathers tables into a [`Schema`]. Everything
//! that prints, compares or generates SQL starts from these values. They are independent of the
//! database: `schema-migrate` lowers them to one dialect.
//!
//! All names are the ones that the database will see. Names that would not fit into 63 bytes
//! (PostgreSQL; MySQL allows 64 characters) have been shortened with a stable hash before they
//! get here.

mod column;
mod constraint;
mod enumeration;
mod index;
mod polymorphic;
mod relation;
mod uniqueness;

pub use column::{
    Column, ColumnType, DefaultValue, DialectText, Generated, GeneratedStorage, Identity,
};
pub use constraint::{
    Check, Deferrability, ForeignKey, Parent, PrimaryKey, ReferentialAction, UniqueConstraint,
};
pub use enumeration::{Enum, EnumStorage, EnumValue};
pub use index::{Databases, Direction, Index, IndexColumn, IndexKey, IndexOrigin, NullsOrder};
pub use polymorphic::{Enforcement, PolymorphicReference, PolymorphicStorage, PolymorphicTarget};
pub use relation::{Relation, RelationKind};

use std::fmt::{self, Display};

/// A schema as declared by `schema!`: its domains, and what may cross them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// The Rust name of the schema struct.
    pub name: &'static str,
    /// The documentation of the schema struct.
    pub comment: &'static str,
    /// The domains in the order of declaration.
    pub domains: &'static [Domain],
    /// Tables of other crates: they may be referenced, and are neither created nor dropped.
    pub external: &'static [&'static Table],
    /// Models that every domain may reference, by their Rust names.
    pub shared: &'static [&'static str],
    /// Single cross-domain references that are allowed, as Rust names: (from, to).
    pub allow: &'static [(&'static str, &'static str)],
}

impl Schema {
    /// All tables that the schema owns, domain by domain, in the order of declaration.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        self.domains
            .iter()
            .flat_map(|domain| domain.tables.iter().copied())
    }

    /// The relations of a table that the schema owns: those of its foreign keys, then the declared
    /// ones.
    pub fn relations(&self, table: &TableName) -> &'static [Relation] {
        self.domains
            .iter()
            .flat_map(|domain| domain.tables.iter().zip(domain.relations))
            .find(|(candidate, _)| candidate.name == *table)
            .map_or(&[], |(_, relations)| *relations)
    }

    /// The table of the model with this Rust name, external tables included.
    pub fn table_of_model(&self, model: &str) -> Option<&'static Table> {
        self.tables()
            .chain(self.external.iter().copied())
            .find(|table| table.name.model == model)
    }
}

/// A named group of tables. References within a domain are free; across domains they must be
/// declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Domain {
    /// The name as written in `schema!`.
    pub name: &'static str,
    /// The tables in the order of declaration.
    pub tables: &'static [&'static Table],
    /// The relations of each table, in the order of `tables`.
    pub relations: &'static [&'static [Relation]],
}

/// How a table is called, in Rust and in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    /// The Rust struct.
    pub model: &'static str,
    /// The database schema (`#[table(schema = "…")]`), if it is not the default one.
    pub schema: Option<&'static str>,
    /// The SQL name of the table.
    pub table: &'static str,
}

/// The SQL name as people write it: `plan_step`, `billing.invoice`.
impl Display for TableName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = self.schema {
            write!(formatter, "{schema}.")?;
        }
        match self.table.contains('.') {
            true => write!(formatter, "\"{}\"", self.table),
            false => formatter.write_str(self.table),
        }
    }
}

/// One table: what one `#[derive(Model)]` declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The names of the table.
    pub name: TableName,
    /// The documentation of the struct; empty if there is none.
    pub comment: &'static str,
    /// The former SQL name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
    /// The columns in the order of the fields.
    pub columns: &'static [Column],
    /// The primary key.
    pub primary_key: PrimaryKey,
    /// The foreign keys: those on fields in the order of the fields, then those on the struct.
    pub foreign_keys: &'static [ForeignKey],
    /// The unique constraints.
    pub unique_constraints: &'static [UniqueConstraint],
    /// The indexes, those that foreign keys bring with them included.
    pub indexes: &'static [Index],
    /// The check constraints, those of text enums not included.
    pub checks: &'static [Check],
    /// The references to rows of one of several tables.
    pub polymorphic: &'static [PolymorphicReference],
    /// `#[table(allow("…"))]`: the codes of `schema lint` that the table is not held to.
    pub allow: &'static [&'static str],
}

impl Table {
    /// The column with this SQL name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
