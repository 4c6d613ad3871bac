//! What the platform asks language models, and what that costs.
//!
//! Money is whole micro-dollars (millionths of a US dollar): no sum is ever rounded.

use crate::auth::User;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// A language model that the platform can use.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = ai_model)]
#[unique(provider, name)]
#[relation(many, pricing: AiModelPricing)]
pub struct AiModel {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Who runs the model.
    #[column(max_length = 40)]
    pub provider: String,
    /// The provider's name for the model, as requests say it.
    #[column(max_length = 100)]
    pub name: String,
    /// How many tokens a request may have.
    #[check("context_window > 0")]
    pub context_window: i32,
    /// What the model can do beside text: `{"vision": true}`.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub capabilities: Value,
    /// Whether new requests may use it.
    #[column(default = true)]
    pub active: bool,
    /// When the model became available here.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// What a model costs during some time. Prices are never overwritten: old usage stays explainable.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = ai_model_pricing)]
#[unique(model_id, effective_from)]
#[check("effective_until > effective_from")]
pub struct AiModelPricing {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The model.
    #[references(AiModel, on_delete = "cascade")]
    pub model_id: String,
    /// Micro-dollars for a million tokens that are sent.
    #[check("input_price >= 0")]
    pub input_price: i64,
    /// Micro-dollars for a million tokens that are sent again and are in the provider's cache.
    #[check("cached_input_price >= 0")]
    pub cached_input_price: Option<i64>,
    /// Micro-dollars for a million tokens that come back.
    #[check("output_price >= 0")]
    pub output_price: i64,
    /// From when on the price holds.
    pub effective_from: NaiveDateTime,
    /// Until when the price holds; open if it is the current one.
    pub effective_until: Option<NaiveDateTime>,
}

/// How far a batch is.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchStatus {
    /// Not sent yet.
    Queued,
    /// At the provider.
    Running,
    /// Every answer is here.
    Completed,
    /// The provider gave up.
    Failed,
    /// The user gave up.
    Cancelled,
}

/// Requests that were sent together, for half the price and an answer within a day.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = ai_batch)]
#[check("completed_count BETWEEN 0 AND request_count")]
#[relation(many, usage: AiUsage)]
pub struct AiBatch {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Who pays. No user goes while there are batches.
    #[references(
        User,
        on_delete = "no action",
        reason = "no user goes while batches exist"
    )]
    pub user_id: String,
    /// The provider's name for the batch, once it has one.
    #[unique]
    #[column(max_length = 100)]
    pub provider_batch: Option<String>,
    /// How far the batch is.
    #[column(enum, default = BatchStatus::Queued)]
    #[index]
    pub status: BatchStatus,
    /// How many requests are in the batch.
    pub request_count: i32,
    /// How many of them are answered.
    #[column(default = 0)]
    pub completed_count: i32,
    /// When the batch was put together.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
    /// When the last answer came.
    pub completed_at: Option<NaiveDateTime>,
}

/// What a request was for.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum AiOperation {
    /// Text that goes on from other text.
    Completion,
    /// Facts from a document, in a given form.
    Extraction,
    /// A vector that stands for the meaning of a text.
    Embedding,
}

/// One request to a model, and its price. It is kept for billing, whatever becomes of the research.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = ai_usage)]
#[index(user_id, created_at)]
#[relation(one, details: AiCallDetails)]
pub struct AiUsage {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Who pays. The usage outlives everything else of the user, so the user cannot go before it.
    #[references(User, on_delete = "no action", reason = "usage outlives for billing")]
    pub user_id: String,
    /// The batch that the request was part of, if any.
    #[references(
        AiBatch,
        on_delete = "no action",
        reason = "a batch stays while its usage is billed"
    )]
    pub batch_id: Option<String>,
    /// The model as the bill names it: text, as a bill must not change when a model is renamed.
    #[column(max_length = 100)]
    pub model: String,
    /// What the request was for.
    #[column(enum)]
    pub operation: AiOperation,
    /// How many tokens were sent.
    #[check("input_tokens >= 0")]
    pub input_tokens: i32,
    /// How many tokens came back.
    #[check("output_tokens >= 0")]
    pub output_tokens: i32,
    /// The price in micro-dollars.
    #[check("cost >= 0")]
    pub cost: i64,
    /// When the request was sent.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}

/// The request and the answer in full. Large and rarely read, so they are not in `ai_usage` itself.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = ai_call_details)]
pub struct AiCallDetails {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// The request that these are the details of. Unique, so `AiUsage::details` is one row.
    #[references(AiUsage, on_delete = "cascade", unique)]
    pub usage_id: String,
    /// What was sent.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub request: Value,
    /// What came back, if anything did.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub response: Option<Value>,
    /// Why there is no answer.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    #[check("duration_ms >= 0")]
    pub duration_ms: i32,
}
