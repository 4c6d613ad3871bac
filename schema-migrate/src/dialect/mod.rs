//! The databases and what is particular to each.
//!
//! [`Rules`] says what a database can express and how, which lowering asks; [`Syntax`] says how it
//! is written, which the scripts ask. Each database answers both in its own file.

mod mysql;
mod postgres;
mod sqlite;

use std::fmt;

use schema_core::definition::{self, ColumnType, DialectText};
use serde::{Deserialize, Serialize};

use crate::error::Feature;
use crate::schema::{Column, DefaultValue, Identity, SqlType};
use crate::sql::{Expression, Literal};

/// A database, and what the SQL for it counts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// PostgreSQL, from version 12. `nulls_not_distinct` needs 15, a virtual generated column 18.
    ///
    /// Database schemas are created if they do not exist, except for `public`.
    Postgres,
    /// SQLite, from version 3.31. A default for binary JSON needs 3.45.
    ///
    /// The types of columns are those in which `diesel print-schema` finds the Diesel type. Where it
    /// knows none (JSON, UUID), they are those under which Diesel stores the values, so that SQLite
    /// does not convert them.
    Sqlite,
    /// MySQL and MariaDB: the SQL runs on MySQL 8 and on MariaDB 10.11.
    ///
    /// - Text and binary columns in a key or an index are `VARCHAR(255)` and `VARBINARY(255)` unless
    ///   they have a `max_length`; others hold up to 4 GiB.
    /// - A `Timestamp` is a `DATETIME(6)`, which has no end in 2038 and no time zone; a `Timestamptz`
    ///   is a `TIMESTAMP(6)`.
    /// - Text enums have a collation that tells upper from lower case, as Rust does.
    /// - The character set is the database's, so that keys fit those of tables that are already
    ///   there: create the database with `CHARACTER SET utf8mb4`.
    /// - A database schema is another database, which has to exist.
    Mysql,
}

impl Dialect {
    /// Every database.
    pub const ALL: [Dialect; 3] = [Dialect::Postgres, Dialect::Sqlite, Dialect::Mysql];

    /// How attributes call the database: `#[column(sql_type(postgres = "…"))]`.
    pub(crate) fn attribute_key(self) -> &'static str {
        match self {
            Dialect::Postgres => "postgres",
            Dialect::Sqlite => "sqlite",
            Dialect::Mysql => "mysql",
        }
    }

    /// The indexes of a table in this database.
    pub(crate) fn indexes_of(
        self,
        table: &definition::Table,
    ) -> impl Iterator<Item = &'static definition::Index> + use<> {
        table.indexes.iter().filter(move |index| match self {
            Dialect::Postgres => index.only.postgres,
            Dialect::Sqlite => index.only.sqlite,
            Dialect::Mysql => index.only.mysql,
        })
    }

    /// The text for this database, if there is one.
    pub(crate) fn text_of(self, text: &DialectText) -> Option<&'static str> {
        let own = match self {
            Dialect::Postgres => text.postgres,
            Dialect::Sqlite => text.sqlite,
            Dialect::Mysql => text.mysql,
        };
        own.or(text.all)
    }

    pub(crate) fn rules(self) -> &'static dyn Rules {
        match self {
            Dialect::Postgres => &postgres::Postgres,
            Dialect::Sqlite => &sqlite::Sqlite,
            Dialect::Mysql => &mysql::Mysql,
        }
    }

    pub(crate) fn syntax(self) -> &'static dyn Syntax {
        match self {
            Dialect::Postgres => &postgres::Postgres,
            Dialect::Sqlite => &sqlite::Sqlite,
            Dialect::Mysql => &mysql::Mysql,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Dialect::Postgres => "PostgreSQL",
            Dialect::Sqlite => "SQLite",
            Dialect::Mysql => "MySQL",
        })
    }
}

