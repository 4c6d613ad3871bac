//! Two plans and all that came of them.

use super::{ADA, HEAT_PUMPS, KELP, NORTHLIGHT, TOMAS, day, id, minute};
use crate::research::{
    ArtifactKind, AuditEvent, BranchAction, ExtractionResult, McpToolCallLog, OutputKind,
    PlanAuditLog, PlanBranchingCondition, PlanStatus, PlanStep, ResearchArtifact, ResearchFeedback,
    ResearchOutput, ResearchPlan, RunStatus, SkillExecution, StepKind, StepStatus,
};
use serde_json::{Value, json};

pub(super) fn plans() -> Vec<ResearchPlan> {
    let heat_pumps = ResearchPlan {
        id: HEAT_PUMPS.to_owned(),
        user_id: ADA.to_owned(),
        title: "Heat pumps in old houses".to_owned(),
        question: "Do heat pumps pay off in houses from before 1950, where winters are cold?"
            .to_owned(),
        status: PlanStatus::Completed,
        settings: json!({ "depth": "thorough", "languages": ["en", "sv"] }),
        budget: Some(500_000),
        created_at: minute(0),
        updated_at: minute(50),
        completed_at: Some(minute(50)),
    };
    let kelp = ResearchPlan {
        id: KELP.to_owned(),
        user_id: TOMAS.to_owned(),
        title: "Kelp as a carbon sink".to_owned(),
        question: "How much carbon does sunken kelp keep out of the air, and for how long?"
            .to_owned(),
        status: PlanStatus::Running,
        settings: json!({ "depth": "quick" }),
        budget: None,
        created_at: minute(60),
        updated_at: minute(70),
        completed_at: None,
    };
    vec![heat_pumps, kelp]
}

pub(super) fn steps() -> Vec<PlanStep> {
    let for_northlight = |step| PlanStep {
        organization_id: Some(NORTHLIGHT.to_owned()),
        ..step
    };
    let running = |step| PlanStep {
        status: StepStatus::Running,
        completed_at: None,
        ..step
    };
    vec![
        for_northlight(step(
            (1, HEAT_PUMPS, 1),
            StepKind::Search,
            "Find field trials in cold climates.",
        )),
        step(
            (2, HEAT_PUMPS, 2),
            StepKind::Extract,
            "Read efficiency and cost out of each trial.",
        ),
        step(
            (3, HEAT_PUMPS, 3),
            StepKind::Analyze,
            "Compare with gas and district heating.",
        ),
        step(
            (4, HEAT_PUMPS, 4),
            StepKind::Write,
            "Answer the question on two pages.",
        ),
        for_northlight(step(
            (5, KELP, 1),
            StepKind::Search,
            "Find measurements of sunken kelp.",
        )),
        running(step(
            (6, KELP, 2),
            StepKind::Extract,
            "Read depths and decay rates out of them.",
        )),
    ]
}

/// A step by its number among all, its plan and its position there.
fn step(
    (number, plan, position): (usize, &str, i32),
    kind: StepKind,
    instructions: &str,
) -> PlanStep {
    PlanStep {
        id: id("step", number),
        plan_id: plan.to_owned(),
        organization_id: None,
        position,
        kind,
        instructions: instructions.to_owned(),
        status: StepStatus::Completed,
        created_at: minute(0),
        completed_at: Some(minute(number as i64 * 10)),
    }
}

pub(super) fn branching_conditions() -> Vec<PlanBranchingCondition> {
    vec![
        condition(1, 1, "artifacts < 2", BranchAction::Repeat),
        condition(2, 3, "confidence < 0.5", BranchAction::Stop),
    ]
}

fn condition(
    number: usize,
    step: usize,
    expression: &str,
    action: BranchAction,
) -> PlanBranchingCondition {
    PlanBranchingCondition {
        id: id("condition", number),
        plan_id: HEAT_PUMPS.to_owned(),
        step_id: id("step", step),
        expression: expression.to_owned(),
        action,
        held: Some(false),
        created_at: minute(0),
    }
}

pub(super) fn audit_logs() -> Vec<PlanAuditLog> {
    use AuditEvent::{PlanApproved, PlanCompleted, PlanCreated, StepCompleted, StepStarted};
    vec![
        log(1, HEAT_PUMPS, None, PlanCreated, "Ada asked"),
        log(2, HEAT_PUMPS, None, PlanApproved, "Ada let it run"),
        log(3, HEAT_PUMPS, Some(1), StepCompleted, "3 documents found"),
        log(4, HEAT_PUMPS, Some(2), StepCompleted, "2 of 3 were useful"),
        log(5, HEAT_PUMPS, Some(4), StepCompleted, "Report written"),
        log(6, HEAT_PUMPS, None, PlanCompleted, "Answered for $0.11"),
        log(7, KELP, None, PlanCreated, "Tomás asked"),
        log(8, KELP, Some(6), StepStarted, "Reading 1 document"),
    ]
}

fn log(
    number: usize,
    plan: &str,
    step: Option<usize>,
    event: AuditEvent,
    message: &str,
) -> PlanAuditLog {
    PlanAuditLog {
        id: id("log", number),
        plan_id: plan.to_owned(),
        step_id: step.map(|step| id("step", step)),
        event,
        message: message.to_owned(),
        created_at: minute(number as i64 * 8),
    }
}

