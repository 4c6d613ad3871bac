use super::derived::index_names;
use super::due::{are_alike, has};
use super::sequence;
use crate::dialect::Dialect;
use crate::schema::{SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName, Text};

/// Another name of the same thing. Tables, columns and types are called by their new names where
/// something within them is renamed, and all renames happen at once: two things can swap their names.
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
    /// The name so far and the new one.
    pub(crate) fn names(&self) -> (&str, &str) {
        match self {
            Rename::Table { from, to } | Rename::EnumType { from, to } => {
                (from.name.as_str(), to.name.as_str())
            }
            Rename::Column { from, to, .. }
            | Rename::Constraint { from, to, .. }
            | Rename::Index { from, to, .. } => (from.as_str(), to.as_str()),
            Rename::EnumValue { from, to, .. } | Rename::TextValue { from, to, .. } => {
                (from.as_str(), to.as_str())
            }
        }
    }

    /// What takes renames back, where `after` is what they have led to. What is new and has a name that was
    /// freed gets out of the way first.
    pub(crate) fn reversed(renames: &[Rename], after: &SqlSchema) -> Vec<Rename> {
        let renames = &[in_the_way(renames, after), renames.to_vec()].concat();
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

/// What is new and has a name that a rename has freed, as if it had got it from another one.
fn in_the_way(renames: &[Rename], after: &SqlSchema) -> Vec<Rename> {
    let is_taken = |rename: &&Rename| {
        let name = rename.names().0;
        let mut others = renames.iter();
        let is_kept = others.any(|one| are_alike(one, rename) && one.names().1 == name);
        !matches!(rename, Rename::TextValue { .. }) && !is_kept && has(after, rename, name)
    };
    let taken = renames.iter().filter(is_taken);
    let mut aways: Vec<Rename> = taken.map(sequence::out_of_the_way).collect();
    for one in indexes_in_the_way(renames, after) {
        if !aways.contains(&one) {
            aways.push(one);
        }
    }
    aways
}

/// The same for the indexes of other tables, where all tables share their names.
fn indexes_in_the_way(renames: &[Rename], after: &SqlSchema) -> Vec<Rename> {
    let mut aways = Vec::new();
    for rename in renames {
        let (Rename::Constraint { table, from, to } | Rename::Index { table, from, to }) = rename
        else {
            continue;
        };
        let is_index = |table: &Table, name: &Identifier| index_names(table).any(|one| one == name);
        let is_renamed = after.table(table).is_some_and(|one| is_index(one, to));
        if !is_renamed || after.dialect == Dialect::Mysql {
            continue;
        }
        let holders = after.tables.iter().filter(|holder| {
            let has_it = holder.name.schema == table.schema && is_index(holder, from);
            has_it && !renames.iter().any(|one| gives(one, &holder.name, from))
        });
        aways.extend(holders.map(|holder| {
            let (table, from, to) = (holder.name.clone(), from.clone(), to.clone());
            let is_plain = holder.indexes.iter().any(|one| one.name == from);
            sequence::out_of_the_way(&match is_plain {
                true => Rename::Index { table, from, to },
                false => Rename::Constraint { table, from, to },
            })
        }));
    }
    aways
}

/// Whether a rename gives an index of a table its name.
fn gives(rename: &Rename, table: &QualifiedName, name: &Identifier) -> bool {
    match rename {
        Rename::Constraint { table: of, to, .. } | Rename::Index { table: of, to, .. } => {
            of == table && to == name
        }
        _ => false,
    }
}
