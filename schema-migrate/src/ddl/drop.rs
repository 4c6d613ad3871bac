use super::order::CreationOrder;
use super::{Script, Statement};
use crate::dialect::Placement;
use crate::schema::{ReferentialAction, SqlSchema, Table};

pub(super) fn script(schema: &SqlSchema) -> Script {
    let order = CreationOrder::of(schema);
    let mut script = Script::new(schema.dialect);
    for table in order.tables.iter().rev() {
        script.push(drop_triggers(table));
    }
    script.push(match schema.dialect.syntax().forward_foreign_keys() {
        Placement::InTable => defer_foreign_keys(&order),
        Placement::AfterTable => drop_forward_keys(&order),
    });
    script.push(
        order
            .tables
            .iter()
            .rev()
            .map(|table| Statement::DropTable {
                name: table.name.clone(),
            })
            .collect(),
    );
    script.push(
        schema
            .enum_types
            .iter()
            .rev()
            .map(|enum_type| Statement::DropEnumType {
                name: enum_type.name.clone(),
            })
            .collect(),
    );
    script.push(
        schema
            .database_schemas
            .iter()
            .rev()
            .map(|name| Statement::DropDatabaseSchema { name: name.clone() })
            .collect(),
    );
    script
}

fn drop_triggers(table: &Table) -> Vec<Statement> {
    let triggers = table.triggers.iter().rev();
    triggers
        .map(|trigger| Statement::DropTrigger {
            table: table.name.clone(),
            name: trigger.name.clone(),
        })
        .collect()
}

/// SQLite deletes the rows of a table before it drops it and checks the foreign keys to them. There
/// is an order in which that works, unless tables reference each other or a table restricts the
/// deletion of its own rows.
fn defer_foreign_keys(order: &CreationOrder<'_>) -> Vec<Statement> {
    let is_needed = order.tables.iter().any(|table| {
        table.foreign_keys.iter().any(|key| {
            let restricts_itself =
                key.references == table.name && key.on_delete == ReferentialAction::Restrict;
            restricts_itself || order.leads_forward(table, key)
        })
    });
    if is_needed {
        vec![Statement::DeferForeignKeys]
    } else {
        Vec::new()
    }
}

/// Without the foreign keys that lead to later tables, no ring is left.
fn drop_forward_keys(order: &CreationOrder<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for table in order.tables.iter().rev() {
        statements.extend(
            order
                .forward_keys(table)
                .map(|key| Statement::DropForeignKey {
                    table: table.name.clone(),
                    name: key.name.clone(),
                }),
        );
    }
    statements
}
