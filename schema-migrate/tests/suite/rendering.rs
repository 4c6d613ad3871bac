//! Names and texts that try to end their statement.

use schema_migrate::sql::{Expression, Identifier, Literal, Number, QualifiedName, Text};
use schema_migrate::{Commented, Dialect, Statement};

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).expect("a name")
}

#[test]
fn names_cannot_end_their_quotes() {
    let name = QualifiedName {
        schema: Some(identifier(r#"a"; DROP TABLE users; --"#)),
        name: identifier("b`; DROP TABLE users; --"),
    };
    let drop = Statement::DropTable { name };
    assert_eq!(
        drop.to_sql(Dialect::Sqlite),
        r#"DROP TABLE "a""; DROP TABLE users; --"."b`; DROP TABLE users; --""#
    );
    assert_eq!(
        drop.to_sql(Dialect::Mysql),
        r#"DROP TABLE `a"; DROP TABLE users; --`.`b``; DROP TABLE users; --`"#
    );
}

#[test]
fn texts_cannot_end_their_quotes() {
    let comment = Statement::Comment {
        on: Commented::Table(QualifiedName::unqualified(identifier("a"))),
        comment: Some(Text::new(r"\'; DROP TABLE users; --").expect("a text")),
    };
    assert_eq!(
        comment.to_sql(Dialect::Postgres),
        r#"COMMENT ON TABLE "a" IS '\''; DROP TABLE users; --'"#
    );
    assert_eq!(
        Text::new(r"\'; --").expect("a text").to_sql(Dialect::Mysql),
        r"'\\''; --'"
    );
}

#[test]
fn a_database_schema_cannot_end_the_block_that_drops_it() {
    let drop = Statement::DropDatabaseSchema {
        name: identifier("a$$b$q$c"),
    };
    let sql = drop.to_sql(Dialect::Postgres);
    assert!(
        sql.starts_with("DO $qq$\nBEGIN\n    DROP SCHEMA \"a$$b$q$c\";\n"),
        "{sql}"
    );
    assert!(sql.ends_with("\n$qq$"), "{sql}");
}

#[test]
fn nul_is_refused() {
    assert!(Identifier::new("a\0").is_err());
    assert!(Identifier::new("").is_err());
    assert!(Text::new("a\0").is_err());
}

#[test]
fn numbers_are_decimal() {
    for number in ["0", "-1", "+1", "1.5", "1.", "-1.5e10", "2E-3"] {
        assert!(Number::new(number).is_ok(), "{number}");
    }
    for number in [
        "", "-", ".", ".5", "1e", "1e5.0", "--1", "0x1f", "1_000", "1 OR 1=1", "NaN",
    ] {
        assert!(Number::new(number).is_err(), "{number}");
    }
}

#[test]
fn expressions_that_are_constants_are_recognised() {
    let text = |text: &str| Some(Literal::Text(Text::new(text).expect("a text")));
    for (expression, literal) in [
        ("'a'", text("a")),
        ("''", text("")),
        ("'it''s'", text("it's")),
        ("''''", text("'")),
        ("False", Some(Literal::Bool(false))),
        // Two texts, an unfinished one, and one that databases read differently.
        ("'a' || 'b'", None),
        ("'''", None),
        (r"'a\n'", None),
        ("'a'::text", None),
        ("null", None),
    ] {
        assert_eq!(
            Expression::new(expression).as_literal(),
            literal,
            "{expression}"
        );
    }
}

#[test]
fn long_names_are_shortened_and_stay_apart() {
    let shortened = |stem: &str| Identifier::shortened(stem, "_check").expect("a name");
    let long = "a_table_with_a_really_rather_long_name_and_a_long_column_";
    let (first, second) = (
        shortened(&format!("{long}1")),
        shortened(&format!("{long}2")),
    );
    assert_eq!(first.as_str().len(), 63);
    assert!(first.as_str().ends_with("_check"));
    assert_ne!(first, second);
    assert_eq!(first, shortened(&format!("{long}1")));
    assert!(shortened(&"ü".repeat(60)).as_str().len() <= 63);
}
