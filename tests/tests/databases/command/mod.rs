//! The `schema` command, as a user calls it.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::database::{Database, TestConnection};
use integration_tests::portable::fellows::{Fellows, owner};
use integration_tests::portable::library::Library;
use schema_core::Schema;
use schema_migrate::Dialect;

/// The exit code, and what was said and complained.
fn schema<S: Schema>(arguments: &[&str]) -> Outcome<(u8, String, String)> {
    let arguments = std::iter::once("schema").chain(arguments.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = schema_cli::run::<S>(arguments.map(OsString::from), &mut out, &mut err);
    Ok((code, String::from_utf8(out)?, String::from_utf8(err)?))
}

/// The command in a folder of its own, on an SQLite file there.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Outcome<Place> {
        Ok(Place {
            folder: tempfile::tempdir()?,
        })
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run<S: Schema>(&self, arguments: &[&str]) -> Outcome<(u8, String, String)> {
        let (migrations, database) = (self.path("migrations"), self.path("blog.sqlite"));
        let mut all = arguments.to_vec();
        all.extend(["--migrations", &migrations, "--database-url", &database]);
        schema::<S>(&all)
    }
}

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
fn a_migration_that_stops_leaves_nothing() -> Outcome {
    let place = Place::new()?;
    place.run::<Fellows>(&["generate", "create_fellows", "--version", "1"])?;
    let folder = Path::new(&place.path("migrations")).join("2_by_hand");
    fs::create_dir(&folder)?;
    fs::write(
        folder.join("up.sql"),
        "CREATE TABLE other (id INTEGER); SELECT nonsense;",
    )?;
    let (code, out, err) = place.run::<Fellows>(&["migrate"])?;
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "1 of 2: 1_create_fellows … done\n2 of 2: 2_by_hand … stopped\n"
    );
    assert!(
        err.starts_with("error: the migration 2_by_hand stopped: "),
        "{err}"
    );
    assert!(
        err.ends_with("Nothing of it is left; the migrations before it are run\n"),
        "{err}"
    );
    let (_, out, _) = place.run::<Fellows>(&["status"])?;
    assert_eq!(out, "[x] 1_create_fellows\n[ ] 2_by_hand\n");
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

/// One process migrates, the other waits and finds nothing to do.
#[test]
fn two_processes_at_once() -> Outcome {
    let place = Place::new()?;
    place.run::<Fellows>(&["generate", "create_fellows", "--version", "1"])?;
    let answers: Vec<Outcome<(u8, String, String)>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| place.run::<Fellows>(&["migrate"])))
            .collect();
        let ended = threads.into_iter().map(|thread| match thread.join() {
            Ok(answer) => answer,
            Err(_) => Err("a thread panicked".into()),
        });
        ended.collect()
    });
    let mut ran = 0;
    for answer in answers {
        let (code, out, err) = answer?;
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        ran += usize::from(out.contains("done"));
    }
    assert_eq!(ran, 1);
    Ok(())
}

/// A live database is what the structs say, until somebody changes it by hand.
fn drift<D: Database>(url: &str, connection: &mut D::Connection) -> Outcome {
    let place = Place::new()?;
    let migrations = place.path("migrations");
    let run = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend(["--migrations", &migrations, "--database-url", url]);
        schema::<Fellows>(&all)
    };
    assert_eq!(run(&["generate", "create_fellows", "--version", "1"])?.0, 0);
    let (code, out, err) = run(&["verify"])?;
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.ends_with(
            "the migrations make what the structs say, and nothing is left without them\n"
        ),
        "{out}"
    );
    let (code, out, err) = run(&["migrate"])?;
    assert_eq!(code, 0, "{out}{err}");
    let (code, out, err) = run(&["diff", "--all"])?;
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.starts_with("the database is what the structs say\n"),
        "{out}"
    );

    let drop_index = match D::Connection::DIALECT {
        Dialect::Mysql => {
            "ALTER TABLE worker DROP FOREIGN KEY worker_office_id_fkey; DROP INDEX worker_office_id_idx ON worker"
        }
        _ => "DROP INDEX worker_office_id_idx",
    };
    connection.batch_execute(drop_index)?;
    connection.batch_execute("ALTER TABLE pet ADD COLUMN color INTEGER")?;
    connection.batch_execute("CREATE TABLE by_hand (id INTEGER)")?;
    let (code, out, _) = run(&["diff"])?;
    assert_eq!(code, 1);
    assert!(
        out.contains("`worker`: the index `worker_office_id_idx` is only in the structs"),
        "{out}"
    );
    assert!(
        out.contains("`pet`: the column `color` is only in the database"),
        "{out}"
    );
    assert!(
        out.contains("-- loses data: the values of `pet.color`"),
        "{out}"
    );
    assert!(!out.contains("by_hand"), "{out}");
    let (_, out, _) = run(&["diff", "--all", "--json"])?;
    let told: serde_json::Value = serde_json::from_str(&out)?;
    assert_eq!(told["others"], serde_json::json!(["table `by_hand`"]));
    let sql = told["sql"].as_str().unwrap_or_default();
    connection.batch_execute(sql)?;
    let (code, out, _) = run(&["diff"])?;
    assert_eq!(
        (code, out.as_str()),
        (0, "the database is what the structs say\n")
    );
    Ok(())
}

mod drift {
    use super::*;

    #[test]
    fn sqlite() -> Outcome {
        use integration_tests::database::Sqlite;
        let place = Place::new()?;
        let path = place.path("live.sqlite");
        let mut connection = SqliteConnection::establish(&path)?;
        drift::<Sqlite>(&path, &mut connection)
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn postgres() -> Outcome {
        use integration_tests::database::Postgres;
        on_server::<Postgres>()
    }

    #[cfg(feature = "mysql")]
    #[test]
    fn mysql() -> Outcome {
        use integration_tests::database::Mysql;
        on_server::<Mysql>()
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    fn on_server<D: Database>() -> Outcome {
        let Some(mut database) = D::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        drift::<D>(&url, database.connection()?)
    }
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
