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
use schema_migrate::{Dialect, SqlSchema};
use std::cell::RefCell;
use std::fmt::Write;

/// A column: what its type is within its family, and what it says besides.
#[derive(Debug, Clone, Copy)]
struct ColumnSpec {
    size: u8,
    nullable: bool,
    default: u8,
}

#[derive(Debug, Clone)]
struct TableSpec {
    columns: [Option<ColumnSpec>; 4],
    /// Keys to the tables, with their actions.
    keys: [Option<u8>; 3],
    unique: Option<u8>,
    index: [Option<bool>; 4],
    check: Option<u8>,
    wide_key: bool,
    /// Which tables a row may reference, and what happens to it.
    polymorphic: Option<(u8, u8)>,
}

type SchemaSpec = [Option<TableSpec>; 3];

fn column() -> impl Strategy<Value = Option<ColumnSpec>> {
    let column =
        (0..3_u8, any::<bool>(), 0..3_u8).prop_map(|(size, nullable, default)| ColumnSpec {
            size,
            nullable,
            default,
        });
    prop::option::of(column)
}

fn table() -> impl Strategy<Value = TableSpec> {
    let columns = [column(), column(), column(), column()];
    let keys = prop::array::uniform3(prop::option::weighted(0.3, 0..3_u8));
    let index = prop::array::uniform4(prop::option::weighted(0.4, any::<bool>()));
    let unique = prop::option::weighted(0.3, 0..4_u8);
    let check = prop::option::weighted(0.3, 0..2_u8);
    let polymorphic = prop::option::weighted(0.4, (1..8_u8, 0..3_u8));
    let rest = (
        unique,
        index,
        check,
        prop::bool::weighted(0.15),
        polymorphic,
    );
    (columns, keys, rest).prop_map(
        |(columns, keys, (unique, index, check, wide_key, polymorphic))| TableSpec {
            columns,
            keys,
            unique,
            index,
            check,
            wide_key,
            polymorphic,
        },
    )
}

fn schema() -> impl Strategy<Value = SchemaSpec> {
    prop::array::uniform3(prop::option::weighted(0.85, table()))
}

/// A schema in the words of a case. Even columns are numbers, odd ones texts.
fn text(schema: &SchemaSpec) -> String {
    let mut text = String::new();
    for (number, table) in schema.iter().enumerate() {
        if let Some(table) = table {
            let _ = writeln!(text, "table t{number}\n  id integer");
            table_text(&mut text, schema, table);
        }
    }
    text
}

fn table_text(text: &mut String, schema: &SchemaSpec, table: &TableSpec) {
    for (position, column) in table.columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let types = match position % 2 {
            0 => ["smallint", "integer", "bigint"],
            _ => ["varchar(20)", "varchar(40)", "text"],
        };
        let default = match (position % 2, column.default) {
            (_, 0) if column.nullable => String::new(),
            (0, other) => format!(" default {other} backfill 7"),
            (_, other) => format!(" default 'ä{other}' backfill 'ö'"),
        };
        let null = if column.nullable { " null" } else { "" };
        let sql_type = types[usize::from(column.size)];
        let _ = writeln!(text, "  c{position} {sql_type}{null}{default}");
    }
    for (other, action) in table.keys.iter().enumerate() {
        // A table whose key is wide has no unique `id`.
        let target = schema[other].as_ref().filter(|target| !target.wide_key);
        if let (Some(action), Some(_)) = (action, target) {
            let action = ["cascade", "set_null", "restrict"][usize::from(*action)];
            let _ = writeln!(text, "  r{other} integer null references t{other} {action}");
            let _ = writeln!(text, "  index(r{other})");
        }
    }
    let has = |position: u8| table.columns[usize::from(position)].is_some();
    // A text without a length has none in a key on MySQL, so its type would depend on its keys.
    let is_number = |position: u8| position.is_multiple_of(2);
    for (position, descending) in (0_u8..).zip(&table.index) {
        if let Some(descending) = descending.filter(|_| has(position) && is_number(position)) {
            let direction = if descending { " desc" } else { "" };
            let _ = writeln!(text, "  index(c{position}{direction})");
        }
    }
    if let Some(position) = table.unique.filter(|&one| has(one) && is_number(one)) {
        let _ = writeln!(text, "  unique(c{position}, id)");
    }
    if let Some(position) = table.check.map(|one| 2 * one).filter(|&one| has(one)) {
        let _ = writeln!(text, "  check(c{position}>=0) as t_c{position}_positive");
    }
    if let Some(polymorphic) = table.polymorphic {
        polymorphic_text(text, schema, polymorphic);
    }
    if table.wide_key {
        text.push_str("  primary key (id, w)\n  w integer default 1\n");
    }
}

