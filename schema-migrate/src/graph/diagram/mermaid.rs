//! Mermaid's `erDiagram`, in what its versions from 10.9 to 11.17 have in common: GitHub and GitLab do not run the
//! newest. So domains are comments: groups came with 11.17, and colours with 11.5. What a deletion does is in the label.

use schema_core::definition::{Column, Table, TableName};

use super::{Diagram, is_primary, is_reference, label, type_of};
use crate::graph::{Edge, shown};

/// What some version of Mermaid since 10.9 takes for something else than the name of a table.
const KEYWORDS: [&str; 27] = [
    "title",
    "acctitle",
    "accdescr",
    "direction",
    "erdiagram",
    "subgraph",
    "end",
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
    // What every object has in JavaScript.
    "__proto__",
    "constructor",
    "hasownproperty",
    "prototype",
    "tostring",
    "valueof",
];

/// The tables with the names by which references find them.
struct Names(Vec<(TableName, String)>);

impl Names {
    /// Tables whose names differ only in what Mermaid does not take are numbered. A table that is called
    /// as it can be keeps its name.
    fn of(diagram: &Diagram) -> Names {
        let tables = diagram.groups.iter().flat_map(|group| &group.tables);
        let (plain, odd): (Vec<TableName>, Vec<TableName>) = tables
            .map(|table| table.name)
            .partition(|name| identifier(name) == shown(name));
        let mut names = Names(Vec::new());
        for name in plain.into_iter().chain(odd) {
            let first = identifier(&name);
            let mut free = first.clone();
            let mut number = 2;
            while names.0.iter().any(|(_, taken)| *taken == free) {
                free = format!("{first}_{number}");
                number += 1;
            }
            names.0.push((name, free));
        }
        names
    }

    fn get(&self, name: &TableName) -> String {
        let found = self.0.iter().find(|(table, _)| table == name);
        found.map_or_else(|| identifier(name), |(_, name)| name.clone())
    }
}

/// The name of a table in letters that Mermaid takes, and no keyword.
fn identifier(name: &TableName) -> String {
    let identifier = word(&shown(name));
    let lower = identifier.to_lowercase();
    // Before a table that begins with `lr`, even `my_direction` is one.
    match KEYWORDS.contains(&lower.as_str()) || lower.ends_with("direction") {
        true => format!("{identifier}_"),
        false => identifier,
    }
}

pub(super) fn draw(diagram: &Diagram) -> String {
    let names = Names::of(diagram);
    let mut text = String::from("erDiagram\n");
    for group in &diagram.groups {
        let name = group.name.unwrap_or("other crates");
        text += &format!("    %% {name}\n");
        for &table in &group.tables {
            text += &entity(diagram, &names, table);
        }
    }
    for edge in &diagram.edges {
        text += &relationship(&names, edge);
    }
    text
}

fn entity(diagram: &Diagram, names: &Names, table: &'static Table) -> String {
    let (mut name, shown) = (names.get(&table.name), shown(&table.name));
    // Where the name had to be changed, the right one is an alias.
    if name != shown {
        name += &format!("[\"{}\"]", quoted(&shown));
    }
    let columns = diagram.columns(table);
    if columns.is_empty() {
        return format!("    {name}\n");
    }
    let mut text = format!("    {name} {{\n");
    for column in columns {
        text += &format!("        {}\n", attribute(table, column));
    }
    text + "    }\n"
}

/// A column. Its right name, where Mermaid takes another one, and whether it takes NULL stand behind it.
fn attribute(table: &Table, column: &Column) -> String {
    let (column_type, name) = (
        attribute_word(&type_of(column)),
        attribute_word(column.name),
    );
    let mut text = format!("{column_type} {name}");
    let marks = marks(table, column);
    if !marks.is_empty() {
        text += &format!(" {}", marks.join(", "));
    }
    let right_name = (name != column.name).then(|| quoted(column.name));
    let null = column.nullable.then(|| "null".to_owned());
    let remarks: Vec<String> = right_name.into_iter().chain(null).collect();
    if !remarks.is_empty() {
        text += &format!(" \"{}\"", remarks.join(", "));
    }
    text
}

/// A word that is none of the marks of keys.
fn attribute_word(text: &str) -> String {
    let word = word(text);
    match word.to_lowercase().as_str() {
        "pk" | "fk" | "uk" => format!("{word}_"),
        _ => word,
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

/// Who is how many, with a dotted line for a polymorphic reference.
fn relationship(names: &Names, edge: &Edge) -> String {
    let parent = if edge.is_nullable() { "|o" } else { "||" };
    let child = if edge.is_one() { "o|" } else { "o{" };
    let line = match edge.polymorphic() {
        Some(_) => "..",
        None => "--",
    };
    let (from, to) = (names.get(&edge.parent), names.get(&edge.child.name));
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

/// What can stand in quotes, where Mermaid has codes for what cannot.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '#' | '%' | '\\' | ';' | '<' | '>' | '&' | '`' | '*' | '[' | ']' => {
                quoted += &format!("#{};", u32::from(letter));
            }
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted
}
