//! What happens to the rows that reference a row when it is deleted or its key changes.

use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::ForeignKeyViolation;
use diesel::{delete, insert_into, update};
use integration_tests::database::TestConnection;
use integration_tests::portable::keys::*;
use integration_tests::portable::sales::*;
use integration_tests::portable::sports::*;
use integration_tests::portable::values::{Color, Severity};
use integration_tests::postgres_and_sqlite::*;
use integration_tests::violation::assert_violates;
use integration_tests::{on_databases, on_every_database};

use super::rows::{game, line, order, player, team, tenant, work};

on_every_database!(cascade_deletes_the_children_of_children, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1), tenant(2)]);
    insert!(connection, order, [order(1, 1), order(1, 2), order(2, 1)]);
    insert!(connection, order_line, [line(1, 5, 1), line(2, 5, 1)]);
    delete(tenant::table.find(1)).execute(connection)?;
    let left: Vec<(i32, i32)> = order::table
        .select((order::tenant_id, order::number))
        .load(connection)?;
    assert_eq!(left, [(2, 1)]);
    assert_eq!(order_line::table.count().get_result::<i64>(connection)?, 0);
    Ok(())
});

on_every_database!(cascade_updates_the_children_of_children, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    insert!(connection, order, [order(1, 1)]);
    insert!(connection, order_line, [line(1, 5, 1)]);
    update(tenant::table)
        .set(tenant::id.eq(9))
        .execute(connection)?;
    assert_eq!(
        order::table
            .select(order::tenant_id)
            .load::<i32>(connection)?,
        [9]
    );
    let lines = order_line::table.select(order_line::tenant_id);
    assert_eq!(lines.load::<i32>(connection)?, [9]);
    Ok(())
});

on_every_database!(cascade_updates_a_key_to_a_unique_column, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    insert!(connection, order, [order(1, 1)]);
    let bill = Invoice {
        id: 1,
        tenant_slug: "tenant-1".to_owned(),
        tenant_id: 1,
        order_reference: "reference 1".to_owned(),
    };
    insert!(connection, invoice, [bill]);
    update(tenant::table)
        .set(tenant::slug.eq("renamed"))
        .execute(connection)?;
    let slugs = invoice::table.select(invoice::tenant_slug);
    assert_eq!(slugs.load::<String>(connection)?, ["renamed"]);
    assert_violates(
        delete(order::table).execute(connection),
        ForeignKeyViolation,
    );
    Ok(())
});

on_every_database!(keys_go_through_several_tables, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    let about = Page {
        tenant_slug: "tenant-1".to_owned(),
        r#abstract: "Who we are".to_owned(),
    };
    insert!(connection, page, [about]);
    let seen = Visit {
        id: 1,
        page_slug: Some("tenant-1".to_owned()),
    };
    insert!(connection, visit, [seen]);
    update(tenant::table)
        .set(tenant::slug.eq("renamed"))
        .execute(connection)?;
    let pages = || visit::table.select(visit::page_slug);
    assert_eq!(
        pages().load::<Option<String>>(connection)?,
        [Some("renamed".to_owned())]
    );
    delete(tenant::table).execute(connection)?;
    assert_eq!(page::table.count().get_result::<i64>(connection)?, 0);
    assert_eq!(pages().load::<Option<String>>(connection)?, [None]);
    Ok(())
});

on_every_database!(set_null_keeps_the_child, |connection| {
    connection.create_schema::<Sports>()?;
    insert!(connection, team, [team(1)]);
    insert!(connection, player, [player(1, 1), player(2, 1)]);
    update(team::table)
        .set(team::captain_id.eq(2))
        .execute(connection)?;
    delete(player::table.find(2)).execute(connection)?;
    let captains = team::table.select(team::captain_id);
    assert_eq!(captains.load::<Option<i32>>(connection)?, [None]);
    Ok(())
});

on_every_database!(set_null_works_within_a_table, |connection| {
    connection.create_schema::<Keys>()?;
    let node = |id, parent_id| Category {
        id,
        parent_id,
        name: format!("category {id}"),
    };
    for category in [node(1, None), node(2, Some(1)), node(3, Some(2))] {
        insert!(connection, category, [category]);
    }
    delete(category::table.find(1)).execute(connection)?;
    let left: Vec<Category> = Category::query().order(category::id).load(connection)?;
    assert_eq!(left, [node(2, None), node(3, Some(2))]);
    Ok(())
});

