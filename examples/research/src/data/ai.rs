//! Two models, one batch, and what the requests cost.

use super::{ADA, TOMAS, day, id, minute};
use crate::ai::{
    AiBatch, AiCallDetails, AiModel, AiModelPricing, AiOperation, AiUsage, BatchStatus,
};
use serde_json::json;

const LARGE: &str = "lumen-large";
const EMBED: &str = "lumen-embed";

pub(super) fn models() -> Vec<AiModel> {
    vec![
        model(1, LARGE, 200_000, true),
        model(2, EMBED, 8_192, false),
    ]
}

fn model(number: usize, name: &str, context_window: i32, vision: bool) -> AiModel {
    AiModel {
        id: id("model", number),
        provider: "lumen".to_owned(),
        name: name.to_owned(),
        context_window,
        capabilities: json!({ "vision": vision }),
        active: true,
        created_at: day(-120),
    }
}

pub(super) fn pricing() -> Vec<AiModelPricing> {
    let old = AiModelPricing {
        id: id("price", 1),
        model_id: id("model", 1),
        input_price: 5_000_000,
        cached_input_price: None,
        output_price: 20_000_000,
        effective_from: day(-120),
        effective_until: Some(day(-14)),
    };
    let current = AiModelPricing {
        id: id("price", 2),
        input_price: 3_000_000,
        cached_input_price: Some(300_000),
        output_price: 15_000_000,
        effective_from: day(-14),
        effective_until: None,
        ..old.clone()
    };
    let embedding = AiModelPricing {
        id: id("price", 3),
        model_id: id("model", 2),
        input_price: 20_000,
        cached_input_price: None,
        output_price: 0,
        effective_from: day(-120),
        effective_until: None,
    };
    vec![old, current, embedding]
}

pub(super) fn batches() -> Vec<AiBatch> {
    vec![AiBatch {
        id: id("batch", 1),
        user_id: ADA.to_owned(),
        provider_batch: Some("batch_01HXW3".to_owned()),
        status: BatchStatus::Completed,
        request_count: 2,
        completed_count: 2,
        created_at: minute(20),
        completed_at: Some(minute(31)),
    }]
}

pub(super) fn usage() -> Vec<AiUsage> {
    let in_batch = |usage| AiUsage {
        batch_id: Some(id("batch", 1)),
        ..usage
    };
    let large = (LARGE, AiOperation::Completion);
    let extraction = (LARGE, AiOperation::Extraction);
    let embedding = (EMBED, AiOperation::Embedding);
    vec![
        call(1, ADA, large, (1_200, 450), 10_350),
        in_batch(call(2, ADA, extraction, (9_400, 620), 18_750)),
        in_batch(call(3, ADA, extraction, (7_100, 540), 14_700)),
        call(4, ADA, large, (6_300, 2_900), 62_400),
        call(5, ADA, embedding, (3_500, 0), 70),
        call(6, TOMAS, large, (900, 380), 8_400),
    ]
}

/// A request to a model for an operation, with the tokens that were sent and that came back.
fn call(
    number: usize,
    user: &str,
    (model, operation): (&str, AiOperation),
    (input_tokens, output_tokens): (i32, i32),
    cost: i64,
) -> AiUsage {
    AiUsage {
        id: id("usage", number),
        user_id: user.to_owned(),
        batch_id: None,
        model: model.to_owned(),
        operation,
        input_tokens,
        output_tokens,
        cost,
        created_at: minute(number as i64 * 10),
    }
}

pub(super) fn call_details() -> Vec<AiCallDetails> {
    vec![
        AiCallDetails {
            id: id("details", 1),
            usage_id: id("usage", 1),
            request: json!({ "prompt": "Plan how to find out whether heat pumps suit old houses." }),
            response: Some(json!({ "steps": 4 })),
            error: None,
            duration_ms: 5_200,
        },
        AiCallDetails {
            id: id("details", 2),
            usage_id: id("usage", 4),
            request: json!({ "prompt": "Write the report." }),
            response: Some(json!({ "finish": "end" })),
            error: None,
            duration_ms: 31_900,
        },
    ]
}
