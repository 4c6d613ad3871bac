//! What deleting a plan does to every table below it.

use super::Result;
use super::counts::Counts;
use super::text_table::TextTable;
use diesel::prelude::*;
use research::Research;
use research::research::{
    ResearchArtifact, ResearchPlan, research_artifact, research_output, research_plan,
};
use research::search::{ChunkSourceKind, ChunkSourceRow, DocumentChunk, document_chunk};
use schema_core::definition::Table;
use schema_core::prelude::*;
use schema_migrate::graph::{Tree, Trees, View};
use schema_migrate::orphans::FindOrphans;
use std::io::Write;

/// Deletes a plan. The database knows what goes with it, but for the chunks of its outputs: no
/// foreign key holds those.
fn delete_plan(connection: &mut SqliteConnection, plan: &str) -> QueryResult<()> {
    connection.transaction(|connection| {
        let outputs = research_output::table
            .filter(research_output::plan_id.eq(plan))
            .select(research_output::id);
        let chunks = document_chunk::table
            .filter(document_chunk::source_table.eq(ChunkSourceKind::ResearchOutput))
            .filter(document_chunk::source_id.eq_any(outputs));
        diesel::delete(chunks).execute(connection)?;
        diesel::delete(research_plan::table.find(plan)).execute(connection)?;
        Ok(())
    })
}

/// Deletes a plan and prints what went, what was set to NULL and what stayed.
pub(crate) fn show(connection: &mut SqliteConnection, plan: &str, out: &mut dyn Write) -> Result {
    let before = Counts::of(connection)?;
    delete_plan(connection, plan)?;
    let after = Counts::of(connection)?;

    let mut report = TextTable::new(["table", "before", "after", "what happened"]);
    let mut untouched = Vec::new();
    for table in Research::SCHEMA.tables() {
        match what_happened(table, &before, &after) {
            Some(happened) => {
                let (before, after) = (before.rows(table), after.rows(table));
                let name = table.name.table;
                report.row([name, &before.to_string(), &after.to_string(), &happened]);
            }
            None => untouched.push(table.name.table),
        }
    }
    writeln!(out, "{report}")?;
    writeln!(out, "Untouched:")?;
    for names in untouched.chunks(6) {
        writeln!(out, "    {}", names.join(", "))?;
    }
    show_orphans(connection, out)
}

/// Deletes an artifact, whose chunks no foreign key takes along: they are there to be seen and found.
fn show_orphans(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    let artifact: String = research_artifact::table
        .filter(ResearchArtifact::chunks().any())
        .order(research_artifact::id)
        .select(research_artifact::id)
        .first(connection)?;
    diesel::delete(research_artifact::table.find(&artifact)).execute(connection)?;
    let chunks = DocumentChunk::query()
        .order(document_chunk::id)
        .with(DocumentChunk::source())
        .load(connection)?;
    writeln!(
        out,
        "\nDeleting an artifact leaves its chunks, and their source is `Missing`:\n"
    )?;
    for chunk in &chunks {
        let source = match chunk.source() {
            ChunkSourceRow::Missing(source) => format!("Missing({source:?})"),
            _ => "there".to_owned(),
        };
        writeln!(out, "    {:<24}{source}", chunk.content)?;
    }
    writeln!(out, "\n`schema orphans` finds them, too:\n")?;
    for orphans in connection.find_orphans(Research::SCHEMA, 10)? {
        for line in orphans.to_string().lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// What happened to a table, if anything did.
fn what_happened(table: &Table, before: &Counts, after: &Counts) -> Option<String> {
    let deleted = before.rows(table) - after.rows(table);
    if deleted > 0 && !is_below_a_plan(table) {
        return Some(format!(
            "{deleted} deleted by the application: no foreign key leads to the source"
        ));
    }
    if deleted > 0 {
        return Some(format!("{deleted} deleted"));
    }
    let set_to_null: Vec<String> = table
        .foreign_keys
        .iter()
        .filter_map(|key| {
            let rows = before.links(key) - after.links(key);
            (rows > 0).then(|| format!("{} of {rows}", key.columns.join(", ")))
        })
        .collect();
    let set_to_null = set_to_null.join(" and ");
    (!set_to_null.is_empty()).then(|| format!("kept, {set_to_null} set to null"))
}

/// Whether a table is a plan's, or hangs off one.
fn is_below_a_plan(table: &Table) -> bool {
    let trees = Trees::of(Research::SCHEMA, &[ResearchPlan::TABLE], View::default());
    let mut nodes = trees.trees.iter().flat_map(Tree::nodes);
    ResearchPlan::NAME == table.name || nodes.any(|node| node.table.name == table.name)
}
