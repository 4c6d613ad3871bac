use std::collections::{BTreeMap, BTreeSet};

use schema_core::definition::{
    Column, Deferrability, ForeignKey, IndexKey, Schema, Table, TableName,
};

use super::index::holds_values;
use crate::dialect::Dialect;

/// The database schema and the name of a table.
type SqlName = (Option<&'static str>, &'static str);

/// The declared tables by their SQL names, external ones included.
pub(super) struct Catalog {
    tables: BTreeMap<SqlName, &'static Table>,
    external: BTreeSet<SqlName>,
}

impl Catalog {
    pub(super) fn of(schema: &Schema) -> Catalog {
        let external = schema.external.iter().copied();
        Catalog {
            external: external
                .clone()
                .map(|table| sql_name(&table.name))
                .collect(),
            tables: external
                .chain(schema.tables())
                .map(|table| (sql_name(&table.name), table))
                .collect(),
        }
    }

    pub(super) fn table(&self, name: &TableName) -> Option<&'static Table> {
        self.tables.get(&sql_name(name)).copied()
    }

    /// Whether there is a table of this name.
    pub(super) fn has_table(&self, schema: Option<&'static str>, name: &'static str) -> bool {
        self.tables.contains_key(&(schema, name))
    }

    pub(super) fn is_external(&self, name: &TableName) -> bool {
        self.external.contains(&sql_name(name))
    }

    /// The column that decides on a property of a column: the column itself if it declares the
    /// property, otherwise the first one that does on the way of its foreign keys, otherwise the
    /// column itself again.
    pub(super) fn decisive_column(
        &self,
        table: &'static Table,
        column: &'static Column,
        declares: &dyn Fn(&Column) -> bool,
    ) -> &'static Column {
        self.first_declaring(table, column, declares, &mut BTreeSet::new())
            .unwrap_or(column)
    }

    fn first_declaring(
        &self,
        table: &'static Table,
        column: &'static Column,
        declares: &dyn Fn(&Column) -> bool,
        visited: &mut BTreeSet<(SqlName, &'static str)>,
    ) -> Option<&'static Column> {
        if declares(column) {
            return Some(column);
        }
        if !visited.insert((sql_name(&table.name), column.name)) {
            return None;
        }
        table.foreign_keys.iter().find_map(|key| {
            let (parent, referenced) = self.referenced_column(key, column.name)?;
            if referenced.column_type != column.column_type {
                return None;
            }
            self.first_declaring(parent, referenced, declares, visited)
        })
    }

    /// The column that a column references by a foreign key, if it is part of the key.
    fn referenced_column(
        &self,
        key: &ForeignKey,
        column: &str,
    ) -> Option<(&'static Table, &'static Column)> {
        let position = key.columns.iter().position(|name| *name == column)?;
        let parent = self.table(&key.references)?;
        Some((
            parent,
            parent.column(key.referenced_columns.get(position)?)?,
        ))
    }
}

/// Whether a column is part of a key, a foreign key or an index that holds whole values.
pub(super) fn is_keyed(dialect: Dialect, table: &Table, column: &str) -> bool {
    let in_foreign_key = table
        .foreign_keys
        .iter()
        .any(|key| key.columns.contains(&column));
    let in_unique = table
        .unique_constraints
        .iter()
        .any(|constraint| constraint.columns.contains(&column));
    let in_index = dialect
        .indexes_of(table)
        .filter(|index| holds_values(index))
        .flat_map(|index| index.columns)
        .any(|indexed| column_name(&indexed.key) == Some(column));
    table.primary_key.columns.contains(&column) || in_foreign_key || in_unique || in_index
}

/// Whether columns are the primary key of a table or unique, in any order. A constraint that can be
/// deferred does not count: PostgreSQL takes no foreign key to it.
pub(super) fn is_unique(dialect: Dialect, table: &Table, columns: &[&str]) -> bool {
    let constraints = table
        .unique_constraints
        .iter()
        .filter(|constraint| constraint.deferrability == Deferrability::NotDeferrable)
        .map(|constraint| constraint.columns.to_vec());
    let indexes = dialect
        .indexes_of(table)
        .filter(|index| index.unique && index.condition.is_none())
        .filter_map(|index| {
            index
                .columns
                .iter()
                .map(|column| column_name(&column.key))
                .collect()
        });
    std::iter::once(table.primary_key.columns.to_vec())
        .chain(constraints)
        .chain(indexes)
        .any(|key: Vec<&str>| same_set(&key, columns))
}

fn column_name(key: &IndexKey) -> Option<&'static str> {
    match key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    }
}

fn same_set(left: &[&str], right: &[&str]) -> bool {
    left.iter().collect::<BTreeSet<_>>() == right.iter().collect::<BTreeSet<_>>()
}

fn sql_name(name: &TableName) -> SqlName {
    (name.schema, name.table)
}
