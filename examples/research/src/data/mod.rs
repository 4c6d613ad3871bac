//! A small data set that tells a story: Ada has asked whether heat pumps suit old houses, and has
//! her answer; Tomás is still finding out about kelp; Mei has only just signed up.
//!
//! Ids and times are fixed, so that whatever is made of the data is the same every time.

mod ai;
mod auth;
mod research;
mod search;

use crate::ai::{AiBatch, AiCallDetails, AiModel, AiModelPricing, AiUsage};
use crate::auth::{Account, Member, Organization, Session, User};
use crate::mcp::PersonalAccessToken;
use crate::research::{
    ExtractionResult, McpToolCallLog, PlanAuditLog, PlanBranchingCondition, PlanStep,
    ResearchArtifact, ResearchFeedback, ResearchOutput, ResearchPlan, SkillExecution,
};
use crate::search::DocumentChunk;
use chrono::{DateTime, NaiveDateTime, TimeDelta};

/// Rows for every table. A field comes after those that its rows reference.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each field is called like its table")]
pub struct DataSet {
    pub user: Vec<User>,
    pub session: Vec<Session>,
    pub account: Vec<Account>,
    pub organization: Vec<Organization>,
    pub member: Vec<Member>,
    pub ai_model: Vec<AiModel>,
    pub ai_model_pricing: Vec<AiModelPricing>,
    pub ai_batch: Vec<AiBatch>,
    pub ai_usage: Vec<AiUsage>,
    pub ai_call_details: Vec<AiCallDetails>,
    pub research_plan: Vec<ResearchPlan>,
    pub plan_step: Vec<PlanStep>,
    pub plan_branching_condition: Vec<PlanBranchingCondition>,
    pub plan_audit_log: Vec<PlanAuditLog>,
    pub research_artifact: Vec<ResearchArtifact>,
    pub extraction_result: Vec<ExtractionResult>,
    pub skill_execution: Vec<SkillExecution>,
    pub mcp_tool_call_log: Vec<McpToolCallLog>,
    pub research_output: Vec<ResearchOutput>,
    pub research_feedback: Vec<ResearchFeedback>,
    pub document_chunk: Vec<DocumentChunk>,
    pub personal_access_token: Vec<PersonalAccessToken>,
}

impl DataSet {
    /// The story of Ada, Tomás and Mei.
    pub fn example() -> DataSet {
        DataSet {
            user: auth::users(),
            session: auth::sessions(),
            account: auth::accounts(),
            organization: auth::organizations(),
            member: auth::members(),
            ai_model: ai::models(),
            ai_model_pricing: ai::pricing(),
            ai_batch: ai::batches(),
            ai_usage: ai::usage(),
            ai_call_details: ai::call_details(),
            research_plan: research::plans(),
            plan_step: research::steps(),
            plan_branching_condition: research::branching_conditions(),
            plan_audit_log: research::audit_logs(),
            research_artifact: research::artifacts(),
            extraction_result: research::extraction_results(),
            skill_execution: research::skill_executions(),
            mcp_tool_call_log: research::tool_calls(),
            research_output: research::outputs(),
            research_feedback: research::feedback(),
            document_chunk: search::chunks(),
            personal_access_token: auth::access_tokens(),
        }
    }
}

/// Ada's user id.
pub const ADA: &str = "user-ada-000000000000";
/// Tomás's user id.
pub const TOMAS: &str = "user-tomas-0000000000";
/// Mei's user id.
pub const MEI: &str = "user-mei-000000000000";
/// The id of the organization that Ada and Tomás work for.
pub const NORTHLIGHT: &str = "org-northlight-000000";
/// The id of Ada's plan about heat pumps.
pub const HEAT_PUMPS: &str = "plan-heat-pumps-00000";
/// The id of Tomás's plan about kelp.
pub const KELP: &str = "plan-kelp-00000000000";

/// The id of the `number`th row of a kind: 21 characters, like those that the platform draws.
fn id(kind: &str, number: usize) -> String {
    let width = 20 - kind.len();
    format!("{kind}-{number:0width$}")
}

/// A time, in minutes after the 15th of January 2026, 9 o'clock.
fn minute(minutes: i64) -> NaiveDateTime {
    DateTime::UNIX_EPOCH.naive_utc()
        + TimeDelta::days(20_468)
        + TimeDelta::hours(9)
        + TimeDelta::minutes(minutes)
}

/// A time, in days after the same moment.
fn day(days: i64) -> NaiveDateTime {
    minute(0) + TimeDelta::days(days)
}
