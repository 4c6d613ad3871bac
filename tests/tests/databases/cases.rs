//! The cases of migrations in `tests/cases`, on every database: up, and it is as declared; down, and it
//! is as it was; up again. Rows survive.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use integration_tests::Outcome;
use integration_tests::cases::Case;
use integration_tests::catalog::{self, Catalog};
use integration_tests::database::{Database, Sqlite, TestConnection};
use schema_core::definition::Schema;
use schema_migrate::introspect::{Introspect, IntrospectOptions};
use schema_migrate::{Dialect, Diff, Hints, Plan, SqlSchema};

#[derive(QueryableByName, Debug, PartialEq)]
pub(super) struct Value {
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) value: Option<String>,
}

/// Runs every case on a database. All failures are told at once.
fn run<D: Database<Connection: Introspect>>(
    load: fn(&mut D::Connection, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let dialect = D::Connection::DIALECT;
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut failures = Vec::new();
    let Some(mut fresh) = D::create()? else {
        return Ok(());
    };
    for mut case in Case::all(&folder)? {
        if !case.is_on(dialect) || !case.name.contains(&wanted) {
            continue;
        }
        let Some(mut database) = D::create()? else {
            return Ok(());
        };
        let pair = (database.connection()?, fresh.connection()?);
        if let Err(error) = check(&mut case, pair, load) {
            failures.push(format!("== {} on {dialect}\n{error}", case.name));
        }
        case.write()?;
    }
    match failures.as_slice() {
        [] => Ok(()),
        _ => Err(format!("{} failures\n{}", failures.len(), failures.join("\n")).into()),
    }
}

pub(super) fn check<C: TestConnection + Introspect>(
    case: &mut Case,
    (connection, fresh): (&mut C, &mut C),
    load: fn(&mut C, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    let dialect = C::DIALECT;
    let before = SqlSchema::lower(case.before, dialect)?;
    let after = SqlSchema::lower(case.after, dialect)?;
    let expected_before = created(fresh, &before)?;
    let expected_after = created(fresh, &after)?;
    let hints = Hints::from_definition(case.after, dialect);
    let plan = Plan::between(&before, &after, &hints)?;
    case.expect(dialect, &plan.up_sql(), &plan.down_sql())?;
    let done = Plan::between(&after, &after, &hints)?;
    if !done.is_empty() {
        return Err(format!("once more: {}", done.up_sql()).into());
    }
    // An empty text is no statement, by which the client of MySQL crashes.
    if !before.tables.is_empty() {
        connection.run(&before.create_script())?;
    }
    let rows = case.section("rows", dialect).to_owned();
    if !rows.is_empty() {
        connection.batch_execute(&rows)?;
    }
    if dialect == Dialect::Sqlite {
        connection.batch_execute("PRAGMA foreign_keys = ON")?;
    }
    let asked = |connection: &mut C, title: &str| -> Outcome<Vec<Value>> {
        match case.section(title, dialect) {
            "" => Ok(Vec::new()),
            query => Ok(load(connection, query)?),
        }
    };
    let mut expected = asked(connection, "query before")?;
    let migrate = |connection: &mut C, sql: &str, direction: &str| -> Outcome {
        let result = if plan.runs_in_transaction() && dialect != Dialect::Mysql {
            connection.transaction(|connection| connection.batch_execute(sql))
        } else {
            connection.batch_execute(sql)
        };
        result.map_err(|error| format!("{direction}: {error}\n{sql}").into())
    };
    for round in ["up", "up again"] {
        migrate(connection, &plan.up_sql(), round)?;
        assert_is(connection, case.after, &expected_after, round)?;
        let found = asked(connection, "query after")?;
        if found != expected {
            return Err(format!("after {round}: {found:?} and not {expected:?}").into());
        }
        if round == "up" {
            migrate(connection, &plan.down_sql(), "down")?;
            assert_is(connection, case.before, &expected_before, "down")?;
            let keeps = !case.section("keeps", dialect).is_empty();
            let loses = !keeps && plan.losses().next().is_some();
            let found = asked(connection, "query before")?;
            if !loses && found != expected {
                return Err(format!("after down: {found:?} and not {expected:?}").into());
            }
            // No row is lost, whatever becomes of values; and what is there now is kept.
            assert_eq!(found.len(), expected.len(), "after down");
            expected = found;
        }
    }
    Ok(())
}

/// What a database says of a schema that is created in one go.
pub(super) fn created<C: TestConnection + Introspect>(
    connection: &mut C,
    schema: &SqlSchema,
) -> Outcome<SqlSchema> {
    if schema.tables.is_empty() {
        return Ok(SqlSchema::empty(C::DIALECT));
    }
    connection.run(&schema.create_script())?;
    let found = introspected(connection)?;
    if C::DIALECT == Dialect::Sqlite {
        // Tables that reference each other are dropped without following their keys.
        connection.batch_execute("PRAGMA foreign_keys = OFF")?;
    }
    connection.run(&schema.drop_script())?;
    Ok(found)
}

/// What a database says, without the order of columns: one that was added may stand elsewhere.
fn introspected<C: TestConnection + Introspect>(connection: &mut C) -> Outcome<SqlSchema> {
    let mut schema = connection.introspect(&IntrospectOptions::default())?.schema;
    for table in &mut schema.tables {
        table
            .columns
            .sort_by(|one, other| one.name.cmp(&other.name));
    }
    Ok(schema)
}

/// Fails if the database is not as declared; in which order the columns are does not matter.
pub(super) fn assert_declared<C: TestConnection>(
    connection: &mut C,
    declared: &'static Schema,
) -> Outcome {
    let sorted = |mut catalog: Catalog| {
        for table in catalog.tables.values_mut() {
            table
                .columns
                .sort_by(|one, other| one.name.cmp(&other.name));
        }
        catalog
    };
    let expected = sorted(catalog::expected(declared, C::DIALECT));
    let found = sorted(connection.catalog()?);
    if found == expected {
        return Ok(());
    }
    Err(found.difference(&expected).into())
}

/// Fails if the database is not as declared, and not as it would be if it were created in one go.
pub(super) fn assert_is<C: TestConnection + Introspect>(
    connection: &mut C,
    declared: &'static Schema,
    created: &SqlSchema,
    direction: &str,
) -> Outcome {
    assert_declared(connection, declared)
        .map_err(|difference| format!("after {direction}:\n{difference}"))?;
    let found = introspected(connection)?;
    assert_eq!(found.tables.len(), created.tables.len());
    let difference = Diff::between_databases(&found, created);
    if !difference.is_empty() {
        return Err(format!("after {direction}, to what is created: {difference:#?}").into());
    }
    Ok(())
}

#[test]
fn sqlite() -> Outcome {
    run::<Sqlite>(|connection, query| diesel::sql_query(query).load(connection))
}

#[cfg(feature = "postgres")]
#[test]
fn postgres() -> Outcome {
    use integration_tests::database::Postgres;
    run::<Postgres>(|connection, query| diesel::sql_query(query).load(connection))
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() -> Outcome {
    use integration_tests::database::Mysql;
    run::<Mysql>(|connection, query| diesel::sql_query(query).load(connection))
}
