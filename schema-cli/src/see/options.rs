//! What the commands that show the schema understand.

use clap::{Args, Subcommand};

const TREE: &str = "\
Examples:
  schema tree                                   every table, below those that reference nothing
  schema tree research_plan --depth 2
  schema tree document_chunk --up --polymorphic what a table depends on
  schema tree user --json | jq -r '.[].children[].table'

A line is a reference: the table, how many of its rows, what happens to them when the row above is deleted,
and the column. What hangs off a table is shown once, where it is nearest to the root: `(again)` says that
it is shown elsewhere, `(cycle)` that the table stands above, and `(more)` that `--depth` cuts it off.

Exit codes: 0 it is printed, 1 there is no such table";

#[derive(Debug, Subcommand)]
pub(crate) enum See {
    /// Shows what hangs off a table, or off each: children under parents
    #[command(after_help = TREE)]
    Tree(TreeOptions),
}

#[derive(Debug, Args)]
pub(crate) struct TreeOptions {
    /// The table, or its model [default: all that reference nothing]
    pub(crate) table: Option<String>,
    /// Shows what the table depends on: parents under children
    #[arg(long)]
    pub(crate) up: bool,
    /// How many levels are shown
    #[arg(long, value_name = "NUMBER")]
    pub(crate) depth: Option<usize>,
    /// Shows the references that no foreign key holds, too
    #[arg(long)]
    pub(crate) polymorphic: bool,
    /// Draws with ASCII only
    #[arg(long)]
    pub(crate) ascii: bool,
}
