//! Snapshots: the schema that the migrations so far have made, in a file beside them.
//!
//! A migration is what has to be done from the snapshot to the declared schema. The file is made for
//! people who read a diff of it, and for version control: one line for each column, key and index, in
//! the order of declaration, so that branches that change different things merge.

mod consistency;
mod error;
mod format;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use error::{Inconsistency, SnapshotError};

use crate::files;
use crate::schema::SqlSchema;

/// The version of the format that is written, and the newest that is read.
const FORMAT: u32 = 1;

/// The file, in the folder of migrations. Diesel takes only folders for migrations.
pub(crate) const FILE_NAME: &str = "schema.snapshot.json";

/// What is in a file.
#[derive(Serialize, Deserialize)]
struct Document<Schema> {
    format: u32,
    schema: Schema,
}

/// The beginning of a file of any version.
#[derive(Deserialize)]
struct Beginning {
    format: u32,
}

impl SqlSchema {
    /// The schema as the text of a snapshot. The same schema always has the same text.
    ///
    /// ```
    /// use schema_migrate::{Dialect, SqlSchema};
    ///
    /// let empty = SqlSchema::empty(Dialect::Sqlite);
    /// let snapshot = empty.to_snapshot();
    /// assert_eq!(SqlSchema::from_snapshot(&snapshot)?, empty);
    /// # Ok::<(), schema_migrate::SnapshotError>(())
    /// ```
    pub fn to_snapshot(&self) -> String {
        format::to_string(&Document {
            format: FORMAT,
            schema: self,
        })
    }

    /// Reads the text of a snapshot.
    ///
    /// # Errors
    /// If the text is cut off, of a newer version, holds a conflict of a merge, or describes what no
    /// database could hold.
    pub fn from_snapshot(text: &str) -> Result<SqlSchema, SnapshotError> {
        if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<<")) {
            return Err(SnapshotError::Conflict { line: line + 1 });
        }
        let beginning: Beginning = serde_json::from_str(text)?;
        if beginning.format > FORMAT {
            return Err(SnapshotError::Newer {
                format: beginning.format,
                newest: FORMAT,
            });
        }
        let document: Document<SqlSchema> = serde_json::from_str(text)?;
        consistency::check(&document.schema)?;
        Ok(document.schema)
    }

    /// Reads the snapshot in a folder of migrations; there may be none yet.
    ///
    /// # Errors
    /// As [`SqlSchema::from_snapshot`], and if the file cannot be read.
    pub fn read_snapshot(folder: &Path) -> Result<Option<SqlSchema>, SnapshotError> {
        let path = folder.join(FILE_NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(SnapshotError::Read { path, source }),
        };
        match SqlSchema::from_snapshot(&text) {
            Ok(schema) => Ok(Some(schema)),
            Err(error) => Err(SnapshotError::In {
                path,
                error: Box::new(error),
            }),
        }
    }

    /// Writes the snapshot into a folder of migrations, all of it or nothing, and tells which file it is.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_snapshot(&self, folder: &Path) -> Result<PathBuf, SnapshotError> {
        let path = folder.join(FILE_NAME);
        match files::write(&path, self.to_snapshot().as_bytes()) {
            Ok(()) => Ok(path),
            Err(source) => Err(SnapshotError::Write { path, source }),
        }
    }
}
