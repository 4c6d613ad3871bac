//! A throw-away database server: started on a free port, stopped when dropped.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::console::last_lines;
use crate::failure::{Context, Failure, Result};
use crate::interrupt::Interrupt;
use crate::process::{LOOK_AGAIN, ProcessGroup};

/// How long a server may take until it accepts connections, and its files to be created.
const TIME_TO_START: Duration = Duration::from_secs(120);

/// How often another port is tried when somebody else was faster.
const PORTS_TRIED: usize = 10;

/// How much of a log is shown.
const LINES_SHOWN: usize = 40;

/// How one kind of server is started and stopped.
pub(crate) struct Blueprint<'a> {
    pub(crate) name: &'static str,
    /// What its log says once it accepts connections. (A connection alone would not do: in the
    /// moment between finding a port and using it, it may have become another server's.)
    pub(crate) ready: &'static str,
    /// The signal at which it ends in good order.
    pub(crate) stop: Signal,
    pub(crate) log: PathBuf,
    /// The server itself, in the foreground, for a port.
    pub(crate) command: &'a dyn Fn(u16) -> Command,
}

/// A server that accepts connections on 127.0.0.1.
#[derive(Debug)]
pub(crate) struct Server {
    name: &'static str,
    port: u16,
    log: PathBuf,
    group: ProcessGroup,
}

impl Server {
    pub(crate) fn start(blueprint: &Blueprint<'_>, interrupt: &Interrupt) -> Result<Self> {
        for _ in 0..PORTS_TRIED {
            if let Some(server) = Self::try_port(blueprint, free_port()?, interrupt)? {
                return Ok(server);
            }
        }
        let name = blueprint.name;
        Err(Failure::new(format!(
            "{name} found no free port of 127.0.0.1 in {PORTS_TRIED} tries"
        )))
    }

    /// `None` when somebody else took the port.
    fn try_port(
        blueprint: &Blueprint<'_>,
        port: u16,
        interrupt: &Interrupt,
    ) -> Result<Option<Self>> {
        let Blueprint {
            name,
            ready,
            stop,
            ref log,
            command,
        } = *blueprint;
        let mut command = command(port);
        let group = ProcessGroup::start(write_output_to(&mut command, log)?, stop)?;
        let mut server = Self {
            name,
            port,
            log: log.clone(),
            group,
        };
        let start = Instant::now();
        while !read_log(log).contains(ready) {
            interrupt.check()?;
            if let Some(status) = server.group.exited()? {
                if read_log(log).contains("Address already in use") {
                    return Ok(None);
                }
                return Err(with_log(&format!("{name} did not start ({status})"), log));
            }
            if start.elapsed() > TIME_TO_START {
                let seconds = TIME_TO_START.as_secs();
                return Err(with_log(
                    &format!("{name} was not ready after {seconds} s"),
                    log,
                ));
            }
            thread::sleep(LOOK_AGAIN);
        }
        Ok(Some(server))
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// An error, with the log, if the server has ended by itself.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.group.exited()? {
            None => Ok(()),
            Some(status) => Err(with_log(
                &format!("{} stopped by itself ({status})", self.name),
                &self.log,
            )),
        }
    }
}

/// Runs a command that prepares a server's files; its output is shown only if it fails.
pub(crate) fn prepare(
    what: &str,
    command: &mut Command,
    log: &Path,
    interrupt: &Interrupt,
) -> Result<()> {
    let mut group = ProcessGroup::start(write_output_to(command, log)?, Signal::TERM)?;
    match group.wait(Some(TIME_TO_START), interrupt) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(with_log(&format!("{what} failed ({status})"), log)),
        Err(failure) if interrupt.raised() => Err(failure),
        Err(failure) => Err(with_log(&format!("{what} failed ({failure})"), log)),
    }
}

fn write_output_to<'a>(command: &'a mut Command, log: &Path) -> Result<&'a mut Command> {
    let doing = format!("write {}", log.display());
    let output = File::create(log).cannot(&doing)?;
    let errors = output.try_clone().cannot(&doing)?;
    Ok(command.stdout(output).stderr(errors))
}

fn read_log(log: &Path) -> String {
    fs::read(log)
        .map(|log| String::from_utf8_lossy(&log).into_owned())
        .unwrap_or_default()
}

fn with_log(message: &str, log: &Path) -> Failure {
    let log = last_lines(&read_log(log), LINES_SHOWN);
    Failure::new(format!("{message}; its log ends with:\n{log}"))
}

/// A port nobody listens on at this moment; the system gives each caller another one.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .cannot("find a free port of 127.0.0.1")
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Starts a shell script as the server; it is called with the number of the attempt.
    fn start(script: &str, interrupt: &Interrupt) -> Result<Server> {
        let folder = tempfile::tempdir().cannot("make a folder")?;
        let attempts = Cell::new(0);
        let command = |_port| {
            attempts.set(attempts.get() + 1);
            let mut command = Command::new("sh");
            command.args(["-c", script, "server", &attempts.get().to_string()]);
            command
        };
        let blueprint = Blueprint {
            name: "Script",
            ready: "I am ready",
            stop: Signal::TERM,
            log: folder.path().join("log"),
            command: &command,
        };
        Server::start(&blueprint, interrupt)
    }

    fn message(outcome: Result<Server>) -> String {
        outcome
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_server_is_up_when_its_log_says_so() {
        let server = start("echo I am ready; exec sleep 60", &Interrupt::default());
        assert!(server.is_ok_and(|mut server| server.port() != 0 && server.check().is_ok()));
    }

    #[test]
    fn another_port_is_tried_when_the_first_is_taken() {
        let script = "[ $1 = 3 ] || { echo bind: Address already in use; exit 1; }
                      echo I am ready; exec sleep 60";
        assert!(start(script, &Interrupt::default()).is_ok());
    }

    #[test]
    fn the_tries_have_an_end() {
        let outcome = start("echo Address already in use; exit 1", &Interrupt::default());
        assert!(message(outcome).contains("no free port"));
    }

    #[test]
    fn a_server_that_does_not_start_shows_its_log() {
        let message = message(start("echo disk full; exit 7", &Interrupt::default()));
        assert!(
            message.starts_with("Script did not start (exit status: 7)"),
            "{message}"
        );
        assert!(message.ends_with("disk full"), "{message}");
    }

    #[test]
    fn an_interrupt_ends_the_wait() {
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(message(start("exec sleep 60", &interrupt)), "interrupted");
    }

    #[test]
    fn a_server_that_ends_is_noticed() {
        let server = start("echo I am ready", &Interrupt::default());
        let noticed = server.and_then(|mut server| {
            while server.group.exited()?.is_none() {
                thread::sleep(LOOK_AGAIN);
            }
            server.check()
        });
        assert!(noticed.is_err_and(|failure| failure.to_string().contains("stopped by itself")));
    }
}
