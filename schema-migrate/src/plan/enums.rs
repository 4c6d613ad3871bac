//! Enum types of PostgreSQL: a value more is added in place where it can be; otherwise a new type
//! takes the place of the old one.

use std::collections::BTreeSet;

use super::fill::Fill;
use super::keys::enum_of;
use super::{Risk, Step, alter};
use crate::ddl::{Commented, EnumAction, Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Changed, Diff};
use crate::schema::{Column, EnumType, SqlSchema, SqlType};
use crate::sql::{Expression, Identifier, QualifiedName, Text};

/// The types that a new one takes the place of.
pub(super) fn swapped(after: &SqlSchema, diff: &Diff, fill: Fill<'_>) -> BTreeSet<QualifiedName> {
    let mut swapped = BTreeSet::new();
    for change in &diff.enum_types {
        if let Changed::Altered {
            before: former,
            after: new,
        } = change
            && former.values != new.values
            && (!is_extended(former, new) || uses_new_values(after, diff, fill, (former, new)))
        {
            swapped.insert(new.name.clone());
        }
    }
    swapped
}

/// Whether values were added, and otherwise nothing was.
fn is_extended(before: &EnumType, after: &EnumType) -> bool {
    let kept = after
        .values
        .iter()
        .filter(|one| before.values.contains(one));
    kept.eq(&before.values)
}

/// Whether the migration uses a value that it adds, which PostgreSQL refuses before the commit.
fn uses_new_values(
    after: &SqlSchema,
    diff: &Diff,
    fill: Fill<'_>,
    (former, new): (&EnumType, &EnumType),
) -> bool {
    let added: Vec<String> = new
        .values
        .iter()
        .filter(|value| !former.values.contains(value))
        .map(|value| value.to_sql(Dialect::Postgres))
        .collect();
    if added.iter().any(|value| fill.hints().is_filled_with(value)) {
        return true;
    }
    let mut tables = after.tables.iter().filter(|table| {
        let is_altered = diff.altered.iter().any(|one| one.table == table.name);
        is_altered || diff.created.iter().any(|one| one.name == table.name)
    });
    tables.any(|table| {
        let statement = Statement::CreateTable {
            table: Box::new(table.clone()),
        };
        let sql = statement.to_sql(Dialect::Postgres);
        let indexes = table.indexes.iter().map(|index| {
            let create = Statement::CreateIndex {
                table: table.name.clone(),
                index: index.clone(),
            };
            create.to_sql(Dialect::Postgres)
        });
        let texts: Vec<String> = std::iter::once(sql).chain(indexes).collect();
        added
            .iter()
            .any(|value| texts.iter().any(|text| text.contains(value)))
    })
}

pub(super) fn create(enum_type: &EnumType) -> Vec<Statement> {
    let mut statements = vec![Statement::CreateEnumType {
        enum_type: enum_type.clone(),
    }];
    if let Some(comment) = &enum_type.comment {
        statements.push(Statement::Comment {
            on: Commented::EnumType(enum_type.name.clone()),
            comment: Some(comment.clone()),
        });
    }
    statements
}

/// The name of a type that another one takes the place of.
pub(super) fn former(name: &QualifiedName) -> QualifiedName {
    QualifiedName {
        schema: name.schema.clone(),
        name: Identifier::shortened(name.name.as_str(), "__former")
            .unwrap_or_else(|_| name.name.clone()),
    }
}

pub(super) fn alter(
    before: &EnumType,
    after: &EnumType,
    is_swapped: bool,
    schemas: (&SqlSchema, &SqlSchema),
) -> Vec<Step> {
    if is_swapped {
        return vec![swap(before, after, schemas)];
    }
    let statements = added_values(before, after);
    if statements.is_empty() {
        return Vec::new();
    }
    vec![Step::new(None, statements)]
}

fn added_values(before: &EnumType, after: &EnumType) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (position, value) in after.values.iter().enumerate() {
        if before.values.contains(value) {
            continue;
        }
        let mut later = after.values[position..].iter();
        let next = later.find(|one| before.values.contains(one));
        statements.push(Statement::AlterEnumType {
            name: after.name.clone(),
            action: EnumAction::AddValue {
                value: value.clone(),
                before: next.cloned(),
            },
        });
    }
    statements
}

/// Makes the new type and moves every column to it. The old one goes at the end, when nothing has it.
fn swap(before: &EnumType, after: &EnumType, (old, new): (&SqlSchema, &SqlSchema)) -> Step {
    let mut statements = vec![Statement::AlterEnumType {
        name: after.name.clone(),
        action: EnumAction::Rename(former(&after.name).name),
    }];
    statements.extend(create(after));
    for table in &new.tables {
        let Some(there) = old.table(&table.name) else {
            continue;
        };
        for column in &table.columns {
            let kept = there.columns.iter().find(|one| one.name == column.name);
            if let Some(kept) = kept.filter(|one| one.sql_type == column.sql_type)
                && enum_of(&column.sql_type) == Some(&after.name)
            {
                statements.extend(move_column(&table.name, kept, column));
            }
        }
    }
    let gone: Vec<String> = before
        .values
        .iter()
        .filter(|value| !after.values.contains(value))
        .map(|value: &Text| format!("`{}`", value.as_str()))
        .collect();
    let risk = match gone.as_slice() {
        [] => Risk::None,
        values => Risk::MayFail(format!(
            "if a row has one of the values {}",
            values.join(", ")
        )),
    };
    Step::new(None, statements).with_risk(risk)
}

/// The default has the old type, so it goes; the one to be comes.
fn move_column(table: &QualifiedName, before: &Column, column: &Column) -> Vec<Statement> {
    let mut statements = Vec::new();
    if before.default.is_some() {
        let drop = TableAction::DropDefault(column.name.clone());
        statements.push(alter::alter(table, drop));
    }
    let name = column.name.to_sql(Dialect::Postgres);
    let sql_type = column.sql_type.to_sql(Dialect::Postgres);
    let text = match column.sql_type {
        SqlType::Array(_) => "text[]",
        _ => "text",
    };
    let set_type = TableAction::SetType {
        column: column.clone(),
        using: Some(Expression::new(format!("{name}::{text}::{sql_type}"))),
    };
    statements.push(alter::alter(table, set_type));
    if let Some(default) = &column.default {
        let set_default = TableAction::SetDefault {
            column: column.name.clone(),
            sql_type: column.sql_type.clone(),
            default: default.clone(),
        };
        statements.push(alter::alter(table, set_default));
    }
    statements
}
