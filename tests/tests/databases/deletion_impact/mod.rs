//! What a deletion would do, in numbers of rows, compared with the deletion.

mod contested;
mod generated;
mod oracle;

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::portable::archive::*;
use integration_tests::portable::keys::*;
use integration_tests::portable::values::{Color, Severity};
use integration_tests::postgres_and_sqlite::*;
use integration_tests::research_rows::ResearchRows;
use integration_tests::{Outcome as TestOutcome, on_databases, on_every_database};
use oracle::{assert_counts, assert_deletion, rows};
use research::Research;
use research::ai::AiModel;
use research::auth::{Organization, User};
use research::data::{ADA, HEAT_PUMPS};
use research::research::{PlanStep, ResearchArtifact, ResearchPlan, plan_step, research_artifact};
use schema_core::Schema;
use schema_core::deletion::DeletionImpact;
use schema_core::graph::Outcome;
use schema_core::prelude::*;
use schema_migrate::Dialect;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes the tables, in a database that keeps foreign keys.
fn prepare<S: Schema, C: TestConnection>(connection: &mut C) -> TestOutcome {
    connection.create_schema::<S>()?;
    if C::DIALECT == Dialect::Sqlite {
        connection.batch_execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON")?;
    }
    Ok(())
}

/// Counts statements.
struct Counter(Arc<AtomicUsize>);

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let InstrumentationEvent::StartQuery { query, .. } = event else {
            return;
        };
        // What turns a setting off around the statement asks nothing of the tables.
        let text = query.to_string();
        let around = ["BEGIN", "ROLLBACK", "SAVEPOINT", "SELECT set_config"];
        if !around.iter().any(|start| text.starts_with(start)) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Counts the statements of a connection from here on.
fn count(connection: &mut impl Connection) -> Arc<AtomicUsize> {
    let counter = Arc::new(AtomicUsize::new(0));
    connection.set_instrumentation(Counter(Arc::clone(&counter)));
    counter
}

/// What happens to a table: deleted, set to NULL, to the default, refusing, dangling, contested.
fn numbers(impact: &DeletionImpact, table: &str) -> Option<[u64; 6]> {
    let table = impact.table(table)?;
    Some([
        table.deleted,
        table.nulled,
        table.defaulted,
        table.refusing,
        table.dangling,
        table.contested,
    ])
}

/// The rows of a path and how many of them are deleted.
#[track_caller]
fn path(impact: &DeletionImpact, path: &str) -> (u64, u64) {
    let found = impact.paths.iter().find(|known| known.path() == path);
    let found = found.unwrap_or_else(|| panic!("{path} is not in\n{impact}"));
    (found.rows, found.deleted)
}

on_every_database!(the_research_platform, |connection| {
    prepare::<Research, _>(connection)?;
    connection.insert_example()?;
    let all = rows(Research::SCHEMA, connection)?;
    macro_rules! check {
        ($($model:ident)+) => {$(
            let table = $model::NAME.table;
            for id in all[table].keys() {
                let impact = $model::deletion_impact(&id[..], connection)?;
                assert_eq!(impact.rows, 1);
                assert_counts(&impact, Research::SCHEMA, &all, std::slice::from_ref(id));
if table != "user" {
                    assert_deletion(&impact, Research::SCHEMA, &format!("id = '{}'", id[0]), connection)?;
                }
            }
        )+};
    }
    check!(User Organization ResearchPlan PlanStep ResearchArtifact AiModel);
    let ada = User::deletion_impact(&[ADA], connection)?;
    assert!(ada.is_refused());
    assert!(numbers(&ada, "ai_usage").is_some_and(|[_, _, _, refusing, ..]| refusing > 0));
    let plan = ResearchPlan::deletion_impact(&[HEAT_PUMPS.to_owned()], connection)?;
    let steps = plan_step::table.filter(plan_step::plan_id.eq(HEAT_PUMPS));
    let steps: i64 = steps.count().get_result(connection)?;
    let artifacts = research_artifact::table.filter(research_artifact::plan_id.eq(HEAT_PUMPS));
    let artifacts: i64 = artifacts.count().get_result(connection)?;
    assert_eq!(
        numbers(&plan, "plan_step").map(|[deleted, ..]| deleted),
        Some(steps as u64)
    );
    assert_eq!(
        path(&plan, "research_plan ← research_artifact.plan_id"),
        (artifacts as u64, 0)
    );
    // Nothing holds the chunks of the outputs that go.
    assert!(numbers(&plan, "document_chunk").is_some_and(|[.., dangling, _]| dangling > 0));
    Ok(())
});

