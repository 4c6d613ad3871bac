use std::fmt;

use thiserror::Error;

/// Why there is no plan: every place at which something has to be declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanError {
    /// The problems; there is at least one.
    pub problems: Vec<PlanProblem>,
}

impl fmt::Display for PlanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("rows that are there already would have no value")?;
        for problem in &self.problems {
            write!(formatter, "\n  {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PlanError {}

/// One thing that has to be declared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{place}`: the new column `{column}` of `{table}` is NOT NULL; if it had another name, say so: \
     `renamed_from = \"…\"`; otherwise give it a `default`, or the rows that are there a value: \
     `#[column(backfill = \"…\")]`, or make it an `Option`"
)]
pub struct PlanProblem {
    /// The struct and the field.
    pub place: String,
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}
