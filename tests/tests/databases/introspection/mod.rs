//! A database gives back what was declared, and what nobody declared.

use diesel::connection::SimpleConnection;
use integration_tests::comparable::{assert_equal, comparable};
use integration_tests::database::TestConnection;
use integration_tests::external::Addon;
use integration_tests::portable::keys::Keys;
use integration_tests::portable::library::Library;
use integration_tests::portable::names::{Names, Shortened};
use integration_tests::portable::sales::Sales;
use integration_tests::portable::sports::Sports;
use integration_tests::portable::values::Values;
use integration_tests::postgres_and_sqlite::PostgresAndSqlite;
use integration_tests::sqlite_only::SqliteOnly;
use integration_tests::{Outcome, on_databases, on_every_database};
use research::Research;
use schema_core::Schema;
use schema_migrate::introspect::{Introspect, IntrospectOptions, Introspection};
use schema_migrate::sql::Identifier;
use schema_migrate::{Dialect, SqlSchema};

/// The database schemas that the models here are in.
const DATABASE_SCHEMAS: [&str; 4] = ["auth", "kinds", "search", "search_parts"];

fn introspect<C: Introspect>(connection: &mut C) -> Outcome<Introspection> {
    let names = DATABASE_SCHEMAS.iter().map(|name| Identifier::new(*name));
    let names: Vec<Identifier> = names.collect::<Result<_, _>>()?;
    let options = IntrospectOptions::default().with_database_schemas(names);
    Ok(connection.introspect(&options)?)
}

/// What is read of a created schema is that schema, and creates one of which the same is read.
fn assert_comes_back<S: Schema>(connection: &mut (impl TestConnection + Introspect)) -> Outcome {
    let lowered = SqlSchema::of::<S>(connection.dialect())?;
    connection.run(&lowered.create_script())?;
    let found = introspect(connection)?;
    assert_equal(&comparable(found.schema.clone()), &comparable(lowered));
    assert_eq!(found.others, []);
    assert_stable(connection, &found.schema)
}

/// A schema that was read and is created again is read as the same, to the letter.
fn assert_stable(
    connection: &mut (impl TestConnection + Introspect),
    found: &SqlSchema,
) -> Outcome {
    connection.run(&found.drop_script())?;
    assert_equal(
        &introspect(connection)?.schema,
        &empty(connection.dialect()),
    );
    connection.run(&found.create_script())?;
    assert_equal(&introspect(connection)?.schema, found);
    Ok(())
}

fn empty(dialect: Dialect) -> SqlSchema {
    SqlSchema {
        dialect,
        database_schemas: Vec::new(),
        enum_types: Vec::new(),
        tables: Vec::new(),
    }
}

/// What is no table, as text.
fn others(found: &Introspection) -> Vec<String> {
    found.others.iter().map(ToString::to_string).collect()
}

on_every_database!(introspect_the_research_platform, |connection| {
    assert_comes_back::<Research>(connection)
});

on_every_database!(introspect_a_shop, |connection| {
    assert_comes_back::<Sales>(connection)
});

on_every_database!(introspect_rings, |connection| {
    assert_comes_back::<Sports>(connection)
});

on_every_database!(introspect_a_library, |connection| {
    assert_comes_back::<Library>(connection)
});

on_every_database!(introspect_keys_of_every_type, |connection| {
    assert_comes_back::<Keys>(connection)
});

on_every_database!(introspect_every_type_and_default, |connection| {
    assert_comes_back::<Values>(connection)
});

on_every_database!(introspect_awkward_names, |connection| {
    assert_comes_back::<Names>(connection)
});

on_every_database!(introspect_shortened_names, |connection| {
    assert_comes_back::<Shortened>(connection)
});

on_every_database!(introspect_ugly_names, |connection| {
    let lowered = ugly::schema(connection.dialect())?;
    connection.run(&lowered.create_script())?;
    let found = introspect(connection)?;
    assert_equal(&comparable(found.schema.clone()), &comparable(lowered));
    assert_stable(connection, &found.schema)
});

on_every_database!(introspect_two_schemas, |connection| {
    connection.create_schema::<Research>()?;
    connection.create_schema::<Addon>()?;
    let found = introspect(connection)?;
    let mut expected = SqlSchema::of::<Research>(connection.dialect())?;
    let addon = SqlSchema::of::<Addon>(connection.dialect())?;
    expected.tables.extend(addon.tables);
    expected.enum_types.extend(addon.enum_types);
    assert_equal(&comparable(found.schema), &comparable(expected));
    Ok(())
});

on_databases!(
    [sqlite, postgres],
    introspect_what_mysql_lacks,
    |connection| { assert_comes_back::<PostgresAndSqlite>(connection) }
);

on_databases!([sqlite], introspect_what_only_sqlite_has, |connection| {
    assert_comes_back::<SqliteOnly>(connection)
});

on_databases!(
    [postgres],
    introspect_what_only_postgresql_has,
    |connection| {
        use integration_tests::postgres_only::PostgresOnly;
        connection.batch_execute("CREATE EXTENSION citext")?;
        assert_comes_back::<PostgresOnly>(connection)
    }
);

on_databases!([mysql], introspect_what_only_mysql_has, |connection| {
    use integration_tests::mysql_only::MysqlOnly;
    assert_comes_back::<MysqlOnly>(connection)
});

// PostgreSQL and MariaDB each have words of their own for every one of these.
on_every_database!(introspect_rewritten_expressions, |connection| {
    connection.batch_execute(
        "CREATE TABLE t (
             id INTEGER NOT NULL PRIMARY KEY, s VARCHAR(9) DEFAULT 'a', c CHAR(3), n NUMERIC(5, 2),
             CONSTRAINT c1 CHECK (s IN ('a', 'b'', c')), CONSTRAINT c2 CHECK (c NOT IN ('x', 'y')),
             CONSTRAINT c3 CHECK (n BETWEEN 0 AND 1.5 OR s LIKE 'x%' AND NOT n IS NULL),
             CONSTRAINT c4 CHECK (CASE WHEN n > 1 THEN s ELSE 'y' END <> 'z'),
             CONSTRAINT c5 CHECK (COALESCE(n, -1) * 2 - 1 < 10 AND (s <> 'a' OR id > -5)),
             CONSTRAINT c6 CHECK (LOWER(TRIM(s)) = s AND CAST(id AS CHAR(9)) <> '7')
         )",
    )?;
    let found = introspect(connection)?;
    let checks = found.schema.tables.iter().map(|table| table.checks.len());
    assert_eq!(checks.collect::<Vec<_>>(), [6]);
    assert_stable(connection, &found.schema)
});

on_every_database!(introspect_nothing, |connection| {
    connection.batch_execute(
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY, run_on TIMESTAMP)",
    )?;
    let found = introspect(connection)?;
    assert_equal(&found.schema, &empty(connection.dialect()));
    assert_eq!(found.others, []);
    Ok(())
});

on_every_database!(introspect_a_thousand_tables, |connection| {
    for start in (0..1000).step_by(100) {
        let tables = (start..start + 100).map(|number| {
            format!("CREATE TABLE t{number} (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(20));")
        });
        connection.batch_execute(&tables.collect::<String>())?;
    }
    assert_eq!(introspect(connection)?.schema.tables.len(), 1000);
    Ok(())
});

mod by_hand;
mod ugly;
