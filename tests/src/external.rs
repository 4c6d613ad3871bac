//! A schema that references models of another crate's.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]

use diesel::prelude::*;
use research::auth::User;
use research::research::{PlanStatus, ResearchPlan};
use schema_core::prelude::*;

schema_core::schema! {
    /// What is added to the research platform.
    pub struct Addon;
    badges: [Badge],
    external: [User, ResearchPlan],
}

/// What a badge is made of.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadgeKind {
    Gold,
    Tin,
}

/// For good research.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = badge)]
pub struct Badge {
    pub id: i32,
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    #[column(enum)]
    pub kind: BadgeKind,
    #[references(User, on_delete = "set null", relation = awarder)]
    pub awarded_by: Option<String>,
    #[references(ResearchPlan, on_delete = "set null")]
    pub plan_id: Option<String>,
    /// An enum of another crate, whose type is that crate's to create.
    #[column(enum, default = PlanStatus::Completed)]
    pub plan_status: PlanStatus,
}
