//! One plan of the research platform with everything below it: fifteen relations, each of few rows,
//! so that what a statement costs counts for more than what a row does.

use crate::measure::{Row, compare};
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::QueryResult;
use research::auth::{User, organization, user};
use research::data::DataSet;
use research::research::*;
use schema_core::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// The id of the plan.
const PLAN: &str = "plan-measured-0000000";

/// The rows of the example, and a plan of `steps` steps with five rows of each kind below each.
fn data(steps: usize) -> DataSet {
    let mut data = DataSet::example();
    let id = |kind: &str, number: usize| format!("{kind}{number:0width$}", width = 21 - kind.len());
    let plan = ResearchPlan {
        id: PLAN.to_owned(),
        ..data.research_plan[0].clone()
    };
    let step = data.plan_step[0].clone();
    let condition = data.plan_branching_condition[0].clone();
    let log = data.plan_audit_log[0].clone();
    let artifact = data.research_artifact[0].clone();
    let result = data.extraction_result[0].clone();
    let call = data.mcp_tool_call_log[0].clone();
    let run = data.skill_execution[0].clone();
    let output = data.research_output[0].clone();
    let feedback = data.research_feedback[0].clone();
    data.research_plan.push(plan);
    for number in 0..steps {
        let step_id = id("step", 1_000 + number);
        data.plan_step.push(PlanStep {
            id: step_id.clone(),
            plan_id: PLAN.to_owned(),
            position: number as i32 + 1,
            ..step.clone()
        });
        data.skill_execution.push(SkillExecution {
            id: id("run", 1_000 + number),
            plan_id: Some(PLAN.to_owned()),
            ..run.clone()
        });
        data.research_output.push(ResearchOutput {
            id: id("output", 1_000 + number),
            plan_id: PLAN.to_owned(),
            version: number as i32 + 1,
            ..output.clone()
        });
        if number == 0 {
            data.research_feedback.push(ResearchFeedback {
                id: id("feedback", 1_000),
                plan_id: PLAN.to_owned(),
                ..feedback.clone()
            });
        }
        for child in 0..5 {
            let number = 1_000 + 5 * number + child;
            let (plan_id, step_id) = (PLAN.to_owned(), step_id.clone());
            data.plan_branching_condition.push(PlanBranchingCondition {
                id: id("condition", number),
                plan_id: plan_id.clone(),
                step_id: step_id.clone(),
                ..condition.clone()
            });
            data.plan_audit_log.push(PlanAuditLog {
                id: id("log", number),
                plan_id: plan_id.clone(),
                step_id: Some(step_id.clone()),
                ..log.clone()
            });
            data.research_artifact.push(ResearchArtifact {
                id: id("artifact", number),
                plan_id: Some(plan_id.clone()),
                step_id: Some(step_id.clone()),
                content_hash: id("hash", number),
                ..artifact.clone()
            });
            data.extraction_result.push(ExtractionResult {
                id: id("result", number),
                plan_id: Some(plan_id.clone()),
                step_id: Some(step_id.clone()),
                ..result.clone()
            });
            data.mcp_tool_call_log.push(McpToolCallLog {
                id: id("call", number),
                plan_id: Some(plan_id),
                step_id: Some(step_id),
                ..call.clone()
            });
        }
    }
    data
}

/// Rows by a key that is a text.
fn by_key<Row>(rows: Vec<Row>, key: impl Fn(&Row) -> Option<&String>) -> HashMap<String, Vec<Row>> {
    let mut groups: HashMap<String, Vec<Row>> = HashMap::new();
    for row in rows {
        if let Some(key) = key(&row).cloned() {
            groups.entry(key).or_default().push(row);
        }
    }
    groups
}

macro_rules! insert {
    ($connection:ident, $data:ident: $($table:ident),*) => {
        $(insert_into($table::table).values(&$data.$table).execute($connection)?;)*
    };
}

