//! What the page tells of a table: its columns, references in both directions, and indexes.

use schema_core::definition::{Column, Table, TableName};

use crate::graph::access::{Access, Kind, accesses};
use crate::graph::diagram::layout::type_shown;
use crate::graph::diagram::svg::{escaped, mark};
use crate::graph::diagram::{Diagram, Known, is_primary};
use crate::graph::{Edge, shown};

/// The section of a table; it is shown when the table is chosen.
pub(super) fn section(
    diagram: &Diagram,
    domain: &str,
    table: &'static Table,
    number: usize,
) -> String {
    let (name, domain) = (escaped(&shown(&table.name)), escaped(domain));
    let columns: String = table
        .columns
        .iter()
        .map(|column| row(table, column))
        .collect();
    let known = || diagram.all.iter();
    let own = known().filter(|known| known.edge.child == table);
    let inward = known().filter(|known| known.edge.parent == table.name);
    let references = list("References", own.map(|known| reference(diagram, known)));
    let referenced = list(
        "Referenced by",
        inward.map(|known| reference_to(diagram, known)),
    );
    let indexes = list("Keys and indexes", accesses(table).iter().map(index));
    format!(
        "<section id=\"about-{number}\" aria-labelledby=\"name-{number}\" hidden>\n\
         <h2 id=\"name-{number}\" tabindex=\"-1\">{name}</h2>\n<p class=\"domain-name\">{domain}</p>\n{}\
         <h3 id=\"columns-{number}\">Columns</h3>\n<table aria-labelledby=\"columns-{number}\">\n\
         <thead class=\"unseen\"><tr><th>Key</th><th>Column</th><th>Type</th></tr></thead>\n\
         <tbody>\n{columns}</tbody></table>\n{references}{referenced}{indexes}</section>\n",
        paragraph(table.comment)
    )
}

fn paragraph(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("<p>{}</p>\n", escaped(text)),
    }
}

fn row(table: &Table, column: &Column) -> String {
    let primary = match is_primary(table, column) {
        true => " class=\"primary\"",
        false => "",
    };
    let (name, mark) = (escaped(column.name), mark(table, column));
    let column_type = escaped(&type_shown(column));
    let comment = note(column.comment);
    format!(
        "<tr><td class=\"mark\">{mark}</td><td{primary} data-column=\"{name}\">{name}{comment}</td>\
         <td class=\"type\">{column_type}</td></tr>\n"
    )
}

fn list(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
    match items.as_str() {
        "" => String::new(),
        items => format!("<h3>{heading}</h3>\n<ul>\n{items}</ul>\n"),
    }
}

/// `user_id → user, cascade`
fn reference(diagram: &Diagram, known: &Known) -> String {
    let edge = &known.edge;
    let columns = escaped(&edge.columns.join(", "));
    let parent = link(diagram, &edge.parent);
    let relation = note(&format!("relation: {}", edge.relation()));
    let (action, reason) = (action(edge), note(edge.reason()));
    format!("{columns} → {parent}, {action}{relation}{reason}")
}

/// `many post by author_id, cascade`
fn reference_to(diagram: &Diagram, known: &Known) -> String {
    let edge = &known.edge;
    let child = link(diagram, &edge.child.name);
    let columns = escaped(&edge.columns.join(", "));
    let relation = match known.inverse.as_str() {
        "" => String::new(),
        inverse => note(&format!("relation: {inverse}")),
    };
    let (many, action) = (edge.cardinality(), action(edge));
    let reason = note(edge.reason());
    format!("{many} {child} by {columns}, {action}{relation}{reason}")
}

/// The name of a table, which leads there if it is shown.
fn link(diagram: &Diagram, name: &TableName) -> String {
    let text = escaped(&shown(name));
    let mut tables = diagram.groups.iter().flat_map(|group| &group.tables);
    match tables.any(|table| table.name == *name) {
        true => format!("<a href=\"#{}\">{text}</a>", address(&shown(name))),
        false => text,
    }
}

fn action(edge: &Edge) -> String {
    let action = edge.on_delete.as_str();
    match edge.polymorphic() {
        Some(reference) if edge.is_unheld() => {
            let name = escaped(reference.name);
            format!("polymorphic {name}, no foreign key")
        }
        Some(reference) if edge.is_tagged() => {
            let name = escaped(reference.name);
            format!("{action}, polymorphic {name}, by triggers")
        }
        Some(reference) => format!("{action}, one of {}", escaped(reference.name)),
        None => action.to_owned(),
    }
}

fn note(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("<small>{}</small>", escaped(text)),
    }
}

fn index(access: &Access) -> String {
    let (name, over) = (escaped(access.name), escaped(&access.shown()));
    let kind = match access.kind {
        Kind::PrimaryKey => "primary key",
        Kind::Constraint | Kind::UniqueIndex => "unique",
        Kind::Index => "index",
    };
    let condition = match access.condition {
        Some(condition) => format!(" where {}", escaped(condition)),
        None => String::new(),
    };
    format!("{kind} ({over}){condition}<small>{name}</small>")
}

/// A name as a part of an address.
pub(in crate::graph::diagram) fn address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            byte => address += &format!("%{byte:02X}"),
        }
    }
    address
}
