//! Keys within a table, and keys of texts, bytes and enums.

use diesel::prelude::*;
use schema_core::prelude::*;

use super::values::{Color, Severity, ThingId};

schema_core::schema! {
    /// Keys within a table, and keys of texts, bytes and enums.
    pub struct Keys;
    all: [Category, Chapter, Scan, Fingerprint, Painting, Palette, Thing, Part],
}

/// A tree.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = category)]
#[relation(many, children: Category)]
pub struct Category {
    pub id: i32,
    #[references(Self, on_delete = "set null")]
    pub parent_id: Option<i32>,
    #[index(unique, desc)]
    pub name: String,
}

/// A tree by a key of two columns.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = chapter, primary_key(book, number))]
#[references(Self, columns(book, parent_number), on_delete = "cascade", relation = parent)]
pub struct Chapter {
    pub book: i32,
    pub number: i32,
    pub parent_number: Option<i32>,
}

/// A key of bytes with a length.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = fingerprint)]
pub struct Fingerprint {
    #[column(max_length = 16)]
    pub id: Vec<u8>,
}

/// A foreign key of bytes, and a key of a text without a length.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = scan)]
pub struct Scan {
    pub id: String,
    #[references(Fingerprint, on_delete = "cascade")]
    pub fingerprint_id: Vec<u8>,
    #[references(Scan, on_delete = "cascade")]
    pub original_id: Option<String>,
}

/// Enums as keys.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = palette, primary_key(color, severity))]
pub struct Palette {
    #[column(enum)]
    pub color: Color,
    #[column(enum)]
    pub severity: Severity,
}

/// Enums as foreign keys.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = painting)]
#[references(Palette, columns(color, mood), on_delete = "cascade")]
pub struct Painting {
    pub id: i32,
    #[column(enum)]
    pub color: Color,
    #[column(enum)]
    pub mood: Severity,
}

/// A key of a newtype.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = thing)]
#[relation(many, parts: Part, via = thing_id)]
#[relation(many, spares: Part, via = spare_of)]
pub struct Thing {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub id: ThingId,
}

/// Foreign keys of a newtype.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = part)]
pub struct Part {
    pub id: i32,
    #[references(Thing, on_delete = "cascade")]
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub thing_id: ThingId,
    #[references(Thing, on_delete = "set null", relation = spare_of_thing)]
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub spare_of: Option<ThingId>,
}
