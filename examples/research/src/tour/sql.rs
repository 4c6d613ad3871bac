//! The SQL of one table, and the size of all of it.

use super::{Result, indented};
use research::Research;
use schema_core::prelude::*;
use schema_migrate::schema::Table;
use schema_migrate::{Dialect, SqlSchema, Statement};
use std::io::Write;

/// The table whose SQL is shown.
const EXCERPT: &str = "plan_step";

pub(crate) fn show(out: &mut dyn Write) -> Result {
    let schema = SqlSchema::of::<Research>(Dialect::Sqlite)?;
    writeln!(out, "What SQLite is told about `{EXCERPT}`:\n")?;
    for statement in schema.create_script().statements() {
        if is_about(statement, EXCERPT) {
            let sql = statement.to_sql(Dialect::Sqlite);
            write!(out, "{}", indented(&format!("{sql};")))?;
        }
    }
    let tables = &schema.tables;
    let total = |count: fn(&Table) -> usize| tables.iter().map(count).sum::<usize>();
    writeln!(
        out,
        "\nAll in all: {} domains, {} tables, {} foreign keys, {} indexes, {} unique constraints, {} checks.",
        Research::SCHEMA.domains.len(),
        tables.len(),
        total(|table| table.foreign_keys.len()),
        total(|table| table.indexes.len()),
        total(|table| table.unique_constraints.len()),
        total(|table| table.checks.len()),
    )?;
    Ok(())
}

/// Whether a statement creates a table or one of its indexes.
fn is_about(statement: &Statement, name: &str) -> bool {
    let table = match statement {
        Statement::CreateTable { table } => &table.name,
        Statement::CreateIndex { table, .. } => table,
        _ => return false,
    };
    table.name.as_str() == name
}
