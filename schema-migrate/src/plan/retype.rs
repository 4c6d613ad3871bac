//! What becomes of the values of a column that gets another type.

use super::{Risk, columns};
use crate::dialect::Dialect;
use crate::schema::{Column, SqlType};
use crate::sql::{Expression, QualifiedName};

/// What a change of type can cost.
pub(super) fn risk(table: &QualifiedName, before: &Column, after: &Column) -> Risk {
    if before.sql_type == after.sql_type {
        return Risk::None;
    }
    let (from, to) = (Kind::of(&before.sql_type), Kind::of(&after.sql_type));
    let values = columns::values(table, before);
    match (from, to) {
        (Kind::Real | Kind::Decimal, Kind::Integer) => {
            Risk::LosesData(format!("the fractions in {values}"))
        }
        (Kind::Timestamp, Kind::Date) => Risk::LosesData(format!("the times of day in {values}")),
        (Kind::Timestamp, Kind::Time) => Risk::LosesData(format!("the days in {values}")),
        (Kind::Integer | Kind::Boolean, Kind::Text) | (_, Kind::LongText) => Risk::None,
        (from, to) if from == to && widens(&before.sql_type, &after.sql_type) => Risk::None,
        _ => Risk::MayFail(format!("if one of {values} does not fit into the new type")),
    }
}

/// The expression of the new values (PostgreSQL). An explicit cast to `varchar(n)` would cut a text
/// that is too long; an assignment refuses it. From text to text there is none: with one, PostgreSQL
/// would write every row again for a longer `varchar(n)`.
pub(super) fn using(before: &Column, after: &Column) -> Option<Expression> {
    let is_text = |sql_type: &SqlType| matches!(Kind::of(sql_type), Kind::Text | Kind::LongText);
    if before.sql_type == after.sql_type || is_text(&before.sql_type) && is_text(&after.sql_type) {
        return None;
    }
    let name = after.name.to_sql(Dialect::Postgres);
    let target = after.sql_type.to_sql(Dialect::Postgres);
    let array = |sql_type: &SqlType| matches!(sql_type, SqlType::Array(_));
    let kinds = (Kind::of(&before.sql_type), Kind::of(&after.sql_type));
    // PostgreSQL knows no cast between a boolean and a number but to and from `integer`.
    Some(Expression::new(if is_text(&after.sql_type) {
        format!("{name}::text")
    } else if matches!(kinds, (Kind::Boolean, to) if to.is_number()) {
        format!("{name}::integer")
    } else if matches!(kinds, (from, Kind::Boolean) if from.is_number()) {
        format!("{name} <> 0")
    } else if Kind::of(&before.sql_type) == Kind::Other || array(&after.sql_type) {
        format!("{name}::text::{target}")
    } else {
        format!("{name}::{target}")
    }))
}

/// The new values (SQLite), which otherwise keeps every value as it was written. What is no date, as
/// nothing hinders there, is kept.
pub(super) fn converted(before: &Column, after: &Column) -> String {
    let name = after.name.to_sql(Dialect::Sqlite);
    match (Kind::of(&before.sql_type), Kind::of(&after.sql_type)) {
        (Kind::Timestamp, Kind::Date) => format!("coalesce(date({name}), {name})"),
        (Kind::Date, Kind::Timestamp) => format!("coalesce(datetime({name}), {name})"),
        (Kind::Timestamp, Kind::Time) => format!("coalesce(strftime('%H:%M:%f', {name}), {name})"),
        (Kind::Real | Kind::Decimal, Kind::Integer) => format!("CAST({name} AS INTEGER)"),
        _ => name,
    }
}

/// Whether PostgreSQL keeps the rows as they are when a column gets another type: a text that may be
/// longer than before, with the same collation.
pub(super) fn keeps_rows(before: &Column, after: &Column) -> bool {
    let kinds = (Kind::of(&before.sql_type), Kind::of(&after.sql_type));
    let is_longer = match kinds {
        (Kind::LongText, Kind::LongText) => before.sql_type == after.sql_type,
        (Kind::Text, Kind::LongText) => !is_padded(&before.sql_type),
        (Kind::Text, Kind::Text) => {
            !is_padded(&before.sql_type)
                && !is_padded(&after.sql_type)
                && widens(&before.sql_type, &after.sql_type)
        }
        _ => false,
    };
    is_longer && before.generated == after.generated
}

/// `char(n)`, which PostgreSQL fills up with spaces.
fn is_padded(sql_type: &SqlType) -> bool {
    matches!(sql_type, SqlType::Named(sql) if sql.to_ascii_lowercase().starts_with("char"))
}

/// What a type is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    Integer,
    Decimal,
    Real,
    Text,
    LongText,
    Date,
    Time,
    Timestamp,
    Other,
}

impl Kind {
    fn is_number(self) -> bool {
        matches!(self, Kind::Integer | Kind::Decimal | Kind::Real)
    }

    fn of(sql_type: &SqlType) -> Kind {
        let SqlType::Named(sql) = sql_type else {
            return Kind::Other;
        };
        let sql = sql.to_ascii_lowercase();
        let name = sql.split(['(', ' ']).next().unwrap_or_default();
        match name {
            "bool" | "boolean" => Kind::Boolean,
            "smallint" | "integer" | "int" | "bigint" | "tinyint" | "mediumint" => Kind::Integer,
            "numeric" | "decimal" => Kind::Decimal,
            "real" | "double" | "float" => Kind::Real,
            "varchar" | "char" => Kind::Text,
            "text" | "longtext" | "mediumtext" | "citext" => Kind::LongText,
            "date" => Kind::Date,
            "time" => Kind::Time,
            "timestamp" | "timestamptz" | "datetime" => Kind::Timestamp,
            _ => Kind::Other,
        }
    }
}

/// Whether every value of a type is one of the other.
fn widens(before: &SqlType, after: &SqlType) -> bool {
    let (SqlType::Named(before), SqlType::Named(after)) = (before, after) else {
        return false;
    };
    let (before, after) = (before.to_ascii_lowercase(), after.to_ascii_lowercase());
    let rank = |sql: &str| {
        let name = sql.split(['(', ' ']).next().unwrap_or_default().to_owned();
        let order = [
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "integer",
            "bigint",
            "real",
            "float",
            "double",
        ];
        order.iter().position(|one| **one == name)
    };
    let length = |sql: &str| -> Option<u32> {
        let (_, rest) = sql.split_once('(')?;
        rest.trim_end_matches(')').parse().ok()
    };
    let is_unsigned = |sql: &str| sql.ends_with("unsigned");
    match (rank(&before), rank(&after)) {
        (Some(one), Some(other)) => one <= other && is_unsigned(&before) == is_unsigned(&after),
        _ => match (length(&before), length(&after)) {
            (Some(one), Some(other)) => one <= other,
            _ => false,
        },
    }
}
