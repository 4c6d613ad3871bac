//! Names that go round: when they are still to turn.

use crate::fixture::build::{bigint, integer, text};
use crate::fixture::{lower, schema_of, with_column};
use schema_core::definition::{Column, Table};
use schema_migrate::{Dialect, Hints, Plan};

fn table(columns: Vec<Column>) -> Table {
    Table {
        columns: [vec![integer("id")], columns].concat().leak(),
        ..with_column(integer("x"))
    }
}

/// The plan from one table to another, on PostgreSQL.
fn plan(before: Table, after: Table) -> Plan {
    let of = |table| lower(&[table], Dialect::Postgres).expect("it can be expressed");
    let hints = Hints::from_definition(&schema_of(&[after], &[]), Dialect::Postgres);
    Plan::between(&of(before), &of(after), &hints).expect("no row needs a value")
}

#[test]
fn two_columns_swap_their_names_once() {
    let before = table(vec![integer("one"), text("two")]);
    let swapped = |one| {
        table(vec![
            text("one").renamed_from("two"),
            Column { name: "two", ..one }.renamed_from("one"),
        ])
    };
    let after = swapped(integer("two"));
    let first = plan(before, after);
    assert_eq!(first.up_sql().matches("RENAME COLUMN").count(), 3);
    assert_eq!(first.losses().count(), 0);
    assert!(first.stale_renames().is_empty());

    assert!(plan(after, after).is_empty());
    assert_eq!(plan(after, after).stale_renames(), ["A.one", "A.two"]);

    // Another change does not turn them back.
    let later = plan(after, swapped(bigint("two")));
    assert!(!later.up_sql().contains("RENAME"), "{}", later.up_sql());
    assert_eq!(later.stale_renames(), ["A.one", "A.two"]);
}

#[test]
fn columns_that_are_alike_do_not_swap() {
    let before = table(vec![integer("one"), integer("two")]);
    let after = table(vec![
        integer("one").renamed_from("two"),
        integer("two").renamed_from("one"),
    ]);
    assert!(plan(before, after).is_empty());
}

#[test]
fn a_name_that_moved_on_is_not_moved_again() {
    let before = table(vec![integer("one"), integer("two")]);
    let after = table(vec![
        integer("two").renamed_from("one"),
        integer("three").renamed_from("two"),
    ]);
    let first = plan(before, after);
    assert_eq!(first.up_sql().matches("RENAME COLUMN").count(), 2);
    assert!(plan(after, after).is_empty());
}
