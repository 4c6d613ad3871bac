//! What the database fills in, computes, numbers and compares.

use std::time::SystemTime;

use bigdecimal::BigDecimal;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::{delete, update};
use integration_tests::database::TestConnection;
use integration_tests::portable::sales::*;
use integration_tests::portable::values::*;
use integration_tests::{on_databases, on_every_database};
use schema_migrate::Dialect;

use super::rows::{line, order, tenant};

on_every_database!(defaults_fill_in, |connection| {
    connection.create_schema::<Values>()?;
    let before: DateTime<Utc> = SystemTime::now().into();
    insert!(connection, defaults, [defaults::id.eq(1)]);
    let row = Defaults::query().first(connection)?;

    // SQLite counts whole seconds.
    let recent =
        before.naive_utc() - TimeDelta::seconds(1)..before.naive_utc() + TimeDelta::minutes(5);
    let days = recent.start.date()..=recent.end.date();
    assert!(recent.contains(&row.at), "{row:?}");
    assert!(
        row.at_once.is_some_and(|at| recent.contains(&at)),
        "{row:?}"
    );
    assert!(
        days.contains(&row.on) && days.contains(&row.on_this_day),
        "{row:?}"
    );
    let into_the_day = (row.when - recent.start.time())
        .num_seconds()
        .rem_euclid(86_400);
    assert!(into_the_day <= 302, "{row:?}");

    let is_sqlite = connection.dialect() == Dialect::Sqlite;
    let animal = match connection.dialect() {
        Dialect::Postgres => "elephant",
        Dialect::Sqlite => "feather",
        Dialect::Mysql => "dolphin",
    };
    let expected = Defaults {
        id: 1,
        whole: 42,
        negative: -7,
        fraction: -1.5,
        exact: BigDecimal::new(25.into(), 2),
        yes: true,
        no: false,
        text: "draft".to_owned(),
        long_text: "it's".to_owned(),
        empty_text: String::new(),
        computed: "shout".to_owned(),
        animal: animal.to_owned(),
        on_sqlite: is_sqlite.then(|| "only here".to_owned()),
        json: serde_json::json!({}),
        severity: Severity::Bad,
        worst: Severity::Fatal,
        color: Color::Red,
        none: None,
        ..row.clone()
    };
    assert_eq!(row, expected);
    Ok(())
});

on_every_database!(generated_columns_follow_the_others, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    insert!(connection, order, [order(1, 1)]);
    let reduced = OrderLine {
        discount: 2.into(),
        ..line(1, 5, 4)
    };
    insert!(connection, order_line, [reduced]);
    let total = || order_line::table.select(order_line::total);
    assert_eq!(
        total().first::<Option<BigDecimal>>(connection)?,
        Some(12.into())
    );
    update(order_line::table)
        .set(order_line::quantity.eq(5))
        .execute(connection)?;
    assert_eq!(
        total().first::<Option<BigDecimal>>(connection)?,
        Some(15.into())
    );
    Ok(())
});

on_every_database!(the_database_numbers_the_rows, |connection| {
    connection.create_schema::<Values>()?;
    for name in ["one", "two", "three"] {
        let row = Numbered {
            id: 0,
            name: name.to_owned(),
        };
        insert!(connection, numbered, [row]);
    }
    delete(numbered::table.find(3)).execute(connection)?;
    insert!(connection, numbered, [numbered::name.eq("four")]);
    let rows = numbered::table
        .select((numbered::id, numbered::name))
        .order(numbered::id);
    let rows: Vec<(i64, String)> = rows.load(connection)?;
    let expected = [(1, "one"), (2, "two"), (4, "four")];
    assert_eq!(rows, expected.map(|(id, name)| (id, name.to_owned())));
    Ok(())
});

on_databases!([postgres], postgresql_numbers_always, |connection| {
    use integration_tests::postgres_only::{
        PostgresOnly, always_numbered, serially, small_serially,
    };
    diesel::sql_query("CREATE EXTENSION citext").execute(connection)?;
    connection.create_schema::<PostgresOnly>()?;
    insert!(connection, serially, [serially::name.eq("one")]);
    insert!(
        connection,
        serially,
        [(serially::id.eq(7), serially::name.eq("seven"))]
    );
    assert_eq!(
        serially::table
            .select(serially::id)
            .load::<i64>(connection)?,
        [1, 7]
    );
    let row = (
        always_numbered::serial_id.eq(7),
        always_numbered::name.eq("row"),
    );
    insert!(connection, always_numbered, [row]);
    let given =
        diesel::insert_into(always_numbered::table).values((always_numbered::id.eq(5), row));
    let message = given.execute(connection).map_err(|error| error.to_string());
    assert!(
        message
            .as_ref()
            .is_err_and(|error| error.contains("non-DEFAULT")),
        "{message:?}"
    );
    insert!(connection, small_serially, [small_serially::id.eq(9)]);
    let numbers = small_serially::table.select((small_serially::id, small_serially::number));
    assert_eq!(numbers.load::<(i32, i16)>(connection)?, [(9, 1)]);
    Ok(())
});

on_every_database!(a_column_collates_as_declared, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    let found = tenant::table.filter(tenant::slug.eq("TENANT-1")).count();
    // Declared are NOCASE on SQLite and collations that tell the cases apart elsewhere.
    let ignores_case = connection.dialect() == Dialect::Sqlite;
    assert_eq!(
        found.get_result::<i64>(connection)?,
        i64::from(ignores_case)
    );
    Ok(())
});
