//! Pairs of schemas that nobody thought of: each becomes the other and comes back, on every database.
//!
//! `PROPTEST_CASES=5000 cargo xtask test -- -p integration-tests generated_cases` runs more.

use super::cases::{Value, check};
use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::cases::Case;
use integration_tests::database::{Database, Sqlite, TestConnection};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schema_migrate::introspect::Introspect;
use schema_migrate::{Dialect, Hints, Plan, SqlSchema};
use std::cell::RefCell;

mod rows;
mod spec;
mod text;

use rows::values;
use spec::{Names, Pair, pair};
use text::Text;

/// The case of two schemas, with rows in all tables of the first. What is there before and after keeps its
/// values, in both directions.
fn case(pair: &Pair, dialect: Dialect) -> Outcome<Case> {
    let names = (Names::former(), pair.names());
    let before = Text {
        schema: &pair.before,
        names: &names.0,
        former: None,
        dialect,
    };
    let after = Text {
        schema: &pair.after,
        names: &names.1,
        former: Some(&pair.before),
        dialect,
    };
    let queries = match (values(pair, &before), values(pair, &after)) {
        (Some(before), Some(after)) => {
            format!("# query before\n{before}\n# query after\n{after}\n# keeps\nvalues\n")
        }
        _ => String::new(),
    };
    let (rows, before, after) = (rows::of(pair), before.write(), after.write());
    Case::parse(
        "generated",
        &format!("# before\n{before}\n# after\n{after}\n# rows\n{rows}\n{queries}"),
    )
}

fn run<D: Database<Connection: Introspect>>(
    cases: u32,
    load: fn(&mut D::Connection, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    let (Some(database), Some(fresh)) = (D::create()?, D::create()?) else {
        return Ok(());
    };
    let databases = RefCell::new((0, database, fresh));
    let config = Config {
        cases: std::env::var("PROPTEST_CASES").map_or(Ok(cases), |cases| cases.parse())?,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    runner.run(&pair(), |pair| {
        let (count, database, fresh) = &mut *databases.borrow_mut();
        let mut run = || -> Outcome {
            *count += 1;
            // The catalogs of PostgreSQL get slow when much has come and gone.
            if *count % 25 == 0
                && let (Some(one), Some(other)) = (D::create()?, D::create()?)
            {
                (*database, *fresh) = (one, other);
            }
            let connections = (database.connection()?, fresh.connection()?);
            round_trip(connections, &pair, load)
        };
        let result = run();
        result.map_err(|error| TestCaseError::fail(error.to_string()))
    })?;
    Ok(())
}

fn round_trip<C: TestConnection + Introspect>(
    (connection, fresh): (&mut C, &mut C),
    pair: &Pair,
    load: fn(&mut C, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    clear(connection)?;
    clear(fresh)?;
    let mut case = case(pair, C::DIALECT)?;
    if takes_other_values(&case, C::DIALECT)? {
        return Ok(());
    }
    let result = check(&mut case, (connection, fresh), load);
    result.map_err(|error| {
        let section = |title| case.section(title, C::DIALECT);
        let (before, after, rows) = (section("before"), section("after"), section("rows"));
        format!("{before}\n-- to\n{after}\n-- rows\n{rows}\n{error}").into()
    })
}

/// Whether names that go round mean nothing, as what they name is alike: then nothing is renamed, and the
/// rows may not fit.
fn takes_other_values(case: &Case, dialect: Dialect) -> Outcome<bool> {
    let before = SqlSchema::lower(case.before, dialect)?;
    let after = SqlSchema::lower(case.after, dialect)?;
    let hints = Hints::from_definition(case.after, dialect);
    let plan = Plan::between(&before, &after, &hints)?;
    Ok(!plan.stale_renames().is_empty())
}

/// Drops what a case has left.
fn clear<C: TestConnection + Introspect>(connection: &mut C) -> Outcome {
    let found = connection.introspect(&Default::default())?.schema;
    let left = SqlSchema {
        tables: found.tables,
        enum_types: found.enum_types,
        ..SqlSchema::empty(C::DIALECT)
    };
    if left.tables.is_empty() && left.enum_types.is_empty() {
        return Ok(());
    }
    if C::DIALECT == Dialect::Sqlite {
        connection.batch_execute("PRAGMA foreign_keys = OFF")?;
    }
    connection.run(&left.drop_script())
}

#[test]
fn sqlite() -> Outcome {
    run::<Sqlite>(300, |connection, query| {
        diesel::sql_query(query).load(connection)
    })
}

#[cfg(feature = "postgres")]
#[test]
fn postgres() -> Outcome {
    use integration_tests::database::Postgres;
    run::<Postgres>(100, |connection, query| {
        diesel::sql_query(query).load(connection)
    })
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() -> Outcome {
    use integration_tests::database::Mysql;
    run::<Mysql>(60, |connection, query| {
        diesel::sql_query(query).load(connection)
    })
}
