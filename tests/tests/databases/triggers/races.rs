//! Rows that reference a row, inserted while it is deleted: none is left without it.

use std::sync::Barrier;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use integration_tests::Outcome;
use integration_tests::database::TestConnection;
use schema_migrate::SqlSchema;

use super::{number, tables};

/// So many rows are referenced and deleted at the same time.
const ROUNDS: usize = 1000;

/// Runs a query of one number.
type Count<C> = fn(&mut C, &str) -> Outcome<i64>;

/// How often what was done.
#[derive(Debug, Default)]
struct Tally {
    inserted: usize,
    deleted: usize,
    refused: usize,
}

/// What a race is about.
struct Race<'a> {
    url: &'a str,
    action: &'a str,
    /// What each connection begins with.
    settings: &'a str,
    begin: &'a str,
}

impl Race<'_> {
    /// Two threads insert, two delete; in each round all four are about the same row.
    fn run<C: TestConnection>(&self, count: Count<C>) -> Outcome<Tally> {
        let mut connection = self.connect::<C>()?;
        let schema = SqlSchema::lower(tables(self.action)?, C::DIALECT)?;
        connection.run(&schema.create_script())?;
        let ids: Vec<String> = (1..=ROUNDS).map(|id| format!("({id})")).collect();
        connection.batch_execute(&format!(
            "INSERT INTO artifact (id) VALUES {}",
            ids.join(", ")
        ))?;
        let barrier = Barrier::new(4);
        let mut tally = Tally::default();
        std::thread::scope(|scope| -> Outcome {
            let threads: Vec<_> = (0..4_usize)
                .map(|number| {
                    let barrier = &barrier;
                    scope.spawn(move || self.rounds::<C>(number, barrier))
                })
                .collect();
            for (number, thread) in threads.into_iter().enumerate() {
                let done = thread.join().map_err(|_| "a thread panicked")??;
                match number % 2 {
                    0 => tally.inserted += done,
                    _ => tally.deleted += done,
                }
                tally.refused += ROUNDS - done;
            }
            Ok(())
        })?;
        let orphans = "SELECT count(*) FROM chunk WHERE source_id IS NOT NULL AND source_id NOT IN (SELECT id FROM artifact)";
        assert_eq!(count(&mut connection, orphans)?, 0, "{tally:?}");
        connection.run(&schema.drop_script())?;
        Ok(tally)
    }

    fn connect<C: TestConnection>(&self) -> Outcome<C> {
        let mut connection = C::establish(self.url)?;
        if !self.settings.is_empty() {
            connection.batch_execute(self.settings)?;
        }
        Ok(connection)
    }

    /// How many statements were not refused.
    fn rounds<C: TestConnection>(&self, number: usize, barrier: &Barrier) -> Result<usize, String> {
        let connection = self.connect::<C>();
        let mut done = 0;
        let mut connection = connection.map_err(|error| error.to_string());
        for id in 1..=ROUNDS {
            // Who comes first changes from round to round.
            barrier.wait();
            let Ok(connection) = &mut connection else {
                continue;
            };
            let pause = (id * (number + 1)) % 5;
            std::thread::sleep(std::time::Duration::from_micros(50 * pause as u64));
            let sql = match number % 2 {
                0 => format!(
                    "INSERT INTO chunk (id, source_table, source_id) \
                     VALUES ({}, 'artifact', {id})",
                    2 * id + number / 2
                ),
                _ => format!("DELETE FROM artifact WHERE id = {id}"),
            };
            done += usize::from(self.attempt(connection, &sql));
        }
        connection.map(|_| done)
    }

    fn attempt<C: TestConnection>(&self, connection: &mut C, sql: &str) -> bool {
        let result = connection
            .batch_execute(self.begin)
            .and_then(|()| connection.batch_execute(sql))
            .and_then(|()| connection.batch_execute("COMMIT"));
        if result.is_err() {
            // The transaction may have ended already.
            let _ = connection.batch_execute("ROLLBACK");
        }
        result.is_ok()
    }
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn on_server<D>(begins: &[&str], count: Count<D::Connection>) -> Outcome
where
    D: integration_tests::database::Database,
{
    let Some(database) = D::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("a server has a URL")?;
    for begin in begins {
        for action in ["cascade", "restrict", "set_null"] {
            let race = Race {
                url,
                action,
                settings: "",
                begin,
            };
            let tally = race.run::<D::Connection>(count)?;
            assert!(
                tally.inserted > 0 && tally.deleted > 0,
                "{begin}: {tally:?}"
            );
        }
    }
    Ok(())
}

#[cfg(feature = "postgres")]
#[test]
fn postgres() -> Outcome {
    let begins = [
        "BEGIN",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT count(*) FROM project",
    ];
    on_server::<integration_tests::database::Postgres>(&begins, |connection, sql| {
        Ok(number!(connection, sql))
    })
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() -> Outcome {
    // The snapshot is older than what the other one does.
    let begins = [
        "START TRANSACTION WITH CONSISTENT SNAPSHOT",
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; BEGIN",
    ];
    on_server::<integration_tests::database::Mysql>(&begins, |connection, sql| {
        Ok(number!(connection, sql))
    })
}

#[test]
fn sqlite() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("race.db");
    for action in ["cascade", "restrict", "set_null"] {
        let race = Race {
            url: path.to_str().ok_or("the path is a text")?,
            action,
            settings: "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 30000",
            begin: "BEGIN",
        };
        let tally = race.run::<SqliteConnection>(|connection, sql| Ok(number!(connection, sql)))?;
        assert!(tally.inserted > 0 && tally.deleted > 0, "{tally:?}");
    }
    Ok(())
}
