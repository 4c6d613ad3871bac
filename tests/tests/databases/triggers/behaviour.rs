//! What is refused, and what goes with what.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::{Outcome, on_databases, on_every_database};
use schema_migrate::introspect::Introspect;
use schema_migrate::{Dialect, SqlSchema};

use super::*;

on_every_database!(a_row_without_its_source_is_refused, |connection| {
    create(connection, "cascade")?;
    let insert = "INSERT INTO chunk (id, source_table, source_id) VALUES ";
    let said = assert_refused(connection, &format!("{insert} (2, 'artifact', 7)"));
    for part in ["chunk", "artifact", "source_table", "source_id"] {
        assert!(said.contains(part), "{said}");
    }
    assert_refused(connection, &format!("{insert} (2, 'output', 2)"));
    // All or nothing, also of one statement.
    assert_refused(
        connection,
        &format!("{insert} (2, 'output', 1), (3, 'output', 2)"),
    );
    connection.batch_execute(&format!(
        "{insert} (2, 'output', 1), (3, 'artifact', 2), (4, NULL, NULL)"
    ))?;
    assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 4);
    Ok(())
});

on_every_database!(an_update_is_looked_at_as_well, |connection| {
    create(connection, "cascade")?;
    assert_refused(connection, "UPDATE chunk SET source_id = 7");
    assert_refused(
        connection,
        "UPDATE chunk SET source_table = 'output', source_id = 2",
    );
    connection.batch_execute(
        "UPDATE chunk SET body = 1;
         UPDATE chunk SET source_table = 'output';
         UPDATE chunk SET source_table = NULL, source_id = NULL;
         UPDATE chunk SET source_table = 'artifact', source_id = 2;",
    )?;
    let left = "SELECT count(*) FROM chunk WHERE source_id = 2 AND body = 1";
    assert_eq!(number!(connection, left), 1);
    Ok(())
});

#[cfg(any(feature = "postgres", feature = "mysql"))]
on_databases!(
    [postgres, mysql],
    the_kind_of_the_error_is_known,
    |connection| {
        create(connection, "restrict")?;
        for sql in [
            "INSERT INTO chunk (id, source_table, source_id) VALUES (2, 'artifact', 7)",
            "DELETE FROM artifact WHERE id = 1",
        ] {
            integration_tests::violation::assert_violates(
                diesel::sql_query(sql).execute(connection),
                DatabaseErrorKind::ForeignKeyViolation,
            );
        }
        Ok(())
    }
);

on_every_database!(what_references_goes_with_its_source, |connection| {
    create(connection, "cascade")?;
    connection.batch_execute(
        "INSERT INTO chunk (id, source_table, source_id) VALUES (2, 'output', 1);
         DELETE FROM artifact WHERE id = 2;
         DELETE FROM artifact WHERE id = 1;",
    )?;
    assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 1);
    connection.batch_execute("DELETE FROM output")?;
    assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 0);
    Ok(())
});

on_every_database!(what_references_is_set_to_null, |connection| {
    create(connection, "set_null")?;
    connection.batch_execute("DELETE FROM artifact")?;
    let left = "SELECT count(*) FROM chunk WHERE source_table IS NULL AND source_id IS NULL";
    assert_eq!(number!(connection, left), 1);
    Ok(())
});

on_every_database!(a_source_that_is_referenced_stays, |connection| {
    create(connection, "restrict")?;
    let said = assert_refused(connection, "DELETE FROM artifact WHERE id = 1");
    assert!(
        said.contains("artifact") && said.contains("chunk"),
        "{said}"
    );
    connection.batch_execute(
        "DELETE FROM artifact WHERE id = 2; DELETE FROM chunk; DELETE FROM artifact;",
    )?;
    assert_eq!(number!(connection, "SELECT count(*) FROM artifact"), 0);
    Ok(())
});

on_every_database!(a_key_that_is_referenced_stays, |connection| {
    create(connection, "cascade")?;
    assert_refused(connection, "UPDATE artifact SET id = 9 WHERE id = 1");
    connection.batch_execute(
        "UPDATE artifact SET id = 9 WHERE id = 2;
         UPDATE artifact SET project_id = NULL WHERE id = 1;",
    )?;
    assert_eq!(
        number!(connection, "SELECT count(*) FROM artifact WHERE id = 9"),
        1
    );
    Ok(())
});

// MySQL fires no triggers for what a foreign key deletes, and has one that deletes first.
on_every_database!(
    a_foreign_key_that_deletes_sources_takes_their_references,
    |connection| {
        create(connection, "cascade")?;
        connection.batch_execute("DELETE FROM project")?;
        assert_eq!(number!(connection, "SELECT count(*) FROM artifact"), 1);
        assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 0);
        Ok(())
    }
);

on_every_database!(a_foreign_key_does_not_delete_what_is_held, |connection| {
    create(connection, "restrict")?;
    assert_refused(connection, "DELETE FROM project");
    assert_eq!(number!(connection, "SELECT count(*) FROM artifact"), 2);
    Ok(())
});

const TWO: &str = "\
enum kind(artifact, output) text
table artifact
  id integer
table output
  id integer
table link
  id integer
  from_table kind
  from_id integer
  to_table kind null
  to_id integer null
  index(from_table, from_id)
  index(to_table, to_id)
  polymorphic(from_table, from_id) to artifact as 'artifact', output as 'output' triggers cascade
  polymorphic(to_table, to_id) to output as 'output', artifact as 'artifact' triggers set_null
