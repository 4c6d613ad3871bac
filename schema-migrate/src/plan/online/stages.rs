//! The stages of what waits: each is one migration, and its way back is the exact reverse.

use super::Stage;
use super::late::{Late, beside};
use super::locks;
use crate::ddl::{Statement, TableAction};
use crate::dialect::Dialect;
use crate::diff::{Changed, Hints};
use crate::plan::alter::{alter, may_fail};
use crate::plan::keys::may_dangle;
use crate::plan::{Risk, Step};
use crate::schema::{Check, Index};
use crate::sql::{Expression, Identifier, QualifiedName};

pub(super) fn of(late: &[Late], hints: &Hints) -> Vec<Stage> {
    let mut stages = Vec::new();
    let tables = || late.iter().map(|late| Stages { late, hints });
    stages.extend(tables().filter_map(|one| one.defaults()));
    stages.extend(tables().flat_map(|one| one.backfills()));
    stages.extend(tables().flat_map(|one| one.new_indexes()));
    stages.extend(tables().filter_map(|one| one.uniques()));
    stages.extend(tables().filter_map(|one| one.constraints()));
    stages.extend(tables().flat_map(|one| one.last_backfills()));
    stages.extend(tables().filter_map(|one| one.validations()));
    stages.extend(tables().filter_map(|one| one.not_null()));
    stages.extend(tables().flat_map(|one| one.old_indexes()));
    stages
}

/// The stages of a table.
struct Stages<'a> {
    late: &'a Late,
    hints: &'a Hints,
}

/// A step and what takes it back.
type Pair = (Step, Option<Step>);

