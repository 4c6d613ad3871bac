//! As much of SQL as has to be understood where a database keeps only the text of a statement.

#[cfg(feature = "sqlite")]
mod cursor;
mod expression;
mod token;

#[cfg(feature = "sqlite")]
pub(super) use cursor::Cursor;
pub(super) use expression::{expression, literal};
pub use token::SyntaxError;
pub(super) use token::{Token, TokenKind, tokens};
