use super::{DialectText, TableName};

/// The primary key of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrimaryKey {
    /// The constraint's name: `<table>_pkey`, as PostgreSQL would call it.
    pub name: &'static str,
    /// The SQL names of the columns, in the order of `#[diesel(primary_key(…))]`.
    pub columns: &'static [&'static str],
}

/// A foreign key: what one `#[references]` declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name: `<table>_<columns>_fkey` by convention.
    pub name: &'static str,
    /// The SQL names of the columns that reference.
    pub columns: &'static [&'static str],
    /// The table that is referenced.
    pub references: TableName,
    /// The SQL names of the referenced columns, as many as `columns`.
    pub referenced_columns: &'static [&'static str],
    /// What happens to the referencing rows when the referenced row is deleted.
    pub on_delete: ReferentialAction,
    /// What happens to the referencing rows when the referenced key changes.
    pub on_update: ReferentialAction,
    /// When the constraint is checked.
    pub deferrability: Deferrability,
    /// The name of the `one` relation that comes with the key.
    pub relation: &'static str,
    /// `reason = "…"`: why the key does what it does, for readers; empty if it is not said.
    pub reason: &'static str,
    /// The former name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

/// A table that a foreign key references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// The names of the table.
    pub table: TableName,
    /// The columns of its primary key.
    pub primary_key: &'static [&'static str],
}

impl ForeignKey {
    /// A key to the primary key of a table, with no action, checked at once; the other methods
    /// change it.
    pub const fn new(
        name: &'static str,
        columns: &'static [&'static str],
        parent: Parent,
        relation: &'static str,
    ) -> ForeignKey {
        ForeignKey {
            name,
            columns,
            references: parent.table,
            referenced_columns: parent.primary_key,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
            deferrability: Deferrability::NotDeferrable,
            relation,
            reason: "",
            renamed_from: None,
        }
    }

    /// Sets the columns that are referenced, where they are not the primary key.
    pub const fn referencing(self, columns: &'static [&'static str]) -> ForeignKey {
        ForeignKey {
            referenced_columns: columns,
            ..self
        }
    }

    /// Sets what happens when the referenced row is deleted.
    pub const fn on_delete(self, on_delete: ReferentialAction) -> ForeignKey {
        ForeignKey { on_delete, ..self }
    }

    /// Sets what happens when the referenced key changes.
    pub const fn on_update(self, on_update: ReferentialAction) -> ForeignKey {
        ForeignKey { on_update, ..self }
    }

    /// Sets when the constraint is checked.
    pub const fn deferrability(self, deferrability: Deferrability) -> ForeignKey {
        ForeignKey {
            deferrability,
            ..self
        }
    }

    /// Sets why the key does what it does.
    pub const fn reason(self, reason: &'static str) -> ForeignKey {
        ForeignKey { reason, ..self }
    }

    /// Sets the former name.
    pub const fn renamed_from(self, name: &'static str) -> ForeignKey {
        ForeignKey {
            renamed_from: Some(name),
            ..self
        }
    }
}

/// What a foreign key does to the referencing rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReferentialAction {
    /// The change is refused, at the end of the statement or, if the key is deferred, of the
    /// transaction. The default, as in SQL.
    NoAction,
    /// The change is refused at once.
    Restrict,
    /// The referencing rows are deleted or updated as well.
    Cascade,
    /// The referencing columns become NULL.
    SetNull,
    /// The referencing columns get their default.
    SetDefault,
}

impl ReferentialAction {
    /// The action in the words of SQL, in lower case: `set null`.
    ///
    /// ```
    /// use schema_core::definition::ReferentialAction;
    /// assert_eq!(ReferentialAction::SetNull.as_str(), "set null");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            ReferentialAction::NoAction => "no action",
            ReferentialAction::Restrict => "restrict",
            ReferentialAction::Cascade => "cascade",
            ReferentialAction::SetNull => "set null",
            ReferentialAction::SetDefault => "set default",
        }
    }
}

/// When a constraint is checked (PostgreSQL; SQLite for foreign keys only).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deferrability {
    /// After every statement, always.
    NotDeferrable,
    /// After every statement unless the transaction says otherwise: `deferrable`.
    InitiallyImmediate,
    /// At the end of the transaction unless it says otherwise: `deferrable = "deferred"`.
    InitiallyDeferred,
}

/// A unique constraint: `#[unique]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniqueConstraint {
    /// The constraint's name: `<table>_<columns>_key` by convention.
    pub name: &'static str,
    /// The SQL names of the columns.
    pub columns: &'static [&'static str],
    /// Whether two NULLs count as equal (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// When the constraint is checked (PostgreSQL).
    pub deferrability: Deferrability,
    /// The former name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

/// A check constraint: `#[check("…")]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// The constraint's name: `<table>_<column>_check` or `<table>_check` by convention.
    pub name: &'static str,
    /// The SQL expression that must not be false.
    pub expression: DialectText,
    /// The former name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}
