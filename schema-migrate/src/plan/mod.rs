//! From a difference to the steps that make it: in an order in which each is possible, with what
//! each can cost.

mod alter;
mod columns;
mod enums;
mod error;
mod fill;
mod keys;
mod online;
mod rebuild;
mod renames;
mod render;
mod retype;
mod step;
mod tables;
mod triggers;

use crate::dialect::Dialect;
use crate::diff::{Diff, Hints, Rename, renamed};
use crate::schema::SqlSchema;

pub use error::{PlanError, PlanProblem};
pub use online::{Online, OnlinePlan, Stage};
pub use step::{Risk, Step};

use fill::Fill;
use triggers::TriggerChange;

/// What a migration does, and what takes it back.
///
/// It is one migration, in one transaction where the database has transactions for that: on PostgreSQL
/// others wait for the tables that it changes until it [ends][]. [`OnlinePlan`] does the same in stages
/// that let them read and write.
///
/// [ends]: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    dialect: Dialect,
    diff: Diff,
    up: Vec<Step>,
    down: Vec<Step>,
    stale: Vec<String>,
}

impl Plan {
    /// What makes `after` of `before`, and back.
    ///
    /// ```
    /// use schema_migrate::{Dialect, Hints, Plan, SqlSchema};
    ///
    /// let empty = SqlSchema::empty(Dialect::Postgres);
    /// let plan = Plan::between(&empty, &empty, &Hints::default())?;
    /// assert!(plan.is_empty());
    /// # Ok::<(), schema_migrate::PlanError>(())
    /// ```
    ///
    /// # Errors
    /// If rows that are there already would need a value that nothing declares; every such place is
    /// named.
    pub fn between(
        before: &SqlSchema,
        after: &SqlSchema,
        hints: &Hints,
    ) -> Result<Plan, PlanError> {
        let (renames, stale) = hints.renames(before, after);
        let plan = Plan::with_renames(before, after, &renames, hints)?;
        Ok(Plan { stale, ..plan })
    }

    /// As [`Plan::between`], when it is known what is renamed.
    fn with_renames(
        before: &SqlSchema,
        after: &SqlSchema,
        renames: &[Rename],
        hints: &Hints,
    ) -> Result<Plan, PlanError> {
        let back = Rename::reversed(renames, after);
        let diff = Diff::between(before, after, renames);
        let up = steps(before, after, &diff, Fill::Declared(hints))?;
        let reverse = Diff::between(after, before, &back);
        let down = steps(after, before, &reverse, Fill::Placeholders(hints))?;
        let mut plan = Plan {
            dialect: after.dialect,
            diff,
            up,
            down,
            stale: Vec::new(),
        };
        if plan.dialect == Dialect::Sqlite && !plan.runs_in_transaction() {
            triggers::roll_back(&mut plan.up);
            triggers::roll_back(&mut plan.down);
        }
        Ok(plan)
    }

    /// What mends a database whose schema was read, so that it has that of another one that was read.
    /// What only the first has beside the tables of the other is let be.
    ///
    /// # Errors
    /// As [`Plan::between`].
    pub fn mending(
        found: &SqlSchema,
        wanted: &SqlSchema,
        hints: &Hints,
    ) -> Result<Plan, PlanError> {
        let (found, wanted) = crate::diff::comparable(found, wanted);
        Plan::between(&found, &wanted, hints)
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.up.is_empty()
    }

    /// What differs.
    pub fn diff(&self) -> &Diff {
        &self.diff
    }

    /// The steps in their order.
    pub fn steps(&self) -> &[Step] {
        &self.up
    }

    /// The steps that take it back, in their order.
    pub fn reverse_steps(&self) -> &[Step] {
        &self.down
    }

    /// The places of `renamed_from` that has done its work, and can go.
    pub fn stale_renames(&self) -> &[String] {
        &self.stale
    }

    /// What would be lost: one sentence for each step that destroys data.
    pub fn losses(&self) -> impl Iterator<Item = &str> {
        self.up.iter().filter_map(Step::loss)
    }

    /// Whether the steps run in the transaction that a migration usually is: not if tables are rebuilt
    /// on SQLite, which brings a transaction of its own.
    pub fn runs_in_transaction(&self) -> bool {
        let rebuilds = |steps: &[Step]| steps.iter().any(Step::is_rebuild);
        !rebuilds(&self.up) && !rebuilds(&self.down)
    }

    /// The text of `up.sql`.
    pub fn up_sql(&self) -> String {
        render::script(self.dialect, &self.up, self.runs_in_transaction())
    }

    /// The text of `down.sql`.
    pub fn down_sql(&self) -> String {
        render::reverse_script(
            self.dialect,
            &self.down,
            &self.up,
            self.runs_in_transaction(),
        )
    }
}

fn steps(
    before: &SqlSchema,
    after: &SqlSchema,
    diff: &Diff,
    fill: Fill<'_>,
) -> Result<Vec<Step>, PlanError> {
    let triggers = TriggerChange::of(before, after, diff, fill);
    let before = &triggers::without(&renamed(before, &diff.renames));
    let (after, diff) = (&triggers::without(after), &triggers::without_changes(diff));
    let steps = match after.dialect {
        Dialect::Sqlite => rebuild::steps(before, after, diff, fill),
        Dialect::Postgres | Dialect::Mysql => alter::steps(before, after, diff, fill),
    }?;
    Ok(triggers.around(steps))
}
