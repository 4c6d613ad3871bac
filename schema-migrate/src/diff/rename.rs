use crate::sql::{Identifier, QualifiedName, Text};

/// Another name of the same thing. Tables, columns and types are called by their new names where
/// something within them is renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rename {
    /// A table, within its database schema.
    Table {
        /// The name so far.
        from: QualifiedName,
        /// The new name.
        to: QualifiedName,
    },
    /// An enum type, within its database schema (PostgreSQL).
    EnumType {
        /// The name so far.
        from: QualifiedName,
        /// The new name.
        to: QualifiedName,
    },
    /// A value of an enum type (PostgreSQL).
    EnumValue {
        /// The type.
        enum_type: QualifiedName,
        /// The value so far.
        from: Text,
        /// The new value.
        to: Text,
    },
    /// A value of an enum that is stored as text.
    TextValue {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
        /// The value so far.
        from: Text,
        /// The new value.
        to: Text,
    },
    /// A column.
    Column {
        /// The table.
        table: QualifiedName,
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
    /// A constraint.
    Constraint {
        /// The table.
        table: QualifiedName,
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
    /// An index.
    Index {
        /// The table.
        table: QualifiedName,
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
}

impl Rename {
    /// What takes renames back, one after the other.
    pub(crate) fn reversed(renames: &[Rename]) -> Vec<Rename> {
        let former_table = |table: &QualifiedName| {
            let former = renames.iter().find_map(|rename| match rename {
                Rename::Table { from, to } if to == table => Some(from),
                _ => None,
            });
            former.unwrap_or(table).clone()
        };
        let former_type = |enum_type: &QualifiedName| {
            let former = renames.iter().find_map(|rename| match rename {
                Rename::EnumType { from, to } if to == enum_type => Some(from),
                _ => None,
            });
            former.unwrap_or(enum_type).clone()
        };
        let former_column = |table: &QualifiedName, column: &Identifier| {
            let former = renames.iter().find_map(|rename| match rename {
                Rename::Column {
                    table: of,
                    from,
                    to,
                } if of == table && to == column => Some(from),
                _ => None,
            });
            former.unwrap_or(column).clone()
        };
        let reverse = |rename: &Rename| match rename.clone() {
            Rename::Table { from, to } => Rename::Table { from: to, to: from },
            Rename::EnumType { from, to } => Rename::EnumType { from: to, to: from },
            Rename::EnumValue {
                enum_type,
                from,
                to,
            } => Rename::EnumValue {
                enum_type: former_type(&enum_type),
                from: to,
                to: from,
            },
            Rename::TextValue {
                table,
                column,
                from,
                to,
            } => Rename::TextValue {
                column: former_column(&table, &column),
                table: former_table(&table),
                from: to,
                to: from,
            },
            Rename::Column { table, from, to } => Rename::Column {
                table: former_table(&table),
                from: to,
                to: from,
            },
            Rename::Constraint { table, from, to } => Rename::Constraint {
                table: former_table(&table),
                from: to,
                to: from,
            },
            Rename::Index { table, from, to } => Rename::Index {
                table: former_table(&table),
                from: to,
                to: from,
            },
        };
        renames.iter().map(reverse).collect()
    }
}
