//! Enums: types on PostgreSQL, text with a check elsewhere.

use crate::fixture::build::{column, foreign_key, integer, primary_key, table, table_name};
use crate::fixture::{errors, lower, schema_of};
use schema_core::definition::{
    Column, ColumnType, DialectText, Enum, EnumStorage, EnumValue, ReferentialAction, Table,
};
use schema_migrate::{Dialect, SqlSchema};

const STATUS: Enum = Enum {
    rust_name: "Status",
    schema: None,
    name: "status",
    storage: EnumStorage::Native,
    values: &[value("draft"), value("done")],
    comment: "",
    renamed_from: None,
};

const fn value(value: &'static str) -> EnumValue {
    EnumValue {
        variant: value,
        value,
        renamed_from: None,
    }
}

fn table_of(name: &'static str, columns: &[Column]) -> Table {
    let mut with_key = vec![integer("id")];
    with_key.extend(columns);
    table(
        table_name(name, name),
        with_key.leak(),
        primary_key("pkey", &["id"]),
    )
}

fn status(declared: Enum) -> Column {
    column(
        "status",
        "Status",
        ColumnType::Enum(Box::leak(Box::new(declared))),
    )
}

fn enum_types(schema: &SqlSchema) -> Vec<&str> {
    schema
        .enum_types
        .iter()
        .map(|enum_type| enum_type.name.name.as_str())
        .collect()
}

fn checks(schema: &SqlSchema) -> Vec<String> {
    let checks = schema.tables.iter().flat_map(|table| &table.checks);
    checks
        .map(|check| format!("{}: {}", check.name.as_str(), check.expression.as_str()))
        .collect()
}

#[test]
fn a_native_enum_is_one_type_for_all_its_columns() {
    let array = column(
        "all",
        "Vec<Status>",
        ColumnType::Array(&ColumnType::Enum(&STATUS)),
    );
    let tables = [
        table_of("a", &[status(STATUS), array]),
        table_of("b", &[status(STATUS)]),
    ];
    let schema = lower(&tables, Dialect::Postgres).expect("PostgreSQL can express it");
    assert_eq!(enum_types(&schema), ["status"]);
    assert_eq!(checks(&schema), [] as [&str; 0]);
    let types: Vec<String> = schema.tables[0]
        .columns
        .iter()
        .map(|column| column.sql_type.to_sql(Dialect::Postgres))
        .collect();
    assert_eq!(types, ["integer", r#""status""#, r#""status"[]"#]);
}

#[test]
fn a_text_enum_is_held_to_its_values() {
    let text = Enum {
        storage: EnumStorage::Text,
        ..STATUS
    };
    for (dialect, declared, quoted) in [
        (Dialect::Postgres, text, r#""status""#),
        (Dialect::Sqlite, STATUS, r#""status""#),
        (Dialect::Mysql, STATUS, "`status`"),
    ] {
        let schema = lower(&[table_of("a", &[status(declared)])], dialect).expect("expressible");
        assert_eq!(enum_types(&schema), [] as [&str; 0]);
        let check = format!("a_status_enum_check: {quoted} IN ('draft', 'done')");
        assert_eq!(checks(&schema), [check]);
    }
}

#[test]
fn mysql_tells_upper_from_lower_case_in_enums() {
    let schema = lower(&[table_of("a", &[status(STATUS)])], Dialect::Mysql).expect("expressible");
    let column = &schema.tables[0].columns[1];
    assert_eq!(column.sql_type.to_sql(Dialect::Mysql), "VARCHAR(255)");
    let collation = column
        .collation
        .as_ref()
        .map(|collation| collation.as_str());
    assert_eq!(collation, Some("utf8mb4_bin"));
}

#[test]
fn a_named_sql_type_replaces_the_enum_type() {
    let named = Column {
        sql_type: DialectText {
            postgres: Some("legacy.status"),
            ..DialectText::NONE
        },
        ..status(STATUS)
    };
    let schema = lower(&[table_of("a", &[named])], Dialect::Postgres).expect("expressible");
    assert_eq!(enum_types(&schema), [] as [&str; 0]);
    assert_eq!(
        schema.tables[0].columns[1]
            .sql_type
            .to_sql(Dialect::Postgres),
        "legacy.status"
    );
}

#[test]
fn the_enum_types_of_external_tables_exist_already() {
    let own = Enum {
        rust_name: "Level",
        name: "level",
        ..STATUS
    };
    let level = Column {
        field: "level",
        name: "level",
        ..status(own)
    };
    let definition = schema_of(
        &[table_of("a", &[status(STATUS), level])],
        &[table_of("b", &[status(STATUS)])],
    );
    let schema = SqlSchema::lower(&definition, Dialect::Postgres).expect("expressible");
    assert_eq!(enum_types(&schema), ["level"]);
}

#[test]
fn two_enums_of_one_name_have_the_same_values() {
    let twin = Enum {
        rust_name: "Twin",
        ..STATUS
    };
    let other = Enum {
        rust_name: "Other",
        values: const { &[value("draft")] },
        ..STATUS
    };
    let tables = [
        table_of("a", &[status(STATUS)]),
        table_of("b", &[status(twin)]),
        table_of("c", &[status(other)]),
        table_of("d", &[status(other)]),
    ];
    assert_eq!(
        errors(&tables, Dialect::Postgres),
        [
            "`Other`: the enums `Status` and `Other` have the SQL type `status` in common; use \
             `#[sql_enum(name = \"…\")]` on one of them"
        ]
    );
    assert_eq!(errors(&tables, Dialect::Sqlite), [] as [&str; 0]);
}

#[test]
fn an_enum_type_is_called_like_no_table() {
    let table = table_of("status", &[status(STATUS)]);
    assert_eq!(
        errors(&[table], Dialect::Postgres),
        [
            "`Status`: the SQL type `status` has the name of a table; use \
             `#[sql_enum(name = \"…\")]` for another one"
        ]
    );
    assert_eq!(errors(&[table], Dialect::Sqlite), [] as [&str; 0]);
    let elsewhere = Enum {
        schema: Some("kinds"),
        ..STATUS
    };
    let table = table_of("status", &[status(elsewhere)]);
    assert_eq!(errors(&[table], Dialect::Postgres), [] as [&str; 0]);
}

#[test]
fn an_enum_column_may_reference_another() {
    let parent = Table {
        primary_key: primary_key("kind_pkey", &["status"]),
        ..table_of("kind", &[status(STATUS)])
    };
    let key = foreign_key(
        "fkey",
        &["status"],
        table_name("kind", "kind"),
        ReferentialAction::NoAction,
    );
    let key = schema_core::definition::ForeignKey {
        referenced_columns: &["status"],
        ..key
    };
    let child = Table {
        foreign_keys: vec![key].leak(),
        ..table_of("child", &[status(STATUS)])
    };
    let schema = lower(&[child, parent], Dialect::Mysql).expect("expressible");
    let columns = schema.tables.iter().map(|table| &table.columns[1]);
    let types: Vec<_> = columns
        .map(|column| (&column.sql_type, &column.collation))
        .collect();
    assert_eq!(types[0], types[1]);
}
