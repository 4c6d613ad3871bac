use std::fmt;

use super::Statement;
use crate::dialect::Dialect;

/// SQL statements in their order. As text, each ends in `;` and a blank line parts those of one
/// table from those of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    dialect: Dialect,
    paragraphs: Vec<Vec<Statement>>,
}

impl Script {
    pub(crate) fn new(dialect: Dialect) -> Script {
        Script {
            dialect,
            paragraphs: Vec::new(),
        }
    }

    /// Adds statements that belong together.
    pub(crate) fn push(&mut self, paragraph: Vec<Statement>) {
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
        }
    }

    /// The database that the script is for.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The statements in their order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.paragraphs.iter().flatten()
    }

    /// The statements that belong together, in their order.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &[Statement]> {
        self.paragraphs.iter().map(Vec::as_slice)
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }
}

impl fmt::Display for Script {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, paragraph) in self.paragraphs.iter().enumerate() {
            if position > 0 {
                writeln!(formatter)?;
            }
            for statement in paragraph {
                writeln!(formatter, "{};", statement.to_sql(self.dialect))?;
            }
        }
        Ok(())
    }
}
