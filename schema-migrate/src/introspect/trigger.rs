//! The triggers of polymorphic references, among all that there are.

use std::collections::BTreeSet;

use super::tables::Tables;
use super::{IntrospectError, Other, OtherKind};
use crate::schema::{Trigger, TriggerAction};
use crate::sql::{Expression, Identifier, QualifiedName};

/// The ends of the names of triggers, by which they are known in a database.
const ENDINGS: [&str; 5] = ["_insert", "_update", "_delete", "_key", "_truncate"];

/// A trigger as a database says it.
pub(super) struct Found {
    pub(super) table: QualifiedName,
    pub(super) name: String,
    /// All that creates it.
    pub(super) sql: String,
}

/// Adds those that have the names of ours to their tables, and takes them and their functions from what no
/// schema says.
pub(super) fn add(
    found: Vec<Found>,
    tables: &mut Tables,
    others: &mut Vec<Other>,
) -> Result<(), IntrospectError> {
    let (mut own, mut functions) = (BTreeSet::new(), BTreeSet::new());
    for trigger in found {
        if !is_own_name(&trigger.name) {
            continue;
        }
        let Some(table) = tables.get_mut(&trigger.table) else {
            continue;
        };
        let name = Identifier::new(trigger.name.as_str())?;
        functions.insert(QualifiedName {
            schema: trigger.table.schema.clone(),
            name: Identifier::new(format!("{}()", trigger.name))?,
        });
        own.insert((trigger.table, name.clone()));
        table.triggers.push(Trigger {
            name,
            action: TriggerAction::Written(Expression::new(trigger.sql)),
        });
    }
    others.retain(|other| match (other.kind, &other.table) {
        (OtherKind::Trigger, Some(table)) => {
            !own.contains(&(table.clone(), other.name.name.clone()))
        }
        (OtherKind::Function, _) => !functions.contains(&other.name),
        _ => true,
    });
    Ok(())
}

/// Whether a name is one that the triggers of references have.
fn is_own_name(name: &str) -> bool {
    let stem = ENDINGS.iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| stem.ends_with("_polymorphic"))
}
