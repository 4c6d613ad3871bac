//! How many rows there are, in tables that only the schema knows.

use super::Result;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use research::Research;
use schema_core::definition::{ForeignKey, Table};
use schema_core::prelude::*;
use schema_migrate::Dialect;
use schema_migrate::sql::Identifier;
use std::collections::BTreeMap;

/// How many rows each table has, and how many of them have a value in each foreign key.
pub(crate) struct Counts {
    rows: BTreeMap<&'static str, i64>,
    links: BTreeMap<&'static str, i64>,
}

impl Counts {
    pub(crate) fn of(connection: &mut SqliteConnection) -> Result<Counts> {
        let mut counts = Counts {
            rows: BTreeMap::new(),
            links: BTreeMap::new(),
        };
        for table in Research::SCHEMA.tables() {
            let rows = count(connection, "*", table)?;
            counts.rows.insert(table.name.table, rows);
            for key in table.foreign_keys {
                let links = count(connection, &column(key)?, table)?;
                counts.links.insert(key.name, links);
            }
        }
        Ok(counts)
    }

    /// How many rows all tables have.
    pub(crate) fn total(&self) -> i64 {
        self.rows.values().sum()
    }

    /// How many rows a table has.
    pub(crate) fn rows(&self, table: &Table) -> i64 {
        self.rows.get(table.name.table).copied().unwrap_or_default()
    }

    /// How many rows of a table have a value in a foreign key.
    pub(crate) fn links(&self, key: &ForeignKey) -> i64 {
        self.links.get(key.name).copied().unwrap_or_default()
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many rows of a table have a value in something.
fn count(connection: &mut SqliteConnection, what: &str, table: &Table) -> Result<i64> {
    let table = quoted(table.name.table)?;
    let query = format!("SELECT COUNT({what}) AS number FROM {table}");
    let count: Count = diesel::sql_query(query).get_result(connection)?;
    Ok(count.number)
}

/// The column of a foreign key: each has one here.
fn column(key: &ForeignKey) -> Result<String> {
    let [column] = key.columns else {
        return Err(format!("`{}` has several columns", key.name).into());
    };
    quoted(column)
}

fn quoted(name: &str) -> Result<String> {
    Ok(Identifier::new(name)?.to_sql(Dialect::Sqlite))
}
