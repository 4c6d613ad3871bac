//! The command as a process of its own, which can be killed.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use integration_tests::Outcome;

use super::Place;

/// How long something may take that takes no time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that goes with the test.
pub(super) struct Process {
    child: Child,
    err: Option<BufReader<ChildStderr>>,
}

/// The command with some arguments, in a place.
pub(super) fn command(place: &Place, url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fellows-schema"));
    command
        .args(arguments)
        .args(["--migrations", &place.path("migrations")])
        .args(["--database-url", url])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for variable in ["DATABASE_URL", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

impl Process {
    pub(super) fn start(place: &Place, url: &str, arguments: &[&str]) -> Outcome<Process> {
        let mut child = command(place, url, arguments).spawn()?;
        let err = child.stderr.take().map(BufReader::new);
        Ok(Process { child, err })
    }

    /// Waits until something is so, while the process lives.
    pub(super) fn until(&mut self, mut is_so: impl FnMut() -> Outcome<bool>) -> Outcome {
        let start = Instant::now();
        while !is_so()? {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the process ended before: {status}: {}", self.line()?).into());
            }
            pause(start)?;
        }
        Ok(())
    }

    /// The next line of the standard error.
    pub(super) fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        let err = self.err.as_mut().ok_or("no standard error")?;
        err.read_line(&mut line)?;
        Ok(line)
    }

    /// Ends the process without a word.
    pub(super) fn kill(mut self) -> Outcome {
        self.child.kill()?;
        let status = self.child.wait()?;
        match status.code() {
            None => Ok(()),
            Some(code) => Err(format!("it ended by itself, with {code}").into()),
        }
    }

    /// Waits for the end: whether it went well, and what was said.
    pub(super) fn end(mut self) -> Outcome<(bool, String)> {
        let mut said = String::new();
        let out = self.child.stdout.as_mut().ok_or("no standard output")?;
        out.read_to_string(&mut said)?;
        Ok((self.child.wait()?.success(), said))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) fn until(mut is_so: impl FnMut() -> Outcome<bool>) -> Outcome {
    let start = Instant::now();
    while !is_so()? {
        pause(start)?;
    }
    Ok(())
}

fn pause(start: Instant) -> Outcome {
    if start.elapsed() > PATIENCE {
        return Err("it did not happen".into());
    }
    std::thread::sleep(Duration::from_millis(20));
    Ok(())
}
