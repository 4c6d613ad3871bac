//! Orphans are found where only the program enforces a reference.

use diesel::connection::SimpleConnection;
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use schema_migrate::SqlSchema;
use schema_migrate::orphans::FindOrphans;

use super::{TABLES, create, declared, tables};

on_every_database!(orphans_are_found_and_named, |connection| {
    let schema = declared(&TABLES.replace("triggers ACTION", "cascade"))?;
    let lowered = SqlSchema::lower(schema, connection.dialect())?;
    connection.run(&lowered.create_script())?;
    connection.batch_execute(
        "INSERT INTO artifact (id) VALUES (1);
         INSERT INTO chunk (id, source_table, source_id) VALUES
             (1, 'artifact', 1), (2, 'artifact', 7), (3, 'artifact', 8), (4, 'output', 1),
             (5, NULL, NULL);",
    )?;
    let found = connection.find_orphans(schema, 1)?;
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "2 rows of `chunk.source` lead to a `artifact` that is not there: 2 (→ 7), …",
            "1 row of `chunk.source` leads to a `output` that is not there: 4 (→ 1)",
        ]
    );
    assert_eq!(connection.find_orphans(schema, 10)?[0].rows.len(), 2);
    let counted = connection.find_orphans(schema, 0)?;
    assert_eq!((counted[0].count, counted[0].rows.len()), (2, 0));
    Ok(())
});

on_every_database!(triggers_leave_no_orphans, |connection| {
    create(connection, "cascade")?;
    connection.batch_execute("DELETE FROM project")?;
    assert_eq!(connection.find_orphans(tables("cascade")?, 10)?, []);
    Ok(())
});

/// Keys of several columns, texts, and native enums.
const WIDE: &str = "\
enum kind(doc)
table doc
  code varchar(20)
  primary key (code)
table chunk
  a integer
  b varchar(20)
  source_kind kind
  source_id varchar(20)
  primary key (a, b)
  polymorphic(source_kind, source_id) to doc(code) as 'doc'
";

on_every_database!(keys_of_several_columns_are_named, |connection| {
    let schema = declared(WIDE)?;
    let lowered = SqlSchema::lower(schema, connection.dialect())?;
    connection.run(&lowered.create_script())?;
    connection.batch_execute("INSERT INTO chunk VALUES (1, 'it''s', 'doc', 'gone')")?;
    let found = connection.find_orphans(schema, 10)?;
    assert_eq!(found[0].rows[0].primary_key, "1, it's");
    assert_eq!(found[0].rows[0].key, "gone");
    Ok(())
});
