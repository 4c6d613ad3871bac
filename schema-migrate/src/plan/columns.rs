//! Columns that come, go and change, on PostgreSQL and MySQL.

use std::collections::BTreeSet;

use super::alter::{Planner, alter, may_fail};
use super::fill::is_null;
use super::{Risk, retype};
use crate::ddl::{Commented, Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Changed, Diff, TableDiff};
use crate::schema::{Column, GeneratedStorage, Identity, Table};
use crate::sql::{Identifier, QualifiedName};

/// Changes the columns of a table, and says which come last. Those that are computed go first and
/// come last, as others may be what they are computed from. `again` are those that have to be made
/// again.
pub(super) fn change<'t>(
    planner: &mut Planner<'_>,
    (before, after): (&Table, &'t Table),
    diff: &'t TableDiff,
    again: &BTreeSet<(QualifiedName, Identifier)>,
) -> Vec<&'t Column> {
    let table = &after.name;
    let mut late: Vec<&Column> = Vec::new();
    for column in &before.columns {
        if again.contains(&(table.clone(), column.name.clone())) {
            drop_column(planner, table, column);
            late.extend(after.columns.iter().find(|one| one.name == column.name));
        }
    }
    let is_again = |column: &Column| again.contains(&(table.clone(), column.name.clone()));
    let changes = diff.columns.iter().filter(|change| {
        let one = change.before().or(change.after());
        !one.is_some_and(is_again)
    });
    for change in changes.clone() {
        match change {
            Changed::Removed(column) if column.generated.is_some() => {
                drop_column(planner, table, column);
            }
            Changed::Altered { before, after } if is_made_again(before, after) => {
                drop_column(planner, table, before);
                late.push(after);
            }
            Changed::Added(column) if column.generated.is_some() => late.push(column),
            _ => {}
        }
    }
    for change in changes.clone() {
        match change {
            Changed::Added(column) if is_numbered_key(planner.dialect(), diff, column) => {
                add_numbered_key(planner, after, column);
            }
            Changed::Added(column) if column.generated.is_none() => add(planner, after, column),
            Changed::Altered {
                before,
                after: column,
            } if !is_made_again(before, column) => {
                alter_column(planner, after, before, column);
            }
            _ => {}
        }
    }
    late
}

/// Drops the columns that go, when those of every table have their values, which may be from them;
/// then adds those that come last.
pub(super) fn finish(
    planner: &mut Planner<'_>,
    table: &Table,
    diff: &TableDiff,
    late: Vec<&Column>,
) {
    for column in diff.columns.iter().filter_map(removed) {
        drop_column(planner, &table.name, column);
    }
    for column in late {
        add(planner, table, column);
    }
}

/// A column that is gone and was not computed.
fn removed(change: &Changed<Column>) -> Option<&Column> {
    match change {
        Changed::Removed(column) if column.generated.is_none() => Some(column),
        _ => None,
    }
}

/// A column that is computed, or computed otherwise, from now on.
pub(super) fn is_made_again(before: &Column, after: &Column) -> bool {
    after.generated.is_some() && before != after && {
        let rest = Column {
            comment: after.comment.clone(),
            ..before.clone()
        };
        rest != *after
    }
}

fn drop_column(planner: &mut Planner<'_>, table: &QualifiedName, column: &Column) {
    let risk = match column.generated {
        Some(_) => Risk::None,
        None => Risk::LosesData(values(table, column)),
    };
    let drop = alter(table, TableAction::DropColumn(column.name.clone()));
    planner.step(table, Some(&column.name), risk, vec![drop]);
}

/// "the values of `plan.title`"
pub(super) fn values(table: &QualifiedName, column: &Column) -> String {
    let (table, column) = (table.name.as_str(), column.name.as_str());
    format!("the values of `{table}.{column}`")
}

fn add(planner: &mut Planner<'_>, table: &Table, column: &Column) {
    let name = &table.name;
    let fill = match planner.fill.new_column(planner.after, table, column) {
        Ok(fill) => fill,
        Err(problem) => return planner.problems.push(problem),
    };
    let is_mysql = planner.dialect() == Dialect::Mysql;
    let mut added = column.clone();
    if !is_mysql {
        added.comment = None;
    }
    // MySQL numbers the rows of a column only when it has an index.
    if is_mysql && column.identity.is_some() {
        added.identity = None;
    }
    added.nullable |= fill.is_some();
    let mut statements = vec![alter(name, TableAction::AddColumn(added.clone()))];
    if let Some(value) = fill {
        statements.push(Statement::UpdateRows {
            table: name.clone(),
            column: column.name.clone(),
            value,
            condition: None,
        });
        if !column.nullable {
            statements.push(alter(
                name,
                match is_mysql {
                    true => TableAction::ModifyColumn(Column {
                        nullable: false,
                        ..added
                    }),
                    false => TableAction::SetNotNull(column.name.clone()),
                },
            ));
        }
    }
    if !is_mysql {
        statements.extend(comment(name, None, column));
    }
    planner.step(name, Some(&column.name), Risk::None, statements);
}

