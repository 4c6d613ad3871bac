//! What the tests on databases share.
//!
//! | module | what it has |
//! |---|---|
//! | [`database`] | a throw-away database for each test, and the macros that run one test on several |
//! | [`cases`] | cases of migrations, from text files |
//! | [`catalog`] | what a database says about its tables, and what it should say |
//! | [`comparable`] | schemas of `schema-migrate` without what a database does not keep |
//! | [`large_schema`] | schemas of any size |
//! | [`portable`], [`postgres_and_sqlite`], … | models that use everything these databases have |

pub mod cases;
pub mod catalog;
pub mod comparable;
pub mod database;
pub mod external;
pub mod large_schema;
#[cfg(feature = "mysql")]
pub mod mysql_only;
pub mod portable;
pub mod postgres_and_sqlite;
#[cfg(feature = "postgres")]
pub mod postgres_only;
pub mod research_rows;
pub mod sqlite_only;
pub mod violation;

/// How a test ends.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
