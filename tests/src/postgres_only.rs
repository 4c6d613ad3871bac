//! What only PostgreSQL has.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]
#![expect(
    clippy::duplicated_attributes,
    reason = "a column or an option that two indexes have in common is not written twice"
)]
#![expect(clippy::type_complexity, reason = "ranges are like that in Diesel")]

use std::ops::Bound;
use std::time::SystemTime;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use diesel::data_types::{PgInterval, PgMoney};
use diesel::pg::data_types::{PgLsn, PgNumeric};
use diesel::prelude::*;
use ipnet::IpNet;
use ipnetwork::IpNetwork;
use schema_core::prelude::*;
use serde_json::Value;
use uuid::Uuid;

schema_core::schema! {
    /// What only PostgreSQL has.
    pub struct PostgresOnly;
    types: [Network, Sighting, Lists, Ranges, Moments, Oddities],
    search: [Document, Passage],
    numbers: [AlwaysNumbered, Serially, SmallSerially],
}

/// Networks, and other values that PostgreSQL alone has types for.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = network)]
#[relation(many, sightings: Sighting)]
#[index(asc(address, operator_class = "inet_ops"), method = "gist")]
pub struct Network {
    #[column(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub address: IpNetwork,
    #[diesel(sql_type = diesel::sql_types::Cidr)]
    pub block: IpNetwork,
    pub mac: [u8; 6],
    pub long_mac: [u8; 8],
    pub maybe_address: Option<IpNetwork>,
    pub net: IpNet,
}

/// A foreign key of a UUID.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = sighting)]
pub struct Sighting {
    pub id: i32,
    #[references(Network, on_delete = "cascade")]
    pub network_id: Uuid,
}

/// Arrays.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = lists)]
#[index(words, method = "gin")]
#[index(asc(json, operator_class = "jsonb_path_ops"), method = "gin")]
pub struct Lists {
    pub id: i32,
    #[column(default = "'{}'")]
    pub words: Vec<String>,
    pub numbers: Vec<i64>,
    pub holes: Vec<Option<i32>>,
    pub maybe: Option<Vec<bool>>,
    #[column(enum)]
    pub levels: Vec<Level>,
    #[column(enum)]
    pub level_holes: Option<Vec<Option<Level>>>,
    #[column(enum)]
    pub flavours: Vec<Flavour>,
    #[column(enum)]
    pub maybe_flavours: Option<Vec<Option<Flavour>>>,
    #[column(sql_type = "varchar(10)[]")]
    pub short_words: Vec<String>,
    pub uuids: Vec<Uuid>,
    #[column(default = "'{\"a\": 1}'")]
    pub json: Value,
}

/// How high.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[sql_enum(schema = "kinds")]
pub enum Level {
    Low,
    #[sql_enum(rename = "very high")]
    High,
}

/// How it tastes.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[sql_enum(storage = "text")]
pub enum Flavour {
    Sweet,
    Salty,
}

/// Ranges.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = ranges)]
#[index(days, method = "gist")]
pub struct Ranges {
    pub id: i32,
    pub integers: (Bound<i32>, Bound<i32>),
    pub longs: (Bound<i64>, Bound<i64>),
    pub decimals: (Bound<BigDecimal>, Bound<BigDecimal>),
    pub days: (Bound<NaiveDate>, Bound<NaiveDate>),
    pub times: (Bound<NaiveDateTime>, Bound<NaiveDateTime>),
    pub moments: Option<(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)>,
    #[diesel(sql_type = diesel::sql_types::Multirange<diesel::sql_types::Integer>)]
    pub several: Vec<(Bound<i32>, Bound<i32>)>,
    #[diesel(sql_type = diesel::sql_types::Daterange)]
    pub holidays: (Bound<NaiveDate>, Bound<NaiveDate>),
}

/// Time.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = moments)]
pub struct Moments {
    pub id: i32,
    pub at: DateTime<Utc>,
    pub also_at: time::OffsetDateTime,
    pub system_time: SystemTime,
    pub duration: PgInterval,
    pub delta: TimeDelta,
    #[column(sql_type = "timestamp(3)")]
    pub about: NaiveDateTime,
    #[column(default = "now()")]
    #[diesel(skip_insertion)]
    pub stored_at: DateTime<Utc>,
}

/// Everything else.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = oddities)]
pub struct Oddities {
    #[diesel(sql_type = diesel::sql_types::Citext)]
    pub id: String,
    #[references(Oddities, on_delete = "cascade")]
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Citext>)]
    pub parent_id: Option<String>,
    #[diesel(sql_type = diesel::sql_types::CChar)]
    pub letter: u8,
    pub price: PgMoney,
    #[diesel(sql_type = diesel::sql_types::Oid)]
    pub oid: u32,
    pub number: PgNumeric,
    pub lsn: PgLsn,
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub json: Value,
}

/// What is searched, in a database schema of its own.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = document)]
#[table(schema = "search")]
#[unique(slug, nulls_not_distinct)]
#[unique(position, deferrable = "deferred")]
#[unique(kind, position, deferrable)]
#[index("lower(title)", unique, where = "slug IS NOT NULL")]
#[index(
    asc(title, operator_class = "text_pattern_ops", collation = "C"),
    desc(slug, nulls = "last"),
    include(position)
)]
#[index(asc(kind, nulls = "first"), parent_id, unique, nulls_not_distinct)]
#[index(kind, method = "hash", name = "by hash")]
#[relation(many, passages: Passage)]
pub struct Document {
    #[column(identity)]
    #[diesel(skip_insertion)]
    pub id: i64,
    #[references(Document, on_delete = "set null", deferrable = "deferred")]
    pub parent_id: Option<i64>,
    #[column(collation(postgres = "POSIX"))]
    pub title: String,
    pub slug: Option<String>,
    pub position: i32,
    #[column(enum, default = Level::High)]
    pub kind: Level,
}

/// A part of a document, in another database schema.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = passage, primary_key(document_id, number))]
#[table(schema = "search_parts")]
pub struct Passage {
    #[references(Document, on_delete = "cascade")]
    pub document_id: i64,
    pub number: i16,
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub text: String,
    #[column(generated = "char_length(text)")]
    #[diesel(skip_insertion)]
    pub length: i32,
}

/// PostgreSQL takes no number from anybody else.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = always_numbered)]
pub struct AlwaysNumbered {
    #[column(identity = "always")]
    #[diesel(skip_insertion)]
    pub id: i32,
    #[references(Serially)]
    pub serial_id: i64,
    pub name: String,
}

/// Numbered by a sequence, as before version 10.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = serially)]
pub struct Serially {
    #[column(identity = "serial")]
    #[diesel(skip_insertion)]
    pub id: i64,
    pub name: String,
}

/// A small sequence, beside the primary key.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = small_serially)]
pub struct SmallSerially {
    pub id: i32,
    #[column(identity = "serial")]
    #[diesel(skip_insertion)]
    pub number: i16,
}
