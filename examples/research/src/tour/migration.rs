//! The first migration: written to a folder, run by `diesel_migrations`.

use super::Result;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use research::Research;
use schema_migrate::{Dialect, Losses, Migrations, Version};
use std::fs;
use std::io::Write;
use std::path::Path;

/// A fixed version, so that the tour looks the same every day; elsewhere it is `Version::now()`.
const VERSION: &str = "2026-01-15-090000";

pub(crate) fn run(connection: &mut SqliteConnection, out: &mut dyn Write) -> Result {
    let directory = tempfile::tempdir()?;
    let migrations = Migrations::new(directory.path());
    let version = Version::new(VERSION)?;
    let folder = migrations
        .generate::<Research>(Dialect::Sqlite, version, "create_research", Losses::Refused)?
        .ok_or("there is no table to create")?;
    writeln!(
        out,
        "Written in Diesel's layout, here to a temporary folder:\n"
    )?;
    for file in ["up.sql", "down.sql"] {
        show_file(directory.path(), &folder.join(file), out)?;
    }

    // SQLite checks foreign keys only if it is told to, on every connection.
    connection.batch_execute("PRAGMA foreign_keys = ON")?;
    let migrations = FileBasedMigrations::from_path(directory.path())?;
    for version in connection.run_pending_migrations(migrations)? {
        writeln!(out, "\nRun on a database in memory: version {version}.")?;
    }
    Ok(())
}

fn show_file(directory: &Path, file: &Path, out: &mut dyn Write) -> Result {
    let lines = fs::read_to_string(file)?.lines().count();
    let name = file.strip_prefix(directory)?.display().to_string();
    writeln!(out, "    {name:<44}{lines:>4} lines")?;
    Ok(())
}
