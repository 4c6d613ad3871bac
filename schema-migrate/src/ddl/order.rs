use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ForeignKey, SqlSchema, Table};
use crate::sql::QualifiedName;

/// The tables of a schema in an order in which they can be created.
pub(crate) struct CreationOrder<'a> {
    /// The tables: each after those that it references, as far as rings allow it, and otherwise in
    /// the order of declaration.
    pub(crate) tables: Vec<&'a Table>,
    positions: BTreeMap<&'a QualifiedName, usize>,
}

impl<'a> CreationOrder<'a> {
    pub(crate) fn of(schema: &'a SqlSchema) -> CreationOrder<'a> {
        let declared: BTreeMap<&QualifiedName, &Table> = schema
            .tables
            .iter()
            .map(|table| (&table.name, table))
            .collect();
        let mut visit = Visit {
            declared,
            met: BTreeSet::new(),
            order: Vec::new(),
        };
        for table in &schema.tables {
            visit.table(table);
        }
        let tables = visit.order;
        let positions = tables
            .iter()
            .enumerate()
            .map(|(position, table)| (&table.name, position))
            .collect();
        CreationOrder { tables, positions }
    }

    /// Whether a foreign key leads to a table that is created later than its own, which is so for at
    /// least one key of every ring.
    pub(crate) fn leads_forward(&self, table: &Table, foreign_key: &ForeignKey) -> bool {
        self.positions.get(&table.name) < self.positions.get(&foreign_key.references)
    }

    /// The foreign keys of a table that lead forward.
    pub(crate) fn forward_keys<'t>(
        &'t self,
        table: &'t Table,
    ) -> impl Iterator<Item = &'t ForeignKey> {
        let keys = table.foreign_keys.iter();
        keys.filter(|key| self.leads_forward(table, key))
    }
}

/// A walk over the tables, along their foreign keys.
struct Visit<'a> {
    declared: BTreeMap<&'a QualifiedName, &'a Table>,
    met: BTreeSet<&'a QualifiedName>,
    order: Vec<&'a Table>,
}

impl<'a> Visit<'a> {
    fn table(&mut self, table: &'a Table) {
        if !self.met.insert(&table.name) {
            return;
        }
        for foreign_key in &table.foreign_keys {
            if let Some(parent) = self.declared.get(&foreign_key.references).copied() {
                self.table(parent);
            }
        }
        self.order.push(table);
    }
}
