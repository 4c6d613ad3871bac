//! From the definitions of [`schema_core`] to the SQL of PostgreSQL, SQLite and MySQL/MariaDB.
//!
//! The way of the data: a declared schema is lowered to one dialect ([`SqlSchema`]), of which
//! scripts are made ([`Script`]), which are written to folders that `diesel_migrations` runs
//! ([`Migrations`]).
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
mod error;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
pub mod introspect;
mod lower;
mod migration;
pub mod schema;
pub mod sql;

pub use ddl::{Commented, Script, Statement};
pub use dialect::Dialect;
pub use error::{Feature, LoweringError, LoweringErrors, Problem};
pub use migration::{
    InitialMigrationError, InvalidMigration, Migration, MigrationError, Migrations, Version,
};
pub use schema::SqlSchema;
