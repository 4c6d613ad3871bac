//! Plans for SQLite, which adds and drops simple columns, and for everything else makes a new table in
//! place of the old one.

use std::collections::BTreeSet;

use super::fill::Fill;
use super::keys::may_dangle;
use super::{PlanError, PlanProblem, Risk, Step, columns, renames, retype, tables};
use crate::ddl::{RebuildStep, Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Changed, Diff, Rename, TableDiff, in_sequence, mentions};
use crate::schema::{
    Column, DefaultValue, GeneratedStorage, Index, IndexKey, SqlSchema, SqlType, Table,
};
use crate::sql::{Expression, Identifier, QualifiedName};

use super::alter::{alter, drop_index};

pub(super) fn steps(
    before: &SqlSchema,
    after: &SqlSchema,
    diff: &Diff,
    fill: Fill<'_>,
) -> Result<Vec<Step>, PlanError> {
    let mut planner = Planner {
        before,
        after,
        diff,
        fill,
        steps: Vec::new(),
        problems: Vec::new(),
    };
    planner.plan();
    if planner.problems.is_empty() {
        Ok(planner.steps)
    } else {
        Err(PlanError {
            problems: planner.problems,
        })
    }
}

struct Planner<'a> {
    before: &'a SqlSchema,
    after: &'a SqlSchema,
    diff: &'a Diff,
    fill: Fill<'a>,
    steps: Vec<Step>,
    problems: Vec<PlanProblem>,
}

impl<'a> Planner<'a> {
    fn plan(&mut self) {
        let rebuilt = self.rebuilt();
        // What the rows of a table that is made anew get values from goes, or loses columns, after it.
        let fill = self.fill;
        let hints = fill.hints();
        let is_read = |table: &QualifiedName| !rebuilt.is_empty() && hints.is_read(table);
        let tables = self.diff.dropped.iter().cloned();
        let (read, unread) = tables.partition(|table| is_read(&table.name));
        let mut dropped = tables::drop(Dialect::Sqlite, unread);
        let mut dropped_late = tables::drop(Dialect::Sqlite, read);
        // Tables that reference each other can only be dropped while no foreign key is followed.
        let every = dropped.len();
        for dropped in [&mut dropped, &mut dropped_late] {
            dropped.retain(|step| step.statements() != [Statement::DeferForeignKeys]);
        }
        let drops_ring = dropped.len() < every;
        let is_unfollowed = drops_ring || !rebuilt.is_empty();
        if is_unfollowed {
            self.rebuild_step(RebuildStep::Begin);
        }
        self.renames(&rebuilt);
        self.steps.extend(dropped);
        self.drop_indexes(&rebuilt);
        self.create_tables();
        let altered = self.diff.altered.iter();
        let altered = altered.filter(|diff| !rebuilt.contains(&diff.table));
        let (late, altered): (Vec<_>, Vec<_>) = altered.partition(|diff| is_read(&diff.table));
        for diff in altered {
            self.alter(diff);
        }
        if !rebuilt.is_empty() {
            self.rebuild_step(RebuildStep::Prepare);
            for name in &rebuilt {
                let before = self.before.table(name);
                if let (Some(before), Some(after)) = (before, self.after.table(name)) {
                    self.rebuild(before, after);
                }
            }
            for diff in late {
                self.alter(diff);
            }
            self.steps.extend(dropped_late);
            self.rebuild_step(RebuildStep::RestoreTriggers);
        }
        if is_unfollowed {
            self.rebuild_step(RebuildStep::CheckForeignKeys);
            self.rebuild_step(RebuildStep::Commit);
        }
    }

    fn rebuild_step(&mut self, step: RebuildStep) {
        self.steps
            .push(Step::new(None, vec![Statement::Rebuild(step)]));
    }

