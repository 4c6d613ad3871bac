//! Migrations of a database in use: a folder for each stage.

use std::fs;
use std::path::PathBuf;

use super::{GenerateError, Losses, Migration, Migrations, Version};
use crate::dialect::Dialect;
use crate::diff::Hints;
use crate::plan::{Online, OnlinePlan};
use crate::schema::SqlSchema;

impl Migrations {
    /// What is missing for the migrations to make the declared schema, in stages that let others read
    /// and write meanwhile. Only PostgreSQL can.
    ///
    /// # Errors
    /// As [`Migrations::plan`].
    pub fn plan_online<S: schema_core::Schema>(
        &self,
        online: &Online,
    ) -> Result<OnlinePlan, GenerateError> {
        let dialect = Dialect::Postgres;
        let before = self.snapshot(dialect)?;
        let after = SqlSchema::of::<S>(dialect)?;
        let hints = Hints::of::<S>(dialect);
        Ok(OnlinePlan::between(&before, &after, &hints, online)?)
    }

    /// Writes what is missing for the declared schema as [`Migrations::generate`] does, in migrations
    /// that let others read and write meanwhile: each stage of [`Migrations::plan_online`] is one. If
    /// there are several, their versions are that of the first with a number behind it, so that they
    /// stay together: `2026-01-31-120000-01`.
    ///
    /// Nothing is written, and no folder returned, if nothing is missing.
    ///
    /// # Errors
    /// As [`Migrations::generate`].
    pub fn generate_online<S: schema_core::Schema>(
        &self,
        online: &Online,
        version: &Version,
        name: &str,
        losses: Losses,
    ) -> Result<Vec<PathBuf>, GenerateError> {
        let plan = self.plan_online::<S>(online)?;
        losses.check(plan.losses())?;
        let stages = plan.stages().len();
        let mut migrations = Vec::new();
        for (number, stage) in plan.stages().iter().enumerate() {
            let version = match stages {
                1 => version.clone(),
                _ => version.part(number + 1, stages),
            };
            let name = match stage.name() {
                "" => name.to_owned(),
                stage => format!("{name}_{stage}"),
            };
            let migration = Migration::new(version, name, stage.up_sql(), stage.down_sql())?;
            migrations.push(match stage.runs_in_transaction() {
                true => migration,
                false => migration.without_transaction(),
            });
        }
        self.write_all(&migrations, &SqlSchema::of::<S>(Dialect::Postgres)?)
    }

    /// Writes migrations and the snapshot of what they make: all of it, or nothing.
    pub(super) fn write_all(
        &self,
        migrations: &[Migration],
        schema: &SqlSchema,
    ) -> Result<Vec<PathBuf>, GenerateError> {
        let mut folders = Vec::new();
        let mut write = || -> Result<(), GenerateError> {
            for migration in migrations {
                folders.push(self.write(migration)?);
            }
            if !folders.is_empty() {
                schema.write_snapshot(self.directory())?;
            }
            Ok(())
        };
        let result = write();
        match result {
            Ok(()) => Ok(folders),
            Err(error) => {
                // Migrations without their snapshot would be generated a second time.
                for folder in folders {
                    let _ = fs::remove_dir_all(folder);
                }
                Err(error)
            }
        }
    }
}
