//! The three tasks: the tests, all that continuous integration checks, the servers alone.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::{self, Display, Formatter};
use std::process::Command;
use std::thread;

use crate::console::{pass_on, print, say};
use crate::failure::Result;
use crate::interrupt::Interrupt;
use crate::packages;
use crate::process::{LOOK_AGAIN, run_with_output};
use crate::servers::Servers;
use crate::tally::{Tally, TestOutput};

/// Tells the tests that nothing may be left out.
const TEST_ALL: (&str, &str) = ("SCHEMA_TEST_ALL", "1");

/// A Cargo command that checks something other than the tests.
struct Check {
    arguments: &'static [&'static str],
    environment: Option<(&'static str, &'static str)>,
}

const CHECKS: [Check; 3] = [
    Check {
        arguments: &["fmt", "--all", "--check"],
        environment: None,
    },
    Check {
        arguments: &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ],
        environment: None,
    },
    Check {
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        environment: Some(("RUSTDOCFLAGS", "-D warnings")),
    },
];

impl Display for Check {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if let Some((name, value)) = self.environment {
            write!(formatter, "{name}=\"{value}\" ")?;
        }
        write!(formatter, "cargo {}", self.arguments.join(" "))
    }
}

/// Runs the tests against both databases.
pub(crate) fn test(arguments: &[OsString], interrupt: &Interrupt) -> Tally {
    let mut tally = Tally::default();
    match packages::install_missing(interrupt) {
        Ok(()) => run_tests(arguments, interrupt, &mut tally),
        Err(failure) => tally.fail(failure),
    }
    tally
}

/// Runs every check, then the tests; one that fails does not keep the others from running.
pub(crate) fn ci(interrupt: &Interrupt) -> Tally {
    let mut tally = Tally::default();
    // Before clippy, which builds what links the client libraries.
    if let Err(failure) = packages::install_missing(interrupt) {
        tally.fail(failure);
    }
    for check in &CHECKS {
        if !interrupt.raised() {
            run_check(check, interrupt, &mut tally);
        }
    }
    if !interrupt.raised() {
        run_tests(&[], interrupt, &mut tally);
    }
    tally
}

/// Starts the servers, prints how to reach them and waits for Ctrl-C.
pub(crate) fn servers(interrupt: &Interrupt) -> Result<()> {
    packages::install_missing(interrupt)?;
    let mut servers = Servers::start(interrupt)?;
    for (name, value) in servers.environment() {
        print(format_args!("export {name}={value}"));
    }
    say("running until Ctrl-C");
    while !interrupt.raised() {
        servers.check()?;
        thread::sleep(LOOK_AGAIN);
    }
    Ok(())
}

fn run_check(check: &Check, interrupt: &Interrupt, tally: &mut Tally) {
    say(format_args!("running {check}"));
    let mut command = cargo();
    command.args(check.arguments).envs(check.environment);
    match run_with_output(&mut command, interrupt, pass_on) {
        Ok(status) if status.success() => {}
        Ok(_) => tally.fail(check),
        Err(failure) => tally.fail(format_args!("{check} ({failure})")),
    }
}

fn run_tests(chosen: &[OsString], interrupt: &Interrupt, tally: &mut Tally) {
    let mut servers = match Servers::start(interrupt) {
        Ok(servers) => servers,
        Err(failure) => return tally.fail(failure),
    };
    let arguments = test_arguments(chosen);
    say(format_args!(
        "running cargo {}",
        arguments.join(OsStr::new(" ")).display()
    ));
    let mut command = cargo();
    command
        .args(&arguments)
        .envs(servers.environment())
        .envs([TEST_ALL]);
    let mut output = TestOutput::default();
    let status = run_with_output(&mut command, interrupt, |line| {
        pass_on(line);
        output.read(&String::from_utf8_lossy(line));
    });
    count_tests(
        tally,
        &output,
        status.map(|status| status.success()),
        chosen.is_empty(),
    );
    if let Err(failure) = servers.check() {
        tally.fail(failure);
    }
}

/// Counts the tests, and whatever kept one from passing or failing. A full run leaves nothing out.
fn count_tests(tally: &mut Tally, output: &TestOutput, success: Result<bool>, full: bool) {
    tally.add(output);
    match success {
        Ok(true) => {}
        Ok(false) if output.programs_lost() > 0 => {
            for _ in 0..output.programs_lost() {
                tally.fail("a test program ended without a result, see above");
            }
        }
        Ok(false) if output.failed > 0 => {}
        Ok(false) => tally.fail("cargo test, see above"),
        Err(failure) => tally.fail(failure),
    }
    if full {
        tally.add_ignored(output.ignored);
        if *output == TestOutput::default() && tally.failed() == 0 {
            tally.fail("no test ran");
        }
    }
}

