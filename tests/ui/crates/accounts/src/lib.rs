//! A library with models of its own, which other crates reference.
//!
//! Every item has documentation and no warning is let through: what the macros add must not cause
//! one in a crate that is this strict.
#![deny(missing_docs, warnings, unreachable_pub)]
#![forbid(unsafe_code)]

use diesel::prelude::*;
use schema_core::prelude::*;

/// The standing of a user.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[sql_enum(storage = "text")]
pub enum Role {
    /// Reads.
    Reader,
    /// Reads and writes.
    Writer,
}

/// A person who can log in.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Debug, Clone)]
#[relation(many, sessions: Session)]
pub struct User {
    /// The number that other crates reference.
    pub id: i32,
    /// The address, in lower case.
    #[unique]
    pub email: String,
    /// What the user may do.
    #[column(enum, default = Role::Reader)]
    pub role: Role,
}

/// A login.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[check("length(token) >= 32")]
pub struct Session {
    /// The number.
    pub id: i32,
    /// Whose login it is.
    #[references(User, on_delete = "cascade")]
    pub user_id: i32,
    /// The secret.
    #[unique]
    pub token: String,
}

schema_core::schema! {
    /// Who can log in.
    pub struct Accounts;
    auth: [User, Session],
}
