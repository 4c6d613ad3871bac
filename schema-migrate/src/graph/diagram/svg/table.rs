//! A table of a picture.

use schema_core::definition::{Column, Table};

use super::{escaped, font_size};
use crate::graph::diagram::html::address;
use crate::graph::diagram::layout::{HEADING, MARKS, Node, PADDING, ROW, type_shown};
use crate::graph::diagram::{is_primary, is_reference};
use crate::graph::shown;

/// How many colours the domains have.
const COLORS: usize = 8;

pub(super) fn node(node: &Node, number: usize, is_page: bool) -> String {
    let color = node.area % COLORS;
    let full_name = shown(&node.table.name);
    let name = escaped(&full_name);
    let (open, close) = match is_page {
        true => (format!("a href=\"#{}\"", address(&full_name)), "a"),
        false => ("g".to_owned(), "g"),
    };
    let far = match is_page {
        true => far_name(node, &full_name),
        false => String::new(),
    };
    let text = [frame(node, &name), rows(node), far].concat();
    format!(
        "<{open} class=\"table d{color}\" id=\"t{number}\" data-name=\"{name}\">{text}</{close}>\n"
    )
}

fn frame(node: &Node, name: &str) -> String {
    let rect = node.rect;
    let (x, y) = (rect.x, rect.y);
    let (width, height) = (rect.size.width, rect.size.height);
    let heading = match node.rows.is_empty() {
        true => height,
        false => HEADING,
    };
    let (text_x, text_y) = (x + PADDING, y + heading / 2 + 5);
    format!(
        "<rect class=\"frame\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\"/>\
         <path class=\"heading\" d=\"{}\"/>\
         <text class=\"name\" x=\"{text_x}\" y=\"{text_y}\">{name}</text>",
        rounded(node, heading)
    )
}

fn rows(node: &Node) -> String {
    if node.rows.is_empty() {
        return String::new();
    }
    let (x, right, rule) = (node.rect.x, node.rect.right(), node.rect.y + HEADING);
    let mut text = format!("<path class=\"rule\" d=\"M{x} {rule}H{right}\"/>");
    for (column, place) in node.rows.iter().zip(0..) {
        text += &row(node, column, rule + place * ROW + 14);
    }
    text
}

/// The name as large as the table, which is shown when the rest is too small to be read.
fn far_name(node: &Node, name: &str) -> String {
    let rect = node.rect;
    let (x, y) = (rect.x + rect.size.width / 2, rect.y + rect.size.height / 2);
    let size = font_size(name, rect.size.width - PADDING, rect.size.height - PADDING);
    let name = escaped(name);
    format!(
        "<text class=\"name far-name\" x=\"{x}\" y=\"{y}\" style=\"font-size:{size}px\">{name}</text>"
    )
}

/// The background of the heading, within the frame.
fn rounded(node: &Node, height: i32) -> String {
    let rect = node.rect;
    let (left, top) = (rect.x + 1, rect.y + 1);
    let (width, down) = (rect.size.width - 2, height - 1);
    let inner = width - 8;
    match node.rows.is_empty() {
        true => format!(
            "M{left} {}q0-4 4-4h{inner}q4 0 4 4v{}q0 4-4 4h-{inner}q-4 0-4-4z",
            top + 4,
            down - 9
        ),
        false => format!(
            "M{left} {}v-{}q0-4 4-4h{inner}q4 0 4 4v{}z",
            top + down,
            down - 4,
            down - 4
        ),
    }
}

fn row(node: &Node, column: &Column, y: i32) -> String {
    let rect = node.rect;
    let table = node.table;
    let mark = mark(table, column);
    let primary = match is_primary(table, column) {
        true => " primary",
        false => "",
    };
    let (name, column_type) = (escaped(column.name), escaped(&type_shown(column)));
    let (mark_x, name_x, type_x) = (rect.x + 8, rect.x + MARKS, rect.right() - PADDING);
    let mark = match mark {
        "" => String::new(),
        mark => format!("<text class=\"mark\" x=\"{mark_x}\" y=\"{y}\">{mark}</text>"),
    };
    format!(
        "{mark}<text class=\"column{primary}\" x=\"{name_x}\" y=\"{y}\">{name}</text>\
         <text class=\"type\" text-anchor=\"end\" x=\"{type_x}\" y=\"{y}\">{column_type}</text>"
    )
}

/// What a column is, in two letters.
pub(in crate::graph::diagram) fn mark(table: &Table, column: &Column) -> &'static str {
    if is_primary(table, column) {
        "PK"
    } else if is_reference(table, column) {
        "FK"
    } else if table.is_unique(&[column.name]) {
        "UK"
    } else {
        ""
    }
}
