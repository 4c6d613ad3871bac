//! How many rows there are, for tables that only the schema knows.

use super::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use research::Research;
use schema_core::definition::{ForeignKey, Table};
use schema_core::prelude::*;
use schema_migrate::Dialect;
use schema_migrate::sql::Identifier;
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many rows each table has.
pub(crate) fn rows(connection: &mut SqliteConnection) -> Result<BTreeMap<&'static str, i64>> {
    let mut counts = BTreeMap::new();
    for table in Research::SCHEMA.tables() {
        let query = format!("SELECT COUNT(*) AS number FROM {}", quoted(table.name.table)?);
        let count: Count = diesel::sql_query(query).get_result(connection)?;
        counts.insert(table.name.table, count.number);
    }
    Ok(counts)
}

/// How many rows of a table reference something, by a foreign key of one column.
pub(crate) fn links(
    connection: &mut SqliteConnection,
    table: &Table,
    key: &ForeignKey,
) -> Result<i64> {
    let column = quoted(key.columns[0])?;
    let table = quoted(table.name.table)?;
    let query = format!("SELECT COUNT({column}) AS number FROM {table}");
    let count: Count = diesel::sql_query(query).get_result(connection)?;
    Ok(count.number)
}

/// How many rows of a table reference one row, by a foreign key of one column.
pub(crate) fn links_to(
    connection: &mut SqliteConnection,
    table: &Table,
    key: &ForeignKey,
    id: &str,
) -> Result<i64> {
    let column = quoted(key.columns[0])?;
    let table = quoted(table.name.table)?;
    let query = format!("SELECT COUNT(*) AS number FROM {table} WHERE {column} = ?");
    let query = diesel::sql_query(query).bind::<Text, _>(id);
    let count: Count = query.get_result(connection)?;
    Ok(count.number)
}

fn quoted(name: &str) -> Result<String> {
    Ok(Identifier::new(name)?.to_sql(Dialect::Sqlite))
}
