//! `schema diagram`

use schema_core::definition::Schema;
use schema_migrate::graph::{Columns, Diagram, Scope, find_table};

use super::options::{DiagramOptions, Format};
use super::output;
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
    let diagram = Diagram::of(schema, scope);
    if let (Some(name), Some((table, _))) = (&options.domain, around)
        && !diagram.shows(table)
    {
        return Err(CommandError::OutOfSight {
            table: table.name.table.to_owned(),
            domain: name.clone(),
        });
    }
    let text = diagram.draw(options.format.into());
    output::give(options.output.as_deref(), &text, console)?;
    if is_too_long(options.format, &text) {
        console.note(
            "it is more than the 50000 characters that Mermaid draws, on GitHub, too: use `--keys-only`, \
             `--tables-only`, `--domain` or `--around`",
        )?;
    }
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

/// Whether Mermaid draws an error in place of the diagram, unless its `maxTextSize` is another.
fn is_too_long(format: Format, text: &str) -> bool {
    format == Format::Mermaid && text.encode_utf16().count() > 50_000
}

#[cfg(test)]
mod tests {
    use super::{Format, is_too_long};

    #[test]
    fn only_mermaid_has_a_limit() {
        let limit = "ä".repeat(50_000);
        assert!(!is_too_long(Format::Mermaid, &limit));
        assert!(is_too_long(Format::Mermaid, &(limit.clone() + "x")));
        assert!(!is_too_long(Format::Dot, &(limit + "x")));
    }
}
