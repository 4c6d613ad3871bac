//! Models that use everything that PostgreSQL, SQLite and MySQL all have.

#![expect(
    missing_docs,
    reason = "the names say it; comments here are part of the schema"
)]

pub mod archive;
pub mod fellows;
pub mod keys;
pub mod library;
pub mod media;
pub mod names;
pub mod sales;
pub mod sports;
pub mod values;
