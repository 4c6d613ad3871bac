//! Where what is asked for goes: to a file, or to the standard output.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::console::Console;
use crate::error::CommandError;

/// Writes a text to a file, as a whole or not at all, or else to the standard output.
pub(super) fn give(
    file: Option<&Path>,
    text: &str,
    console: &mut Console<'_>,
) -> Result<(), CommandError> {
    let Some(file) = file else {
        return Ok(write!(console.out, "{text}")?);
    };
    replace(file, text).map_err(|error| CommandError::Unwritable {
        path: file.display().to_string(),
        reason: error.to_string(),
    })?;
    console.say(&format!("written: {}", file.display()))?;
    Ok(())
}

/// Puts a file in place of the one that is there. What is no file, such as a device, is written to.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        return fs::write(file, text);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let temporary = file.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = File::create_new(&temporary)
        .and_then(|mut new| new.write_all(text.as_bytes()).and_then(|()| new.sync_all()))
        .and_then(|()| fs::rename(&temporary, file));
    if written.is_err() {
        // What matters to the user is why the file could not be written.
        let _ = fs::remove_file(&temporary);
    }
    written
}
