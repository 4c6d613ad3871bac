//! What is in the way of a change and has to go for it, although it does not change itself.

use std::collections::BTreeSet;

use crate::dialect::Dialect;
use crate::diff::{Changed, Diff, Rename, TableDiff, mentions, texts};
use crate::schema::{
    Check, Column, ForeignKey, Index, IndexKey, SqlSchema, SqlType, Table, UniqueConstraint,
};
use crate::sql::{Expression, Identifier, QualifiedName};

/// What goes before a change and comes back after it.
#[derive(Debug, Clone, Default)]
pub(super) struct InTheWay {
    pub(super) foreign_keys: Vec<(QualifiedName, ForeignKey)>,
    pub(super) checks: BTreeSet<(QualifiedName, Identifier)>,
    pub(super) indexes: Vec<(QualifiedName, Index)>,
    pub(super) unique_constraints: Vec<(QualifiedName, UniqueConstraint)>,
    /// Generated columns over columns that get another type.
    pub(super) generated: BTreeSet<(QualifiedName, Identifier)>,
}

type Place = (QualifiedName, Identifier);

impl InTheWay {
    pub(super) fn of(
        before: &SqlSchema,
        after: &SqlSchema,
        diff: &Diff,
        swapped: &BTreeSet<QualifiedName>,
    ) -> InTheWay {
        let mut retyped = retyped(before, after, diff, swapped);
        let mut way = InTheWay::default();
        for table in &before.tables {
            way.generated
                .extend(generated_over(table, &retyped, &diff.renames));
        }
        retyped.extend(way.generated.iter().cloned());
        let is_mysql = after.dialect == Dialect::Mysql;
        for table in &before.tables {
            let Some(kept) = after.table(&table.name) else {
                continue;
            };
            let diff_of = |name: &QualifiedName| diff.altered.iter().find(|one| one.table == *name);
            let own = diff_of(&table.name);
            let keys = table.foreign_keys.iter();
            way.foreign_keys.extend(
                keys.filter(|key| kept.foreign_keys.contains(key))
                    .filter(|key| {
                        uses_retyped(&table.name, key, &retyped)
                            || diff_of(&key.references).is_some_and(|diff| loses_target(diff, key))
                            || (is_mysql && own.is_some_and(|diff| loses_index(diff, key)))
                            || (is_mysql && is_renamed(&table.name, key, &diff.renames))
                    })
                    .map(|key| (table.name.clone(), key.clone())),
            );
            if is_mysql {
                way.checks.extend(renamed_checks(table, &diff.renames));
            } else {
                way.checks
                    .extend(checks_over(table, kept, &retyped, &diff.renames));
                way.indexes
                    .extend(indexes_over(table, kept, &retyped, &diff.renames));
            }
            let again = made_again(table, kept, &way.generated);
            let indexes = indexes_of(table, kept, &again);
            let known = way.indexes.clone();
            way.indexes
                .extend(indexes.filter(|index| !known.contains(index)));
            way.unique_constraints
                .extend(unique_constraints_of(table, kept, &again));
        }
        way
    }
}

/// The columns that get another type, or are made again.
pub(super) fn retyped(
    before: &SqlSchema,
    after: &SqlSchema,
    diff: &Diff,
    swapped: &BTreeSet<QualifiedName>,
) -> BTreeSet<Place> {
    let mut retyped = BTreeSet::new();
    for table in &diff.altered {
        for change in &table.columns {
            if let Changed::Altered {
                before,
                after: column,
            } = change
                && is_retyped(before, column, after.dialect)
            {
                retyped.insert((table.table.clone(), column.name.clone()));
            }
        }
    }
    for table in &before.tables {
        for column in &table.columns {
            if enum_of(&column.sql_type).is_some_and(|name| swapped.contains(name)) {
                retyped.insert((table.name.clone(), column.name.clone()));
            }
        }
    }
    retyped
}

/// MySQL changes nothing about a column of a foreign key but its default and its comment.
fn is_retyped(before: &Column, after: &Column, dialect: Dialect) -> bool {
    let on_mysql = dialect == Dialect::Mysql
        && (before.nullable != after.nullable || before.identity != after.identity);
    on_mysql
        || before.sql_type != after.sql_type
        || before.collation != after.collation
        || before.generated != after.generated
}

