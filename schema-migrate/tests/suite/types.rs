//! Which SQL type a column has.

use crate::fixture::build::{
    bigint, column, index, indexed, primary_key, table, table_name, text, unique,
};
use crate::fixture::{errors, lower, lowered_column, text_table, type_of, with_column};
use schema_core::definition::{Column, ColumnType, DialectText, Index, Table};
use schema_migrate::Dialect;

#[test]
fn a_foreign_key_column_takes_the_length_of_the_column_at_the_end_of_its_keys() {
    let tables = [
        text_table("child", text("id"), Some(("parent_id", "middle"))),
        text_table("middle", text("id"), Some(("id", "root"))),
        text_table(
            "root",
            Column {
                max_length: Some(21),
                ..text("id")
            },
            None,
        ),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "parent_id"),
        "varchar(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Sqlite, "child", "parent_id"),
        "VARCHAR(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "child", "parent_id"),
        "VARCHAR(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "middle", "id"),
        "VARCHAR(21)"
    );
}

#[test]
fn a_foreign_key_column_keeps_a_length_of_its_own() {
    let child = Column {
        max_length: Some(36),
        ..text("id")
    };
    let tables = [
        text_table("child", child, Some(("id", "root"))),
        text_table(
            "root",
            Column {
                max_length: Some(21),
                ..text("id")
            },
            None,
        ),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "id"),
        "varchar(36)"
    );
}

#[test]
fn a_foreign_key_column_takes_sql_type_and_collation_of_this_database() {
    let root = Column {
        sql_type: DialectText {
            postgres: Some("char(26)"),
            ..DialectText::NONE
        },
        collation: DialectText {
            mysql: Some("utf8mb4_bin"),
            ..DialectText::NONE
        },
        ..text("id")
    };
    let tables = [
        text_table("child", text("id"), Some(("id", "root"))),
        text_table("root", root, None),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "id"),
        "char(26)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "child", "id"),
        "VARCHAR(255)"
    );
    let schema = lower(&tables, Dialect::Mysql).expect("MySQL can express it");
    let collation = lowered_column(&schema, "child", "id")
        .collation
        .expect("it has a collation");
    assert_eq!(collation.as_str(), "utf8mb4_bin");
}

#[test]
fn rings_of_foreign_keys_end() {
    let tables = [
        text_table("a", text("id"), Some(("id", "b"))),
        text_table("b", text("id"), Some(("id", "a"))),
        text_table("c", text("id"), Some(("id", "c"))),
    ];
    assert_eq!(type_of(&tables, Dialect::Mysql, "a", "id"), "VARCHAR(255)");
    assert_eq!(type_of(&tables, Dialect::Mysql, "c", "id"), "VARCHAR(255)");
    assert_eq!(type_of(&tables, Dialect::Postgres, "a", "id"), "text");
}

#[test]
fn text_and_binary_have_a_length_on_mysql_where_they_are_indexed() {
    let binary = |name| column(name, "Vec<u8>", ColumnType::Binary);
    let columns: &[Column] = vec![
        text("id"),
        text("free"),
        text("unique"),
        text("indexed"),
        text("searched"),
        binary("bytes"),
        binary("indexed_bytes"),
        Column {
            max_length: Some(16),
            ..binary("hash")
        },
    ]
    .leak();
    let tables = [Table {
        unique_constraints: vec![unique("a_unique_key", &["unique"])].leak(),
        indexes: vec![
            index("a_indexed_idx", vec![indexed("indexed")].leak()),
            index("a_bytes_idx", vec![indexed("indexed_bytes")].leak()),
            Index {
                method: Some("fulltext"),
                ..index("a_searched_idx", vec![indexed("searched")].leak())
            },
        ]
        .leak(),
        ..table(
            table_name("A", "a"),
            columns,
            primary_key("a_pkey", &["id"]),
        )
    }];
    let types = [
        "id",
        "free",
        "unique",
        "indexed",
        "searched",
        "bytes",
        "indexed_bytes",
        "hash",
    ]
    .map(|column| type_of(&tables, Dialect::Mysql, "a", column));
    assert_eq!(
        types,
        [
            "VARCHAR(255)",
            "LONGTEXT",
            "VARCHAR(255)",
            "VARCHAR(255)",
            "LONGTEXT",
            "LONGBLOB",
            "VARBINARY(255)",
            "VARBINARY(16)"
        ]
    );
}

#[test]
fn a_named_sql_type_wins() {
    let named = Column {
        sql_type: DialectText {
            all: Some(" money "),
            mysql: Some("DECIMAL(12,2)"),
            ..DialectText::NONE
        },
        ..column("price", "BigDecimal", ColumnType::Numeric)
    };
    let tables = [with_column(named)];
    assert_eq!(type_of(&tables, Dialect::Postgres, "a", "price"), "money");
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "a", "price"),
        "DECIMAL(12,2)"
    );
}

#[test]
fn a_custom_type_needs_a_name() {
    let custom = column("shape", "Shape", ColumnType::Custom);
    assert_eq!(
        errors(&[with_column(custom)], Dialect::Postgres),
        [
            "`A.shape`: the SQL type of `Shape` is not known for PostgreSQL; use \
             `#[column(sql_type(postgres = \"…\"))]`"
        ]
    );
}

#[test]
fn serial_is_no_type() {
    let serial = Column {
        sql_type: DialectText::all("BIGSERIAL"),
        ..bigint("number")
    };
    assert_eq!(
        errors(&[with_column(serial)], Dialect::Postgres),
        ["`A.number`: `BIGSERIAL` is not a type; use `#[column(identity = \"serial\")]` instead"]
    );
}
