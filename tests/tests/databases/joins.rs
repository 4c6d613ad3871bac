//! Joins over the generated `JoinTo`, on real rows.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count, count_star, exists, not, sum};
use diesel::insert_into;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::external::{Addon, Badge, BadgeKind, badge};
use integration_tests::on_every_database;
use integration_tests::portable::keys::{Category, Keys, category};
use integration_tests::portable::sales::*;
use integration_tests::portable::sports::{Game, Sports, Team, game, team};
use integration_tests::research_rows::ResearchRows;
use research::Research;
use research::auth::user;
use research::data::{ADA, KELP, TOMAS};
use research::research::{
    PlanStatus, extraction_result, plan_step, research_artifact, research_plan,
};

/// Two tenants; the first has two orders, of which the first has two lines.
macro_rules! insert_orders {
    ($connection:ident) => {
        let tenants = [1, 2].map(|id| Tenant {
            id,
            slug: format!("tenant-{id}"),
        });
        insert_into(tenant::table)
            .values(tenants.as_slice())
            .execute($connection)?;
        let euro = Currency {
            code: "EUR".to_owned(),
        };
        insert!($connection, currency, [euro]);
        for number in [1, 2] {
            let order = Order {
                tenant_id: 1,
                number,
                reference: format!("reference {number}"),
                currency_code: (number == 1).then(|| "EUR".to_owned()),
                placed_at: NaiveDateTime::default(),
            };
            insert!($connection, order, [order]);
        }
        for position in [1, 2] {
            let line = OrderLine {
                tenant_id: 1,
                order_number: 1,
                position,
                price: 5.into(),
                discount: 0.into(),
                quantity: 10 * i32::from(position),
                total: None,
            };
            insert!($connection, order_line, [line]);
        }
    };
}

/// Three teams; the first was at home against the second, the second against the third.
macro_rules! insert_games {
    ($connection:ident) => {
        let teams = [(1, "Reds"), (2, "Blues"), (3, "Greens")].map(|(id, name)| Team {
            id,
            captain_id: None,
            name: name.to_owned(),
        });
        insert_into(team::table)
            .values(teams.as_slice())
            .execute($connection)?;
        let games = [(1, 1, 2), (2, 2, 3)].map(|(id, home_id, away_id)| Game {
            id,
            home_id,
            away_id,
            played_on: NaiveDate::default(),
        });
        insert_into(game::table)
            .values(games.as_slice())
            .execute($connection)?;
    };
}

on_every_database!(inner_and_left_join_both_ways, |connection| {
    connection.create_schema::<Sales>()?;
    insert_orders!(connection);
    let orders = tenant::table
        .inner_join(order::table)
        .select((tenant::slug, order::number))
        .order(order::number);
    let expected = [("tenant-1".to_owned(), 1), ("tenant-1".to_owned(), 2)];
    assert_eq!(orders.load::<(String, i32)>(connection)?, expected);

    let tenants = order::table
        .inner_join(tenant::table)
        .select((order::number, tenant::id))
        .order(order::number);
    assert_eq!(tenants.load::<(i32, i32)>(connection)?, [(1, 1), (2, 1)]);

    let all = tenant::table
        .left_join(order::table)
        .select((tenant::id, order::number.nullable()))
        .order((tenant::id, order::number));
    let expected = [(1, Some(1)), (1, Some(2)), (2, None)];
    assert_eq!(all.load::<(i32, Option<i32>)>(connection)?, expected);

    let currencies = order::table
        .left_join(currency::table)
        .select((order::number, currency::code.nullable()))
        .order(order::number);
    let expected = [(1, Some("EUR".to_owned())), (2, None)];
    assert_eq!(
        currencies.load::<(i32, Option<String>)>(connection)?,
        expected
    );
    Ok(())
});

on_every_database!(a_key_of_two_columns_joins_by_both, |connection| {
    connection.create_schema::<Sales>()?;
    insert_orders!(connection);
    let lines = order::table
        .left_join(order_line::table)
        .select((order::number, order_line::position.nullable()))
        .order((order::number, order_line::position));
    let expected = [(1, Some(1)), (1, Some(2)), (2, None)];
    assert_eq!(lines.load::<(i32, Option<i16>)>(connection)?, expected);

    for (id, order_number) in [(1, Some(2)), (2, None)] {
        let sent = Shipment {
            id,
            tenant_id: Some(1),
            order_number,
        };
        insert!(connection, shipment, [sent]);
    }
    let sent = shipment::table
        .left_join(order::table)
        .select((shipment::id, order::reference.nullable()))
        .order(shipment::id);
    let expected = [(1, Some("reference 2".to_owned())), (2, None)];
    assert_eq!(sent.load::<(i32, Option<String>)>(connection)?, expected);
    Ok(())
});

on_every_database!(on_tells_which_of_two_keys_is_meant, |connection| {
    connection.create_schema::<Sports>()?;
    insert_games!(connection);
    let hosts = team::table
        .inner_join(game::table.on(game::home_id.eq(team::id)))
        .select((game::id, team::name))
        .order(game::id);
    let expected = [(1, "Reds".to_owned()), (2, "Blues".to_owned())];
    assert_eq!(hosts.load::<(i32, String)>(connection)?, expected);

    let (home, away) = diesel::alias!(team as home, team as away);
    let games = game::table
        .inner_join(home.on(home.field(team::id).eq(game::home_id)))
        .inner_join(away.on(away.field(team::id).eq(game::away_id)))
        .select((home.field(team::name), away.field(team::name)))
        .order(game::id);
    let expected = [("Reds", "Blues"), ("Blues", "Greens")];
    let expected = expected.map(|(home, away)| (home.to_owned(), away.to_owned()));
    assert_eq!(games.load::<(String, String)>(connection)?, expected);
    Ok(())
});

