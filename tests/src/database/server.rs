//! The three databases, and how each makes a throw-away one.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::{Database, Throwaway};
use crate::Outcome;

/// SQLite, in memory.
pub struct Sqlite;

impl Database for Sqlite {
    type Connection = SqliteConnection;

    fn create() -> Outcome<Option<Throwaway<SqliteConnection>>> {
        let mut connection = SqliteConnection::establish(":memory:")?;
        connection.batch_execute("PRAGMA foreign_keys = ON")?;
        Ok(Some(Throwaway {
            connection: Some(connection),
            url: None,
            drop: None,
        }))
    }
}

/// PostgreSQL, at `SCHEMA_TEST_POSTGRES_URL`.
#[cfg(feature = "postgres")]
pub struct Postgres;

#[cfg(feature = "postgres")]
impl Database for Postgres {
    type Connection = diesel::PgConnection;

    fn create() -> Outcome<Option<Throwaway<diesel::PgConnection>>> {
        on_server(
            "PostgreSQL",
            "SCHEMA_TEST_POSTGRES_URL",
            |name| format!("CREATE DATABASE {name} TEMPLATE template0"),
            |name| format!("DROP DATABASE {name} WITH (FORCE)"),
        )
    }
}

/// MySQL or MariaDB, at `SCHEMA_TEST_MYSQL_URL`.
#[cfg(feature = "mysql")]
pub struct Mysql;

#[cfg(feature = "mysql")]
impl Database for Mysql {
    type Connection = diesel::MysqlConnection;

    fn create() -> Outcome<Option<Throwaway<diesel::MysqlConnection>>> {
        on_server(
            "MySQL",
            "SCHEMA_TEST_MYSQL_URL",
            |name| format!("CREATE DATABASE {name} CHARACTER SET utf8mb4"),
            |name| format!("DROP DATABASE {name}"),
        )
    }
}

/// Makes a database on a server and connects to it.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn on_server<C: Connection + SimpleConnection + 'static>(
    server: &'static str,
    variable: &str,
    create: fn(&str) -> String,
    drop: fn(&str) -> String,
) -> Outcome<Option<Throwaway<C>>> {
    let Ok(url) = std::env::var(variable) else {
        super::left_out(server, &format!("{variable} is not set"))?;
        return Ok(None);
    };
    let (address, _database) = url
        .rsplit_once('/')
        .ok_or_else(|| format!("{variable} is no URL that ends in a database"))?;
    let name = unique_name();
    C::establish(&url)?.batch_execute(&create(&name))?;
    let own_url = format!("{address}/{name}");
    let mut database = Throwaway {
        connection: None,
        url: Some(own_url.clone()),
        drop: Some(Box::new(move || {
            let dropped = C::establish(&url)
                .map_err(|error| error.to_string())
                .and_then(|mut connection| {
                    let dropped = connection.batch_execute(&drop(&name));
                    dropped.map_err(|error| error.to_string())
                });
            // A panic here would end the whole program if the test has panicked already.
            if let Err(error) = dropped {
                eprintln!("the database {name} is left behind: {error}");
            }
        })),
    };
    database.connection = Some(C::establish(&own_url)?);
    Ok(Some(database))
}

/// A name that no other test has, in this run or in another one on the same server.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn unique_name() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::UNIX_EPOCH;

    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let time = UNIX_EPOCH.elapsed().map_or(0, |time| time.as_nanos());
    format!("schema_test_{}_{time}_{number}", std::process::id())
}
