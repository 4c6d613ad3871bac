//! The tests on real databases: what `schema-migrate` makes of a schema, and how Diesel works with it.

/// Inserts rows one after the other: `insert!(connection, tenant, [tenant(1), tenant(2)]);`
macro_rules! insert {
    ($connection:ident, $table:ident, [$($row:expr),+ $(,)?]) => {
        $(diesel::insert_into($table::table).values($row).execute($connection)?;)+
    };
}

mod actions;
mod cases;
mod changed_columns;
mod columns;
mod command;
mod conflicts;
mod constraints;
mod creation;
mod deletion_impact;
mod dropping;
mod enums;
mod generated_cases;
mod introspection;
mod joins;
mod loading;
mod migrations;
mod names;
#[cfg(feature = "postgres")]
mod online;
mod platform;
mod polymorphic;
mod rebuild;
mod round_trip;
mod rows;
mod triggers;
