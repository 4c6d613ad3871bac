//! The research itself: plans, their steps, what was found and what was written.
//!
//! Operational data (steps, outputs, feedback, …) belongs to its plan and goes with it. Knowledge
//! (artifacts, extractions) and the record of what ran survive it: their links become NULL.

use crate::auth::{Organization, User};
use crate::search::DocumentChunk;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// How far a plan is.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanStatus {
    /// Being written.
    Draft,
    /// Ready to run.
    Approved,
    /// At work.
    Running,
    /// Done.
    Completed,
    /// Stopped by an error.
    Failed,
    /// Stopped by its user.
    Cancelled,
}

/// A question, and the steps that are to answer it.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = research_plan)]
#[index(user_id, desc(created_at))]
#[relation(many, steps: PlanStep)]
#[relation(many, branching_conditions: PlanBranchingCondition)]
#[relation(many, audit_logs: PlanAuditLog)]
#[relation(many, artifacts: ResearchArtifact)]
#[relation(many, extraction_results: ExtractionResult)]
#[relation(many, skill_executions: SkillExecution)]
#[relation(many, tool_calls: McpToolCallLog)]
#[relation(many, outputs: ResearchOutput)]
#[relation(many, feedback: ResearchFeedback)]
pub struct ResearchPlan {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Whose plan it is. The index is the one with `created_at`: a user's newest plans.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// A short name for lists.
    pub title: String,
    /// What the user wants to know.
    pub question: String,
    /// How far the plan is.
    #[column(enum, default = PlanStatus::Draft)]
    #[index]
    pub status: PlanStatus,
    /// How the plan is to be run: depth, languages, sources to avoid.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub settings: Value,
    /// What the plan may cost, in micro-dollars; no limit if there is none.
    #[check("budget >= 0")]
    pub budget: Option<i64>,
    /// When the plan was written.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
    /// When the plan last changed.
    #[column(default = "now()")]
    pub updated_at: NaiveDateTime,
    /// When the answer was there.
    pub completed_at: Option<NaiveDateTime>,
}

/// What a step does.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Finds documents.
    Search,
    /// Reads facts out of documents.
    Extract,
    /// Draws conclusions from facts.
    Analyze,
    /// Writes the answer.
    Write,
}

/// How far a step is.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    /// Its turn is still to come.
    Pending,
    /// At work.
    Running,
    /// Done.
    Completed,
    /// Stopped by an error.
    Failed,
    /// Left out, as a branching condition asked.
    Skipped,
}

/// One step of a research plan.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = plan_step)]
#[index(plan_id, position)]
#[relation(many, branching_conditions: PlanBranchingCondition)]
#[relation(many, audit_logs: PlanAuditLog)]
#[relation(many, artifacts: ResearchArtifact)]
#[relation(many, extraction_results: ExtractionResult)]
#[relation(many, tool_calls: McpToolCallLog)]
pub struct PlanStep {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan. The index is the one with `position`: a plan's steps in their order.
    #[references(
        ResearchPlan,
        on_delete = "cascade",
        reason = "operational data goes with its plan"
    )]
    pub plan_id: String,
    /// The organization whose sources the step may use, if any.
    #[references(
        Organization,
        on_delete = "set null",
        reason = "a step may do without the sources of an organization"
    )]
    pub organization_id: Option<String>,
    /// Where the step stands in the plan, from 1 on.
    #[check("position >= 1")]
    pub position: i32,
    /// What the step does.
    #[column(enum)]
    pub kind: StepKind,
    /// What is to be done, as the model is told.
    pub instructions: String,
    /// How far the step is.
    #[column(enum, default = StepStatus::Pending)]
    pub status: StepStatus,
    /// When the step was planned.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
    /// When the step was done.
    pub completed_at: Option<NaiveDateTime>,
}

/// What a branching condition does when it holds.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum BranchAction {
    /// Runs the step again.
    Repeat,
    /// Leaves the next step out.
    SkipNext,
    /// Ends the plan.
    Stop,
}

/// A condition on the result of a step that changes how the plan goes on.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = plan_branching_condition)]
pub struct PlanBranchingCondition {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan.
    #[references(
        ResearchPlan,
        on_delete = "cascade",
        reason = "operational data goes with its plan"
    )]
    pub plan_id: String,
    /// The step after which the condition is looked at.
    #[references(PlanStep, on_delete = "cascade")]
    pub step_id: String,
    /// The condition: `artifacts < 3`.
    pub expression: String,
    /// What to do if it holds.
    #[column(enum)]
    pub action: BranchAction,
    /// Whether it held; unknown until it has been looked at.
    pub held: Option<bool>,
    /// When the condition was set.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What happened to a plan.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditEvent {
    /// The plan was written.
    PlanCreated,
    /// The user let it run.
    PlanApproved,
    /// A step was begun.
    StepStarted,
    /// A step was done.
    StepCompleted,
    /// A step was stopped by an error.
    StepFailed,
    /// The answer was there.
    PlanCompleted,
}

/// One line of the history of a plan. It outlives its step, but not its plan.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = plan_audit_log)]
#[index(plan_id, created_at)]
pub struct PlanAuditLog {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan.
    #[references(
        ResearchPlan,
        on_delete = "cascade",
        reason = "operational data goes with its plan"
    )]
    pub plan_id: String,
    /// The step, if it is about one that is still there.
    #[references(
        PlanStep,
        on_delete = "set null",
        reason = "what was done is known after the step is gone"
    )]
    pub step_id: Option<String>,
    /// What happened.
    #[column(enum)]
    pub event: AuditEvent,
    /// What happened, for people.
    pub message: String,
    /// When it happened.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What kind of document an artifact is.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArtifactKind {
    /// A page of the web.
    WebPage,
    /// A paper.
    Paper,
    /// Numbers.
    Dataset,
    /// Something that the user uploaded or wrote.
    Note,
}

