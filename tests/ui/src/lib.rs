//! The cases of misuse in `compile_fail/`, and what their errors have to look like.
//!
//! `compile_fail/<category>/<mistake>.rs` is what a user wrote, `<mistake>.stderr` beside it is what
//! the compiler says. `tests/all.rs` compiles them and compares.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file of misuse and its errors.
#[derive(Debug)]
pub struct Case {
    /// `<category>/<mistake>`.
    pub name: String,
    /// What the compiler says.
    pub errors: String,
}

impl Case {
    /// What is wrong with the errors, in words.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        // Lines that the compiler draws under several lines of code are no words.
        let is_drawn = |line: &&str| line.chars().all(|one| " |_^-".contains(one));
        let said: String = self
            .errors
            .lines()
            .filter(|line| !is_drawn(line))
            .flat_map(|line| [line, "\n"])
            .collect();
        for word in INTERNAL {
            if said.contains(word) {
                faults.push(format!("says `{word}`, which no user wrote"));
            }
        }
        let errors = self.errors.lines().filter(|line| line.starts_with("error"));
        let count = errors.clone().count();
        if self.name.starts_with(SEVERAL) {
            if count < 2 {
                faults.push("has several mistakes and one error".to_owned());
            }
        } else if count > 1 {
            faults.push(format!("has one mistake and {count} errors"));
        }
        for error in errors {
            faults.extend(style_fault(error));
        }
        if let Some(line) = self.points_at_a_derive() {
            faults.push(format!("points at `{line}` and not at the mistake"));
        }
        faults
    }

    /// The line of a derive that an error points at in the first place.
    fn points_at_a_derive(&self) -> Option<&str> {
        let mut first_marks = false;
        let mut before = "";
        for line in self.errors.lines() {
            if line.starts_with("error") {
                first_marks = true;
            } else if first_marks && line.contains('^') {
                if before.contains("#[derive(") {
                    return Some(before.trim());
                }
                first_marks = false;
            }
            before = line;
        }
        None
    }
}

/// The category of files with more than one mistake.
const SEVERAL: &str = "several_mistakes/";

/// Names that only generated code has.
const INTERNAL: [&str; 12] = [
    "__",
    "{constant#",
    "SqlType::",
    "NoColumn",
    "NOWHERE",
    "Listed",
    "Differs",
    "Beside",
    "HasForeignKey",
    "KeysTo",
    "JoinTo",
    "type annotations needed",
];

/// Error text is in lower case and has no full stop; names of products and in backticks are as they are.
fn style_fault(error: &str) -> Option<String> {
    let (_, text) = error.split_once(": ")?;
    let text = text.strip_prefix("evaluation panicked: ").unwrap_or(text);
    let begins_well = text.starts_with(|first: char| first.is_lowercase() || first == '`')
        || text.starts_with("Diesel");
    if !begins_well || text.ends_with('.') {
        return Some(format!(
            "`{text}` is not in lower case, or ends in a full stop"
        ));
    }
    None
}

/// The folder of the cases.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("compile_fail")
}

/// The names of all files `<category>/<mistake>` with this extension, in order.
///
/// # Errors
/// If the folder cannot be read.
pub fn names(extension: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for category in fs::read_dir(folder())? {
        let category = category?;
        for file in fs::read_dir(category.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|found| found == extension) {
                let category = category.file_name();
                let stem = path.file_stem().unwrap_or_default();
                names.push(format!(
                    "{}/{}",
                    category.to_string_lossy(),
                    stem.to_string_lossy()
                ));
            }
        }
    }
    names.sort();
    Ok(names)
}

/// Every case with its errors, in order.
///
/// # Errors
/// If a file cannot be read.
pub fn cases() -> io::Result<Vec<Case>> {
    names("stderr")?
        .into_iter()
        .map(|name| {
            let errors = fs::read_to_string(folder().join(format!("{name}.stderr")))?;
            Ok(Case { name, errors })
        })
        .collect()
}
