//! What the create script makes is what is declared: the catalogs are compared with the definitions.

use integration_tests::catalog;
use integration_tests::database::TestConnection;
use integration_tests::external::Addon;
use integration_tests::portable::keys::Keys;
use integration_tests::portable::names::{Names, Shortened};
use integration_tests::portable::sales::Sales;
use integration_tests::portable::sports::Sports;
use integration_tests::portable::values::Values;
use integration_tests::postgres_and_sqlite::PostgresAndSqlite;
use integration_tests::sqlite_only::SqliteOnly;
use integration_tests::{on_databases, on_every_database};
use research::Research;
use schema_core::Schema;

on_every_database!(the_research_platform, |connection| {
    connection.create_schema::<Research>()?;
    connection.assert_is::<Research>()
});

on_every_database!(
    keys_of_several_columns_and_to_unique_columns,
    |connection| {
        connection.create_schema::<Sales>()?;
        connection.assert_is::<Sales>()
    }
);

on_every_database!(rings_and_several_keys_between_two_tables, |connection| {
    connection.create_schema::<Sports>()?;
    connection.assert_is::<Sports>()
});

on_every_database!(keys_within_a_table_and_of_every_type, |connection| {
    connection.create_schema::<Keys>()?;
    connection.assert_is::<Keys>()
});

on_every_database!(every_type_and_default, |connection| {
    connection.create_schema::<Values>()?;
    connection.assert_is::<Values>()
});

on_every_database!(awkward_and_long_names, |connection| {
    connection.create_schema::<Names>()?;
    connection.assert_is::<Names>()
});

on_every_database!(names_that_differ_where_they_are_shortened, |connection| {
    connection.create_schema::<Shortened>()?;
    connection.assert_is::<Shortened>()
});

on_every_database!(a_schema_beside_another_one, |connection| {
    connection.create_schema::<Research>()?;
    connection.create_schema::<Addon>()?;
    let mut expected = catalog::expected(Research::SCHEMA, connection.dialect());
    let addon = catalog::expected(Addon::SCHEMA, connection.dialect());
    assert!(addon.tables.keys().eq(["badge"]), "{addon:?}");
    expected.tables.extend(addon.tables);
    expected.enums.extend(addon.enums);
    connection.catalog()?.assert_is(&expected);
    connection.drop_schema::<Addon>()?;
    connection.assert_is::<Research>()
});

on_databases!([sqlite, postgres], what_mysql_lacks, |connection| {
    connection.create_schema::<PostgresAndSqlite>()?;
    connection.assert_is::<PostgresAndSqlite>()
});

on_databases!([sqlite], what_only_sqlite_has, |connection| {
    connection.create_schema::<SqliteOnly>()?;
    connection.assert_is::<SqliteOnly>()
});

on_databases!([postgres], what_only_postgresql_has, |connection| {
    use diesel::connection::SimpleConnection;
    use integration_tests::postgres_only::PostgresOnly;
    connection.batch_execute("CREATE EXTENSION citext")?;
    connection.create_schema::<PostgresOnly>()?;
    connection.assert_is::<PostgresOnly>()
});

on_databases!([mysql], what_only_mysql_has, |connection| {
    use integration_tests::mysql_only::MysqlOnly;
    connection.create_schema::<MysqlOnly>()?;
    connection.assert_is::<MysqlOnly>()
});

// The comparison above means nothing if it takes anything for equal.
on_every_database!(a_difference_is_noticed, |connection| {
    connection.create_schema::<Research>()?;
    let found = connection.catalog()?;
    let mut changed = found.clone();
    changed.tables.remove("session").ok_or("no session")?;
    assert!(found != changed);
    let compared = std::panic::catch_unwind(|| found.assert_is(&changed));
    let message = compared
        .err()
        .and_then(|panic| panic.downcast::<String>().ok());
    let message = message.ok_or("no difference was found")?;
    assert!(
        message.contains("+ session: foreign key session_user_id_fkey"),
        "{message}"
    );
    Ok(())
});
