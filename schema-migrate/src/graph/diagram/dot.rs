//! Graphviz.

use schema_core::definition::{ReferentialAction, Table};

use super::{Diagram, is_primary, label, type_of};
use crate::graph::{Edge, shown};

/// What a line looks like, by what a deletion does. The colours are readable on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Cascade,
    Keep,
    Refuse,
    Nothing,
}

impl Line {
    /// All of them, in the order of the legend.
    const ALL: [Line; 4] = [Line::Cascade, Line::Keep, Line::Refuse, Line::Nothing];

    fn of(edge: &Edge) -> Line {
        match edge.on_delete {
            ReferentialAction::Cascade => Line::Cascade,
            ReferentialAction::SetNull | ReferentialAction::SetDefault => Line::Keep,
            _ if edge.is_unheld() => Line::Nothing,
            ReferentialAction::NoAction | ReferentialAction::Restrict => Line::Refuse,
        }
    }

    const fn color(self) -> &'static str {
        match self {
            Line::Cascade => "#1a1a1a",
            Line::Keep => "#1f6fb2",
            Line::Refuse => "#b3261e",
            Line::Nothing => "#666666",
        }
    }

    const fn width(self) -> &'static str {
        match self {
            Line::Cascade => "2",
            _ => "1",
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Line::Cascade => "cascade: goes with its parent",
            Line::Keep => "set null, set default: stays without its parent",
            Line::Refuse => "no action, restrict: keeps its parent from going",
            Line::Nothing => "no foreign key: the database does nothing",
        }
    }
}

pub(super) fn draw(diagram: &Diagram) -> String {
    let mut text = format!("digraph {} {{\n", quoted(diagram.name));
    text += "    rankdir = LR;\n";
    text += "    fontname = \"Helvetica\";\n";
    text += "    node [shape = plain, fontname = \"Helvetica\"];\n";
    text += "    edge [fontname = \"Helvetica\", fontsize = 10, dir = both];\n";
    for (number, group) in diagram.groups.iter().enumerate() {
        let name = group.name.unwrap_or("other crates");
        text += &format!("    subgraph cluster_{number} {{\n");
        text += &format!("        label = {};\n", quoted(name));
        text += "        style = \"rounded, filled\";\n";
        text += "        color = \"#b8b8b8\";\n";
        text += "        fillcolor = \"#f5f5f5\";\n";
        for &table in &group.tables {
            text += &node(diagram, table);
        }
        text += "    }\n";
    }
    for edge in &diagram.edges {
        text += &arrow(edge);
    }
    // Last, as groups would take its place over for their names.
    text += &legend(diagram);
    text + "}\n"
}

/// What the lines mean that there are.
fn legend(diagram: &Diagram) -> String {
    if diagram.edges.is_empty() {
        return String::new();
    }
    let mut rows = String::new();
    for line in Line::ALL {
        if diagram.edges.iter().any(|edge| Line::of(edge) == line) {
            rows += &explained(line.color(), line.meaning());
        }
    }
    if diagram
        .edges
        .iter()
        .any(|edge| edge.polymorphic().is_some())
    {
        rows += &explained("#1a1a1a", "dashed: references one of several tables");
    }
    rows += &explained(
        "#1a1a1a",
        "crow's foot: many; bar: one; circle: possibly none",
    );
    format!(
        "    labelloc = b;\n    labeljust = l;\n    label = <<table border=\"0\" cellspacing=\"0\">{rows}</table>>;\n"
    )
}

fn explained(color: &str, meaning: &str) -> String {
    let meaning = html(meaning);
    format!(
        "<tr><td align=\"left\"><font color=\"{color}\" point-size=\"11\">{meaning}</font></td></tr>"
    )
}

fn node(diagram: &Diagram, table: &'static Table) -> String {
    let name = shown(&table.name);
    let mut rows = format!(
        "<tr><td bgcolor=\"#dfe7f0\"><b>{}</b></td></tr>",
        html(&name)
    );
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
        "        {id} [label = <<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"3\" bgcolor=\"white\">{rows}</table>>];\n"
    )
}

/// From the parent to the child: the ends tell how many, colour and width what a deletion does. A polymorphic
/// reference is dashed.
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
    let line = Line::of(edge);
    let (color, width) = (quoted(line.color()), line.width());
    let style = match edge.polymorphic() {
        Some(_) => "dashed",
        None => "solid",
    };
    let label = quoted(&label(edge));
    format!(
        "    {from} -> {to} [label = {label}, arrowtail = {tail}, arrowhead = {head}, style = {style}, \
         penwidth = {width}, color = {color}, fontcolor = {color}];\n"
    )
}

/// A text in quotes. Graphviz shows control characters in its own way, so they are blanks.
fn quoted(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn html(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
