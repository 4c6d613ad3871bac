//! Child processes that never outlive their owner.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

use crate::failure::{Context, Failure, Result};
use crate::interrupt::Interrupt;

/// How often a wait looks again.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// How long a process may take to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(10);

/// A child process and all that it starts.
///
/// It has a process group of its own: a Ctrl-C at the terminal reaches only xtask, which ends the
/// group in its own order. Dropping the value ends every process of the group.
#[derive(Debug)]
pub(crate) struct ProcessGroup {
    child: Child,
    id: Option<Pid>,
    polite_signal: Signal,
}

impl ProcessGroup {
    /// Starts `command`; `polite_signal` is the one at which it ends in good order.
    pub(crate) fn start(command: &mut Command, polite_signal: Signal) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .cannot(format_args!("start {}", command.get_program().display()))?;
        let id = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        Ok(Self {
            child,
            id,
            polite_signal,
        })
    }

    /// The exit status, once the child has ended.
    pub(crate) fn exited(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().cannot("wait for a process")
    }

    /// Waits for the child to end, the user to interrupt or the time to run out.
    pub(crate) fn wait(
        &mut self,
        time: Option<Duration>,
        interrupt: &Interrupt,
    ) -> Result<ExitStatus> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.exited()? {
                return Ok(status);
            }
            interrupt.check()?;
            if time.is_some_and(|time| start.elapsed() > time) {
                return Err(Failure::new(format!(
                    "no end after {} s",
                    start.elapsed().as_secs()
                )));
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Ends every process of the group: asks first, kills what does not listen. The child having
    /// ended is not enough, for what it started may have something to put in order, too.
    fn end(&mut self) {
        let asked = Instant::now();
        if self.is_running() {
            self.signal(self.polite_signal);
        }
        while self.is_running() && asked.elapsed() < PATIENCE {
            thread::sleep(LOOK_AGAIN);
        }
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }

    fn is_running(&mut self) -> bool {
        let child_is_running = matches!(self.exited(), Ok(None));
        child_is_running
            || self
                .id
                .is_some_and(|id| test_kill_process_group(id).is_ok())
    }

    /// A group that is gone already is no error.
    fn signal(&self, signal: Signal) {
        if let Some(id) = self.id {
            let _ = kill_process_group(id, signal);
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.end();
    }
}

/// Runs `command` and hands over its standard output line by line, line ends included.
pub(crate) fn run_with_output(
    command: &mut Command,
    interrupt: &Interrupt,
    on_line: impl FnMut(&[u8]) + Send,
) -> Result<ExitStatus> {
    let mut group = ProcessGroup::start(command.stdout(Stdio::piped()), Signal::TERM)?;
    let output = group.child.stdout.take();
    thread::scope(|scope| {
        scope.spawn(|| output.map(|output| for_each_line(output, on_line)));
        let status = group.wait(None, interrupt);
        // Whatever still holds the other end of the pipe would keep the reader waiting.
        group.end();
        status
    })
}

/// Reads to the end; output need not be UTF-8, nor end with a line end.
fn for_each_line(output: impl Read, mut on_line: impl FnMut(&[u8])) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while output
        .read_until(b'\n', &mut line)
        .is_ok_and(|length| length > 0)
    {
        on_line(&line);
        line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    /// A process that ended but that its new parent did not wait for yet is a zombie.
    fn is_running(id: &str) -> bool {
        std::fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
    }

    #[test]
    fn lines_arrive_in_order_and_the_last_needs_no_line_end() {
        let mut lines = Vec::new();
        for_each_line(&b"one\n\xff\n\nlast"[..], |line| lines.push(line.to_vec()));
        assert_eq!(lines, [&b"one\n"[..], b"\xff\n", b"\n", b"last"]);
    }

    #[test]
    fn the_exit_status_comes_with_the_output() {
        let mut output = Vec::new();
        let status = run_with_output(
            &mut shell("echo said; exit 3"),
            &Interrupt::default(),
            |line| {
                output.extend_from_slice(line);
            },
        );
        assert_eq!(status.ok().and_then(|status| status.code()), Some(3));
        assert_eq!(output, b"said\n");
    }

    #[test]
    fn an_interrupt_ends_the_whole_group() {
        let interrupt = Interrupt::default();
        let mut child = String::new();
        let outcome = run_with_output(&mut shell("sleep 60 & echo $!; wait"), &interrupt, |line| {
            child = String::from_utf8_lossy(line).trim().to_owned();
            interrupt.raise();
        });
        assert_eq!(
            outcome.map_err(|failure| failure.to_string()),
            Err("interrupted".to_owned())
        );
        assert!(!child.is_empty() && !is_running(&child));
    }

    #[test]
    fn what_a_command_leaves_running_is_ended() {
        let mut child = String::new();
        let status = run_with_output(
            &mut shell("sleep 60 & echo $!"),
            &Interrupt::default(),
            |line| {
                child = String::from_utf8_lossy(line).trim().to_owned();
            },
        );
        assert!(status.is_ok_and(|status| status.success()));
        assert!(!child.is_empty() && !is_running(&child));
    }

    #[test]
    fn a_wait_has_an_end() {
        let group = ProcessGroup::start(&mut shell("exec sleep 60"), Signal::TERM);
        let outcome =
            group.and_then(|mut group| group.wait(Some(Duration::ZERO), &Interrupt::default()));
        assert!(outcome.is_err_and(|failure| failure.to_string().starts_with("no end after")));
    }

    #[test]
    fn a_missing_program_is_named() {
        let outcome = ProcessGroup::start(&mut Command::new("/no/such/program"), Signal::TERM);
        let message = outcome
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        assert!(
            message.starts_with("cannot start /no/such/program: "),
            "{message}"
        );
    }
}