/// The command line of `cargo test`. A package that the user names takes the place of the whole
/// workspace, which Cargo would otherwise test all the same.
fn test_arguments(chosen: &[OsString]) -> Vec<OsString> {
    let mut arguments = vec!["test"];
    if !names_a_package(chosen) {
        arguments.push("--workspace");
    }
    arguments.extend(["--all-features", "--no-fail-fast"]);
    arguments
        .into_iter()
        .map(OsString::from)
        .chain(chosen.iter().cloned())
        .collect()
}

fn names_a_package(arguments: &[OsString]) -> bool {
    let for_cargo = arguments.iter().take_while(|argument| *argument != "--");
    for_cargo
        .map(|argument| argument.to_string_lossy())
        .any(|argument| {
            argument.starts_with("-p")
                || argument == "--package"
                || argument.starts_with("--package=")
        })
}

/// The Cargo that runs xtask.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    fn strings(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    fn output_of(text: &str) -> TestOutput {
        let mut output = TestOutput::default();
        text.lines().for_each(|line| output.read(line));
        output
    }

    fn tally_of(text: &str, success: Result<bool>, full: bool) -> String {
        let mut tally = Tally::default();
        count_tests(&mut tally, &output_of(text), success, full);
        tally.to_string()
    }

    const GREEN: &str =
        "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured";
    const RED: &str =
        "running 2 tests\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured";
    const IGNORED: &str =
        "running 2 tests\ntest result: ok. 1 passed; 0 failed; 1 ignored; 0 measured";

    #[test]
    fn tests_are_counted() {
        assert_eq!(tally_of(GREEN, Ok(true), true), "2 passed, 0 failed");
        assert_eq!(tally_of(RED, Ok(false), true), "1 passed, 1 failed");
    }

    #[test]
    fn a_failure_to_compile_counts_as_one() {
        assert_eq!(tally_of("", Ok(false), true), "0 passed, 1 failed");
        assert_eq!(tally_of(GREEN, Ok(false), false), "2 passed, 1 failed");
    }

    #[test]
    fn an_interrupt_counts_as_one() {
        let interrupted = Err(Failure::new("interrupted"));
        assert_eq!(tally_of(GREEN, interrupted, true), "2 passed, 1 failed");
    }

    #[test]
    fn a_crash_counts_as_one() {
        let text = format!("{RED}\nrunning 5 tests\ntest one ... ok");
        assert_eq!(tally_of(&text, Ok(false), true), "1 passed, 2 failed");
    }

    #[test]
    fn ignored_tests_fail_the_full_run_only() {
        assert_eq!(tally_of(IGNORED, Ok(true), true), "1 passed, 1 failed");
        assert_eq!(tally_of(IGNORED, Ok(true), false), "1 passed, 0 failed");
    }

    #[test]
    fn a_full_run_without_any_test_is_not_green() {
        assert_eq!(tally_of("", Ok(true), true), "0 passed, 1 failed");
        assert_eq!(tally_of("", Ok(true), false), "0 passed, 0 failed");
    }

    #[test]
    fn the_whole_workspace_is_tested() {
        let expected = strings(&["test", "--workspace", "--all-features", "--no-fail-fast"]);
        assert_eq!(test_arguments(&[]), expected);
    }

    #[test]
    fn chosen_arguments_come_last() {
        let chosen = strings(&["some_filter", "--", "-p"]);
        let arguments = test_arguments(&chosen);
        assert!(arguments.contains(&"--workspace".into()) && arguments.ends_with(&chosen));
    }

    #[test]
    fn a_chosen_package_takes_the_place_of_the_workspace() {
        for chosen in [
            &["-p", "tests"][..],
            &["-ptests"],
            &["--package", "tests"],
            &["--package=tests"],
        ] {
            assert!(
                !test_arguments(&strings(chosen)).contains(&"--workspace".into()),
                "{chosen:?}"
            );
        }
    }

    #[test]
    fn a_check_reads_as_one_would_type_it() {
        let lines = CHECKS.map(|check| check.to_string());
        assert_eq!(
            lines,
            [
                "cargo fmt --all --check",
                "cargo clippy --workspace --all-targets --all-features -- -D warnings",
                "RUSTDOCFLAGS=\"-D warnings\" cargo doc --workspace --no-deps --all-features",
            ],
        );
    }
}