/// Two writers with books, and all that hangs off them.
const LIBRARY: &str = "
    INSERT INTO writer (id, code) VALUES (1, 'one'), (2, 'two'), (3, 'three');
    INSERT INTO page (writer_code) VALUES ('one'), ('two');
    INSERT INTO hit (id, page_code) VALUES (1, 'one'), (2, 'one'), (3, 'two'), (4, NULL);
    INSERT INTO book (id, writer_id, editor_id, part_of_id, sequel_of_id) VALUES
        (1, 1, NULL, NULL, NULL), (2, 2, NULL, 1, NULL), (3, 2, NULL, 2, 1), (4, 2, NULL, NULL, 3), (5, 3, 3, NULL, 5);
    INSERT INTO section (book_id, number, parent_number) VALUES (1, 1, NULL), (1, 2, 1), (1, 3, 2), (4, 1, NULL), (4, 2, 1);
    INSERT INTO citation (id, book_id, cited_book, cited_number, writer_id) VALUES
        (1, 1, 4, 1, NULL), (2, NULL, 1, 2, NULL), (3, NULL, 1, NULL, NULL), (4, 3, 1, 3, NULL);
    INSERT INTO shelf (id, writer_id) VALUES (1, 1), (2, 2);
    INSERT INTO mark (id, on_type, on_id) VALUES (1, 'writer', 1), (2, 'shelf', 1), (3, 'shelf', 2);
    INSERT INTO star (id, on_type, on_id) VALUES (1, 'writer', 2), (2, 'shelf', 1), (3, NULL, NULL);
    INSERT INTO remark (id, on_type, on_id) VALUES (1, 'book', 1), (2, 'book', 4), (3, 'writer', 1), (4, 'book', 99);
    INSERT INTO copy (id, book_id, shelf_id) VALUES (1, 3, NULL), (2, NULL, 1), (3, 5, NULL);
    INSERT INTO memo (id, memo_book_id, memo_shelf_id) VALUES (1, 4, NULL), (2, NULL, 2), (3, NULL, NULL);
";

