//! The scripts, run on SQLite with foreign keys on.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schema_core::definition;
use schema_migrate::{Dialect, Losses, Migrations, SqlSchema, Version};

/// The portable schema, as `schema!` would declare it.
struct Portable;

impl schema_core::Schema for Portable {
    const SCHEMA: &'static definition::Schema = &crate::fixture::portable::SCHEMA;
}

/// Rows that reference each other in a ring, and a company that is its own parent's child.
const ROWS: &str = r#"
    PRAGMA defer_foreign_keys = ON;
    INSERT INTO "companies" ("id", "owner_id", "name") VALUES (1, 'u1', 'parent');
    INSERT INTO "companies" ("id", "owner_id", "parent_id", "name") VALUES (2, 'u2', 1, 'child');
    INSERT INTO "companies" ("id", "owner_id", "parent_id", "name") VALUES (3, 'u2', 3, 'own');
    INSERT INTO "user" ("id", "email", "company_id", "manager_id") VALUES ('u1', 'a@b', 1, 'u2');
    INSERT INTO "user" ("id", "email", "company_id", "manager_id") VALUES ('u2', 'c@d', 2, 'u1');
    INSERT INTO "departments" ("company_id", "head_id", "name") VALUES (1, 'u2', 'all');
    INSERT INTO "order" ("tenant_id", "number", "user_id") VALUES ('t', 1, 'u1');
    INSERT INTO "order_lines" ("tenant_id", "order_number", "position", "price", "quantity")
        VALUES ('t', 1, 1, 2.5, 4);
"#;

#[derive(QueryableByName, Debug, PartialEq)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName, Debug)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName, Debug)]
struct Defaults {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    active: bool,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Text)]
    settings: String,
    #[diesel(sql_type = Text)]
    seen_at: String,
    #[diesel(sql_type = Text)]
    motto: String,
}

fn connection() -> SqliteConnection {
    let mut connection = SqliteConnection::establish(":memory:").expect("SQLite opens");
    connection
        .batch_execute("PRAGMA foreign_keys = ON")
        .expect("the pragma runs");
    connection
}

fn schema() -> SqlSchema {
    SqlSchema::of::<Portable>(Dialect::Sqlite).expect("SQLite can express it")
}

fn in_transaction(connection: &mut SqliteConnection, sql: &str) -> QueryResult<()> {
    connection.transaction(|connection| connection.batch_execute(sql))
}

/// What is in the database, but for what SQLite and Diesel put there.
fn objects(connection: &mut SqliteConnection) -> Vec<Name> {
    let query = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                 AND name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' ORDER BY name";
    diesel::sql_query(query)
        .load(connection)
        .expect("the schema can be read")
}

fn count(connection: &mut SqliteConnection, query: &str) -> i64 {
    diesel::sql_query(query)
        .get_result::<Count>(connection)
        .expect("the query runs")
        .count
}

#[test]
fn the_schema_can_be_created_filled_dropped_and_created_again() {
    let mut connection = connection();
    for _ in 0..2 {
        in_transaction(&mut connection, &schema().create_script().to_string()).expect("create");
        in_transaction(&mut connection, ROWS).expect("the rows fit the keys");
        let violations = count(
            &mut connection,
            "SELECT count(*) AS count FROM pragma_foreign_key_check",
        );
        assert_eq!(violations, 0);
        in_transaction(&mut connection, &schema().drop_script().to_string()).expect("drop");
        assert_eq!(objects(&mut connection), []);
    }
}

#[test]
fn without_deferring_a_ring_with_rows_cannot_be_dropped() {
    let mut connection = connection();
    in_transaction(&mut connection, &schema().create_script().to_string()).expect("create");
    in_transaction(&mut connection, ROWS).expect("the rows fit the keys");
    let script = schema().drop_script().to_string();
    let script = script.replace("PRAGMA defer_foreign_keys = ON;", "");
    assert!(in_transaction(&mut connection, &script).is_err());
}

#[test]
fn the_keys_and_checks_hold() {
    let mut connection = connection();
    in_transaction(&mut connection, &schema().create_script().to_string()).expect("create");
    in_transaction(&mut connection, ROWS).expect("the rows fit the keys");
    let mut refused = |sql: &str| {
        let error = in_transaction(&mut connection, sql).expect_err("SQLite refuses it");
        error.to_string()
    };
    assert_eq!(
        refused("INSERT INTO departments (company_id, head_id, name) VALUES (9, 'u1', 'x')"),
        "FOREIGN KEY constraint failed"
    );
    assert_eq!(
        refused("UPDATE companies SET kind = 'medium'"),
        "CHECK constraint failed: companies_kind_enum_check"
    );
    assert_eq!(
        refused("UPDATE \"user\" SET email = 'A@B' WHERE id = 'u2'"),
        "UNIQUE constraint failed: user.email"
    );
    assert_eq!(
        refused("UPDATE order_lines SET price = -1"),
        "CHECK constraint failed: order_lines_check"
    );
}

#[test]
fn defaults_and_generated_columns_are_as_declared() {
    let mut connection = connection();
    in_transaction(&mut connection, &schema().create_script().to_string()).expect("create");
    in_transaction(&mut connection, ROWS).expect("the rows fit the keys");
    let user: Defaults = diesel::sql_query(
        "SELECT active, status, json(settings) AS settings, seen_at, motto FROM \"user\" LIMIT 1",
    )
    .get_result(&mut connection)
    .expect("the user is there");
    assert!(user.active);
    assert_eq!(
        (user.status.as_str(), user.settings.as_str()),
        ("draft", "{}")
    );
    assert!(user.seen_at.ends_with("+00:00"), "{user:?}");
    assert_eq!(user.motto, "nothing");
    assert_eq!(
        count(&mut connection, "SELECT total AS count FROM order_lines"),
        10
    );
}

#[test]
fn diesel_runs_and_reverts_the_initial_migration() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let version = Version::new("2026-01-31-120000").expect("a version");
    Migrations::new(folder.path())
        .generate::<Portable>(Dialect::Sqlite, version, "create_portable", Losses::Refused)
        .expect("the migration is written");

    let mut connection = connection();
    let migrations = FileBasedMigrations::from_path(folder.path()).expect("Diesel's layout");
    for _ in 0..2 {
        let run = connection
            .run_pending_migrations(migrations.clone())
            .expect("up.sql runs");
        let versions: Vec<String> = run.iter().map(ToString::to_string).collect();
        assert_eq!(versions, ["20260131120000"]);
        in_transaction(&mut connection, ROWS).expect("the rows fit the keys");
        connection
            .revert_all_migrations(migrations.clone())
            .expect("down.sql runs");
        assert_eq!(objects(&mut connection), []);
    }
}

#[test]
fn every_type_makes_a_column() {
    let declared = crate::fixture::types::schema(Dialect::Sqlite);
    let schema = SqlSchema::lower(&declared, Dialect::Sqlite).expect("SQLite can express it");
    let mut connection = connection();
    in_transaction(&mut connection, &schema.create_script().to_string()).expect("create");
    let columns = count(
        &mut connection,
        "SELECT count(*) AS count FROM pragma_table_info('types')",
    );
    assert_eq!(columns as usize, schema.tables[0].columns.len());
}
