//! The `schema` command of a crate that declares a schema: `src/bin/schema.rs` is one line.
//!
//! ```no_run
//! # use schema_core::definition;
//! # struct Blog;
//! # impl schema_core::Schema for Blog {
//! #     const SCHEMA: &'static definition::Schema = &definition::Schema {
//! #         name: "Blog", comment: "", domains: &[], external: &[], shared: &[], allow: &[],
//! #     };
//! # }
//! fn main() -> std::process::ExitCode {
//!     schema_cli::main::<Blog>()
//! }
//! ```
//!
//! | command | what it does |
//! |---|---|
//! | `schema generate NAME` | writes the migration that is missing for the structs, and the snapshot |
//! | `schema check` | says what is missing, and fails if something is: for CI |
//! | `schema sql` | prints the SQL that creates everything |
//! | `schema migrate` | runs the migrations that a database has not had |
//! | `schema revert` | takes the last migration back |
//! | `schema orphans` | finds rows whose polymorphic reference leads nowhere |
//! | `schema status` | lists the migrations and which of them a database has had |
//! | `schema diff` | says how a live database differs from the structs, with the SQL that mends it |
//! | `schema verify` | runs all migrations on an empty database, compares it with the structs, and takes all back |
//! | `schema adopt` | takes the structs for what the migrations so far make |
//!
//! [`migrations_test!`] makes a test of `check` and `verify`, in one line.
//!
//! The exit code is 0 if all is well, 1 if the structs and the migrations differ or something failed,
//! and 2 if the command was not understood.
//!
//! The features `postgres`, `sqlite` and `mysql` say which databases the command can connect to.

mod commands;
mod database;
mod error;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod live;
#[cfg(feature = "sqlite")]
mod lock;
mod options;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod orphans;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod scratch;
mod testing;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use schema_core::Schema;

use options::Options;

pub use testing::check_migrations;

/// Runs the command with the arguments of the program.
pub fn main<S: Schema>() -> ExitCode {
    let mut out = io::stdout().lock();
    let mut err = io::stderr().lock();
    ExitCode::from(run::<S>(std::env::args_os(), &mut out, &mut err))
}

/// Runs the command with some arguments, of which the first is the name of the program, and returns
/// the exit code. What it says goes to `out`, what went wrong to `err`.
pub fn run<S: Schema>(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let options = match Options::try_parse_from(arguments) {
        Ok(options) => options,
        Err(error) => {
            // Nothing can be said if nothing can be written.
            if error.use_stderr() {
                let _ = write!(err, "{error}");
                return 2;
            }
            let _ = write!(out, "{error}");
            return 0;
        }
    };
    match commands::run::<S>(&options, out) {
        Ok(commands::Verdict::Fine) => 0,
        Ok(commands::Verdict::Differs) => 1,
        Err(error) => {
            let _ = writeln!(err, "error: {error}");
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                let _ = writeln!(err, "  because: {error}");
                source = error.source();
            }
            1
        }
    }
}
