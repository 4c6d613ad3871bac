//! What a snapshot that was edited by hand may get wrong.

use std::collections::BTreeSet;

use super::Inconsistency;
use crate::schema::{IndexKey, SqlSchema, Table};
use crate::sql::Identifier;

/// Fails with the first thing that cannot be.
pub(super) fn check(schema: &SqlSchema) -> Result<(), Inconsistency> {
    let names = schema.tables.iter().map(|table| &table.name);
    once("tables", names.map(|name| name.to_sql(schema.dialect)))?;
    let names = schema.enum_types.iter().map(|enum_type| &enum_type.name);
    once("enum types", names.map(|name| name.to_sql(schema.dialect)))?;
    schema.tables.iter().try_for_each(check_table)
}

fn check_table(table: &Table) -> Result<(), Inconsistency> {
    let texts = |name: &Identifier| name.as_str().to_owned();
    once("columns", table.columns.iter().map(|one| texts(&one.name)))?;
    let constraints = (table.unique_constraints.iter().map(|one| &one.name))
        .chain(table.checks.iter().map(|one| &one.name))
        .chain(table.foreign_keys.iter().map(|one| &one.name));
    once("constraints", constraints.map(texts))?;
    once(
        "triggers",
        table.triggers.iter().map(|one| texts(&one.name)),
    )?;
    once("indexes", table.indexes.iter().map(|one| texts(&one.name)))?;
    if let Some(key) = &table.primary_key {
        has_columns(table, "the primary key", &key.columns)?;
    }
    for key in &table.unique_constraints {
        has_columns(table, key.name.as_str(), &key.columns)?;
    }
    for key in &table.foreign_keys {
        has_columns(table, key.name.as_str(), &key.columns)?;
    }
    for index in &table.indexes {
        let columns = index.columns.iter().filter_map(|column| match &column.key {
            IndexKey::Column(name) => Some(name),
            IndexKey::Expression(_) => None,
        });
        has_columns(table, index.name.as_str(), columns.chain(&index.include))?;
    }
    Ok(())
}

fn once(kind: &'static str, names: impl Iterator<Item = String>) -> Result<(), Inconsistency> {
    let mut met = BTreeSet::new();
    for name in names {
        if met.contains(&name) {
            return Err(Inconsistency::Twice { kind, name });
        }
        met.insert(name);
    }
    Ok(())
}

fn has_columns<'a>(
    table: &Table,
    object: &str,
    columns: impl IntoIterator<Item = &'a Identifier>,
) -> Result<(), Inconsistency> {
    for column in columns {
        if !table.columns.iter().any(|one| one.name == *column) {
            return Err(Inconsistency::NoColumn {
                table: table.name.name.as_str().to_owned(),
                object: object.to_owned(),
                column: column.as_str().to_owned(),
            });
        }
    }
    Ok(())
}
