//! Adds up what `cargo test` prints.

use std::fmt::{self, Display, Formatter};

/// How many tests passed and failed, and why a run is not green.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    failures: Vec<String>,
}

impl Tally {
    /// Counts one failure that is not a test's own.
    pub(crate) fn fail(&mut self, reason: impl Display) {
        self.failed += 1;
        self.failures.push(reason.to_string());
    }

    /// Counts the tests of one `cargo test`.
    pub(crate) fn add(&mut self, tests: &TestOutput) {
        self.passed += tests.passed;
        self.failed += tests.failed;
        if tests.failed > 0 {
            self.failures.push(tests_failed(tests.failed));
        }
    }

    /// Counts ignored tests as failed: the full run leaves nothing out.
    pub(crate) fn add_ignored(&mut self, ignored: u64) {
        if ignored > 0 {
            self.failed += ignored;
            let tests = if ignored == 1 {
                "1 test is"
            } else {
                &format!("{ignored} tests are")
            };
            self.failures.push(format!(
                "{tests} ignored, and the full run leaves nothing out; remove `#[ignore]`"
            ));
        }
    }

    pub(crate) fn failed(&self) -> u64 {
        self.failed
    }

    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }
}

impl Display for Tally {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn tests_failed(count: u64) -> String {
    format!(
        "{count} {}, see above",
        if count == 1 { "test" } else { "tests" }
    )
}

/// What the lines of `cargo test` say so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOutput {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
    programs_started: u64,
    programs_ended: u64,
}

impl TestOutput {
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim_end();
        if is_start(line) {
            self.programs_started += 1;
        } else if let Some(result) = parse_result(line) {
            self.programs_ended += 1;
            self.passed += result.passed;
            self.failed += result.failed;
            self.ignored += result.ignored;
        }
    }

    /// Test programs that began to run and ended without a result, as after a crash.
    pub(crate) fn programs_lost(&self) -> u64 {
        self.programs_started.saturating_sub(self.programs_ended)
    }
}

/// The numbers of one `test result:` line.
#[derive(Debug, Default, PartialEq, Eq)]
struct TestResult {
    passed: u64,
    failed: u64,
    ignored: u64,
}

/// Recognizes `running 3 tests`.
fn is_start(line: &str) -> bool {
    line.strip_prefix("running ")
        .and_then(|rest| {
            rest.strip_suffix(" tests")
                .or_else(|| rest.strip_suffix(" test"))
        })
        .is_some_and(|count| count.parse::<u64>().is_ok())
}

/// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; …`, with or without colours.
fn parse_result(line: &str) -> Option<TestResult> {
    let (_verdict, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = counts.split("; ");
    Some(TestResult {
        passed: count(counts.next()?, " passed")?,
        failed: count(counts.next()?, " failed")?,
        ignored: count(counts.next()?, " ignored")?,
    })
}

fn count(text: &str, unit: &str) -> Option<u64> {
    text.strip_suffix(unit)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> TestOutput {
        let mut tests = TestOutput::default();
        output.lines().for_each(|line| tests.read(line));
        tests
    }

    #[test]
    fn a_result_line_is_read() {
        let line = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.05s";
        assert_eq!(
            parse_result(line),
            Some(TestResult {
                passed: 3,
                failed: 0,
                ignored: 1
            })
        );
    }

    #[test]
    fn a_failed_result_line_is_read() {
        let line =
            "test result: FAILED. 12 passed; 30 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            parse_result(line),
            Some(TestResult {
                passed: 12,
                failed: 30,
                ignored: 0
            })
        );
    }

    #[test]
    fn a_coloured_result_line_is_read() {
        let line =
            "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 5 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(
            parse_result(line),
            Some(TestResult {
                passed: 5,
                ..TestResult::default()
            })
        );
    }

    #[test]
    fn other_lines_are_no_result() {
        for line in [
            "",
            "test result ... ok",
            "test result: ok.",
            "test result: ok. many passed; 0 failed; 0 ignored",
            "test result: ok. 1 passed; 0 failed",
            "  test result: ok. 1 passed; 0 failed; 0 ignored;",
            "test tests::result ... ok",
        ] {
            assert_eq!(parse_result(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_results_of_all_programs_are_added_up() {
        let tests = read(
            "\nrunning 2 tests\ntest one ... ok\ntest two ... ok\n\n\
             test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
             running 1 test\ntest three ... FAILED\n\n\
             test result: FAILED. 0 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!((tests.passed, tests.failed, tests.ignored), (2, 1, 4));
        assert_eq!(tests.programs_lost(), 0);
    }

    #[test]
    fn a_program_without_a_result_is_lost() {
        let tests =
            read("running 2 tests\ntest one ... ok\nrunning of tests\nrunning late tests\n");
        assert_eq!(tests.programs_lost(), 1);
    }

    #[test]
    fn the_last_line_has_its_exact_form() {
        let mut tally = Tally::default();
        assert_eq!(tally.to_string(), "0 passed, 0 failed");
        tally.add(&TestOutput {
            passed: 7,
            failed: 1,
            ..TestOutput::default()
        });
        tally.fail("cargo fmt");
        assert_eq!(tally.to_string(), "7 passed, 2 failed");
        assert_eq!(tally.failures(), ["1 test, see above", "cargo fmt"]);
    }

    #[test]
    fn ignored_tests_make_a_run_fail() {
        let mut tally = Tally::default();
        tally.add_ignored(0);
        assert_eq!(tally.failed(), 0);
        tally.add_ignored(2);
        assert_eq!(tally.failed(), 2);
        assert!(tally.failures()[0].starts_with("2 tests are ignored"));
    }
}
