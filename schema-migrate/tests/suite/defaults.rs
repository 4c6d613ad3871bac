//! What stands after `DEFAULT`.

use crate::fixture::build::{column, integer, text};
use crate::fixture::{errors, lower, with_column};
use schema_core::definition::{Column, ColumnType, DefaultValue, DialectText};
use schema_migrate::Dialect;

/// A column with a default, as it is written on each database after `DEFAULT`.
fn default_of(column: Column, default: DefaultValue) -> [Option<String>; 3] {
    let table = with_column(Column {
        default: Some(default),
        ..column
    });
    Dialect::ALL.map(|dialect| {
        let schema = lower(&[table], dialect).expect("the database can express it");
        let sql = schema.create_script().to_string();
        let line = sql
            .lines()
            .nth(2)
            .expect("the second column")
            .trim()
            .trim_end_matches(',');
        line.split_once(" DEFAULT ")
            .map(|(_, default)| default.to_owned())
    })
}

fn expression(sql: &'static str) -> DefaultValue {
    DefaultValue::Expression(DialectText::all(sql))
}

fn some(defaults: [&str; 3]) -> [Option<String>; 3] {
    defaults.map(|default| Some(default.to_owned()))
}

#[test]
fn constants_are_written_as_the_database_takes_them() {
    let number = DefaultValue::Number("-1.5");
    assert_eq!(
        default_of(integer("x"), number),
        some(["-1.5", "-1.5", "-1.5"])
    );
    assert_eq!(
        default_of(text("x"), DefaultValue::Text("it's")),
        some(["'it''s'", "'it''s'", "('it''s')"])
    );
    assert_eq!(
        default_of(text("x"), expression("'it''s'")),
        some(["'it''s'", "'it''s'", "('it''s')"])
    );
    assert_eq!(
        default_of(integer("x"), expression("7")),
        some(["7", "7", "7"])
    );
    let flag = column("x", "bool", ColumnType::Bool);
    assert_eq!(
        default_of(flag, DefaultValue::Bool(false)),
        some(["FALSE", "FALSE", "FALSE"])
    );
    assert_eq!(
        default_of(flag, expression("true")),
        some(["TRUE", "TRUE", "TRUE"])
    );
}

#[test]
fn json_defaults_are_what_diesel_reads() {
    let json = column("x", "Value", ColumnType::Json);
    assert_eq!(
        default_of(json, expression("'[]'")),
        some(["'[]'", "'[]'", "('[]')"])
    );
    let jsonb = column("x", "Value", ColumnType::Jsonb);
    assert_eq!(
        default_of(jsonb, expression("'[]'")),
        some(["'[]'", "(jsonb('[]'))", "('[]')"])
    );
}

#[test]
fn the_time_of_the_insert_is_understood_everywhere() {
    let timestamp = column("x", "NaiveDateTime", ColumnType::Timestamp);
    let expected = some(["now()", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(6)"]);
    for written in ["now()", " NOW() ", "current_timestamp", "CURRENT_TIMESTAMP"] {
        assert_eq!(default_of(timestamp, expression(written)), expected);
    }
    let seconds = Column {
        sql_type: DialectText::all("timestamp"),
        ..timestamp
    };
    assert_eq!(
        default_of(seconds, expression("now()")),
        some(["now()", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"])
    );
    let with_offset = column("x", "DateTime<Utc>", ColumnType::Timestamptz);
    assert_eq!(
        default_of(with_offset, expression("now()")),
        some([
            "now()",
            "(strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'))",
            "CURRENT_TIMESTAMP(6)"
        ])
    );
}

#[test]
fn the_day_of_the_insert_is_understood_everywhere() {
    let date = column("x", "NaiveDate", ColumnType::Date);
    let expected = some(["CURRENT_DATE", "CURRENT_DATE", "(CURRENT_DATE)"]);
    assert_eq!(default_of(date, expression("current_date")), expected);
    let expected = some(["now()", "CURRENT_DATE", "(CURRENT_DATE)"]);
    assert_eq!(default_of(date, expression("now()")), expected);
    let time = column("x", "NaiveTime", ColumnType::Time);
    let expected = some(["CURRENT_TIME", "CURRENT_TIME", "(CURRENT_TIME(6))"]);
    assert_eq!(default_of(time, expression("current_time")), expected);
    let text = Column {
        max_length: Some(30),
        ..text("x")
    };
    let expected = some(["now()", "CURRENT_TIMESTAMP", "(CURRENT_TIMESTAMP)"]);
    assert_eq!(default_of(text, expression("now()")), expected);
}

#[test]
fn other_expressions_stand_in_parentheses_where_they_must() {
    assert_eq!(
        default_of(text("x"), expression("lower('A')")),
        some(["lower('A')", "(lower('A'))", "(lower('A'))"])
    );
}

#[test]
fn a_default_for_one_database_is_none_on_another() {
    let default = DefaultValue::Expression(DialectText {
        postgres: Some("gen_random_uuid()"),
        ..DialectText::NONE
    });
    let uuid = column("x", "Uuid", ColumnType::Uuid);
    assert_eq!(
        default_of(uuid, default),
        [Some("gen_random_uuid()".to_owned()), None, None]
    );
}

#[test]
fn a_number_is_decimal() {
    let hexadecimal = Column {
        default: Some(DefaultValue::Number("0xff")),
        ..integer("x")
    };
    assert_eq!(
        errors(&[with_column(hexadecimal)], Dialect::Sqlite),
        ["`A.x`: `0xff` is not a decimal number; write it in decimal"]
    );
}
