//! Columns that a foreign key changes: MySQL and MariaDB evaluate no expression when it does, and so
//! refuse those that would have to hold all the same.

use schema_core::definition::{self, GeneratedStorage, PolymorphicStorage, ReferentialAction};

use super::Lowering;
use super::place::Place;
use crate::dialect::Dialect;
use crate::error::Problem;
use crate::schema::Table;
use crate::sql::names_column;

/// A column whose value differs when a foreign key has done what it does.
struct Changed {
    column: &'static definition::Column,
    /// The column of the key that it is, or is computed from.
    of_key: &'static str,
    /// `on_delete = "set null"`
    by: String,
}

impl Lowering {
    /// No check is over a column that a foreign key of the table changes, nor over what is computed
    /// from one, and what is computed from one is not stored.
    pub(super) fn expressions_of_changed_columns(
        &mut self,
        table: &'static definition::Table,
        lowered: &Table,
    ) {
        if self.dialect != Dialect::Mysql {
            return;
        }
        let mut changed = of_keys(table);
        for column in table.columns {
            self.generated_of_changed(table, column, &mut changed);
        }
        for check in &lowered.checks {
            let names = |one: &&Changed| {
                names_column(check.expression.as_str(), one.column.name, self.dialect)
            };
            let Some(one) = changed.iter().find(names) else {
                continue;
            };
            let problem = Problem::ChangedColumnInCheck {
                check: check.name.as_str().to_owned(),
                table: table.name.table.to_owned(),
                column: one.of_key.to_owned(),
                through: (one.column.name != one.of_key).then(|| one.column.name.to_owned()),
                action: one.by.clone(),
            };
            self.report(Place::table(table), problem);
        }
    }

    fn generated_of_changed(
        &mut self,
        table: &'static definition::Table,
        column: &'static definition::Column,
        changed: &mut Vec<Changed>,
    ) {
        let Some(generated) = &column.generated else {
            return;
        };
        let Some(expression) = self.dialect.text_of(&generated.expression) else {
            return;
        };
        let names = |one: &&Changed| names_column(expression, one.column.name, self.dialect);
        let Some(one) = changed.iter().find(names) else {
            return;
        };
        let (of_key, by) = (one.of_key, one.by.clone());
        match generated.storage {
            GeneratedStorage::Virtual => changed.push(Changed { column, of_key, by }),
            GeneratedStorage::Stored => {
                let problem = Problem::ChangedColumnIsStored {
                    table: table.name.table.to_owned(),
                    column: of_key.to_owned(),
                    action: by,
                };
                self.report(Place::column(table, column), problem);
            }
        }
    }
}

/// The columns of the keys that do something to them. What an exclusive arc may do is a rule of its own.
fn of_keys(table: &'static definition::Table) -> Vec<Changed> {
    let keys = table.foreign_keys.iter();
    let own = keys.filter(|key| !is_in_an_arc(table, key));
    let changes = own.filter_map(|key| {
        let by = changes_by(key)?;
        Some(key.columns.iter().map(move |name| (*name, by.clone())))
    });
    let columns = changes.flatten().filter_map(|(of_key, by)| {
        let column = table.column(of_key)?;
        Some(Changed { column, of_key, by })
    });
    columns.collect()
}

/// What a foreign key changes columns by: it sets them, or takes over another value. If it deletes the
/// row there is nothing to check.
fn changes_by(key: &definition::ForeignKey) -> Option<String> {
    use ReferentialAction::{Cascade, NoAction, Restrict, SetDefault, SetNull};
    let on_delete = match key.on_delete {
        SetNull => Some(format!("on_delete = \"{}\"", key.on_delete.as_str())),
        NoAction | Restrict | Cascade | SetDefault => None,
    };
    let on_update = match key.on_update {
        SetNull | Cascade => Some(format!("on_update = \"{}\"", key.on_update.as_str())),
        NoAction | Restrict | SetDefault => None,
    };
    on_delete.or(on_update)
}

/// Whether a key is one of those of which a check says that one is set.
pub(super) fn is_in_an_arc(table: &definition::Table, key: &definition::ForeignKey) -> bool {
    table
        .polymorphic
        .iter()
        .any(|reference| match reference.storage {
            PolymorphicStorage::ExclusiveArc { columns } => {
                key.columns.iter().any(|column| columns.contains(column))
            }
            PolymorphicStorage::Tagged { .. } => false,
        })
}
