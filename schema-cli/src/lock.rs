//! One process migrates a database at a time; another one waits.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::CommandError;

/// The lock on a file beside an SQLite database, which has no lock that outlives a transaction.
pub(crate) struct FileLock {
    file: File,
    path: PathBuf,
}

impl FileLock {
    /// Waits for the lock.
    pub(crate) fn beside(database: &Path) -> Result<Option<FileLock>, CommandError> {
        let Some(name) = database.file_name() else {
            return Ok(None);
        };
        let mut name = name.to_owned();
        name.push(".migrating");
        let path = database.with_file_name(name);
        let failed = |error: std::io::Error| CommandError::Lock(error.to_string());
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => file.lock().map_err(failed)?,
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        Ok(Some(FileLock { file, path }))
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Another process may wait for this very file: it stays if it cannot be removed first.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
