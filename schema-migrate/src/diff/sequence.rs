//! Renames one after the other: a name is free when something takes it.

use super::Rename;
use crate::dialect::Dialect;
use crate::sql::{Identifier, QualifiedName, Text};

/// Where no two things have one name.
#[derive(Debug, PartialEq)]
enum Space<'r> {
    Tables(Option<&'r Identifier>),
    Types(Option<&'r Identifier>),
    Values(&'r QualifiedName),
    Columns(&'r QualifiedName),
    Constraints(&'r QualifiedName),
    Indexes(&'r QualifiedName),
    /// Indexes of all tables, and the constraints that have one.
    AllIndexes(Option<&'r Identifier>),
}

/// Renames that happen at once, in an order in which each is possible. In a ring, the first goes by way of
/// a name that nothing has. The values of a column that are stored as text stay as they are: all rows
/// change at once.
pub(crate) fn in_sequence(dialect: Dialect, renames: &[Rename]) -> Vec<Rename> {
    let mut pending: Vec<Rename> = renames.to_vec();
    let mut sequence = Vec::new();
    while !pending.is_empty() {
        let is_free = |rename: &Rename| !pending.iter().any(|one| holds(one, rename, dialect));
        let is_waited_for = |rename: &Rename| pending.iter().any(|one| holds(rename, one, dialect));
        if let Some(position) = pending.iter().position(is_free) {
            sequence.push(pending.remove(position));
        } else if let Some(position) = pending.iter().position(is_waited_for) {
            let (away, back) = by_way_of_another_name(&pending[position]);
            sequence.push(away);
            pending[position] = back;
        }
    }
    sequence.sort_by_key(rank);
    sequence
}

/// Tables first, then types, then what is called by their new names.
pub(super) fn rank(rename: &Rename) -> u8 {
    match rename {
        Rename::Table { .. } => 0,
        Rename::EnumType { .. } => 1,
        _ => 2,
    }
}

/// Whether a rename frees the name that another one gives.
fn holds(holder: &Rename, rename: &Rename, dialect: Dialect) -> bool {
    let (Some(space), Some(other)) = (space(holder, dialect), space(rename, dialect)) else {
        return false;
    };
    let (held, taken) = (holder.names().0, rename.names().1);
    if space != other {
        return false;
    }
    match space {
        // SQLite finds a table by its name in any case, but renames a column within its own name.
        Space::Tables(_) if dialect == Dialect::Sqlite => held.eq_ignore_ascii_case(taken),
        Space::Values(_) => held == taken,
        _ if holder == rename => held == taken,
        _ if dialect == Dialect::Postgres => held == taken,
        _ => held.to_lowercase() == taken.to_lowercase(),
    }
}

fn space(rename: &Rename, dialect: Dialect) -> Option<Space<'_>> {
    Some(match rename {
        Rename::Table { from, .. } => Space::Tables(from.schema.as_ref()),
        Rename::EnumType { from, .. } => Space::Types(from.schema.as_ref()),
        Rename::EnumValue { enum_type, .. } => Space::Values(enum_type),
        Rename::TextValue { .. } => return None,
        Rename::Column { table, .. } => Space::Columns(table),
        Rename::Constraint { table, .. } | Rename::Index { table, .. }
            if dialect == Dialect::Postgres =>
        {
            Space::AllIndexes(table.schema.as_ref())
        }
        Rename::Constraint { table, .. } if dialect == Dialect::Sqlite => Space::Constraints(table),
        Rename::Index { .. } if dialect == Dialect::Sqlite => Space::AllIndexes(None),
        Rename::Constraint { table, .. } | Rename::Index { table, .. } => Space::Indexes(table),
    })
}

/// The rename that gives something else the name that a rename frees.
pub(super) fn out_of_the_way(rename: &Rename) -> Rename {
    let mut taking = rename.clone();
    match &mut taking {
        Rename::Table { from, to } | Rename::EnumType { from, to } => {
            *to = from.clone();
            from.name = away(&from.name);
        }
        Rename::Column { from, to, .. }
        | Rename::Constraint { from, to, .. }
        | Rename::Index { from, to, .. } => {
            *to = from.clone();
            *from = away(from);
        }
        Rename::EnumValue { from, to, .. } | Rename::TextValue { from, to, .. } => {
            *to = from.clone();
            let name = Identifier::shortened(from.as_str(), AWAY);
            let text = name.ok().and_then(|name| Text::new(name.as_str()).ok());
            *from = text.unwrap_or_else(|| from.clone());
        }
    }
    taking
}

/// A rename in two steps.
fn by_way_of_another_name(rename: &Rename) -> (Rename, Rename) {
    let (mut away, mut back) = (rename.clone(), rename.clone());
    match (&mut away, &mut back) {
        (
            Rename::Table { from, to } | Rename::EnumType { from, to },
            Rename::Table { from: again, .. } | Rename::EnumType { from: again, .. },
        ) => {
            to.name = meanwhile(&from.name);
            *again = to.clone();
        }
        (
            Rename::EnumValue { from, to, .. } | Rename::TextValue { from, to, .. },
            Rename::EnumValue { from: again, .. } | Rename::TextValue { from: again, .. },
        ) => {
            let name = Identifier::shortened(from.as_str(), MEANWHILE);
            let text = name.ok().and_then(|name| Text::new(name.as_str()).ok());
            *to = text.unwrap_or_else(|| from.clone());
            *again = to.clone();
        }
        (
            Rename::Column { from, to, .. }
            | Rename::Constraint { from, to, .. }
            | Rename::Index { from, to, .. },
            Rename::Column { from: again, .. }
            | Rename::Constraint { from: again, .. }
            | Rename::Index { from: again, .. },
        ) => {
            *to = meanwhile(from);
            *again = to.clone();
        }
        _ => {}
    }
    (away, back)
}

const MEANWHILE: &str = "__meanwhile";
const AWAY: &str = "__away";

fn away(name: &Identifier) -> Identifier {
    Identifier::shortened(name.as_str(), AWAY).unwrap_or_else(|_| name.clone())
}

fn meanwhile(name: &Identifier) -> Identifier {
    // Neither empty nor with a NUL, as it begins with a name.
    Identifier::shortened(name.as_str(), MEANWHILE).unwrap_or_else(|_| name.clone())
}