macro_rules! platform {
    ($name:ident, $connection:ty, $database:literal) => {
        /// Inserts the rows and measures the workload.
        pub(crate) fn $name(
            connection: &mut $connection,
            scale: f64,
            runs: u16,
        ) -> QueryResult<Row> {
            connection.transaction(|connection| {
                let data = data((20.0 * scale).ceil() as usize);
                insert!(
                    connection, data:
                    user, organization, research_plan, plan_step, plan_branching_condition,
                    plan_audit_log, research_artifact, extraction_result, skill_execution,
                    mcp_tool_call_log, research_output, research_feedback
                );
                QueryResult::Ok(())
            })?;
            let connection = RefCell::new(connection);
            // Each takes a few milliseconds, so that there is time for more of them.
            compare(
                ("one plan of the platform, 15 relations", $database),
                runs.saturating_mul(10),
                || {
                    let plan = research_plan::table
                        .find(PLAN)
                        .with(ResearchPlan::user())
                        .with(
                            ResearchPlan::steps()
                                .order(plan_step::position)
                                .with(PlanStep::branching_conditions())
                                .with(PlanStep::audit_logs())
                                .with(PlanStep::artifacts())
                                .with(PlanStep::extraction_results())
                                .with(PlanStep::tool_calls()),
                        )
                        .with(ResearchPlan::branching_conditions())
                        .with(ResearchPlan::audit_logs())
                        .with(ResearchPlan::artifacts())
                        .with(ResearchPlan::extraction_results())
                        .with(ResearchPlan::skill_executions())
                        .with(ResearchPlan::tool_calls())
                        .with(ResearchPlan::outputs())
                        .with(ResearchPlan::feedback())
                        .first(&mut **connection.borrow_mut())?;
                    let below: usize = plan
                        .steps()
                        .iter()
                        .map(|step| {
                            step.branching_conditions().len()
                                + step.audit_logs().len()
                                + step.artifacts().len()
                                + step.extraction_results().len()
                                + step.tool_calls().len()
                        })
                        .sum();
                    QueryResult::Ok(
                        below
                            + plan.user().name.len()
                            + plan.branching_conditions().len()
                            + plan.audit_logs().len()
                            + plan.artifacts().len()
                            + plan.extraction_results().len()
                            + plan.skill_executions().len()
                            + plan.tool_calls().len()
                            + plan.outputs().len()
                            + plan.feedback().len(),
                    )
                },
                || {
                    let connection = &mut **connection.borrow_mut();
                    let plan = ResearchPlan::query().find(PLAN).first(connection)?;
                    let user = User::query().find(&plan.user_id).first(connection)?;
                    let steps = PlanStep::query()
                        .filter(plan_step::plan_id.eq(&plan.id))
                        .order(plan_step::position)
                        .load(connection)?;
                    let ids: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
                    macro_rules! below_step {
                        ($model:ident, $table:ident, $key:expr) => {
                            by_key(
                                $model::query()
                                    .filter($table::step_id.eq_any(&ids))
                                    .load(connection)?,
                                $key,
                            )
                        };
                    }
                    let mut conditions =
                        below_step!(PlanBranchingCondition, plan_branching_condition, |row| {
                            Some(&row.step_id)
                        });
                    let mut logs =
                        below_step!(PlanAuditLog, plan_audit_log, |row| row.step_id.as_ref());
                    let mut artifacts = below_step!(ResearchArtifact, research_artifact, |row| row
                        .step_id
                        .as_ref());
                    let mut results = below_step!(ExtractionResult, extraction_result, |row| row
                        .step_id
                        .as_ref());
                    let mut calls =
                        below_step!(McpToolCallLog, mcp_tool_call_log, |row| row.step_id.as_ref());
                    let steps: Vec<_> = steps
                        .into_iter()
                        .map(|step| {
                            let conditions = conditions.remove(&step.id).unwrap_or_default();
                            let logs = logs.remove(&step.id).unwrap_or_default();
                            let artifacts = artifacts.remove(&step.id).unwrap_or_default();
                            let results = results.remove(&step.id).unwrap_or_default();
                            let calls = calls.remove(&step.id).unwrap_or_default();
                            (step, conditions, logs, artifacts, results, calls)
                        })
                        .collect();
                    macro_rules! below_plan {
                        ($model:ident, $table:ident) => {
                            $model::query()
                                .filter($table::plan_id.eq(&plan.id))
                                .load(connection)?
                        };
                    }
                    let below: usize = steps
                        .iter()
                        .map(|(_, conditions, logs, artifacts, results, calls)| {
                            conditions.len()
                                + logs.len()
                                + artifacts.len()
                                + results.len()
                                + calls.len()
                        })
                        .sum();
                    let conditions = below_plan!(PlanBranchingCondition, plan_branching_condition);
                    let logs = below_plan!(PlanAuditLog, plan_audit_log);
                    let artifacts = below_plan!(ResearchArtifact, research_artifact);
                    let results = below_plan!(ExtractionResult, extraction_result);
                    let runs = below_plan!(SkillExecution, skill_execution);
                    let calls = below_plan!(McpToolCallLog, mcp_tool_call_log);
                    let outputs = below_plan!(ResearchOutput, research_output);
                    let feedback = below_plan!(ResearchFeedback, research_feedback);
                    Ok(below
                        + user.name.len()
                        + conditions.len()
                        + logs.len()
                        + artifacts.len()
                        + results.len()
                        + runs.len()
                        + calls.len()
                        + outputs.len()
                        + feedback.len())
                },
            )
        }
    };
}

platform!(sqlite, SqliteConnection, "SQLite");
platform!(postgres, PgConnection, "PostgreSQL");
