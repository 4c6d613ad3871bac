//! Rows whose polymorphic reference leads nowhere.
//!
//! Where the program alone sees to it that the row exists, a row that was deleted by another program may
//! leave some; so may triggers that were not always there. [`FindOrphans`] looks for them on Diesel's
//! connections, each behind the feature of its database.

use std::fmt;

use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl};
use schema_core::definition::{
    Column, ColumnType, PolymorphicReference, PolymorphicStorage, PolymorphicTarget, Schema, Table,
};
use thiserror::Error;

use crate::dialect::Dialect;
use crate::sql::{Identifier, InvalidIdentifier, InvalidText, QualifiedName, Text as SqlText};

/// A connection to a database in which orphans can be looked for.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use diesel::{Connection, SqliteConnection};
/// # use schema_core::definition;
/// use schema_migrate::orphans::FindOrphans;
///
/// # const SCHEMA: definition::Schema = definition::Schema {
/// #     name: "Empty", comment: "", domains: &[], external: &[], shared: &[], allow: &[],
/// # };
/// let mut connection = SqliteConnection::establish(":memory:")?;
/// // By `schema!`, it is `<Blog as Schema>::SCHEMA`.
/// for orphans in connection.find_orphans(&SCHEMA, 10)? {
///     println!("{orphans}");
/// }
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub trait FindOrphans: diesel::Connection {
    /// Finds the rows whose polymorphic reference leads to a row that is not there: one statement for each
    /// reference and each of its targets, which reads all rows that reference the target. Of each, up to
    /// `limit` rows are named; what has none is left out.
    ///
    /// # Errors
    /// If the database refuses a query.
    fn find_orphans(&mut self, schema: &Schema, limit: u32) -> Result<Vec<Orphans>, OrphansError>;
}

/// The rows of a table that reference rows of another one that are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphans {
    /// The Rust struct that references.
    pub model: &'static str,
    /// The field.
    pub reference: &'static str,
    /// The Rust struct that is referenced.
    pub target: &'static str,
    /// How many rows there are.
    pub count: i64,
    /// Some of them, in the order of their primary keys.
    pub rows: Vec<Orphan>,
}

/// A row that references one that is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Orphan {
    /// Its primary key, as the database writes it.
    #[diesel(sql_type = Text)]
    pub primary_key: String,
    /// The key that leads nowhere, as the database writes it.
    #[diesel(sql_type = Text)]
    pub key: String,
}

/// ``3 rows of `Chunk.source` lead to a `User` that is not there: 1 (→ 7), 2 (→ 9), …``
impl fmt::Display for Orphans {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, lead) = match self.count {
            1 => ("row", "leads"),
            _ => ("rows", "lead"),
        };
        write!(
            formatter,
            "{} {rows} of `{}.{}` {lead} to a `{}` that is not there",
            self.count, self.model, self.reference, self.target
        )?;
        for (position, row) in self.rows.iter().enumerate() {
            let before = if position == 0 { ":" } else { "," };
            write!(formatter, "{before} {} (→ {})", row.primary_key, row.key)?;
        }
        let named = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        match named > 0 && named < self.count {
            true => formatter.write_str(", …"),
            false => Ok(()),
        }
    }
}

/// Why orphans could not be looked for.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OrphansError {
    /// A query failed.
    #[error("cannot look for orphans of `{model}.{reference}`: {source}")]
    Query {
        /// The Rust struct that references.
        model: &'static str,
        /// The field.
        reference: &'static str,
        /// What the database says.
        source: diesel::result::Error,
    },
    /// A name cannot be written in SQL.
    #[error("{0}; use another one")]
    Name(#[from] InvalidIdentifier),
    /// A text cannot be written in SQL.
    #[error("{0}; take it out")]
    Text(#[from] InvalidText),
}

/// One row, and how many there are.
#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(embed)]
    row: Orphan,
}

/// The connection of a database.
macro_rules! on {
    ($feature:literal, $connection:ty, $dialect:ident) => {
        #[cfg(feature = $feature)]
        impl FindOrphans for $connection {
            fn find_orphans(
                &mut self,
                schema: &Schema,
                limit: u32,
            ) -> Result<Vec<Orphans>, OrphansError> {
                find(Dialect::$dialect, schema, limit, |sql| {
                    sql_query(sql).load(self)
                })
            }
        }
    };
}

on!("postgres", diesel::PgConnection, Postgres);
on!("sqlite", diesel::SqliteConnection, Sqlite);
on!("mysql", diesel::MysqlConnection, Mysql);

