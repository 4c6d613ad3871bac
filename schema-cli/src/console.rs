//! What the user sees: answers, steps, notes, and their colours.

use std::fmt::Display;
use std::io::{self, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

/// What is as it should be.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What failed, or destroys something.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What to look at.
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default();
/// What is less important than what is beside it.
const QUIET: Style = Style::new().dimmed();

/// A text in a style. The stream takes the style away if nobody wants it.
pub(crate) fn painted(style: Style, text: &str) -> impl Display {
    format!("{style}{text}{style:#}")
}

/// SQL whose comments are less important, but for those that warn.
pub(crate) fn sql(text: &str) -> String {
    let mut painted_text = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let style = match line {
            line if line.starts_with("-- loses data") => BAD,
            line if line.starts_with("-- may fail") => NOTE,
            line if line.starts_with("--") => QUIET,
            _ => Style::new(),
        };
        painted_text += &format!("{style}{line}{style:#}{end}");
    }
    painted_text
}

/// Where answers and notes go.
pub(crate) struct Console<'w> {
    /// Answers.
    pub(crate) out: &'w mut dyn Write,
    /// Notes.
    pub(crate) err: &'w mut dyn Write,
    /// Answers are in JSON: no steps are told.
    pub(crate) json: bool,
    /// Somebody looks at the standard error: a step is shown while it lasts.
    pub(crate) is_live: bool,
    /// The step that lasts.
    pub(crate) step: Option<Step>,
}

/// A step that lasts.
pub(crate) struct Step {
    label: String,
    bar: Option<ProgressBar>,
}

impl Console<'_> {
    /// Says something, unless the answer is in JSON.
    pub(crate) fn say(&mut self, text: &str) -> io::Result<()> {
        if self.json {
            return Ok(());
        }
        writeln!(self.out, "{text}")
    }

    /// Says something that is no answer.
    pub(crate) fn note(&mut self, text: &str) -> io::Result<()> {
        let bar = self.step.as_ref().and_then(|step| step.bar.as_ref());
        let mut write = || writeln!(self.err, "{} {text}", painted(NOTE, "note:"));
        match bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// A step begins: its line is there before it ends.
    pub(crate) fn begin(&mut self, label: String) -> io::Result<()> {
        if self.json {
            return Ok(());
        }
        let bar = self.is_live.then(|| spinner(&label));
        if bar.is_none() {
            write!(self.out, "{label} … ")?;
            self.out.flush()?;
        }
        self.step = Some(Step { label, bar });
        Ok(())
    }

    /// The step ends.
    pub(crate) fn end<T, E>(&mut self, result: &Result<T, E>) -> io::Result<()> {
        let Some(step) = self.step.take() else {
            return Ok(());
        };
        if let Some(bar) = step.bar {
            bar.finish_and_clear();
            write!(self.out, "{} … ", step.label)?;
        }
        match result {
            Ok(_) => writeln!(self.out, "{}", painted(GOOD, "done")),
            Err(_) => writeln!(self.out, "{}", painted(BAD, "stopped")),
        }
    }
}

/// Turns beside a label, with the time that has passed.
fn spinner(label: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(label.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
