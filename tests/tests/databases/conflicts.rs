//! What `schema impact` says of rows that are deleted by one reference and refuse it by another is what happens.

use integration_tests::cases::Case;
use integration_tests::database::TestConnection;
use integration_tests::{Outcome, on_every_database};
use schema_migrate::graph::{Impact, find_table};
use schema_migrate::{Dialect, SqlSchema};

/// Answers go with the posts of an author, and reference the author, too.
const ANSWERS: &str = "\
table author
  id integer
table post
  id integer
  author_id integer references author cascade
  index(author_id)
table answer
  id integer
  post_id integer references post cascade
  author_id integer references author ACTION
  index(post_id)
  index(author_id)
";

/// Categories go with their shop, and reference each other.
const CATEGORIES: &str = "\
table shop
  id integer
table category
  id integer
  shop_id integer references shop cascade
  parent_id integer null references category ACTION
  index(shop_id)
  index(parent_id)
";

/// What is said of the deletion of a row, and whether it succeeds.
fn delete<C: TestConnection>(
    connection: &mut C,
    text: &str,
    rows: &str,
    table: &str,
) -> Outcome<(String, bool)> {
    let schema = Case::parse("conflicts", &format!("# before\n{text}\n# after\n{text}"))?.before;
    let lowered = SqlSchema::lower(schema, C::DIALECT)?;
    connection.run(&lowered.create_script())?;
    connection.batch_execute(rows)?;
    let succeeds = connection
        .batch_execute(&format!("DELETE FROM {table} WHERE id = 1"))
        .is_ok();
    let troubles = Impact::of(schema, find_table(schema, table)?).troubles;
    Ok((troubles.join("\n"), succeeds))
}

/// What is said of a database: whether the deletion succeeds there, if that is certain.
fn says(troubles: &str, dialect: Dialect) -> Option<bool> {
    let (yes, no) = match dialect {
        Dialect::Postgres => ("PostgreSQL deletes them", "PostgreSQL refuses"),
        Dialect::Sqlite => ("SQLite deletes them", "SQLite refuses"),
        Dialect::Mysql => ("MySQL deletes them", "MySQL refuses"),
    };
    match (troubles.contains(yes), troubles.contains(no)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

const ANSWER_ROWS: &str = "INSERT INTO author (id) VALUES (1);
    INSERT INTO post (id, author_id) VALUES (1, 1);
    INSERT INTO answer (id, post_id, author_id) VALUES (1, 1, 1);";

on_every_database!(what_is_deleted_later_refuses, |connection| {
    let text = ANSWERS.replace("ACTION", "no_action");
    let (troubles, succeeds) = delete(connection, &text, ANSWER_ROWS, "author")?;
    let said = says(&troubles, connection.dialect());
    assert!(said.is_none_or(|said| said == succeeds), "{troubles}");
    // On MySQL `answer_author_id_fkey` comes before `post_author_id_fkey`.
    assert_eq!(succeeds, connection.dialect() == Dialect::Sqlite);
    Ok(())
});

on_every_database!(what_is_deleted_later_restricts, |connection| {
    let text = ANSWERS.replace("ACTION", "restrict");
    let (troubles, succeeds) = delete(connection, &text, ANSWER_ROWS, "author")?;
    let said = says(&troubles, connection.dialect());
    assert!(said.is_none_or(|said| said == succeeds), "{troubles}");
    assert!(!succeeds);
    Ok(())
});

on_every_database!(names_decide_on_mysql, |connection| {
    let text = ANSWERS
        .replace("ACTION", "no_action")
        .replace("table answer", "table remark");
    let rows = ANSWER_ROWS.replace("INTO answer", "INTO remark");
    let (troubles, succeeds) = delete(connection, &text, &rows, "author")?;
    assert!(troubles.contains("on MySQL the order of the keys' names decides"));
    // `post_author_id_fkey` comes before `remark_author_id_fkey`.
    assert_eq!(succeeds, connection.dialect() != Dialect::Postgres);
    Ok(())
});

on_every_database!(what_is_deleted_together_depends_on_the_rows, |connection| {
    let text = CATEGORIES.replace("ACTION", "restrict");
    let rows = "INSERT INTO shop (id) VALUES (1);
        INSERT INTO category (id, shop_id, parent_id) VALUES (1, 1, NULL), (2, 1, 1);";
    let (troubles, succeeds) = delete(connection, &text, rows, "shop")?;
    assert!(troubles.contains("on SQLite and MySQL the order of the rows decides"));
    let said = says(&troubles, connection.dialect());
    assert!(said.is_none_or(|said| said == succeeds), "{troubles}");
    assert_eq!(succeeds, connection.dialect() == Dialect::Postgres);
    Ok(())
});

on_every_database!(a_row_that_references_itself_goes, |connection| {
    let text = CATEGORIES.replace("ACTION", "restrict");
    let rows = "INSERT INTO shop (id) VALUES (1);
        INSERT INTO category (id, shop_id, parent_id) VALUES (1, 1, 1);";
    let (troubles, succeeds) = delete(connection, &text, rows, "category")?;
    assert!(troubles.contains("if it is the deleted row itself, only on MySQL"));
    assert_eq!(succeeds, connection.dialect() != Dialect::Mysql);
    Ok(())
});

/// A reply goes with one topic, and keeps another one; topics are a tree.
const TOPICS: &str = "\
table topic
  id integer
  parent_id integer null references topic cascade
  index(parent_id)
table reply
  id integer
  owner_id integer references topic cascade
  about_id integer references topic no_action
  index(owner_id)
  index(about_id)
";

on_every_database!(a_tree_has_many_levels, |connection| {
    let rows = "INSERT INTO topic (id, parent_id) VALUES (1, NULL), (2, 1), (3, 2);
        INSERT INTO reply (id, owner_id, about_id) VALUES (1, 3, 1);";
    let (troubles, succeeds) = delete(connection, TOPICS, rows, "topic")?;
    let said = "on PostgreSQL it depends on how far from the deleted row they are";
    assert!(troubles.contains(said), "{troubles}");
    // `reply_owner_id_fkey` was made first, or comes later by its name: the reply is two levels further down.
    assert_eq!(succeeds, connection.dialect() == Dialect::Sqlite);
    Ok(())
});
