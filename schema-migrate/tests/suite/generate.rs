//! Migrations that write themselves.

use std::fs;
use std::path::Path;

use schema_core::Schema;
use schema_core::definition::{self, Column, ColumnType, DialectText, Domain, Table};
use schema_migrate::{Dialect, GenerateError, Losses, Migrations, Online, SqlSchema, Version};

use crate::fixture::build::{integer, nullable, primary_key, table, table_name, text};

/// A schema of one table with these columns.
macro_rules! schema {
    ($name:ident: $($column:expr),*) => {
        struct $name;

        impl Schema for $name {
            const SCHEMA: &'static definition::Schema = {
                const TABLE: Table = table(
                    table_name("Person", "person"),
                    &[$($column),*],
                    primary_key("person_pkey", &["id"]),
                );
                &crate::fixture::build::schema(&[Domain {
                    name: "all",
                    tables: &[&TABLE],
                    relations: &[],
                }])
            };
        }
    };
}

schema!(First: integer("id"), text("name"));
schema!(Second: integer("id"), text("name"), nullable(text("email")));
schema!(WithoutName: integer("id"));
schema!(Unfilled: integer("id"), text("name"), text("email"));
schema!(Filled: integer("id"), text("name"), Column::new("email", "String", ColumnType::Text)
    .backfill(DialectText { all: Some("name || '@example.org'"), ..DialectText::NONE }));
schema!(Renamed: integer("id"),
    Column::new("full_name", "String", ColumnType::Text).renamed_from("name"));

fn generate<S: Schema>(
    folder: &Path,
    number: &str,
    losses: Losses,
) -> Result<Option<String>, GenerateError> {
    let version = Version::new(number).expect("a version");
    let written =
        Migrations::new(folder).generate::<S>(Dialect::Sqlite, version, "step", losses)?;
    Ok(written.map(|path| fs::read_to_string(path.join("up.sql")).expect("up.sql")))
}

#[test]
fn each_migration_goes_on_where_the_last_one_ended() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let first = generate::<First>(folder, "1", Losses::Refused).expect("written");
    assert!(first.is_some_and(|sql| sql.contains("CREATE TABLE \"person\"")));
    let again = generate::<First>(folder, "2", Losses::Refused).expect("nothing to do");
    assert_eq!(again, None);
    let second = generate::<Second>(folder, "2", Losses::Refused).expect("written");
    assert_eq!(
        second.as_deref(),
        Some("-- Person.email\nALTER TABLE \"person\" ADD COLUMN \"email\" TEXT;\n")
    );
    let names = Migrations::new(folder).folder_names().expect("readable");
    assert_eq!(names, ["1_step", "2_step"]);
}

#[test]
fn what_loses_data_is_refused_and_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    generate::<First>(folder, "1", Losses::Refused).expect("written");
    let error = generate::<WithoutName>(folder, "2", Losses::Refused).expect_err("a loss");
    assert_eq!(
        error.to_string(),
        "this would destroy the values of `person.name`; allow it if that is meant"
    );
    assert_eq!(
        Migrations::new(folder).folder_names().expect("readable"),
        ["1_step"]
    );
    let sql = generate::<WithoutName>(folder, "2", Losses::Allowed).expect("written");
    assert!(sql.is_some_and(|sql| sql.contains("-- loses data: the values of `person.name`")));
    let down = fs::read_to_string(folder.join("2_step/down.sql")).expect("down.sql");
    assert!(
        down.starts_with("-- irreversible: the values of `person.name` are gone"),
        "{down}"
    );
}

#[test]
fn rows_that_are_there_need_a_value() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    generate::<First>(folder, "1", Losses::Refused).expect("written");
    let error = generate::<Unfilled>(folder, "2", Losses::Refused).expect_err("no value");
    assert_eq!(
        error.to_string(),
        "rows that are there already would have no value\n  `Person.email`: the new column `email` \
         of `person` is NOT NULL; if it had another name, say so: `renamed_from = \"…\"`; otherwise \
         give it a `default`, or the rows that are there a value: \
         `#[column(backfill = \"…\")]`, or make it an `Option`"
    );
    let sql = generate::<Filled>(folder, "2", Losses::Refused).expect("written");
    assert!(sql.is_some_and(|sql| sql.contains("name || '@example.org'")));
    let metadata = fs::read_to_string(folder.join("2_step/metadata.toml")).expect("metadata.toml");
    assert_eq!(metadata, "run_in_transaction = false\n");
}

