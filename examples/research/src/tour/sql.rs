//! The SQL of one table, beside its struct, and the size of all of it.

use super::{Result, indented};
use research::Research;
use schema_core::prelude::*;
use schema_migrate::schema::Table;
use schema_migrate::{Dialect, SqlSchema, Statement};
use std::io::Write;

/// The source file, of which the tour shows one struct.
const SOURCE: &str = include_str!("../research.rs");
const STRUCT: &str = "pub struct PlanStep {";
const TABLE: &str = "plan_step";

pub(crate) fn show(out: &mut dyn Write) -> Result {
    let schema = SqlSchema::of::<Research>(Dialect::Sqlite)?;
    writeln!(out, "This struct (its comments left out) …\n")?;
    write!(out, "{}", indented(&source_of(STRUCT)))?;
    writeln!(out, "\n… becomes, for SQLite:\n")?;
    for statement in schema.create_script().statements() {
        if is_about(statement, TABLE) {
            let sql = statement.to_sql(Dialect::Sqlite);
            write!(out, "{}", indented(&format!("{sql};")))?;
        }
    }
    show_size(&schema, out)
}

/// A struct with its attributes as it is written, without the comments.
fn source_of(start: &str) -> String {
    let (before, after) = SOURCE.split_once(start).unwrap_or_default();
    let attributes = before.rsplit("\n\n").next().unwrap_or_default();
    let fields = after.split("\n}\n").next().unwrap_or_default();
    let source = format!("{attributes}{start}{fields}\n}}");
    let lines = source.lines();
    lines
        .filter(|line| !line.trim_start().starts_with("///"))
        .map(|line| format!("{line}\n"))
        .collect()
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

fn show_size(schema: &SqlSchema, out: &mut dyn Write) -> Result {
    let tables = &schema.tables;
    let total = |count: fn(&Table) -> usize| tables.iter().map(count).sum::<usize>();
    writeln!(
        out,
        "\nAll in all: {} tables in {} domains, {} foreign keys, {} indexes, {} unique constraints and {} checks.",
        tables.len(),
        Research::SCHEMA.domains.len(),
        total(|table| table.foreign_keys.len()),
        total(|table| table.indexes.len()),
        total(|table| table.unique_constraints.len()),
        total(|table| table.checks.len()),
    )?;
    Ok(())
}
