//! What went wrong, in words that name the place and the fix.

use std::fmt::{self, Display, Formatter};

/// A message for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// The outcome of a step that may fail.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Says what was being done when an error came up.
pub(crate) trait Context<T> {
    /// Turns the error into `cannot {doing}: {error}`.
    fn cannot(self, doing: impl Display) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn cannot(self, doing: impl Display) -> Result<T> {
        self.map_err(|error| Failure(format!("cannot {doing}: {error}")))
    }
}
