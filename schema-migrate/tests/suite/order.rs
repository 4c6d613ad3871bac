//! The order in which tables and foreign keys are created and dropped.

use crate::fixture::build::{foreign_key, integer, nullable, primary_key, table, table_name};
use crate::fixture::{lower, schema_of};
use schema_core::definition::{ForeignKey, ReferentialAction, Table};
use schema_migrate::{Dialect, Script, SqlSchema, Statement};

/// A table with one foreign key to each of the others.
fn referencing(name: &'static str, parents: &[&'static str]) -> Table {
    let mut columns = vec![integer("id")];
    let mut keys: Vec<ForeignKey> = Vec::new();
    for parent in parents {
        let column: &'static str = format!("{parent}_id").leak();
        columns.push(nullable(integer(column)));
        keys.push(foreign_key(
            format!("{name}_{column}_fkey").leak(),
            vec![column].leak(),
            table_name(parent, parent),
            ReferentialAction::NoAction,
        ));
    }
    Table {
        foreign_keys: keys.leak(),
        ..table(
            table_name(name, name),
            columns.leak(),
            primary_key("pkey", &["id"]),
        )
    }
}

/// What a script does: `+a` creates a table, `-a` drops it, `+a_b_id_fkey` adds a key, …
fn steps(script: &Script) -> Vec<String> {
    script
        .statements()
        .map(|statement| match statement {
            Statement::CreateTable { table } => format!("+{}", table.name.name.as_str()),
            Statement::DropTable { name } => format!("-{}", name.name.as_str()),
            Statement::AddForeignKey { foreign_key, .. } => {
                format!("+{}", foreign_key.name.as_str())
            }
            Statement::DropForeignKey { name, .. } => format!("-{}", name.as_str()),
            Statement::DeferForeignKeys => "defer".to_owned(),
            other => panic!("unexpected {other:?}"),
        })
        .collect()
}

fn schema(tables: &[Table], dialect: Dialect) -> SqlSchema {
    lower(tables, dialect).expect("the database can express it")
}

#[test]
fn tables_come_after_those_that_they_reference_and_else_as_declared() {
    let tables = [
        referencing("c", &["b"]),
        referencing("x", &[]),
        referencing("b", &["a"]),
        referencing("a", &[]),
    ];
    for dialect in Dialect::ALL {
        let schema = schema(&tables, dialect);
        assert_eq!(steps(&schema.create_script()), ["+a", "+b", "+c", "+x"]);
        assert_eq!(steps(&schema.drop_script()), ["-x", "-c", "-b", "-a"]);
    }
}

#[test]
fn the_key_that_closes_a_ring_comes_last_and_goes_first() {
    let tables = [
        referencing("a", &["b"]),
        referencing("b", &["c"]),
        referencing("c", &["a"]),
    ];
    for dialect in [Dialect::Postgres, Dialect::Mysql] {
        let schema = schema(&tables, dialect);
        assert_eq!(
            steps(&schema.create_script()),
            ["+c", "+b", "+a", "+c_a_id_fkey"]
        );
        assert_eq!(
            steps(&schema.drop_script()),
            ["-c_a_id_fkey", "-a", "-b", "-c"]
        );
    }
}

#[test]
fn sqlite_keeps_the_keys_of_a_ring_in_their_tables() {
    let tables = [referencing("a", &["b"]), referencing("b", &["a"])];
    let schema = schema(&tables, Dialect::Sqlite);
    assert_eq!(steps(&schema.create_script()), ["+b", "+a"]);
    assert_eq!(
        schema
            .create_script()
            .to_string()
            .matches("FOREIGN KEY")
            .count(),
        2
    );
    assert_eq!(steps(&schema.drop_script()), ["defer", "-a", "-b"]);
}

#[test]
fn rings_that_share_a_table_are_closed_each() {
    let tables = [
        referencing("hub", &["left", "right", "hub"]),
        referencing("left", &["hub"]),
        referencing("right", &["hub", "left"]),
    ];
    let schema = schema(&tables, Dialect::Postgres);
    assert_eq!(
        steps(&schema.create_script()),
        [
            "+left",
            "+right",
            "+hub",
            "+left_hub_id_fkey",
            "+right_hub_id_fkey"
        ]
    );
    assert_eq!(
        steps(&schema.drop_script()),
        [
            "-right_hub_id_fkey",
            "-left_hub_id_fkey",
            "-hub",
            "-right",
            "-left"
        ]
    );
}

#[test]
fn a_self_reference_is_no_ring() {
    let schema = schema(&[referencing("a", &["a"])], Dialect::Postgres);
    assert_eq!(steps(&schema.create_script()), ["+a"]);
    assert_eq!(steps(&schema.drop_script()), ["-a"]);
}

#[test]
fn external_tables_are_there_already() {
    let definition = schema_of(&[referencing("a", &["b"])], &[referencing("b", &["a"])]);
    let schema = SqlSchema::lower(&definition, Dialect::Mysql).expect("MySQL can express it");
    assert_eq!(steps(&schema.create_script()), ["+a"]);
    assert!(
        schema
            .create_script()
            .to_string()
            .contains("REFERENCES `b`")
    );
}

#[test]
fn an_empty_schema_needs_nothing() {
    let schema = schema(&[], Dialect::Postgres);
    assert!(schema.create_script().is_empty());
    assert_eq!(schema.drop_script().to_string(), "");
}