/// The enum that a type is, or is an array of.
pub(super) fn enum_of(sql_type: &SqlType) -> Option<&QualifiedName> {
    match sql_type {
        SqlType::Enum(name) => Some(name),
        SqlType::Array(element) => enum_of(element),
        SqlType::Named(_) => None,
    }
}

fn generated_over(table: &Table, retyped: &BTreeSet<Place>, renames: &[Rename]) -> Vec<Place> {
    let columns = table.columns.iter().filter(|column| {
        let generated = column.generated.as_ref();
        generated.is_some_and(|generated| {
            let mut places = retyped.iter();
            let expression = &generated.expression;
            places.any(|(name, other)| *name == table.name && mentions(expression, other))
                || has_renamed_value(expression, table, renames)
        })
    });
    columns
        .map(|column| (table.name.clone(), column.name.clone()))
        .collect()
}

/// Whether a row may reference one that is not there: not if the key was there with other actions.
pub(super) fn may_dangle(change: &Changed<ForeignKey>) -> bool {
    match change {
        Changed::Added(_) => true,
        Changed::Removed(_) => false,
        Changed::Altered { before, after } => {
            let acting = ForeignKey {
                on_delete: after.on_delete,
                on_update: after.on_update,
                deferrability: after.deferrability,
                ..before.clone()
            };
            acting != *after
        }
    }
}

/// The columns of a table that go and come back.
fn made_again(before: &Table, after: &Table, generated: &BTreeSet<Place>) -> Vec<Identifier> {
    let is_again = |column: &&Column| {
        let new = after.columns.iter().find(|new| new.name == column.name);
        generated.contains(&(before.name.clone(), column.name.clone()))
            || new.is_some_and(|new| super::columns::is_made_again(column, new))
    };
    let columns = before.columns.iter().filter(is_again);
    columns.map(|column| column.name.clone()).collect()
}

/// The indexes that would go with columns.
fn indexes_of<'t>(
    before: &'t Table,
    after: &'t Table,
    columns: &'t [Identifier],
) -> impl Iterator<Item = (QualifiedName, Index)> + 't {
    let has = |index: &Index| {
        let keys = plain_columns(index);
        columns
            .iter()
            .any(|one| keys.contains(one) || index.include.contains(one))
    };
    let indexes = before.indexes.iter();
    indexes
        .filter(move |index| after.indexes.contains(index) && has(index))
        .map(|index| (before.name.clone(), index.clone()))
}

/// The unique constraints that would go with columns.
fn unique_constraints_of<'t>(
    before: &'t Table,
    after: &'t Table,
    columns: &'t [Identifier],
) -> impl Iterator<Item = (QualifiedName, UniqueConstraint)> + 't {
    let has = |one: &UniqueConstraint| columns.iter().any(|column| one.columns.contains(column));
    let constraints = before.unique_constraints.iter();
    constraints
        .filter(move |one| after.unique_constraints.contains(one) && has(one))
        .map(|one| (before.name.clone(), one.clone()))
}

fn uses_retyped(table: &QualifiedName, key: &ForeignKey, retyped: &BTreeSet<Place>) -> bool {
    let has = |table: &QualifiedName, columns: &[Identifier]| {
        let mut columns = columns.iter();
        columns.any(|column| retyped.contains(&(table.clone(), column.clone())))
    };
    has(table, &key.columns) || has(&key.references, &key.referenced_columns)
}

/// Whether the columns that a key references are not unique for a moment.
fn loses_target(diff: &TableDiff, key: &ForeignKey) -> bool {
    let is_target = |columns: &[Identifier]| {
        let set: BTreeSet<&Identifier> = columns.iter().collect();
        set == key.referenced_columns.iter().collect()
    };
    let primary_key = diff.primary_key.as_ref().and_then(Changed::before);
    let mut uniques = diff.unique_constraints.iter().filter_map(Changed::before);
    let mut indexes = diff.indexes.iter().filter_map(Changed::before);
    primary_key.is_some_and(|one| is_target(&one.columns))
        || uniques.any(|one| is_target(&one.columns))
        || indexes.any(|one| one.unique && is_target(&plain_columns(one)))
}

