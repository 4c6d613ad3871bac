//! The folders of migrations, read as Diesel reads them. What Diesel would pass over is an error here.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use schema_migrate::Migrations;
use serde::Deserialize;

use crate::error::CommandError;

/// A migration in its folder.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The name of the folder.
    pub(crate) name: String,
    /// What Diesel notes of a migration that has run.
    pub(crate) version: String,
    pub(crate) in_transaction: bool,
    path: PathBuf,
}

/// Which way a migration is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

impl Direction {
    /// The file that is run.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Direction::Up => "up.sql",
            Direction::Down => "down.sql",
        }
    }

    /// The command that runs it.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Direction::Up => "schema migrate",
            Direction::Down => "schema revert",
        }
    }
}

impl Found {
    /// What a migration runs.
    pub(crate) fn sql(&self, direction: Direction) -> Result<String, CommandError> {
        let path = self.path.join(direction.file());
        let sql = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound && direction == Direction::Down => {
                return Err(CommandError::NoDown(self.path.display().to_string()));
            }
            read => read.map_err(|error| unreadable(&path, error))?,
        };
        if sql.trim().is_empty() {
            return Err(CommandError::EmptyFile(path.display().to_string()));
        }
        Ok(sql)
    }
}

/// The key that Diesel reads in `metadata.toml`; if it is not there, it is `false`.
#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    run_in_transaction: bool,
}

/// The migrations of a folder by their versions.
pub(crate) fn read(migrations: &Migrations) -> Result<Vec<Found>, CommandError> {
    let folder = migrations.directory();
    if !folder.is_dir() {
        return Err(CommandError::NoFolder(folder.display().to_string()));
    }
    let names = migrations.folder_names();
    let names = names.map_err(|error| CommandError::Generate(error.into()))?;
    let mut by_version: BTreeMap<String, Found> = BTreeMap::new();
    for name in names {
        let found = one(folder, name)?;
        let version = found.version.clone();
        if let Some(other) = by_version.insert(version.clone(), found) {
            let one = by_version.remove(&version).map(|found| found.name);
            return Err(CommandError::SameVersion {
                version,
                one: other.name,
                other: one.unwrap_or_default(),
            });
        }
    }
    Ok(by_version.into_values().collect())
}

fn one(folder: &Path, name: String) -> Result<Found, CommandError> {
    let path = folder.join(&name);
    if !path.join("up.sql").is_file() {
        return Err(CommandError::NoUp(path.display().to_string()));
    }
    let version = name.split('_').next().unwrap_or_default().replace('-', "");
    Ok(Found {
        version,
        in_transaction: runs_in_transaction(&path.join("metadata.toml"))?,
        name,
        path,
    })
}

fn runs_in_transaction(path: &Path) -> Result<bool, CommandError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        read => read.map_err(|error| unreadable(path, error))?,
    };
    let metadata: Result<Metadata, toml::de::Error> = toml::from_str(&text);
    match metadata {
        Ok(metadata) => Ok(metadata.run_in_transaction),
        Err(error) => Err(CommandError::Metadata {
            path: path.display().to_string(),
            reason: error.message().to_owned(),
        }),
    }
}

fn unreadable(path: &Path, error: std::io::Error) -> CommandError {
    CommandError::Unreadable {
        path: path.display().to_string(),
        reason: error.to_string(),
    }
}
