//! The building blocks of SQL text that escape themselves.
//!
//! A name, a text or a number reaches a statement only through one of these types. The one exception
//! is [`Expression`]: SQL that the user wrote in an attribute.

mod expression;
mod identifier;
mod literal;

pub use expression::Expression;
pub use identifier::{Identifier, InvalidIdentifier, QualifiedName};
pub use literal::{InvalidNumber, InvalidText, Literal, Number, Text};
