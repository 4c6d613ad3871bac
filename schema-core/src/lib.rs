//! The schema layer for Diesel: one annotated struct is the only place where a table, its foreign
//! keys, their indexes and its relations are written down.
//!
//! ```
//! use diesel::prelude::*;
//! use schema_core::prelude::*;
//!
//! /// A person who writes.
//! #[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug)]
//! #[relation(many, posts: Post)]
//! pub struct User {
//!     pub id: i32,
//!     #[unique]
//!     pub email: String,
//! }
//!
//! #[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug)]
//! pub struct Post {
//!     pub id: i32,
//!     #[references(User, on_delete = "cascade")]
//!     pub user_id: i32,
//!     pub title: String,
//! }
//!
//! schema_core::schema! {
//!     /// Everything that the blog stores.
//!     pub struct Blog;
//!     blog: [User, Post],
//! }
//!
//! // The Diesel tables are there, and so is the join.
//! let titles = users::table.inner_join(posts::table).select((users::email, posts::title));
//!
//! // So is the definition, from which `schema-migrate` makes the SQL.
//! let key = &Post::TABLE.foreign_keys[0];
//! assert_eq!(key.name, "posts_user_id_fkey");
//! assert_eq!(key.references.table, "users");
//! assert_eq!(Post::TABLE.indexes[0].name, "posts_user_id_idx");
//! # fn main() {}
//! ```
//!
//! - [`Model`](trait@Model) lists the attributes of a table, [`SqlEnum`](trait@SqlEnum) those of
//!   an enum, and [`schema!`] gathers the models.
//! - [`definition`] is what all of them produce: constant data.
//!
//! # Features
//!
//! `sqlite`, `postgres` and `mysql`, and the features of types (`chrono`, `time`, `uuid`,
//! `serde_json`, `numeric`, `network-address`, `ipnet-address`, `64-column-tables`,
//! `128-column-tables`), are Diesel's, under Diesel's names.

pub mod definition;
mod model;
mod schema;
mod sql_enum;
mod sql_type;

#[doc(hidden)]
pub mod __private;

pub use model::Model;
pub use schema::{InSchema, Schema};
pub use sql_enum::SqlEnum;
pub use sql_type::HasColumnType;

#[cfg(feature = "derive")]
#[doc(inline)]
pub use schema_derive::{Model, SqlEnum, schema};

/// What user code imports beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::model::Model;
    pub use crate::schema::Schema;
    pub use crate::sql_enum::SqlEnum;
    #[cfg(feature = "derive")]
    pub use schema_derive::{Model, SqlEnum};
}