on_every_database!(each_reference_does_what_it_says, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(LIBRARY)?;
    let impact = Writer::deletion_impact(&[1], connection)?;
    assert_eq!((impact.rows, impact.is_refused()), (1, false), "{impact}");
    assert_eq!(numbers(&impact, "writer"), Some([1, 0, 0, 0, 0, 0]));
    // Book 1, its part and the part of that; the sequel stays.
    assert_eq!(numbers(&impact, "book"), Some([3, 1, 0, 0, 0, 0]));
    assert_eq!(path(&impact, "writer ← book.writer_id"), (1, 1));
    assert_eq!(
        path(&impact, "writer ← book.writer_id ← book.part_of_id"),
        (2, 2)
    );
    // The sequel of book 1 is a part of its part.
    assert_eq!(
        path(&impact, "writer ← book.writer_id ← book.sequel_of_id"),
        (2, 1)
    );
    assert_eq!(numbers(&impact, "section"), Some([3, 0, 0, 0, 0, 0]));
    assert_eq!(
        path(
            &impact,
            "writer ← book.writer_id ← section.book_id ← section.(book_id, parent_number)"
        ),
        (2, 2)
    );
    // A reference with a NULL in it is none.
    assert_eq!(numbers(&impact, "citation"), Some([2, 1, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "page"), Some([1, 0, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "hit"), Some([0, 2, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "mark"), Some([2, 0, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "star"), Some([0, 1, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "remark"), Some([0, 0, 0, 0, 2, 0]));
    assert_eq!(numbers(&impact, "copy"), Some([2, 0, 0, 0, 0, 0]));
    assert_eq!(numbers(&impact, "memo"), Some([0, 0, 0, 0, 0, 0]));
    assert_deletion(&impact, Archive::SCHEMA, "id = 1", connection)?;

    connection.batch_execute("INSERT INTO star (id, on_type, on_id) VALUES (9, 'writer', 1)")?;
    for (sql, table) in [
        (
            "INSERT INTO loan (id, book_id, citation_id) VALUES (1, 2, NULL)",
            "loan",
        ),
        (
            "INSERT INTO citation (id, writer_id) VALUES (9, 1)",
            "citation",
        ),
        (
            "INSERT INTO {lock} (id, on_type, on_id) VALUES (1, 'shelf', 1)",
            "lock",
        ),
        (
            "INSERT INTO book (id, writer_id, editor_id) VALUES (9, 2, 1)",
            "book",
        ),
    ] {
        let quote = if connection.dialect() == Dialect::Mysql {
            "`"
        } else {
            "\""
        };
        connection.batch_execute(&sql.replace(['{', '}'], quote))?;
        let impact = Writer::deletion_impact(&[1], connection)?;
        assert_eq!(
            numbers(&impact, table).map(|[.., refusing, _, _]| refusing),
            Some(1),
            "{impact}"
        );
        assert!(impact.is_refused());
        assert_deletion(&impact, Archive::SCHEMA, "id = 1", connection)?;
        let (name, _) = sql.split_once(" (").unwrap_or_default();
        let name = name
            .trim_start_matches("INSERT INTO ")
            .replace(['{', '}'], quote);
        connection.batch_execute(&format!("DELETE FROM {name} WHERE id IN (1, 9) AND '{table}' <> 'citation' AND '{table}' <> 'book'"))?;
        connection.batch_execute(
            "UPDATE citation SET writer_id = NULL; UPDATE book SET editor_id = NULL",
        )?;
    }
    Ok(())
});

on_every_database!(keys_as_find_takes_them, |connection| {
    prepare::<Keys, _>(connection)?;
    connection.batch_execute(
        "INSERT INTO chapter (book, number, parent_number) VALUES (7, 1, NULL), (7, 2, 1), (7, 3, 2), (8, 1, NULL)",
    )?;
    let impact = Chapter::deletion_impact(&[(7, 2), (8, 1), (8, 2), (7, 2)], connection)?;
    assert_eq!((impact.rows, impact.deleted()), (2, 3));
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
    let key = (Color::DarkBlue, Severity::Fatal);
    let impact = Palette::deletion_impact(&[key], connection)?;
    assert_eq!(numbers(&impact, "painting"), Some([1, 0, 0, 0, 0, 0]));
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
    let impact = Fingerprint::deletion_impact(std::slice::from_ref(&id), connection)?;
    assert_eq!(numbers(&impact, "scan"), Some([2, 0, 0, 0, 0, 0]));
    assert_eq!(Scan::deletion_impact(&["first"], connection)?.deleted(), 2);
    assert_eq!(
        Scan::deletion_impact(&["no".to_owned()], connection)?.rows,
        0
    );
    Ok(())
});

on_every_database!(one_statement_whatever_the_rows, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(LIBRARY)?;
    let nothing: [i32; 0] = [];
    let statements = count(connection);
    let empty = Writer::deletion_impact(&nothing, connection)?;
    assert_eq!(statements.load(Ordering::Relaxed), 0);
    assert_eq!(
        (empty.rows, empty.deleted(), empty.is_refused()),
        (0, 0, false)
    );
    let unknown = Writer::deletion_impact(&[77], connection)?;
    assert_eq!(unknown, empty);
    assert_eq!(statements.load(Ordering::Relaxed), 1);
    let twice = Writer::deletion_impact(&[1, 2, 1, 3], connection)?;
    assert_eq!(twice, Writer::deletion_impact(&[3, 2, 1], connection)?);
    assert_eq!(statements.load(Ordering::Relaxed), 3);
    assert_eq!(twice.rows, 3);
    Ok(())
});

on_every_database!(any_number_of_keys, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(LIBRARY)?;
    let few = Writer::deletion_impact(&[1, 2], connection)?;
    let statements = count(connection);
    let mut many: Vec<i32> = (100..70_100).collect();
    many.extend([1, 2, 1]);
    many.insert(0, 1);
    assert_eq!(Writer::deletion_impact(&many, connection)?, few);
    let most = if connection.dialect() == Dialect::Sqlite {
        6
    } else {
        4
    };
    assert_eq!(statements.load(Ordering::Relaxed), most);
    let sections: Vec<(i32, i32)> = many.iter().map(|number| (*number, 1)).collect();
    let impact = Section::deletion_impact(&sections, connection)?;
    assert_eq!((impact.rows, impact.deleted()), (1, 3));
    let codes: Vec<String> = many.iter().map(|number| format!("{number}'\"\\")).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).chain(["one"]).collect();
    let impact = Page::deletion_impact(&codes, connection)?;
    assert_eq!(numbers(&impact, "hit"), Some([0, 2, 0, 0, 0, 0]));
    Ok(())
});

on_every_database!(nothing_is_written, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(LIBRARY)?;
    let read_only = match connection.dialect() {
        Dialect::Sqlite => "PRAGMA query_only = ON; BEGIN",
        Dialect::Postgres => "BEGIN READ ONLY",
        Dialect::Mysql => "START TRANSACTION READ ONLY",
    };
    connection.batch_execute(read_only)?;
    let many: Vec<i32> = (1..33_000).collect();
    assert_eq!(Writer::deletion_impact(&many, connection)?.rows, 3);
    connection.batch_execute("ROLLBACK")?;
    Ok(())
});