/// A document that was found. It is knowledge: it survives the plan and the step that found it.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = research_artifact)]
#[unique(user_id, content_hash)]
#[relation(many, extraction_results: ExtractionResult)]
#[relation(many, chunks: DocumentChunk, via = source)]
pub struct ResearchArtifact {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan that found it, if it is still there.
    #[references(
        ResearchPlan,
        on_delete = "set null",
        reason = "knowledge survives the research that found it"
    )]
    pub plan_id: Option<String>,
    /// The step that found it, if it is still there.
    #[references(
        PlanStep,
        on_delete = "set null",
        reason = "knowledge survives the research that found it"
    )]
    pub step_id: Option<String>,
    /// Whose document it is.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// What kind of document it is.
    #[column(enum)]
    pub kind: ArtifactKind,
    /// The title.
    pub title: String,
    /// Where it was found.
    pub url: Option<String>,
    /// The text.
    pub content: String,
    /// The SHA-256 hash of the text: nobody stores a document twice.
    #[column(max_length = 64)]
    pub content_hash: String,
    /// Authors, date, language, … as far as they are known.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub metadata: Value,
    /// When it was found.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// Facts that were read out of a document. They are knowledge, too, and survive even the document.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = extraction_result)]
#[relation(many, chunks: DocumentChunk, via = source)]
pub struct ExtractionResult {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan that needed the facts, if it is still there.
    #[references(
        ResearchPlan,
        on_delete = "set null",
        reason = "knowledge survives the research that found it"
    )]
    pub plan_id: Option<String>,
    /// The step that read them, if it is still there.
    #[references(
        PlanStep,
        on_delete = "set null",
        reason = "knowledge survives the research that found it"
    )]
    pub step_id: Option<String>,
    /// The document, if it is still there.
    #[references(
        ResearchArtifact,
        on_delete = "set null",
        reason = "facts survive the document that they were read from"
    )]
    pub source_artifact_id: Option<String>,
    /// Whose facts they are.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The form that the facts were asked for in.
    pub form: String,
    /// The facts.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub data: Value,
    /// How sure the model is, from 0 to 1.
    #[check("confidence BETWEEN 0 AND 1")]
    pub confidence: f64,
    /// When they were read.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// How something that ran has ended. Skills and tools share it.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStatus {
    /// It has not ended.
    Running,
    /// Well.
    Succeeded,
    /// With an error.
    Failed,
}

/// One run of a skill: a recipe of ours that a plan can call.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = skill_execution)]
pub struct SkillExecution {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan that called the skill, if it is still there.
    #[references(
        ResearchPlan,
        on_delete = "set null",
        reason = "the record of what ran survives the plan"
    )]
    pub plan_id: Option<String>,
    /// Who called it.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The skill.
    pub skill: String,
    /// How it ended.
    #[column(enum, default = RunStatus::Running)]
    pub status: RunStatus,
    /// What it was given.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub input: Value,
    /// What it gave back.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub output: Option<Value>,
    /// How long it took, in milliseconds.
    #[check("duration_ms >= 0")]
    pub duration_ms: Option<i32>,
    /// When it began.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// One call of a tool of somebody else's, through the Model Context Protocol.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = mcp_tool_call_log)]
pub struct McpToolCallLog {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan that called the tool, if it is still there.
    #[references(
        ResearchPlan,
        on_delete = "set null",
        reason = "the record of what ran survives the plan"
    )]
    pub plan_id: Option<String>,
    /// The step that called it, if it is still there.
    #[references(
        PlanStep,
        on_delete = "set null",
        reason = "the record of what ran survives the step"
    )]
    pub step_id: Option<String>,
    /// Whom the tool was called for.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The server that has the tool.
    pub server: String,
    /// The tool.
    pub tool: String,
    /// How it ended.
    #[column(enum, default = RunStatus::Running)]
    pub status: RunStatus,
    /// What it was given.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub arguments: Value,
    /// What went wrong.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    #[check("duration_ms >= 0")]
    pub duration_ms: Option<i32>,
    /// When it was called.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What kind of text an output is.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// The whole answer, with its sources.
    Report,
    /// The answer on one page.
    Summary,
    /// The answer as slides.
    Slides,
}

/// An answer that a plan gave. It goes with its plan.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = research_output)]
#[unique(plan_id, kind, version)]
#[relation(many, chunks: DocumentChunk, via = source)]
pub struct ResearchOutput {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan. It needs no index of its own: the unique constraint begins with it.
    #[references(
        ResearchPlan,
        on_delete = "cascade",
        reason = "operational data goes with its plan"
    )]
    pub plan_id: String,
    /// Who asked.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// What kind of text it is.
    #[column(enum)]
    pub kind: OutputKind,
    /// Which attempt it is, from 1 on.
    #[column(default = 1)]
    #[check("version >= 1")]
    pub version: i32,
    /// The title.
    pub title: String,
    /// The text, in Markdown.
    pub content: String,
    /// When it was written.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What a user thinks of the answers of a plan: once per user and plan.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = research_feedback)]
#[unique(plan_id, user_id)]
pub struct ResearchFeedback {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The plan.
    #[references(
        ResearchPlan,
        on_delete = "cascade",
        reason = "operational data goes with its plan"
    )]
    pub plan_id: String,
    /// Who says so.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// From 1 (useless) to 5 (what I needed).
    #[check("rating BETWEEN 1 AND 5")]
    pub rating: i32,
    /// Why.
    pub remark: Option<String>,
    /// When.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}
