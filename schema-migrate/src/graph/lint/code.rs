use std::fmt::{self, Display};
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not looked for.
    Off,
    /// It is said.
    Warning,
    /// It is said, and `schema lint` fails.
    Error,
}

impl Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Level::Off => "off",
            Level::Warning => "warning",
            Level::Error => "error",
        })
    }
}

/// A kind of mistake. Its name stays the same from release to release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// A relation to many rows is called like one.
    RelationNamePlural,
    /// A relation to one row is called like many.
    RelationNameSingular,
    /// Rows are not found by a foreign key: deleting a parent reads the whole table.
    ForeignKeyWithoutIndex,
    /// What an index finds, another one finds as well.
    RedundantIndex,
    /// Rows that may do without a parent are deleted with it.
    NullableCascade,
    /// Rows stay whose only references became NULL, and nothing leads to them.
    SetNullOrphans,
    /// Tables that need each other: no first row can be inserted.
    UndeferredCycle,
    /// A table or column is not documented. Off, unless it is asked for.
    MissingComment,
    /// A text in a key has no length, and gets one on MySQL. Off, unless it is for MySQL.
    MysqlTextKeyLength,
    /// A table allows a code that there is not.
    UnknownCode,
}

impl Code {
    /// Every code.
    pub const ALL: [Code; 10] = [
        Code::RelationNamePlural,
        Code::RelationNameSingular,
        Code::ForeignKeyWithoutIndex,
        Code::RedundantIndex,
        Code::NullableCascade,
        Code::SetNullOrphans,
        Code::UndeferredCycle,
        Code::MissingComment,
        Code::MysqlTextKeyLength,
        Code::UnknownCode,
    ];

    /// The name by which it is allowed.
    ///
    /// ```
    /// use schema_migrate::graph::lint::Code;
    /// assert_eq!(Code::RedundantIndex.as_str(), "redundant-index");
    /// assert_eq!("redundant-index".parse(), Ok(Code::RedundantIndex));
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::RelationNamePlural => "relation-name-plural",
            Code::RelationNameSingular => "relation-name-singular",
            Code::ForeignKeyWithoutIndex => "foreign-key-without-index",
            Code::RedundantIndex => "redundant-index",
            Code::NullableCascade => "nullable-cascade",
            Code::SetNullOrphans => "set-null-orphans",
            Code::UndeferredCycle => "undeferred-cycle",
            Code::MissingComment => "missing-comment",
            Code::MysqlTextKeyLength => "mysql-text-key-length",
            Code::UnknownCode => "unknown-code",
        }
    }

    /// How bad it is if nothing else is said.
    pub const fn default_level(self) -> Level {
        match self {
            Code::UndeferredCycle => Level::Error,
            Code::MissingComment | Code::MysqlTextKeyLength => Level::Off,
            _ => Level::Warning,
        }
    }
}

impl Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// There is no such code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown code `{0}`: use one of {all}", all = Code::ALL.map(Code::as_str).join(", "))]
pub struct UnknownCode(String);

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Code, UnknownCode> {
        let mut codes = Code::ALL.into_iter();
        let code = codes.find(|code| code.as_str() == text);
        code.ok_or_else(|| UnknownCode(text.to_owned()))
    }
}
