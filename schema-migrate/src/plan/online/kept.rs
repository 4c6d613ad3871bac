//! What goes only when the rows have their values, which may be from it.

use super::late::{Late, beside};
use crate::diff::{Changed, Diff, Rename, mentions};
use crate::plan::tables::has_index;
use crate::schema::{Column, EnumType, SqlSchema, Table};
use crate::sql::{Expression, Identifier, QualifiedName};

/// What goes in a stage of its own, the last one.
#[derive(Default)]
pub(super) struct Kept {
    columns: Vec<(QualifiedName, Column)>,
    tables: Vec<Table>,
    /// Names that something new takes meanwhile.
    renames: Vec<Rename>,
    enum_types: Vec<EnumType>,
    database_schemas: Vec<Identifier>,
}

impl Kept {
    /// What the values of rows that come later are from: of the table itself the columns that they name,
    /// of another table that they name all columns.
    pub(super) fn by(late: &[Late], diff: &Diff, after: &SqlSchema) -> Kept {
        let mut kept = Kept::default();
        let mut values: Vec<(QualifiedName, Expression)> = Vec::new();
        for late in late {
            let own = late.backfills.iter();
            values.extend(own.map(|(_, value)| (late.table.clone(), value.clone())));
        }
        while let Some((reader, value)) = values.pop() {
            for table in &diff.dropped {
                let is_kept = kept.tables.iter().any(|one| one.name == table.name);
                if !is_kept && mentions(&value, &table.name.name) {
                    kept.keep_table(table.clone(), after);
                }
            }
            for altered in &diff.altered {
                let is_named = mentions(&value, &altered.table.name);
                let is_own = altered.table == reader;
                for column in altered.columns.iter().filter_map(removed) {
                    let is_read = is_named || is_own && mentions(&value, &column.name);
                    if is_read && !kept.has(&altered.table, &column.name) {
                        kept.columns.push((altered.table.clone(), column.clone()));
                        let computed = column.generated.iter();
                        values.extend(
                            computed.map(|one| (altered.table.clone(), one.expression.clone())),
                        );
                    }
                }
            }
        }
        kept.keep_types(diff);
        kept
    }

    /// The foreign keys of a table that goes are gone before it.
    fn keep_table(&mut self, mut table: Table, after: &SqlSchema) {
        table.foreign_keys.clear();
        for index in &mut table.indexes {
            if has_index(after, &index.name) {
                let from = std::mem::replace(index, beside(index, "__old")).name;
                self.renames.push(Rename::Index {
                    table: table.name.clone(),
                    from,
                    to: index.name.clone(),
                });
            }
        }
        for unique in &mut table.unique_constraints {
            let old = Identifier::shortened(unique.name.as_str(), "__old");
            if let Some(old) = old.ok().filter(|_| has_index(after, &unique.name)) {
                self.renames.push(Rename::Constraint {
                    table: table.name.clone(),
                    from: std::mem::replace(&mut unique.name, old.clone()),
                    to: old,
                });
            }
        }
        self.tables.push(table);
    }

    /// The types of what is kept, and the database schemas that it is in.
    fn keep_types(&mut self, diff: &Diff) {
        if self.is_empty() {
            return;
        }
        let enum_types = diff.enum_types.iter().filter_map(removed);
        self.enum_types.extend(enum_types.cloned());
        let database_schemas = diff.database_schemas.iter().filter_map(removed);
        self.database_schemas.extend(database_schemas.cloned());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.tables.is_empty()
    }

    /// Whether a column is kept for now.
    pub(super) fn has(&self, table: &QualifiedName, column: &Identifier) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|(of, one)| of == table && one.name == *column)
    }

    /// What has another name meanwhile.
    pub(super) fn renames(&self) -> Vec<Rename> {
        self.renames.clone()
    }

    /// Puts what is kept back into a schema that is without it.
    pub(super) fn put_back(&self, schema: &mut SqlSchema) {
        for (table, column) in &self.columns {
            let mut tables = schema.tables.iter_mut();
            if let Some(table) = tables.find(|one| one.name == *table) {
                table.columns.push(column.clone());
            }
        }
        schema.tables.extend(self.tables.iter().cloned());
        schema.enum_types.extend(self.enum_types.iter().cloned());
        let database_schemas = self.database_schemas.iter().cloned();
        schema.database_schemas.extend(database_schemas);
    }
}

fn removed<T>(change: &Changed<T>) -> Option<&T> {
    match change {
        Changed::Removed(one) => Some(one),
        _ => None,
    }
}
