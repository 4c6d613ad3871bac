//! What can be searched by meaning: pieces of documents, with their vectors.

use crate::auth::User;
use crate::research::{ExtractionResult, ResearchArtifact, ResearchOutput};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// The document that a chunk is a piece of. Another kind of source is another variant here, and no
/// new column.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
#[polymorphic(storage = "text")]
pub enum ChunkSource {
    /// A document that was found.
    #[polymorphic(tag = "research_artifact")]
    ResearchArtifact(String),
    /// A document that was written.
    #[polymorphic(tag = "research_output")]
    ResearchOutput(String),
    /// Facts that were read out of a document.
    #[polymorphic(tag = "extraction_result")]
    ExtractionResult(String),
}

/// A piece of a document, small enough to be one vector.
///
/// The document is in one of several tables, so no foreign key can hold the reference: `insert_checked`
/// sees to it that the source exists. When the source goes, its chunks are left: `schema orphans` finds them.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = document_chunk)]
pub struct DocumentChunk {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Whose document it is: a search looks only at one's own.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The document, by its table and its id in that table.
    #[diesel(embed)]
    #[polymorphic(
        tag = source_table,
        key = source_id,
        max_length = 21,
        reason = "a foreign key leads to one table only"
    )]
    pub source: ChunkSource,
    /// Where the piece stands in the document, from 0 on.
    #[check("position >= 0")]
    pub position: i32,
    /// The text.
    pub content: String,
    /// The vector, as an array of numbers; none until it has been computed.
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub embedding: Option<Value>,
    /// When the document was cut up.
    #[column(default = "now()")]
    pub created_at: NaiveDateTime,
}
