use std::collections::{BTreeMap, BTreeSet};

use schema_core::definition::{ReferentialAction, Schema, TableName};

use super::polymorphic::enforced;

/// The database schema and the name of a table.
type SqlName = (Option<&'static str>, &'static str);

/// Of which tables rows go with the rows of a table.
pub(super) struct Cascades(BTreeMap<SqlName, BTreeSet<SqlName>>);

impl Cascades {
    pub(super) fn of(schema: &Schema) -> Cascades {
        let mut cascades = Cascades(BTreeMap::new());
        for table in schema.tables() {
            let keys = table.foreign_keys.iter();
            for key in keys.filter(|key| key.on_delete == ReferentialAction::Cascade) {
                cascades.add(&key.references, &table.name);
            }
            let references = enforced(table);
            for reference in references.filter(|one| one.on_delete == ReferentialAction::Cascade) {
                for target in reference.targets {
                    cascades.add(&target.table, &table.name);
                }
            }
        }
        cascades
    }

    fn add(&mut self, from: &TableName, to: &TableName) {
        self.0
            .entry(sql_name(from))
            .or_default()
            .insert(sql_name(to));
    }

    /// Whether rows of a table may go with those of another, or the two are one.
    pub(super) fn lead(&self, from: &TableName, to: &TableName) -> bool {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![sql_name(from)]);
        while let Some(name) = waiting.pop() {
            if name == sql_name(to) {
                return true;
            }
            if seen.insert(name) {
                waiting.extend(self.0.get(&name).into_iter().flatten());
            }
        }
        false
    }
}

fn sql_name(name: &TableName) -> SqlName {
    (name.schema, name.table)
}
