use super::database::Database;
use super::query::{Group, State};
use crate::definition::Table;
use crate::graph::{Effect, Outcome};

/// What deleting some rows would do, in numbers of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeletionImpact {
    /// The table of the rows.
    pub table: &'static Table,
    /// How many of them there are.
    pub rows: u64,
    /// What happens by each reference to a table that may lose rows, as [`effects`](crate::graph::effects)
    /// lists them: those of no rows are there, too.
    pub paths: Vec<PathImpact>,
    /// What happens to each table, the one of the rows first. A row is counted once.
    pub tables: Vec<TableImpact>,
}

/// What happens to rows by one reference.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathImpact {
    /// The outcome, and the way to the rows.
    pub effect: Effect,
    /// How many rows reference, by the last reference of the way, a row that is deleted by whatever way.
    pub rows: u64,
    /// How many of them are deleted, by this reference or another one.
    pub deleted: u64,
    /// How many of them may refuse it, or may not: those that are deleted may be looked at before, and those that stay may not
    /// reference anything any more when they are looked at.
    pub contested: u64,
}

/// What happens to a table. A row that is deleted is nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableImpact {
    /// The table.
    pub table: &'static Table,
    /// Rows that are deleted.
    pub deleted: u64,
    /// Rows of which columns become NULL.
    pub nulled: u64,
    /// Rows of which columns get their default.
    pub defaulted: u64,
    /// Rows that refuse the deletion.
    pub refusing: u64,
    /// Rows that would reference what is not there any more.
    pub dangling: u64,
    /// How many rows may refuse the deletion, or may not, by the order in which the database looks at them.
    pub contested: u64,
}

impl DeletionImpact {
    /// Whether the deletion is refused: there are rows that keep what they reference and do not go.
    pub fn is_refused(&self) -> bool {
        self.tables.iter().any(|table| table.refusing > 0)
    }

    /// Whether the deletion is refused, or may be:
    ///
    /// - Rows that keep what they reference go themselves, or lose the reference, but the database may look at them before
    ///   ([`PathImpact::contested`]). That depends on the order in which the keys were created, on PostgreSQL
    ///   and SQLite, on their names on MySQL, and on the rows.
    /// - Columns get a default; the row that it refers to may not be there.
    pub fn may_be_refused(&self) -> bool {
        let in_doubt = |table: &TableImpact| table.contested > 0 || table.defaulted > 0;
        self.is_refused() || self.tables.iter().any(in_doubt)
    }

    /// How many rows are deleted in all, or would be if nothing refused it.
    pub fn deleted(&self) -> u64 {
        self.tables.iter().map(|table| table.deleted).sum()
    }

    /// The paths of one outcome that have rows.
    pub fn with(&self, outcome: Outcome) -> impl Iterator<Item = &PathImpact> {
        let paths = self.paths.iter().filter(|path| path.rows > 0);
        paths.filter(move |path| path.effect.outcome == outcome)
    }

    /// What happens to a table, by its SQL name or the name of its model.
    pub fn table(&self, name: &str) -> Option<&TableImpact> {
        let is_meant = |other: &&TableImpact| {
            let names = other.table.name;
            names.to_string() == name || names.table == name || names.model == name
        };
        self.tables.iter().find(is_meant)
    }

    /// The impact on no rows.
    pub(super) fn none(table: &'static Table, effects: Vec<Effect>) -> DeletionImpact {
        let mut tables = vec![TableImpact::none(table)];
        for table in effects.iter().filter_map(Effect::table) {
            if tables.iter().all(|known| known.table.name != table.name) {
                tables.push(TableImpact::none(table));
            }
        }
        let paths = effects.into_iter().map(|effect| PathImpact {
            effect,
            rows: 0,
            deleted: 0,
            contested: 0,
        });
        DeletionImpact {
            table,
            rows: 0,
            paths: paths.collect(),
            tables,
        }
    }

    /// Whether rows that change by a path may be deleted by another one that is followed later. For a default,
    /// PostgreSQL asks at once whether its row is there.
    fn may_go_later(&self, path: usize) -> bool {
        let Some(effect) = self.paths.get(path).map(|path| &path.effect) else {
            return false;
        };
        let first = match effect.outcome {
            Outcome::Defaulted => effect.edges.len(),
            _ => effect.edges.len() + 1,
        };
        let mut others = self.of_same_table(effect);
        others.any(|other| other.outcome == Outcome::Deleted && self.latest(other) >= first)
    }

