//! A process that is killed in the middle of a migration, and what the next one says.
//!
//! The migration waits for a lock that the test has, or for a statement without an end.

use std::fs;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::Place;
use super::process::Process;
#[cfg(any(feature = "postgres", feature = "mysql"))]
use super::process::until;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The number that a query gives.
macro_rules! number {
    ($connection:expr, $sql:expr) => {{
        let sql = format!("SELECT ({}) AS number", $sql);
        let row: QueryResult<Number> = diesel::sql_query(sql).get_result($connection);
        row.map(|row| row.number)
    }};
}

/// Statements of which the third waits.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const WAITS: &str = "
    -- Of `first`.
    CREATE TABLE first (id integer);
    INSERT INTO first (id) VALUES (1);
    ALTER TABLE busy ADD COLUMN remark integer;
    CREATE TABLE last (id integer);";

mod sqlite {
    use super::*;
    use std::path::Path;

    use integration_tests::cases::Case;
    use schema_migrate::{Dialect, Hints, Plan, SqlSchema};

    /// Writes more than fits into the cache, so that the file has some of it, and does not end.
    const SLOW: &str = "
        CREATE TABLE first (id integer, text text);
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
            INSERT INTO first SELECT n, hex(randomblob(500)) FROM n;
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n)
            INSERT INTO first SELECT max(n), '' FROM n;";

    /// Kills a process that runs the migration, when the file has some of it.
    fn kill_in_the_middle(place: &Place) -> Outcome {
        let path = place.path("blog.sqlite");
        let mut process = Process::start(place, &path, &["migrate"])?;
        process.until(|| Ok(fs::metadata(&path).is_ok_and(|file| file.len() > 4_000_000)))?;
        process.kill()?;
        assert!(Path::new(&place.path("blog.sqlite-journal")).exists());
        Ok(())
    }

    #[test]
    fn nothing_is_left() -> Outcome {
        let place = Place::new()?;
        place.write("1_slow", SLOW)?;
        kill_in_the_middle(&place)?;
        let (code, out, err) = place.run::<Fellows>(&["status"])?;
        assert_eq!((code, out.as_str(), err.as_str()), (1, "[ ] 1_slow\n", ""));
        place.write("1_slow", "CREATE TABLE first (id integer)")?;
        let (code, out, err) = place.run::<Fellows>(&["migrate"])?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_slow … done\n"),
            "{err}"
        );
        Ok(())
    }

    const CASE: &str = "\
# before
table team
  id integer
  name text
# after
table team
  id integer
  name varchar(50)