fn find(
    dialect: Dialect,
    schema: &Schema,
    limit: u32,
    mut load: impl FnMut(String) -> QueryResult<Vec<Found>>,
) -> Result<Vec<Orphans>, OrphansError> {
    let mut all = Vec::new();
    for table in schema.tables() {
        for reference in table.polymorphic {
            for (position, target) in reference.targets.iter().enumerate() {
                let search = Search {
                    dialect,
                    table,
                    reference,
                    target,
                    position,
                };
                let found = load(search.sql(limit)?).map_err(|source| OrphansError::Query {
                    model: table.name.model,
                    reference: reference.name,
                    source,
                })?;
                all.extend(search.orphans(found, limit));
            }
        }
    }
    Ok(all)
}

/// What is looked for.
struct Search {
    dialect: Dialect,
    table: &'static Table,
    reference: &'static PolymorphicReference,
    target: &'static PolymorphicTarget,
    position: usize,
}

impl Search {
    fn sql(&self, limit: u32) -> Result<String, OrphansError> {
        let (condition, key) = self.referencing()?;
        let keys = self.table.primary_key.columns.iter();
        let keys = keys.map(|name| self.column("reference", name));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        let names = self.table.primary_key.columns.iter();
        let texts = names.zip(&keys).map(|(name, sql)| self.text(name, sql));
        let key_column = self.column("reference", key)?;
        Ok(format!(
            "SELECT COUNT(*) OVER () AS total, {} AS primary_key, {} AS {}\n\
             FROM {} AS reference\nWHERE {condition}{key_column} IS NOT NULL\n    \
             AND NOT EXISTS (SELECT 1 FROM {} AS target WHERE {} = {key_column})\n\
             ORDER BY {} LIMIT {}",
            self.joined(&texts.collect::<Vec<_>>()),
            self.text(key, &key_column),
            Identifier::new("key")?.to_sql(self.dialect),
            self.name(self.table.name.schema, self.table.name.table)?,
            self.name(self.target.table.schema, self.target.table.table)?,
            self.column("target", self.target.column)?,
            keys.join(", "),
            // Without a row there is no count.
            limit.max(1)
        ))
    }

    /// The condition that a row references the target, and the column with the key.
    fn referencing(&self) -> Result<(String, &'static str), OrphansError> {
        match self.reference.storage {
            PolymorphicStorage::Tagged { tag, key } => {
                let tag = self.column("reference", tag)?;
                let value = SqlText::new(self.target.tag)?.to_sql(self.dialect);
                // The enum type may not have the value yet.
                let cast = match self.dialect {
                    Dialect::Postgres => "::text",
                    Dialect::Sqlite | Dialect::Mysql => "",
                };
                Ok((format!("{tag}{cast} = {value} AND "), key))
            }
            PolymorphicStorage::ExclusiveArc { columns } => {
                let column = columns.get(self.position).copied();
                Ok((String::new(), column.unwrap_or_default()))
            }
        }
    }

    fn name(&self, schema: Option<&str>, name: &str) -> Result<String, InvalidIdentifier> {
        let name = QualifiedName {
            schema: schema.map(Identifier::new).transpose()?,
            name: Identifier::new(name)?,
        };
        Ok(name.to_sql(self.dialect))
    }

    fn column(&self, of: &str, name: &str) -> Result<String, InvalidIdentifier> {
        let name = Identifier::new(name)?.to_sql(self.dialect);
        Ok(format!("{of}.{name}"))
    }

    /// A column of the table as a text that can be read.
    fn text(&self, name: &str, sql: &str) -> String {
        let column: Option<&Column> = self.table.column(name);
        let is_binary = column.is_some_and(|column| {
            matches!(column.column_type, ColumnType::Binary | ColumnType::Uuid)
        });
        match self.dialect {
            Dialect::Postgres => format!("{sql}::text"),
            Dialect::Sqlite | Dialect::Mysql if is_binary => format!("LOWER(HEX({sql}))"),
            Dialect::Sqlite => format!("CAST({sql} AS TEXT)"),
            Dialect::Mysql => format!("CAST({sql} AS CHAR)"),
        }
    }

    fn joined(&self, texts: &[String]) -> String {
        match (self.dialect, texts) {
            (_, [text]) => text.clone(),
            (Dialect::Sqlite, texts) => texts.join(" || ', ' || "),
            (Dialect::Postgres | Dialect::Mysql, texts) => {
                format!("CONCAT_WS(', ', {})", texts.join(", "))
            }
        }
    }

    fn orphans(&self, found: Vec<Found>, limit: u32) -> Option<Orphans> {
        let count = found.first()?.total;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Some(Orphans {
            model: self.table.name.model,
            reference: self.reference.name,
            target: self.target.table.model,
            count,
            rows: found.into_iter().take(limit).map(|one| one.row).collect(),
        })
    }
}
