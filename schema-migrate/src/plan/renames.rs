//! What gets another name on PostgreSQL and MySQL, and the rows whose texts do.

use super::alter::{Planner, alter};
use super::{Risk, Step};
use crate::ddl::{EnumAction, Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Rename, in_sequence};
use crate::schema::SqlSchema;
use crate::sql::{Expression, Identifier, QualifiedName, Text};

impl Planner<'_> {
    /// MariaDB does not rename a column that a check is about.
    pub(super) fn checks_before_renames(&mut self) {
        if self.dialect() != Dialect::Mysql {
            return;
        }
        for (table, name) in self.in_the_way.checks.clone() {
            // The table still has its former name.
            let former = former_table(&self.diff.renames, &table);
            let constraint = former_constraint(&self.diff.renames, &table, &name);
            self.alter(&former, None, TableAction::DropCheck(constraint));
        }
    }

    pub(super) fn renames(&mut self) {
        let renames = self.diff.renames.iter();
        let possible: Vec<Rename> = renames
            .filter(|rename| self.dialect() != Dialect::Mysql || is_on_mysql(rename, self.before))
            .cloned()
            .collect();
        for rename in in_sequence(self.dialect(), &possible) {
            let Some(statement) = self.rename(&rename) else {
                continue;
            };
            match &rename {
                Rename::Table { to: table, .. } => {
                    self.step(table, None, Risk::None, vec![statement]);
                }
                Rename::Column { table, to, .. }
                | Rename::Constraint { table, to, .. }
                | Rename::Index { table, to, .. } => {
                    self.step(table, Some(to), Risk::None, vec![statement]);
                }
                _ => self.steps.push(Step::new(None, vec![statement])),
            }
        }
    }

    fn rename(&self, rename: &Rename) -> Option<Statement> {
        Some(match rename.clone() {
            Rename::Table { from, to } => alter(&from, TableAction::Rename(to.name)),
            Rename::Column { table, from, to } => {
                alter(&table, TableAction::RenameColumn { from, to })
            }
            Rename::Index { table, from, to } => Statement::RenameIndex { table, from, to },
            // A unique constraint is an index there.
            Rename::Constraint { table, from, to } if self.dialect() == Dialect::Mysql => {
                Statement::RenameIndex { table, from, to }
            }
            Rename::Constraint { table, from, to } => {
                alter(&table, TableAction::RenameConstraint { from, to })
            }
            Rename::EnumType { from, to } => Statement::AlterEnumType {
                name: from,
                action: EnumAction::Rename(to.name),
            },
            Rename::EnumValue {
                enum_type,
                from,
                to,
            } => Statement::AlterEnumType {
                name: enum_type,
                action: EnumAction::RenameValue { from, to },
            },
            // The rows follow when the check of the former values is gone.
            Rename::TextValue { .. } => return None,
        })
    }

    /// The rows follow when values of an enum that is stored as text get other names: all at once, as one
    /// may get the name that another one had.
    pub(super) fn text_values(&mut self) {
        let mut columns: Vec<(&QualifiedName, &Identifier)> = Vec::new();
        for rename in &self.diff.renames {
            if let Rename::TextValue { table, column, .. } = rename
                && !columns.contains(&(table, column))
            {
                columns.push((table, column));
            }
        }
        for (table, column) in columns {
            let texts = texts(&self.diff.renames, table, column);
            let statement = rename_rows(self.dialect(), table, column, &texts);
            self.step(table, Some(column), Risk::None, vec![statement]);
        }
    }
}

/// Whether MySQL has a statement for a rename: a check and a foreign key go and come back.
fn is_on_mysql(rename: &Rename, before: &SqlSchema) -> bool {
    let Rename::Constraint { table, to, .. } = rename else {
        return true;
    };
    let table = before.table(table);
    table.is_some_and(|table| table.unique_constraints.iter().any(|one| one.name == *to))
}

/// The texts of a column that get others.
pub(super) fn texts<'r>(
    renames: &'r [Rename],
    table: &QualifiedName,
    column: &Identifier,
) -> Vec<(&'r Text, &'r Text)> {
    let texts = renames.iter().filter_map(|rename| match rename {
        Rename::TextValue {
            table: of,
            column: on,
            from,
            to,
        } if of == table && on == column => Some((from, to)),
        _ => None,
    });
    texts.collect()
}

fn rename_rows(
    dialect: Dialect,
    table: &QualifiedName,
    column: &Identifier,
    texts: &[(&Text, &Text)],
) -> Statement {
    let name = column.to_sql(dialect);
    let (value, condition) = match texts {
        [(from, to)] => (
            to.to_sql(dialect),
            format!("{name} = {}", from.to_sql(dialect)),
        ),
        _ => {
            let from: Vec<String> = texts.iter().map(|(from, _)| from.to_sql(dialect)).collect();
            let condition = format!("{name} IN ({})", from.join(", "));
            (renamed_text(dialect, column, texts), condition)
        }
    };
    Statement::UpdateRows {
        table: table.clone(),
        column: column.clone(),
        value: Expression::new(value),
        condition: Some(Expression::new(condition)),
    }
}

/// The column, with the texts that have another name.
pub(super) fn renamed_text(
    dialect: Dialect,
    column: &Identifier,
    texts: &[(&Text, &Text)],
) -> String {
    let name = column.to_sql(dialect);
    let cases = texts.iter().map(|(from, to)| {
        let (from, to) = (from.to_sql(dialect), to.to_sql(dialect));
        format!(" WHEN {from} THEN {to}")
    });
    match cases.collect::<String>().as_str() {
        "" => name,
        cases => format!("CASE {name}{cases} ELSE {name} END"),
    }
}

fn former_table(renames: &[Rename], table: &QualifiedName) -> QualifiedName {
    let former = renames.iter().find_map(|rename| match rename {
        Rename::Table { from, to } if to == table => Some(from),
        _ => None,
    });
    former.unwrap_or(table).clone()
}

pub(super) fn former_constraint(
    renames: &[Rename],
    table: &QualifiedName,
    name: &Identifier,
) -> Identifier {
    let former = renames.iter().find_map(|rename| match rename {
        Rename::Constraint {
            table: of,
            from,
            to,
        } if of == table && to == name => Some(from),
        _ => None,
    });
    former.unwrap_or(name).clone()
}
