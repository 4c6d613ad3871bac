//! Migrations that fail, and what is left of them.

use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::Place;

#[test]
fn a_migration_that_stops_leaves_nothing() -> Outcome {
    let place = Place::new()?;
    place.run::<Fellows>(&["generate", "create_fellows", "--version", "1"])?;
    place.write(
        "2_by_hand",
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
        err.ends_with("nothing of it is left: mend it, and run the command again\n"),
        "{err}"
    );
    let (_, out, _) = place.run::<Fellows>(&["status"])?;
    assert_eq!(out, "[x] 1_create_fellows\n[ ] 2_by_hand\n");
    Ok(())
}

/// PostgreSQL names what is in the way, and the line.
#[cfg(feature = "postgres")]
#[test]
fn what_postgres_knows_is_said() -> Outcome {
    use diesel::connection::SimpleConnection;
    use integration_tests::database::{Database, Postgres};

    let Some(mut database) = Postgres::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("no URL")?.to_owned();
    database.connection()?.batch_execute(
        "CREATE TABLE one (id integer); CREATE VIEW small AS SELECT id FROM one WHERE id < 9",
    )?;
    let place = Place::new()?;
    place.write("1_type", "ALTER TABLE one\n ALTER COLUMN id TYPE bigint;")?;
    let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
    assert_eq!(code, 1);
    assert!(
        err.contains(
            "\ndetail: rule _RETURN on view small depends on column \"id\"\nnothing of it is left"
        ),
        "{err}"
    );
    place.write("1_type", "-- é\nSELECT 1;\nSELECT other FROM one;")?;
    let (_, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
    assert!(
        err.contains("stopped: column \"other\" does not exist (line 3 of up.sql)\n"),
        "{err}"
    );
    place.write(
        "1_type",
        "CREATE TABLE two (id integer);\nALTER TABLE two ALTER id TYPE uuid;",
    )?;
    let (_, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
    assert!(err.contains("\nhint: You might need to specify"), "{err}");
    Ok(())
}

/// MySQL commits each statement that makes a table: those before the one that failed stay.
#[cfg(feature = "mysql")]
mod mysql {
    use super::*;
    use std::fs;

    use diesel::connection::SimpleConnection;
    use integration_tests::database::{Database, Mysql};

    const UP: &str = "SET @remark = 'a;b';
        CREATE TABLE first (id integer, remark varchar(10));
        CREATE TABLE other (id integer);
        INSERT INTO first (id, remark) VALUES (1, @remark);";
    const DOWN: &str = "DROP TABLE other; DROP TABLE first;";

    #[test]
    fn it_goes_on_with_the_statement_that_failed() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let place = Place::new()?;
        place.write("1_tables", UP)?;
        fs::write(place.path("migrations/1_tables/down.sql"), DOWN)?;
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE other (id integer)")?;

        let (code, out, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!((code, out.as_str()), (1, "1 of 1: 1_tables … stopped\n"));
        assert!(
            err.ends_with(
                "it stopped in statement 3 of 4, and those before it are done: mend statement 3, and \
                 `schema migrate --continue-at 3` goes on with it\n"
            ),
            "{err}"
        );
        connection.batch_execute("DROP TABLE other")?;
        let too_far = ["migrate", "--continue-at", "6"];
        let (code, _, err) = place.run_at::<Fellows>(&url, &too_far)?;
        assert_eq!(code, 1);
        assert!(err.contains("`--continue-at` takes 1 to 5"), "{err}");
        let go_on = ["migrate", "--continue-at", "3", "--json"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!((code, err.as_str()), (0, ""));
        let ran: serde_json::Value = serde_json::from_str(&out)?;
        assert_eq!(ran, serde_json::json!({"ran": ["1_tables"]}));
        // The variable was set again for the last statement.
        connection.batch_execute("DELETE FROM first WHERE remark <> 'a;b'")?;
        connection.batch_execute("ALTER TABLE first ADD CHECK (remark = 'a;b')")?;
        let insert =
            "INSERT INTO first SELECT id, IF(COUNT(*) = 1, 'a;b', 'c') FROM first GROUP BY id";
        connection.batch_execute(insert)?;

        connection.batch_execute("RENAME TABLE first TO gone")?;
        let (code, out, err) = place.run_at::<Fellows>(&url, &["revert"])?;
        assert_eq!(
            (code, out.as_str()),
            (1, "taking back 1_tables … stopped\n")
        );
        assert!(
            err.contains("`schema revert --continue-at 2` goes on with it"),
            "{err}"
        );
        connection.batch_execute("RENAME TABLE gone TO first")?;
        let go_on = ["revert", "--continue-at", "2"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(
            (code, out.as_str()),
            (0, "taking back 1_tables … done\n"),
            "{err}"
        );
        let (code, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!((code, out.as_str()), (1, "[ ] 1_tables\n"));
        Ok(())
    }

    /// Where a stored program ends, only MySQL knows: it and what follows are one statement.
    #[test]
    fn a_part_of_what_follows_a_program_may_be_done() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let place = Place::new()?;
        let program = "CREATE PROCEDURE one() BEGIN SELECT 1; SELECT 2; END;";
        place.write(
            "1_program",
            &format!("{program} CREATE TABLE other (id integer);"),
        )?;
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE other (id integer)")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.contains("statement 1 of 1, and a part of it may be done"),
            "{err}"
        );
        connection.batch_execute("DROP TABLE other; CALL one(); DROP PROCEDURE one")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate", "--continue-at", "1"])?;
        assert_eq!(code, 0, "{err}");
        connection.batch_execute("CALL one(); DROP TABLE other")?;
        Ok(())
    }

    /// Rows alone are in a transaction on MySQL, too.
    #[test]
    fn nothing_is_left_of_rows() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE one (id integer PRIMARY KEY)")?;
        let place = Place::new()?;
        place.write(
            "1_rows",
            "INSERT INTO one VALUES (1); INSERT INTO one VALUES (2), (2);",
        )?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(err.contains("nothing of it is left"), "{err}");
        place.write(
            "1_rows",
            "INSERT INTO one VALUES (1); INSERT INTO one VALUES (2);",
        )?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 0, "{err}");
        Ok(())
    }
}
