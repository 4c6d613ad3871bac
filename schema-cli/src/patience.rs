//! A migration that waited for a lock in vain, which changed nothing, runs again.

use std::fmt;
use std::time::Duration;

use crate::connection::{Holder, Migrating};
use crate::console::Console;
use crate::error::CommandError;
use crate::folder::{Direction, Found};
use crate::steps;

/// The longest pause, in seconds.
const LONGEST: u64 = 30;

/// Runs a migration one way, and up to `retries` times again if it waited for a lock in vain.
pub(crate) fn run<C: Migrating>(
    connection: &mut C,
    found: &Found,
    direction: Direction,
    (continue_at, retries): (Option<usize>, u32),
    console: &mut Console<'_>,
) -> Result<(), CommandError> {
    let mut tries = 1;
    loop {
        match steps::run(connection, found, direction, continue_at) {
            Err(CommandError::Locked(locked)) if tries <= retries => {
                let seconds = pause(tries);
                console.note(&format!("{locked}: again in {seconds} s"))?;
                std::thread::sleep(Duration::from_secs(seconds));
                tries += 1;
            }
            Err(CommandError::Locked(locked)) => {
                return Err(CommandError::Locked(Locked { tries, ..locked }));
            }
            ran => return ran,
        }
    }
}

/// The pause after so many tries: twice as long each time.
fn pause(tries: u32) -> u64 {
    LONGEST.min(1 << tries.min(10))
}

/// A migration that waited for a lock in vain.
#[derive(Debug)]
pub(crate) struct Locked {
    pub(crate) migration: String,
    pub(crate) tries: u32,
    /// Who has locks on its tables.
    pub(crate) holders: Vec<Holder>,
}

impl fmt::Display for Locked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} waits for a lock", self.migration)?;
        for holder in &self.holders {
            write!(formatter, ", and {holder}")?;
        }
        Ok(())
    }
}

impl Locked {
    /// That it was given up, and what to do.
    pub(crate) fn in_full(&self) -> String {
        let tries = match self.tries {
            1 => "once".to_owned(),
            tries => format!("{tries} times"),
        };
        let mut text = format!(
            "the migration {} stopped: it waited {tries} for a lock in vain, and nothing of it is left\n",
            self.migration
        );
        for holder in &self.holders {
            let process = holder.process;
            text += &format!("{holder}: `SELECT pg_terminate_backend({process})` ends it\n");
        }
        if self.holders.is_empty() {
            text += "`SELECT * FROM pg_stat_activity ORDER BY xact_start` says who has been at work for long\n";
        }
        text + "run the command again when the lock is free, or let it wait longer with `--lock-retries`"
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "process {} of `{}`", self.process, self.user)?;
        if let Some(state) = &self.state {
            write!(formatter, " ({state})")?;
        }
        write!(formatter, " has a lock on `{}`", self.tables)?;
        match self.seconds {
            Some(seconds) => write!(formatter, " for {seconds} s"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pauses_grow_up_to_a_limit() {
        let pauses: Vec<u64> = [1, 2, 3, 4, 5, 6, 99].map(super::pause).to_vec();
        assert_eq!(pauses, [2, 4, 8, 16, 30, 30, 30]);
    }
}
