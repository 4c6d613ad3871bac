//! Every type and every kind of default.

use std::borrow::Cow;

use bigdecimal::BigDecimal;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;
use schema_core::prelude::*;
use serde_json::Value;

schema_core::schema! {
    /// Every type and every kind of default.
    pub struct Values;
    all: [Ticket, Defaults, Everything, Person, Numbered, Wide],
}

/// How much it hurts.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    NotBad,
    #[sql_enum(rename = "it's bad")]
    Bad,
    #[sql_enum(rename = r"C:\ is gone ☠")]
    Fatal,
}

/// Text with a check, also where the database has enum types.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[sql_enum(storage = "text", rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Color {
    Red,
    DarkBlue,
}

/// An enum with a name of its own.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[sql_enum(name = "Kind of ticket", rename_all = "PascalCase")]
pub enum TicketKind {
    Bug,
    Wish,
}

/// Enums, native and as text.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = ticket)]
#[expect(
    clippy::duplicated_attributes,
    reason = "three indexes begin with one column"
)]
#[index(kind, severity)]
#[index(kind, id, where = "id > 100", only(postgres, sqlite))]
#[index(kind, color, id, only(mysql))]
pub struct Ticket {
    pub id: i32,
    #[column(enum, default = Severity::NotBad)]
    pub severity: Severity,
    #[column(enum)]
    pub former_severity: Option<Severity>,
    #[column(enum, default = Color::DarkBlue)]
    pub color: Color,
    #[column(enum)]
    pub former_color: Option<Color>,
    #[column(enum, default = TicketKind::Bug)]
    pub kind: TicketKind,
}

/// A default of each kind.
#[derive(Model, HasQuery, Identifiable, Debug, Clone, PartialEq)]
#[diesel(table_name = defaults)]
pub struct Defaults {
    pub id: i32,
    #[column(default = 42)]
    pub whole: i32,
    #[column(default = -7)]
    pub negative: i64,
    #[column(default = -1.5)]
    pub fraction: f64,
    #[column(default = 0.25, sql_type = "numeric(12, 2)")]
    pub exact: BigDecimal,
    #[column(default = true)]
    pub yes: bool,
    #[column(default = false)]
    pub no: bool,
    #[column(default = "now()")]
    pub at: NaiveDateTime,
    #[column(default = "current_timestamp")]
    pub at_once: Option<NaiveDateTime>,
    #[column(default = "current_date")]
    pub on: NaiveDate,
    #[column(default = "now()")]
    pub on_this_day: NaiveDate,
    #[column(default = "current_time")]
    pub when: NaiveTime,
    #[column(default = "'draft'", max_length = 10)]
    pub text: String,
    #[column(default = "'it''s'")]
    pub long_text: String,
    #[column(default = "''")]
    pub empty_text: String,
    #[column(default = "lower('SHOUT')", max_length = 20)]
    pub computed: String,
    #[column(default(postgres = "'elephant'", sqlite = "'feather'", mysql = "'dolphin'"))]
    pub animal: String,
    #[column(default(sqlite = "'only here'"))]
    pub on_sqlite: Option<String>,
    #[column(default = "'{}'")]
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub json: Value,
    #[column(default = Severity::Bad, enum)]
    pub severity: Severity,
    #[column(default = Severity::Fatal, enum)]
    pub worst: Severity,
    #[column(default = Color::Red, enum)]
    pub color: Color,
    pub none: Option<i32>,
}

/// An id that is not just any number.
#[derive(
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct ThingId(pub i64);

impl<DB> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for ThingId
where
    DB: diesel::backend::Backend,
    i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
{
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, DB>,
    ) -> diesel::serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for ThingId
where
    DB: diesel::backend::Backend,
    i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        i64::from_sql(bytes).map(ThingId)
    }
}