";

    /// The SQL that makes a table, and the one that makes it anew.
    fn rebuild() -> Outcome<(String, String)> {
        let case = Case::parse("rebuild", CASE)?;
        let before = SqlSchema::lower(case.before, Dialect::Sqlite)?;
        let after = SqlSchema::lower(case.after, Dialect::Sqlite)?;
        let hints = Hints::from_definition(case.after, Dialect::Sqlite);
        let plan = Plan::between(&before, &after, &hints)?;
        assert!(!plan.runs_in_transaction(), "the table is made anew");
        Ok((before.create_script().to_string(), plan.up_sql()))
    }

    #[test]
    fn nothing_is_left_of_a_table_that_is_made_anew() -> Outcome {
        let place = Place::new()?;
        let (create, rebuild) = rebuild()?;
        place.write("1_create", &create)?;
        assert_eq!(place.run::<Fellows>(&["migrate"])?.0, 0);
        let mut connection = SqliteConnection::establish(&place.path("blog.sqlite"))?;
        connection.batch_execute(
            "INSERT INTO team (id, name) VALUES (1, 'a'), (2, 'b');
             CREATE TRIGGER on_team AFTER INSERT ON team BEGIN DELETE FROM team; END",
        )?;
        let objects = "SELECT count(*) FROM sqlite_master";
        let before = number!(&mut connection, objects)?;
        place.write(
            "2_rebuild",
            &rebuild.replace("\nCOMMIT;", &format!("{SLOW}\nCOMMIT;")),
        )?;
        place.without_transaction("2_rebuild")?;
        kill_in_the_middle(&place)?;

        assert_eq!(number!(&mut connection, "SELECT count(*) FROM team")?, 2);
        assert_eq!(number!(&mut connection, objects)?, before);
        let (_, out, _) = place.run::<Fellows>(&["status"])?;
        assert_eq!(out, "[x] 1_create\n[ ] 2_rebuild\n");
        place.write("2_rebuild", &rebuild)?;
        let (code, out, err) = place.run::<Fellows>(&["migrate"])?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 2_rebuild … done\n"),
            "{err}"
        );
        assert_eq!(number!(&mut connection, "SELECT count(*) FROM team")?, 2);
        assert_eq!(number!(&mut connection, objects)?, before);
        Ok(())
    }

    /// What Diesel notes of such a migration is in its transaction, too: there is no moment at which it
    /// is run and not noted.
    #[test]
    fn a_table_that_is_made_anew_is_noted_or_not_made() -> Outcome {
        let place = Place::new()?;
        let (create, rebuild) = rebuild()?;
        place.write("1_create", &create)?;
        assert_eq!(place.run::<Fellows>(&["migrate"])?.0, 0);
        place.write("2_rebuild", &rebuild)?;
        place.without_transaction("2_rebuild")?;
        let mut connection = SqliteConnection::establish(&place.path("blog.sqlite"))?;
        connection.batch_execute(
            "CREATE TRIGGER no BEFORE INSERT ON __diesel_schema_migrations
             BEGIN SELECT RAISE(ABORT, 'not noted'); END",
        )?;
        let is_old =
            "SELECT count(*) FROM sqlite_master WHERE name = 'team' AND sql NOT LIKE '%50%'";
        let (code, _, err) = place.run::<Fellows>(&["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.contains("not noted") && err.contains("nothing of it is left"),
            "{err}"
        );
        assert_eq!(number!(&mut connection, is_old)?, 1);
        connection.batch_execute("DROP TRIGGER no")?;
        assert_eq!(place.run::<Fellows>(&["migrate"])?.0, 0);
        assert_eq!(number!(&mut connection, is_old)?, 0);
        Ok(())
    }

    /// A migration by hand without a transaction is noted by its statements.
    #[test]
    fn statements_that_are_done_are_noted() -> Outcome {
        let place = Place::new()?;
        place.write("1_slow", SLOW)?;
        place.without_transaction("1_slow")?;
        kill_in_the_third(&place)?;
        let (code, _, err) = place.run::<Fellows>(&["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.starts_with(
                "error: the migration 1_slow was interrupted in statement 3 of 3: `WITH"
            ),
            "{err}"
        );
        let (code, out, err) = place.run::<Fellows>(&["migrate", "--continue-at", "4"])?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_slow … done\n"),
            "{err}"
        );
        let mut connection = SqliteConnection::establish(&place.path("blog.sqlite"))?;
        assert_eq!(
            number!(&mut connection, "SELECT count(*) FROM first")?,
            20000
        );
        let notes = "SELECT count(*) FROM sqlite_master WHERE name LIKE '%unfinished%'";
        assert_eq!(number!(&mut connection, notes)?, 0);
        Ok(())
    }

    fn kill_in_the_third(place: &Place) -> Outcome {
        let path = place.path("blog.sqlite");
        let mut process = Process::start(place, &path, &["migrate"])?;
        process.until(|| {
            let mut connection = SqliteConnection::establish(&path)?;
            let sql = "SELECT statement FROM __schema_unfinished_migration";
            Ok(number!(&mut connection, sql).is_ok_and(|statement| statement == 3))
        })?;
        process.kill()
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::*;
    use integration_tests::database::{Database, Postgres, Throwaway};

    const WAITING: &str = "SELECT count(*) FROM pg_stat_activity \
                           WHERE datname = current_database() AND wait_event_type = 'Lock'";
    const FIRST: &str = "SELECT count(*) FROM pg_class WHERE relname = 'first'";

    /// A database with a table that the test has locked.
    fn busy() -> Outcome<Option<(Throwaway<PgConnection>, String)>> {
        let Some(mut database) = Postgres::create()? else {
            return Ok(None);
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE busy (id integer)")?;
        connection.batch_execute("BEGIN; INSERT INTO busy VALUES (1)")?;
        Ok(Some((database, url)))
    }

    /// Kills a process when it waits for the table.
    fn kill_in_the_middle(place: &Place, url: &str) -> Outcome {
        let mut other = PgConnection::establish(url)?;
        let mut process = Process::start(place, url, &["migrate"])?;
        process.until(|| Ok(number!(&mut other, WAITING)? == 1))?;
        process.kill()?;
        // The server finds out by itself, though the table is still locked.
        until(|| Ok(number!(&mut other, WAITING)? == 0))
    }

    #[test]
    fn nothing_is_left() -> Outcome {
        let Some((mut database, url)) = busy()? else {
            return Ok(());
        };
        let place = Place::new()?;
        place.write("1_waits", WAITS)?;
        kill_in_the_middle(&place, &url)?;
        let connection = database.connection()?;
        connection.batch_execute("COMMIT")?;
        assert_eq!(number!(connection, FIRST)?, 0);
        let (code, out, err) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!((code, out.as_str(), err.as_str()), (1, "[ ] 1_waits\n", ""));
        let (code, out, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_waits … done\n"),
            "{err}"
        );
        assert_eq!(number!(connection, FIRST)?, 1);
        Ok(())
    }

    #[test]
    fn an_index_that_is_unusable_is_named() -> Outcome {
        let Some((mut database, url)) = busy()? else {
            return Ok(());
        };
        let place = Place::new()?;
        place.write(
            "1_index",
            "CREATE INDEX CONCURRENTLY busy_index ON busy (id)",
        )?;
        place.without_transaction("1_index")?;
        kill_in_the_middle(&place, &url)?;
        let connection = database.connection()?;
        connection.batch_execute("COMMIT")?;
        let (code, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!(code, 1);
        assert!(
            out.starts_with("[!] 1_index: interrupted: statement 1 of 1: `CREATE"),
            "{out}"
        );
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(
            err.contains(
                "the index `busy_index` is unusable, and `DROP INDEX CONCURRENTLY busy_index` removes it"
            ) && err.contains("`schema migrate --continue-at 1` goes on with it"),
            "{err}"
        );
        connection.batch_execute("DROP INDEX busy_index")?;
        let go_on = ["migrate", "--continue-at", "1"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_index … done\n"),
            "{err}"
        );
        let (code, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!((code, out.as_str()), (0, "[x] 1_index\n"));
        let usable = "SELECT count(*) FROM pg_index WHERE indisvalid \
                      AND indexrelid = 'busy_index'::regclass";
        assert_eq!(number!(connection, usable)?, 1);
        Ok(())
    }
}

#[cfg(feature = "mysql")]
mod mysql {
    use super::*;
    use diesel_migrations::{FileBasedMigrations, MigrationHarness};
    use integration_tests::database::{Database, Mysql};

    const WAITING: &str = "SELECT count(*) FROM information_schema.processlist \
                           WHERE db = DATABASE() AND state LIKE 'Waiting for table metadata lock'";

    #[test]
    fn the_statement_is_named() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE busy (id integer); BEGIN; SELECT * FROM busy")?;
        let place = Place::new()?;
        place.write("1_waits", WAITS)?;
        let mut other = MysqlConnection::establish(&url)?;
        let mut process = Process::start(&place, &url, &["migrate"])?;
        process.until(|| Ok(number!(&mut other, WAITING)? == 1))?;
        process.kill()?;
        // The server finds out by itself, though the table is still locked.
        until(|| Ok(number!(&mut other, WAITING)? == 0))?;
        connection.batch_execute("COMMIT")?;

        let stopped = "statement 3 of 4: `ALTER TABLE busy ADD COLUMN remark integer;`";
        let (code, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!(
            (code, out),
            (1, format!("[!] 1_waits: interrupted: {stopped}\n"))
        );
        let (_, out, _) = place.run_at::<Fellows>(&url, &["status", "--json"])?;
        let status: serde_json::Value = serde_json::from_str(&out)?;
        assert_eq!(status[0]["applied"], false);
        assert!(status[0]["interrupted"].is_string(), "{out}");
        for command in ["migrate", "revert"] {
            let (code, _, err) = place.run_at::<Fellows>(&url, &[command])?;
            assert_eq!(code, 1);
            assert!(
                err.contains(stopped) && err.contains("`schema migrate --continue-at 3`"),
                "{command}: {err}"
            );
        }
        let go_on = ["migrate", "--continue-at", "3"];
        let (code, out, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(
            (code, out.as_str()),
            (0, "1 of 1: 1_waits … done\n"),
            "{err}"
        );
        assert_eq!(number!(connection, "SELECT count(*) FROM first")?, 1);
        assert_eq!(number!(connection, "SELECT count(remark) FROM busy")?, 0);
        // Diesel's own command sees that it is run, and knows nothing of the note.
        let written = FileBasedMigrations::from_path(place.path("migrations"))?;
        let pending = connection.has_pending_migration(written);
        assert!(!pending.map_err(|error| error.to_string())?);
        let (code, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!((code, out.as_str()), (0, "[x] 1_waits\n"));
        let (code, _, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(code, 1);
        assert!(err.contains("leave `--continue-at` out"), "{err}");
        Ok(())
    }

    /// The server ends the connection, and the process says that it does not know.
    #[test]
    fn a_connection_that_is_lost() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let connection = database.connection()?;
        connection.batch_execute("CREATE TABLE busy (id integer); BEGIN; SELECT * FROM busy")?;
        let place = Place::new()?;
        place.write("1_waits", WAITS)?;
        let mut other = MysqlConnection::establish(&url)?;
        let mut process = Process::start(&place, &url, &["migrate"])?;
        process.until(|| Ok(number!(&mut other, WAITING)? == 1))?;
        let id = number!(
            &mut other,
            WAITING.replace("count(*)", "CAST(id AS SIGNED)")
        )?;
        other.batch_execute(&format!("KILL {id}"))?;
        let said = [process.line()?, process.line()?];
        assert!(
            said[0].starts_with("error: the migration 1_waits stopped: "),
            "{said:?}"
        );
        assert!(
            said[1].starts_with("what is left of it is noted: "),
            "{said:?}"
        );
        assert!(!process.end()?.0);
        connection.batch_execute("COMMIT")?;
        let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
        assert_eq!(code, 1);
        assert!(err.contains("interrupted in statement 3 of 4"), "{err}");
        Ok(())
    }

    /// Killed between its last statement and Diesel's note.
    #[test]
    fn only_the_note_is_missing() -> Outcome {
        let Some(mut database) = Mysql::create()? else {
            return Ok(());
        };
        let url = database.url().ok_or("no URL")?.to_owned();
        let connection = database.connection()?;
        let place = Place::new()?;
        place.write("1_one", "CREATE TABLE one (id integer)")?;
        // Diesel's table is there, and does not take the note.
        assert_eq!(place.run_at::<Fellows>(&url, &["status"])?.0, 1);
        connection.batch_execute(
            "CREATE TRIGGER no BEFORE INSERT ON __diesel_schema_migrations FOR EACH ROW
             SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not noted'",
        )?;
        let go_on = "`schema migrate --continue-at 2` notes that";
        for complaint in ["not noted", "interrupted when its statements were done"] {
            let (code, _, err) = place.run_at::<Fellows>(&url, &["migrate"])?;
            assert_eq!(code, 1);
            assert!(err.contains(complaint) && err.contains(go_on), "{err}");
        }
        let (_, out, _) = place.run_at::<Fellows>(&url, &["status"])?;
        assert_eq!(out, "[!] 1_one: interrupted: all is done but noting it\n");
        connection.batch_execute("DROP TRIGGER no")?;
        let go_on = ["migrate", "--continue-at", "2"];
        let (code, _, err) = place.run_at::<Fellows>(&url, &go_on)?;
        assert_eq!(code, 0, "{err}");
        assert_eq!(place.run_at::<Fellows>(&url, &["status"])?.0, 0);
        Ok(())
    }
}
