//! Rows to which several references do different things. What each database does was tried out on it.

use schema_core::definition::{
    DefaultValue, Deferrability, ForeignKey, ReferentialAction, Schema, Table, TableName,
};
use schema_migrate::graph::{Impact, find_table};

use crate::fixture::{build, schema_of};

use ReferentialAction::{Cascade, NoAction, Restrict, SetDefault, SetNull};

fn named(name: &'static str) -> TableName {
    build::table_name(name, name)
}

fn key(
    columns: &'static [&'static str],
    parent: &'static str,
    action: ReferentialAction,
) -> ForeignKey {
    build::foreign_key("fkey", columns, named(parent), action)
}

/// A table with a key for each of these.
fn made(name: &'static str, keys: Vec<ForeignKey>) -> Table {
    let mut columns = vec![build::integer("id")];
    for column in keys.iter().flat_map(|key| key.columns) {
        if columns.iter().all(|known| known.name != *column) {
            columns.push(build::nullable(build::integer(column)));
        }
    }
    Table {
        foreign_keys: keys.leak(),
        ..build::table(
            named(name),
            columns.leak(),
            build::primary_key("pkey", &["id"]),
        )
    }
}

fn troubles(schema: &Schema, table: &str) -> Vec<String> {
    let table = find_table(schema, table).expect("the table exists");
    Impact::of(schema, table).troubles
}

/// What is said of `author`, whose posts have comments, which reference the author, too.
fn of_comments(in_comment: ForeignKey) -> Vec<String> {
    let schema = schema_of(
        &[
            made("author", Vec::new()),
            made("post", vec![key(&["author_id"], "author", Cascade)]),
            made(
                "comment",
                vec![key(&["post_id"], "post", Cascade), in_comment],
            ),
        ],
        &[],
    );
    troubles(&schema, "author")
}

const COMMENTS: &str = "rows of `comment` are deleted by `author ← post.author_id ← comment.post_id`, but refuse it by \
                        `author ← comment.author_id`";

#[test]
fn rows_that_are_deleted_later_than_they_refuse() {
    let restrict = of_comments(key(&["author_id"], "author", Restrict));
    let expected = "(restrict): PostgreSQL refuses, on SQLite the order of the keys decides, on MySQL that of their names";
    assert_eq!(restrict, [format!("{COMMENTS} {expected}")]);
    let no_action = of_comments(key(&["author_id"], "author", NoAction));
    let expected = "(no action): PostgreSQL refuses, SQLite deletes them, on MySQL the order of the keys' names decides";
    assert_eq!(no_action, [format!("{COMMENTS} {expected}")]);
    let deferred = of_comments(ForeignKey {
        deferrability: Deferrability::InitiallyDeferred,
        ..key(&["author_id"], "author", NoAction)
    });
    let expected = "(no action): it succeeds, as the key is checked when all is done";
    assert_eq!(deferred, [format!("{COMMENTS} {expected}")]);
}

#[test]
fn rows_that_are_deleted_before_or_while_they_refuse() {
    let schema = schema_of(
        &[
            made("shop", Vec::new()),
            made(
                "category",
                vec![
                    key(&["shop_id"], "shop", Cascade),
                    key(&["parent_id"], "category", Restrict),
                ],
            ),
            made(
                "sale",
                vec![
                    key(&["shop_id"], "shop", Cascade),
                    key(&["other_shop_id"], "shop", NoAction),
                ],
            ),
        ],
        &[],
    );
    let expected = [
        "rows of `category` are deleted by `shop ← category.shop_id`, but refuse it by `shop ← category.shop_id ← \
         category.parent_id` (restrict): PostgreSQL deletes them, on SQLite and MySQL the order of the rows decides",
        "rows of `sale` are deleted by `shop ← sale.shop_id`, but refuse it by `shop ← sale.other_shop_id` (no action): \
         on PostgreSQL the key decides that was made first, SQLite deletes them, on MySQL the order of the keys' names \
         decides",
    ];
    assert_eq!(troubles(&schema, "shop"), expected);
    let expected = "a row of `category` refuses it by `category ← category.parent_id`: if it is the deleted row itself, \
                    only on MySQL";
    assert_eq!(troubles(&schema, "category"), [expected]);
}

/// What is said of `tenant`, whose rows of `x` and `y` a third table references by keys that share a column.
fn sharing(first: ReferentialAction, second: ReferentialAction) -> Vec<String> {
    let schema = schema_of(
        &[
            made("tenant", Vec::new()),
            made("x", vec![key(&["tenant_id"], "tenant", Cascade)]),
            made("y", vec![key(&["tenant_id"], "tenant", Cascade)]),
            made(
                "z",
                vec![
                    key(&["tenant_id", "x_id"], "x", first),
                    key(&["tenant_id", "y_id"], "y", second),
                ],
            ),
        ],
        &[],
    );
    troubles(&schema, "tenant")
}

#[test]
fn keys_that_share_a_column() {
    let expected = "rows of `z` are deleted by `tenant ← y.tenant_id ← z.(tenant_id, y_id)`, and kept by `tenant ← \
                    x.tenant_id ← z.(tenant_id, x_id)`: both have `tenant_id`, so what comes first decides, which \
                    databases do differently";
    assert_eq!(sharing(SetNull, Cascade), [expected]);
    let expected = "rows of `z` refuse it by `tenant ← y.tenant_id ← z.(tenant_id, y_id)`, and lose `tenant_id` of it by \
                    `tenant ← x.tenant_id ← z.(tenant_id, x_id)`: what comes first decides, which databases do differently";
    assert_eq!(sharing(SetNull, NoAction), [expected]);
}

#[test]
fn a_default_may_be_the_row_that_goes() {
    let status = made("status", Vec::new());
    let mut task = made("task", vec![key(&["status_id"], "status", SetDefault)]);
    let columns = task.columns.iter().copied();
    let with_default = columns.map(|column| column.default(DefaultValue::Number("1")));
    task.columns = with_default.collect::<Vec<_>>().leak();
    let schema = schema_of(&[status, task], &[]);
    let expected = "it never succeeds for the row of `status` that `task.status_id` has by default, while it is referenced";
    assert_eq!(troubles(&schema, "status"), [expected]);
}

#[test]
fn rows_that_lose_three_references_one_after_the_other() {
    let thread = |names: &[&'static [&'static str]]| {
        let keys = names.iter().map(|name| key(name, "topic", SetNull));
        let topic = made("topic", vec![key(&["parent_id"], "topic", Cascade)]);
        let schema = schema_of(&[topic, made("thread", keys.collect())], &[]);
        troubles(&schema, "topic")
    };
    let expected = "rows of `thread` are kept by `topic ← thread.c_id` and by several others: PostgreSQL may refuse those \
                    that have three of them, as it looks at all when the row changes for the second time";
    assert_eq!(thread(&[&["a_id"], &["b_id"], &["c_id"]]), [expected]);
    assert_eq!(thread(&[&["a_id"], &["b_id"]]), Vec::<String>::new());
}
