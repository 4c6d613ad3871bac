//! Markdown.

use std::fmt::{self, Display};

/// A heading with a table. Without rows there is neither, unless something is to be said then.
pub(super) struct Section {
    title: &'static str,
    note: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    otherwise: &'static str,
}

impl Section {
    pub(super) fn new(title: &'static str, header: &[&str]) -> Section {
        Section {
            title,
            note: "",
            header: header.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
            otherwise: "",
        }
    }

    /// Says something above the table.
    pub(super) fn note(self, note: &'static str) -> Section {
        Section { note, ..self }
    }

    /// Says something if there are no rows.
    pub(super) fn otherwise(self, otherwise: &'static str) -> Section {
        Section { otherwise, ..self }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }
}

impl Display for Section {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() && self.otherwise.is_empty() {
            return Ok(());
        }
        writeln!(formatter, "\n## {}\n", self.title)?;
        if self.rows.is_empty() {
            return writeln!(formatter, "{}", self.otherwise);
        }
        if !self.note.is_empty() {
            writeln!(formatter, "{}\n", self.note)?;
        }
        writeln!(formatter, "| {} |", self.header.join(" | "))?;
        writeln!(formatter, "|{}", "---|".repeat(self.header.len()))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
            writeln!(formatter, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

/// A name or a piece of SQL.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') {
        return format!("`` {text} ``");
    }
    format!("`{text}`")
}

/// Words of the user's, in which `<` begins no HTML.
pub(super) fn prose(text: &str) -> String {
    text.replace('<', "\\<")
}

/// What can stand in a cell of a table.
fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}
