//! As much of SQL as has to be understood where a database keeps only the text of a statement.

#[cfg(feature = "sqlite")]
mod cursor;
mod expression;

pub use crate::sql::token::SyntaxError;
pub(super) use crate::sql::token::{Token, TokenKind, tokens};
#[cfg(feature = "sqlite")]
pub(super) use cursor::Cursor;
pub(super) use expression::{expression, literal};
