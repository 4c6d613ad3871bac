//! Plans for PostgreSQL and MySQL, which change a table in place.
//!
//! The order is that in which everything is possible: names first, then what is in the way goes,
//! then tables and columns change, then keys come back. Each step is there only if it has something
//! to do.

use std::collections::BTreeSet;

use super::columns;
use super::enums;
use super::fill::Fill;
use super::keys::{InTheWay, may_dangle};
use super::renames::former_constraint;
use super::tables;
use super::{PlanError, PlanProblem, Risk, Step};
use crate::ddl::{Commented, Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Changed, Diff, TableDiff};
use crate::schema::{ForeignKey, SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName};

pub(super) fn steps(
    before: &SqlSchema,
    after: &SqlSchema,
    diff: &Diff,
    fill: Fill<'_>,
) -> Result<Vec<Step>, PlanError> {
    let swapped = enums::swapped(after, diff, fill);
    let mut planner = Planner {
        in_the_way: InTheWay::of(before, after, diff, &swapped),
        before,
        after,
        diff,
        fill,
        swapped,
        steps: Vec::new(),
        problems: Vec::new(),
    };
    planner.database_schemas(true);
    planner.checks_before_renames();
    planner.renames();
    planner.drop_foreign_keys();
    planner.drop_tables();
    planner.drop_constraints();
    planner.text_values();
    planner.enum_types();
    planner.create_tables();
    planner.columns();
    planner.drop_read_tables();
    planner.add_constraints();
    planner.add_foreign_keys();
    planner.comments();
    planner.drop_enum_types();
    planner.database_schemas(false);
    if planner.problems.is_empty() {
        Ok(planner.steps)
    } else {
        Err(PlanError {
            problems: planner.problems,
        })
    }
}

pub(super) struct Planner<'a> {
    pub(super) before: &'a SqlSchema,
    pub(super) after: &'a SqlSchema,
    pub(super) diff: &'a Diff,
    pub(super) fill: Fill<'a>,
    /// Enum types that another one takes the place of.
    swapped: BTreeSet<QualifiedName>,
    pub(super) in_the_way: InTheWay,
    pub(super) steps: Vec<Step>,
    pub(super) problems: Vec<PlanProblem>,
}

