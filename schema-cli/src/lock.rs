//! One process migrates a database at a time; another one waits.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::CommandError;

/// The lock on a file beside an SQLite database, which has no lock that outlives a transaction.
pub(crate) struct FileLock {
    file: File,
    path: PathBuf,
}

impl FileLock {
    /// Waits for the lock, and says so if another process has it. A database in memory has none, and
    /// neither has one whose path has parameters.
    pub(crate) fn beside(
        database: &Path,
        mut say_that_it_waits: impl FnMut() -> Result<(), CommandError>,
    ) -> Result<Option<FileLock>, CommandError> {
        let Some(name) = database.file_name() else {
            return Ok(None);
        };
        let given = database.to_string_lossy();
        if given == ":memory:" || given.starts_with("file:") {
            return Ok(None);
        }
        let mut is_said = false;
        let mut name = name.to_owned();
        name.push(".migrating");
        let path = database.with_file_name(name);
        let failed = |error: std::io::Error| CommandError::FileLock {
            path: path.display().to_string(),
            reason: error.to_string(),
        };
        loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(failed)?;
            if file.try_lock().is_err() {
                if !is_said {
                    say_that_it_waits()?;
                    is_said = true;
                }
                file.lock().map_err(failed)?;
            }
            // Who had the lock before may have removed the file that was waited for.
            if is_there(&file, &path) {
                return Ok(Some(FileLock { file, path }));
            }
        }
    }
}

/// Whether a file is the one of a path.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn is_there(_: &File, path: &Path) -> bool {
    path.exists()
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Who waits for this very file finds out that it is gone, and makes another.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