on_every_database!(an_alias_joins_a_table_with_itself, |connection| {
    connection.create_schema::<Keys>()?;
    for (id, parent_id) in [(1, None), (2, Some(1)), (3, Some(1))] {
        let name = format!("category {id}");
        let category = Category {
            id,
            parent_id,
            name,
        };
        insert!(connection, category, [category]);
    }
    let parent = diesel::alias!(category as parent);
    let pairs = category::table
        .left_join(
            parent.on(parent
                .field(category::id)
                .nullable()
                .eq(category::parent_id)),
        )
        .select((category::id, parent.field(category::name).nullable()))
        .order(category::id);
    let root = Some("category 1".to_owned());
    let expected = [(1, None), (2, root.clone()), (3, root)];
    assert_eq!(pairs.load::<(i32, Option<String>)>(connection)?, expected);
    Ok(())
});

on_every_database!(four_tables_and_more, |connection| {
    connection.create_schema::<Research>()?;
    connection.insert_example()?;
    // By nesting: user → plan → step → extraction, and the artifact that it is from.
    let extractions = user::table
        .inner_join(
            research_plan::table.inner_join(
                plan_step::table
                    .inner_join(extraction_result::table.inner_join(research_artifact::table)),
            ),
        )
        .filter(user::id.eq(ADA))
        .select((
            research_plan::title,
            plan_step::position,
            extraction_result::form,
            research_artifact::title,
        ))
        .order(extraction_result::form);
    let found: Vec<(String, i32, String, String)> = extractions.load(connection)?;
    let expected = [
        ("efficiency", "A trial in 41 houses in Umeå"),
        ("prices", "Electricity prices 2015-2025"),
    ];
    let expected = expected.map(|(form, artifact)| {
        let plan = "Heat pumps in old houses".to_owned();
        (plan, 2, form.to_owned(), artifact.to_owned())
    });
    assert_eq!(found, expected);

    // By siblings: a plan with its steps, beside its user.
    let steps = research_plan::table
        .inner_join(user::table)
        .inner_join(plan_step::table)
        .left_join(research_artifact::table)
        .filter(research_plan::id.eq(KELP))
        .select((
            user::name,
            plan_step::position,
            research_artifact::id.nullable().is_not_null(),
        ))
        .order(plan_step::position);
    let found: Vec<(String, i32, bool)> = steps.load(connection)?;
    let positions: Vec<(i32, bool)> = found
        .iter()
        .map(|(_, position, has)| (*position, *has))
        .collect();
    assert_eq!(positions, [(1, true), (2, true)]);
    assert!(
        found.iter().all(|(name, ..)| name.starts_with("Tom")),
        "{found:?}"
    );
    Ok(())
});

on_every_database!(a_table_of_another_crate_joins, |connection| {
    connection.create_schema::<Research>()?;
    connection.create_schema::<Addon>()?;
    connection.insert_example()?;
    let awarded = Badge {
        id: 1,
        user_id: ADA.to_owned(),
        kind: BadgeKind::Gold,
        awarded_by: Some(TOMAS.to_owned()),
        plan_id: Some(KELP.to_owned()),
        plan_status: PlanStatus::Running,
    };
    insert!(connection, badge, [&awarded]);
    let golden = badge::table
        .inner_join(user::table.on(badge::user_id.eq(user::id)))
        .filter(badge::kind.eq(BadgeKind::Gold))
        .select(user::id);
    assert_eq!(golden.load::<String>(connection)?, [ADA]);
    let plans = badge::table
        .inner_join(research_plan::table)
        .select((badge::id, research_plan::title));
    let expected = [(1, "Kelp as a carbon sink".to_owned())];
    assert_eq!(plans.load::<(i32, String)>(connection)?, expected);
    Ok(())
});

on_every_database!(rows_are_grouped_over_a_join, |connection| {
    connection.create_schema::<Sales>()?;
    insert_orders!(connection);
    let sums = order::table
        .left_join(order_line::table)
        .group_by((order::tenant_id, order::number))
        .select((
            order::number,
            count(order_line::position.nullable()),
            sum(order_line::quantity.nullable()),
        ))
        .order(order::number);
    let expected = [(1, 2, Some(30)), (2, 0, None)];
    assert_eq!(sums.load::<(i32, i64, Option<i64>)>(connection)?, expected);

    let big = order::table
        .inner_join(order_line::table)
        .group_by(order::tenant_id)
        .having(count_star().gt(1))
        .select((order::tenant_id, count_star()));
    assert_eq!(big.load::<(i32, i64)>(connection)?, [(1, 2)]);
    Ok(())
});

on_every_database!(a_subquery_may_be_over_any_other_table, |connection| {
    connection.create_schema::<Sales>()?;
    insert_orders!(connection);
    let orders = order::table.filter(order::tenant_id.eq(tenant::id));
    let idle = tenant::table.filter(not(exists(orders))).select(tenant::id);
    assert_eq!(idle.load::<i32>(connection)?, [2]);
    let paid = currency::table.select(currency::code.nullable());
    let in_euro = order::table
        .filter(order::currency_code.eq_any(paid))
        .select(order::number);
    assert_eq!(in_euro.load::<i32>(connection)?, [1]);
    Ok(())
});
