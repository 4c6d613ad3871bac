//! `schema tree`

use schema_core::definition::{Schema, Table};
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
    let root = match &options.table {
        Some(table) => Some(find_table(schema, table)?),
        None => None,
    };
    let trees = trees(schema, root, view);
    if json {
        json_line(console.out, &trees)?;
        return Ok(Verdict::Fine);
    }
    match options.ascii {
        true => write!(console.out, "{}", trees.to_ascii())?,
        false => write!(console.out, "{trees}")?,
    }
    let whole = View {
        polymorphic: true,
        ..view
    };
    let has_others = edges(schema).iter().any(|edge| edge.is_tagged());
    if has_others && self::trees(schema, root, whole) != trees {
        console.note(
            "references that no foreign key holds are left out: `--polymorphic` shows them",
        )?;
    }
    Ok(Verdict::Fine)
}

/// What hangs off a table, or off all.
fn trees(schema: &Schema, root: Option<&'static Table>, view: View) -> Trees {
    match root {
        Some(table) => Trees::of(schema, &[table], view),
        None => Trees::all(schema, view),
    }
}
