//! What only MySQL has.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]

use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// What only MySQL has.
    pub struct MysqlOnly;
    all: [Sensor, Reading],
}

/// Unsigned keys.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = sensor)]
pub struct Sensor {
    pub id: u64,
    pub tiny: i8,
    pub unsigned_tiny: u8,
    pub unsigned_small: u16,
    pub unsigned: u32,
    pub maybe_unsigned: Option<u64>,
}

/// A foreign key to an unsigned one; numbered in a column that is not the primary key.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = reading, primary_key(sensor_id, number))]
#[index(remark, method = "fulltext")]
pub struct Reading {
    #[references(Sensor, on_delete = "cascade")]
    pub sensor_id: u64,
    #[column(identity)]
    #[index]
    #[diesel(skip_insertion)]
    pub number: u32,
    #[diesel(sql_type = diesel::sql_types::Datetime)]
    pub taken_at: NaiveDateTime,
    #[column(default = "now()")]
    #[diesel(sql_type = diesel::sql_types::Datetime)]
    #[diesel(skip_insertion)]
    pub stored_at: NaiveDateTime,
    #[column(sql_type = "tinytext")]
    pub unit: String,
    pub remark: String,
    #[column(generated("char_length(remark)", virtual))]
    #[diesel(skip_insertion)]
    pub length: Option<i32>,
}
