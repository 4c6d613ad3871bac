//! Deletions of which it depends on the order in which a database looks at rows whether they are refused.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::{on_databases, on_every_database};
use schema_core::prelude::*;
use schema_migrate::Dialect;

use super::prepare;

#[derive(Model)]
#[diesel(table_name = person)]
pub struct Person {
    pub id: i32,
}

#[derive(Model)]
#[diesel(table_name = journal)]
pub struct Journal {
    pub id: i32,
    #[references(Person, on_delete = "cascade")]
    pub owner_id: i32,
}

#[derive(Model)]
#[diesel(table_name = article)]
pub struct Article {
    pub id: i32,
    #[references(Journal, on_delete = "cascade")]
    pub journal_id: i32,
}

/// Loses two columns before it goes.
#[derive(Model)]
#[diesel(table_name = remark)]
pub(super) struct Remark {
    pub id: i32,
    #[references(Article, on_delete = "cascade")]
    pub article_id: i32,
    #[references(Person, on_delete = "set null")]
    pub author_id: Option<i32>,
    #[references(Person, on_delete = "set null")]
    pub editor_id: Option<i32>,
}

schema_core::schema! { pub struct Press; press: [Person, Journal, Article, Remark] }

on_every_database!(rows_that_change_twice_are_looked_at, |connection| {
    prepare::<Press, _>(connection)?;
    connection.batch_execute(
        "INSERT INTO person VALUES (1), (2); INSERT INTO journal VALUES (1, 1); \
         INSERT INTO article VALUES (1, 1); INSERT INTO remark VALUES (1, 1, 1, 1), (2, 1, 1, 2);",
    )?;
    let impact = Person::deletion_impact(&[1], connection)?;
    assert_eq!(impact.deleted(), 5);
    assert!(!impact.is_refused());
    let is_postgres = connection.dialect() == Dialect::Postgres;
    let remarks = impact.table("remark").map(|table| table.contested);
    // Of the two remarks, only the first one changes twice.
    assert_eq!(remarks, Some(u64::from(is_postgres)));
    assert_eq!(impact.may_be_refused(), is_postgres);
    let deletion = diesel::delete(person::table.find(1)).execute(connection);
    assert_eq!(deletion.is_err(), is_postgres, "{deletion:?}");
    Ok(())
});

#[derive(Model)]
#[diesel(table_name = tenant)]
pub struct Tenant {
    pub id: i32,
}

#[derive(Model)]
#[diesel(table_name = fellow)]
#[unique(tenant_id, id)]
pub struct Fellow {
    pub id: i32,
    #[references(Tenant, on_delete = "cascade")]
    pub tenant_id: i32,
}

/// Loses its tenant, and with it the reference to the fellow.
#[derive(Model)]
#[diesel(table_name = memo)]
#[references(Fellow(tenant_id, id), columns(tenant_id, fellow_id), relation = fellow)]
pub(super) struct Memo {
    pub id: i32,
    #[references(Tenant, on_delete = "set null")]
    pub tenant_id: Option<i32>,
    pub fellow_id: i32,
}

schema_core::schema! { pub struct Office; office: [Tenant, Fellow, Memo] }

on_every_database!(rows_may_lose_what_they_refuse_by, |connection| {
    prepare::<Office, _>(connection)?;
    connection.batch_execute(
        "INSERT INTO tenant VALUES (1); INSERT INTO fellow (id, tenant_id) VALUES (1, 1); \
         INSERT INTO memo (id, tenant_id, fellow_id) VALUES (1, 1, 1);",
    )?;
    let impact = Tenant::deletion_impact(&[1], connection)?;
    assert!(!impact.is_refused() && impact.may_be_refused(), "{impact}");
    assert!(
        impact
            .to_string()
            .contains("1 of them may lose the reference before"),
        "{impact}"
    );
    // Nothing else is in doubt if the fellow goes alone.
    let impact = Fellow::deletion_impact(&[1], connection)?;
    assert!(impact.is_refused(), "{impact}");
    assert!(
        diesel::delete(fellow::table.find(1))
            .execute(connection)
            .is_err()
    );
    Ok(())
});

#[derive(Model)]
#[diesel(table_name = topic)]
pub struct Topic {
    pub id: i32,
    #[references(Self, on_delete = "cascade")]
    pub parent_id: Option<i32>,
}