/// What a database can express, and how.
pub(crate) trait Rules: Sync {
    /// The type of a column that is neither an array nor an enum, if the database has one.
    fn scalar_type(&self, request: &TypeRequest<'_>) -> Option<SqlType>;

    /// Whether arrays are types.
    fn has_arrays(&self) -> bool;

    /// Whether enums are types; they are text with a check otherwise.
    fn has_enum_types(&self) -> bool;

    /// The collation under which a text enum's check tells upper from lower case, if the default
    /// collation does not.
    fn enum_collation(&self) -> Option<&'static str>;

    /// A constant as the default of a column.
    fn literal_default(&self, literal: Literal, column_type: &ColumnType) -> DefaultValue;

    /// A default that is understood everywhere.
    fn portable_default(
        &self,
        default: PortableDefault,
        column_type: &ColumnType,
        sql_type: &SqlType,
    ) -> Expression;

    /// If the database lacks a feature, what a user can do instead.
    fn lacks(&self, feature: Feature) -> Option<&'static str>;

    /// Whether there is an index method of this name, which is in lower case and not `btree`.
    fn has_index_method(&self, method: &str) -> bool;

    /// Whether an index sorts NULLs as the largest values; as the smallest otherwise.
    fn nulls_are_largest(&self) -> bool;

    /// Why the database cannot number the rows of a table in a column, if it cannot.
    fn refuses_identity(
        &self,
        table: &definition::Table,
        column: &definition::Column,
    ) -> Option<IdentityLimit>;

    /// The name of a primary key, if primary keys have names.
    fn primary_key_name(&self, name: &'static str) -> Option<&'static str>;

    /// Whether a generated column can be declared NOT NULL.
    fn has_generated_not_null(&self) -> bool;

    /// The comment as far as the database can hold it.
    fn comment(&self, text: &str, on: CommentPlace) -> Option<String>;

    /// Whether a name is short enough.
    fn name_fits(&self, name: &str) -> bool;

    /// What a name has that the database takes in none.
    fn name_fault(&self, _name: &str) -> Option<&'static str> {
        None
    }

    /// The length of a key over columns of these types, if it is too long.
    fn key_excess(&self, types: &[&SqlType]) -> Option<KeyExcess>;

    /// Whether a schema that puts tables into this database schema creates it.
    fn creates_database_schema(&self, name: &str) -> bool;
}

/// How a database writes things.
pub(crate) trait Syntax: Sync {
    /// What stands around a name, and twice for once inside it.
    fn identifier_quote(&self) -> char;

    /// Whether a backslash in a text escapes the character after it.
    fn backslash_escapes(&self) -> bool;

    /// The type of a column, as it stands after the name.
    fn column_type(&self, column: &Column) -> String;

    /// What stands after `DEFAULT`.
    fn default_value(&self, default: &DefaultValue, sql_type: &SqlType) -> String;

    /// What makes a column number the rows, if its type does not say it.
    fn identity(&self, identity: Identity) -> Option<&'static str>;

    /// Whether a column that numbers the rows says itself that it is the primary key.
    fn identity_is_primary_key(&self) -> bool;

    /// Where indexes are made.
    fn indexes(&self) -> Placement;

    /// Where comments are made.
    fn comments(&self) -> Placement;

    /// Where foreign keys to tables are made that come later.
    fn forward_foreign_keys(&self) -> Placement;

    /// What drops a foreign key in an `ALTER TABLE`.
    fn drop_foreign_key(&self) -> &'static str;
}

/// Where something that belongs to a table is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    /// In the `CREATE TABLE`.
    InTable,
    /// In a statement of its own after the `CREATE TABLE`.
    AfterTable,
}

/// The column that a type is wanted for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeRequest<'a> {
    /// The type as declared.
    pub(crate) column_type: &'a ColumnType,
    /// The length in characters or bytes as declared.
    pub(crate) max_length: Option<u32>,
    /// Whether the column is part of a key or an index.
    pub(crate) keyed: bool,
    /// Whether the database numbers the rows in the column.
    pub(crate) identity: bool,
}

/// Which columns can number the rows, and what to do about another.
pub(crate) struct IdentityLimit {
    /// In which columns the database numbers rows.
    pub(crate) condition: &'static str,
    /// What to do instead.
    pub(crate) fix: &'static str,
}

/// What a comment is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommentPlace {
    /// A table or an enum type.
    Table,
    /// A column.
    Column,
}

/// A key that is too long.
pub(crate) struct KeyExcess {
    /// Its length.
    pub(crate) bytes: u32,
    /// The length that is allowed.
    pub(crate) limit: u32,
}

/// A default that every database understands in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PortableDefault {
    /// The time of the insert.
    Timestamp,
    /// The day of the insert.
    Date,
    /// The time of day of the insert.
    Time,
}

impl PortableDefault {
    /// Recognises `now()`, `current_timestamp`, `current_date` and `current_time`.
    pub(crate) fn parse(expression: &Expression) -> Option<PortableDefault> {
        match expression.as_str().to_ascii_lowercase().as_str() {
            "now()" | "current_timestamp" | "current_timestamp()" => {
                Some(PortableDefault::Timestamp)
            }
            "current_date" | "current_date()" => Some(PortableDefault::Date),
            "current_time" | "current_time()" => Some(PortableDefault::Time),
            _ => None,
        }
    }

    /// The default for a column of a type that holds only a part of it: `now()` on a date is the
    /// day.
    pub(crate) fn narrowed(self, column_type: &ColumnType) -> PortableDefault {
        match (self, column_type) {
            (PortableDefault::Timestamp, ColumnType::Date) => PortableDefault::Date,
            (PortableDefault::Timestamp, ColumnType::Time) => PortableDefault::Time,
            _ => self,
        }
    }
}
