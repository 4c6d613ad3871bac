//! Migrations of a database in use: written, run, and what happens when somebody has a lock.

use std::fs;

use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::Place;

/// What the structs were.
#[cfg(feature = "postgres")]
mod before {
    use diesel::prelude::*;
    use schema_core::prelude::*;

    schema_core::schema! {
        /// A team and persons, without keys.
        pub(super) struct Before;
        all: [Team, Person],
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = team)]
    pub(super) struct Team {
        pub(super) id: i32,
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = person)]
    pub(super) struct Person {
        pub(super) id: i32,
        pub(super) name: Option<String>,
        pub(super) team_id: Option<i32>,
        pub(super) code: i32,
    }
}

/// What they are to be: each change is one that ordinary SQL makes others wait for.
#[cfg(feature = "postgres")]
mod after {
    use diesel::prelude::*;
    use schema_core::prelude::*;

    schema_core::schema! {
        /// A team and persons, with keys.
        pub(super) struct After;
        all: [Team, Person],
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = team)]
    pub(super) struct Team {
        pub(super) id: i32,
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = person)]
    pub(super) struct Person {
        pub(super) id: i32,
        #[column(backfill = "'nobody'")]
        pub(super) name: String,
        #[references(Team)]
        pub(super) team_id: Option<i32>,
        #[unique]
        pub(super) code: i32,
    }
}

/// What disturbs all the same.
#[cfg(feature = "postgres")]
mod disturbing {
    use diesel::prelude::*;
    use schema_core::prelude::*;

    schema_core::schema! {
        /// Its column has another type.
        pub(super) struct Disturbing;
        all: [Team, Person],
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = team)]
    pub(super) struct Team {
        pub(super) id: i32,
    }

    #[derive(Model, Insertable)]
    #[diesel(table_name = person)]
    pub(super) struct Person {
        pub(super) id: i32,
        pub(super) name: Option<String>,
        pub(super) team_id: Option<i32>,
        pub(super) code: i64,
    }
}

/// The stages from one to the other.
#[cfg(feature = "postgres")]
const STAGES: [&str; 8] = [
    "2-01_change_backfill",
    "2-02_change_index",
    "2-03_change_index",
    "2-04_change_unique",
    "2-05_change_constraints",
    "2-06_change_backfill",
    "2-07_change_validate",
    "2-08_change_not_null",
];

