//! Rows and columns as text.

use std::fmt;

/// A table with a heading; its columns are as wide as they need to be.
pub(crate) struct TextTable {
    rows: Vec<Vec<String>>,
}

impl TextTable {
    pub(crate) fn new<const WIDTH: usize>(heading: [&str; WIDTH]) -> TextTable {
        let rule = heading.map(|_| "");
        let mut table = TextTable { rows: Vec::new() };
        table.row(heading);
        table.row(rule);
        table
    }

    pub(crate) fn row<const WIDTH: usize>(&mut self, cells: [impl fmt::Display; WIDTH]) {
        self.rows
            .push(cells.iter().map(ToString::to_string).collect());
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    }
}

impl fmt::Display for TextTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, row) in self.rows.iter().enumerate() {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let width = self.width(column);
                match position {
                    1 => "─".repeat(width),
                    _ => format!("{cell:width$}"),
                }
            });
            let line = cells.collect::<Vec<String>>().join("  ");
            writeln!(formatter, "    {}", line.trim_end())?;
        }
        Ok(())
    }
}
