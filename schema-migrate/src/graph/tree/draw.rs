//! Trees as text.

use std::fmt::{self, Display};

use unicode_width::UnicodeWidthStr;

use super::{Node, Trees};
use crate::graph::{Via, padded, shown};

/// The blanks between the longest name and the column beside the names.
const GAP: usize = 6;

/// The pieces that branches are made of.
struct Branches {
    inner: &'static str,
    last: &'static str,
    past: &'static str,
    end: &'static str,
}

const UNICODE: Branches = Branches {
    inner: "├── ",
    last: "└── ",
    past: "│   ",
    end: "    ",
};

const ASCII: Branches = Branches {
    inner: "|-- ",
    last: "`-- ",
    past: "|   ",
    end: "    ",
};

impl Display for Trees {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.draw(&UNICODE))
    }
}

impl Trees {
    /// The same text without characters that a plain terminal lacks.
    pub fn to_ascii(&self) -> String {
        self.draw(&ASCII)
    }

    fn draw(&self, branches: &Branches) -> String {
        let mut text = String::new();
        for tree in &self.trees {
            let mut lines = Vec::new();
            draw(&tree.children, "", branches, &mut lines);
            let widths = self.widths(&lines);
            text += &format!("{}\n", shown(&tree.root.name));
            for (name, node) in &lines {
                text += &self.line(name, node, widths);
            }
        }
        text
    }

    /// How wide the name, the cardinality and the action are.
    fn widths(&self, lines: &[(String, &Node)]) -> (usize, usize, usize) {
        let widest = |width: fn(&(String, &Node)) -> usize| lines.iter().map(width).max();
        let name = widest(|(name, _)| name.width()).unwrap_or_default();
        let action = widest(|(_, node)| node.edge.action().len()).unwrap_or_default();
        let many = if self.up { 10 } else { 6 };
        (name + GAP, many, (action + 2).max(10))
    }

    fn line(&self, name: &str, node: &Node, widths: (usize, usize, usize)) -> String {
        let (name_width, many_width, action_width) = widths;
        let cardinality = match (self.up, node.edge.is_nullable()) {
            (false, _) => node.edge.cardinality(),
            (true, true) => "optional",
            (true, false) => "one",
        };
        let action = node.edge.action();
        let columns = node.edge.columns.join(", ");
        let name = padded(name, name_width);
        let mut line = format!("{name}{cardinality:<many_width$}{action:<action_width$}{columns}");
        match node.edge.via {
            Via::Key(_) => {}
            Via::Arc(_, reference) => line += &format!("  (one of {})", reference.name),
            Via::Tagged(reference, _) => line += &format!("  (polymorphic {})", reference.name),
        }
        if let Some(mark) = node.mark {
            line += &format!("  ({})", mark.as_str());
        }
        line + "\n"
    }
}

/// One line for each reference: the branches that lead to it with its name, and the reference.
fn draw<'a>(
    children: &'a [Node],
    indentation: &str,
    branches: &Branches,
    lines: &mut Vec<(String, &'a Node)>,
) {
    for (position, child) in children.iter().enumerate() {
        let (branch, below) = match position + 1 == children.len() {
            true => (branches.last, branches.end),
            false => (branches.inner, branches.past),
        };
        let name = shown(&child.table.name);
        lines.push((format!("{indentation}{branch}{name}"), child));
        draw(
            &child.children,
            &format!("{indentation}{below}"),
            branches,
            lines,
        );
    }
}
