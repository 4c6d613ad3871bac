use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Version;

/// Why something cannot be a migration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidMigration {
    /// The name is empty or has other characters.
    #[error("`{0}` cannot be the name of a migration; use lower-case letters, digits and `_`")]
    Name(String),
    /// The version is empty or has other characters.
    #[error("`{0}` cannot be the version of a migration; use digits, letters and `-`")]
    Version(String),
    /// There is nothing to do, which Diesel refuses to run.
    #[error("the migration `{0}` does nothing; write it when there is something to change")]
    Empty(String),
}

/// Why a migration was not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MigrationError {
    /// It cannot be a migration.
    #[error(transparent)]
    Invalid(#[from] InvalidMigration),
    /// There is a migration of this version, of which Diesel would run only one.
    #[error("the version {version} is that of the migration `{folder}`; use another one")]
    VersionTaken {
        /// The version.
        version: Version,
        /// The folder of the migration that has it.
        folder: String,
    },
    /// The folder of migrations could not be read.
    #[error("`{}` could not be read", path.display())]
    Read {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The migration could not be written; nothing of it was.
    #[error("`{}` could not be written", path.display())]
    Write {
        /// The folder of the migration.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl MigrationError {
    pub(super) fn read(path: &Path, source: io::Error) -> MigrationError {
        MigrationError::Read {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> MigrationError {
        MigrationError::Write {
            path: path.to_owned(),
            source,
        }
    }
}
