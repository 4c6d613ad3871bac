//! Folders of migrations.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use schema_core::definition;
use schema_migrate::{
    Dialect, InvalidMigration, Losses, Migration, MigrationError, Migrations, Version,
};

/// A schema without tables.
struct Empty;

impl schema_core::Schema for Empty {
    const SCHEMA: &'static definition::Schema = &definition::Schema {
        name: "Empty",
        comment: "",
        domains: &[],
        external: &[],
        shared: &[],
        allow: &[],
    };
}

fn version(version: &str) -> Version {
    Version::new(version).expect("a version")
}

fn migration(number: &str, name: &str) -> Migration {
    Migration::new(version(number), name, "SELECT 1;\n", "SELECT 2;\n").expect("a migration")
}

/// The names in a folder, hidden ones included, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_migration_is_a_folder_of_its_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path().join("deep/migrations"));
    assert_eq!(
        migrations.folder_names().expect("an empty list"),
        [] as [&str; 0]
    );

    let written = migrations
        .write(&migration("2026-01-31-120000", "one"))
        .expect("written");
    assert_eq!(
        written,
        migrations.directory().join("2026-01-31-120000_one")
    );
    assert_eq!(names(&written), ["down.sql", "up.sql"]);
    assert_eq!(
        fs::read_to_string(written.join("up.sql")).expect("up.sql"),
        "SELECT 1;\n"
    );
    assert_eq!(
        fs::read_to_string(written.join("down.sql")).expect("down.sql"),
        "SELECT 2;\n"
    );
    assert_eq!(names(migrations.directory()), ["2026-01-31-120000_one"]);
}

#[test]
fn only_a_migration_without_transaction_has_metadata() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    let migration = Migration::new(
        version("1"),
        "concurrently",
        "CREATE INDEX CONCURRENTLY …;",
        "",
    )
    .expect("a migration")
    .without_transaction();
    let written = migrations.write(&migration).expect("written");
    assert_eq!(names(&written), ["metadata.toml", "up.sql"]);
    let metadata = fs::read_to_string(written.join("metadata.toml")).expect("metadata.toml");
    assert_eq!(metadata, "run_in_transaction = false\n");
}

#[test]
fn a_version_is_used_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let migrations = Migrations::new(folder.path());
    migrations
        .write(&migration("20260131120000", "one"))
        .expect("written");
    let error = migrations
        .write(&migration("2026-01-31-120000", "two"))
        .expect_err("taken");
    assert!(
        matches!(&error, MigrationError::VersionTaken { .. }),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "the version 2026-01-31-120000 is that of the migration `20260131120000_one`; use another \
         one"
    );
    assert_eq!(names(folder.path()), ["20260131120000_one"]);
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("migrations");
    fs::write(&file, "a file, not a folder").expect("the file is written");
    let error = Migrations::new(&file)
        .write(&migration("1", "one"))
        .expect_err("no folder");
    assert!(matches!(error, MigrationError::Read { .. }), "{error:?}");

    // A hidden folder is no migration to Diesel, and a file in the way cannot be replaced.
    let migrations = Migrations::new(folder.path().join("other"));
    fs::create_dir(migrations.directory()).expect("the folder is made");
    fs::write(migrations.directory().join("1_one"), "in the way").expect("the file is written");
    let error = migrations
        .write(&migration("1", "one"))
        .expect_err("something is in the way");
    assert!(matches!(error, MigrationError::Write { .. }), "{error:?}");
    assert_eq!(names(migrations.directory()), ["1_one"]);
}

#[test]
fn names_are_lower_case_words() {
    for name in [
        "",
        "../up",
        "a/b",
        r"a\b",
        "Add",
        "add-steps",
        "a b",
        "ä",
        ".",
    ] {
        let refused = Migration::new(version("1"), name, "SELECT 1;", "");
        assert_eq!(refused, Err(InvalidMigration::Name(name.to_owned())));
    }
    for name in ["", "-", "1_2", "../1", "1.2"] {
        assert_eq!(
            Version::new(name),
            Err(InvalidMigration::Version(name.to_owned()))
        );
    }
}

#[test]
fn a_schema_without_tables_needs_no_migration() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let generated = Migrations::new(folder.path()).generate::<Empty>(
        Dialect::Postgres,
        version("1"),
        "create_empty",
        Losses::Refused,
    );
    assert_eq!(generated.expect("nothing to do"), None);
    assert_eq!(names(folder.path()), [] as [&str; 0]);
}

#[test]
fn versions_are_utc_times_as_diesel_writes_them() {
    let at = |seconds| Version::at(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    assert_eq!(at(0).to_string(), "1970-01-01-000000");
    assert_eq!(at(1_709_251_199).to_string(), "2024-02-29-235959");
    assert!(Version::now() > at(1_709_251_199));
}
