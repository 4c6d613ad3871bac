use super::TableName;

/// A relation between two models, as a query loads it. Every relation has a foreign key behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// The name, as in `ResearchPlan::steps()`.
    pub name: &'static str,
    /// The kind, which tells what loading gives.
    pub kind: RelationKind,
    /// The table that the relation leads to.
    pub target: TableName,
    /// The table that holds the foreign key (for a relation through a junction table, the
    /// junction).
    pub holder: TableName,
    /// The SQL names of the foreign key's columns on `holder`.
    pub columns: &'static [&'static str],
    /// For a relation through a junction table, the SQL names of the columns that lead on to
    /// `target`; empty otherwise.
    pub target_columns: &'static [&'static str],
}

/// What loading a [`Relation`] gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationKind {
    /// The row that a foreign key references; there may be none if the key is nullable.
    One {
        /// Whether one of the key's columns is nullable.
        nullable: bool,
    },
    /// The row that references this one by a unique foreign key, if there is one.
    InverseOne,
    /// The rows that reference this one.
    Many,
    /// The rows on the other side of a junction table.
    ManyThrough,
}