on_databases!([sqlite, postgres], long_threads_end, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute("INSERT INTO writer (id, code) VALUES (1, 'one')")?;
    connection.batch_execute("INSERT INTO book (id, writer_id) VALUES (1, 1)")?;
    for part in 2..=1500 {
        let before = part - 1;
        connection.batch_execute(&format!(
            "INSERT INTO book (id, writer_id, part_of_id) VALUES ({part}, 1, {before})"
        ))?;
    }
    connection.batch_execute("UPDATE book SET part_of_id = 1500 WHERE id = 1")?;
    let impact = Book::deletion_impact(&[700], connection)?;
    assert_eq!(numbers(&impact, "book"), Some([1500, 0, 0, 0, 0, 0]));
    Ok(())
});

#[cfg(feature = "mysql")]
on_databases!([mysql], mysql_refuses_more_than_15_levels, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute("INSERT INTO writer (id, code) VALUES (1, 'one')")?;
    connection.batch_execute("INSERT INTO book (id, writer_id) VALUES (1, 1)")?;
    for part in 2..=40 {
        let before = part - 1;
        connection.batch_execute(&format!(
            "INSERT INTO book (id, writer_id, part_of_id) VALUES ({part}, 1, {before})"
        ))?;
    }
    assert_eq!(Book::deletion_impact(&[1], connection)?.deleted(), 40);
    let refused = connection.batch_execute("DELETE FROM book WHERE id = 1");
    assert!(refused.is_err());
    connection.batch_execute("DELETE FROM book WHERE id = 30")?;
    Ok(())
});

on_databases!(
    [sqlite, postgres],
    columns_get_their_default,
    |connection| {
        prepare::<PostgresAndSqlite, _>(connection)?;
        connection.batch_execute(
            "INSERT INTO assignee (id) VALUES (0), (1), (2);
         INSERT INTO task (id, assignee_id, reviewer_id, parent_id, title, done) VALUES
            (1, 1, 1, NULL, 'a', false), (2, 2, 1, NULL, 'b', false), (3, 2, NULL, 1, 'c', false);",
        )?;
        let impact = Assignee::deletion_impact(&[1], connection)?;
        assert_eq!(numbers(&impact, "task"), Some([0, 2, 1, 0, 0, 0]));
        assert!(!impact.is_refused() && impact.may_be_refused());
        let root = Assignee::deletion_impact(&[0], connection)?;
        assert!(!root.may_be_refused());
        // The captain and the ship keep each other, one of them until the end of the transaction.
        connection.batch_execute(
            "BEGIN; INSERT INTO ship VALUES (1, 1); INSERT INTO captain VALUES (1, 1); COMMIT",
        )?;
        let impact = Ship::deletion_impact(&[1], connection)?;
        assert_eq!(numbers(&impact, "captain"), Some([0, 0, 0, 1, 0, 0]));
        Ok(())
    }
);

on_every_database!(what_goes_itself_may_come_too_late, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(
        "INSERT INTO writer (id, code) VALUES (1, 'one'), (2, 'two');
         INSERT INTO book (id, writer_id, editor_id) VALUES (1, 1, 1);
         INSERT INTO citation (id, book_id, writer_id) VALUES (1, 1, 1);",
    )?;
    let impact = Writer::deletion_impact(&[1], connection)?;
    assert!(!impact.is_refused() && impact.may_be_refused());
    assert_eq!(numbers(&impact, "citation"), Some([1, 0, 0, 0, 0, 1]));
    // SQLite looks at `no action` when all is done.
    let late = u64::from(connection.dialect() != Dialect::Sqlite);
    assert_eq!(numbers(&impact, "book"), Some([1, 0, 0, 0, 0, late]));
    assert_deletion(&impact, Archive::SCHEMA, "id = 1", connection)?;
    let text = impact.to_string();
    assert!(
        text.starts_with("deleting 1 row of writer may be refused\n"),
        "{text}"
    );
    assert!(
        text.contains("1 of them deleted; 1 of those may be looked at before they go"),
        "{text}"
    );
    Ok(())
});

on_every_database!(as_json, |connection| {
    prepare::<Archive, _>(connection)?;
    connection.batch_execute(LIBRARY)?;
    let impact = Writer::deletion_impact(&[1], connection)?;
    let json = serde_json::to_value(&impact)?;
    assert_eq!(json["table"], "writer");
    assert_eq!(json["refused"], false);
    assert_eq!(
        json["paths"][0]["path"],
        serde_json::json!(["book.writer_id"])
    );
    assert_eq!(json["paths"][0]["outcome"], "deleted");
    assert_eq!(json["paths"][0]["rows"], 1);
    assert_eq!(json["tables"][0]["deleted"], 1);
    assert_eq!(impact.with(Outcome::Refused).count(), 0);
    Ok(())
});
