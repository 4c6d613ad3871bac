//! Plans for PostgreSQL databases that are in use: nothing that takes as long as a table has rows holds
//! a lock that stops reading or writing.
//!
//! The schema to be is split: what is done in a moment makes a schema on the way, by an ordinary plan,
//! and what takes long waits, each thing for a stage of its own. The rules are those of PostgreSQL's
//! documentation on [building indexes concurrently][1], and on `NOT VALID` and `SET NOT NULL` in the
//! [notes on `ALTER TABLE`][2].
//!
//! [1]: https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
//! [2]: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES

mod kept;
mod late;
mod locks;
mod stages;

use std::time::Duration;

use kept::Kept;
use late::Late;

use super::{Plan, PlanError, Step, render};
use crate::ddl::{Statement, Timeout};
use crate::dialect::Dialect;
use crate::diff::{Diff, Hints, Rename};
use crate::schema::SqlSchema;

/// How long a migration of a database in use may make others wait.
///
/// A change that takes a moment still [locks][] its table, and has to wait for everybody who has it. Who
/// comes later waits behind: [`lock_timeout`][timeouts] ends that, and the migration changes nothing. The
/// limits are in the SQL of each stage that runs in a transaction. What runs in none lets others read and
/// write, and has no limits: an index that is not finished would be left unusable.
///
/// ```
/// use std::time::Duration;
/// use schema_migrate::Online;
///
/// let hurried = Online { lock_timeout: Duration::from_millis(500), ..Online::default() };
/// assert_eq!(hurried.statement_timeout, Duration::from_secs(30));
/// ```
///
/// [locks]: https://www.postgresql.org/docs/current/explicit-locking.html
/// [timeouts]: https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// How long it waits for a lock, as everybody who comes later waits behind it. Five seconds unless
    /// said otherwise; whole milliseconds count.
    pub lock_timeout: Duration,
    /// How long a statement may take that should take no time. Thirty seconds unless said otherwise.
    pub statement_timeout: Duration,
}

impl Default for Online {
    fn default() -> Online {
        Online {
            lock_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(30),
        }
    }
}

/// A plan in stages, each of which is a migration of its own.
///
/// | [stage](Stage::name) | what it does | by |
/// |---|---|---|
/// | (no name) | whatever takes a moment, and what cannot be done otherwise | an ordinary plan |
/// | `default` | defaults that differ from row to row, for rows to come | `SET DEFAULT` |
/// | `backfill` | the values of rows that are there, some thousand in a transaction | [`DO` with `COMMIT`][do] |
/// | `index` | indexes, and those of unique constraints | [`CREATE INDEX CONCURRENTLY`][index] |
/// | `unique` | a constraint takes its index | [`ADD … UNIQUE USING INDEX`][alter] |
/// | `constraints` | checks and foreign keys hold for what is written from here on | [`NOT VALID`][alter] |
/// | `validate` | they hold for the rows that are there | [`VALIDATE CONSTRAINT`][notes] |
/// | `not_null` | `NOT NULL`, which a check has proved | [`SET NOT NULL`][alter] |
/// | `drop_index` | indexes that nothing needs any more | [`DROP INDEX CONCURRENTLY`][drop] |
///
/// What others notice all the same is said by [`disturbances`](OnlinePlan::disturbances): types that write
/// the rows anew, primary keys, renames, and what is dropped. A program that does not know of a new
/// NOT NULL column without a default fails from `constraints` on.
///
/// [do]: https://www.postgresql.org/docs/current/plpgsql-transactions.html
/// [index]: https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
/// [alter]: https://www.postgresql.org/docs/current/sql-altertable.html
/// [notes]: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
/// [drop]: https://www.postgresql.org/docs/current/sql-dropindex.html
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlinePlan {
    whole: Plan,
    stages: Vec<Stage>,
}

/// A part of an [`OnlinePlan`], which is a migration of its own.
///
/// One that runs in a transaction is done or not, and says how long it waits ([`Online`]). One that runs in
/// none is one statement: PostgreSQL would take several for [one transaction][simple]. If it fails, rows
/// that it filled stay so, and an index that it did not finish is there, unusable, and has to go before it
/// runs again, which the `schema` command sees to.
///
/// [simple]: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    dialect: Dialect,
    name: &'static str,
    up: Vec<Step>,
    down: Vec<Step>,
    run_in_transaction: bool,
    /// Whether it may last as long as a table has rows, though it disturbs nobody.
    is_long: bool,
}