on_every_database!(set_null_takes_every_column_of_a_key, |connection| {
    connection.create_schema::<Sales>()?;
    insert!(connection, tenant, [tenant(1)]);
    insert!(connection, order, [order(1, 1)]);
    let sent = Shipment {
        id: 1,
        tenant_id: Some(1),
        order_number: Some(1),
    };
    insert!(connection, shipment, [sent]);
    delete(order::table).execute(connection)?;
    let left: Vec<Shipment> = Shipment::query().load(connection)?;
    let lost = Shipment {
        id: 1,
        tenant_id: None,
        order_number: None,
    };
    assert_eq!(left, [lost]);
    Ok(())
});

on_databases!(
    [sqlite, postgres],
    set_default_gives_the_default,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        insert!(
            connection,
            assignee,
            [Assignee { id: 0 }, Assignee { id: 1 }, Assignee { id: 2 }]
        );
        insert!(connection, task, [work(1, 1), work(2, 2)]);
        delete(assignee::table.find(1)).execute(connection)?;
        update(assignee::table.find(2))
            .set(assignee::id.eq(3))
            .execute(connection)?;
        let assignees = task::table.select(task::assignee_id);
        assert_eq!(assignees.load::<i32>(connection)?, [0, 0]);
        Ok(())
    }
);

on_databases!(
    [sqlite, postgres],
    set_null_follows_an_update,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        insert!(
            connection,
            assignee,
            [Assignee { id: 0 }, Assignee { id: 1 }]
        );
        let reviewed = Task {
            reviewer_id: Some(1),
            ..work(1, 0)
        };
        let part = Task {
            parent_id: Some(1),
            ..work(2, 0)
        };
        insert!(connection, task, [reviewed]);
        insert!(connection, task, [part]);
        update(assignee::table.find(1))
            .set(assignee::id.eq(5))
            .execute(connection)?;
        update(task::table.find(1))
            .set(task::id.eq(7))
            .execute(connection)?;
        let keys = task::table
            .select((task::id, task::reviewer_id, task::parent_id))
            .order(task::id);
        let keys: Vec<(i32, Option<i32>, Option<i32>)> = keys.load(connection)?;
        assert_eq!(keys, [(2, None, Some(7)), (7, None, None)]);
        Ok(())
    }
);

on_every_database!(restrict_and_no_action_keep_the_parent, |connection| {
    connection.create_schema::<Sports>()?;
    insert!(connection, team, [team(1), team(2), team(3)]);
    insert!(connection, game, [game(1, 2)]);
    for played in [1, 2] {
        assert_violates(
            delete(team::table.find(played)).execute(connection),
            ForeignKeyViolation,
        );
        let renamed = update(team::table.find(played)).set(team::id.eq(played + 10));
        assert_violates(renamed.execute(connection), ForeignKeyViolation);
    }
    assert_eq!(delete(team::table.find(3)).execute(connection)?, 1);
    let unknown = update(game::table)
        .set(game::away_id.eq(3))
        .execute(connection);
    assert_violates(unknown, ForeignKeyViolation);
    delete(game::table).execute(connection)?;
    assert_eq!(delete(team::table).execute(connection)?, 2);
    Ok(())
});

on_every_database!(a_key_with_a_null_in_it_references_nothing, |connection| {
    connection.create_schema::<Sales>()?;
    let lost = |id, tenant_id, order_number| Shipment {
        id,
        tenant_id,
        order_number,
    };
    for half in [
        lost(1, Some(99), None),
        lost(2, None, Some(99)),
        lost(3, None, None),
    ] {
        insert!(connection, shipment, [half]);
    }
    let dangling = insert_into(shipment::table)
        .values(lost(4, Some(99), Some(99)))
        .execute(connection);
    assert_violates(dangling, ForeignKeyViolation);
    Ok(())
});

