//! `schema impact`

use schema_core::definition::Schema;
use schema_migrate::graph::{Impact, find_table};

use super::options::ImpactOptions;
use crate::commands::{Verdict, json_line};
use crate::console::Console;
use crate::error::CommandError;

pub(super) fn show(
    options: &ImpactOptions,
    schema: &Schema,
    json: bool,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let impact = Impact::of(schema, find_table(schema, &options.table)?);
    match json {
        true => json_line(console.out, &impact)?,
        false => write!(console.out, "{impact}")?,
    }
    Ok(Verdict::Fine)
}
