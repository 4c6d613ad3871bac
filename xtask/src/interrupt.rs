//! Ctrl-C and its like: a flag that every wait looks at, so that the usual way out stops all.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use crate::failure::{Context, Failure, Result};

/// Whether the user asked to stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From here on the signals that end a program raise the flag instead.
    pub(crate) fn listen() -> Result<Self> {
        let interrupt = Self::default();
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&interrupt.0))
                .cannot("listen for Ctrl-C")?;
        }
        Ok(interrupt)
    }

    pub(crate) fn raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the current step if the user asked to stop.
    pub(crate) fn check(&self) -> Result<()> {
        if self.raised() {
            Err(Failure::new("interrupted"))
        } else {
            Ok(())
        }
    }

    #[cfg(test)]
    pub(crate) fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
