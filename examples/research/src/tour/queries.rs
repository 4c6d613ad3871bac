//! Diesel as ever, on the tables and joins that the structs have made.

use super::Result;
use super::text_table::TextTable;
use diesel::prelude::*;
use research::ai::{AiOperation, ai_batch, ai_usage};
use research::auth::{MemberRole, member, organization, user};
use research::research::{
    ExtractionResult, ResearchArtifact, RunStatus, StepKind, StepStatus, mcp_tool_call_log,
    plan_step, research_artifact, research_plan,
};
use research::search::{ChunkSourceRow, DocumentChunk, document_chunk};
use schema_core::prelude::*;
use std::io::Write;

pub(crate) fn show(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    writeln!(
        out,
        "Steps with their plan and its user:\n\
         plan_step::table.inner_join(research_plan::table.inner_join(user::table))\n\n{}",
        steps(connection)?
    )?;
    writeln!(
        out,
        "Requests by price, with the batch if they were in one:\n\
         ai_usage::table.inner_join(user::table).left_join(ai_batch::table)\n\n{}",
        requests(connection)?
    )?;
    writeln!(
        out,
        "Who works for Northlight, many to many:\n\
         user::table.inner_join(member::table.inner_join(organization::table))\n\n{}",
        members(connection)?
    )?;
    writeln!(
        out,
        "Tool calls that failed, by an enum:\n\
         mcp_tool_call_log::status.eq(RunStatus::Failed)\n\n{}",
        failed_calls(connection)?
    )?;
    writeln!(
        out,
        "Chunks with their sources, which are in several tables, one statement for each:\n\
         DocumentChunk::query().with(DocumentChunk::source())\n\n{}",
        chunks(connection)?
    )?;
    writeln!(
        out,
        "Artifacts with their chunks, the other way round:\n\
         research_artifact::table.with(ResearchArtifact::chunks())\n\n{}",
        artifacts(connection)?
    )?;
    Ok(())
}

fn chunks(connection: &mut SqliteConnection) -> Result<TextTable> {
    let chunks = DocumentChunk::query()
        .order(document_chunk::id)
        .with(
            DocumentChunk::source()
                .with(ResearchArtifact::user())
                .with(ExtractionResult::source_artifact()),
        )
        .load(connection)?;
    let mut table = TextTable::new(["chunk", "source"]);
    for chunk in &chunks {
        let source = match chunk.source() {
            ChunkSourceRow::ResearchArtifact(artifact) => {
                format!(
                    "artifact {}, found for {}",
                    artifact.title,
                    artifact.user().name
                )
            }
            ChunkSourceRow::ResearchOutput(output) => format!("output {}", output.title),
            ChunkSourceRow::ExtractionResult(facts) => {
                let artifact = facts.source_artifact();
                let title = artifact.map_or("an artifact that is gone", |one| &one.title);
                format!("facts of {title}")
            }
            ChunkSourceRow::Missing(source) => format!("{source:?}, which is gone"),
        };
        table.row([chunk.content.as_str(), &source]);
    }
    Ok(table)
}

fn artifacts(connection: &mut SqliteConnection) -> Result<TextTable> {
    let artifacts = research_artifact::table
        .filter(ResearchArtifact::chunks().any())
        .with(ResearchArtifact::chunks().order(document_chunk::position))
        .load(connection)?;
    let mut table = TextTable::new(["artifact", "chunks"]);
    for artifact in &artifacts {
        let chunks = artifact.chunks().iter();
        let chunks: Vec<&str> = chunks.map(|chunk| chunk.content.as_str()).collect();
        table.row([artifact.title.as_str(), &chunks.join(" ")]);
    }
    Ok(table)
}

fn steps(connection: &mut SqliteConnection) -> Result<TextTable> {
    let rows: Vec<(String, String, i32, StepKind, StepStatus)> = plan_step::table
        .inner_join(research_plan::table.inner_join(user::table))
        .order((research_plan::created_at, plan_step::position))
        .select((
            user::name,
            research_plan::title,
            plan_step::position,
            plan_step::kind,
            plan_step::status,
        ))
        .load(connection)?;
    let mut table = TextTable::new(["user", "plan", "step", "kind", "status"]);
    for (user, plan, position, kind, status) in &rows {
        let position = position.to_string();
        let (kind, status) = (kind.to_value(), status.to_value());
        table.row([user, plan, position.as_str(), kind, status]);
    }
    Ok(table)
}

fn requests(connection: &mut SqliteConnection) -> Result<TextTable> {
    let rows: Vec<(String, AiOperation, i64, Option<String>)> = ai_usage::table
        .inner_join(user::table)
        .left_join(ai_batch::table)
        .order(ai_usage::cost.desc())
        .select((
            user::name,
            ai_usage::operation,
            ai_usage::cost,
            ai_batch::provider_batch.nullable(),
        ))
        .load(connection)?;
    let mut table = TextTable::new(["user", "operation", "cost", "batch"]);
    for (user, operation, cost, batch) in rows {
        table.row([
            user.as_str(),
            operation.to_value(),
            &dollars(cost),
            batch.as_deref().unwrap_or("–"),
        ]);
    }
    Ok(table)
}

/// Micro-dollars as dollars. Whole numbers only: nothing is rounded.
fn dollars(micro_dollars: i64) -> String {
    format!(
        "${}.{:06}",
        micro_dollars / 1_000_000,
        micro_dollars % 1_000_000
    )
}

fn members(connection: &mut SqliteConnection) -> Result<TextTable> {
    let rows: Vec<(String, MemberRole)> = user::table
        .inner_join(member::table.inner_join(organization::table))
        .filter(organization::slug.eq("northlight"))
        .order(user::name)
        .select((user::name, member::role))
        .load(connection)?;
    let mut table = TextTable::new(["user", "role"]);
    for (user, role) in &rows {
        table.row([user.as_str(), role.to_value()]);
    }
    Ok(table)
}

fn failed_calls(connection: &mut SqliteConnection) -> Result<TextTable> {
    let rows: Vec<(String, String, String, Option<String>)> = mcp_tool_call_log::table
        .inner_join(user::table)
        .filter(mcp_tool_call_log::status.eq(RunStatus::Failed))
        .order(mcp_tool_call_log::created_at)
        .select((
            user::name,
            mcp_tool_call_log::server,
            mcp_tool_call_log::tool,
            mcp_tool_call_log::error,
        ))
        .load(connection)?;
    let mut table = TextTable::new(["for", "server", "tool", "error"]);
    for (user, server, tool, error) in rows {
        table.row([user, server, tool, error.unwrap_or_default()]);
    }
    Ok(table)
}
