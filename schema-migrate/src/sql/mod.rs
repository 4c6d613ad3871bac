//! The building blocks of SQL text that escape themselves.
//!
//! A name, a text or a number reaches a statement only through one of these types. The one exception
//! is [`Expression`]: SQL that the user wrote in an attribute.

mod expression;
mod identifier;
mod literal;
mod names;
#[cfg_attr(
    not(any(feature = "postgres", feature = "sqlite", feature = "mysql")),
    allow(
        dead_code,
        unreachable_pub,
        reason = "what only reading a database needs"
    )
)]
pub(crate) mod token;

pub use expression::Expression;
pub use identifier::{Identifier, InvalidIdentifier, QualifiedName};
pub use literal::{InvalidNumber, InvalidText, Literal, Number, Text};
pub(crate) use names::names_column;