#[test]
fn a_rename_is_done_once_and_stale_then() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    generate::<First>(folder.path(), "1", Losses::Refused).expect("written");
    let plan = migrations.plan::<Renamed>(Dialect::Sqlite).expect("a plan");
    assert_eq!(
        plan.up_sql(),
        "-- Person.full_name\nALTER TABLE \"person\" RENAME COLUMN \"name\" TO \"full_name\";\n"
    );
    assert_eq!(plan.stale_renames(), [] as [&str; 0]);
    generate::<Renamed>(folder.path(), "2", Losses::Refused).expect("written");
    let plan = migrations.plan::<Renamed>(Dialect::Sqlite).expect("a plan");
    assert!(plan.is_empty());
    assert_eq!(plan.stale_renames(), ["Person.full_name"]);
}

#[test]
fn migrations_by_hand_are_respected() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    fs::create_dir(folder.path().join("1_by_hand")).expect("a folder");
    let error = generate::<First>(folder.path(), "2", Losses::Refused).expect_err("no snapshot");
    assert!(
        error
            .to_string()
            .starts_with("there is a migration, `1_by_hand`, and no snapshot"),
        "{error}"
    );
    migrations.adopt::<First>(Dialect::Sqlite).expect("written");
    assert_eq!(
        generate::<First>(folder.path(), "2", Losses::Refused).expect("nothing"),
        None
    );
    assert!(
        generate::<Second>(folder.path(), "2", Losses::Refused)
            .expect("written")
            .is_some()
    );
}

#[test]
fn a_folder_has_the_migrations_of_one_database() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    generate::<First>(folder.path(), "1", Losses::Refused).expect("written");
    let error = migrations
        .plan::<First>(Dialect::Postgres)
        .expect_err("another database");
    assert!(
        matches!(error, GenerateError::OtherDialect { .. }),
        "{error}"
    );
}

#[test]
fn a_snapshot_is_the_schema() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    generate::<First>(folder.path(), "1", Losses::Refused).expect("written");
    let schema = SqlSchema::read_snapshot(folder.path()).expect("readable");
    assert_eq!(schema, SqlSchema::of::<First>(Dialect::Sqlite).ok());
}

#[test]
fn stages_are_folders_that_stay_together() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    let online = Online::default();
    let version = |number: &str| Version::new(number).expect("a version");
    let first = migrations
        .generate_online::<First>(
            &online,
            &version("2026-01-31-120000"),
            "first",
            Losses::Refused,
        )
        .expect("written");
    assert_eq!(first.len(), 1);
    let later = version("2026-02-01-120000");
    let second = migrations
        .generate_online::<Filled>(&online, &later, "emails", Losses::Refused)
        .expect("written");
    assert_eq!(second.len(), 6);
    assert_eq!(
        migrations.folder_names().expect("readable"),
        [
            "2026-01-31-120000_first",
            "2026-02-01-120000-01_emails",
            "2026-02-01-120000-02_emails_backfill",
            "2026-02-01-120000-03_emails_constraints",
            "2026-02-01-120000-04_emails_backfill",
            "2026-02-01-120000-05_emails_validate",
            "2026-02-01-120000-06_emails_not_null",
        ]
    );
    for folder in &second {
        let up = fs::read_to_string(folder.join("up.sql")).expect("up.sql");
        let metadata = fs::read_to_string(folder.join("metadata.toml")).ok();
        let expected = up
            .contains("DO $$")
            .then(|| "run_in_transaction = false\n".to_owned());
        assert_eq!(metadata, expected, "{}", folder.display());
        assert!(folder.join("down.sql").exists());
    }
    let again = migrations.generate_online::<Filled>(&online, &later, "emails", Losses::Refused);
    assert!(again.expect("nothing to do").is_empty());
}

#[test]
fn a_stage_that_cannot_be_written_takes_the_others_along() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    let online = Online::default();
    let version = |number: &str| Version::new(number).expect("a version");
    migrations
        .generate_online::<First>(&online, &version("1"), "first", Losses::Refused)
        .expect("written");
    let taken = folder.path().join("2-04_other");
    fs::create_dir(&taken).expect("a folder");
    let error = migrations
        .generate_online::<Filled>(&online, &version("2"), "emails", Losses::Refused)
        .expect_err("a version that is taken");
    assert!(error.to_string().contains("2-04_other"), "{error}");
    assert_eq!(
        migrations.folder_names().expect("readable"),
        ["1_first", "2-04_other"]
    );
}