    fn step(
        &mut self,
        table: &QualifiedName,
        object: Option<&Identifier>,
        risk: Risk,
        statements: Vec<Statement>,
    ) {
        if !statements.is_empty() {
            let cause = self.fill.hints().place(table, object);
            self.steps
                .push(Step::new(cause, statements).with_risk(risk));
        }
    }

    /// The tables that are made anew, in the order of declaration; one whose rows get values from
    /// another one comes before that.
    fn rebuilt(&self) -> Vec<QualifiedName> {
        let renamed: BTreeSet<&QualifiedName> = self
            .diff
            .renames
            .iter()
            .filter_map(|rename| match rename {
                Rename::Constraint { table, .. } | Rename::TextValue { table, .. } => Some(table),
                _ => None,
            })
            .collect();
        let is_rebuilt = |table: &&Table| {
            let mut altered = self.diff.altered.iter();
            let diff = altered.find(|diff| diff.table == table.name);
            renamed.contains(&table.name) || diff.is_some_and(|diff| self.needs_rebuild(diff))
        };
        let there = self
            .after
            .tables
            .iter()
            .filter(|table| self.before.table(&table.name).is_some());
        let hints = self.fill.hints();
        let mut waiting: Vec<&QualifiedName> =
            there.filter(is_rebuilt).map(|table| &table.name).collect();
        let mut rebuilt = Vec::new();
        let mut left: BTreeSet<&QualifiedName> = waiting.iter().copied().collect();
        while !waiting.is_empty() {
            let is_read = |name: &QualifiedName| hints.readers(name).any(|one| left.contains(one));
            let next = waiting.iter().position(|name| !is_read(name));
            // Two that read each other cannot both be first.
            let name = waiting.remove(next.unwrap_or(0));
            left.remove(name);
            rebuilt.push(name.clone());
        }
        rebuilt
    }

    fn needs_rebuild(&self, diff: &TableDiff) -> bool {
        diff.primary_key.is_some()
            || !diff.unique_constraints.is_empty()
            || !diff.checks.is_empty()
            || !diff.foreign_keys.is_empty()
            || diff.columns.iter().any(|change| match change {
                Changed::Added(column) => !self.can_be_added(&diff.table, column),
                Changed::Removed(column) => !self.can_be_dropped(diff, column),
                Changed::Altered { .. } => true,
            })
    }

    /// SQLite adds a column whose value in the rows that are there is a constant.
    fn can_be_added(&self, table: &QualifiedName, column: &Column) -> bool {
        let is_stored = column
            .generated
            .as_ref()
            .is_some_and(|generated| generated.storage == GeneratedStorage::Stored);
        let is_constant = match &column.default {
            None => column.nullable || column.generated.is_some(),
            Some(DefaultValue::Literal(_)) => true,
            Some(DefaultValue::Expression(_)) => false,
        };
        let is_filled = self.fill.hints().backfill(table, &column.name).is_some();
        is_constant && !is_stored && !is_filled && column.identity.is_none()
    }

    /// SQLite drops a column that nothing else in the table is about.
    fn can_be_dropped(&self, diff: &TableDiff, column: &Column) -> bool {
        let Some(table) = self.before.table(&diff.table) else {
            return false;
        };
        let name = &column.name;
        let in_key = table
            .primary_key
            .iter()
            .any(|key| key.columns.contains(name))
            || table
                .unique_constraints
                .iter()
                .any(|one| one.columns.contains(name))
            || table
                .foreign_keys
                .iter()
                .any(|key| key.columns.contains(name));
        let in_check = table
            .checks
            .iter()
            .any(|check| mentions(&check.expression, name));
        let in_generated = table.columns.iter().any(|other| {
            let generated = other.generated.as_ref();
            generated.is_some_and(|generated| mentions(&generated.expression, name))
        });
        let dropped: Vec<&Identifier> = diff
            .indexes
            .iter()
            .filter_map(Changed::before)
            .map(|index| &index.name)
            .collect();
        let in_index = table.indexes.iter().any(|index| {
            let has = index.columns.iter().any(|indexed| match &indexed.key {
                IndexKey::Column(indexed) => indexed == name,
                IndexKey::Expression(expression) => mentions(expression, name),
            });
            let in_condition = index.condition.iter().any(|one| mentions(one, name));
            (has || in_condition) && !dropped.contains(&&index.name)
        });
        !in_key && !in_check && !in_generated && !in_index
    }

