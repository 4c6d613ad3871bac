//! Snapshots as files.

use std::fs;
use std::process::Command;

use schema_core::definition::Column;
use schema_migrate::{Dialect, SnapshotError, SqlSchema};

use crate::fixture::build::{integer, nullable, primary_key, table, table_name, text};
use crate::fixture::{lower, portable, postgres_only};

fn everything() -> Vec<SqlSchema> {
    let mut schemas: Vec<SqlSchema> = Dialect::ALL
        .iter()
        .map(|dialect| SqlSchema::lower(&portable::SCHEMA, *dialect).expect("portable"))
        .collect();
    let postgres = SqlSchema::lower(&postgres_only::SCHEMA, Dialect::Postgres);
    schemas.push(postgres.expect("PostgreSQL can express it"));
    schemas
}

#[test]
fn what_is_written_is_read() {
    for schema in everything() {
        let text = schema.to_snapshot();
        assert_eq!(SqlSchema::from_snapshot(&text).expect("a snapshot"), schema);
        assert_eq!(schema.to_snapshot(), text, "the same bytes");
    }
}

#[test]
fn a_snapshot_that_is_cut_off_is_no_snapshot() {
    let text = everything()[0].to_snapshot();
    for length in (0..text.len() - 2)
        .step_by(97)
        .filter(|&length| text.is_char_boundary(length))
    {
        let error = SqlSchema::from_snapshot(&text[..length]).expect_err("cut off");
        assert!(
            matches!(error, SnapshotError::Invalid(_)),
            "{length}: {error}"
        );
    }
}

#[test]
fn what_a_hand_gets_wrong_is_said() {
    let text = everything()[1].to_snapshot();
    let error = |text: &str| {
        SqlSchema::from_snapshot(text)
            .expect_err("wrong")
            .to_string()
    };
    assert_eq!(
        error(&text.replacen("\"format\": 1", "\"format\": 2", 1)),
        "it has the format 2, and this version reads up to 1: use a newer one"
    );
    assert!(
        error(&text.replacen("\"nullable\"", "\"nulable\"", 1)).contains("unknown field `nulable`")
    );
    assert_eq!(
        error(&format!("{{\n<<<<<<< ours\n{text}")),
        "line 2 is a conflict of a merge: two branches have changed the same; keep what the \
         migrations of both make"
    );
    let first = "\"name\": \"";
    let start = text.find(first).expect("a name") + first.len();
    let end = start + text[start..].find('"').expect("its end");
    let empty = format!("{}{}", &text[..start], &text[end..]);
    assert!(
        error(&empty).contains("a name is a text that is not empty"),
        "{}",
        error(&empty)
    );
}

/// Two branches that add different things merge by git alone.
#[test]
fn branches_that_add_different_things_merge() {
    let schema = |with_email: bool, with_third: bool| {
        const WITH_EMAIL: &[Column] = &[
            integer("id"),
            nullable(text("email")),
            text("name"),
            integer("age"),
        ];
        const WITHOUT: &[Column] = &[integer("id"), text("name"), integer("age")];
        const ID: &[Column] = &[integer("id")];
        let person = if with_email { WITH_EMAIL } else { WITHOUT };
        let mut tables = vec![
            table(
                table_name("Person", "person"),
                person,
                primary_key("person_pkey", &["id"]),
            ),
            table(
                table_name("Post", "post"),
                ID,
                primary_key("post_pkey", &["id"]),
            ),
        ];
        if with_third {
            tables.push(table(
                table_name("Tag", "tag"),
                ID,
                primary_key("tag_pkey", &["id"]),
            ));
        }
        lower(&tables, Dialect::Postgres)
            .expect("PostgreSQL can express it")
            .to_snapshot()
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, content: String| {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("written");
        path
    };
    let base = file("base", schema(false, false));
    let ours = file("ours", schema(true, false));
    let theirs = file("theirs", schema(false, true));
    let merged = Command::new("git")
        .args(["merge-file", "--stdout"])
        .args([ours, base, theirs])
        .output()
        .expect("git runs");
    assert!(
        merged.status.success(),
        "{}",
        String::from_utf8_lossy(&merged.stdout)
    );
    assert_eq!(String::from_utf8_lossy(&merged.stdout), schema(true, true));
}
