//! Rows that several tests insert.

use chrono::{NaiveDate, NaiveDateTime};
use integration_tests::portable::sales::{Order, OrderLine, Tenant};
use integration_tests::portable::sports::{Game, Player, Team};
use integration_tests::postgres_and_sqlite::Task;

pub(super) fn tenant(id: i32) -> Tenant {
    Tenant {
        id,
        slug: format!("tenant-{id}"),
    }
}

pub(super) fn order(tenant_id: i32, number: i32) -> Order {
    Order {
        tenant_id,
        number,
        reference: format!("reference {number}"),
        currency_code: None,
        placed_at: NaiveDateTime::default(),
    }
}

/// A line of the first order of the first tenant.
pub(super) fn line(position: i16, price: i32, quantity: i32) -> OrderLine {
    OrderLine {
        tenant_id: 1,
        order_number: 1,
        position,
        price: price.into(),
        discount: 0.into(),
        quantity,
        total: None,
    }
}

pub(super) fn team(id: i32) -> Team {
    Team {
        id,
        captain_id: None,
        name: format!("team {id}"),
    }
}

pub(super) fn player(id: i32, team_id: i32) -> Player {
    Player {
        id,
        team_id,
        name: format!("player {id}"),
    }
}

pub(super) fn game(home_id: i32, away_id: i32) -> Game {
    Game {
        id: 1,
        home_id,
        away_id,
        played_on: NaiveDate::default(),
    }
}

pub(super) fn work(id: i32, assignee_id: i32) -> Task {
    Task {
        id,
        assignee_id,
        reviewer_id: None,
        parent_id: None,
        title: format!("task {id}"),
        done: false,
        deleted_on: None,
    }
}
