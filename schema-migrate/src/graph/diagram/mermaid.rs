//! Mermaid's `erDiagram`.

use schema_core::definition::{Column, Table, TableName};

use super::{Diagram, is_primary, is_reference, label, type_of};
use crate::graph::{Edge, shown};

/// What Mermaid takes for something else than the name of a table.
const KEYWORDS: [&str; 16] = [
    "title",
    "direction",
    "tb",
    "bt",
    "lr",
    "rl",
    "style",
    "class",
    "classdef",
    "one",
    "only",
    "many",
    "zero",
    "optionally",
    "to",
    "u",
];

pub(super) fn draw(diagram: &Diagram) -> String {
    let mut text = String::from("erDiagram\n");
    for group in &diagram.groups {
        if let Some(name) = group.name {
            text += &format!("    %% {name}\n");
        }
        for &table in &group.tables {
            text += &entity(diagram, table);
        }
    }
    for edge in &diagram.edges {
        text += &relationship(edge);
    }
    text
}

fn entity(diagram: &Diagram, table: &'static Table) -> String {
    let name = entity_name(table);
    let columns = diagram.columns(table);
    if columns.is_empty() {
        return format!("    {name}\n");
    }
    let mut text = format!("    {name} {{\n");
    for column in columns {
        let (column_type, column_name) = (word(&type_of(column)), word(column.name));
        text += &format!("        {column_type} {column_name}");
        let marks = marks(table, column);
        if !marks.is_empty() {
            text += &format!(" {}", marks.join(", "));
        }
        if column.nullable {
            text += " \"null\"";
        }
        text += "\n";
    }
    text + "    }\n"
}

/// The name, and where it had to be changed the right one as an alias.
fn entity_name(table: &Table) -> String {
    let (identifier, name) = (entity_id(&table.name), shown(&table.name));
    if identifier == name {
        return identifier;
    }
    format!("{identifier}[\"{}\"]", quoted(&name))
}

/// The name by which references find the table.
fn entity_id(name: &TableName) -> String {
    let identifier = word(&shown(name));
    match KEYWORDS.contains(&identifier.to_lowercase().as_str()) {
        true => format!("{identifier}_"),
        false => identifier,
    }
}

fn marks(table: &Table, column: &Column) -> Vec<&'static str> {
    let marks = [
        ("PK", is_primary(table, column)),
        ("FK", is_reference(table, column)),
        (
            "UK",
            table.is_unique(&[column.name]) && !is_primary(table, column),
        ),
    ];
    let marks = marks.iter().filter(|(_, is_so)| *is_so);
    marks.map(|(mark, _)| *mark).collect()
}

/// Who is how many, with a dotted line where no foreign key holds the reference.
fn relationship(edge: &Edge) -> String {
    let parent = if edge.is_nullable() { "|o" } else { "||" };
    let child = if edge.is_one() { "o|" } else { "o{" };
    let line = if edge.is_tagged() { ".." } else { "--" };
    let (from, to) = (entity_id(&edge.parent), entity_id(&edge.child.name));
    let label = quoted(&label(edge));
    format!("    {from} {parent}{line}{child} {to} : \"{label}\"\n")
}

/// Letters, digits and `_`, which is all that Mermaid takes for types and columns.
fn word(text: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '_'
        }
    };
    let word: String = text.chars().map(plain).collect();
    match word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        true => word,
        false => format!("_{word}"),
    }
}

fn quoted(text: &str) -> String {
    text.replace('"', "'")
}
