//! A live database that somebody changed.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::database::{Database, TestConnection};
use integration_tests::portable::fellows::Fellows;
use schema_migrate::Dialect;

use super::{Place, schema};

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

mod on {
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
