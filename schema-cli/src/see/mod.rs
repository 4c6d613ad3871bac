//! The commands that show the schema. None of them needs a database.

mod diagram;
mod docs;
mod impact;
mod lint;
mod options;
mod output;
mod tree;

pub(crate) use options::See;

use schema_core::definition::Schema;

use crate::commands::Verdict;
use crate::console::Console;
use crate::error::CommandError;
use crate::options::Common;

/// Shows of a schema what is asked for.
pub(crate) fn show(
    see: &See,
    schema: &Schema,
    common: &Common,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    match see {
        See::Docs(options) => docs::show(options, schema, common.json, console),
        See::Lint(options) => lint::show(options, schema, common, console),
        See::Diagram(options) => diagram::show(options, schema, console),
        See::Impact(options) => impact::show(options, schema, common.json, console),
        See::Tree(options) => tree::show(options, schema, common.json, console),
    }
}
