//! Which table references which, and what the deletion of a row does by that.
//!
//! | item | answers |
//! |---|---|
//! | [`edges`], [`references_to`] | which table references which, by foreign keys and polymorphic references |
//! | [`effects`] | what deleting a row does to the rows that reference it |
//!
//! How many rows that are, [`deletion_impact`](crate::deletion::CountImpact::deletion_impact) counts;
//! trees and pictures of the same are in `schema-migrate`.

mod edge;
mod effect;

pub use edge::{Edge, Via, edges, references_to};
pub use effect::{Effect, Outcome, effects};
