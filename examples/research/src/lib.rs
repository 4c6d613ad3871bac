//! A research platform, as a user of this workspace would write it: 22 tables in 5 domains.
//!
//! Every table is one struct. Its foreign keys, their indexes and its relations are written on its
//! fields and nowhere else; the SQL, the migration and the graph all come from there.
//!
//! | module | tables |
//! |---|---|
//! | [`auth`] | `user`, `session`, `account`, `organization`, `member` |
//! | [`ai`] | `ai_model`, `ai_model_pricing`, `ai_batch`, `ai_usage`, `ai_call_details` |
//! | [`research`] | `research_plan`, `plan_step`, `plan_branching_condition`, `plan_audit_log`, `research_artifact`, `extraction_result`, `skill_execution`, `mcp_tool_call_log`, `research_output`, `research_feedback` |
//! | [`search`] | `document_chunk` |
//! | [`mcp`] | `personal_access_token` |
//!
//! [`Research`] gathers them. `cargo run -p research` is a tour.

pub mod ai;
pub mod auth;
pub mod data;
pub mod mcp;
pub mod research;
mod schema;
pub mod search;

pub use schema::Research;