impl Stages<'_> {
    fn step(&self, object: Option<&Identifier>, statements: Vec<Statement>) -> Step {
        Step::new(self.hints.place(&self.late.table, object), statements)
    }

    fn alter(&self, object: &Identifier, actions: Vec<TableAction>) -> Step {
        let alter = |action| alter(&self.late.table, action);
        self.step(Some(object), actions.into_iter().map(alter).collect())
    }

    fn defaults(&self) -> Option<Stage> {
        let pairs = self.late.defaults.iter().filter_map(|column| {
            let name = || column.name.clone();
            let set = TableAction::SetDefault {
                column: name(),
                sql_type: column.sql_type.clone(),
                default: column.default.clone()?,
            };
            let up = self.alter(&column.name, vec![set]);
            let down = self.alter(&column.name, vec![TableAction::DropDefault(name())]);
            Some((up, Some(down)))
        });
        stage("default", pairs.collect())
    }

    fn backfills(&self) -> Vec<Stage> {
        self.fill(&self.late.backfills)
    }

    /// Programs that do not know of a column may have left it NULL until now.
    fn last_backfills(&self) -> Vec<Stage> {
        let mut backfills = self.late.backfills.clone();
        backfills.retain(|(column, _)| self.late.not_null.contains(column));
        self.fill(&backfills)
    }

    fn fill(&self, backfills: &[(Identifier, Expression)]) -> Vec<Stage> {
        let stages = backfills.iter().filter_map(|(column, value)| {
            let fill = Statement::FillRows {
                table: self.late.table.clone(),
                column: column.clone(),
                value: value.clone(),
            };
            let up = self.step(Some(column), vec![fill]);
            alone("backfill", up, None)
        });
        stages.collect()
    }

    /// Indexes that are new or take the place of another one, those of unique constraints among them.
    fn new_indexes(&self) -> Vec<Stage> {
        let mut stages = Vec::new();
        for unique in &self.late.uniques {
            let index = super::late::index_of(unique);
            stages.extend(self.new_index(&index));
        }
        for change in &self.late.indexes {
            stages.extend(match change {
                Changed::Added(index) => self.new_index(index),
                Changed::Altered { after, .. } => self.new_index(&beside(after, "__new")),
                Changed::Removed(_) => None,
            });
        }
        stages
    }

    fn new_index(&self, index: &Index) -> Option<Stage> {
        let up = self.create(index);
        alone("index", up, Some(self.drop(index)))
    }

    fn create(&self, index: &Index) -> Step {
        let table = &self.late.table;
        let create = Statement::CreateIndexConcurrently {
            table: table.clone(),
            index: index.clone(),
        };
        let because = match index.unique {
            true => "two rows have equal values",
            false => "it is interrupted",
        };
        let name = QualifiedName {
            schema: table.schema.clone(),
            name: index.name.clone(),
        };
        let name = name.to_sql(Dialect::Postgres);
        let failure = format!(
            "{because}; then `DROP INDEX CONCURRENTLY {name}` before it runs again, as it is there \
             and not valid"
        );
        let step = self.step(Some(&index.name), vec![create]);
        step.with_risk(may_fail(&failure))
    }

    fn drop(&self, index: &Index) -> Step {
        let drop = Statement::DropIndexConcurrently {
            table: self.late.table.clone(),
            name: index.name.clone(),
        };
        self.step(Some(&index.name), vec![drop])
    }

    /// Indexes that nothing needs any more.
    fn old_indexes(&self) -> Vec<Stage> {
        let old = self.late.indexes.iter().filter_map(|change| {
            let index = match change {
                Changed::Added(_) => return None,
                Changed::Altered { before, .. } => beside(before, "__old"),
                Changed::Removed(index) => index.clone(),
            };
            alone("drop_index", self.drop(&index), Some(self.create(&index)))
        });
        old.collect()
    }

    /// Unique constraints, for which foreign keys may wait.
    fn uniques(&self) -> Option<Stage> {
        let pairs = self.late.uniques.iter().map(|unique| {
            let name = || unique.name.clone();
            let add = TableAction::AddUniqueUsingIndex {
                constraint: unique.clone(),
                index: name(),
            };
            let up = self.alter(&unique.name, vec![add]);
            let down = self.alter(&unique.name, vec![TableAction::DropUnique(name())]);
            (up, Some(down))
        });
        stage("unique", pairs.collect())
    }

    /// Constraints that hold for what is written from now on, and the names of indexes.
    fn constraints(&self) -> Option<Stage> {
        let table = &self.late.table;
        let mut pairs: Vec<Pair> = Vec::new();
        for change in &self.late.indexes {
            if let Changed::Altered { before, after } = change {
                pairs.push(self.swap(before, after));
            }
        }
        for column in &self.late.not_null {
            let check = is_not_null(table, column);
            let up = self.alter(column, vec![TableAction::AddCheckNotValid(check.clone())]);
            let down = self.alter(column, vec![TableAction::DropCheck(check.name)]);
            pairs.push((up, Some(down)));
        }
        for change in &self.late.checks {
            let (mut up, mut down) = (Vec::new(), Vec::new());
            if let Some(check) = change.before() {
                up.push(TableAction::DropCheck(check.name.clone()));
                down.push(TableAction::AddCheck(check.clone()));
            }
            let Some(check) = change.after() else {
                continue;
            };
            up.push(TableAction::AddCheckNotValid(check.clone()));
            down.insert(0, TableAction::DropCheck(check.name.clone()));
            let mut down = self.alter(&check.name, down);
            down.disturbance = change.before().map(|_| locks::checked(table));
            pairs.push((self.alter(&check.name, up), Some(down)));
        }
        pairs.extend(self.foreign_keys());
        stage("constraints", pairs)
    }

    fn foreign_keys(&self) -> Vec<Pair> {
        let table = || self.late.table.clone();
        let drop = |name: &Identifier| Statement::DropForeignKey {
            table: table(),
            name: name.clone(),
        };
        let pairs = self.late.foreign_keys.iter().filter_map(|change| {
            let key = change.after()?;
            let (mut up, mut down) = (Vec::new(), vec![drop(&key.name)]);
            if let Some(before) = change.before() {
                up.push(drop(&before.name));
                down.push(Statement::AddForeignKey {
                    table: table(),
                    foreign_key: before.clone(),
                });
            }
            let add = TableAction::AddForeignKeyNotValid(key.clone());
            up.push(alter(&self.late.table, add));
            let place = Some(&key.name);
            let mut down = self.step(place, down);
            down.disturbance = change
                .before()
                .map(|key| locks::key_replaced(&self.late.table, key));
            Some((self.step(place, up), Some(down)))
        });
        pairs.collect()
    }

    /// A new index takes the name of an old one.
    fn swap(&self, before: &Index, after: &Index) -> Pair {
        let (old, new) = (beside(before, "__old").name, beside(after, "__new").name);
        let rename = |from: &Identifier, to: &Identifier| Statement::RenameIndex {
            table: self.late.table.clone(),
            from: from.clone(),
            to: to.clone(),
        };
        let name = &after.name;
        let up = vec![rename(name, &old), rename(&new, name)];
        let down = vec![rename(name, &new), rename(&old, name)];
        let place = Some(name);
        (self.step(place, up), Some(self.step(place, down)))
    }

    /// Constraints hold for the rows that are there. That takes as long as there are rows, and stops
    /// nobody.
    fn validations(&self) -> Option<Stage> {
        let table = &self.late.table;
        let validate = |name: &Identifier, condition: &str| {
            let validate = TableAction::ValidateConstraint(name.clone());
            let step = self.alter(name, vec![validate]);
            (step.with_risk(may_fail(condition)), None)
        };
        let mut pairs: Vec<Pair> = Vec::new();
        for column in &self.late.not_null {
            let check = is_not_null(table, column);
            let validate = TableAction::ValidateConstraint(check.name);
            let is_filled = self.late.backfills.iter().any(|(one, _)| one == column);
            let risk = match is_filled {
                true => Risk::None,
                false => {
                    may_fail("the column is NULL in a row; `backfill` would say what it becomes")
                }
            };
            pairs.push((self.alter(column, vec![validate]).with_risk(risk), None));
        }
        for check in self.late.checks.iter().filter_map(Changed::after) {
            pairs.push(validate(&check.name, "a row does not fulfil the condition"));
        }
        for change in &self.late.foreign_keys {
            if let Some(key) = change.after() {
                let (step, back) = validate(&key.name, "a row references one that is not there");
                let step = match may_dangle(change) {
                    true => step,
                    false => step.with_risk(Risk::None),
                };
                pairs.push((step, back));
            }
        }
        let stage = stage("validate", pairs)?;
        Some(Stage {
            is_long: true,
            ..stage
        })
    }

    /// `NOT NULL` of columns, which the check of each proves already.
    fn not_null(&self) -> Option<Stage> {
        let pairs = self.late.not_null.iter().map(|column| {
            let check = is_not_null(&self.late.table, column);
            let up = vec![
                TableAction::SetNotNull(column.clone()),
                TableAction::DropCheck(check.name.clone()),
            ];
            let down = vec![
                TableAction::AddCheckNotValid(check),
                TableAction::DropNotNull(column.clone()),
            ];
            (self.alter(column, up), Some(self.alter(column, down)))
        });
        stage("not_null", pairs.collect())
    }
}

