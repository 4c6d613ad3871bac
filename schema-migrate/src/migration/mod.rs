//! Folders of migrations in Diesel's layout.

mod error;
mod generate;
mod online;
mod version;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use error::{InvalidMigration, MigrationError};
pub use generate::{GenerateError, Losses};
pub use version::Version;

use crate::files;

/// One migration: the SQL that makes a change and the SQL that takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    version: Version,
    name: String,
    up: String,
    down: String,
    run_in_transaction: bool,
}

impl Migration {
    /// A migration that runs in a transaction. If `down` is empty, it cannot be reverted.
    ///
    /// ```
    /// use schema_migrate::{Migration, Version};
    ///
    /// let version = Version::new("2026-01-31-120000")?;
    /// let migration = Migration::new(version, "add_steps", "CREATE TABLE …;", "DROP TABLE …;")?;
    /// assert_eq!(migration.folder_name(), "2026-01-31-120000_add_steps");
    /// # Ok::<(), schema_migrate::InvalidMigration>(())
    /// ```
    pub fn new(
        version: Version,
        name: impl Into<String>,
        up: impl Into<String>,
        down: impl Into<String>,
    ) -> Result<Migration, InvalidMigration> {
        let (name, up, down) = (name.into(), up.into(), down.into());
        let is_allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
        if name.is_empty() || !name.bytes().all(is_allowed) {
            return Err(InvalidMigration::Name(name));
        }
        if up.trim().is_empty() {
            return Err(InvalidMigration::Empty(name));
        }
        Ok(Migration {
            version,
            name,
            up,
            down,
            run_in_transaction: true,
        })
    }

    /// The same migration, run outside of a transaction, as `CREATE INDEX CONCURRENTLY` needs it.
    ///
    /// On PostgreSQL several statements in one file are one transaction all the same: such a
    /// migration has one statement only.
    #[must_use]
    pub fn without_transaction(self) -> Migration {
        Migration {
            run_in_transaction: false,
            ..self
        }
    }

    /// The name of the migration's folder.
    pub fn folder_name(&self) -> String {
        format!("{}_{}", self.version, self.name)
    }

    /// The files of the migration's folder.
    fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        // Diesel reads a `metadata.toml` without the key as `false`, and its absence as `true`.
        let metadata =
            (!self.run_in_transaction).then_some(("metadata.toml", "run_in_transaction = false\n"));
        let down = (!self.down.trim().is_empty()).then_some(("down.sql", self.down.as_str()));
        std::iter::once(("up.sql", self.up.as_str()))
            .chain(down)
            .chain(metadata)
    }
}

/// A folder of migrations, as `diesel_migrations` reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrations {
    directory: PathBuf,
}

impl Migrations {
    /// The migrations in a folder, which need not exist yet.
    pub fn new(directory: impl Into<PathBuf>) -> Migrations {
        Migrations {
            directory: directory.into(),
        }
    }

    /// The folder.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The names of the migrations' folders, sorted.
    pub fn folder_names(&self) -> Result<Vec<String>, MigrationError> {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(MigrationError::read(&self.directory, error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| MigrationError::read(&self.directory, error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() && !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Writes a migration and returns its folder. The folder appears with all its files or not at
    /// all, and never in place of another migration of the same version.
    pub fn write(&self, migration: &Migration) -> Result<PathBuf, MigrationError> {
        self.check_version_is_free(&migration.version)?;
        let folder = self.directory.join(migration.folder_name());
        let temporary = files::temporary_beside(&folder);
        let written = write_files(&temporary, migration)
            .and_then(|()| fs::rename(&temporary, &folder))
            .map_err(|error| MigrationError::write(&folder, error));
        if written.is_err() {
            // What matters to the user is why the migration could not be written.
            let _ = fs::remove_dir_all(&temporary);
        }
        written.map(|()| folder)
    }

    /// The first migration but the one that Diesel's command makes, which creates no table.
    fn first_of_others(&self) -> Result<Option<String>, MigrationError> {
        let names = self.folder_names()?;
        let mut others = names
            .into_iter()
            .filter(|name| !name.ends_with("_diesel_initial_setup"));
        Ok(others.next())
    }

    fn check_version_is_free(&self, version: &Version) -> Result<(), MigrationError> {
        let names = self.folder_names()?;
        match names.into_iter().find(|name| version.is_of(name)) {
            Some(folder) => Err(MigrationError::VersionTaken {
                version: version.clone(),
                folder,
            }),
            None => Ok(()),
        }
    }
}

fn write_files(folder: &Path, migration: &Migration) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, content) in migration.files() {
        files::write_new(&folder.join(name), content.as_bytes())?;
    }
    Ok(())
}