/// Whether a new column alone is the primary key and numbers the rows that are there. MySQL does that
/// only if both come at once.
pub(super) fn is_numbered_key(dialect: Dialect, diff: &TableDiff, column: &Column) -> bool {
    let key = diff.primary_key.as_ref().and_then(Changed::after);
    let is_key = key.is_some_and(|key| key.columns == [column.name.clone()]);
    dialect == Dialect::Mysql && column.identity.is_some() && is_key
}

fn add_numbered_key(planner: &mut Planner<'_>, table: &Table, column: &Column) {
    if let Some(key) = table.primary_key.clone() {
        let column = column.clone();
        let object = column.name.clone();
        let add = alter(&table.name, TableAction::AddKeyColumn { column, key });
        planner.step(&table.name, Some(&object), Risk::None, vec![add]);
    }
}

/// The comment of a column, if it is another one (PostgreSQL).
fn comment(table: &QualifiedName, before: Option<&Column>, after: &Column) -> Option<Statement> {
    let former = before.and_then(|column| column.comment.as_ref());
    (former != after.comment.as_ref()).then(|| Statement::Comment {
        on: Commented::Column(table.clone(), after.name.clone()),
        comment: after.comment.clone(),
    })
}

fn alter_column(planner: &mut Planner<'_>, table: &Table, before: &Column, after: &Column) {
    let name = &table.name;
    let mut risk = retype::risk(name, before, after);
    let mut statements = Vec::new();
    let becomes_not_null = before.nullable && !after.nullable;
    if becomes_not_null {
        match planner.fill.not_null(planner.after, table, after) {
            Some(value) => statements.push(Statement::UpdateRows {
                table: name.clone(),
                column: after.name.clone(),
                value,
                condition: Some(is_null(planner.dialect(), after)),
            }),
            None if risk == Risk::None => {
                risk =
                    may_fail("the column is NULL in a row; `backfill` would say what it becomes");
            }
            None => {}
        }
    }
    statements.extend(match planner.dialect() {
        Dialect::Mysql => on_mysql(name, before, after),
        _ => on_postgres(name, before, after),
    });
    planner.step(name, Some(&after.name), risk, statements);
}

fn on_mysql(table: &QualifiedName, before: &Column, after: &Column) -> Vec<Statement> {
    let is_virtual = |column: &Column| {
        let generated = column.generated.as_ref();
        generated.is_some_and(|one| one.storage == GeneratedStorage::Virtual)
    };
    if !is_virtual(before) || after.generated.is_some() {
        // A column gets its number when it has its index.
        let modified = match before.identity {
            None => Column {
                identity: None,
                ..after.clone()
            },
            Some(_) => after.clone(),
        };
        return vec![alter(table, TableAction::ModifyColumn(modified))];
    }
    // What is not stored cannot be kept in place.
    let meanwhile = Identifier::shortened(after.name.as_str(), "__new");
    let meanwhile = meanwhile.unwrap_or_else(|_| after.name.clone());
    let copy = Column {
        name: meanwhile.clone(),
        nullable: true,
        ..after.clone()
    };
    vec![
        alter(table, TableAction::AddColumn(copy)),
        Statement::UpdateRows {
            table: table.clone(),
            column: meanwhile.clone(),
            value: crate::sql::Expression::new(before.name.to_sql(Dialect::Mysql)),
            condition: None,
        },
        alter(table, TableAction::DropColumn(before.name.clone())),
        alter(
            table,
            TableAction::RenameColumn {
                from: meanwhile,
                to: after.name.clone(),
            },
        ),
        alter(table, TableAction::ModifyColumn(after.clone())),
    ]
}

