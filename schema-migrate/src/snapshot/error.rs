use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a snapshot was not read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// A merge left a conflict in it.
    #[error(
        "line {line} is a conflict of a merge: two branches have changed the same; keep what the \
         migrations of both make"
    )]
    Conflict {
        /// The line, from 1.
        line: usize,
    },
    /// A newer version of this program has written it.
    #[error("it has the format {format}, and this version reads up to {newest}: use a newer one")]
    Newer {
        /// The format of the file.
        format: u32,
        /// The newest format that is read.
        newest: u32,
    },
    /// It is no JSON, cut off, or was edited by hand.
    #[error("it is no snapshot, or not a whole one: {0}; take it from version control again")]
    Invalid(#[from] serde_json::Error),
    /// It describes what cannot be.
    #[error("{0}; take it from version control again")]
    Inconsistent(#[from] Inconsistency),
    /// Something about a file.
    #[error("`{}`: {error}", path.display())]
    In {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<SnapshotError>,
    },
    /// The file could not be read.
    #[error("`{}` could not be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file could not be written; the former one is still there.
    #[error("`{}` could not be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// What no database could hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Inconsistency {
    /// A name is there twice.
    #[error("there are two {kind} called `{name}`")]
    Twice {
        /// What is there twice.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A key or an index is over a column that is not there.
    #[error("`{object}` of the table `{table}` is over a column `{column}`, which is not there")]
    NoColumn {
        /// The table.
        table: String,
        /// The key or index.
        object: String,
        /// The column.
        column: String,
    },
}
