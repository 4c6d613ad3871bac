//! The scripts of whole schemas, as files that one can read. `BLESS=1` writes them anew.

use std::path::PathBuf;

use schema_core::definition;
use schema_migrate::{Dialect, SqlSchema};

#[test]
fn portable_on_postgres() {
    check_scripts(
        "portable",
        &crate::fixture::portable::SCHEMA,
        Dialect::Postgres,
    );
}

#[test]
fn portable_on_sqlite() {
    check_scripts(
        "portable",
        &crate::fixture::portable::SCHEMA,
        Dialect::Sqlite,
    );
}

#[test]
fn portable_on_mysql() {
    check_scripts(
        "portable",
        &crate::fixture::portable::SCHEMA,
        Dialect::Mysql,
    );
}

#[test]
fn postgres_only_on_postgres() {
    check_scripts(
        "postgres_only",
        &crate::fixture::postgres_only::SCHEMA,
        Dialect::Postgres,
    );
}

#[test]
fn postgres_only_on_sqlite() {
    check_errors(
        "postgres_only",
        &crate::fixture::postgres_only::SCHEMA,
        Dialect::Sqlite,
    );
}

#[test]
fn postgres_only_on_mysql() {
    check_errors(
        "postgres_only",
        &crate::fixture::postgres_only::SCHEMA,
        Dialect::Mysql,
    );
}

#[test]
fn types_on_postgres() {
    check_scripts(
        "types",
        &crate::fixture::types::schema(Dialect::Postgres),
        Dialect::Postgres,
    );
}

#[test]
fn types_on_sqlite() {
    check_scripts(
        "types",
        &crate::fixture::types::schema(Dialect::Sqlite),
        Dialect::Sqlite,
    );
}

#[test]
fn types_on_mysql() {
    check_scripts(
        "types",
        &crate::fixture::types::schema(Dialect::Mysql),
        Dialect::Mysql,
    );
}

fn check_scripts(name: &str, schema: &definition::Schema, dialect: Dialect) {
    let schema = SqlSchema::lower(schema, dialect).expect("the database can express it");
    let database = database(dialect);
    check(
        &format!("{name}.{database}.create.sql"),
        &schema.create_script().to_string(),
    );
    check(
        &format!("{name}.{database}.drop.sql"),
        &schema.drop_script().to_string(),
    );
}

fn check_errors(name: &str, schema: &definition::Schema, dialect: Dialect) {
    let errors = SqlSchema::lower(schema, dialect).expect_err("the database cannot express it");
    check(
        &format!("{name}.{}.errors.txt", database(dialect)),
        &format!("{errors}\n"),
    );
}

fn database(dialect: Dialect) -> String {
    dialect.to_string().to_lowercase()
}

pub(crate) fn check(file: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, actual).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, actual,
        "`{file}` differs; run with BLESS=1 to write it anew"
    );
}
