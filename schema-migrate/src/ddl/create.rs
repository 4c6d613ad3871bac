use super::order::CreationOrder;
use super::{Commented, Script, Statement};
use crate::dialect::{Placement, Syntax};
use crate::schema::{EnumType, SqlSchema, Table};

pub(super) fn script(schema: &SqlSchema) -> Script {
    let syntax = schema.dialect.syntax();
    let order = CreationOrder::of(schema);
    let mut script = Script::new(schema.dialect);
    script.push(
        schema
            .database_schemas
            .iter()
            .map(|name| Statement::CreateDatabaseSchema { name: name.clone() })
            .collect(),
    );
    for enum_type in &schema.enum_types {
        script.push(create_enum_type(enum_type));
    }
    for table in &order.tables {
        script.push(create_table(table, &order, syntax));
    }
    if syntax.forward_foreign_keys() == Placement::AfterTable {
        script.push(add_forward_keys(&order));
    }
    for table in &order.tables {
        script.push(create_triggers(table));
    }
    script
}

fn create_enum_type(enum_type: &EnumType) -> Vec<Statement> {
    let mut statements = vec![Statement::CreateEnumType {
        enum_type: enum_type.clone(),
    }];
    statements.extend(
        enum_type
            .comment
            .as_ref()
            .map(|comment| Statement::Comment {
                on: Commented::EnumType(enum_type.name.clone()),
                comment: Some(comment.clone()),
            }),
    );
    statements
}

/// A table and what belongs to it, but for the foreign keys that lead forward.
fn create_table(table: &Table, order: &CreationOrder<'_>, syntax: &dyn Syntax) -> Vec<Statement> {
    let mut in_table = table.clone();
    let mut after_table = Vec::new();
    if syntax.indexes() == Placement::AfterTable {
        after_table.extend(
            in_table
                .indexes
                .drain(..)
                .map(|index| Statement::CreateIndex {
                    table: table.name.clone(),
                    index,
                }),
        );
    }
    if syntax.comments() == Placement::AfterTable {
        after_table.extend(take_comments(&mut in_table));
    }
    if syntax.forward_foreign_keys() == Placement::AfterTable {
        in_table
            .foreign_keys
            .retain(|key| !order.leads_forward(table, key));
    }
    let mut statements = vec![Statement::CreateTable {
        table: Box::new(in_table),
    }];
    statements.append(&mut after_table);
    statements
}

/// The triggers of a table, which may be about tables that come later.
fn create_triggers(table: &Table) -> Vec<Statement> {
    let triggers = table.triggers.iter();
    triggers
        .map(|trigger| Statement::CreateTrigger {
            table: table.name.clone(),
            trigger: trigger.clone(),
        })
        .collect()
}

fn take_comments(table: &mut Table) -> Vec<Statement> {
    let mut statements = Vec::new();
    if let Some(comment) = table.comment.take() {
        let on = Commented::Table(table.name.clone());
        statements.push(Statement::Comment {
            on,
            comment: Some(comment),
        });
    }
    for column in &mut table.columns {
        if let Some(comment) = column.comment.take() {
            let on = Commented::Column(table.name.clone(), column.name.clone());
            statements.push(Statement::Comment {
                on,
                comment: Some(comment),
            });
        }
    }
    statements
}

/// The foreign keys that tables get once all tables exist.
fn add_forward_keys(order: &CreationOrder<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for table in &order.tables {
        statements.extend(
            order
                .forward_keys(table)
                .map(|key| Statement::AddForeignKey {
                    table: table.name.clone(),
                    foreign_key: key.clone(),
                }),
        );
    }
    statements
}