/// Loses its topics one after the other, as far as they are below each other.
#[derive(Model)]
#[diesel(table_name = thread)]
pub(super) struct Thread {
    pub id: i32,
    #[references(Topic, on_delete = "set null", relation = first)]
    pub first_id: Option<i32>,
    #[references(Topic, on_delete = "set null", relation = second)]
    pub second_id: Option<i32>,
    #[references(Topic, on_delete = "set null", relation = third)]
    pub third_id: Option<i32>,
}

/// Loses two topics before it goes with the third one.
#[derive(Model)]
#[diesel(table_name = summary)]
pub(super) struct Summary {
    pub id: i32,
    #[references(Topic, on_delete = "set null", relation = first)]
    pub first_id: Option<i32>,
    #[references(Topic, on_delete = "set null", relation = second)]
    pub second_id: Option<i32>,
    #[references(Topic, on_delete = "cascade", relation = third)]
    pub third_id: i32,
}

schema_core::schema! { pub struct Forum; forum: [Topic, Thread, Summary] }

/// Four topics, each below the one before.
const TOPICS: &str = "INSERT INTO topic VALUES (1, NULL), (2, 1), (3, 2), (4, 3);";

on_every_database!(rows_that_change_three_times_are_looked_at, |connection| {
    prepare::<Forum, _>(connection)?;
    connection.batch_execute(&format!(
        "{TOPICS} INSERT INTO thread VALUES (1, 1, 2, 4), (2, 1, 2, NULL);"
    ))?;
    let impact = Topic::deletion_impact(&[1], connection)?;
    assert!(!impact.is_refused());
    let is_postgres = connection.dialect() == Dialect::Postgres;
    // Of the two threads, only the first one changes three times.
    let threads = impact.table("thread").map(|table| table.contested);
    assert_eq!(threads, Some(u64::from(is_postgres)), "{impact}");
    assert_eq!(impact.may_be_refused(), is_postgres);
    let between = "1 of them may be looked at between two changes";
    assert_eq!(
        impact.to_string().contains(between),
        is_postgres,
        "{impact}"
    );
    let deletion = diesel::delete(topic::table.find(1)).execute(connection);
    assert_eq!(deletion.is_err(), is_postgres, "{deletion:?}");
    Ok(())
});

on_every_database!(
    rows_that_go_further_down_a_tree_are_looked_at,
    |connection| {
        prepare::<Forum, _>(connection)?;
        connection.batch_execute(&format!(
            "{TOPICS} INSERT INTO summary VALUES (1, 1, 2, 4);"
        ))?;
        let impact = Topic::deletion_impact(&[1], connection)?;
        let is_postgres = connection.dialect() == Dialect::Postgres;
        assert_eq!(impact.may_be_refused(), is_postgres, "{impact}");
        let deletion = diesel::delete(topic::table.find(1)).execute(connection);
        assert_eq!(deletion.is_err(), is_postgres, "{deletion:?}");
        Ok(())
    }
);

#[derive(Model)]
#[diesel(table_name = color)]
pub struct Color {
    pub id: i32,
}

/// Goes with a colour, and falls back to the first one.
#[derive(Model)]
#[diesel(table_name = paint)]
pub(super) struct Paint {
    pub id: i32,
    #[references(Color, on_delete = "set default", relation = base)]
    #[column(default = 1)]
    pub base_id: i32,
    #[references(Color, on_delete = "cascade", relation = owner)]
    pub owner_id: i32,
}

schema_core::schema! { pub struct Paints; paints: [Color, Paint] }

on_databases!(
    [sqlite, postgres],
    the_row_of_a_default_is_asked_for_though_the_other_goes,
    |connection| {
        prepare::<Paints, _>(connection)?;
        connection.batch_execute(
            "INSERT INTO color VALUES (1), (2); INSERT INTO paint VALUES (1, 1, 2);",
        )?;
        let impact = Color::deletion_impact(&[1, 2], connection)?;
        assert!(!impact.is_refused());
        let is_postgres = connection.dialect() == Dialect::Postgres;
        assert_eq!(impact.may_be_refused(), is_postgres, "{impact}");
        let deletion = diesel::delete(color::table).execute(connection);
        assert_eq!(deletion.is_err(), is_postgres, "{deletion:?}");
        Ok(())
    }
);