impl OnlinePlan {
    /// What makes `after` of `before` while others read and write, and back. On SQLite and MySQL, which
    /// have no such statements, it is the ordinary plan in one stage.
    ///
    /// The way back drops and creates indexes without stopping others, too; what else it takes is said
    /// in it.
    ///
    /// ```
    /// use schema_migrate::{Dialect, Hints, Online, OnlinePlan, SqlSchema};
    ///
    /// let empty = SqlSchema::empty(Dialect::Postgres);
    /// let plan = OnlinePlan::between(&empty, &empty, &Hints::default(), &Online::default())?;
    /// assert!(plan.stages().is_empty());
    /// # Ok::<(), schema_migrate::PlanError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Plan::between`].
    pub fn between(
        before: &SqlSchema,
        after: &SqlSchema,
        hints: &Hints,
        online: &Online,
    ) -> Result<OnlinePlan, PlanError> {
        let whole = Plan::between(before, after, hints)?;
        if after.dialect != Dialect::Postgres {
            let stages = Vec::from_iter(Stage::of(&whole, whole.up.clone(), whole.down.clone()));
            return Ok(OnlinePlan { whole, stages });
        }
        let at_once = late::split(before, after, &whole.diff, hints, &Kept::default());
        let kept = Kept::by(&at_once.late, &whole.diff, after);
        let split = late::split(before, after, &whole.diff, hints, &kept);
        let filled = split.late.iter().flat_map(Late::filled);
        let without = hints.without_backfills(filled);
        let renames = [whole.diff.renames.as_slice(), &split.renames].concat();
        let renames = renames.as_slice();
        let brief = Plan::with_renames(before, &split.brief, renames, &without)?;
        let up = locks::noted(&brief.diff, brief.up.clone());
        let reversed = Rename::reversed(renames, &split.brief);
        let back = Diff::between(&split.brief, before, &reversed);
        let down = locks::noted(&back, brief.down.clone());
        let mut stages = Vec::from_iter(Stage::of(&brief, up, down));
        stages.extend(stages::of(&split.late, hints));
        stages.extend(Stage::of_drops(&kept, after, hints)?);
        for stage in &mut stages {
            stage.limit_time(online);
        }
        Ok(OnlinePlan { whole, stages })
    }

    /// The stages in their order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// What differs.
    pub fn diff(&self) -> &Diff {
        self.whole.diff()
    }

    /// The places of `renamed_from` that has done its work, and can go.
    pub fn stale_renames(&self) -> &[String] {
        self.whole.stale_renames()
    }

    /// What would be lost: one sentence for each step that destroys data.
    pub fn losses(&self) -> impl Iterator<Item = &str> {
        self.whole.losses()
    }

    /// What others notice all the same: one sentence for each step that holds a lock for long, or that
    /// programs which run now do not know of.
    pub fn disturbances(&self) -> impl Iterator<Item = &str> {
        let steps = self.stages.iter().flat_map(|stage| &stage.up);
        steps.filter_map(Step::disturbance)
    }
}

impl Stage {
    /// The stage of an ordinary plan, if there is something to do.
    fn of(plan: &Plan, up: Vec<Step>, down: Vec<Step>) -> Option<Stage> {
        (!up.is_empty()).then(|| Stage {
            dialect: plan.dialect,
            name: "",
            is_long: false,
            up,
            down,
            run_in_transaction: plan.runs_in_transaction(),
        })
    }

    /// The stage in which goes what the rows have got values from.
    fn of_drops(kept: &Kept, after: &SqlSchema, hints: &Hints) -> Result<Option<Stage>, PlanError> {
        if kept.is_empty() {
            return Ok(None);
        }
        let mut before = after.clone();
        kept.put_back(&mut before);
        let plan = Plan::with_renames(&before, after, &[], hints)?;
        let up = locks::noted(&plan.diff, plan.up.clone());
        let stage = Stage::of(&plan, up, plan.down.clone());
        Ok(stage.map(|stage| Stage {
            name: "drop",
            is_long: false,
            ..stage
        }))
    }

    /// What the stage does, as a part of a name: `validate`. Empty for the first one, which does
    /// whatever takes no time.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The steps in their order.
    pub fn steps(&self) -> &[Step] {
        &self.up
    }

    /// The steps that take it back, in their order.
    pub fn reverse_steps(&self) -> &[Step] {
        &self.down
    }

    /// Whether it runs in a transaction.
    pub fn runs_in_transaction(&self) -> bool {
        self.run_in_transaction
    }

    /// The text of `up.sql`.
    pub fn up_sql(&self) -> String {
        render::script(self.dialect, &self.up, self.keeps_transaction())
    }

    /// The text of `down.sql`.
    pub fn down_sql(&self) -> String {
        if self.down.is_empty() {
            return "-- nothing to take back\nSELECT 1;\n".to_owned();
        }
        render::reverse_script(self.dialect, &self.down, &self.up, self.keeps_transaction())
    }

    /// Whether the text needs no transaction of its own.
    fn keeps_transaction(&self) -> bool {
        self.run_in_transaction || self.dialect == Dialect::Postgres
    }

    /// Limits how long a transaction waits for locks, and what should take no time may take.
    fn limit_time(&mut self, online: &Online) {
        if !self.run_in_transaction {
            return;
        }
        let limit = |timeout, limit: Duration| Statement::LimitTime {
            timeout,
            milliseconds: u64::try_from(limit.as_millis()).unwrap_or(u64::MAX),
        };
        for steps in [&mut self.up, &mut self.down] {
            if !steps.is_empty() {
                let statement = match self.is_long || steps.iter().any(locks::lasts) {
                    true => Duration::ZERO,
                    false => online.statement_timeout,
                };
                let limits = vec![
                    limit(Timeout::Lock, online.lock_timeout),
                    limit(Timeout::Statement, statement),
                ];
                steps.insert(0, Step::new(None, limits));
            }
        }
    }
}
