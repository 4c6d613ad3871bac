//! One process migrates a database, and another one waits.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::Place;
use super::process::Process;

/// Says that it waits while another process does.
const WAITS: &str = "note: another process migrates this database: waiting for it\n";

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
        assert_eq!(code, 0, "{out}{err}");
        ran += usize::from(out.contains("done"));
    }
    assert_eq!(ran, 1);
    Ok(())
}

/// The first process waits for the test; the second says that it waits for the first, which `release`
/// lets go on.
fn the_second_waits(place: &Place, url: &str, release: impl FnOnce() -> Outcome) -> Outcome {
    let first = Process::start(place, url, &["migrate"])?;
    // Whichever of the two comes first has the lock.
    let second = Process::start(place, url, &["migrate"])?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let threads = [first, second].map(|mut process| {
        let sender = sender.clone();
        std::thread::spawn(move || {
            let line = process.line();
            let _ = sender.send(line.unwrap_or_default());
            process.end()
        })
    });
    let waits = receiver.recv_timeout(std::time::Duration::from_secs(60))?;
    assert_eq!(waits, WAITS);
    release()?;
    let mut said = Vec::new();
    for thread in threads {
        let (is_well, out) = thread.join().map_err(|_| "a thread panicked")??;
        assert!(is_well, "{out}");
        said.push(out);
    }
    said.sort();
    let nothing = "nothing to do: the database has had every migration\n";
    assert_eq!(said, ["1 of 1: 1_column … done\n", nothing]);
    Ok(())
}

const COLUMN: &str = "ALTER TABLE busy ADD COLUMN remark integer;";

#[test]
fn sqlite() -> Outcome {
    let place = Place::new()?;
    place.write("1_column", COLUMN)?;
    let url = place.path("blog.sqlite");
    let mut connection = SqliteConnection::establish(&url)?;
    // A process that looks at the database holds a COMMIT up for a moment.
    connection.batch_execute("PRAGMA busy_timeout = 60000")?;
    connection.batch_execute("CREATE TABLE busy (id integer); BEGIN IMMEDIATE")?;
    the_second_waits(&place, &url, || Ok(connection.batch_execute("COMMIT")?))
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
fn on_server<D: integration_tests::database::Database>() -> Outcome {
    let Some(mut database) = D::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("no URL")?.to_owned();
    let place = Place::new()?;
    place.write("1_column", COLUMN)?;
    let connection = database.connection()?;
    connection.batch_execute("CREATE TABLE busy (id integer)")?;
    connection.batch_execute("BEGIN")?;
    connection.batch_execute("INSERT INTO busy VALUES (1)")?;
    the_second_waits(&place, &url, || Ok(connection.batch_execute("COMMIT")?))
}

/// An index that is built while others write waits for every statement, but not for who waits to migrate.
#[cfg(feature = "postgres")]
#[test]
fn waiting_lets_an_index_be_built() -> Outcome {
    use integration_tests::database::{Database, Postgres};
    let Some(mut database) = Postgres::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("no URL")?.to_owned();
    let connection = database.connection()?;
    connection.batch_execute("CREATE TABLE busy (id integer)")?;
    let place = Place::new()?;
    // The second process waits for longer than PostgreSQL does before it looks for a deadlock.
    place.write("1_slow", "SELECT pg_sleep(2);")?;
    place.write(
        "2_index",
        "CREATE INDEX CONCURRENTLY busy_idx ON busy (id);",
    )?;
    place.without_transaction("2_index")?;
    let answers: Vec<_> = std::thread::scope(|scope| {
        let run = || {
            place
                .run_at::<Fellows>(&url, &["migrate"])
                .map_err(|error| error.to_string())
        };
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join()).collect()
    });
    for answer in answers {
        let (code, out, err) = answer.map_err(|_| "a thread panicked")??;
        assert_eq!(code, 0, "{out}{err}");
    }
    Ok(())
}
