//! From structs to a database and back.

use std::fs;
use std::path::Path;

use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::portable::fellows::{Fellows, owner};
use integration_tests::portable::library::Library;

use super::{Place, schema};

#[test]
fn from_structs_to_a_database_and_back() -> Outcome {
    let place = Place::new()?;
    let (code, out, err) = place.run::<Fellows>(&["check"])?;
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("CREATE TABLE \"owner\""), "{out}");

    let generate = ["generate", "create_fellows", "--version", "1"];
    let (code, out, err) = place.run::<Fellows>(&generate)?;
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        format!("written: {}\n", place.path("migrations/1_create_fellows"))
    );
    let (code, out, _) = place.run::<Fellows>(&["check"])?;
    assert_eq!(
        (code, out.as_str()),
        (0, "the migrations make what the structs say\n")
    );

    let (code, out, _) = place.run::<Fellows>(&["status"])?;
    assert_eq!((code, out.as_str()), (1, "[ ] 1_create_fellows\n"));
    let (code, out, err) = place.run::<Fellows>(&["migrate"])?;
    assert_eq!(
        (code, out.as_str()),
        (0, "1 of 1: 1_create_fellows … done\n"),
        "{err}"
    );
    let (code, out, _) = place.run::<Fellows>(&["status", "--json"])?;
    assert_eq!(code, 0);
    let status: serde_json::Value = serde_json::from_str(&out)?;
    assert_eq!(
        status,
        serde_json::json!([{"migration": "1_create_fellows", "applied": true}])
    );
    let mut connection = SqliteConnection::establish(&place.path("blog.sqlite"))?;
    assert_eq!(owner::table.count().get_result::<i64>(&mut connection)?, 0);
    let (code, out, _) = place.run::<Fellows>(&["migrate"])?;
    assert_eq!(
        (code, out.as_str()),
        (0, "nothing to do: the database has had every migration\n")
    );

    let (code, out, _) = place.run::<Fellows>(&["revert"])?;
    assert_eq!(
        (code, out.as_str()),
        (0, "taking back 1_create_fellows … done\n")
    );
    assert!(
        owner::table
            .count()
            .get_result::<i64>(&mut connection)
            .is_err()
    );
    let (code, _, err) = place.run::<Fellows>(&["revert"])?;
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "error: nothing to take back: the database has had no migration\n"
    );
    let left = fs::read_dir(place.folder.path())?.count();
    assert_eq!(left, 2, "the folder of migrations and the database");
    Ok(())
}

#[test]
fn another_schema_is_destructive() -> Outcome {
    let place = Place::new()?;
    place.run::<Fellows>(&["generate", "create_fellows", "--version", "1"])?;
    let (code, out, err) = place.run::<Library>(&["generate", "other", "--version", "2"])?;
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        err.contains("the rows of `owner`") && err.contains("`--allow-destructive` writes it"),
        "{err}"
    );
    let (code, out, _) = place.run::<Library>(&["check", "--json"])?;
    assert_eq!(code, 1);
    let checked: serde_json::Value = serde_json::from_str(&out)?;
    assert_eq!(checked["up_to_date"], false);
    assert_eq!(checked["losses"].as_array().map(Vec::len), Some(4));
    let generate = ["generate", "other", "--version", "2", "--allow-destructive"];
    assert_eq!(place.run::<Library>(&generate)?.0, 0);
    assert_eq!(place.run::<Library>(&["migrate"])?.0, 0);
    assert_eq!(place.run::<Library>(&["revert", "--all"])?.0, 0);
    Ok(())
}

#[test]
fn what_was_adopted_is_told_in_json() -> Outcome {
    let place = Place::new()?;
    fs::create_dir(place.path("migrations"))?;
    let (code, json, err) = place.run::<Fellows>(&["adopt", "--json"])?;
    assert_eq!(code, 0, "{err}");
    let answer: serde_json::Value = serde_json::from_str(&json)?;
    let snapshot = answer["snapshot"].as_str().ok_or("no snapshot")?;
    assert!(fs::read_to_string(snapshot)?.contains("owner"));
    Ok(())
}

#[test]
fn what_is_not_understood_is_said() -> Outcome {
    let place = Place::new()?;
    assert_eq!(schema::<Fellows>(&["generat"])?.0, 2);
    assert_eq!(schema::<Fellows>(&["--help"])?.0, 0);
    let nowhere = place.path("nowhere");
    let (code, _, err) = schema::<Fellows>(&["sql", "--migrations", &nowhere])?;
    assert_eq!(code, 1);
    assert!(err.starts_with("error: for which database?"), "{err}");
    let (code, out, _) = schema::<Fellows>(&["sql", "--dialect", "postgres"])?;
    assert_eq!(code, 0);
    assert!(out.starts_with("CREATE TABLE \"owner\""), "{out}");
    let (code, json, _) = schema::<Fellows>(&["sql", "--dialect", "postgres", "--json"])?;
    let answer: serde_json::Value = serde_json::from_str(&json)?;
    assert_eq!((code, answer), (0, serde_json::json!({ "sql": out })));
    let oracle = ["migrate", "--database-url", "oracle://me:secret@there/db"];
    let (code, _, err) = place.run::<Fellows>(&["check"]).and_then(|_| {
        fs::create_dir(place.path("migrations"))?;
        let mut all = oracle.to_vec();
        let migrations = place.path("migrations");
        all.extend(["--migrations", &migrations]);
        schema::<Fellows>(&all)
    })?;
    assert_eq!(code, 1);
    assert!(err.contains("`oracle://…@there/db` is no URL"), "{err}");
    assert!(!err.contains("secret"), "{err}");
    let (code, _, err) = place.run::<Fellows>(&["generate", "Not A Name"])?;
    assert_eq!(code, 1);
    assert!(err.contains("cannot be the name of a migration"), "{err}");
    Ok(())
}

#[test]
fn a_migration_by_hand_that_no_struct_knows_of() -> Outcome {
    let place = Place::new()?;
    place.run::<Fellows>(&["generate", "create_fellows", "--version", "1"])?;
    let folder = Path::new(&place.path("migrations")).join("2_by_hand");
    fs::create_dir(&folder)?;
    fs::write(
        folder.join("up.sql"),
        "ALTER TABLE pet ADD COLUMN color TEXT;",
    )?;
    fs::write(
        folder.join("down.sql"),
        "ALTER TABLE pet DROP COLUMN color;",
    )?;
    let (code, out, _) = place.run::<Fellows>(&["verify"])?;
    assert_eq!(code, 1);
    assert!(
        out.contains("`pet`: the column `color` is only in what the migrations make"),
        "{out}"
    );
    Ok(())
}
