// Nothing in `PlanStep` references `ResearchPlan`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[relation(many, steps: PlanStep)]
pub struct ResearchPlan {
    pub id: i32,
    pub title: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct PlanStep {
    pub id: i32,
    pub plan_id: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [ResearchPlan, PlanStep],
}

fn main() {}
