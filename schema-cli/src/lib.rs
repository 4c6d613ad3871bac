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
//! | `schema generate NAME` | writes the migration that is missing for the structs, and the snapshot; with `--online` in stages for a PostgreSQL database in use |
//! | `schema check` | says what is missing, and fails if something is: for CI |
//! | `schema sql` | prints the SQL that creates everything |
//! | `schema migrate` | runs the migrations that a database has not had |
//! | `schema revert` | takes the last migration back |
//! | `schema orphans` | finds rows whose polymorphic reference leads nowhere |
//! | `schema status` | lists the migrations and which of them a database has had |
//! | `schema diff` | says how a live database differs from the structs, with the SQL that mends it |
//! | `schema verify` | runs all migrations on an empty database, compares it with the structs, and takes all back |
//! | `schema adopt` | takes the structs for what the migrations so far make |
//! | `schema docs` | writes a document of all relationships, and says with `--check` if it is stale |
//! | `schema impact` | says what deleting a row of a table does |
//! | `schema diagram` | draws tables and references: Mermaid, Graphviz, DBML, SVG, or an HTML page |
//! | `schema lint` | finds what is likely to be a mistake |
//! | `schema tree` | shows what hangs off a table, or what it depends on |
//!
//! [`migrations_test!`] makes a test of `check` and `verify`, in one line.
//!
//! The exit code is 0 if all is well, 1 if something is missing, differs or failed, and 2 if the command
//! was not understood. `--help` of each command says more.
//!
//! A migration that fails, or whose process is killed, leaves nothing on PostgreSQL and SQLite. MySQL
//! commits each statement that changes a table, and some migrations run in no transaction: for these it
//! is noted, in the table `__schema_unfinished_migration`, which statement was begun. `migrate` and
//! `status` say so the next time, and `migrate --continue-at` goes on. The table goes with the end of the
//! migration.
//!
//! A migration that PostgreSQL ends because it waited too long for a lock (`lock_timeout`, as
//! `generate --online` writes it) has changed nothing: `migrate` and `revert` say who has the lock, and run it
//! again after growing pauses, `--lock-retries` times. What runs in no transaction is not ended by limits
//! of time that a role or a database has, and an index that it could not build is removed.
//!
//! No password is shown. Answers have colours on a terminal, unless `NO_COLOR` is set; `--color` says
//! otherwise.
//!
//! The features `postgres`, `sqlite` and `mysql` say which databases the command can connect to.

#![cfg_attr(
    not(all(feature = "postgres", feature = "sqlite", feature = "mysql")),
    allow(
        dead_code,
        unused_imports,
        unused_macros,
        reason = "what a database needs that is left out"
    )
)]

mod colors;
mod commands;
mod connection;
mod console;
mod database;
mod error;
mod folder;
mod journal;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod live;
#[cfg(feature = "sqlite")]
mod lock;
mod options;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod orphans;
mod patience;
#[cfg(feature = "postgres")]
mod postgres;
mod reason;
mod run;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
mod scratch;
mod see;
mod statements;
mod steps;
mod testing;
mod url;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use schema_core::Schema;

use colors::{Painter, When};
use console::{BAD, Console, painted};
use error::CommandError;
use options::Options;

pub use testing::check_migrations;

/// The exit code where nobody reads the answer any more, as shells have it for SIGPIPE.
const CLOSED: u8 = 141;

/// Runs the command with the arguments of the program.
pub fn main<S: Schema>() -> ExitCode {
    // Neither is locked: who shows a step that lasts writes, too.
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let when = When::of(&arguments);
    let (paints_out, paints_err) = (when.is_for(&out), when.is_for(&err));
    let is_live = err.is_terminal();
    let mut out = Painter::new(&mut out, paints_out);
    let mut err = Painter::new(&mut err, paints_err);
    ExitCode::from(run_on::<S>(arguments, &mut out, &mut err, is_live))
}

/// Runs the command with some arguments, of which the first is the name of the program, and returns
/// the exit code. What it says goes to `out`, what went wrong to `err`; neither is taken for a terminal.
pub fn run<S: Schema>(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let paints = When::of(&arguments) == When::Always;
    let mut out = Painter::new(out, paints);
    let mut err = Painter::new(err, paints);
    run_on::<S>(arguments, &mut out, &mut err, false)
}

fn run_on<S: Schema>(
    arguments: Vec<OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    is_live: bool,
) -> u8 {
    let options = match Options::read(&arguments) {
        Ok(options) => options,
        Err(error) => {
            let text = without_passwords(error.render().ansi().to_string(), &arguments);
            // Nothing can be said if nothing can be written.
            if error.use_stderr() {
                let _ = write!(err, "{text}");
                return 2;
            }
            let _ = write!(out, "{text}");
            return 0;
        }
    };
    let mut console = Console {
        out,
        err,
        json: options.common.json,
        is_live: is_live && !options.common.json,
        step: None,
    };
    match commands::run::<S>(&options, &mut console) {
        Ok(commands::Verdict::Fine) => 0,
        Ok(commands::Verdict::Differs) => 1,
        // Who reads has seen enough: `schema tree | head`.
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLOSED,
        Err(error) => {
            let _ = writeln!(console.err, "{} {error}", painted(BAD, "error:"));
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                let _ = writeln!(console.err, "  because: {error}");
                source = error.source();
            }
            1
        }
    }
}

/// A complaint about arguments, of which one may be a URL.
fn without_passwords(complaint: String, arguments: &[OsString]) -> String {
    let given = arguments.iter().filter_map(|argument| argument.to_str());
    given.fold(complaint, |complaint, argument| {
        complaint.replace(argument, &url::shown(argument))
    })
}
