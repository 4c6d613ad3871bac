//! How relations are called.

use schema_core::definition::{RelationKind, Schema};

use super::words::{may_be_many, may_be_one};
use super::{Code, Found};

/// What leads to many rows is called like many, and what leads to one like one.
pub(super) fn check(schema: &Schema, found: &mut Found) {
    for relation in schema.relations(&found.table.name) {
        let name = relation.name;
        match relation.kind {
            RelationKind::Many | RelationKind::ManyThrough if !may_be_many(name) => {
                let message = format!(
                    "the relation `{name}` leads to many rows: give it a plural name, or allow it"
                );
                found.add(Code::RelationNamePlural, name, message);
            }
            RelationKind::One { .. } | RelationKind::InverseOne if !may_be_one(name) => {
                let message = format!(
                    "the relation `{name}` leads to one row: give it a singular name (on a key \
                     `relation = …`), or allow it"
                );
                found.add(Code::RelationNameSingular, name, message);
            }
            _ => {}
        }
    }
}