#[test]
fn only_postgresql_has_stages() -> Outcome {
    for (dialect, name) in [("sqlite", "SQLite"), ("mysql", "MySQL")] {
        let place = Place::new()?;
        let generate = ["generate", "create", "--online", "--dialect", dialect];
        let (code, out, err) = place.run::<Fellows>(&generate)?;
        assert_eq!((code, out.as_str()), (1, ""));
        assert_eq!(
            err,
            format!(
                "error: `--online` is for PostgreSQL, and this is {name}: leave it out, and run the \
                 migration when nobody minds\n"
            )
        );
        assert_eq!(fs::read_dir(place.folder.path())?.count(), 0);
    }
    let place = Place::new()?;
    let (code, _, err) = place.run::<Fellows>(&["generate", "create", "--lock-timeout", "2"])?;
    assert_eq!(code, 2);
    assert!(err.contains("--online"), "{err}");
    Ok(())
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::*;

    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::Text;
    use diesel_migrations::{FileBasedMigrations, MigrationHarness};
    use integration_tests::database::{Database, Postgres, Throwaway};

    use super::super::process::{Process, until};
    use after::After;
    use before::Before;
    use disturbing::Disturbing;

    #[derive(QueryableByName)]
    struct Value {
        #[diesel(sql_type = Text)]
        value: String,
    }

    fn value(connection: &mut PgConnection, sql: &str) -> Outcome<String> {
        let sql = format!("SELECT ({sql})::text AS value");
        let row: Value = diesel::sql_query(sql).get_result(connection)?;
        Ok(row.value)
    }

    fn database() -> Outcome<Option<(Throwaway<PgConnection>, String)>> {
        let Some(database) = Postgres::create()? else {
            return Ok(None);
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        Ok(Some((database, url)))
    }

    /// A place with the migrations of both schemas, of which the first has run and has rows.
    fn in_use(url: &str, connection: &mut PgConnection) -> Outcome<Place> {
        let place = Place::new()?;
        let generate = ["generate", "create", "--version", "1", "--online"];
        let (code, out, err) = place.run_at::<Before>(url, &generate)?;
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert!(out.ends_with("1_create\n"), "{out}");
        assert_eq!(place.run_at::<Before>(url, &["migrate"])?.0, 0);
        connection.batch_execute(
            "INSERT INTO team (id) VALUES (1);
             INSERT INTO person (id, team_id, code) SELECT number, 1, number
             FROM generate_series(1, 100) AS number",
        )?;
        let generate = ["generate", "change", "--version", "2", "--online"];
        let (code, _, err) = place.run_at::<After>(url, &generate)?;
        assert_eq!((code, err.as_str()), (0, ""));
        Ok(place)
    }

    #[test]
    fn from_structs_to_a_database_and_back() -> Outcome {
        let Some((mut database, url)) = database()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        let place = in_use(&url, connection)?;
        let mut found: Vec<String> = Vec::new();
        for entry in fs::read_dir(place.path("migrations"))? {
            let entry = entry?;
            if entry.path().is_dir() {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        found.sort();
        let expected: Vec<&str> = std::iter::once("1_create").chain(STAGES).collect();
        assert_eq!(found, expected);
        let up = fs::read_to_string(place.path("migrations/2-07_change_validate/up.sql"))?;
        assert!(up.starts_with("SET LOCAL lock_timeout = '5s';\n"), "{up}");

        let (code, out, err) = place.run_at::<After>(&url, &["verify"])?;
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        let (code, out, err) = place.run_at::<After>(&url, &["migrate"])?;
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        let lines: Vec<String> = (1..)
            .zip(STAGES)
            .map(|(number, stage)| format!("{number} of 8: {stage} … done\n"))
            .collect();
        assert_eq!(out, lines.concat());
        for command in ["check", "diff", "status"] {
            let (code, out, err) = place.run_at::<After>(&url, &[command])?;
            assert_eq!((code, err.as_str()), (0, ""), "{command}: {out}");
        }
        let filled = "SELECT count(*) FROM person WHERE name = 'nobody'";
        assert_eq!(value(connection, filled)?, "100");
        let (code, out, err) = place.run_at::<After>(&url, &["revert", "--all"])?;
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        let left = "SELECT string_agg(relname, ' ') FROM pg_class \
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
        assert_eq!(value(connection, left)?, "__diesel_schema_migrations");
        Ok(())
    }

    #[test]
    fn folders_and_disturbances_in_json() -> Outcome {
        let Some((mut database, url)) = database()? else {
            return Ok(());
        };
        let place = in_use(&url, database.connection()?)?;
        let generate = ["generate", "a", "--online", "--json", "--version", "3"];
        let (code, out, _) = place.run_at::<After>(&url, &generate)?;
        let nothing = serde_json::json!({"written": [], "disturbances": []});
        assert_eq!(
            (code, serde_json::from_str::<serde_json::Value>(&out)?),
            (0, nothing)
        );
        let place = Place::new()?;
        let create = [
            "generate",
            "create",
            "--version",
            "1",
            "--dialect",
            "postgres",
        ];
        assert_eq!(place.run_at::<Before>(&url, &create)?.0, 0);
        let (code, out, err) = place.run_at::<Disturbing>(&url, &generate)?;
        assert_eq!((code, err.as_str()), (0, ""));
        let written = place.path("migrations/3_a");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&out)?,
            serde_json::json!({
                "written": [written],
                "disturbances": ["nobody reads or writes `person` while its rows are written anew"],
            })
        );
        Ok(())
    }

    /// Diesel's own harness takes the stages in their order, too.
    #[test]
    fn diesel_runs_the_stages() -> Outcome {
        let Some((mut database, url)) = database()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        let place = in_use(&url, connection)?;
        let folder = FileBasedMigrations::from_path(place.path("migrations"))?;
        let ran = connection.run_pending_migrations(folder.clone())?;
        let ran: Vec<String> = ran.iter().map(ToString::to_string).collect();
        let versions: Vec<String> = (1..=8).map(|number| format!("20{number}")).collect();
        assert_eq!(ran, versions);
        let (code, out, _) = place.run_at::<After>(&url, &["diff"])?;
        assert_eq!(code, 0, "{out}");
        assert_eq!(connection.revert_all_migrations(folder)?.len(), 9);
        Ok(())
    }

    /// A migration that waits for `busy`, but not for long.
    const HURRIED: &str = "SET LOCAL lock_timeout = '100ms';
        CREATE TABLE first (id integer);
        ALTER TABLE busy ADD COLUMN remark integer;";

    /// A database with a table that the test has locked, and a migration that waits for it.
    fn busy() -> Outcome<Option<(Throwaway<PgConnection>, String, Place)>> {
        let Some((mut database, url)) = database()? else {
            return Ok(None);
        };
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE busy (id integer)")?;
        connection.batch_execute("BEGIN; INSERT INTO busy VALUES (1)")?;
        let place = Place::new()?;
        place.write("1_column", HURRIED)?;
        fs::write(
            place.path("migrations/1_column/down.sql"),
            "SET LOCAL lock_timeout = '100ms'; ALTER TABLE busy DROP COLUMN remark; DROP TABLE first",
        )?;
        Ok(Some((database, url, place)))
    }

    #[test]
    fn it_runs_again_when_a_lock_is_free() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        let process = value(connection, "pg_backend_pid()")?;
        for (command, said) in [
            ("migrate", "1 of 1: 1_column … done\n"),
            ("revert", "taking back 1_column … done\n"),
        ] {
            let mut running = Process::start(&place, &url, &[command])?;
            let line = running.line()?;
            assert!(
                line.starts_with(&format!(
                    "note: 1_column waits for a lock, and process {process} of `postgres` \
                     (idle in transaction) has a lock on `busy` for "
                )) && line.ends_with(" s: again in 2 s\n"),
                "{line}"
            );
            connection.batch_execute("COMMIT")?;
            assert_eq!(running.end()?, (true, said.to_owned()));
            connection.batch_execute("BEGIN; INSERT INTO busy VALUES (1)")?;
        }
        Ok(())
    }

    #[test]
    fn it_is_given_up_when_a_lock_is_not_free() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        let process = value(connection, "pg_backend_pid()")?;
        let impatient = ["migrate", "--lock-retries", "0"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &impatient)?;
        assert_eq!((code, out.as_str()), (1, "1 of 1: 1_column … stopped\n"));
        assert!(
            err.starts_with(
                "error: the migration 1_column stopped: it waited once for a lock in vain, and \
                 nothing of it is left\n"
            ) && err.contains(&format!(
                ": `SELECT pg_terminate_backend({process})` ends it\n"
            )) && err.ends_with(
                "run the command again when the lock is free, or let it wait longer with \
                     `--lock-retries`\n"
            ),
            "{err}"
        );
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate", "--lock-retries", "1"])?;
        assert_eq!(code, 1);
        assert_eq!(err.matches("again in 2 s\n").count(), 1, "{err}");
        assert!(err.contains("it waited 2 times for a lock"), "{err}");
        assert_eq!(value(connection, "to_regclass('first') IS NULL")?, "true");
        Ok(())
    }

    /// Limits that a database has for its sessions do not end what takes as long as a table has rows, and
    /// hold for everything else.
    #[test]
    fn limits_hold_for_transactions_alone() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        for limit in ["statement_timeout", "lock_timeout"] {
            let name = value(connection, "current_database()")?;
            connection
                .batch_execute(&format!("ALTER DATABASE \"{name}\" SET {limit} = '700ms'"))?;
        }
        connection.batch_execute("COMMIT; BEGIN; INSERT INTO busy VALUES (1)")?;
        fs::remove_dir_all(place.path("migrations/1_column"))?;
        place.write(
            "1_index",
            "CREATE INDEX CONCURRENTLY busy_index ON busy (id)",
        )?;
        place.without_transaction("1_index")?;
        place.write("2_sleep", "SELECT pg_sleep(60)")?;
        let mut running = Process::start(&place, &url, &["migrate"])?;
        let mut other = PgConnection::establish(&url)?;
        let waits = "SELECT count(*) FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock' \
                     AND clock_timestamp() > query_start + interval '1.5 s'";
        running.until(|| Ok(value(&mut other, waits)? == "1"))?;
        connection.batch_execute("COMMIT")?;
        let (is_well, out) = running.end()?;
        assert!(!is_well);
        assert_eq!(out, "1 of 2: 1_index … done\n2 of 2: 2_sleep … stopped\n");
        Ok(())
    }

    const UNIQUE: &str = "-- busy
        CREATE UNIQUE INDEX CONCURRENTLY \"busy_index\" ON \"busy\" (\"id\");";
    const INDEXES: &str = "SELECT count(*) FROM pg_class WHERE relname = 'busy_index'";

    #[test]
    fn an_index_that_rows_made_unusable_is_removed() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        connection.batch_execute("INSERT INTO busy VALUES (1); COMMIT")?;
        fs::remove_dir_all(place.path("migrations/1_column"))?;
        place.write("1_index", UNIQUE)?;
        place.without_transaction("1_index")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.ends_with(
                "the index `busy_index`, which it left unusable, is removed again: mend it, and run \
                 the command again\n"
            ),
            "{err}"
        );
        assert_eq!(value(connection, INDEXES)?, "0");
        connection.batch_execute("DELETE FROM busy")?;
        assert_eq!(place.run_at::<Fellows>(&url, &["migrate"])?.0, 0);
        assert_eq!(value(connection, INDEXES)?, "1");
        Ok(())
    }

    /// What was there before is not for the migration to remove.
    #[test]
    fn an_index_of_somebody_else_stays() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        connection.batch_execute("INSERT INTO busy VALUES (1); COMMIT")?;
        assert!(connection.batch_execute(UNIQUE).is_err());
        fs::remove_dir_all(place.path("migrations/1_column"))?;
        place.write("1_index", UNIQUE)?;
        place.without_transaction("1_index")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.contains(
                "the index `busy_index` is unusable, and `DROP INDEX CONCURRENTLY busy_index` removes it"
            ),
            "{err}"
        );
        assert_eq!(value(connection, INDEXES)?, "1");
        Ok(())
    }

    /// An index that an interrupted migration left is removed when it goes on.
    #[test]
    fn an_interrupted_index_goes_on() -> Outcome {
        let Some((mut database, url, place)) = busy()? else {
            return Ok(());
        };
        let connection = database.connection()?;
        fs::remove_dir_all(place.path("migrations/1_column"))?;
        place.write("1_index", UNIQUE)?;
        place.without_transaction("1_index")?;
        let waits = "SELECT count(*) FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let mut other = PgConnection::establish(&url)?;
        let mut running = Process::start(&place, &url, &["migrate"])?;
        running.until(|| Ok(value(&mut other, waits)? == "1"))?;
        running.kill()?;
        until(|| Ok(value(&mut other, waits)? == "0"))?;
        connection.batch_execute("COMMIT")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(err.contains("`schema migrate --continue-at 1`"), "{err}");
        let go_on = ["migrate", "--continue-at", "1"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_index … done\n"),
            "{err}"
        );
        let usable = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'busy_index'::regclass";
        assert_eq!(value(connection, usable)?, "true");
        Ok(())
    }
}
