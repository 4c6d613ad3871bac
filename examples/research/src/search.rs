//! What can be searched by meaning: pieces of documents, with their vectors.

use crate::auth::User;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

/// The tables that a chunk can come from. Another source is another variant here, and no new
/// column.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[sql_enum(storage = "text")]
pub enum SourceTable {
    /// A document that was found.
    ResearchArtifact,
    /// A document that was written.
    ResearchOutput,
    /// Facts that were read out of a document.
    ExtractionResult,
}

/// A piece of a document, small enough to be one vector.
///
/// The document is in one of several tables, so no foreign key can hold the reference: check that
/// the source exists before you insert, and delete the chunks when you delete the source.
#[derive(Model, HasQuery, Identifiable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(table_name = document_chunk)]
#[index(source_table, source_id)]
pub struct DocumentChunk {
    /// 21 random characters.
    #[column(max_length = 21)]
    pub id: String,
    /// Whose document it is: a search looks only at one's own.
    #[references(User, on_delete = "cascade")]
    pub user_id: String,
    /// The table that the document is in.
    #[column(enum)]
    pub source_table: SourceTable,
    /// The document's id in that table.
    #[column(max_length = 21)]
    pub source_id: String,
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
