//! What unique constraints, unique indexes and checks refuse.

use chrono::NaiveDate;
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use integration_tests::database::TestConnection;
use integration_tests::portable::sales::*;
use integration_tests::portable::sports::*;
use integration_tests::postgres_and_sqlite::*;
use integration_tests::violation::{assert_violates, assert_violates_check};
use integration_tests::{on_databases, on_every_database};

use super::rows::{line, order, player, team, tenant, work};

on_every_database!(a_unique_foreign_key_takes_one_child, |connection| {
    connection.create_schema::<Sports>()?;
    insert!(connection, team, [team(1)]);
    insert!(connection, player, [player(1, 1)]);
    let passport = |id| Passport { id, player_id: 1 };
    insert!(connection, passport, [passport(1)]);
    let second = insert_into(passport::table).values(passport(2));
    assert_violates(second.execute(connection), UniqueViolation);
    let key = Locker {
        player_id: 1,
        number: 7,
    };
    insert!(connection, locker, [&key]);
    let second = insert_into(locker::table).values(Locker { number: 8, ..key });
    assert_violates(second.execute(connection), UniqueViolation);
    Ok(())
});

on_every_database!(unique_columns_refuse_the_same_values, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1), tenant(2)]);
    insert!(connection, order, [order(1, 1)]);
    insert!(connection, order, [order(2, 1)]);
    let reference = order(1, 1).reference;
    let again = Order {
        reference,
        ..order(1, 2)
    };
    assert_violates(
        insert_into(order::table).values(again).execute(connection),
        UniqueViolation,
    );
    Ok(())
});

on_every_database!(checks_refuse_bad_values, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    insert!(connection, order, [order(1, 1)]);
    let insert = |line| insert_into(order_line::table).values::<OrderLine>(line);
    insert(line(1, 5, 1)).execute(connection)?;
    let returned = OrderLine {
        discount: (-9).into(),
        ..line(2, -5, -1)
    };
    insert(returned.clone()).execute(connection)?;
    assert_violates_check(
        insert(line(3, 5, 0)).execute(connection),
        "order_line_quantity_check",
    );
    let generous = OrderLine {
        discount: 6.into(),
        ..line(4, 5, 1)
    };
    assert_violates_check(
        insert(generous).execute(connection),
        "a discount is no gift",
    );
    let owed = OrderLine {
        position: 5,
        quantity: 1,
        ..returned
    };
    assert_violates_check(insert(owed).execute(connection), "order_line_check");
    assert_eq!(order_line::table.count().get_result::<i64>(connection)?, 2);
    Ok(())
});

on_databases!(
    [sqlite, postgres],
    a_partial_index_looks_at_some_rows,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        insert!(connection, assignee, [Assignee { id: 0 }]);
        let titled = |id, title: &str, deleted_on| Task {
            title: title.to_owned(),
            deleted_on,
            ..work(id, 0)
        };
        let day = NaiveDate::from_ymd_opt(2026, 1, 31);
        for task in [
            titled(1, "Sweep", day),
            titled(2, "Sweep", day),
            titled(3, "Sweep", None),
            titled(4, "Untitled", None),
            titled(5, "Untitled", None),
        ] {
            insert!(connection, task, [task]);
        }
        let twice = insert_into(task::table).values(titled(6, "Sweep", None));
        assert_violates(twice.execute(connection), UniqueViolation);
        let untitled = insert_into(task::table).values(titled(7, "", None));
        assert_violates_check(untitled.execute(connection), "task_check");
        Ok(())
    }
);

on_databases!(
    [sqlite, postgres],
    an_index_can_be_over_an_expression,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        let mail = |id, address| {
            insert_into(email::table).values((email::id.eq(id), email::address.eq(address)))
        };
        mail(1, "ada@example.org").execute(connection)?;
        assert_violates(
            mail(2, "ADA@example.org").execute(connection),
            UniqueViolation,
        );
        Ok(())
    }
);

on_databases!([postgres], nulls_can_count_as_equal, |connection| {
    use integration_tests::postgres_only::{Level, PostgresOnly, document};
    diesel::sql_query("CREATE EXTENSION citext").execute(connection)?;
    connection.create_schema::<PostgresOnly>()?;
    let document = |position: i32, kind, slug: Option<&str>| {
        insert_into(document::table).values((
            document::title.eq("Untitled"),
            document::position.eq(position),
            document::kind.eq(kind),
            document::slug.eq(slug.map(str::to_owned)),
        ))
    };
    document(1, Level::Low, None).execute(connection)?;
    // An index is over the kind and the parent, which is NULL in both.
    let same_kind = document(2, Level::Low, Some("two"));
    assert_violates(same_kind.execute(connection), UniqueViolation);
    // A constraint is on the slug.
    let no_slug = document(3, Level::High, None);
    assert_violates(no_slug.execute(connection), UniqueViolation);
    document(4, Level::High, Some("four")).execute(connection)?;
    Ok(())
});

on_databases!(
    [postgres],
    deferrable_unique_constraints_are_checked_at_the_end,
    |connection| {
        use integration_tests::postgres_only::{Level, PostgresOnly, document};
        diesel::sql_query("CREATE EXTENSION citext").execute(connection)?;
        connection.create_schema::<PostgresOnly>()?;
        for (kind, position) in [(Level::Low, 1), (Level::High, 2)] {
            let document = (
                document::title.eq(format!("Document {position}")),
                document::position.eq(position),
                document::kind.eq(kind),
                document::slug.eq(format!("slug {position}")),
            );
            insert!(connection, document, [document]);
        }
        connection.transaction(|connection| {
            for (kind, position) in [(Level::Low, 2), (Level::High, 1)] {
                diesel::update(document::table.filter(document::kind.eq(kind)))
                    .set(document::position.eq(position))
                    .execute(connection)?;
            }
            QueryResult::Ok(())
        })?;
        let same = diesel::update(document::table).set(document::position.eq(5));
        assert_violates(same.execute(connection), UniqueViolation);
        Ok(())
    }
);
