//! Reads the schema of a live database.
//!
//! [`Introspect`] is there for Diesel's connections, each behind the feature of its database:
//! `postgres`, `sqlite`, `mysql`. What comes out is the [`SqlSchema`] that would create the tables
//! again, with types, names and defaults spelt as [`SqlSchema::of`] spells them, and a list of
//! everything that no `SqlSchema` can say.
//!
//! ```no_run
//! # #[cfg(feature = "sqlite")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use diesel::{Connection, SqliteConnection};
//! use schema_migrate::introspect::{Introspect, IntrospectOptions};
//!
//! let mut connection = SqliteConnection::establish("blog.db")?;
//! let found = connection.introspect(&IntrospectOptions::default())?;
//! println!("{}", found.schema.create_script());
//! for other in &found.others {
//!     println!("-- not written above: {other}");
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "sqlite"))]
//! # fn main() {}
//! ```
//!
//! # What differs from a declared schema
//!
//! - Tables, enum types, constraints and indexes are in the order of their names.
//! - PostgreSQL and MySQL give expressions back in their own words: a check, an index expression, a
//!   condition, a generated column and a computed default differ in the letter from what was
//!   declared. Reading a schema that was created from one that was read gives the same again.
//! - What makes no difference to a database comes back in one form: on SQLite and MySQL a column
//!   that numbers the rows is [`Identity::ByDefault`](crate::schema::Identity); on MySQL a unique
//!   index is a unique constraint, and `RESTRICT` is `NO ACTION`.
//! - SQLite need not know the names of constraints. Those without one get the name that PostgreSQL
//!   would give them; a primary key stays without.
//! - `__diesel_schema_migrations` and what is the database's own are left out.

mod error;
#[cfg(feature = "mysql")]
mod mysql;
mod options;
mod other;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
mod syntax;
mod tables;
mod trigger;

pub use error::IntrospectError;
pub use options::IntrospectOptions;
pub use other::{Other, OtherKind};
pub use syntax::SyntaxError;

use crate::schema::SqlSchema;

/// A connection to a database whose schema can be read.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use diesel::connection::SimpleConnection;
/// use diesel::{Connection, SqliteConnection};
/// use schema_migrate::introspect::{Introspect, IntrospectOptions};
///
/// let mut connection = SqliteConnection::establish(":memory:")?;
/// connection.batch_execute(
///     "CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
///      CREATE VIEW title AS SELECT title FROM post;",
/// )?;
/// let found = connection.introspect(&IntrospectOptions::default())?;
/// assert_eq!(found.schema.tables[0].columns[1].name.as_str(), "title");
/// assert_eq!(found.others[0].to_string(), "view `title`");
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
pub trait Introspect: diesel::Connection {
    /// Reads the schema of the database from its catalogs.
    ///
    /// # Errors
    /// If the database refuses a query, or says something that is not known here.
    fn introspect(&mut self, options: &IntrospectOptions)
    -> Result<Introspection, IntrospectError>;
}

/// What is in a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introspection {
    /// What a declared schema could say: its tables by name.
    pub schema: SqlSchema,
    /// What no declared schema says, by kind and name.
    pub others: Vec<Other>,
}

impl Introspection {
    /// Puts everything that has no order of its own into that of the names.
    fn new(mut schema: SqlSchema, mut others: Vec<Other>) -> Introspection {
        schema.database_schemas.sort();
        schema
            .enum_types
            .sort_by(|one, other| one.name.cmp(&other.name));
        others.sort();
        Introspection { schema, others }
    }
}
