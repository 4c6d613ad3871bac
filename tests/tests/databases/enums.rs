//! Enums: what a database refuses, and how a value that is none is read.

use diesel::prelude::*;
use diesel::{insert_into, sql_query};
use integration_tests::database::TestConnection;
use integration_tests::portable::values::*;
use integration_tests::violation::{assert_violates_check, whole_message};
use integration_tests::{on_databases, on_every_database};
use schema_migrate::Dialect;

fn ticket(id: i32) -> Ticket {
    Ticket {
        id,
        severity: Severity::Fatal,
        former_severity: Some(Severity::Bad),
        color: Color::Red,
        former_color: Some(Color::DarkBlue),
        kind: TicketKind::Wish,
    }
}

on_every_database!(enums_come_back, |connection| {
    connection.create_schema::<Values>()?;
    let without = Ticket {
        former_severity: None,
        former_color: None,
        ..ticket(2)
    };
    let tickets = [ticket(1), without];
    insert_into(ticket::table)
        .values(tickets.as_slice())
        .execute(connection)?;
    let found: Vec<Ticket> = Ticket::query().order(ticket::id).load(connection)?;
    assert_eq!(found, tickets);
    Ok(())
});

on_every_database!(enums_are_compared, |connection| {
    connection.create_schema::<Values>()?;
    let other = Ticket {
        severity: Severity::NotBad,
        color: Color::DarkBlue,
        kind: TicketKind::Bug,
        former_severity: None,
        ..ticket(2)
    };
    insert!(connection, ticket, [ticket(1), other]);
    let ids = || {
        ticket::table
            .select(ticket::id)
            .order(ticket::id)
            .into_boxed()
    };
    let fatal = ids().filter(ticket::severity.eq(Severity::Fatal));
    assert_eq!(fatal.load::<i32>(connection)?, [1]);
    let once_bad = ids().filter(ticket::former_severity.eq(Some(Severity::Bad)));
    assert_eq!(once_bad.load::<i32>(connection)?, [1]);
    let blue = ids().filter(ticket::color.ne(Color::Red));
    assert_eq!(blue.load::<i32>(connection)?, [2]);
    let any = ids().filter(ticket::kind.eq_any([TicketKind::Bug, TicketKind::Wish]));
    assert_eq!(any.load::<i32>(connection)?, [1, 2]);
    Ok(())
});

on_every_database!(another_value_is_refused, |connection| {
    connection.create_schema::<Values>()?;
    insert!(connection, ticket, [ticket(1)]);
    // Neither another word nor the right one in another case.
    for value in ["PURPLE", "red", ""] {
        let update = sql_query(format!("UPDATE ticket SET color = '{value}'"));
        assert_violates_check(update.execute(connection), "ticket_color_enum_check");
    }
    let worse = sql_query("UPDATE ticket SET severity = 'worse'").execute(connection);
    if connection.dialect() == Dialect::Postgres {
        let message = worse.map_err(|error| error.to_string());
        let refused = message
            .as_ref()
            .is_err_and(|error| error.contains("invalid input value for enum severity"));
        assert!(refused, "{message:?}");
    } else {
        assert_violates_check(worse, "ticket_severity_enum_check");
    }
    assert_eq!(Ticket::query().load(connection)?, [ticket(1)]);
    Ok(())
});

on_every_database!(an_unknown_value_is_told_when_it_is_read, |connection| {
    connection.create_schema::<Values>()?;
    insert!(connection, ticket, [ticket(1)]);
    let lift_the_check = match connection.dialect() {
        Dialect::Sqlite => "PRAGMA ignore_check_constraints = ON",
        Dialect::Postgres | Dialect::Mysql => {
            "ALTER TABLE ticket DROP CONSTRAINT ticket_color_enum_check"
        }
    };
    sql_query(lift_the_check).execute(connection)?;
    sql_query("UPDATE ticket SET color = 'purple'").execute(connection)?;
    let read: QueryResult<Vec<Ticket>> = Ticket::query().load(connection);
    let message = whole_message(&read.err().ok_or("it was read")?);
    let clear = "unknown value `purple` for the enum `Color`: expected one of `RED`, `DARK-BLUE`";
    assert!(message.contains(clear), "{message}");
    Ok(())
});

on_databases!(
    [postgres],
    an_unknown_value_of_an_enum_type_is_told,
    |connection| {
        connection.create_schema::<Values>()?;
        insert!(connection, ticket, [ticket(1)]);
        sql_query("ALTER TYPE severity ADD VALUE 'worse'").execute(connection)?;
        sql_query("UPDATE ticket SET severity = 'worse'").execute(connection)?;
        let read: QueryResult<Severity> = ticket::table.select(ticket::severity).first(connection);
        let message = whole_message(&read.err().ok_or("it was read")?);
        assert!(
            message.contains("unknown value `worse` for the enum `Severity`"),
            "{message}"
        );
        Ok(())
    }
);

on_databases!([postgres], enums_come_in_arrays, |connection| {
    use integration_tests::postgres_only::{Flavour, Level, Lists, PostgresOnly, lists};
    sql_query("CREATE EXTENSION citext").execute(connection)?;
    connection.create_schema::<PostgresOnly>()?;
    let row = Lists {
        id: 1,
        words: Vec::new(),
        numbers: Vec::new(),
        holes: Vec::new(),
        maybe: None,
        levels: vec![Level::High, Level::Low, Level::High],
        level_holes: Some(vec![None, Some(Level::Low)]),
        flavours: vec![Flavour::Salty],
        maybe_flavours: Some(vec![Some(Flavour::Sweet), None]),
        short_words: Vec::new(),
        uuids: Vec::new(),
        json: serde_json::json!(null),
    };
    insert!(connection, lists, [&row]);
    let found = lists::table
        .filter(lists::levels.contains(vec![Level::Low]))
        .select(Lists::as_select());
    assert_eq!(found.load(connection)?, [row]);
    let sour = sql_query("UPDATE lists SET flavours = ARRAY['sweet', 'sour']");
    assert_violates_check(sour.execute(connection), "lists_flavours_enum_check");
    Ok(())
});
