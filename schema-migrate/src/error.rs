//! What keeps a schema from being expressed on a database, in the words of the one who declared it.

use std::fmt;

use thiserror::Error;

use crate::dialect::Dialect;
use crate::sql::{InvalidIdentifier, InvalidNumber, InvalidText};

/// Everything that keeps a schema from being expressed on a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoweringErrors {
    /// The Rust name of the schema.
    pub schema: String,
    /// The database.
    pub dialect: Dialect,
    /// The mistakes in the order of declaration; there is at least one.
    pub errors: Vec<LoweringError>,
}

impl fmt::Display for LoweringErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the schema `{}` cannot be expressed on {}",
            self.schema, self.dialect
        )?;
        for error in &self.errors {
            write!(formatter, "\n  {error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for LoweringErrors {}

/// One thing that a database cannot express, and where it is declared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}: {problem}", self.place())]
pub struct LoweringError {
    /// The Rust struct (or, for an enum type, the Rust enum).
    pub model: String,
    /// The Rust field, if the problem is one of a single field.
    pub field: Option<String>,
    /// The SQL name of the constraint or index, if the problem is one of it.
    pub object: Option<String>,
    /// What cannot be expressed, and what to do about it.
    pub problem: Problem,
}

impl LoweringError {
    fn place(&self) -> String {
        let field = match &self.field {
            Some(field) => format!("`{}.{field}`", self.model),
            None => format!("`{}`", self.model),
        };
        match &self.object {
            Some(object) => format!("{field} (`{object}`)"),
            None => field,
        }
    }
}

/// What cannot be expressed, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The database has no such type.
    #[error(
        "{dialect} has no type for `{rust_type}`; use `#[column(sql_type({} = \"…\"))]`",
        dialect.attribute_key()
    )]
    NoType {
        /// The database.
        dialect: Dialect,
        /// The type of the field.
        rust_type: String,
    },
    /// The type is the user's own and nothing says how it is called in this database.
    #[error(
        "the SQL type of `{rust_type}` is not known for {dialect}; use \
         `#[column(sql_type({} = \"…\"))]`",
        dialect.attribute_key()
    )]
    UnknownType {
        /// The database.
        dialect: Dialect,
        /// The type of the field.
        rust_type: String,
    },
    /// `serial` is given as a type.
    #[error("`{sql_type}` is not a type; use `#[column(identity = \"serial\")]` instead")]
    SerialType {
        /// The type as given.
        sql_type: String,
    },
    /// The database lacks a feature.
    #[error("{dialect} has no {feature}; {fix}")]
    Lacks {
        /// The database.
        dialect: Dialect,
        /// The feature.
        feature: Feature,
        /// What to do instead.
        fix: &'static str,
    },
    /// The database has no such kind of index.
    #[error(
        "{dialect} has no index method `{method}`; leave `method` out, or keep the index to the databases that have it: `only(…)`"
    )]
    NoIndexMethod {
        /// The database.
        dialect: Dialect,
        /// The method.
        method: String,
    },
    /// The database cannot number the rows in this column.
    #[error("{dialect} numbers rows only {condition}; {fix}")]
    NoIdentity {
        /// The database.
        dialect: Dialect,
        /// In which columns it can.
        condition: &'static str,
        /// What to do instead.
        fix: &'static str,
    },
    /// A generated column has no expression for this database.
    #[error(
        "there is no expression to generate the column on {dialect}; use \
         `#[column(generated({} = \"…\"))]`",
        dialect.attribute_key()
    )]
    NoGeneratedExpression {
        /// The database.
        dialect: Dialect,
    },
    /// A key is longer than the database allows.
    #[error(
        "the key is {bytes} bytes long and {dialect} allows {limit}; use \
         `#[column(max_length = …)]` on its columns"
    )]
    KeyTooLong {
        /// The database.
        dialect: Dialect,
        /// The length of the key.
        bytes: u32,
        /// The length that is allowed.
        limit: u32,
    },
    /// A name is longer than the database allows.
    #[error("the name `{name}` is too long for {dialect}; use a name of at most 63 bytes")]
    NameTooLong {
        /// The database.
        dialect: Dialect,
        /// The name.
        name: String,
    },
    /// A name has what the database takes in no name.
    #[error("the name `{name}` {fault}, which {dialect} refuses; use another one")]
    NameRefused {
        /// The database.
        dialect: Dialect,
        /// The name.
        name: String,
        /// What it has.
        fault: &'static str,
    },
    /// Two names differ only in case, and the database does not look at it.
    #[error(
        "`{name}` and `{other}` are one name on {dialect}; use names that differ in more than case"
    )]
    SameInAnotherCase {
        /// The database.
        dialect: Dialect,
        /// The name.
        name: String,
        /// The name that was there before.
        other: String,
    },
    /// Two enums that differ have one SQL name.
    #[error(
        "the enums `{first}` and `{second}` have the SQL type `{name}` in common; use \
         `#[sql_enum(name = \"…\")]` on one of them"
    )]
    EnumNameTaken {
        /// The SQL name.
        name: String,
        /// The Rust enum that is met first.
        first: String,
        /// The Rust enum that is met later.
        second: String,
    },
    /// An enum type has the name of a table, which is that of the type of the table's rows.
    #[error(
        "the SQL type `{name}` has the name of a table; use `#[sql_enum(name = \"…\")]` for another \
         one"
    )]
    EnumNamedLikeTable {
        /// The SQL name.
        name: String,
    },
    /// A foreign key leads out of the schema.
    #[error("`{model}` is not in the schema; use `schema!` to add it, or declare it as external")]
    ReferencedModelMissing {
        /// The Rust struct that is referenced.
        model: String,
    },
    /// A foreign key references columns that do not exist.
    #[error("`{model}` has no column `{column}`; use one that it has")]
    ReferencedColumnMissing {
        /// The Rust struct that is referenced.
        model: String,
        /// The SQL name of the column.
        column: String,
    },
    /// A foreign key references columns that are not unique.
    #[error(
        "`{columns}` of `{model}` is neither its primary key nor unique; use `#[unique]` on `{model}`"
    )]
    ReferenceNotUnique {
        /// The Rust struct that is referenced.
        model: String,
        /// The SQL names of the columns.
        columns: String,
    },
    /// A polymorphic reference that triggers enforce leads to a table of another crate.
    #[error(
        "`{model}` is a table of another crate, on which no triggers are created; let the program \
         see to it that the row exists"
    )]
    TriggerOnExternalTable {
        /// The Rust struct.
        model: String,
    },
    /// A trigger of MySQL would change the table whose row fires it.
    #[error(
        "when a row of `{table}` is deleted, others of `{table}` would have to change, which MySQL's \
         triggers cannot do; use `on_delete = \"restrict\"`, or let the program see to it"
    )]
    TriggerChangesItsTable {
        /// The table.
        table: String,
    },
    /// Two triggers would have one name.
    #[error(
        "two polymorphic references would have a trigger `{trigger}`; use another name for one of \
         the fields or tables"
    )]
    TriggerNameTaken {
        /// The name.
        trigger: String,
    },
    /// MySQL and MariaDB have no check of a column that a foreign key sets to NULL.
    #[error(
        "the check that only one key of the exclusive arc is set cannot be beside \
         `on_delete = \"set null\"` on MySQL; use another action, or `enforce = \"triggers\"` in place of the arc"
    )]
    SetNullInAnArc,
    /// MySQL and MariaDB have no check of a column that a foreign key changes.
    #[error(
        "the check `{check}` of the table `{table}` is over `{column}`{}, which `{action}` changes without \
         a check: MySQL and MariaDB refuse that; use another action, take `{column}` out of the check, or \
         keep the check to the databases that have it: `check(postgres = \"…\", sqlite = \"…\")`",
        through.as_ref().map(|through| format!(" by way of `{through}`")).unwrap_or_default()
    )]
    ChangedColumnInCheck {
        /// The SQL name of the check.
        check: String,
        /// The SQL name of the table.
        table: String,
        /// The SQL name of the column of the foreign key.
        column: String,
        /// The SQL name of the virtual column that is computed from it, if the check names that.
        through: Option<String>,
        /// What changes the column: `on_delete = "set null"`.
        action: String,
    },
    /// MySQL and MariaDB store nothing that is computed from a column that a foreign key changes.
    #[error(
        "the column is stored and computed from `{column}` of the table `{table}`, which `{action}` changes \
         without computing it anew: MySQL and MariaDB refuse that; use another action, or \
         `generated(…, virtual)`"
    )]
    ChangedColumnIsStored {
        /// The SQL name of the table.
        table: String,
        /// The SQL name of the column of the foreign key.
        column: String,
        /// What changes the column: `on_delete = "set null"`.
        action: String,
    },
    /// A polymorphic reference has no default.
    #[error("a polymorphic reference has no `set default`; use another action")]
    PolymorphicSetDefault,
    /// A number is not decimal.
    #[error("{0}; write it in decimal")]
    InvalidNumber(#[from] InvalidNumber),
    /// A text cannot be written in SQL.
    #[error("{0}; take it out")]
    InvalidText(#[from] InvalidText),
    /// A name cannot be written in SQL.
    #[error("{0}; use another one")]
    InvalidIdentifier(#[from] InvalidIdentifier),
}

/// What some databases have and others lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Feature {
    /// Schemas inside a database
    DatabaseSchemas,
    /// `deferrable` on a foreign key
    DeferrableForeignKeys,
    /// `deferrable` on a unique constraint
    DeferrableUniqueConstraints,
    /// `on_delete = "set default"`
    SetDefault,
    /// `where` on an index
    PartialIndexes,
    /// An expression in an index
    ExpressionIndexes,
    /// `include(…)` on an index
    IncludedColumns,
    /// `nulls_not_distinct` on a unique constraint or index
    NullsNotDistinct,
    /// `nulls = "first"` in an index, where it is not what the database does anyway
    NullsOrder,
    /// `operator_class` in an index
    OperatorClasses,
    /// `collation` in an index
    IndexCollations,
}

impl fmt::Display for Feature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Feature::DatabaseSchemas => "schemas inside a database",
            Feature::DeferrableForeignKeys => "deferrable foreign keys",
            Feature::DeferrableUniqueConstraints => "deferrable unique constraints",
            Feature::SetDefault => "`set default`",
            Feature::PartialIndexes => "partial indexes",
            Feature::ExpressionIndexes => "indexes over expressions",
            Feature::IncludedColumns => "included columns in indexes",
            Feature::NullsNotDistinct => "`nulls_not_distinct`",
            Feature::NullsOrder => "choice where an index puts NULLs",
            Feature::OperatorClasses => "operator classes",
            Feature::IndexCollations => "collations in indexes",
        })
    }
}