on_every_database!(a_tree_may_have_a_key_of_two_columns, |connection| {
    connection.create_schema::<Keys>()?;
    for (number, parent_number) in [(1, None), (2, Some(1)), (3, Some(2))] {
        let part = Chapter {
            book: 7,
            number,
            parent_number,
        };
        insert!(connection, chapter, [part]);
    }
    let elsewhere = Chapter {
        book: 8,
        number: 1,
        parent_number: Some(2),
    };
    let elsewhere = insert_into(chapter::table).values(elsewhere);
    assert_violates(elsewhere.execute(connection), ForeignKeyViolation);
    delete(chapter::table.find((7, 1))).execute(connection)?;
    assert_eq!(chapter::table.count().get_result::<i64>(connection)?, 0);
    Ok(())
});

on_every_database!(texts_bytes_and_enums_are_keys, |connection| {
    connection.create_schema::<Keys>()?;
    let id = vec![0, 255, 0, 1];
    insert!(connection, fingerprint, [Fingerprint { id: id.clone() }]);
    for (name, original) in [("first", None), ("second", Some("first"))] {
        let scanned = Scan {
            id: name.to_owned(),
            fingerprint_id: id.clone(),
            original_id: original.map(str::to_owned),
        };
        insert!(connection, scan, [scanned]);
    }
    let no_print = update(scan::table).set(scan::fingerprint_id.eq(vec![0, 255]));
    assert_violates(no_print.execute(connection), ForeignKeyViolation);
    assert_eq!(delete(scan::table.find("first")).execute(connection)?, 1);
    assert_eq!(scan::table.count().get_result::<i64>(connection)?, 0);

    let dark = Palette {
        color: Color::DarkBlue,
        severity: Severity::Fatal,
    };
    insert!(connection, palette, [dark]);
    let painted = Painting {
        id: 1,
        color: Color::DarkBlue,
        mood: Severity::Fatal,
    };
    insert!(connection, painting, [painted]);
    let bright = update(painting::table).set(painting::mood.eq(Severity::NotBad));
    assert_violates(bright.execute(connection), ForeignKeyViolation);
    delete(palette::table.find((Color::DarkBlue, Severity::Fatal))).execute(connection)?;
    assert_eq!(painting::table.count().get_result::<i64>(connection)?, 0);
    Ok(())
});

on_every_database!(two_keys_of_one_column_both_hold, |connection| {
    connection.create_schema::<Sports>()?;
    insert!(connection, team, [team(1)]);
    insert!(connection, player, [player(1, 1)]);
    let smith = insert_into(locksmith::table).values(Locksmith {
        id: 1,
        player_id: 1,
    });
    assert_violates(smith.execute(connection), ForeignKeyViolation);
    let own = Locker {
        player_id: 1,
        number: 7,
    };
    insert!(connection, locker, [own]);
    smith.execute(connection)?;
    assert_violates(
        delete(locker::table).execute(connection),
        ForeignKeyViolation,
    );
    Ok(())
});

on_databases!(
    [sqlite, postgres],
    deferred_keys_are_checked_at_the_end,
    |connection| {
        connection.create_schema::<PostgresAndSqlite>()?;
        let flagship = |captain_id| Ship { id: 1, captain_id };
        connection.transaction(|connection| {
            insert!(connection, ship, [flagship(2)]);
            let her_captain = Captain { id: 2, ship_id: 1 };
            insert_into(captain::table)
                .values(her_captain)
                .execute(connection)
        })?;
        let lost: QueryResult<usize> = connection.transaction(|connection| {
            let ghost_ship = Ship {
                id: 3,
                captain_id: 4,
            };
            insert_into(ship::table)
                .values(ghost_ship)
                .execute(connection)
        });
        assert_violates(lost, ForeignKeyViolation);
        // The other key is checked at once, unless the transaction says otherwise.
        let early: QueryResult<usize> = connection.transaction(|connection| {
            let her_captain = Captain { id: 6, ship_id: 5 };
            insert_into(captain::table)
                .values(her_captain)
                .execute(connection)
        });
        assert_violates(early, ForeignKeyViolation);
        assert_eq!(ship::table.count().get_result::<i64>(connection)?, 1);
        assert_eq!(captain::table.count().get_result::<i64>(connection)?, 1);
        Ok(())
    }
);
