//! Names that follow from other names: the constraints and indexes of a table that was renamed, or
//! over a column that was.

use super::Rename;
use crate::dialect::Dialect;
use crate::schema::{Check, ForeignKey, Index, PrimaryKey, SqlSchema, Table, UniqueConstraint};
use crate::sql::{Identifier, QualifiedName};

/// The renames of constraints and indexes that differ in nothing but their names, on tables that
/// other renames concern.
pub(super) fn names(before: &SqlSchema, after: &SqlSchema, renames: &[Rename]) -> Vec<Rename> {
    let mut derived = Vec::new();
    for table in &after.tables {
        let Some(former) = before.table(&table.name) else {
            continue;
        };
        if is_concerned(&table.name, renames) || references_concerned(former, renames) {
            derived.extend(constraints(former, table));
            derived.extend(indexes(former, table));
        }
    }
    retain_free(&mut derived, before);
    derived
}

/// Leaves out what has a new name that an index of another table has and keeps: where indexes share their
/// names, one goes and another comes instead.
fn retain_free(derived: &mut Vec<Rename>, before: &SqlSchema) {
    if before.dialect == Dialect::Mysql {
        return;
    }
    let taken: Vec<(&QualifiedName, &Identifier)> = before
        .tables
        .iter()
        .flat_map(|table| index_names(table).map(|name| (&table.name, name)))
        .collect();
    loop {
        let is_freed = |name: &str| derived.iter().any(|one| one.names().0 == name);
        let is_free = |rename: &Rename| {
            let (Rename::Constraint { table, to, .. } | Rename::Index { table, to, .. }) = rename
            else {
                return true;
            };
            let mut taken = taken.iter();
            let holder = taken.find(|(of, name)| of.schema == table.schema && *name == to);
            holder.is_none() || is_freed(to.as_str())
        };
        let free: Vec<Rename> = derived.iter().filter(|one| is_free(one)).cloned().collect();
        if free.len() == derived.len() {
            return;
        }
        *derived = free;
    }
}

/// The names of the indexes of a table, those of its constraints included.
pub(super) fn index_names(table: &Table) -> impl Iterator<Item = &Identifier> {
    let primary_key = table.primary_key.iter().filter_map(|key| key.name.as_ref());
    let uniques = table.unique_constraints.iter().map(|one| &one.name);
    let indexes = table.indexes.iter().map(|one| &one.name);
    primary_key.chain(uniques).chain(indexes)
}

fn is_concerned(table: &QualifiedName, renames: &[Rename]) -> bool {
    renames.iter().any(|rename| match rename {
        Rename::Table { to, .. } => to == table,
        Rename::Column { table: of, .. } => of == table,
        _ => false,
    })
}

fn references_concerned(table: &Table, renames: &[Rename]) -> bool {
    let mut keys = table.foreign_keys.iter();
    keys.any(|key| is_concerned(&key.references, renames))
}

fn constraints(before: &Table, after: &Table) -> Vec<Rename> {
    let mut pairs = Vec::new();
    if let (Some(former), Some(key)) = (&before.primary_key, &after.primary_key)
        && let (Some(from), Some(to)) = (&former.name, &key.name)
        && from != to
        && *former
            == (PrimaryKey {
                name: Some(from.clone()),
                ..key.clone()
            })
    {
        pairs.push((from.clone(), to.clone()));
    }
    pairs.extend(same(
        &before.unique_constraints,
        &after.unique_constraints,
        |one| &one.name,
        |one, name| UniqueConstraint { name, ..one },
    ));
    pairs.extend(same(
        &before.checks,
        &after.checks,
        |one| &one.name,
        |one, name| Check { name, ..one },
    ));
    pairs.extend(same(
        &before.foreign_keys,
        &after.foreign_keys,
        |one| &one.name,
        |one, name| ForeignKey { name, ..one },
    ));
    let table = &after.name;
    let rename = |(from, to)| Rename::Constraint {
        table: table.clone(),
        from,
        to,
    };
    pairs.into_iter().map(rename).collect()
}

fn indexes(before: &Table, after: &Table) -> Vec<Rename> {
    let pairs = same(
        &before.indexes,
        &after.indexes,
        |one| &one.name,
        |one, name| Index { name, ..one },
    );
    let table = &after.name;
    let rename = |(from, to)| Rename::Index {
        table: table.clone(),
        from,
        to,
    };
    pairs.into_iter().map(rename).collect()
}

/// Old and new names of what is otherwise the same.
fn same<T: Clone + PartialEq>(
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> &Identifier,
    with_name: impl Fn(T, Identifier) -> T,
) -> Vec<(Identifier, Identifier)> {
    let has = |list: &[T], wanted: &Identifier| list.iter().any(|one| name(one) == wanted);
    let mut gone: Vec<&T> = before.iter().filter(|one| !has(after, name(one))).collect();
    let mut pairs = Vec::new();
    for new in after.iter().filter(|one| !has(before, name(one))) {
        let is_same = |old: &&T| with_name((*old).clone(), name(new).clone()) == *new;
        if let Some(position) = gone.iter().position(is_same) {
            let old = gone.remove(position);
            pairs.push((name(old).clone(), name(new).clone()));
        }
    }
    pairs
}