/// Every type that all databases have, and each of them once more as an `Option`.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = everything)]
pub struct Everything {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub id: ThingId,
    pub a_bool: bool,
    pub an_i16: i16,
    pub an_i32: i32,
    pub an_i64: i64,
    pub an_f32: f32,
    pub an_f64: f64,
    pub a_decimal: BigDecimal,
    pub a_string: String,
    #[column(max_length = 30)]
    pub a_short_string: String,
    pub a_cow: Cow<'static, str>,
    pub bytes: Vec<u8>,
    #[column(max_length = 16)]
    pub short_bytes: Vec<u8>,
    pub a_date: NaiveDate,
    pub a_time: NaiveTime,
    pub a_timestamp: NaiveDateTime,
    pub another_date: time::Date,
    pub another_time: time::Time,
    pub another_timestamp: time::PrimitiveDateTime,
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub json: Value,
    #[column(enum)]
    pub an_enum: Severity,
    #[column(enum)]
    pub a_text_enum: Color,
    pub maybe_bool: Option<bool>,
    pub maybe_i16: Option<i16>,
    pub maybe_i32: Option<i32>,
    pub maybe_i64: Option<i64>,
    pub maybe_f32: Option<f32>,
    pub maybe_f64: Option<f64>,
    pub maybe_decimal: Option<BigDecimal>,
    pub maybe_string: Option<String>,
    #[column(max_length = 30)]
    pub maybe_short_string: Option<String>,
    pub maybe_bytes: Option<Vec<u8>>,
    pub maybe_date: Option<NaiveDate>,
    pub maybe_time: Option<NaiveTime>,
    pub maybe_timestamp: Option<NaiveDateTime>,
    pub maybe_another_date: Option<time::Date>,
    pub maybe_another_time: Option<time::Time>,
    pub maybe_another_timestamp: Option<time::PrimitiveDateTime>,
    #[diesel(sql_type = diesel::sql_types::Json)]
    pub maybe_json: Option<Value>,
    #[column(enum)]
    pub maybe_enum: Option<Severity>,
    #[column(enum)]
    pub maybe_text_enum: Option<Color>,
    #[references(Everything)]
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub maybe_id: Option<ThingId>,
}

/// Columns that are embedded.
#[derive(Queryable, Selectable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = person)]
pub struct Address {
    pub street: String,
    pub zip: Option<String>,
}

/// Has the columns of another struct.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = person)]
#[index(zip, street)]
pub struct Person {
    pub id: i32,
    #[diesel(embed)]
    #[column(embed(street: String, zip: Option<String>))]
    pub address: Address,
    pub name: String,
}

/// The database numbers the rows.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = numbered)]
pub struct Numbered {
    #[column(identity)]
    #[diesel(skip_insertion)]
    pub id: i64,
    pub name: String,
}

/// Fifty columns.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, Default, PartialEq)]
#[diesel(table_name = wide)]
pub struct Wide {
    pub id: i32,
    pub c02: Option<bool>,
    pub c03: i64,
    pub c04: Option<f64>,
    pub c05: i32,
    pub c06: Option<String>,
    pub c07: Option<bool>,
    pub c08: i64,
    pub c09: Option<f64>,
    pub c10: i32,
    pub c11: Option<String>,
    pub c12: Option<bool>,
    pub c13: i64,
    pub c14: Option<f64>,
    pub c15: i32,
    pub c16: Option<String>,
    pub c17: Option<bool>,
    pub c18: i64,
    pub c19: Option<f64>,
    pub c20: i32,
    pub c21: Option<String>,
    pub c22: Option<bool>,
    pub c23: i64,
    pub c24: Option<f64>,
    pub c25: i32,
    pub c26: Option<String>,
    pub c27: Option<bool>,
    pub c28: i64,
    pub c29: Option<f64>,
    pub c30: i32,
    pub c31: Option<String>,
    pub c32: Option<bool>,
    pub c33: i64,
    pub c34: Option<f64>,
    pub c35: i32,
    pub c36: Option<String>,
    pub c37: Option<bool>,
    pub c38: i64,
    pub c39: Option<f64>,
    pub c40: i32,
    pub c41: Option<String>,
    pub c42: Option<bool>,
    pub c43: i64,
    pub c44: Option<f64>,
    pub c45: i32,
    pub c46: Option<String>,
    pub c47: Option<bool>,
    pub c48: i64,
    pub c49: Option<f64>,
    pub c50: i32,
}