impl Planner<'_> {
    pub(super) fn dialect(&self) -> Dialect {
        self.after.dialect
    }

    /// Adds a step that comes from a table, or from something within it.
    pub(super) fn step(
        &mut self,
        table: &QualifiedName,
        object: Option<&Identifier>,
        risk: Risk,
        statements: Vec<Statement>,
    ) {
        if !statements.is_empty() {
            let cause = self.fill.hints().place(table, object);
            let step = Step::new(cause, statements).with_risk(risk);
            self.steps.push(step);
        }
    }

    pub(super) fn alter(
        &mut self,
        table: &QualifiedName,
        object: Option<&Identifier>,
        action: TableAction,
    ) {
        let statement = alter(table, action);
        self.step(table, object, Risk::None, vec![statement]);
    }

    fn database_schemas(&mut self, create: bool) {
        for change in &self.diff.database_schemas {
            let statement = match change {
                Changed::Added(name) if create => {
                    Statement::CreateDatabaseSchema { name: name.clone() }
                }
                Changed::Removed(name) if !create => {
                    Statement::DropDatabaseSchema { name: name.clone() }
                }
                _ => continue,
            };
            self.steps.push(Step::new(None, vec![statement]));
        }
    }

    fn drop_foreign_keys(&mut self) {
        for table in &self.diff.altered {
            for change in &table.foreign_keys {
                if let Some(key) = change.before() {
                    self.drop_foreign_key(&table.table, key);
                }
            }
        }
        for (table, key) in self.in_the_way.foreign_keys.clone() {
            self.drop_foreign_key(&table, &key);
        }
        for table in self.read_tables(true) {
            for key in &table.foreign_keys {
                self.drop_foreign_key(&table.name, key);
            }
        }
    }

    fn drop_foreign_key(&mut self, table: &QualifiedName, key: &ForeignKey) {
        // MySQL does not rename one, so it still has its former name.
        let name = match self.dialect() {
            Dialect::Mysql => former_constraint(&self.diff.renames, table, &key.name),
            _ => key.name.clone(),
        };
        let drop = Statement::DropForeignKey {
            table: table.clone(),
            name,
        };
        self.step(table, Some(&key.name), Risk::None, vec![drop]);
    }

    fn drop_constraints(&mut self) {
        let is_mysql = self.dialect() == Dialect::Mysql;
        for (table, name) in self.in_the_way.checks.clone() {
            if !is_mysql {
                self.alter(&table, Some(&name), TableAction::DropCheck(name.clone()));
            }
        }
        for (table, unique) in self.in_the_way.unique_constraints.clone() {
            let drop = TableAction::DropUnique(unique.name.clone());
            self.alter(&table, Some(&unique.name), drop);
        }
        for (table, index) in self.in_the_way.indexes.clone() {
            let drop = drop_index(&table, &index.name);
            self.step(&table, Some(&index.name), Risk::None, vec![drop]);
        }
        for table in &self.diff.altered {
            self.drop_constraints_of(table);
        }
        self.free_names();
    }

    fn drop_constraints_of(&mut self, diff: &TableDiff) {
        let table = &diff.table;
        for check in diff.checks.iter().filter_map(Changed::before) {
            let name = &check.name;
            // A check in the way went before the renames.
            let is_gone = self
                .in_the_way
                .checks
                .contains(&(table.clone(), name.clone()));
            if !is_gone {
                self.alter(table, Some(name), TableAction::DropCheck(name.clone()));
            }
        }
        for statement in columns::without_numbers(self, diff) {
            self.step(table, None, Risk::None, vec![statement]);
        }
        for unique in diff.unique_constraints.iter().filter_map(Changed::before) {
            let name = &unique.name;
            self.alter(table, Some(name), TableAction::DropUnique(name.clone()));
        }
        for index in diff.indexes.iter().filter_map(Changed::before) {
            let drop = drop_index(table, &index.name);
            self.step(table, Some(&index.name), Risk::None, vec![drop]);
        }
        if let Some(key) = diff.primary_key.as_ref().and_then(Changed::before) {
            self.alter(table, None, TableAction::DropPrimaryKey(key.name.clone()));
        }
    }

    /// A table that goes late gives its names to those that come before.
    fn free_names(&mut self) {
        if self.dialect() == Dialect::Mysql {
            return;
        }
        for table in self.read_tables(true) {
            for unique in &table.unique_constraints {
                if tables::has_index(self.after, &unique.name) {
                    let drop = TableAction::DropUnique(unique.name.clone());
                    self.alter(&table.name, None, drop);
                }
            }
            for index in &table.indexes {
                if tables::has_index(self.after, &index.name) {
                    let drop = drop_index(&table.name, &index.name);
                    self.step(&table.name, None, Risk::None, vec![drop]);
                }
            }
        }
    }

    fn drop_tables(&mut self) {
        let steps = tables::drop(self.dialect(), self.read_tables(false));
        self.steps.extend(steps);
    }

    /// Tables that go when the rows of others have got values from them; their keys are gone.
    fn drop_read_tables(&mut self) {
        let mut read = self.read_tables(true);
        for table in &mut read {
            table.foreign_keys.clear();
        }
        let steps = tables::drop(self.dialect(), read);
        self.steps.extend(steps);
    }

    /// The tables that go and that others get values from, or do not.
    fn read_tables(&self, read: bool) -> Vec<Table> {
        let hints = self.fill.hints();
        let dropped = self.diff.dropped.iter();
        dropped
            .filter(|table| hints.is_read(&table.name) == read)
            .cloned()
            .collect()
    }

    fn enum_types(&mut self) {
        for change in &self.diff.enum_types {
            match change {
                Changed::Added(enum_type) => {
                    let steps = enums::create(enum_type);
                    self.steps.push(Step::new(None, steps));
                }
                Changed::Altered { before, after } => {
                    let is_swapped = self.swapped.contains(&after.name);
                    let tables = (self.before, self.after);
                    let step = enums::alter(before, after, is_swapped, tables);
                    self.steps.extend(step);
                }
                Changed::Removed(_) => {}
            }
        }
    }

    fn drop_enum_types(&mut self) {
        for change in &self.diff.enum_types {
            let name = match change {
                Changed::Removed(enum_type) => enum_type.name.clone(),
                Changed::Altered { after, .. } if self.swapped.contains(&after.name) => {
                    enums::former(&after.name)
                }
                _ => continue,
            };
            let step = Step::new(None, vec![Statement::DropEnumType { name }]);
            self.steps.push(step);
        }
    }

    fn create_tables(&mut self) {
        let mut created = self.diff.created.clone();
        for table in &mut created {
            let late = late_keys(self.diff, table);
            table.foreign_keys.retain(|key| !late.contains(key));
        }
        let steps = tables::create(self.dialect(), created, self.fill.hints());
        self.steps.extend(steps);
    }

    /// Columns come and change in every table before one goes: its values may be those of a column
    /// of another table.
    fn columns(&mut self) {
        let again = self.in_the_way.generated.clone();
        let mut changed = Vec::new();
        for diff in &self.diff.altered {
            if let (Some(before), Some(after)) = (
                self.before.table(&diff.table),
                self.after.table(&diff.table),
            ) {
                let late = columns::change(self, (before, after), diff, &again);
                changed.push((after, diff, late));
            }
        }
        for (table, diff, late) in changed {
            columns::finish(self, table, diff, late);
        }
    }

    fn add_constraints(&mut self) {
        for diff in &self.diff.altered {
            let table = &diff.table;
            if let Some(key) = diff.primary_key.as_ref().and_then(Changed::after) {
                let risk = match columns::has_new_numbers(diff, &key.columns) {
                    true => Risk::None,
                    false => may_fail("two rows have equal keys"),
                };
                let add = alter(table, TableAction::AddPrimaryKey(key.clone()));
                self.step(table, None, risk, vec![add]);
            }
            for unique in diff.unique_constraints.iter().filter_map(Changed::after) {
                let add = alter(table, TableAction::AddUnique(unique.clone()));
                let risk = may_fail("two rows have equal values");
                self.step(table, Some(&unique.name), risk, vec![add]);
            }
            for index in diff.indexes.iter().filter_map(Changed::after) {
                let create = tables::create_index(table, index, self.fill.hints());
                self.steps.push(create);
            }
            for check in diff.checks.iter().filter_map(Changed::after) {
                let add = alter(table, TableAction::AddCheck(check.clone()));
                let risk = may_fail("a row does not fulfil the condition");
                self.step(table, Some(&check.name), risk, vec![add]);
            }
        }
        for (table, unique) in self.in_the_way.unique_constraints.clone() {
            let name = unique.name.clone();
            self.alter(&table, Some(&name), TableAction::AddUnique(unique));
        }
        for (table, index) in self.in_the_way.indexes.clone() {
            let create = tables::create_index(&table, &index, self.fill.hints());
            self.steps.push(create);
        }
        for (table, name) in self.in_the_way.checks.clone() {
            // One that has changed was added above.
            let checks = self.after.table(&table).map(|table| &table.checks);
            let check = checks.and_then(|checks| checks.iter().find(|one| one.name == name));
            let mut altered = self.diff.altered.iter();
            let is_changed = altered.any(|diff| {
                let mut checks = diff.checks.iter().filter_map(Changed::after);
                diff.table == table && checks.any(|one| one.name == name)
            });
            if let Some(check) = check.filter(|_| !is_changed) {
                self.alter(&table, Some(&name), TableAction::AddCheck(check.clone()));
            }
        }
        for statement in columns::with_numbers(self, self.diff) {
            self.steps.push(Step::new(None, vec![statement]));
        }
    }

    fn add_foreign_keys(&mut self) {
        for table in &self.diff.created {
            for key in late_keys(self.diff, table) {
                let add = add_foreign_key(&table.name, &key);
                self.step(&table.name, Some(&key.name), Risk::None, vec![add]);
            }
        }
        for diff in &self.diff.altered {
            for change in &diff.foreign_keys {
                let Some(key) = change.after() else {
                    continue;
                };
                let add = add_foreign_key(&diff.table, key);
                let risk = match may_dangle(change) {
                    true => may_fail("a row references one that is not there"),
                    false => Risk::None,
                };
                self.step(&diff.table, Some(&key.name), risk, vec![add]);
            }
        }
        for (table, key) in self.in_the_way.foreign_keys.clone() {
            let add = add_foreign_key(&table, &key);
            self.step(&table, Some(&key.name), Risk::None, vec![add]);
        }
    }

    fn comments(&mut self) {
        for diff in &self.diff.altered {
            let Some(change) = &diff.comment else {
                continue;
            };
            let (table, comment) = (diff.table.clone(), change.after().cloned());
            let statement = match self.dialect() {
                Dialect::Mysql => alter(&table, TableAction::SetComment(comment)),
                _ => Statement::Comment {
                    on: Commented::Table(table.clone()),
                    comment,
                },
            };
            self.step(&table, None, Risk::None, vec![statement]);
        }
        for change in &self.diff.enum_types {
            let Changed::Altered { before, after } = change else {
                continue;
            };
            let is_new = self.swapped.contains(&after.name);
            if before.comment != after.comment && !is_new {
                let statement = Statement::Comment {
                    on: Commented::EnumType(after.name.clone()),
                    comment: after.comment.clone(),
                };
                self.steps.push(Step::new(None, vec![statement]));
            }
        }
    }
}

/// The keys of a new table that wait until tables that are there have changed.
fn late_keys(diff: &Diff, table: &Table) -> Vec<ForeignKey> {
    let keys = table.foreign_keys.iter();
    let is_late = |key: &&ForeignKey| diff.altered.iter().any(|one| one.table == key.references);
    keys.filter(is_late).cloned().collect()
}

pub(super) fn alter(table: &QualifiedName, action: TableAction) -> Statement {
    Statement::AlterTable {
        table: table.clone(),
        action,
    }
}

pub(super) fn may_fail(condition: &str) -> Risk {
    Risk::MayFail(format!("if {condition}"))
}

pub(super) fn drop_index(table: &QualifiedName, name: &Identifier) -> Statement {
    Statement::DropIndex {
        table: table.clone(),
        name: name.clone(),
    }
}

fn add_foreign_key(table: &QualifiedName, key: &ForeignKey) -> Statement {
    Statement::AddForeignKey {
        table: table.clone(),
        foreign_key: key.clone(),
    }
}