/// A reference to rows of some of the tables whose key is `id`.
fn polymorphic_text(text: &mut String, schema: &SchemaSpec, (mask, action): (u8, u8)) {
    let targets: Vec<String> = (0..3)
        .filter(|other| mask & (1 << other) != 0)
        .filter(|&other| schema[other].as_ref().is_some_and(|one| !one.wide_key))
        .map(|other| format!("t{other} as 't{other}'"))
        .collect();
    if targets.is_empty() {
        return;
    }
    let action = ["cascade", "set_null", "restrict"][usize::from(action)];
    let _ = writeln!(
        text,
        "  p_tag varchar(20) null\n  p_id integer null\n  index(p_tag, p_id)\n  \
         polymorphic(p_tag, p_id) to {} triggers {action}",
        targets.join(", ")
    );
}

/// The case of two schemas, with rows in all tables of the first.
fn case(before: &SchemaSpec, after: &SchemaSpec) -> Outcome<Case> {
    let mut rows = String::new();
    let mut counts = Vec::new();
    for number in 0..3 {
        if before[number].is_some() {
            let _ = write!(rows, "INSERT INTO t{number} (id) VALUES (1), (2), (5);");
            if after[number].is_some() {
                counts.push(format!("SELECT id FROM t{number}"));
            }
        }
    }
    // Only tables that are there before and after have rows that can be counted.
    let query = match counts.as_slice() {
        [] => String::new(),
        _ => {
            let all = counts.join(" UNION ALL ");
            let count = format!(
                "SELECT CASE WHEN count(*) = {} THEN 'all' END AS value",
                3 * counts.len()
            );
            format!(
                "# query before\n{count} FROM ({all}) AS ids\n# query after\n{count} FROM ({all}) AS ids\n"
            )
        }
    };
    let (before, after) = (text(before), text(after));
    Case::parse(
        "generated",
        &format!("# before\n{before}\n# after\n{after}\n# rows\n{rows}\n{query}"),
    )
}

fn run<D: Database<Connection: Introspect>>(
    cases: u32,
    load: fn(&mut D::Connection, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    let (Some(mut database), Some(mut fresh)) = (D::create()?, D::create()?) else {
        return Ok(());
    };
    let connections = RefCell::new((database.connection()?, fresh.connection()?));
    let config = Config {
        cases: std::env::var("PROPTEST_CASES").map_or(Ok(cases), |cases| cases.parse())?,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    runner.run(&(schema(), schema()), |(before, after)| {
        let (connection, fresh) = &mut *connections.borrow_mut();
        let pair: (&mut D::Connection, &mut D::Connection) = (connection, fresh);
        let result = round_trip(pair, (&before, &after), load);
        result.map_err(|error| {
            TestCaseError::fail(format!(
                "{}\n-- to\n{}\n{error}",
                text(&before),
                text(&after)
            ))
        })
    })?;
    Ok(())
}

fn round_trip<C: TestConnection + Introspect>(
    (connection, fresh): (&mut C, &mut C),
    (before, after): (&SchemaSpec, &SchemaSpec),
    load: fn(&mut C, &str) -> QueryResult<Vec<Value>>,
) -> Outcome {
    let mut case = case(before, after)?;
    // MySQL cannot express every reference.
    if [case.before, case.after]
        .iter()
        .any(|schema| SqlSchema::lower(schema, C::DIALECT).is_err())
    {
        return Ok(());
    }
    clear(connection)?;
    clear(fresh)?;
    check(&mut case, (connection, fresh), load)
}

/// Drops what a case has left.
fn clear<C: TestConnection + Introspect>(connection: &mut C) -> Outcome {
    let found = connection.introspect(&Default::default())?.schema;
    let left = SqlSchema {
        tables: found.tables,
        ..SqlSchema::empty(C::DIALECT)
    };
    if left.tables.is_empty() {
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
    run::<Mysql>(100, |connection, query| {
        diesel::sql_query(query).load(connection)
    })
}
