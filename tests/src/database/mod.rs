//! A throw-away database for each test.
//!
//! SQLite is always there, in memory. PostgreSQL and MariaDB are there if the feature of their name
//! is on and an environment variable says where they are; each test gets a database of its own on
//! that server, which goes with the test, also if it panics. What is left out is said on the
//! standard error, and is a failure if `SCHEMA_TEST_ALL` is set.

mod server;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Mutex;

use diesel::Connection;
use schema_core::Schema;
use schema_migrate::{Dialect, Script, SqlSchema};

use crate::Outcome;
use crate::catalog::{self, Catalog};

#[cfg(feature = "mysql")]
pub use server::Mysql;
#[cfg(feature = "postgres")]
pub use server::Postgres;
pub use server::Sqlite;

/// A kind of database that tests run on.
pub trait Database {
    /// Diesel's connection to it.
    type Connection: TestConnection;

    /// Makes an empty database; nothing comes out if there is no server.
    fn create() -> Outcome<Option<Throwaway<Self::Connection>>>;
}

/// An empty database of one test's own. Dropping the value drops it.
pub struct Throwaway<C> {
    /// The connection to it, until it is dropped.
    connection: Option<C>,
    /// Where it is, if it is on a server.
    url: Option<String>,
    /// Drops the database on the server, if it is on one.
    drop: Option<Box<dyn FnOnce()>>,
}

impl<C> Throwaway<C> {
    /// The URL, if it is on a server.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The connection to it.
    ///
    /// # Errors
    /// If it is closed.
    pub fn connection(&mut self) -> Outcome<&mut C> {
        Ok(self.connection.as_mut().ok_or("the connection is closed")?)
    }
}

impl<C> Drop for Throwaway<C> {
    fn drop(&mut self) {
        self.connection = None;
        if let Some(drop) = self.drop.take() {
            drop();
        }
    }
}

/// A connection that tests use: what they do on every database.
pub trait TestConnection: Connection + Sized {
    /// The database.
    const DIALECT: Dialect;

    /// The database.
    fn dialect(&self) -> Dialect {
        Self::DIALECT
    }

    /// Reads what the database says about the tables in it.
    fn catalog(&mut self) -> Outcome<Catalog>;

    /// Runs the script that creates a schema.
    fn create_schema<S: Schema>(&mut self) -> Outcome {
        let script = SqlSchema::of::<S>(Self::DIALECT)?.create_script();
        self.run(&script)
    }

    /// Runs the script that drops a schema.
    fn drop_schema<S: Schema>(&mut self) -> Outcome {
        let script = SqlSchema::of::<S>(Self::DIALECT)?.drop_script();
        self.run(&script)
    }

    /// Runs a script: in one transaction where the database has transactions for that.
    fn run(&mut self, script: &Script) -> Outcome {
        let sql = script.to_string();
        if Self::DIALECT == Dialect::Mysql {
            self.batch_execute(&sql)?;
        } else {
            self.transaction(|connection| connection.batch_execute(&sql))?;
        }
        Ok(())
    }

    /// Fails with every difference between what the database says and what the schema declares.
    fn assert_is<S: Schema>(&mut self) -> Outcome {
        let expected = catalog::expected(S::SCHEMA, Self::DIALECT);
        self.catalog()?.assert_is(&expected);
        Ok(())
    }

    /// Fails if there is anything in the database.
    fn assert_is_empty(&mut self) -> Outcome {
        self.catalog()?.assert_is(&Catalog::default());
        Ok(())
    }
}

/// Runs a test in a database of its own, or says why not.
///
/// # Errors
/// The test's, and those of the server.
pub fn run<D: Database>(test: fn(&mut D::Connection) -> Outcome) -> Outcome {
    let Some(mut database) = D::create()? else {
        return Ok(());
    };
    test(database.connection()?)
}

/// Says once that the tests on a database are left out, and why; a failure if nothing may be.
///
/// # Errors
/// If `SCHEMA_TEST_ALL` is set.
pub fn left_out(database: &'static str, reason: &str) -> Outcome {
    static SAID: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    if std::env::var_os("SCHEMA_TEST_ALL").is_some() {
        return Err(format!("the tests on {database} cannot run: {reason}").into());
    }
    let is_first = SAID.lock().is_ok_and(|mut said| said.insert(database));
    if is_first {
        // `eprintln!` would be captured by the test harness.
        writeln!(
            std::io::stderr(),
            "left out: the tests on {database} ({reason}); `cargo xtask test` runs them"
        )?;
    }
    Ok(())
}

/// Runs a test on every database: `on_every_database!(name, |connection| { … Ok(()) });` makes
/// `name::sqlite`, `name::postgres` and `name::mysql`.
///
/// The body is compiled for each database, with its connection.
#[macro_export]
macro_rules! on_every_database {
    ($name:ident, |$connection:ident| $body:block) => {
        $crate::on_databases!([sqlite, postgres, mysql], $name, |$connection| $body);
    };
}

/// As [`on_every_database!`], on some: `on_databases!([sqlite, postgres], name, |connection| …);`
#[macro_export]
macro_rules! on_databases {
    ([$($database:ident),+], $name:ident, |$connection:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "a feature may be off")]
            use super::*;
            $(
                #[test]
                fn $database() -> $crate::Outcome {
                    $crate::on_database!($database, |$connection| $body)
                }
            )+
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! on_database {
    (sqlite, |$connection:ident| $body:block) => {
        $crate::on_database!(@run Sqlite, |$connection| $body)
    };
    (postgres, |$connection:ident| $body:block) => {{
        #[cfg(feature = "postgres")]
        {
            $crate::on_database!(@run Postgres, |$connection| $body)
        }
        #[cfg(not(feature = "postgres"))]
        $crate::database::left_out("PostgreSQL", "the feature `postgres` is off")
    }};
    (mysql, |$connection:ident| $body:block) => {{
        #[cfg(feature = "mysql")]
        {
            $crate::on_database!(@run Mysql, |$connection| $body)
        }
        #[cfg(not(feature = "mysql"))]
        $crate::database::left_out("MySQL", "the feature `mysql` is off")
    }};
    (@run $database:ident, |$connection:ident| $body:block) => {{
        use $crate::database::{Database, run, $database};
        fn body($connection: &mut <$database as Database>::Connection) -> $crate::Outcome $body
        run::<$database>(body)
    }};
}
