//! Where foreign keys may lead.

use crate::fixture::build::{
    check, foreign_key, index, indexed, integer, nullable, primary_key, table, table_name, text,
    unique,
};
use crate::fixture::{errors, lower, lowered_column, schema_of, text_table, with_column};
use schema_core::definition::{
    Column, Deferrability, DialectText, Enforcement, ForeignKey, Generated, GeneratedStorage,
    Index, PolymorphicReference, PolymorphicStorage, ReferentialAction, Table, TableName,
    UniqueConstraint,
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

/// A table `c` whose key `pid` does something to its rows, with a check and a column computed from it.
fn checked(
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
    check_of: &'static str,
    generated: Option<GeneratedStorage>,
) -> Table {
    let key = ForeignKey {
        on_update,
        ..foreign_key("c_pid_fkey", &["pid"], table_name("A", "a"), on_delete)
    };
    let mut columns = vec![integer("id"), nullable(integer("pid")), integer("size")];
    columns.extend(generated.map(|storage| Column {
        generated: Some(Generated {
            expression: DialectText::all("pid + 1"),
            storage,
        }),
        ..integer("next")
    }));
    Table {
        foreign_keys: vec![key].leak(),
        checks: vec![check("c_check", DialectText::all(check_of))].leak(),
        ..table(
            table_name("C", "c"),
            columns.leak(),
            primary_key("c_pkey", &["id"]),
        )
    }
}

#[test]
fn mysql_has_no_check_of_a_column_that_a_key_changes() {
    use ReferentialAction::{Cascade, NoAction, Restrict, SetNull};
    let refused = |on_delete, on_update, check_of, generated| {
        let tables = [
            with_column(integer("x")),
            checked(on_delete, on_update, check_of, generated),
        ];
        assert_eq!(errors(&tables, Dialect::Postgres), [] as [&str; 0]);
        assert_eq!(errors(&tables, Dialect::Sqlite), [] as [&str; 0]);
        errors(&tables, Dialect::Mysql)
    };
    let fix = "use another action, take `pid` out of the check, or keep the check to the databases \
               that have it: `check(postgres = \"…\", sqlite = \"…\")`";
    assert_eq!(
        refused(SetNull, NoAction, "pid > 0", None),
        [format!(
            "`C`: the check `c_check` of the table `c` is over `pid`, which `on_delete = \"set null\"` \
             changes without a check: MySQL and MariaDB refuse that; {fix}"
        )]
    );
    assert_eq!(
        refused(Cascade, Cascade, "size > `PID`", None),
        [format!(
            "`C`: the check `c_check` of the table `c` is over `pid`, which `on_update = \"cascade\"` \
             changes without a check: MySQL and MariaDB refuse that; {fix}"
        )]
    );
    assert_eq!(refused(NoAction, SetNull, "pid IS NULL", None).len(), 1);
    for action in [NoAction, Restrict, Cascade] {
        assert_eq!(refused(action, Restrict, "pid > 0", None), [] as [&str; 0]);
    }
    assert_eq!(
        refused(SetNull, Cascade, "size > 0 OR 'pid' = ''", None),
        [] as [&str; 0]
    );

    let computed = |storage, check_of| refused(SetNull, NoAction, check_of, Some(storage));
    let through = computed(GeneratedStorage::Virtual, "next > 0");
    assert!(
        through[0].contains("is over `pid` by way of `next`, which"),
        "{through:?}"
    );
    assert_eq!(
        computed(GeneratedStorage::Virtual, "size > 0"),
        [] as [&str; 0]
    );
    assert_eq!(
        computed(GeneratedStorage::Stored, "size > 0"),
        [
            "`C.next`: the column is stored and computed from `pid` of the table `c`, which \
             `on_delete = \"set null\"` changes without computing it anew: MySQL and MariaDB refuse \
             that; use another action, or `generated(…, virtual)`"
        ]
    );
}

fn sized(name: &'static str) -> Column {
    Column {
        max_length: Some(21),
        ..text(name)
    }
}
