//! Runs `cargo check` and measures it.

use crate::generate::source_file;
use nix::sys::resource::{UsageWho, getrusage};
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};

/// Seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    pub(crate) user: f64,
    pub(crate) wall: f64,
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "user {:.2} s, wall {:.2} s",
            self.user, self.wall
        )
    }
}

/// Checks the crates of one folder.
pub(crate) struct Checker {
    directory: PathBuf,
}

impl Checker {
    pub(crate) fn new(directory: &Path) -> Checker {
        Checker {
            directory: directory.to_owned(),
        }
    }

    /// Checks a crate again, without incremental compilation. Dependencies are built the first time
    /// only.
    pub(crate) fn check(&self, name: &str) -> Result<Time, Box<dyn Error>> {
        File::options()
            .write(true)
            .open(source_file(&self.directory, name))?
            .set_modified(SystemTime::now())?;
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["check", "--quiet", "--package", name, "--target-dir"])
            .arg(self.directory.join("target"))
            .current_dir(&self.directory)
            .env("CARGO_INCREMENTAL", "0");
        let user = user_time_of_children()?;
        let start = Instant::now();
        let status = command.status()?;
        let wall = start.elapsed().as_secs_f64();
        if !status.success() {
            return Err(format!("`cargo check` of {name} failed").into());
        }
        Ok(Time {
            user: user_time_of_children()? - user,
            wall,
        })
    }
}

/// The processor time of all processes that this one has started and waited for.
fn user_time_of_children() -> Result<f64, Box<dyn Error>> {
    let time = getrusage(UsageWho::RUSAGE_CHILDREN)?.user_time();
    Ok(time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6)
}
