//! One plan with everything below it: one chain, and one statement for each relation in it.

use super::Result;
use diesel::prelude::*;
use research::research::{
    PlanStep, ResearchPlan, extraction_result, mcp_tool_call_log, plan_audit_log,
    plan_branching_condition, plan_step, research_artifact, research_feedback, research_output,
    research_plan, skill_execution,
};
use schema_core::prelude::*;
use std::io::Write;

/// Loads a plan and prints it as an outline.
pub(crate) fn show(connection: &mut SqliteConnection, plan: &str, out: &mut dyn Write) -> Result {
    let plan = research_plan::table
        .filter(research_plan::id.eq(plan))
        .with(ResearchPlan::user())
        .with(
            ResearchPlan::steps()
                .order(plan_step::position.asc())
                .with(PlanStep::tool_calls().order(mcp_tool_call_log::created_at.asc()))
                .with(PlanStep::artifacts().order(research_artifact::id.asc()))
                .with(PlanStep::extraction_results().order(extraction_result::id.asc()))
                .with(PlanStep::branching_conditions().order(plan_branching_condition::id.asc())),
        )
        .with(ResearchPlan::skill_executions().order(skill_execution::created_at.asc()))
        .with(ResearchPlan::outputs().order(research_output::created_at.asc()))
        .with(ResearchPlan::feedback().order(research_feedback::created_at.asc()))
        .with(ResearchPlan::audit_logs().order(plan_audit_log::created_at.asc()))
        .first(connection)?;

    writeln!(
        out,
        "One plan with everything below it, by one chain of relations:\n\
         .with(ResearchPlan::user()).with(ResearchPlan::steps().with(PlanStep::tool_calls()) …)\n"
    )?;
    writeln!(out, "    {}, by {}", plan.title, plan.user().name)?;
    writeln!(out, "    {}", plan.question)?;
    for step in plan.steps() {
        writeln!(out, "    {}. {}", step.position, step.instructions)?;
        for call in step.tool_calls() {
            let (server, tool) = (&call.server, &call.tool);
            let status = call.status.to_value();
            writeln!(out, "       called {server}/{tool}: {status}")?;
        }
        for artifact in step.artifacts() {
            let kind = artifact.kind.to_value();
            writeln!(out, "       found {kind} “{}”", artifact.title)?;
        }
        for result in step.extraction_results() {
            let (form, data) = (&result.form, &result.data);
            writeln!(out, "       read {form}: {data}")?;
        }
        for condition in step.branching_conditions() {
            let action = condition.action.to_value();
            writeln!(out, "       if {}: {action}", condition.expression)?;
        }
    }
    for run in plan.skill_executions() {
        let skill = &run.skill;
        writeln!(out, "    skill {skill}: {}", run.status.to_value())?;
    }
    for output in plan.outputs() {
        let kind = output.kind.to_value();
        writeln!(out, "    {kind} {}: {}", output.version, output.title)?;
    }
    for feedback in plan.feedback() {
        let remark = feedback.remark.as_deref().unwrap_or("no remark");
        writeln!(out, "    feedback {}/5: {remark}", feedback.rating)?;
    }
    for log in plan.audit_logs() {
        let time = log.created_at.format("%H:%M");
        writeln!(out, "    {time} {}", log.message)?;
    }
    Ok(())
}