    /// Names of constraints and texts change where a table is made anew; an index is made again.
    fn renames(&mut self, rebuilt: &[QualifiedName]) {
        for rename in in_sequence(Dialect::Sqlite, &self.diff.renames) {
            match rename {
                Rename::Table { from, to } => {
                    let statement = alter(&from, TableAction::Rename(to.name.clone()));
                    self.step(&to, None, Risk::None, vec![statement]);
                }
                Rename::Column { table, from, to } => {
                    let object = to.clone();
                    let statement = alter(&table, TableAction::RenameColumn { from, to });
                    self.step(&table, Some(&object), Risk::None, vec![statement]);
                }
                _ => {}
            }
        }
        let indexes: Vec<_> = self
            .renamed_indexes()
            .filter(|(table, ..)| !rebuilt.contains(table))
            .collect();
        for (table, from, to) in &indexes {
            self.step(table, Some(to), Risk::None, vec![drop_index(table, from)]);
        }
        for (table, _, to) in indexes {
            // An index that differs otherwise, too, is made where the table changes.
            let is_altered = self.diff.altered.iter().any(|diff| {
                let mut indexes = diff.indexes.iter().filter_map(Changed::after);
                diff.table == *table && indexes.any(|one| one.name == *to)
            });
            let all = self.after.table(table).into_iter();
            let index = all
                .flat_map(|table| &table.indexes)
                .find(|one| one.name == *to);
            if let Some(index) = index.filter(|_| !is_altered) {
                let create = create_index(table, index);
                self.step(table, Some(to), Risk::None, vec![create]);
            }
        }
    }

