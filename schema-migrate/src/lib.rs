//! From the definitions of [`schema_core`] to the SQL of PostgreSQL, SQLite and MySQL/MariaDB.
//!
//! The way of the data: a declared schema is lowered to one dialect ([`SqlSchema`]). It is compared
//! with the snapshot of what the migrations so far make ([`Diff`]), of which a [`Plan`] is made in
//! steps, which is written to a folder that `diesel_migrations` runs ([`Migrations::generate`]).
//!
//! ```
//! use schema_core::definition;
//! use schema_migrate::{Dialect, SqlSchema};
//!
//! # const SCHEMA: definition::Schema = definition::Schema {
//! #     name: "Empty", comment: "", domains: &[], external: &[], shared: &[], allow: &[],
//! # };
//! struct Blog; // by `schema!`
//!
//! impl schema_core::Schema for Blog {
//!     const SCHEMA: &'static definition::Schema = &SCHEMA;
//! }
//!
//! let schema = SqlSchema::of::<Blog>(Dialect::Postgres)?;
//! println!("{}", schema.create_script());
//! println!("{}", schema.drop_script());
//! # Ok::<(), schema_migrate::LoweringErrors>(())
//! ```
//!
//! The other way, from a live database to a [`SqlSchema`], leads through the module `introspect`: it
//! is there with the features `postgres`, `sqlite` and `mysql`.

mod ddl;
mod dialect;
mod diff;
mod error;
mod files;
pub mod graph;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
pub mod introspect;
mod lower;
mod migration;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
pub mod orphans;
mod plan;
pub mod schema;
mod snapshot;
pub mod sql;

pub use ddl::{Commented, EnumAction, RebuildStep, Script, Statement, TableAction, Timeout};
pub use dialect::Dialect;
pub use diff::{Changed, Diff, Hints, Rename, TableDiff};
pub use error::{Feature, LoweringError, LoweringErrors, Problem};
pub use migration::{
    GenerateError, InvalidMigration, Losses, Migration, MigrationError, Migrations, Version,
};
pub use plan::{Online, OnlinePlan, Plan, PlanError, PlanProblem, Risk, Stage, Step};
pub use schema::SqlSchema;
pub use snapshot::{Inconsistency, SnapshotError};
