//! A page with the picture: to move about in, to search, and to look tables up. It is one file that loads
//! nothing, and the picture is there without its script, too.

mod about;

pub(super) use about::address;

use super::Diagram;
use super::layout::{Layout, OTHERS};
use super::svg::{DARK, LIGHT, SIGNS, escaped, legend_lines, picture};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Nothing is loaded from elsewhere, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

pub(super) fn draw(diagram: &Diagram) -> String {
    let layout = Layout::of(diagram);
    let body = [header(diagram), main(diagram, &layout)].concat();
    let name = escaped(diagram.name);
    format!(
        "<!doctype html>\n<html lang=\"en\" class=\"still\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{name}: tables and references</title>\n\
         <style>\n{LIGHT}:where(:root[data-theme=dark]) {{\n{DARK}}}\n{STYLE}</style>\n\
         </head>\n<body>\n{body}<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

fn header(diagram: &Diagram) -> String {
    let tables = diagram.groups.iter().map(|group| group.tables.len()).sum();
    let (tables, references) = (
        counted(tables, "table"),
        counted(diagram.edges.len(), "reference"),
    );
    let name = escaped(diagram.name);
    format!(
        "<header>\n<h1>{name}</h1>\n<p>{tables}, {references}</p>\n\
         <div class=\"search\"><input id=\"search\" type=\"search\" placeholder=\"Search tables and columns  /\" \
         autocomplete=\"off\" spellcheck=\"false\" role=\"combobox\" aria-label=\"Search tables and columns\" \
         aria-expanded=\"false\" aria-controls=\"found\" aria-autocomplete=\"list\">\
         <ul id=\"found\" role=\"listbox\" aria-label=\"Tables found\" hidden></ul>\
         <p id=\"status\" class=\"unseen\" role=\"status\"></p></div>\n\
         <noscript>Without JavaScript, the whole picture is here, and no more.</noscript>\n\
         <div class=\"tools\" role=\"group\" aria-label=\"View\">\
         <button id=\"out\" type=\"button\" aria-label=\"Zoom out\" title=\"Zoom out (-)\">−</button>\n\
         <button id=\"in\" type=\"button\" aria-label=\"Zoom in\" title=\"Zoom in (+)\">+</button>\n\
         <button id=\"all\" type=\"button\" title=\"Show everything (0)\">Fit</button>\n\
         <button id=\"theme\" type=\"button\" aria-label=\"Dark\" aria-pressed=\"false\" title=\"Light or dark\">◐</button></div>\n\
         </header>\n"
    )
}

fn main(diagram: &Diagram, layout: &Layout) -> String {
    let (x, y) = (layout.bounds.x, layout.bounds.y);
    let (width, height) = (layout.bounds.size.width, layout.bounds.size.height);
    let name = escaped(diagram.name);
    let picture = picture(layout, true);
    let legend = legend_lines().map(|(class, what)| {
        format!(
            "<li><svg class=\"schema\" viewBox=\"0 0 34 12\" aria-hidden=\"true\"><g class=\"{class}\">\
             <path class=\"line\" d=\"M0 6h34\"/></g></svg>{what}</li>\n"
        )
    });
    let signs = SIGNS.iter().map(|sign| format!("<li>{sign}</li>\n"));
    let legend: String = legend.chain(signs).collect();
    let panel = panel(diagram);
    format!(
        "<main>\n<svg id=\"canvas\" class=\"schema\" viewBox=\"{x} {y} {width} {height}\" tabindex=\"0\" \
         role=\"group\" aria-label=\"{name}: tables and references; arrow keys move, + and - zoom\">\n\
         <g id=\"world\">\n{picture}</g>\n</svg>\n<div id=\"tip\" hidden></div>\n<details id=\"legend\" open>\
         <summary>Legend</summary><ul>\n{legend}</ul></details>\n{panel}</main>\n"
    )
}

fn panel(diagram: &Diagram) -> String {
    let tables = diagram.groups.iter().flat_map(|group| {
        let domain = group.name.unwrap_or(OTHERS);
        group.tables.iter().map(move |&table| (domain, table))
    });
    let sections = tables.zip(0..);
    let sections =
        sections.map(|((domain, table), number)| about::section(diagram, domain, table, number));
    let sections: String = sections.collect();
    format!(
        "<aside id=\"panel\" aria-label=\"Table\" hidden>\n\
         <button id=\"close\" type=\"button\" aria-label=\"Close\" title=\"Close (Esc)\">×</button>\n\
         {sections}</aside>\n"
    )
}

fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
