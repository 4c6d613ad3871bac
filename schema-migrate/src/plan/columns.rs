//! Columns that come, go and change, on PostgreSQL and MySQL.

use std::collections::BTreeSet;

use super::alter::{Planner, alter, drop_index, may_fail};
use super::fill::is_null;
use super::{Risk, keys, retype};
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
    let is_mysql = planner.dialect() == Dialect::Mysql;
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
            Changed::Removed(column) if goes_first(column, &diff.columns, is_mysql) => {
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
    // MySQL numbers one column only: the former one first stops.
    let is_numbered = |change: &&Changed<Column>| matches!(change, Changed::Added(column) if column.identity.is_some());
    let numbered = changes.clone().filter(is_numbered);
    for change in changes
        .clone()
        .filter(|one| !is_numbered(one))
        .chain(numbered)
    {
        match change {
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
    let is_mysql = planner.dialect() == Dialect::Mysql;
    for change in &diff.columns {
        match change {
            Changed::Removed(column) if !goes_first(column, &diff.columns, is_mysql) => {
                drop_column(planner, &table.name, column);
            }
            _ => {}
        }
    }
    for column in late {
        add(planner, table, column);
    }
}

/// Whether a column goes before others come: one that is computed, and one whose name another column takes in
/// another case, which is the same name to MySQL.
fn goes_first(column: &Column, changes: &[Changed<Column>], is_mysql: bool) -> bool {
    let name = column.name.as_str().to_lowercase();
    let mut added = changes.iter().filter_map(|change| match change {
        Changed::Added(added) => Some(added.name.as_str().to_lowercase()),
        _ => None,
    });
    column.generated.is_some() || is_mysql && added.any(|one| one == name)
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
    // MySQL numbers the rows of a column only when it has an index, and its keys come later.
    if is_mysql && column.identity.is_some() {
        let index = meanwhile(column);
        let add = alter(
            name,
            TableAction::AddNumberedColumn {
                column: added,
                index,
            },
        );
        return planner.step(name, Some(&column.name), Risk::None, vec![add]);
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

/// Whether one of some columns is new and numbers the rows, so that no two of them are equal.
pub(super) fn has_new_numbers(diff: &TableDiff, columns: &[Identifier]) -> bool {
    diff.columns.iter().any(|change| match change {
        Changed::Added(column) => column.identity.is_some() && columns.contains(&column.name),
        _ => false,
    })
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
    let mut statements = match planner.dialect() {
        Dialect::Mysql => on_mysql(name, before, after, keeps_numbers(planner, name, after)),
        _ => on_postgres(name, before, after),
    };
    if before.nullable && !after.nullable {
        match planner.fill.not_null(planner.after, table, after) {
            Some(value) => {
                let fill = Statement::UpdateRows {
                    table: name.clone(),
                    column: after.name.clone(),
                    value,
                    condition: Some(is_null(planner.dialect(), after)),
                };
                // The value has the new type.
                match before.sql_type == after.sql_type {
                    true => statements.insert(0, fill),
                    false => fill_retyped(name, after, fill, &mut statements),
                }
            }
            None if risk == Risk::None => {
                risk =
                    may_fail("the column is NULL in a row; `backfill` would say what it becomes");
            }
            None => {}
        }
    }
    planner.step(name, Some(&after.name), risk, statements);
}

/// Puts a value in where a column has its new type and may still be NULL.
fn fill_retyped(
    table: &QualifiedName,
    column: &Column,
    fill: Statement,
    statements: &mut Vec<Statement>,
) {
    let is_required = |statement: &Statement| match statement {
        Statement::AlterTable { action, .. } => match action {
            TableAction::SetNotNull(name) => *name == column.name,
            TableAction::ModifyColumn(modified) => !modified.nullable,
            _ => false,
        },
        _ => false,
    };
    let position = statements.iter().position(is_required);
    let position = position.unwrap_or_default();
    let is_modified = |statement: &Statement| {
        let modify = TableAction::ModifyColumn(column.clone());
        *statement == alter(table, modify)
    };
    let mut fills = Vec::new();
    if statements.get(position).is_some_and(is_modified) && position == 0 {
        let nullable = Column {
            nullable: true,
            ..column.clone()
        };
        fills.push(alter(table, TableAction::ModifyColumn(nullable)));
    }
    fills.push(fill);
    statements.splice(position..position, fills);
}

fn on_mysql(
    table: &QualifiedName,
    before: &Column,
    after: &Column,
    keeps_numbers: bool,
) -> Vec<Statement> {
    let is_virtual = |column: &Column| {
        let generated = column.generated.as_ref();
        generated.is_some_and(|one| one.storage == GeneratedStorage::Virtual)
    };
    if !is_virtual(before) || after.generated.is_some() {
        // A column gets its number when it has its index.
        let modified = Column {
            identity: after
                .identity
                .filter(|_| before.identity.is_some() && keeps_numbers),
            ..after.clone()
        };
        return vec![alter(table, TableAction::ModifyColumn(modified))];
    }
    // What is not stored cannot be kept in place.
    let meanwhile = meanwhile(after);
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

/// The name of something that is there only during a migration.
fn meanwhile(column: &Column) -> Identifier {
    let name = Identifier::shortened(column.name.as_str(), "__new");
    name.unwrap_or_else(|_| column.name.clone())
}

fn keeps_numbers(planner: &Planner<'_>, table: &QualifiedName, column: &Column) -> bool {
    let mut altered = planner.diff.altered.iter();
    let diff = altered.find(|diff| diff.table == *table);
    diff.is_none_or(|diff| !keys::loses_index_of(diff, &column.name))
}

/// MySQL does not let a key go from which a column takes its numbers.
pub(super) fn without_numbers(planner: &Planner<'_>, diff: &TableDiff) -> Vec<Statement> {
    if planner.dialect() != Dialect::Mysql {
        return Vec::new();
    }
    let columns = planner
        .before
        .table(&diff.table)
        .map(|table| &table.columns);
    let numbered = columns
        .into_iter()
        .flatten()
        .filter(|one| one.identity.is_some() && keys::loses_index_of(diff, &one.name));
    numbered
        .map(|column| {
            let column = Column {
                identity: None,
                ..column.clone()
            };
            alter(&diff.table, TableAction::ModifyColumn(column))
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
            if column.identity.is_none() {
                continue;
            }
            let mut changes = diff.columns.iter();
            let change = changes.find(|change| {
                let after = change.after();
                after.is_some_and(|after| after.name == column.name)
            });
            match change {
                Some(Changed::Added(_)) => {
                    statements.push(drop_index(&diff.table, &meanwhile(column)));
                    continue;
                }
                Some(Changed::Altered { before, .. }) if before.identity.is_none() => {}
                _ if keys::loses_index_of(diff, &column.name) => {}
                _ => continue,
            }
            let numbered = TableAction::ModifyColumn(column.clone());
            statements.push(alter(&diff.table, numbered));
        }
    }
    statements
}
