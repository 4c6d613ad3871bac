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
//! fn main() {
//!     // The Diesel tables are there, and so is the join.
//!     let titles = users::table.inner_join(posts::table).select((users::email, posts::title));
//!
//!     // So is the definition, from which `schema-migrate` makes the SQL.
//!     let key = &Post::TABLE.foreign_keys[0];
//!     assert_eq!(key.name, "posts_user_id_fkey");
//!     assert_eq!(key.references.table, "users");
//!     assert_eq!(Post::TABLE.indexes[0].name, "posts_user_id_idx");
//! }
//! ```
//!
//! - [`Model`](trait@Model) lists the attributes of a table, [`SqlEnum`](trait@SqlEnum) those of
//!   an enum, and [`schema!`] gathers the models.
//! - [`definition`] is what all of them produce: constant data.
//! - [`relation`] tells how rows are loaded with their relations.
//! - [`graph`] tells which table references which, and [`deletion`] counts what a deletion would do.
//!
//! # Features
//!
//! `sqlite`, `postgres` and `mysql`, and the features of types (`chrono`, `time`, `uuid`,
//! `serde_json`, `numeric`, `network-address`, `ipnet-address`, `64-column-tables`, `r2d2`),
//! are Diesel's, under Diesel's names. What else Diesel can do is a matter of your own dependency on
//! it, such as `128-column-tables`. `serde` serialises rows with their relations, and what a deletion would do.

pub mod definition;
pub mod deletion;
pub mod graph;
mod join;
mod model;
pub mod polymorphic;
pub mod relation;
mod schema;
mod sql_enum;
mod sql_type;
pub mod sql_types;

#[doc(hidden)]
pub mod __private;

pub use join::SingleForeignKey;
pub use model::Model;
pub use polymorphic::Polymorphic;
pub use relation::group::MissingParent;
pub use schema::{InSchema, Schema};
pub use sql_enum::SqlEnum;
pub use sql_type::HasColumnType;

#[cfg(feature = "derive")]
#[doc(inline)]
pub use schema_derive::{Model, Polymorphic, SqlEnum};

/// Gathers models into a schema: the tables of one database.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model)] pub struct User { pub id: i32 }
/// # #[derive(Model)] pub struct Organization { pub id: i32 }
/// # #[derive(Model)] pub struct Plan { pub id: i32, #[references(User)] pub user_id: i32 }
/// # #[derive(Model)] pub struct Step {
/// #     pub id: i32,
/// #     #[references(Plan)] pub plan_id: i32,
/// #     #[references(Organization)] pub organization_id: Option<i32>,
/// # }
/// schema_core::schema! {
///     /// What the platform stores.
///     pub struct Platform;
///     auth: [User, Organization],
///     research: [Plan, Step],
///     shared: [User],
///     allow: [Step -> Organization],
/// }
///
/// fn main() {
///     assert_eq!(Platform::SCHEMA.domains[1].name, "research");
///     assert_eq!(Platform::SCHEMA.tables().count(), 4);
/// }
/// ```
///
/// Every list but three is a *domain* with its models; the name is yours. A foreign key may
/// reference models of its own domain; a [polymorphic](crate::Polymorphic) reference by a tag is none, and may lead anywhere. Three lists say what else may be referenced:
///
/// - `shared: [Model]` may be referenced from every domain;
/// - `allow: [From -> To]` lets one model reference another one. An entry that no foreign key needs
///   is an error;
/// - `external: [other_crate::Model]` names models of another crate, which lists them in a schema of
///   its own. They may be referenced and joined, and their tables are that crate's to create.
///
/// The macro makes the struct, implements [`Schema`] for it and [`InSchema`] for the models, and
/// lets every two of the tables appear in one query, as Diesel's
/// `allow_tables_to_appear_in_same_query!` would, at a cost that grows with the number of tables and
/// not with that of pairs.
///
/// It is an error if a model is in no schema or in two, if a key references a model outside of the
/// schema or across domains without leave, and if two tables, constraints or indexes have one name.
///
/// A schema in a crate that calls `schema-core` otherwise says `#[schema(crate = path)]` above its
/// struct.
#[cfg(feature = "derive")]
#[doc(inline)]
pub use schema_derive::schema;

/// What user code imports beside `diesel::prelude::*`.
pub mod prelude {
    pub use crate::deletion::CountImpact;
    pub use crate::model::Model;
    pub use crate::polymorphic::{InsertChecked, Polymorphic};
    pub use crate::relation::in_hand::RowsWithRelations;
    pub use crate::relation::root::WithRelations;
    pub use crate::schema::Schema;
    pub use crate::sql_enum::SqlEnum;
    #[cfg(feature = "derive")]
    pub use schema_derive::{Model, Polymorphic, SqlEnum};
}
