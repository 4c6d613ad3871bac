//! Writing the data set, all of it or nothing.

use super::Result;
use super::counts::Counts;
use diesel::insert_into;
use diesel::prelude::*;
use research::Research;
use research::ai::{ai_batch, ai_call_details, ai_model, ai_model_pricing, ai_usage};
use research::auth::{account, member, organization, session, user};
use research::data::DataSet;
use research::mcp::personal_access_token;
use research::research::{
    extraction_result, mcp_tool_call_log, plan_audit_log, plan_branching_condition, plan_step,
    research_artifact, research_feedback, research_output, research_plan, skill_execution,
};
use schema_core::prelude::*;
use std::io::Write;

/// Inserts all rows, parents first, in one transaction.
pub(crate) fn insert(connection: &mut SqliteConnection, data: &DataSet) -> Result {
    connection.transaction(|connection| {
        insert_auth(connection, data)?;
        insert_ai(connection, data)?;
        insert_research(connection, data)?;
        // No foreign key would look for the sources: the insert does.
        data.document_chunk.insert_checked(connection)?;
        Ok(())
    })
}

fn insert_auth(connection: &mut SqliteConnection, data: &DataSet) -> QueryResult<()> {
    insert_into(user::table)
        .values(&data.user)
        .execute(connection)?;
    insert_into(session::table)
        .values(&data.session)
        .execute(connection)?;
    insert_into(account::table)
        .values(&data.account)
        .execute(connection)?;
    insert_into(organization::table)
        .values(&data.organization)
        .execute(connection)?;
    insert_into(member::table)
        .values(&data.member)
        .execute(connection)?;
    insert_into(personal_access_token::table)
        .values(&data.personal_access_token)
        .execute(connection)?;
    Ok(())
}

fn insert_ai(connection: &mut SqliteConnection, data: &DataSet) -> QueryResult<()> {
    insert_into(ai_model::table)
        .values(&data.ai_model)
        .execute(connection)?;
    insert_into(ai_model_pricing::table)
        .values(&data.ai_model_pricing)
        .execute(connection)?;
    insert_into(ai_batch::table)
        .values(&data.ai_batch)
        .execute(connection)?;
    insert_into(ai_usage::table)
        .values(&data.ai_usage)
        .execute(connection)?;
    insert_into(ai_call_details::table)
        .values(&data.ai_call_details)
        .execute(connection)?;
    Ok(())
}

fn insert_research(connection: &mut SqliteConnection, data: &DataSet) -> QueryResult<()> {
    insert_into(research_plan::table)
        .values(&data.research_plan)
        .execute(connection)?;
    insert_into(plan_step::table)
        .values(&data.plan_step)
        .execute(connection)?;
    insert_into(plan_branching_condition::table)
        .values(&data.plan_branching_condition)
        .execute(connection)?;
    insert_into(plan_audit_log::table)
        .values(&data.plan_audit_log)
        .execute(connection)?;
    insert_into(research_artifact::table)
        .values(&data.research_artifact)
        .execute(connection)?;
    insert_into(extraction_result::table)
        .values(&data.extraction_result)
        .execute(connection)?;
    insert_into(skill_execution::table)
        .values(&data.skill_execution)
        .execute(connection)?;
    insert_into(mcp_tool_call_log::table)
        .values(&data.mcp_tool_call_log)
        .execute(connection)?;
    insert_into(research_output::table)
        .values(&data.research_output)
        .execute(connection)?;
    insert_into(research_feedback::table)
        .values(&data.research_feedback)
        .execute(connection)?;
    Ok(())
}

/// How many rows each domain has now.
pub(crate) fn show(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    let counts = Counts::of(connection)?;
    writeln!(
        out,
        "Ada has asked about heat pumps and has her answer, Tomás is still finding out about kelp,\n\
         Mei has only just signed up: {} rows, inserted in one transaction.\n",
        counts.total()
    )?;
    for domain in Research::SCHEMA.domains {
        let tables = domain.tables.iter();
        let tables: Vec<String> = tables
            .map(|table| format!("{} {}", table.name.table, counts.rows(table)))
            .collect();
        for (position, tables) in tables.chunks(3).enumerate() {
            let name = if position == 0 { domain.name } else { "" };
            writeln!(out, "    {name:<10}{}", tables.join(", "))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tour::migration;
    use research::search::{ChunkSource, DocumentChunk};
    use schema_core::polymorphic::InsertCheckedError;

    #[test]
    fn a_chunk_without_a_source_is_refused() -> Result {
        let mut connection = SqliteConnection::establish(":memory:")?;
        migration::run(&mut connection, &mut Vec::new())?;
        let data = DataSet::example();
        insert(&mut connection, &data)?;
        let elsewhere = |chunk: &DocumentChunk| DocumentChunk {
            id: "chunk-without-source-".to_owned(),
            source: ChunkSource::ResearchOutput("no-such-source-000000".to_owned()),
            ..chunk.clone()
        };
        let chunk = elsewhere(&data.document_chunk[0]);
        let error = chunk
            .insert_checked(&mut connection)
            .expect_err("no source");
        let InsertCheckedError::Missing(missing) = error else {
            return Err(error.into());
        };
        let [missing] = &*missing else {
            return Err(missing.into());
        };
        assert_eq!(missing.table.table, "research_output");
        assert_eq!(missing.keys, ["\"no-such-source-000000\""]);
        Ok(())
    }
}
