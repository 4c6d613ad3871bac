//! The rows of the research platform's example, on every database.

use diesel::insert_into;
use diesel::prelude::*;
use research::ai::{ai_batch, ai_call_details, ai_model, ai_model_pricing, ai_usage};
use research::auth::{account, member, organization, session, user};
use research::data::DataSet;
use research::mcp::personal_access_token;
use research::research::{
    extraction_result, mcp_tool_call_log, plan_audit_log, plan_branching_condition, plan_step,
    research_artifact, research_feedback, research_output, research_plan, skill_execution,
};
use research::search::document_chunk;

/// A connection to the database of the research platform.
pub trait ResearchRows {
    /// Inserts the rows of the example, parents first.
    ///
    /// # Errors
    /// The database's.
    fn insert_example(&mut self) -> QueryResult<()>;
}

macro_rules! insert_example {
    ($connection:ty: $($table:ident)+) => {
        impl ResearchRows for $connection {
            fn insert_example(&mut self) -> QueryResult<()> {
                let data = DataSet::example();
                $(insert_into($table::table).values(&data.$table).execute(self)?;)+
                Ok(())
            }
        }
    };
    ($connection:ty) => {
        insert_example! {
            $connection: user session account organization member ai_model ai_model_pricing ai_batch
            ai_usage ai_call_details research_plan plan_step plan_branching_condition plan_audit_log
            research_artifact extraction_result skill_execution mcp_tool_call_log research_output
            research_feedback document_chunk personal_access_token
        }
    };
}

insert_example!(SqliteConnection);
#[cfg(feature = "postgres")]
insert_example!(PgConnection);
#[cfg(feature = "mysql")]
insert_example!(MysqlConnection);
