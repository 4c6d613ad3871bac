//! What others notice of the steps that are done at once.
//!
//! Which statements rewrite or read a table, and under which lock, is said in PostgreSQL's documentation
//! of `ALTER TABLE` (the notes) and of explicit locking.

use super::late::slow_default;
use crate::ddl::{Statement, TableAction};
use crate::diff::{Changed, Diff};
use crate::plan::{Step, retype};
use crate::schema::{Column, ForeignKey};
use crate::sql::{Identifier, QualifiedName};

/// The steps, each with what others notice of it.
pub(super) fn noted(diff: &Diff, steps: Vec<Step>) -> Vec<Step> {
    let noted = |step: Step| Step {
        disturbance: step
            .statements
            .iter()
            .find_map(|statement| disturbance(diff, statement)),
        ..step
    };
    steps.into_iter().map(noted).collect()
}

/// Whether a step disturbs others for as long as a table has rows. What goes or gets another name does so
/// in a moment.
pub(super) fn lasts(step: &Step) -> bool {
    let is_brief = |statement: &Statement| match statement {
        Statement::AlterTable { action, .. } => matches!(
            action,
            TableAction::Rename(_) | TableAction::RenameColumn { .. } | TableAction::DropColumn(_)
        ),
        Statement::DropTable { .. } => true,
        _ => false,
    };
    step.disturbance.is_some() && !step.statements.iter().all(is_brief)
}

fn disturbance(diff: &Diff, statement: &Statement) -> Option<String> {
    let is_new = |name: &QualifiedName| diff.created.iter().any(|table| table.name == *name);
    match statement {
        Statement::AlterTable { table, action } if !is_new(table) => {
            alteration(diff, table, action)
        }
        Statement::CreateIndex { table, .. } if !is_new(table) => Some(format!(
            "nobody writes to `{}` while the index is built",
            table.name.as_str()
        )),
        Statement::AddForeignKey { table, foreign_key } if !is_new(table) => Some(format!(
            "nobody writes to `{}` and `{}` while the rows are checked",
            table.name.as_str(),
            foreign_key.references.name.as_str()
        )),
        Statement::UpdateRows { table, .. } => Some(format!(
            "nobody else changes these rows of `{}` until the migration ends",
            table.name.as_str()
        )),
        Statement::CheckReferences { table, .. } => Some(format!(
            "nobody writes to `{}` while its rows are checked",
            table.name.as_str()
        )),
        Statement::DropTable { name } => Some(gone(name.name.as_str())),
        _ => None,
    }
}

/// What others notice of a condition.
pub(super) fn checked(table: &QualifiedName) -> String {
    nobody_while(table, "its rows are checked")
}

/// What others notice of a foreign key that takes the place of another one, which locks more.
pub(super) fn key_replaced(table: &QualifiedName, key: &ForeignKey) -> String {
    format!(
        "nobody reads or writes `{}` and `{}` while the rows are checked",
        table.name.as_str(),
        key.references.name.as_str()
    )
}

fn nobody_while(table: &QualifiedName, what: &str) -> String {
    let table = table.name.as_str();
    format!("nobody reads or writes `{table}` while {what}")
}

fn alteration(diff: &Diff, table: &QualifiedName, action: &TableAction) -> Option<String> {
    let name = table.name.as_str();
    let column = |column: &Identifier| format!("{name}.{}", column.as_str());
    let rewritten = || nobody_while(table, "its rows are written anew");
    match action {
        TableAction::Rename(_) => Some(renamed(name)),
        TableAction::RenameColumn { from, .. } => Some(renamed(&column(from))),
        TableAction::DropColumn(dropped) => Some(gone(&column(dropped))),
        TableAction::AddColumn(added) => is_written_anew(added).then(rewritten),
        TableAction::SetType { column, .. } => {
            let former = former_column(diff, table, &column.name);
            let stays = former.is_some_and(|former| retype::keeps_rows(former, column));
            (!stays).then(rewritten)
        }
        TableAction::AddPrimaryKey(_) | TableAction::AddUnique(_) => {
            Some(nobody_while(table, "the index is built"))
        }
        TableAction::AddCheck(_) | TableAction::SetNotNull(_) => Some(checked(table)),
        _ => None,
    }
}

/// Whether the rows are written anew for a new column.
fn is_written_anew(column: &Column) -> bool {
    column.generated.is_some() || column.identity.is_some() || slow_default(column).is_some()
}

fn former_column<'d>(
    diff: &'d Diff,
    table: &QualifiedName,
    column: &Identifier,
) -> Option<&'d Column> {
    let mut altered = diff.altered.iter();
    let columns = &altered.find(|one| one.table == *table)?.columns;
    let mut former = columns.iter().filter_map(Changed::before);
    former.find(|one| one.name == *column)
}

fn renamed(name: &str) -> String {
    format!("programs that know `{name}` by this name fail from here on")
}

fn gone(name: &str) -> String {
    format!("programs that still use `{name}` fail from here on")
}
