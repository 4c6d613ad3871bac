use std::fmt;

use crate::sql::QualifiedName;

/// Something in a database that no declared schema says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Other {
    /// What it is.
    pub kind: OtherKind,
    /// Its name, with the database schema that it is in. A function has its parameters in it.
    pub name: QualifiedName,
    /// The table or view that it is on, if it is on one.
    pub table: Option<QualifiedName>,
}

/// What something is that no declared schema says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OtherKind {
    /// A view.
    View,
    /// A materialised view (PostgreSQL).
    MaterializedView,
    /// A sequence that no column numbers its rows by.
    Sequence,
    /// A table of another server (PostgreSQL).
    ForeignTable,
    /// A partition of a table (PostgreSQL). The table itself is read as one.
    Partition,
    /// A virtual table (SQLite).
    VirtualTable,
    /// What a table is stored by: `PARTITION BY …`, `INHERITS …` or `UNLOGGED` on PostgreSQL, `WITHOUT
    /// ROWID` or `STRICT` on SQLite. The table is read without it.
    TableOption,
    /// A type of the user's that is no enum: a domain, a composite type or a range (PostgreSQL).
    Type,
    /// A function.
    Function,
    /// A procedure.
    Procedure,
    /// An aggregate function (PostgreSQL).
    Aggregate,
    /// A trigger.
    Trigger,
    /// A rule (PostgreSQL).
    Rule,
    /// A row security policy (PostgreSQL).
    Policy,
    /// Extended statistics (PostgreSQL).
    Statistics,
    /// An exclusion constraint (PostgreSQL).
    ExclusionConstraint,
    /// An index that its creation left unusable (PostgreSQL).
    InvalidIndex,
    /// An index of a form that cannot be declared: over a prefix of a column (MySQL).
    Index,
    /// A scheduled event (MySQL).
    Event,
}

impl fmt::Display for OtherKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            OtherKind::View => "view",
            OtherKind::MaterializedView => "materialized view",
            OtherKind::Sequence => "sequence",
            OtherKind::ForeignTable => "foreign table",
            OtherKind::Partition => "partition",
            OtherKind::VirtualTable => "virtual table",
            OtherKind::TableOption => "table option",
            OtherKind::Type => "type",
            OtherKind::Function => "function",
            OtherKind::Procedure => "procedure",
            OtherKind::Aggregate => "aggregate",
            OtherKind::Trigger => "trigger",
            OtherKind::Rule => "rule",
            OtherKind::Policy => "policy",
            OtherKind::Statistics => "statistics",
            OtherKind::ExclusionConstraint => "exclusion constraint",
            OtherKind::InvalidIndex => "invalid index",
            OtherKind::Index => "index",
            OtherKind::Event => "event",
        })
    }
}

/// ``trigger `stamp` on `post` ``
impl fmt::Display for Other {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} `{}`", self.kind, Plain(&self.name))?;
        match &self.table {
            Some(table) => write!(formatter, " on `{}`", Plain(table)),
            None => Ok(()),
        }
    }
}

/// A name without the quotes of any SQL.
struct Plain<'a>(&'a QualifiedName);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.0.schema {
            write!(formatter, "{}.", schema.as_str())?;
        }
        formatter.write_str(self.0.name.as_str())
    }
}
