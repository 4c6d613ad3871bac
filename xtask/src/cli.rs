//! The command line.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  cargo xtask test                             every test of the workspace
  cargo xtask test -- foreign_key              the tests whose name contains `foreign_key`
  cargo xtask test -- -p schema-migrate        the tests of one crate
  cargo xtask test -- foreign_key -- --nocapture
  cargo xtask ci                               formatting, clippy, documentation, tests
  cargo xtask servers                          two databases to try things on, until Ctrl-C

What is missing (PostgreSQL, MariaDB, their client libraries, Chromium) is installed with apt-get.
The last line of `test` and `ci` is `N passed, M failed`.";

/// Tests this workspace against a throw-away PostgreSQL and MariaDB.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// One subcommand.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Run the tests against both databases
    Test {
        /// Arguments for `cargo test`; without any nothing may be left out, not even an
        /// ignored test
        #[arg(
            value_name = "CARGO TEST ARGUMENTS",
            trailing_var_arg = true,
            allow_hyphen_values = true
        )]
        arguments: Vec<OsString>,
    },
    /// Check formatting, clippy and documentation, then run the tests
    Ci,
    /// Start both databases, print how to reach them, stop them at Ctrl-C
    Servers,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn test_arguments(line: &[&str]) -> Vec<OsString> {
        let words = ["xtask", "test"].iter().chain(line);
        match Cli::try_parse_from(words).map(|cli| cli.task) {
            Ok(Task::Test { arguments }) => arguments,
            other => panic!("not the test task: {other:?}"),
        }
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_names_every_task_and_shows_examples() {
        let help = Cli::command().render_help().to_string();
        for text in [
            "cargo xtask <COMMAND>",
            "test ",
            "ci ",
            "servers ",
            EXAMPLES,
        ] {
            assert!(help.contains(text), "{text:?} is missing in:\n{help}");
        }
    }

    #[test]
    fn without_arguments_nothing_is_passed_on() {
        assert!(test_arguments(&[]).is_empty());
        assert!(test_arguments(&["--"]).is_empty());
    }

    #[test]
    fn arguments_are_passed_on_with_and_without_a_separator() {
        assert_eq!(test_arguments(&["--", "some_filter"]), ["some_filter"]);
        assert_eq!(test_arguments(&["some_filter"]), ["some_filter"]);
        assert_eq!(test_arguments(&["-p", "tests"]), ["-p", "tests"]);
    }

    #[test]
    fn the_separator_of_cargo_test_itself_is_kept() {
        assert_eq!(
            test_arguments(&["--", "some_filter", "--", "--nocapture"]),
            ["some_filter", "--", "--nocapture"],
        );
        assert_eq!(
            test_arguments(&["--", "--", "--nocapture"]),
            ["--", "--nocapture"]
        );
    }
}
