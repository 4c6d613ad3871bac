//! The folder of the first migration, run by `diesel_migrations`.

use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use integration_tests::Outcome;
use integration_tests::catalog;
use integration_tests::database::TestConnection;
use integration_tests::on_databases;
use integration_tests::on_every_database;
use integration_tests::portable::keys::Keys;
use integration_tests::portable::names::Names;
use integration_tests::portable::sales::Sales;
use integration_tests::portable::sports::Sports;
use integration_tests::portable::values::Values;
use integration_tests::postgres_and_sqlite::PostgresAndSqlite;
use integration_tests::research_rows::ResearchRows;
use research::Research;
use schema_core::Schema;
use schema_migrate::{Losses, Migrations, Version};

/// The table in which Diesel notes which migrations have run.
const NOTES: &str = "__diesel_schema_migrations";

/// Writes the first migration of a schema, runs it, lets `fill` insert rows, reverts it, and runs it
/// again.
fn runs_and_reverts<S, C>(connection: &mut C, fill: fn(&mut C) -> Outcome) -> Outcome
where
    S: Schema,
    C: TestConnection + MigrationHarness<C::Backend>,
{
    let folder = tempfile::tempdir()?;
    let migrations = Migrations::new(folder.path());
    let version = Version::new("2026-01-31-120000")?;
    migrations.generate::<S>(C::DIALECT, version, "create_everything", Losses::Refused)?;

    let written = FileBasedMigrations::from_path(folder.path())?;
    let expected = catalog::expected(S::SCHEMA, C::DIALECT);
    for round in 1..=2 {
        let run = connection.run_pending_migrations(written.clone())?;
        let run: Vec<String> = run.iter().map(ToString::to_string).collect();
        assert_eq!(run, ["20260131120000"], "round {round}");
        let mut found = connection.catalog()?;
        assert!(found.tables.remove(NOTES).is_some());
        found.assert_is(&expected);

        // Diesel remembers the enum types of a connection, which are others in the second round.
        if round == 1 {
            fill(connection)?;
        }
        let reverted = connection.revert_all_migrations(written.clone())?;
        assert_eq!(reverted.len(), 1, "round {round}");
        let left = connection.catalog()?;
        assert!(left.tables.keys().eq([NOTES]), "round {round}: {left:?}");
        assert!(left.enums.is_empty(), "round {round}: {left:?}");
    }
    assert!(connection.has_pending_migration(written)?);
    Ok(())
}

on_every_database!(the_research_platform, |connection| {
    runs_and_reverts::<Research, _>(connection, |connection| Ok(connection.insert_example()?))
});

on_every_database!(
    keys_of_several_columns_and_to_unique_columns,
    |connection| { runs_and_reverts::<Sales, _>(connection, |_| Ok(())) }
);

on_every_database!(rings_and_several_keys_between_two_tables, |connection| {
    runs_and_reverts::<Sports, _>(connection, |_| Ok(()))
});

on_every_database!(keys_within_a_table_and_of_every_type, |connection| {
    runs_and_reverts::<Keys, _>(connection, |_| Ok(()))
});

on_every_database!(every_type_and_default, |connection| {
    runs_and_reverts::<Values, _>(connection, |_| Ok(()))
});

on_every_database!(awkward_and_long_names, |connection| {
    runs_and_reverts::<Names, _>(connection, |_| Ok(()))
});

on_databases!([sqlite, postgres], what_mysql_lacks, |connection| {
    runs_and_reverts::<PostgresAndSqlite, _>(connection, |_| Ok(()))
});
