//! `schema tree`

use schema_core::definition::Schema;
use schema_migrate::graph::{Trees, View, edges, find_table};

use super::options::TreeOptions;
use crate::commands::{Verdict, json_line};
use crate::console::Console;
use crate::error::CommandError;

pub(super) fn show(
    options: &TreeOptions,
    schema: &Schema,
    json: bool,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let view = View {
        up: options.up,
        depth: options.depth,
        polymorphic: options.polymorphic,
    };
    let trees = match &options.table {
        Some(table) => Trees::of(schema, &[find_table(schema, table)?], view),
        None => Trees::all(schema, view),
    };
    if json {
        json_line(console.out, &trees)?;
        return Ok(Verdict::Fine);
    }
    match options.ascii {
        true => write!(console.out, "{}", trees.to_ascii())?,
        false => write!(console.out, "{trees}")?,
    }
    let is_held_back = !options.polymorphic && edges(schema).iter().any(|edge| edge.is_tagged());
    if is_held_back {
        console.note(
            "references that no foreign key holds are left out: `--polymorphic` shows them",
        )?;
    }
    Ok(Verdict::Fine)
}
