use crate::ai::{AiBatch, AiCallDetails, AiModel, AiModelPricing, AiUsage};
use crate::auth::{Account, Member, Organization, Session, User};
use crate::mcp::PersonalAccessToken;
use crate::research::{
    ExtractionResult, McpToolCallLog, PlanAuditLog, PlanBranchingCondition, PlanStep,
    ResearchArtifact, ResearchFeedback, ResearchOutput, ResearchPlan, SkillExecution,
};
use crate::search::DocumentChunk;

schema_core::schema! {
    /// The research platform's database.
    pub struct Research;

    auth: [User, Session, Account, Organization, Member],
    ai: [AiModel, AiModelPricing, AiBatch, AiUsage, AiCallDetails],
    research: [
        ResearchPlan,
        PlanStep,
        PlanBranchingCondition,
        PlanAuditLog,
        ResearchArtifact,
        ExtractionResult,
        SkillExecution,
        McpToolCallLog,
        ResearchOutput,
        ResearchFeedback,
    ],
    search: [DocumentChunk],
    mcp: [PersonalAccessToken],

    shared: [User],
    allow: [PlanStep -> Organization],
}
