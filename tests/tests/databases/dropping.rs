//! The drop script takes back all that the create script makes.

use diesel::prelude::*;
use diesel::{insert_into, update};
use integration_tests::database::TestConnection;
use integration_tests::portable::keys::{Category, Keys, category};
use integration_tests::portable::names::Names;
use integration_tests::portable::sports::{Sports, game, player, team};
use integration_tests::portable::values::Values;
use integration_tests::postgres_and_sqlite::{Captain, PostgresAndSqlite, Ship, captain, ship};
use integration_tests::research_rows::ResearchRows;
use integration_tests::sqlite_only::SqliteOnly;
use integration_tests::{on_databases, on_every_database};
use research::Research;

use super::rows;

on_every_database!(the_research_platform_goes_and_comes_back, |connection| {
    connection.create_schema::<Research>()?;
    connection.insert_example()?;
    connection.drop_schema::<Research>()?;
    connection.assert_is_empty()?;
    connection.create_schema::<Research>()?;
    connection.assert_is::<Research>()?;
    connection.drop_schema::<Research>()?;
    connection.assert_is_empty()
});

// Two rows that reference each other.
on_every_database!(a_ring_of_rows_goes_with_its_tables, |connection| {
    connection.create_schema::<Sports>()?;
    insert!(connection, team, [rows::team(1)]);
    insert!(connection, player, [rows::player(7, 1)]);
    update(team::table)
        .set(team::captain_id.eq(7))
        .execute(connection)?;
    connection.drop_schema::<Sports>()?;
    connection.assert_is_empty()?;
    connection.create_schema::<Sports>()?;
    connection.assert_is::<Sports>()?;
    connection.drop_schema::<Sports>()?;
    connection.assert_is_empty()
});

on_every_database!(
    a_row_that_references_itself_goes_with_its_table,
    |connection| {
        connection.create_schema::<Keys>()?;
        let itself = Category {
            id: 1,
            parent_id: Some(1),
            name: "everything".to_owned(),
        };
        insert!(connection, category, [itself]);
        connection.drop_schema::<Keys>()?;
        connection.assert_is_empty()
    }
);

on_every_database!(
    a_key_that_restricts_does_not_keep_its_tables,
    |connection| {
        connection.create_schema::<Sports>()?;
        insert!(connection, team, [rows::team(1), rows::team(2)]);
        insert!(connection, game, [rows::game(1, 2)]);
        connection.drop_schema::<Sports>()?;
        connection.assert_is_empty()
    }
);

on_every_database!(enums_and_awkward_names_go_too, |connection| {
    connection.create_schema::<Values>()?;
    connection.drop_schema::<Values>()?;
    connection.create_schema::<Names>()?;
    connection.drop_schema::<Names>()?;
    connection.assert_is_empty()
});

on_databases!(
    [sqlite, postgres],
    rings_without_null_go_too,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        connection.transaction(|connection| {
            let flagship = Ship {
                id: 1,
                captain_id: 2,
            };
            insert!(connection, ship, [flagship]);
            let her_captain = Captain { id: 2, ship_id: 1 };
            insert_into(captain::table)
                .values(her_captain)
                .execute(connection)
        })?;
        connection.drop_schema::<PostgresAndSqlite>()?;
        connection.assert_is_empty()?;
        connection.create_schema::<PostgresAndSqlite>()?;
        connection.assert_is::<PostgresAndSqlite>()
    }
);

on_databases!([sqlite], what_only_sqlite_has, |connection| {
    connection.create_schema::<SqliteOnly>()?;
    connection.drop_schema::<SqliteOnly>()?;
    connection.assert_is_empty()
});

on_databases!(
    [postgres],
    types_and_database_schemas_go_too,
    |connection| {
        use diesel::connection::SimpleConnection;
        use integration_tests::postgres_only::PostgresOnly;
        connection.batch_execute("CREATE EXTENSION citext")?;
        connection.create_schema::<PostgresOnly>()?;
        connection.drop_schema::<PostgresOnly>()?;
        connection.assert_is_empty()?;
        let left =
            "SELECT nspname FROM pg_namespace WHERE nspname IN ('kinds', 'search', 'search_parts')";
        assert_eq!(diesel::sql_query(left).execute(connection)?, 0);
        connection.create_schema::<PostgresOnly>()?;
        connection.assert_is::<PostgresOnly>()
    }
);

on_databases!(
    [postgres],
    a_database_schema_that_others_use_stays,
    |connection| {
        use diesel::connection::SimpleConnection;
        use integration_tests::postgres_only::PostgresOnly;
        connection.batch_execute(
            "CREATE EXTENSION citext; CREATE SCHEMA kinds; CREATE TABLE kinds.other (id integer)",
        )?;
        connection.create_schema::<PostgresOnly>()?;
        connection.drop_schema::<PostgresOnly>()?;
        let left = connection.catalog()?;
        assert!(left.tables.keys().eq(["kinds.other"]), "{left:?}");
        assert!(left.enums.is_empty(), "{left:?}");
        Ok(())
    }
);

on_databases!([mysql], what_only_mysql_has, |connection| {
    use integration_tests::mysql_only::MysqlOnly;
    connection.create_schema::<MysqlOnly>()?;
    connection.drop_schema::<MysqlOnly>()?;
    connection.assert_is_empty()
});
