//! DBML, which dbdiagram.io draws.

use schema_core::definition::{Column, Table};

use super::{Columns, Diagram, is_primary, type_of};
use crate::graph::{Edge, shown};

pub(super) fn draw(diagram: &Diagram) -> String {
    let mut text = format!("Project {} {{\n}}\n", quoted(diagram.name));
    for group in &diagram.groups {
        for &table in &group.tables {
            text += &described(diagram, table);
        }
    }
    for edge in &diagram.edges {
        text += &reference(edge);
    }
    for group in &diagram.groups {
        let Some(name) = group.name else {
            continue;
        };
        text += &format!("\nTableGroup {} {{\n", quoted(name));
        for table in &group.tables {
            text += &format!("  {}\n", table_name(table));
        }
        text += "}\n";
    }
    text
}

fn table_name(table: &Table) -> String {
    let name = quoted(table.name.table);
    match table.name.schema {
        Some(schema) => format!("{}.{name}", quoted(schema)),
        None => name,
    }
}

fn described(diagram: &Diagram, table: &'static Table) -> String {
    let mut text = format!("\nTable {} {{\n", table_name(table));
    // References need the columns that they are between.
    let columns = match diagram.columns {
        Columns::None => Diagram {
            columns: Columns::Keys,
            ..diagram.clone()
        }
        .columns(table),
        _ => diagram.columns(table),
    };
    for column in columns {
        let settings = settings(table, column).join(", ");
        let (name, column_type) = (quoted(column.name), quoted(&type_of(column)));
        text += &format!("  {name} {column_type} [{settings}]\n");
    }
    if let [_, _, ..] = table.primary_key.columns {
        let names = table.primary_key.columns.iter().map(|name| indexed(name));
        let names: Vec<String> = names.collect();
        text += &format!("  indexes {{\n    ({}) [pk]\n  }}\n", names.join(", "));
    }
    if !table.comment.is_empty() {
        text += &format!("  Note: '{}'\n", note(table.comment));
    }
    text + "}\n"
}

fn settings(table: &Table, column: &Column) -> Vec<String> {
    let mut settings = Vec::new();
    if is_primary(table, column) && table.primary_key.columns.len() == 1 {
        settings.push("pk".to_owned());
    } else if table.is_unique(&[column.name]) {
        settings.push("unique".to_owned());
    }
    settings.push(if column.nullable { "null" } else { "not null" }.to_owned());
    if !column.comment.is_empty() {
        settings.push(format!("note: '{}'", note(column.comment)));
    }
    settings
}

/// `>` is many to one, `-` one to one. DBML has no references to one of several tables, so these are notes.
fn reference(edge: &Edge) -> String {
    let child = format!("{}.{}", table_name(edge.child), columns(edge.columns));
    let (schema, table) = (edge.parent.schema, quoted(edge.parent.table));
    let parent = match schema {
        Some(schema) => format!("{}.{table}", quoted(schema)),
        None => table,
    };
    if let (true, Some(reference)) = (edge.is_tagged(), edge.polymorphic()) {
        let (name, parent) = (reference.name, shown(&edge.parent));
        return format!(
            "\n// {}.{name} may reference {parent}\n",
            shown(&edge.child.name)
        );
    }
    let parent = format!("{parent}.{}", columns(edge.referenced_columns));
    let kind = if edge.is_one() { "-" } else { ">" };
    let update = edge.key().map_or("no action", |key| key.on_update.as_str());
    let delete = edge.on_delete.as_str();
    format!("\nRef: {child} {kind} {parent} [delete: {delete}, update: {update}]\n")
}

fn columns(columns: &[&str]) -> String {
    let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
    match names.as_slice() {
        [name] => name.clone(),
        several => format!("({})", several.join(", ")),
    }
}

/// The name of a column in an index, where older readers take no quotes if there need not be any.
fn indexed(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    match name.chars().all(is_plain) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

/// A name in quotes, which cannot hold any themselves.
fn quoted(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    format!("\"{}\"", text.replace('"', "'"))
}

fn note(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    text.replace(char::is_control, " ")
}