pub(super) fn artifacts() -> Vec<ResearchArtifact> {
    use ArtifactKind::{Dataset, Note, Paper, WebPage};
    let heat_pumps = Some((HEAT_PUMPS, 1));
    vec![
        artifact(1, heat_pumps, ADA, Paper, "A trial in 41 houses in Umeå"),
        artifact(2, heat_pumps, ADA, Dataset, "Electricity prices 2015-2025"),
        artifact(3, heat_pumps, ADA, WebPage, "What installers charge"),
        artifact(4, None, ADA, Note, "My own heating bills"),
        artifact(5, Some((KELP, 5)), TOMAS, Paper, "Kelp at 1800 metres"),
    ]
}

/// A document that a step of a plan found, or one that no plan did.
fn artifact(
    number: usize,
    found_by: Option<(&str, usize)>,
    user: &str,
    kind: ArtifactKind,
    title: &str,
) -> ResearchArtifact {
    ResearchArtifact {
        id: id("artifact", number),
        plan_id: found_by.map(|(plan, _)| plan.to_owned()),
        step_id: found_by.map(|(_, step)| id("step", step)),
        user_id: user.to_owned(),
        kind,
        title: title.to_owned(),
        url: found_by.map(|_| format!("https://library.example/{number}")),
        content: format!("The text of “{title}”."),
        content_hash: format!("{number:064x}"),
        metadata: json!({ "language": "en" }),
        created_at: minute(10),
    }
}

pub(super) fn extraction_results() -> Vec<ExtractionResult> {
    let heat_pumps = (HEAT_PUMPS, 2, ADA);
    let efficiency = json!({ "houses": 41, "median": 2.9 });
    let prices = json!({ "electricity": "+38 %", "gas": "+71 %" });
    let depths = json!({ "metres": 1800, "years": 120 });
    vec![
        facts(1, heat_pumps, 1, "efficiency", efficiency, 0.93),
        facts(2, heat_pumps, 2, "prices", prices, 0.88),
        facts(3, (KELP, 6, TOMAS), 5, "storage", depths, 0.64),
    ]
}

/// Facts that a step of a plan read for a user out of an artifact.
fn facts(
    number: usize,
    (plan, step, user): (&str, usize, &str),
    artifact: usize,
    form: &str,
    data: Value,
    confidence: f64,
) -> ExtractionResult {
    ExtractionResult {
        id: id("facts", number),
        plan_id: Some(plan.to_owned()),
        step_id: Some(id("step", step)),
        source_artifact_id: Some(id("artifact", artifact)),
        user_id: user.to_owned(),
        form: form.to_owned(),
        data,
        confidence,
        created_at: minute(25),
    }
}

pub(super) fn skill_executions() -> Vec<SkillExecution> {
    let compare = SkillExecution {
        id: id("skill", 1),
        plan_id: Some(HEAT_PUMPS.to_owned()),
        user_id: ADA.to_owned(),
        skill: "compare-costs".to_owned(),
        status: RunStatus::Succeeded,
        input: json!({ "years": 15 }),
        output: Some(json!({ "cheapest": "heat pump" })),
        duration_ms: Some(840),
        created_at: minute(30),
    };
    let cite = SkillExecution {
        id: id("skill", 2),
        skill: "format-citations".to_owned(),
        input: json!({ "style": "apa" }),
        output: Some(json!({ "citations": 3 })),
        duration_ms: Some(120),
        created_at: minute(45),
        ..compare.clone()
    };
    vec![compare, cite]
}

pub(super) fn tool_calls() -> Vec<McpToolCallLog> {
    let heat_pumps = (HEAT_PUMPS, 1, ADA);
    let failed = |call| McpToolCallLog {
        status: RunStatus::Failed,
        error: Some("rate limit, try again in 60 s".to_owned()),
        ..call
    };
    vec![
        tool_call(1, heat_pumps, ("library", "search"), 410),
        failed(tool_call(2, heat_pumps, ("library", "fetch"), 95)),
        tool_call(3, heat_pumps, ("library", "fetch"), 1_730),
        tool_call(4, (KELP, 5, TOMAS), ("oceans", "query"), 660),
    ]
}

/// A call by a step of a plan for a user, to a server and its tool.
fn tool_call(
    number: usize,
    (plan, step, user): (&str, usize, &str),
    (server, tool): (&str, &str),
    duration_ms: i32,
) -> McpToolCallLog {
    McpToolCallLog {
        id: id("call", number),
        plan_id: Some(plan.to_owned()),
        step_id: Some(id("step", step)),
        user_id: user.to_owned(),
        server: server.to_owned(),
        tool: tool.to_owned(),
        status: RunStatus::Succeeded,
        arguments: json!({ "limit": 10 }),
        error: None,
        duration_ms: Some(duration_ms),
        created_at: minute(5 + number as i64),
    }
}

pub(super) fn outputs() -> Vec<ResearchOutput> {
    let report = ResearchOutput {
        id: id("output", 1),
        plan_id: HEAT_PUMPS.to_owned(),
        user_id: ADA.to_owned(),
        kind: OutputKind::Report,
        version: 1,
        title: "Heat pumps in old houses: mostly yes".to_owned(),
        content: "# Mostly yes\n\nIf the roof is insulated first, …".to_owned(),
        created_at: minute(48),
    };
    let summary = ResearchOutput {
        id: id("output", 2),
        kind: OutputKind::Summary,
        title: "Insulate the roof, then yes".to_owned(),
        content: "Insulate the roof first; then it pays off in eight years.".to_owned(),
        created_at: minute(50),
        ..report.clone()
    };
    vec![report, summary]
}

pub(super) fn feedback() -> Vec<ResearchFeedback> {
    vec![ResearchFeedback {
        id: id("feedback", 1),
        plan_id: HEAT_PUMPS.to_owned(),
        user_id: TOMAS.to_owned(),
        rating: 4,
        remark: Some("Clear. Say more about radiators.".to_owned()),
        created_at: day(1),
    }]
}