/// A stage of several steps, in a transaction.
fn stage(name: &'static str, pairs: Vec<Pair>) -> Option<Stage> {
    let (up, down): (Vec<Step>, Vec<Option<Step>>) = pairs.into_iter().unzip();
    (!up.is_empty()).then(|| Stage {
        dialect: Dialect::Postgres,
        name,
        up,
        down: down.into_iter().rev().flatten().collect(),
        run_in_transaction: true,
        is_long: false,
    })
}

/// A stage of one statement, as one that runs in no transaction has to be.
fn alone(name: &'static str, up: Step, down: Option<Step>) -> Option<Stage> {
    let stage = stage(name, vec![(up, down)])?;
    Some(Stage {
        run_in_transaction: false,
        ..stage
    })
}

/// The check by which PostgreSQL knows that a column can be `NOT NULL` without looking at the rows.
fn is_not_null(table: &QualifiedName, column: &Identifier) -> Check {
    let stem = format!("{}_{}", table.name.as_str(), column.as_str());
    // From version 18 on, PostgreSQL calls `NOT NULL` itself `…_not_null`.
    let name = Identifier::shortened(&stem, "_is_not_null");
    Check {
        name: name.unwrap_or_else(|_| column.clone()),
        expression: null(column, "IS NOT NULL"),
    }
}

fn null(column: &Identifier, test: &str) -> Expression {
    Expression::new(format!("{} {test}", column.to_sql(Dialect::Postgres)))
}
