//! A picture, which browsers and most programs show; dark where the reader's system is.

mod line;
mod table;

use super::Diagram;
use super::layout::{Area, Layout, Point, Size};
pub(super) use line::{SIGNS, legend_lines};
pub(super) use table::mark;

/// The colours on white paper.
pub(super) const LIGHT: &str = include_str!("style.css");
/// The colours that are different on black.
pub(super) const DARK: &str = include_str!("dark.css");

/// The room around the picture.
const BORDER: i32 = 20;
/// The height of what explains the lines.
const LEGEND: i32 = 64;

pub(super) fn draw(diagram: &Diagram) -> String {
    let layout = Layout::of(diagram);
    let Size { width, height } = paper(&layout);
    let (left, top) = (layout.bounds.x - BORDER, layout.bounds.y - BORDER);
    let legend = line::legend(layout.bounds.x, layout.bounds.bottom() + BORDER);
    let (name, picture) = (escaped(diagram.name), picture(&layout, false));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"schema\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"{left} {top} {width} {height}\" role=\"img\" aria-label=\"{name}: tables and references\">\n\
         <style>\n{LIGHT}@media (prefers-color-scheme: dark) {{\n{DARK}}}\n</style>\n\
         <rect class=\"paper\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>\n\
         {picture}{legend}</svg>\n"
    )
}

fn paper(layout: &Layout) -> Size {
    Size {
        width: layout.bounds.size.width.max(line::LEGEND_WIDTH) + 2 * BORDER,
        height: layout.bounds.size.height + 2 * BORDER + LEGEND,
    }
}

/// Domains, lines, tables, in this order, so that no line hides a table. In a page tables lead to what is
/// told of them, and have names to be read from afar.
pub(super) fn picture(layout: &Layout, is_page: bool) -> String {
    let areas = layout.areas.iter().map(|each| area(each, is_page));
    let areas: String = areas.collect();
    let lines = layout.wires.iter().map(|wire| line::wire(layout, wire));
    let labels = layout.wires.iter().map(|wire| line::label(layout, wire));
    let lines: String = lines.chain(labels).collect();
    let tables = layout.nodes.iter().zip(0..);
    let tables = tables.map(|(node, number)| table::node(layout, node, number, is_page));
    let tables: String = tables.collect();
    // What is heard of lines are their names; the page tells more of each table.
    format!("{areas}<g aria-hidden=\"true\">\n{lines}</g>\n{tables}")
}

fn area(area: &Area, is_page: bool) -> String {
    let rect = area.rect;
    let (x, y) = (rect.x, rect.y);
    let (width, height) = (rect.size.width, rect.size.height);
    let size = area.font;
    let Point {
        x: text_x,
        y: text_y,
    } = area.name_place();
    let name = escaped(area.name);
    let button = match is_page {
        true => format!(" role=\"button\" tabindex=\"0\" aria-label=\"Zoom to {name}\""),
        false => String::new(),
    };
    format!(
        "<g class=\"domain\">\
         <rect class=\"area\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>\
         <text class=\"area-name\" x=\"{text_x}\" y=\"{text_y}\" font-size=\"{size}\"{button}>{name}</text></g>\n"
    )
}

/// A text as it may stand in an element or in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            // XML has no other control characters.
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