/// Whether an index goes by which MySQL finds the rows of a key.
fn loses_index(diff: &TableDiff, key: &ForeignKey) -> bool {
    let first = key.columns.first();
    first.is_some_and(|column| loses_index_of(diff, column))
}

/// Whether an index goes that a column leads.
pub(super) fn loses_index_of(diff: &TableDiff, column: &Identifier) -> bool {
    let leads = |columns: &[Identifier]| columns.first() == Some(column);
    let primary_key = diff.primary_key.as_ref().and_then(Changed::before);
    let mut uniques = diff.unique_constraints.iter().filter_map(Changed::before);
    let mut indexes = diff.indexes.iter().filter_map(Changed::before);
    primary_key.is_some_and(|one| leads(&one.columns))
        || uniques.any(|one| leads(&one.columns))
        || indexes.any(|one| leads(&plain_columns(one)))
}

fn plain_columns(index: &Index) -> Vec<Identifier> {
    let columns = index.columns.iter().filter_map(|column| match &column.key {
        IndexKey::Column(name) => Some(name.clone()),
        IndexKey::Expression(_) => None,
    });
    columns.collect()
}

/// The checks over columns that get another name, and those that get one themselves (MySQL).
fn renamed_checks(table: &Table, renames: &[Rename]) -> Vec<Place> {
    let is_renamed = |check: &&Check| {
        let mut renames = renames.iter();
        renames.any(|rename| match rename {
            Rename::Column { table: of, to, .. } => {
                *of == table.name && mentions(&check.expression, to)
            }
            Rename::Constraint { table: of, to, .. } => *of == table.name && *to == check.name,
            _ => false,
        })
    };
    let checks = table.checks.iter().filter(is_renamed);
    checks
        .map(|check| (table.name.clone(), check.name.clone()))
        .collect()
}

fn is_renamed(table: &QualifiedName, key: &ForeignKey, renames: &[Rename]) -> bool {
    let mut renames = renames.iter();
    renames.any(|rename| match rename {
        Rename::Constraint { table: of, to, .. } => of == table && *to == key.name,
        _ => false,
    })
}

fn over<'r>(
    table: &Table,
    retyped: &'r BTreeSet<Place>,
) -> impl Iterator<Item = &'r Identifier> + Clone {
    let name = table.name.clone();
    let places = retyped.iter().filter(move |(of, _)| *of == name);
    places.map(|(_, column)| column)
}

fn checks_over(
    before: &Table,
    after: &Table,
    retyped: &BTreeSet<Place>,
    renames: &[Rename],
) -> Vec<Place> {
    let checks = before.checks.iter().filter(|check| {
        let mut columns = over(before, retyped);
        after.checks.contains(check)
            && (columns.any(|one| mentions(&check.expression, one))
                || has_renamed_value(&check.expression, before, renames))
    });
    checks
        .map(|check| (before.name.clone(), check.name.clone()))
        .collect()
}

/// The indexes with expressions over columns that get another type.
fn indexes_over(
    before: &Table,
    after: &Table,
    retyped: &BTreeSet<Place>,
    renames: &[Rename],
) -> Vec<(QualifiedName, Index)> {
    let is_over = |expression: &Expression| {
        over(before, retyped).any(|column| mentions(expression, column))
            || has_renamed_value(expression, before, renames)
    };
    let indexes = before.indexes.iter().filter(|index| {
        let keys = index.columns.iter().filter_map(|column| match &column.key {
            IndexKey::Column(_) => None,
            IndexKey::Expression(expression) => Some(expression),
        });
        let mut expressions = keys.chain(&index.condition);
        after.indexes.contains(index) && expressions.any(is_over)
    });
    indexes
        .map(|index| (before.name.clone(), index.clone()))
        .collect()
}

/// Whether an expression has a value of an enum type that gets another name: PostgreSQL keeps the value,
/// and not its text.
pub(super) fn has_renamed_value(
    expression: &Expression,
    table: &Table,
    renames: &[Rename],
) -> bool {
    let mut renames = renames.iter();
    renames.any(|rename| {
        let Rename::EnumValue {
            enum_type, from, ..
        } = rename
        else {
            return false;
        };
        let from = from.to_sql(Dialect::Postgres);
        let mut columns = table.columns.iter();
        columns.any(|column| enum_of(&column.sql_type) == Some(enum_type))
            && texts(expression).any(|text| text == from)
    })
}
