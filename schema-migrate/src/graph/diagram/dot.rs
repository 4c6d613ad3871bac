//! Graphviz.

use schema_core::definition::{ReferentialAction, Table};

use super::{Diagram, is_primary, label, type_of};
use crate::graph::{Edge, shown};

pub(super) fn draw(diagram: &Diagram) -> String {
    let mut text = format!("digraph {} {{\n", quoted(diagram.name));
    text += "    rankdir = LR;\n";
    text += "    node [shape = plain, fontname = \"Helvetica\"];\n";
    text += "    edge [fontname = \"Helvetica\", fontsize = 10, dir = both];\n";
    for (number, group) in diagram.groups.iter().enumerate() {
        let name = group.name.unwrap_or("other crates");
        text += &format!("    subgraph cluster_{number} {{\n");
        text += &format!("        label = {};\n", quoted(name));
        for &table in &group.tables {
            text += &node(diagram, table);
        }
        text += "    }\n";
    }
    for edge in &diagram.edges {
        text += &arrow(edge);
    }
    text + "}\n"
}

fn node(diagram: &Diagram, table: &'static Table) -> String {
    let name = shown(&table.name);
    let mut rows = format!("<tr><td><b>{}</b></td></tr>", html(&name));
    for column in diagram.columns(table) {
        let mut cell = html(column.name);
        if is_primary(table, column) {
            cell = format!("<u>{cell}</u>");
        }
        let null = if column.nullable { ", null" } else { "" };
        let column_type = html(&type_of(column));
        rows += &format!("<tr><td align=\"left\">{cell} <i>{column_type}{null}</i></td></tr>");
    }
    let id = quoted(&name);
    format!(
        "        {id} [label = <<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">{rows}</table>>];\n"
    )
}

/// From the parent to the child: the ends tell how many, the line what a deletion does.
fn arrow(edge: &Edge) -> String {
    let (from, to) = (
        quoted(&shown(&edge.parent)),
        quoted(&shown(&edge.child.name)),
    );
    let tail = if edge.is_nullable() {
        "teeodot"
    } else {
        "teetee"
    };
    let head = if edge.is_one() { "teeodot" } else { "crowodot" };
    let style = match edge.on_delete {
        _ if edge.is_tagged() => "style = dashed",
        ReferentialAction::Cascade => "style = bold",
        ReferentialAction::SetNull | ReferentialAction::SetDefault => {
            "style = solid, color = gray50"
        }
        ReferentialAction::NoAction | ReferentialAction::Restrict => "style = solid, color = red",
    };
    let label = quoted(&label(edge));
    format!(
        "    {from} -> {to} [label = {label}, arrowtail = {tail}, arrowhead = {head}, {style}];\n"
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