fn on_postgres(table: &QualifiedName, before: &Column, after: &Column) -> Vec<Statement> {
    let name = || after.name.clone();
    let mut statements = Vec::new();
    let mut add = |action| statements.push(alter(table, action));
    if before.generated.is_some() && after.generated.is_none() {
        add(TableAction::DropExpression(name()));
    }
    if before.identity.is_some()
        && after.identity.is_none()
        && before.identity != Some(Identity::Serial)
    {
        add(TableAction::DropIdentity(name()));
    }
    let is_retyped = before.sql_type != after.sql_type || before.collation != after.collation;
    let former_default = before.default.is_some() || before.identity == Some(Identity::Serial);
    let loses_default =
        before.identity == Some(Identity::Serial) && before.identity != after.identity;
    // The next number of a sequence is one in every integer type.
    let is_serial = before.identity == Some(Identity::Serial) && before.identity == after.identity;
    let keeps_default =
        before.default == after.default && (!is_retyped || is_serial) && !loses_default;
    if former_default && !keeps_default {
        add(TableAction::DropDefault(name()));
    }
    if is_retyped {
        add(TableAction::SetType {
            column: after.clone(),
            using: retype::using(before, after),
        });
    }
    if before.nullable != after.nullable {
        add(match after.nullable {
            true => TableAction::DropNotNull(name()),
            false => TableAction::SetNotNull(name()),
        });
    }
    if let Some(default) = after.default.clone().filter(|_| !keeps_default) {
        add(TableAction::SetDefault {
            column: name(),
            sql_type: after.sql_type.clone(),
            default,
        });
    }
    statements.extend(numbers(table, before, after, is_retyped));
    statements.extend(comment(table, Some(before), after));
    statements
}

/// How the database numbers the rows of a column from now on (PostgreSQL).
fn numbers(
    table: &QualifiedName,
    before: &Column,
    after: &Column,
    is_retyped: bool,
) -> Vec<Statement> {
    let column = || after.name.clone();
    let skip = || Statement::SkipUsedNumbers {
        table: table.clone(),
        column: column(),
    };
    let mut statements = Vec::new();
    let was_serial = before.identity == Some(Identity::Serial);
    if was_serial && after.identity != Some(Identity::Serial) {
        statements.push(Statement::DropSequence {
            table: table.clone(),
            column: column(),
        });
    }
    match (before.identity, after.identity) {
        (Some(Identity::Serial), Some(Identity::Serial)) if is_retyped => {
            statements.push(Statement::SetSequenceType {
                table: table.clone(),
                column: column(),
                sql_type: after.sql_type.clone(),
            });
        }
        (former, new) if former == new => {}
        (Some(Identity::ByDefault | Identity::Always), Some(identity))
            if identity != Identity::Serial =>
        {
            let column = column();
            statements.push(alter(table, TableAction::SetIdentity { column, identity }));
        }
        (former, Some(Identity::Serial)) => {
            if matches!(former, Some(Identity::ByDefault | Identity::Always)) {
                statements.push(alter(table, TableAction::DropIdentity(column())));
            }
            statements.push(Statement::CreateSequence {
                table: table.clone(),
                column: column(),
                sql_type: after.sql_type.clone(),
            });
            statements.push(alter(table, TableAction::SetSequenceDefault(column())));
            statements.push(skip());
        }
        (_, Some(identity)) => {
            let column = column();
            statements.push(alter(table, TableAction::AddIdentity { column, identity }));
            statements.push(skip());
        }
        (_, None) => {}
    }
    statements
}

/// MySQL does not let a primary key go from which a column takes its numbers.
pub(super) fn without_numbers(planner: &Planner<'_>, table: &QualifiedName) -> Vec<Statement> {
    if planner.dialect() != Dialect::Mysql {
        return Vec::new();
    }
    let columns = planner.before.table(table).map(|table| &table.columns);
    let numbered = columns
        .into_iter()
        .flatten()
        .filter(|one| one.identity.is_some());
    numbered
        .map(|column| {
            let column = Column {
                identity: None,
                ..column.clone()
            };
            alter(table, TableAction::ModifyColumn(column))
        })
        .collect()
}

/// The columns that MySQL numbers when their keys are there.
pub(super) fn with_numbers(planner: &Planner<'_>, diff: &Diff) -> Vec<Statement> {
    if planner.dialect() != Dialect::Mysql {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for diff in &diff.altered {
        let table = planner.after.table(&diff.table);
        for column in table.into_iter().flat_map(|table| &table.columns) {
            let change = diff.columns.iter().find(|change| {
                change
                    .after()
                    .is_some_and(|after| after.name == column.name)
            });
            let is_new = change.is_some_and(|change| {
                change
                    .before()
                    .is_none_or(|before| before.identity.is_none())
            });
            let is_there = change.is_some_and(|change| change.before().is_none())
                && is_numbered_key(planner.dialect(), diff, column);
            if column.identity.is_some() && !is_there && (is_new || diff.primary_key.is_some()) {
                statements.push(alter(
                    &diff.table,
                    TableAction::ModifyColumn(column.clone()),
                ));
            }
        }
    }
    statements
}
