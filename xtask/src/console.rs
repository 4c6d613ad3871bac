//! What the user reads. Output cannot fail: a closed pipe must not keep the servers from being
//! stopped.

use std::fmt::Display;
use std::io::{self, Write};

/// Tells the user what happens, on standard error.
pub(crate) fn say(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Prints a line of the result, on standard output.
pub(crate) fn print(text: impl Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Passes on bytes of Cargo's output as they are.
pub(crate) fn pass_on(bytes: &[u8]) {
    let mut stdout = io::stdout();
    let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
}

/// The end of a log, where the cause is.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_log_is_kept() {
        assert_eq!(last_lines("one\ntwo\nthree\n\n", 2), "two\nthree");
        assert_eq!(last_lines("one", 2), "one");
        assert_eq!(last_lines("", 2), "");
    }
}
