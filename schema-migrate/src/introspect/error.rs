use thiserror::Error;

use super::syntax::SyntaxError;
use crate::sql::{InvalidIdentifier, InvalidText};

/// Why the schema of a database cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IntrospectError {
    /// A query of the catalog failed.
    #[error("cannot read the {objects} of the database: {source}")]
    Query {
        /// What the query asks for.
        objects: &'static str,
        /// What the database says.
        source: diesel::result::Error,
    },
    /// The connection is to a server and not to a database on it.
    #[error("the connection has no current database; name one in its URL")]
    NoDatabase,
    /// The catalog has a name that is none.
    #[error("the catalog has an object with an unusable name: {0}")]
    Name(#[from] InvalidIdentifier),
    /// The catalog has a text that cannot be written in SQL.
    #[error("the catalog has an unusable text: {0}")]
    Text(#[from] InvalidText),
    /// SQL that the database keeps is none that is known here.
    #[error("cannot read the SQL of `{object}`: {problem}")]
    Sql {
        /// The object.
        object: String,
        /// What is wrong with it, or with its reader.
        problem: SyntaxError,
    },
    /// The catalog has a code that is not known here.
    #[error("`{object}` has an unknown {what}: `{code}`")]
    UnknownCode {
        /// The object.
        object: String,
        /// What the code stands for.
        what: &'static str,
        /// The code.
        code: String,
    },
}

impl IntrospectError {
    /// What a failed query becomes.
    pub(super) fn query(objects: &'static str) -> impl FnOnce(diesel::result::Error) -> Self {
        move |source| Self::Query { objects, source }
    }

    /// What a mistake in the SQL of an object becomes.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    pub(super) fn sql(object: &str) -> impl FnOnce(SyntaxError) -> Self {
        let object = object.to_owned();
        move |problem| Self::Sql { object, problem }
    }

    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(super) fn unknown(object: &str, what: &'static str, code: &str) -> Self {
        Self::UnknownCode {
            object: object.to_owned(),
            what,
            code: code.to_owned(),
        }
    }
}