";

on_every_database!(two_references_to_one_table_do_not_meet, |connection| {
    let schema = SqlSchema::lower(declared(TWO)?, connection.dialect())?;
    connection.run(&schema.create_script())?;
    connection.batch_execute(
        "INSERT INTO artifact (id) VALUES (1), (2);
         INSERT INTO output (id) VALUES (1);
         INSERT INTO link VALUES (1, 'artifact', 1, 'output', 1), (2, 'artifact', 2, 'artifact', 1);
         DELETE FROM artifact WHERE id = 1;",
    )?;
    let left = "SELECT count(*) FROM link WHERE id = 2 AND to_id IS NULL";
    assert_eq!(number!(connection, left), 1);
    assert_eq!(number!(connection, "SELECT count(*) FROM link"), 1);
    connection.run(&schema.drop_script())?;
    let left = connection.introspect(&Default::default())?;
    assert!(
        left.schema.tables.is_empty() && left.others.is_empty(),
        "{left:?}"
    );
    Ok(())
});

const REPLIES: &str = "\
enum kind(post, reply) text
table post
  id integer
table reply
  id integer
  on_table kind
  on_id integer
  index(on_table, on_id)
  polymorphic(on_table, on_id) to post as 'post', reply as 'reply' triggers ACTION
";

const THREAD: &str = "
    INSERT INTO post (id) VALUES (1);
    INSERT INTO reply VALUES (1, 'post', 1), (2, 'reply', 1), (3, 'reply', 2), (9, 'reply', 9);";

on_databases!(
    [sqlite, postgres],
    a_thread_of_replies_goes_as_a_whole,
    |connection| {
        let schema = declared(&REPLIES.replace("ACTION", "cascade"))?;
        let schema = SqlSchema::lower(schema, connection.dialect())?;
        connection.run(&schema.create_script())?;
        connection.batch_execute(THREAD)?;
        if connection.dialect() == Dialect::Sqlite {
            // Without the setting the trigger would not fire itself, and the last reply would stay.
            let refused = connection.batch_execute("DELETE FROM post").err();
            let said = refused.map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains("recursive_triggers"), "{said}");
            assert_eq!(number!(connection, "SELECT count(*) FROM reply"), 4);
            connection.batch_execute("PRAGMA recursive_triggers = ON")?;
        }
        connection.batch_execute("DELETE FROM post")?;
        assert_eq!(number!(connection, "SELECT count(*) FROM reply"), 1);
        connection.batch_execute("DELETE FROM reply")?;
        Ok(())
    }
);

on_every_database!(a_table_may_reference_itself, |connection| {
    let schema = declared(&REPLIES.replace("ACTION", "restrict"))?;
    let schema = SqlSchema::lower(schema, connection.dialect())?;
    connection.run(&schema.create_script())?;
    connection.batch_execute(THREAD)?;
    assert_refused(connection, "DELETE FROM reply WHERE id = 2");
    connection.batch_execute("DELETE FROM reply WHERE id = 3")?;
    assert_eq!(number!(connection, "SELECT count(*) FROM reply"), 3);
    Ok(())
});

#[test]
fn mysql_cannot_delete_from_the_table_that_fires() -> Outcome {
    let schema = declared(&REPLIES.replace("ACTION", "cascade"))?;
    let refused = SqlSchema::lower(schema, Dialect::Mysql).err();
    let said = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(said.contains("use `on_delete = \"restrict\"`"), "{said}");
    Ok(())
}

#[cfg(feature = "postgres")]
on_databases!([postgres], a_truncated_table_is_looked_at, |connection| {
    create(connection, "cascade")?;
    assert_refused(connection, "TRUNCATE artifact");
    connection.batch_execute("TRUNCATE output; TRUNCATE artifact, chunk")?;
    Ok(())
});

#[cfg(feature = "postgres")]
on_databases!(
    [postgres],
    repeatable_read_does_not_delete_blindly,
    |connection| {
        create(connection, "cascade")?;
        connection.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ")?;
        let refused = connection.batch_execute("DELETE FROM artifact").err();
        connection.batch_execute("ROLLBACK")?;
        let said = refused.map(|error| error.to_string()).unwrap_or_default();
        assert!(
            said.contains("use READ COMMITTED or SERIALIZABLE"),
            "{said}"
        );
        connection.batch_execute(
            "BEGIN ISOLATION LEVEL REPEATABLE READ;
         INSERT INTO chunk (id, source_table, source_id) VALUES (7, 'artifact', 2); COMMIT;
         BEGIN ISOLATION LEVEL SERIALIZABLE; DELETE FROM artifact; COMMIT;",
        )?;
        assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 0);
        Ok(())
    }
);

#[cfg(feature = "postgres")]
on_databases!(
    [postgres],
    another_search_path_finds_the_same_tables,
    |connection| {
        create(connection, "cascade")?;
        connection.batch_execute(
            "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.artifact (id integer);
         SET search_path = elsewhere;
         INSERT INTO public.chunk (id, source_table, source_id) VALUES (7, 'artifact', 2);
         DELETE FROM public.artifact;
         SET search_path = public;",
        )?;
        assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 0);
        Ok(())
    }
);
