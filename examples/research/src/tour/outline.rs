//! One plan with everything below it.
//!
//! Plain Diesel: one query for each relation, and the rows of steps are put to their steps by hand.

use super::Result;
use diesel::prelude::*;
use research::research::{
    ExtractionResult, McpToolCallLog, PlanAuditLog, PlanBranchingCondition, PlanStep,
    ResearchArtifact, ResearchFeedback, ResearchOutput, ResearchPlan, SkillExecution,
    extraction_result, mcp_tool_call_log, plan_audit_log, plan_branching_condition, plan_step,
    research_artifact, research_feedback, research_output, research_plan, skill_execution,
};
use schema_core::prelude::*;
use std::io::Write;

/// A plan and what hangs off it.
struct Outline {
    plan: ResearchPlan,
    steps: Vec<PlanStep>,
    branching_conditions: Vec<PlanBranchingCondition>,
    audit_logs: Vec<PlanAuditLog>,
    artifacts: Vec<ResearchArtifact>,
    extraction_results: Vec<ExtractionResult>,
    skill_executions: Vec<SkillExecution>,
    tool_calls: Vec<McpToolCallLog>,
    outputs: Vec<ResearchOutput>,
    feedback: Vec<ResearchFeedback>,
}

impl Outline {
    fn load(connection: &mut SqliteConnection, plan: &str) -> QueryResult<Outline> {
        Ok(Outline {
            plan: ResearchPlan::query()
                .filter(research_plan::id.eq(plan))
                .first(connection)?,
            steps: PlanStep::query()
                .filter(plan_step::plan_id.eq(plan))
                .order(plan_step::position)
                .load(connection)?,
            branching_conditions: PlanBranchingCondition::query()
                .filter(plan_branching_condition::plan_id.eq(plan))
                .order(plan_branching_condition::id)
                .load(connection)?,
            audit_logs: PlanAuditLog::query()
                .filter(plan_audit_log::plan_id.eq(plan))
                .order(plan_audit_log::created_at)
                .load(connection)?,
            artifacts: ResearchArtifact::query()
                .filter(research_artifact::plan_id.eq(plan))
                .order(research_artifact::id)
                .load(connection)?,
            extraction_results: ExtractionResult::query()
                .filter(extraction_result::plan_id.eq(plan))
                .order(extraction_result::id)
                .load(connection)?,
            skill_executions: SkillExecution::query()
                .filter(skill_execution::plan_id.eq(plan))
                .order(skill_execution::created_at)
                .load(connection)?,
            tool_calls: McpToolCallLog::query()
                .filter(mcp_tool_call_log::plan_id.eq(plan))
                .order(mcp_tool_call_log::created_at)
                .load(connection)?,
            outputs: ResearchOutput::query()
                .filter(research_output::plan_id.eq(plan))
                .order(research_output::created_at)
                .load(connection)?,
            feedback: ResearchFeedback::query()
                .filter(research_feedback::plan_id.eq(plan))
                .order(research_feedback::created_at)
                .load(connection)?,
        })
    }
}

/// Loads a plan and prints it as an outline.
pub(crate) fn show(connection: &mut SqliteConnection, plan: &str, out: &mut dyn Write) -> Result {
    let outline = Outline::load(connection, plan)?;
    writeln!(out, "One plan with everything below it:\n")?;
    writeln!(out, "    {}", outline.plan.title)?;
    writeln!(out, "    {}", outline.plan.question)?;
    for step in &outline.steps {
        show_step(step, &outline, out)?;
    }
    for run in &outline.skill_executions {
        let skill = &run.skill;
        writeln!(out, "    skill {skill}: {}", run.status.to_value())?;
    }
    for output in &outline.outputs {
        let kind = output.kind.to_value();
        writeln!(out, "    {kind} {}: {}", output.version, output.title)?;
    }
    for feedback in &outline.feedback {
        let remark = feedback.remark.as_deref().unwrap_or("no remark");
        writeln!(out, "    feedback {}/5: {remark}", feedback.rating)?;
    }
    for log in &outline.audit_logs {
        let time = log.created_at.format("%H:%M");
        writeln!(out, "    {time} {}", log.message)?;
    }
    Ok(())
}

fn show_step(step: &PlanStep, outline: &Outline, out: &mut dyn Write) -> Result {
    let here = Some(step.id.as_str());
    writeln!(out, "    {}. {}", step.position, step.instructions)?;
    for call in &outline.tool_calls {
        if call.step_id.as_deref() == here {
            let (server, tool) = (&call.server, &call.tool);
            let status = call.status.to_value();
            writeln!(out, "       called {server}/{tool}: {status}")?;
        }
    }
    for artifact in &outline.artifacts {
        if artifact.step_id.as_deref() == here {
            let kind = artifact.kind.to_value();
            writeln!(out, "       found {kind} “{}”", artifact.title)?;
        }
    }
    for result in &outline.extraction_results {
        if result.step_id.as_deref() == here {
            let (form, data) = (&result.form, &result.data);
            writeln!(out, "       read {form}: {data}")?;
        }
    }
    for condition in &outline.branching_conditions {
        if condition.step_id == step.id {
            let action = condition.action.to_value();
            writeln!(out, "       if {}: {action}", condition.expression)?;
        }
    }
    Ok(())
}
