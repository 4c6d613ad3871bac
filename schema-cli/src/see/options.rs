//! What the commands that show the schema understand.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use schema_migrate::graph::{self, lint::Code};

const TREE: &str = "\
Examples:
  schema tree                                   every table, below those that reference nothing
  schema tree research_plan --depth 2
  schema tree document_chunk --up --polymorphic what a table depends on
  schema tree user --json | jq -r '.[].children[].table'
  schema tree user --ascii > user.txt           for what shows no other letters

A line is a reference: the table, how many of its rows, what happens to them when the row above is deleted,
and the column. What hangs off a table is shown once, where it is nearest to the root: `(again)` says that
it is shown elsewhere, `(cycle)` that the table stands above, and `(more)` that `--depth` cuts it off.

Exit codes: 0 it is printed, 1 there is no such table";

const DOCS: &str = "\
Examples:
  schema docs                                   prints it
  schema docs --output SCHEMA.md                to be committed
  schema docs --check --output SCHEMA.md        fails if the structs say something else now: for CI

`--json` is for `--check`: the document itself is Markdown.

Exit codes: 0 it is written, or up to date, 1 it is stale, or could not be written";

const LINT: &str = "\
Examples:
  schema lint
  schema lint --dialect mysql                   and what MySQL needs
  schema lint --warn missing-comment --deny redundant-index
  schema lint --allow nullable-cascade
  schema lint --json | jq -r '.[] | select(.level == \"error\") | .place'

Codes:
  relation-name-plural       warning  a relation to many rows is called like one
  relation-name-singular     warning  a relation to one row is called like many
  foreign-key-without-index  warning  no index begins with a foreign key
  redundant-index            warning  another index begins with the same columns
  nullable-cascade           warning  a row that may do without its parent is deleted with it
  set-null-orphans           warning  rows stay that nothing leads to any more
  undeferred-cycle           error    tables that need a row of each other first
  missing-comment            off      a table or column is not documented
  mysql-text-key-length      off      a text in a key has no length; a warning with `--dialect mysql`
  unknown-code               warning  a table allows a code that there is not

`#[table(allow(\"code\"))]` on a struct allows a code for its table.

Exit codes: 0 there is no error, 1 there is one";

const DIAGRAM: &str = "\
Examples:
  schema diagram > schema.mmd                   Mermaid, as GitHub draws it
  schema diagram --format dot | dot -Tsvg > schema.svg
  schema diagram --around research_plan --depth 2 --keys-only
  schema diagram --domain auth --tables-only
  schema diagram --format svg --output schema.svg    a picture, dark where the reader's system is
  schema diagram --format html > schema.html         a page to zoom and search in; a click shows all columns
  schema diagram --format html --all-columns > schema.html

A bar at the end of a line is one row, a ring none, a crow's foot many.

In Mermaid, domains are comments: what GitHub runs has no groups of tables. Graphviz frames them, DBML lists them.

There is no diagram in JSON: `schema tree --json` has the references for programs.

Exit codes: 0 it is printed, 1 there is no such table or domain";

const IMPACT: &str = "\
Examples:
  schema impact research_plan
  schema impact user --json | jq -r '.effects[] | select(.outcome == \"refused\") | .table'

Exit codes: 0 it is printed, 1 there is no such table";

#[derive(Debug, Subcommand)]
pub(crate) enum See {
    /// Shows what hangs off a table, or off each: children under parents
    #[command(after_help = TREE)]
    Tree(TreeOptions),
    /// Says what deleting a row does: what goes with it, becomes NULL, or refuses
    #[command(after_help = IMPACT)]
    Impact(ImpactOptions),
    /// Draws tables and references: a picture, a page to search in, or text for other programs
    #[command(after_help = DIAGRAM)]
    Diagram(DiagramOptions),
    /// Finds what is likely to be a mistake: names, indexes, actions, rings
    #[command(after_help = LINT)]
    Lint(LintOptions),
    /// Writes a Markdown document of all relationships: keys, actions, reasons, indexes
    #[command(after_help = DOCS)]
    Docs(DocsOptions),
}

impl See {
    /// The name of the command, and what to use in place of `--json`, if it has no answer in JSON.
    pub(crate) fn without_json(&self) -> Option<(&'static str, &'static str)> {
        match self {
            See::Diagram(_) => Some((
                "diagram",
                "choose another language with `--format`, or use `schema tree --json`",
            )),
            See::Docs(options) if !options.check => {
                Some(("docs", "add `--check`, or use `schema tree --json`"))
            }
            See::Tree(_) | See::Impact(_) | See::Lint(_) | See::Docs(_) => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct TreeOptions {
    /// The table, or its model [default: all that reference nothing]
    pub(crate) table: Option<String>,
    /// Shows what the table depends on: parents under children
    #[arg(long)]
    pub(crate) up: bool,
    /// How many levels are shown
    #[arg(long, value_name = "NUMBER", value_parser = depth, allow_negative_numbers = true)]
    pub(crate) depth: Option<usize>,
    /// Shows the references that no foreign key holds, too
    #[arg(long)]
    pub(crate) polymorphic: bool,
    /// Draws with ASCII only
    #[arg(long)]
    pub(crate) ascii: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DocsOptions {
    /// Fails if the file is not what would be written
    #[arg(long)]
    pub(crate) check: bool,
    /// The file [default: the standard output; with --check SCHEMA.md]
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LintOptions {
    /// Does not look for it; several, with commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) allow: Vec<Code>,
    /// Says it, but does not fail
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) warn: Vec<Code>,
    /// Says it, and fails
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) deny: Vec<Code>,
}

#[derive(Debug, Args)]
pub(crate) struct ImpactOptions {
    /// The table, or its model
    pub(crate) table: String,
}

#[derive(Debug, Args)]
pub(crate) struct DiagramOptions {
    /// The language
    #[arg(long, default_value = "mermaid")]
    pub(crate) format: Format,
    /// Shows no columns
    #[arg(long, conflicts_with_all = ["keys_only", "all_columns"])]
    pub(crate) tables_only: bool,
    /// Shows the columns of keys only [default for html, where a click shows the others]
    #[arg(long, conflicts_with = "all_columns")]
    pub(crate) keys_only: bool,
    /// Shows all columns [default but for html]
    #[arg(long)]
    pub(crate) all_columns: bool,
    /// The file [default: the standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Shows the tables of one domain, and what they reference
    #[arg(long, value_name = "NAME")]
    pub(crate) domain: Option<String>,
    /// Shows the tables around one
    #[arg(long, value_name = "TABLE")]
    pub(crate) around: Option<String>,
    /// How many references away they are
    #[arg(
        long,
        requires = "around",
        default_value_t = 1,
        value_name = "NUMBER",
        value_parser = depth,
        allow_negative_numbers = true
    )]
    pub(crate) depth: usize,
}

fn depth(text: &str) -> Result<usize, &'static str> {
    text.parse().map_err(|_| "use a whole number, as 2")
}

/// The language of a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Mermaid's erDiagram
    Mermaid,
    /// Graphviz
    Dot,
    /// For dbdiagram.io
    Dbml,
    /// A picture
    Svg,
    /// A page to move about in, to search and to look tables up, in one file
    Html,
}

impl From<Format> for graph::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Mermaid => graph::Format::Mermaid,
            Format::Dot => graph::Format::Dot,
            Format::Dbml => graph::Format::Dbml,
            Format::Svg => graph::Format::Svg,
            Format::Html => graph::Format::Html,
        }
    }
}
