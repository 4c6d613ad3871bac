//! Pieces of an artifact, an extraction and an output.

use super::{ADA, id, minute};
use crate::search::{ChunkSource, DocumentChunk};
use serde_json::json;

pub(super) fn chunks() -> Vec<DocumentChunk> {
    use ChunkSource::{ExtractionResult, ResearchArtifact, ResearchOutput};
    let trial = id("artifact", 1);
    let facts = id("facts", 1);
    let report = id("output", 1);
    vec![
        chunk(
            1,
            ResearchArtifact(trial.clone()),
            0,
            "We followed 41 houses.",
        ),
        chunk(2, ResearchArtifact(trial), 1, "The median was 2.9."),
        chunk(3, ExtractionResult(facts), 0, "41 houses, median 2.9"),
        chunk(4, ResearchOutput(report), 0, "Mostly yes, if …"),
    ]
}

fn chunk(number: usize, source: ChunkSource, position: i32, content: &str) -> DocumentChunk {
    DocumentChunk {
        id: id("chunk", number),
        user_id: ADA.to_owned(),
        source,
        position,
        content: content.to_owned(),
        embedding: Some(json!([0.12, -0.53, 0.31])),
        created_at: minute(60),
    }
}
