//! `cargo xtask`: this workspace's tests, against real databases, in one command.
//!
//! The way of a run: [`packages`] installs what is missing, [`servers`] starts a throw-away
//! PostgreSQL and MariaDB, [`run`] calls Cargo and reads its output into a [`tally::Tally`].
//! What was started is owned by values that stop it when they are dropped, so an error, a panic
//! and an [`interrupt`] all leave the machine as it was.

mod cli;
mod console;
mod failure;
mod interrupt;
mod machine;
mod mariadb;
mod packages;
mod postgres;
mod process;
mod run;
mod server;
mod servers;
mod tally;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Task};
use crate::console::{print, say};
use crate::failure::Result;
use crate::interrupt::Interrupt;
use crate::tally::Tally;

/// What a shell expects of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let task = Cli::parse().task;
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(failure) => {
            say(failure);
            return ExitCode::FAILURE;
        }
    };
    match task {
        Task::Test { arguments } => conclude(&run::test(&arguments, &interrupt), &interrupt),
        Task::Ci => conclude(&run::ci(&interrupt), &interrupt),
        Task::Servers => exit_code_of(run::servers(&interrupt), &interrupt),
    }
}

/// Names each failure, then writes the last line.
fn conclude(tally: &Tally, interrupt: &Interrupt) -> ExitCode {
    for failure in tally.failures() {
        say(format_args!("failed: {failure}"));
    }
    print(tally);
    match (interrupt.raised(), tally.failed()) {
        (true, _) => ExitCode::from(INTERRUPTED),
        (false, 0) => ExitCode::SUCCESS,
        (false, _) => ExitCode::FAILURE,
    }
}

/// Ctrl-C is how `cargo xtask servers` is meant to end once both servers run.
fn exit_code_of(outcome: Result<()>, interrupt: &Interrupt) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(failure);
            if interrupt.raised() {
                ExitCode::from(INTERRUPTED)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}
