//! A table of a picture.

use schema_core::definition::{Column, Table};

use super::escaped;
use crate::graph::diagram::html::address;
use crate::graph::diagram::layout::{
    HEADING, Layout, MARKS, Node, PADDING, ROW, Size, type_shown, width,
};
use crate::graph::diagram::{is_primary, is_reference};
use crate::graph::shown;

/// How many colours the domains have.
const COLORS: usize = 8;

/// The largest size of a name that is to be read from afar.
const FAR_FONT: i32 = 30;

/// The height of a line, in hundredths of the size of its letters.
const LINE: i32 = 115;

pub(super) fn node(layout: &Layout, node: &Node, number: usize, is_page: bool) -> String {
    let color = layout.areas[node.area].number % COLORS;
    let full_name = shown(&node.table.name);
    let name = escaped(&full_name);
    let (open, close) = match is_page {
        true => {
            let address = address(&full_name);
            (format!("a href=\"#{address}\" aria-label=\"{name}\""), "a")
        }
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
    let room = Size {
        width: rect.size.width - PADDING,
        height: rect.size.height - PADDING,
    };
    let (size, lines) = far_lines(name, room);
    let x = rect.x + rect.size.width / 2;
    let pitch = size * LINE / 100;
    let count = i32::try_from(lines.len()).unwrap_or(1);
    let first = rect.y + rect.size.height / 2 - (count - 1) * pitch / 2;
    let lines = lines.iter().zip(0..).map(|(line, place)| {
        let (y, line) = (first + place * pitch, escaped(line));
        format!("<tspan x=\"{x}\" y=\"{y}\">{line}</tspan>")
    });
    let lines: String = lines.collect();
    format!("<text class=\"name far-name\" style=\"font-size:{size}px\">{lines}</text>")
}

/// The largest size at which a name fits, broken after `_` and `.`; no larger than that of most others, as a
/// larger one would seem to matter more.
fn far_lines(name: &str, room: Size) -> (i32, Vec<String>) {
    let sizes = (1..=FAR_FONT).rev();
    let fitting = sizes.map(|size| (size, broken(name, size, room.width)));
    let mut fitting = fitting.filter(|(size, lines)| {
        let count = i32::try_from(lines.len()).unwrap_or(i32::MAX / 1_000);
        let is_narrow = |line: &String| width(line, *size) <= room.width;
        count * size * LINE / 100 <= room.height && lines.iter().all(is_narrow)
    });
    fitting.next().unwrap_or_else(|| (1, vec![name.to_owned()]))
}

/// A name in lines of at most this width, as far as it can be broken.
fn broken(name: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in name.split_inclusive(['_', '.', ' ']) {
        match lines.last_mut() {
            Some(line) if line.is_empty() || width(&format!("{line}{part}"), size) <= room => {
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines
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
    if is_primary(table, column) && is_reference(table, column) {
        "PK FK"
    } else if is_primary(table, column) {
        "PK"
    } else if is_reference(table, column) {
        "FK"
    } else if table.is_unique(&[column.name]) {
        "UK"
    } else {
        ""
    }
}