    /// Whether rows that change by a path and by at least two others may still have one of the references when
    /// PostgreSQL looks at them after the second change.
    fn may_change_later(&self, path: usize) -> bool {
        let Some(effect) = self.paths.get(path).map(|path| &path.effect) else {
            return false;
        };
        let changing = self.of_same_table(effect).filter(|other| other.changes());
        let changing: Vec<(usize, usize)> = changing
            .map(|other| (other.edges.len(), self.latest(other)))
            .collect();
        let last = changing.iter().map(|(_, latest)| *latest).max();
        let is_early = |first: usize| last.is_some_and(|last| first < last);
        let early = changing.iter().filter(|(first, _)| is_early(*first));
        effect.changes() && is_early(effect.edges.len()) && early.count() > 1
    }

    fn of_same_table(&self, effect: &Effect) -> impl Iterator<Item = &Effect> {
        let table = effect.table().map(|table| table.name);
        let effects = self.paths.iter().map(|path| &path.effect);
        effects.filter(move |other| other.table().map(|table| table.name) == table)
    }

    fn latest(&self, effect: &Effect) -> usize {
        effect.longest_way(self.paths.iter().map(|path| &path.effect))
    }

    /// Whether rows that refuse by a path may have lost the reference before: a column of it becomes NULL, or
    /// its default, by another one.
    fn may_be_freed(&self, path: usize) -> bool {
        let Some(edge) = self.paths.get(path).and_then(|path| path.effect.edge()) else {
            return false;
        };
        let mut effects = self.paths.iter().map(|path| &path.effect);
        edge.outcome() == Outcome::Refused
            && effects.any(|other| {
                let others = other
                    .edge()
                    .filter(|own| other.changes() && own.child.name == edge.child.name);
                others.is_some_and(|other| {
                    edge.columns
                        .iter()
                        .any(|column| other.columns.contains(column))
                })
            })
    }

    /// Adds rows that reference by the path at a position; without one, those that are to be deleted.
    pub(super) fn add(&mut self, group: Group, path: Option<usize>, database: Database) {
        let table = self.table;
        let mut is_contested = false;
        let is_freed = path.is_some_and(|path| self.may_be_freed(path));
        let is_early = path.is_some_and(|path| self.may_go_later(path));
        let is_between = path.is_some_and(|path| self.may_change_later(path));
        let (table, outcome) = match path.and_then(|path| self.paths.get_mut(path)) {
            None => {
                self.rows += group.rows;
                (table, Outcome::Deleted)
            }
            Some(path) => {
                let edge = path.effect.edge();
                let is_default = path.effect.outcome == Outcome::Defaulted;
                is_contested = match group.state {
                    State::Stays => is_freed,
                    State::StaysChanged => is_freed || is_between,
                    State::Root if database.deletes_first() => false,
                    State::GoesChanged if path.effect.changes() => is_early,
                    State::Goes if is_default && database.looks_at_what_changes_twice() => is_early,
                    State::Goes | State::GoesChanged | State::Root => {
                        edge.is_some_and(|edge| database.checks_at_once(edge))
                    }
                };
                path.rows += group.rows;
                path.deleted += group.rows_if(!group.state.stays());
                path.contested += group.rows_if(is_contested);
                (path.effect.table().unwrap_or(table), path.effect.outcome)
            }
        };
        let of_table = self.tables.iter_mut();
        for of_table in of_table.filter(|known| known.table.name == table.name) {
            of_table.contested += group.rows_if(is_contested && group.is_first);
            let stays = group.state.stays() && !is_freed;
            let is_counted = outcome == Outcome::Deleted || stays;
            *of_table.of(outcome) += group.rows_if(is_counted && group.is_first);
        }
    }
}

impl PathImpact {
    /// The way to the rows: `user ← post.author_id ← bill.post_id`.
    pub fn path(&self) -> String {
        self.effect.path()
    }

    /// What happens to the rows.
    pub fn outcome(&self) -> Outcome {
        self.effect.outcome
    }
}

impl TableImpact {
    fn none(table: &'static Table) -> TableImpact {
        TableImpact {
            table,
            deleted: 0,
            nulled: 0,
            defaulted: 0,
            refusing: 0,
            dangling: 0,
            contested: 0,
        }
    }

    fn of(&mut self, outcome: Outcome) -> &mut u64 {
        match outcome {
            Outcome::Deleted => &mut self.deleted,
            Outcome::Nulled => &mut self.nulled,
            Outcome::Defaulted => &mut self.defaulted,
            Outcome::Refused => &mut self.refusing,
            Outcome::Dangling => &mut self.dangling,
        }
    }
}

impl Group {
    fn rows_if(&self, condition: bool) -> u64 {
        if condition { self.rows } else { 0 }
    }
}
