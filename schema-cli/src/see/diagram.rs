//! `schema diagram`

use schema_core::definition::Schema;
use schema_migrate::graph::{Columns, Diagram, Scope, find_table};

use super::options::{DiagramOptions, Format};
use crate::commands::Verdict;
use crate::console::Console;
use crate::error::CommandError;

pub(super) fn show(
    options: &DiagramOptions,
    schema: &Schema,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    if let Some(name) = &options.domain {
        let mut domains = schema.domains.iter();
        if !domains.any(|domain| domain.name == name) {
            let names: Vec<&str> = schema.domains.iter().map(|domain| domain.name).collect();
            return Err(CommandError::UnknownDomain {
                name: name.clone(),
                domains: names.join(", "),
            });
        }
    }
    let around = match &options.around {
        Some(table) => Some((find_table(schema, table)?, options.depth)),
        None => None,
    };
    let scope = Scope {
        columns: columns(options),
        domain: options.domain.as_deref(),
        around,
    };
    let diagram = Diagram::of(schema, scope).draw(options.format.into());
    write!(console.out, "{diagram}")?;
    Ok(Verdict::Fine)
}

fn columns(options: &DiagramOptions) -> Columns {
    let is_page = options.format == Format::Html;
    if options.tables_only {
        Columns::None
    } else if options.keys_only || (is_page && !options.all_columns) {
        Columns::Keys
    } else {
        Columns::All
    }
}