    fn renamed_indexes(
        &self,
    ) -> impl Iterator<Item = (&'a QualifiedName, &'a Identifier, &'a Identifier)> + use<'a> {
        let renames = self.diff.renames.iter();
        renames.filter_map(|rename| match rename {
            Rename::Index { table, from, to } => Some((table, from, to)),
            _ => None,
        })
    }

    /// The names that the indexes of a table have until it is made anew.
    fn former_indexes(&self, table: &'a Table) -> Vec<&'a Identifier> {
        let former = |index: &'a Index| {
            let mut renames = self.renamed_indexes();
            let rename = renames.find(|(of, _, to)| **of == table.name && **to == index.name);
            rename.map_or(&index.name, |(_, from, _)| from)
        };
        table.indexes.iter().map(former).collect()
    }

    /// Indexes that go: on a table that is made anew those whose names another table takes.
    fn drop_indexes(&mut self, rebuilt: &[QualifiedName]) {
        let (before, after, diff) = (self.before, self.after, self.diff);
        for diff in diff
            .altered
            .iter()
            .filter(|diff| !rebuilt.contains(&diff.table))
        {
            for index in diff.indexes.iter().filter_map(Changed::before) {
                let (table, name) = (&diff.table, &index.name);
                let mut renamed = self.renamed_indexes();
                if !renamed.any(|(of, _, to)| of == table && to == name) {
                    self.step(table, Some(name), Risk::None, vec![drop_index(table, name)]);
                }
            }
        }
        let hints = self.fill.hints();
        let mut late: Vec<&Table> = diff.dropped.iter().collect();
        late.retain(|table| !rebuilt.is_empty() && hints.is_read(&table.name));
        for table in late {
            for index in &table.indexes {
                if tables::has_index(after, &index.name) {
                    let drop = drop_index(&table.name, &index.name);
                    self.step(&table.name, None, Risk::None, vec![drop]);
                }
            }
        }
        for table in rebuilt.iter().filter_map(|name| before.table(name)) {
            for name in self.former_indexes(table) {
                let mut others = after.tables.iter().filter(|one| one.name != table.name);
                if others.any(|one| one.indexes.iter().any(|index| index.name == *name)) {
                    let drop = drop_index(&table.name, name);
                    self.step(&table.name, Some(name), Risk::None, vec![drop]);
                }
            }
        }
    }

    fn create_tables(&mut self) {
        let created = self.diff.created.clone();
        let steps = tables::create(Dialect::Sqlite, created, self.fill.hints());
        self.steps.extend(steps);
    }

    /// Columns that come and go, indexes that come.
    fn alter(&mut self, diff: &TableDiff) {
        let table = &diff.table;
        for change in &diff.columns {
            match change {
                Changed::Added(column) => {
                    let add = alter(table, TableAction::AddColumn(column.clone()));
                    self.step(table, Some(&column.name), Risk::None, vec![add]);
                }
                Changed::Removed(column) => {
                    let drop = alter(table, TableAction::DropColumn(column.name.clone()));
                    let risk = match column.generated {
                        Some(_) => Risk::None,
                        None => Risk::LosesData(columns::values(table, column)),
                    };
                    self.step(table, Some(&column.name), risk, vec![drop]);
                }
                Changed::Altered { .. } => {}
            }
        }
        for index in diff.indexes.iter().filter_map(Changed::after) {
            let create = tables::create_index(table, index, self.fill.hints());
            self.steps.push(create);
        }
    }

    /// Makes a table anew: another one with its rows takes its place. It has its unique indexes before its
    /// rows, so that rows with equal values are found where everything can be rolled back.
    fn rebuild(&mut self, before: &'a Table, after: &Table) {
        let name = &after.name;
        let meanwhile = Identifier::new(format!("__new_{}", name.name.as_str()));
        // Neither empty nor with a NUL, as it begins with something and ends in a name.
        let meanwhile = QualifiedName::unqualified(meanwhile.unwrap_or_else(|_| name.name.clone()));
        let (values, risk) = self.copied(before, after);
        let is_numbered = |table: &Table| table.columns.iter().any(|one| one.identity.is_some());
        let columns = before.columns.iter().map(|column| column.name.clone());
        let former = self.former_indexes(before);
        let later = after.indexes.iter().map(|index| &index.name);
        let indexes: BTreeSet<&Identifier> = former.iter().copied().chain(later).collect();
        let mut statements = vec![
            Statement::Rebuild(RebuildStep::CheckKnown {
                table: name.clone(),
                columns: columns.collect(),
                indexes: indexes.into_iter().cloned().collect(),
            }),
            Statement::Rebuild(RebuildStep::SaveTriggers(name.clone())),
            Statement::CreateTable {
                table: Box::new(Table {
                    name: meanwhile.clone(),
                    indexes: Vec::new(),
                    ..after.clone()
                }),
            },
        ];
        let (unique, others): (Vec<&Index>, Vec<&Index>) =
            after.indexes.iter().partition(|index| index.unique);
        for index in unique {
            if former.contains(&&index.name) {
                statements.push(drop_index(name, &index.name));
            }
            statements.push(create_index(&meanwhile, index));
        }
        statements.push(Statement::Rebuild(RebuildStep::Copy {
            from: name.clone(),
            to: meanwhile.clone(),
            columns: values,
        }));
        if is_numbered(before) && is_numbered(after) {
            statements.push(Statement::Rebuild(RebuildStep::CopySequence {
                from: name.clone(),
                to: meanwhile.clone(),
            }));
        }
        statements.push(Statement::DropTable { name: name.clone() });
        statements.push(alter(&meanwhile, TableAction::Rename(name.name.clone())));
        statements.extend(others.iter().map(|index| create_index(name, index)));
        self.step(name, None, risk, statements);
    }

    /// The values of the new table, and what becomes of those of the old one.
    fn copied(&mut self, before: &Table, after: &Table) -> (Vec<(Identifier, Expression)>, Risk) {
        let mut values = Vec::new();
        let (mut losses, mut failures) = (Vec::new(), Vec::new());
        for column in before
            .columns
            .iter()
            .filter(|column| column.generated.is_none())
        {
            if !after.columns.iter().any(|kept| kept.name == column.name) {
                losses.push(columns::values(&after.name, column));
            }
        }
        for column in after
            .columns
            .iter()
            .filter(|column| column.generated.is_none())
        {
            let Some(former) = before.columns.iter().find(|one| one.name == column.name) else {
                match self.fill.new_column(self.after, after, column) {
                    Ok(Some(value)) => values.push((column.name.clone(), value)),
                    Ok(None) => {}
                    Err(problem) => self.problems.push(problem),
                }
                continue;
            };
            match retype::risk(&after.name, former, column) {
                Risk::MayFail(condition) if numbers_rows(after, column) => failures.push(condition),
                // SQLite keeps a value that does not fit into the type as it is.
                Risk::None | Risk::MayFail(_) => {}
                Risk::LosesData(loss) => losses.push(loss),
            }
            let texts = renames::texts(&self.diff.renames, &after.name, &column.name);
            let mut value = match texts.as_slice() {
                [] => retype::converted(former, column),
                _ => renames::renamed_text(Dialect::Sqlite, &column.name, &texts),
            };
            if former.nullable && !column.nullable {
                match self.fill.not_null(self.after, after, column) {
                    Some(fill) => value = format!("coalesce({value}, {})", fill.as_str()),
                    None => {
                        failures.push(format!("if `{}` is NULL in a row", column.name.as_str()))
                    }
                }
            }
            values.push((column.name.clone(), Expression::new(value)));
        }
        failures.extend(self.refusals(&after.name));
        let risk = if !losses.is_empty() {
            Risk::LosesData(losses.join(", "))
        } else if !failures.is_empty() {
            Risk::MayFail(failures.join(", or "))
        } else {
            Risk::None
        };
        (values, risk)
    }

    /// What the new constraints of a table refuse.
    fn refusals(&self, table: &QualifiedName) -> Vec<String> {
        let mut altered = self.diff.altered.iter();
        let Some(diff) = altered.find(|diff| diff.table == *table) else {
            return Vec::new();
        };
        let key = diff.primary_key.as_ref().and_then(Changed::after);
        let is_key_new = key.is_some_and(|key| !columns::has_new_numbers(diff, &key.columns));
        let mut uniques = diff.unique_constraints.iter().filter_map(Changed::after);
        let mut indexes = diff.indexes.iter().filter_map(Changed::after);
        let mut checks = diff.checks.iter().filter_map(Changed::after);
        let is_unique = uniques.next().is_some() || indexes.any(|index| index.unique);
        let refusals = [
            (is_key_new, "two rows have equal keys"),
            (is_unique, "two rows have equal values"),
            (
                checks.next().is_some(),
                "a row does not fulfil the condition",
            ),
            (
                diff.foreign_keys.iter().any(may_dangle),
                "a row references one that is not there",
            ),
        ];
        let refusals = refusals.into_iter().filter(|(is_new, _)| *is_new);
        refusals
            .map(|(_, refusal)| format!("if {refusal}"))
            .collect()
    }
}

fn create_index(table: &QualifiedName, index: &Index) -> Statement {
    Statement::CreateIndex {
        table: table.clone(),
        index: index.clone(),
    }
}

/// Whether a column is the number of the row, the only one in which SQLite takes nothing but integers.
fn numbers_rows(table: &Table, column: &Column) -> bool {
    let key = table.primary_key.as_ref();
    key.is_some_and(|key| key.columns == [column.name.clone()])
        && column.sql_type == SqlType::named("INTEGER")
}
