//! Steps that are the same wherever a table is altered or made anew: whole tables, and indexes.

use super::{Risk, Step};
use crate::ddl::Statement;
use crate::dialect::Dialect;
use crate::diff::Hints;
use crate::schema::{Index, SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName};

/// Creates tables, each after those that it references.
pub(super) fn create(dialect: Dialect, tables: Vec<Table>, hints: &Hints) -> Vec<Step> {
    let script = only(dialect, tables).create_script();
    let step = |paragraph: &[Statement]| {
        let table = paragraph.iter().find_map(|statement| match statement {
            Statement::CreateTable { table } => Some(&table.name),
            _ => None,
        });
        let cause = table.and_then(|table| hints.place(table, None));
        Step::new(cause, paragraph.to_vec())
    };
    script.paragraphs().map(step).collect()
}

/// Drops tables, each before those that it references.
pub(super) fn drop(dialect: Dialect, tables: Vec<Table>) -> Vec<Step> {
    let script = only(dialect, tables).drop_script();
    let step = |statement: &Statement| {
        let risk = match statement {
            Statement::DropTable { name } => {
                Risk::LosesData(format!("the rows of `{}`", name.name.as_str()))
            }
            _ => Risk::None,
        };
        Step::new(None, vec![statement.clone()]).with_risk(risk)
    };
    script.statements().map(step).collect()
}

/// Creates an index of a table that may have rows.
pub(super) fn create_index(table: &QualifiedName, index: &Index, hints: &Hints) -> Step {
    let risk = match index.unique {
        true => super::alter::may_fail("two rows have equal values"),
        false => Risk::None,
    };
    let create = Statement::CreateIndex {
        table: table.clone(),
        index: index.clone(),
    };
    let cause = hints.place(table, Some(&index.name));
    Step::new(cause, vec![create]).with_risk(risk)
}

/// Whether an index of a table takes a name, where tables share the names of their indexes (PostgreSQL,
/// SQLite).
pub(super) fn has_index(schema: &SqlSchema, name: &Identifier) -> bool {
    schema.tables.iter().any(|table| {
        let mut indexes = table.indexes.iter().map(|one| &one.name);
        let mut uniques = table.unique_constraints.iter().map(|one| &one.name);
        indexes.any(|one| one == name) || uniques.any(|one| one == name)
    })
}

fn only(dialect: Dialect, tables: Vec<Table>) -> SqlSchema {
    SqlSchema {
        tables,
        ..SqlSchema::empty(dialect)
    }
}
