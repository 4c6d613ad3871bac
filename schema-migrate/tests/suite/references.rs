//! Where foreign keys may lead.

use crate::fixture::build::{foreign_key, index, indexed, integer, table_name, text, unique};
use crate::fixture::{errors, lower, lowered_column, schema_of, text_table, with_column};
use schema_core::definition::{
    Column, Deferrability, Enforcement, ForeignKey, Index, PolymorphicReference,
    PolymorphicStorage, ReferentialAction, Table, TableName, UniqueConstraint,
};
use schema_migrate::{Dialect, SqlSchema};

#[test]
fn external_tables_give_types_and_are_not_created() {
    let account = text_table(
        "account",
        Column {
            max_length: Some(40),
            ..text("id")
        },
        None,
    );
    let session = text_table("session", text("id"), Some(("parent_id", "account")));
    let schema = SqlSchema::lower(&schema_of(&[session], &[account]), Dialect::Postgres)
        .expect("PostgreSQL can express it");
    assert_eq!(schema.tables.len(), 1);
    let parent_id = lowered_column(&schema, "session", "parent_id");
    assert_eq!(parent_id.sql_type.to_sql(Dialect::Postgres), "varchar(40)");
    let foreign_keys = &schema.tables[0].foreign_keys;
    assert_eq!(foreign_keys[0].references.name.as_str(), "account");
}

#[test]
fn sqlite_references_no_table_of_a_database_schema() {
    let name = TableName {
        schema: Some("auth"),
        ..table_name("Account", "account")
    };
    let account = Table {
        name,
        ..text_table("account", text("id"), None)
    };
    let key = foreign_key(
        "session_parent_id_fkey",
        &["parent_id"],
        name,
        ReferentialAction::NoAction,
    );
    let session = Table {
        foreign_keys: vec![key].leak(),
        ..text_table("session", text("id"), None)
    };
    let schema = schema_of(&[session], &[account]);
    let errors = SqlSchema::lower(&schema, Dialect::Sqlite).expect_err("SQLite has no schemas");
    assert_eq!(
        errors.to_string(),
        "the schema `Fixture` cannot be expressed on SQLite\n  `session.parent_id` \
         (`session_parent_id_fkey`): SQLite has no schemas inside a database; leave `schema` out"
    );
}

#[test]
fn only_schemas_of_its_own_are_created_on_postgres() {
    let in_schema = |schema, name| Table {
        name: TableName {
            schema: Some(schema),
            ..table_name(name, name)
        },
        ..text_table(name, text("id"), None)
    };
    let tables = [
        in_schema("b", "one"),
        in_schema("public", "two"),
        in_schema("b", "three"),
    ];
    let schemas = |dialect| {
        let schema = lower(&tables, dialect).expect("the database can express it");
        schema
            .database_schemas
            .iter()
            .map(|name| name.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(schemas(Dialect::Postgres), ["b"]);
    assert_eq!(schemas(Dialect::Mysql), [] as [&str; 0]);
}

#[test]
fn a_foreign_key_leads_to_a_unique_key_of_the_schema() {
    let reference = |parent, column: &'static str| Table {
        foreign_keys: vec![ForeignKey {
            referenced_columns: vec![column].leak(),
            ..foreign_key(
                "a_x_fkey",
                &["x"],
                table_name(parent, parent),
                ReferentialAction::NoAction,
            )
        }]
        .leak(),
        ..with_column(integer("x"))
    };
    assert_eq!(
        errors(&[reference("Ghost", "id")], Dialect::Mysql),
        [
            "`A.x` (`a_x_fkey`): `Ghost` is not in the schema; use `schema!` to add it, or declare \
             it as external"
        ]
    );
    assert_eq!(
        errors(&[reference("a", "y")], Dialect::Mysql),
        ["`A.x` (`a_x_fkey`): `a` has no column `y`; use one that it has"]
    );
    assert_eq!(
        errors(&[reference("a", "x")], Dialect::Mysql),
        [
            "`A.x` (`a_x_fkey`): `x` of `a` is neither its primary key nor unique; use `#[unique]` \
             on `a`"
        ]
    );
    let deferrable = UniqueConstraint {
        deferrability: Deferrability::InitiallyImmediate,
        ..unique("a_x_key", &["x"])
    };
    let deferrable = Table {
        unique_constraints: vec![deferrable].leak(),
        ..reference("a", "x")
    };
    assert_eq!(errors(&[deferrable], Dialect::Postgres).len(), 1);
    let unique_index = Index {
        unique: true,
        ..index("a_x_idx", vec![indexed("x")].leak())
    };
    let with_index = Table {
        indexes: vec![unique_index].leak(),
        ..reference("a", "x")
    };
    assert_eq!(errors(&[with_index], Dialect::Mysql), [] as [&str; 0]);
}

#[test]
fn mysql_checks_no_column_that_a_key_sets_to_null() {
    let arc = PolymorphicReference {
        name: "owner",
        rust_name: "Owner",
        columns: &["parent_id"],
        storage: PolymorphicStorage::ExclusiveArc {
            columns: &["parent_id"],
        },
        nullable: true,
        targets: &[],
        on_delete: ReferentialAction::SetNull,
        enforcement: Enforcement::ForeignKeys,
        reason: "",
    };
    let badge = |on_delete| {
        let key = ForeignKey {
            on_delete,
            ..text_table("badge", text("id"), Some(("parent_id", "team"))).foreign_keys[0]
        };
        Table {
            foreign_keys: vec![key].leak(),
            polymorphic: vec![arc].leak(),
            ..text_table("badge", sized("id"), Some(("parent_id", "team")))
        }
    };
    let tables = |on_delete| [text_table("team", sized("id"), None), badge(on_delete)];
    assert!(lower(&tables(ReferentialAction::Cascade), Dialect::Mysql).is_ok());
    let set_null = tables(ReferentialAction::SetNull);
    assert!(lower(&set_null, Dialect::Postgres).is_ok());
    let errors = lower(&set_null, Dialect::Mysql).expect_err("MySQL has no such check");
    assert!(errors.to_string().contains("exclusive arc"), "{errors}");
}

fn sized(name: &'static str) -> Column {
    Column {
        max_length: Some(21),
        ..text(name)
    }
}
