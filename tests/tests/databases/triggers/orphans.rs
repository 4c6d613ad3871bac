//! Orphans are found where only the program enforces a reference.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::{Outcome, on_every_database};
use schema_migrate::orphans::FindOrphans;
use schema_migrate::{Dialect, SqlSchema};

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

/// A schema of one table that references itself.
mod notes {
    use schema_core::definition::*;

    const NAME: TableName = TableName {
        model: "Note",
        schema: None,
        table: "note",
    };

    static NOTE: Table = Table {
        name: NAME,
        comment: "",
        renamed_from: None,
        columns: &[
            Column::new("id", "i32", ColumnType::Integer),
            Column::new("about_table", "String", ColumnType::Text),
            Column::new("about_id", "i32", ColumnType::Integer),
        ],
        primary_key: PrimaryKey {
            name: "note_pkey",
            columns: &["id"],
        },
        foreign_keys: &[],
        unique_constraints: &[],
        indexes: &[],
        checks: &[],
        polymorphic: &[PolymorphicReference {
            name: "about",
            rust_name: "About",
            columns: &["about_table", "about_id"],
            storage: PolymorphicStorage::Tagged {
                tag: "about_table",
                key: "about_id",
            },
            nullable: false,
            targets: &[PolymorphicTarget {
                variant: "Note",
                tag: "note",
                table: NAME,
                column: "id",
            }],
            on_delete: ReferentialAction::NoAction,
            enforcement: Enforcement::Program,
            reason: "",
        }],
        allow: &[],
    };

    pub(super) struct Notes;

    impl schema_core::Schema for Notes {
        const SCHEMA: &'static Schema = &Schema {
            name: "Notes",
            comment: "",
            domains: &[Domain {
                name: "all",
                tables: &[&NOTE],
                relations: &[],
            }],
            external: &[],
            shared: &[],
            allow: &[],
        };
    }
}

#[test]
fn the_command_lists_orphans() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("notes.sqlite").display().to_string();
    let mut connection = SqliteConnection::establish(&path)?;
    connection.run(&SqlSchema::of::<notes::Notes>(Dialect::Sqlite)?.create_script())?;
    let ask = |more: &[&str]| -> Outcome<(u8, String)> {
        let arguments = ["schema", "orphans", "--database-url", &path];
        let arguments = arguments.iter().chain(more).map(std::ffi::OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = schema_cli::run::<notes::Notes>(arguments, &mut out, &mut err);
        assert_eq!(String::from_utf8(err)?, "");
        Ok((code, String::from_utf8(out)?))
    };
    let fine = "every polymorphic reference leads to a row that is there\n";
    assert_eq!(ask(&[])?, (0, fine.to_owned()));
    connection.batch_execute("INSERT INTO note VALUES (1, 'note', 1), (2, 'note', 3)")?;
    let found = "1 row of `Note.about` leads to a `Note` that is not there: 2 (→ 3)\n";
    assert_eq!(ask(&[])?, (1, found.to_owned()));
    let (code, json) = ask(&["--json", "--limit", "0"])?;
    let json: serde_json::Value = serde_json::from_str(&json)?;
    assert_eq!((code, &json[0]["count"]), (1, &serde_json::json!(1)));
    Ok(())
}
