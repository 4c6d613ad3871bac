//! Migrations that write themselves: from the snapshot in their folder to the declared schema.

use std::path::PathBuf;

use thiserror::Error;

use super::{InvalidMigration, Migration, MigrationError, Migrations, Version};
use crate::dialect::Dialect;
use crate::diff::Hints;
use crate::error::LoweringErrors;
use crate::plan::{Plan, PlanError};
use crate::schema::SqlSchema;
use crate::snapshot::SnapshotError;

/// Whether a migration may destroy data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Losses {
    /// It is refused, and what would be lost is said.
    #[default]
    Refused,
    /// It is written.
    Allowed,
}

impl Losses {
    /// Refuses losses that are not allowed.
    pub(super) fn check<'l>(
        self,
        losses: impl Iterator<Item = &'l str>,
    ) -> Result<(), GenerateError> {
        let losses: Vec<String> = losses.map(str::to_owned).collect();
        if losses.is_empty() || self == Losses::Allowed {
            return Ok(());
        }
        Err(GenerateError::Destructive { losses })
    }
}

/// Why no migration was written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// The database cannot express the schema.
    #[error(transparent)]
    Lowering(#[from] LoweringErrors),
    /// The snapshot could not be read or written.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The snapshot is that of another database.
    #[error("the snapshot in `{}` is one of {found}, and not of {wanted}: a folder has the migrations of one database", folder.display())]
    OtherDialect {
        /// The folder.
        folder: PathBuf,
        /// The database of the snapshot.
        found: Dialect,
        /// The database that was asked for.
        wanted: Dialect,
    },
    /// There are migrations, and no snapshot of what they make.
    #[error(
        "there is a migration, `{folder}`, and no snapshot of what the migrations make: `schema adopt` (`Migrations::adopt`) writes one, when the declared schema is what they make"
    )]
    NoSnapshot {
        /// The folder of a migration.
        folder: String,
    },
    /// Rows that are there already would have no value.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Data would be lost.
    #[error("this would destroy {}; allow it if that is meant", losses.join(", and "))]
    Destructive {
        /// What would be lost.
        losses: Vec<String>,
    },
    /// The migration could not be written.
    #[error(transparent)]
    Migration(#[from] MigrationError),
}

impl From<InvalidMigration> for GenerateError {
    fn from(invalid: InvalidMigration) -> GenerateError {
        GenerateError::Migration(invalid.into())
    }
}

impl Migrations {
    /// What is missing for the migrations to make the declared schema.
    ///
    /// # Errors
    /// If the snapshot cannot be read, the database cannot express the schema, or rows that are there
    /// would have no value.
    pub fn plan<S: schema_core::Schema>(&self, dialect: Dialect) -> Result<Plan, GenerateError> {
        let before = self.snapshot(dialect)?;
        let after = SqlSchema::of::<S>(dialect)?;
        Ok(Plan::between(&before, &after, &Hints::of::<S>(dialect))?)
    }

    /// Writes the migration that is missing for the declared schema, and the new snapshot. Nothing is
    /// written, and nothing returned, if there is none.
    ///
    /// The first migration creates everything.
    ///
    /// ```no_run
    /// # use schema_core::definition;
    /// use schema_migrate::{Dialect, Losses, Migrations, Version};
    /// # struct Blog;
    /// # impl schema_core::Schema for Blog {
    /// #     const SCHEMA: &'static definition::Schema = &definition::Schema {
    /// #         name: "Blog", comment: "", domains: &[], external: &[], shared: &[], allow: &[],
    /// #     };
    /// # }
    ///
    /// let migrations = Migrations::new("migrations");
    /// let version = Version::now();
    /// match migrations.generate::<Blog>(Dialect::Postgres, version, "add_steps", Losses::Refused)? {
    ///     Some(folder) => println!("written: {}", folder.display()),
    ///     None => println!("nothing to do"),
    /// }
    /// # Ok::<(), schema_migrate::GenerateError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Migrations::plan`]; if data would be lost and that is refused; and if a file cannot be
    /// written.
    pub fn generate<S: schema_core::Schema>(
        &self,
        dialect: Dialect,
        version: Version,
        name: &str,
        losses: Losses,
    ) -> Result<Option<PathBuf>, GenerateError> {
        let plan = self.plan::<S>(dialect)?;
        if plan.is_empty() {
            return Ok(None);
        }
        losses.check(plan.losses())?;
        let mut migration = Migration::new(version, name, plan.up_sql(), plan.down_sql())?;
        if !plan.runs_in_transaction() {
            migration = migration.without_transaction();
        }
        let folders = self.write_all(&[migration], &SqlSchema::of::<S>(dialect)?)?;
        Ok(folders.into_iter().next())
    }

    /// Takes the declared schema for what the migrations so far make: the snapshot is written, and no
    /// migration. Returns the file of the snapshot.
    ///
    /// # Errors
    /// If the database cannot express the schema, or the file cannot be written.
    pub fn adopt<S: schema_core::Schema>(
        &self,
        dialect: Dialect,
    ) -> Result<PathBuf, GenerateError> {
        Ok(SqlSchema::of::<S>(dialect)?.write_snapshot(self.directory())?)
    }

    /// The schema that the migrations so far make.
    pub(super) fn snapshot(&self, dialect: Dialect) -> Result<SqlSchema, GenerateError> {
        match SqlSchema::read_snapshot(self.directory())? {
            Some(schema) if schema.dialect != dialect => Err(GenerateError::OtherDialect {
                folder: self.directory().to_owned(),
                found: schema.dialect,
                wanted: dialect,
            }),
            Some(schema) => Ok(schema),
            None => match self.first_of_others()? {
                Some(folder) => Err(GenerateError::NoSnapshot { folder }),
                None => Ok(SqlSchema::empty(dialect)),
            },
        }
    }
}
