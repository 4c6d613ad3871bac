//! Columns that the database fills, names and comments.

use crate::fixture::build::{bigint, index, indexed, integer, text};
use crate::fixture::{errors, lower, lowered_column, with_column};
use schema_core::definition::{Column, DialectText, Generated, GeneratedStorage, Identity, Table};
use schema_migrate::Dialect;

#[test]
fn sqlite_numbers_rows_in_the_primary_key_only() {
    let number = Column {
        identity: Some(Identity::ByDefault),
        ..bigint("number")
    };
    assert_eq!(
        errors(&[with_column(number)], Dialect::Sqlite),
        [
            "`A.number`: SQLite numbers rows only in the only column of the primary key; use it as \
             the primary key, or take `identity` off"
        ]
    );
}

#[test]
fn mysql_numbers_rows_in_one_column_that_leads_a_key() {
    let numbered = |name| Column {
        identity: Some(Identity::ByDefault),
        ..bigint(name)
    };
    let loose = with_column(numbered("number"));
    assert_eq!(
        errors(&[loose], Dialect::Mysql),
        [
            "`A.number`: MySQL numbers rows only in the first column of a key or index; use it \
             first in the primary key, or add `#[index]`"
        ]
    );
    let indexes = vec![index("a_number_idx", vec![indexed("number")].leak())].leak();
    assert_eq!(
        errors(&[Table { indexes, ..loose }], Dialect::Mysql),
        [] as [&str; 0]
    );

    let columns = vec![numbered("id"), numbered("number")].leak();
    let two = Table {
        columns,
        indexes,
        ..loose
    };
    assert_eq!(
        errors(&[two], Dialect::Mysql),
        [
            "`A.number`: MySQL numbers rows only in one column of a table; take `identity` off one \
             of them"
        ]
    );
}

#[test]
fn postgres_numbers_rows_in_integers_only() {
    let number = Column {
        identity: Some(Identity::Always),
        ..text("number")
    };
    assert_eq!(
        errors(&[with_column(number)], Dialect::Postgres),
        [
            "`A.number`: PostgreSQL numbers rows only in columns of the types `i16`, `i32` and \
             `i64`; use one of them, or take `identity` off"
        ]
    );
}

#[test]
fn a_generated_column_has_an_expression_on_every_database() {
    let generated = Generated {
        expression: DialectText {
            postgres: Some("id + 1"),
            ..DialectText::NONE
        },
        storage: GeneratedStorage::Virtual,
    };
    let next = Column {
        generated: Some(generated),
        ..integer("next")
    };
    assert!(lower(&[with_column(next)], Dialect::Postgres).is_ok());
    assert_eq!(
        errors(&[with_column(next)], Dialect::Sqlite),
        [
            "`A.next`: there is no expression to generate the column on SQLite; use \
             `#[column(generated(sqlite = \"…\"))]`"
        ]
    );
}

#[test]
fn names_differ_in_more_than_case() {
    let table = Table {
        columns: vec![integer("id"), integer("Size"), integer("size")].leak(),
        ..with_column(integer("x"))
    };
    for dialect in [Dialect::Sqlite, Dialect::Mysql] {
        assert_eq!(
            errors(&[table], dialect),
            [format!(
                "`A.size`: `size` and `Size` are one name on {dialect}; use names that differ in more than case"
            )]
        );
    }
    assert_eq!(errors(&[table], Dialect::Postgres), [] as [&str; 0]);
}

#[test]
fn names_fit_the_database() {
    let long: &str = "é".repeat(32).leak();
    let table = with_column(integer(long));
    assert_eq!(
        errors(&[table], Dialect::Postgres),
        [format!(
            "`A.{long}`: the name `{long}` is too long for PostgreSQL; use a name of at most 63 bytes"
        )]
    );
    assert_eq!(errors(&[table], Dialect::Mysql), [] as [&str; 0]);
    for (name, fault) in [
        ("i🦀", "has a character beyond U+FFFF"),
        ("i ", "ends with a space"),
    ] {
        let table = with_column(integer(name));
        assert_eq!(
            errors(&[table], Dialect::Mysql),
            [format!(
                "`A.{name}`: the name `{name}` {fault}, which MySQL refuses; use another one"
            )]
        );
        assert_eq!(errors(&[table], Dialect::Postgres), [] as [&str; 0]);
    }
    let nul = Column {
        field: "x",
        ..integer("x\0")
    };
    assert_eq!(
        errors(&[with_column(nul)], Dialect::Sqlite),
        ["`A.x`: a name in SQL cannot contain the NUL character; use another one"]
    );
}

#[test]
fn comments_are_cut_where_the_database_cuts_them() {
    let long: &str = "ü".repeat(3000).leak();
    let table = Table {
        comment: long,
        ..with_column(Column {
            comment: long,
            ..integer("x")
        })
    };
    let comments = |dialect| {
        let schema = lower(&[table], dialect).expect("the database can express it");
        let of_column = lowered_column(&schema, "a", "x").comment;
        [schema.tables[0].comment.clone(), of_column]
            .map(|comment| comment.map(|comment| comment.as_str().chars().count()))
    };
    assert_eq!(comments(Dialect::Postgres), [Some(3000), Some(3000)]);
    assert_eq!(comments(Dialect::Sqlite), [None, None]);
    assert_eq!(comments(Dialect::Mysql), [Some(2048), Some(1024)]);
}
