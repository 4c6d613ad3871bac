//! Starts the real servers and looks at what is left of them afterwards.
//!
//! Only `cargo xtask test`, which installs the servers, sets `SCHEMA_TEST_ALL`; without it a plain
//! `cargo test` leaves these tests out.

use std::error::Error;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Lines, Read};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A running `cargo xtask servers` with temporary files in a folder of its own.
struct Session {
    xtask: Child,
    output: Lines<BufReader<ChildStdout>>,
    folder: TempDir,
}

impl Session {
    fn start() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("servers")
            .env("TMPDIR", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = xtask.stdout.take().ok_or("no output")?;
        Ok(Self {
            xtask,
            output: BufReader::new(output).lines(),
            folder,
        })
    }

    /// Reads `export {name}=…@127.0.0.1:{port}/…`.
    fn port(&mut self, name: &str) -> Outcome<u16> {
        let line = self.output.next().ok_or("no more output")??;
        let value = line
            .strip_prefix(&format!("export {name}="))
            .ok_or(line.clone())?;
        let (_, address) = value.split_once("@127.0.0.1:").ok_or("no address")?;
        let (port, _) = address.split_once('/').ok_or("no port")?;
        Ok(port.parse()?)
    }

    fn signal(&self, signal: Signal) -> Outcome {
        let id = Pid::from_raw(self.xtask.id().try_into()?).ok_or("no process")?;
        Ok(kill_process(id, signal)?)
    }

    /// Waits for the end; the files must be gone by then.
    fn wait(mut self) -> Outcome<ExitStatus> {
        let status = self.xtask.wait()?;
        let left: Vec<_> = fs::read_dir(self.folder.path())?.collect();
        assert!(left.is_empty(), "left behind: {left:?}");
        Ok(status)
    }
}

fn connects(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

fn left_out() -> bool {
    std::env::var_os("SCHEMA_TEST_ALL").is_none()
}

#[test]
fn both_servers_run_until_a_signal_and_leave_nothing() -> Outcome {
    if left_out() {
        return Ok(());
    }
    for signal in [Signal::INT, Signal::TERM] {
        let mut session = Session::start()?;
        let postgres = session.port("SCHEMA_TEST_POSTGRES_URL")?;
        let mariadb = session.port("SCHEMA_TEST_MYSQL_URL")?;
        assert!(connects(postgres));
        assert!(greets_as_mariadb(mariadb)?);

        session.signal(signal)?;
        assert!(session.wait()?.success());
        assert!(!connects(postgres) && !connects(mariadb));
    }
    Ok(())
}

#[test]
fn a_signal_during_the_start_leaves_nothing() -> Outcome {
    if left_out() {
        return Ok(());
    }
    let session = Session::start()?;
    while fs::read_dir(session.folder.path())?.next().is_none() {
        std::thread::yield_now();
    }
    session.signal(Signal::TERM)?;
    assert_eq!(session.wait()?.code(), Some(130));
    Ok(())
}

#[test]
fn two_sessions_do_not_disturb_each_other() -> Outcome {
    if left_out() {
        return Ok(());
    }
    let mut sessions = [Session::start()?, Session::start()?];
    let mut ports = Vec::new();
    for session in &mut sessions {
        ports.push(session.port("SCHEMA_TEST_POSTGRES_URL")?);
        ports.push(session.port("SCHEMA_TEST_MYSQL_URL")?);
    }
    assert!(ports.iter().all(|port| connects(*port)));
    for session in sessions {
        session.signal(Signal::TERM)?;
        assert!(session.wait()?.success());
    }
    assert!(!ports.iter().any(|port| connects(*port)));
    Ok(())
}

/// MariaDB speaks first, and says its name within the first packet.
fn greets_as_mariadb(port: u16) -> Outcome<bool> {
    let mut greeting = [0; 64];
    let length = TcpStream::connect(("127.0.0.1", port))?.read(&mut greeting)?;
    Ok(String::from_utf8_lossy(&greeting[..length]).contains("MariaDB"))
}
