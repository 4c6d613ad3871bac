//! Scripts of SQL statements: what creates a schema, what drops it.

mod alter;
mod create;
mod drop;
mod online;
pub(crate) mod order;
mod rebuild;
mod render;
mod script;
mod statement;
mod trigger;

#[cfg(feature = "postgres")]
pub(crate) use trigger::dollar_quote;

pub use script::Script;
pub use statement::{Commented, EnumAction, RebuildStep, Statement, TableAction, Timeout};

use crate::schema::SqlSchema;

impl SqlSchema {
    /// The SQL that creates everything in an empty database.
    ///
    /// Tables come after the tables that they reference and otherwise in the order of declaration.
    /// In a ring of foreign keys, those that lead to a later table are added at the end (on SQLite
    /// they stay in their table, where they may name a table that is still to come). On MySQL
    /// indexes are part of their table, so that InnoDB makes none of its own for the keys.
    ///
    /// On PostgreSQL and SQLite the script can run in a transaction; on MySQL each statement commits
    /// by itself.
    pub fn create_script(&self) -> Script {
        create::script(self)
    }

    /// The SQL that drops everything, rows included, in the opposite order.
    ///
    /// A database schema is dropped only if nothing is left in it. On SQLite, tables in rings of
    /// foreign keys are dropped with `PRAGMA foreign_keys = OFF`, which has no effect within a
    /// transaction: with it on, dropping a table deletes its rows, and their actions look for tables
    /// that are gone. Plans ([`Plan`](crate::Plan)) turn it off by themselves.
    pub fn drop_script(&self) -> Script {
        drop::script(self)
    }
}
