//! The triggers of polymorphic references in a plan: those that change, or are about something that does,
//! go before everything else and come when everything else is done.

use std::collections::BTreeSet;

use super::fill::Fill;
use super::keys::retyped;
use super::{Risk, Step, enums};
use crate::ddl::{RebuildStep, Statement};
use crate::dialect::Dialect;
use crate::diff::{Diff, Hints, mentions, renamed};
use crate::schema::{
    PolymorphicColumns, SourceEvent, SqlSchema, Table, Trigger, TriggerAction, TriggerTarget,
};
use crate::sql::{Identifier, QualifiedName, Text};

/// What a plan does about triggers, before the rest and after it.
pub(super) struct TriggerChange {
    dialect: Dialect,
    drops: Vec<Step>,
    /// Fails if rows still reference what is not to be referenced any more.
    unused: Vec<Step>,
    creates: Vec<Step>,
}

impl TriggerChange {
    pub(super) fn of(
        before: &SqlSchema,
        after: &SqlSchema,
        diff: &Diff,
        fill: Fill<'_>,
    ) -> TriggerChange {
        let hints = fill.hints();
        let now = renamed(before, &diff.renames);
        let swapped = enums::swapped(after, diff, fill);
        let concerned = Concerned {
            retyped: retyped(&now, after, diff, &swapped),
            diff,
        };
        let mut change = TriggerChange {
            dialect: after.dialect,
            drops: Vec::new(),
            unused: Vec::new(),
            creates: Vec::new(),
        };
        for table in &before.tables {
            for trigger in &table.triggers {
                if !concerned.stays(table, trigger, after) {
                    change.drops.push(drop(table, trigger));
                }
            }
        }
        for table in &after.tables {
            for trigger in &table.triggers {
                if !concerned.stays(table, trigger, before) {
                    change.creates.push(create(table, trigger, hints));
                }
            }
            if let Some(former) = now.table(&table.name) {
                change.check(former, table, hints);
            }
        }
        change
    }

    /// Looks at the rows that are there: at those that reference what is not a target any more, and at
    /// all where nobody did before.
    fn check(&mut self, former: &Table, table: &Table, hints: &Hints) {
        for (reference, targets) in references(table) {
            let before = references(former).find(|(columns, _)| *columns == reference);
            let before = before.map(|(_, targets)| targets);
            let gone = before.map_or(Vec::new(), |before| tags_gone(before, targets));
            if !gone.is_empty() {
                self.unused.push(check_tags(table, reference, gone, hints));
            }
            let is_empty = [&reference.tag, &reference.key]
                .into_iter()
                .any(|column| is_new_and_null(former, table, column, hints));
            if !is_empty && !before.is_some_and(|before| leads_as_before(before, targets)) {
                self.creates
                    .push(check_rows(table, reference, targets, hints));
            }
        }
    }

    /// Puts the steps around those of a plan: within its own transaction, if it has one.
    pub(super) fn around(self, steps: Vec<Step>) -> Vec<Step> {
        let is = |step: &Step, wanted: &RebuildStep| {
            let mut statements = step.statements().iter();
            statements.any(|one| matches!(one, Statement::Rebuild(step) if step == wanted))
        };
        let begin = steps.iter().position(|step| is(step, &RebuildStep::Begin));
        let end = steps
            .iter()
            .position(|step| is(step, &RebuildStep::CheckForeignKeys));
        let (begin, end) = (begin.map_or(0, |at| at + 1), end.unwrap_or(steps.len()));
        let mut steps = steps;
        let mut late = self.creates;
        late.extend(steps.drain(end..));
        let middle = steps.split_off(begin);
        // Where nothing is taken back by itself, the check comes first.
        let early = match self.dialect {
            Dialect::Mysql => [self.unused, self.drops],
            Dialect::Postgres | Dialect::Sqlite => [self.drops, self.unused],
        };
        steps.extend(early.into_iter().flatten());
        steps.extend(middle);
        steps.extend(late);
        steps
    }
}

/// Lets failing checks end the transaction that a migration brings with it (SQLite).
pub(super) fn roll_back(steps: &mut [Step]) {
    for statement in steps.iter_mut().flat_map(|step| &mut step.statements) {
        if let Statement::CheckReferences { rolls_back, .. }
        | Statement::CheckTagsUnused { rolls_back, .. } = statement
        {
            *rolls_back = true;
        }
    }
}

/// A schema without its triggers.
pub(super) fn without(schema: &SqlSchema) -> SqlSchema {
    let mut schema = schema.clone();
    for table in &mut schema.tables {
        table.triggers.clear();
    }
    schema
}

/// A difference without that of triggers.
pub(super) fn without_changes(diff: &Diff) -> Diff {
    let mut diff = diff.clone();
    for table in diff.created.iter_mut().chain(&mut diff.dropped) {
        table.triggers.clear();
    }
    for table in &mut diff.altered {
        table.triggers.clear();
    }
    diff.altered.retain(|table| !table.is_empty());
    diff
}

/// What changes beside the triggers.
struct Concerned<'a> {
    /// Columns that get another type, by their new names.
    retyped: BTreeSet<(QualifiedName, Identifier)>,
    diff: &'a Diff,
}

impl Concerned<'_> {
    /// Whether a trigger is the same in another schema, and about nothing that changes. What has another
    /// name makes another trigger.
    fn stays(&self, table: &Table, trigger: &Trigger, other: &SqlSchema) -> bool {
        let other = other.table(&table.name);
        let is_there = other.is_some_and(|other| other.triggers.contains(trigger));
        if let TriggerAction::Written(sql) = &trigger.action {
            let names = self.diff.altered.iter().map(|diff| &diff.table);
            let mut names = names.chain(self.diff.dropped.iter().map(|table| &table.name));
            return is_there && !names.any(|name| mentions(sql, &name.name));
        }
        let mut columns = trigger.columns(&table.name).into_iter();
        let is_retyped = |(table, column): (&QualifiedName, &Identifier)| {
            self.retyped.contains(&(table.clone(), column.clone()))
        };
        is_there && !columns.any(is_retyped)
    }
}

/// The references of a table that triggers enforce, and what may be referenced.
fn references(table: &Table) -> impl Iterator<Item = (&PolymorphicColumns, &[TriggerTarget])> {
    table
        .triggers
        .iter()
        .filter_map(|trigger| match &trigger.action {
            TriggerAction::CheckSource {
                event: SourceEvent::Insert,
                reference,
                targets,
            } => Some((reference, targets.as_slice())),
            _ => None,
        })
}

fn tags_gone(before: &[TriggerTarget], after: &[TriggerTarget]) -> Vec<Text> {
    let gone = before
        .iter()
        .filter(|former| after.iter().all(|target| target.tag != former.tag));
    gone.map(|former| former.tag.clone()).collect()
}

/// Whether every tag that there was and is leads where it did.
fn leads_as_before(before: &[TriggerTarget], after: &[TriggerTarget]) -> bool {
    after.iter().all(|target| {
        let mut former = before.iter().filter(|former| former.tag == target.tag);
        former.all(|former| former == target)
    })
}

/// Whether no row can have a value in a column.
fn is_new_and_null(former: &Table, table: &Table, name: &Identifier, hints: &Hints) -> bool {
    let is_there = former.columns.iter().any(|column| column.name == *name);
    let is_filled = hints.backfill(&table.name, name).is_some();
    let mut columns = table.columns.iter();
    let column = columns.find(|column| column.name == *name);
    !is_there && !is_filled && column.is_some_and(|one| one.nullable && one.default.is_none())
}

fn drop(table: &Table, trigger: &Trigger) -> Step {
    let statement = Statement::DropTrigger {
        table: table.name.clone(),
        name: trigger.name.clone(),
    };
    Step::new(None, vec![statement])
}

fn create(table: &Table, trigger: &Trigger, hints: &Hints) -> Step {
    let statement = Statement::CreateTrigger {
        table: table.name.clone(),
        trigger: trigger.clone(),
    };
    Step::new(hints.place(&table.name, None), vec![statement])
}

fn check_tags(
    table: &Table,
    reference: &PolymorphicColumns,
    tags: Vec<Text>,
    hints: &Hints,
) -> Step {
    let names: Vec<&str> = tags.iter().map(Text::as_str).collect();
    let risk = Risk::MayFail(format!(
        "if a row of `{}` still references `{}`",
        table.name.name.as_str(),
        names.join("`, `")
    ));
    let statement = Statement::CheckTagsUnused {
        table: table.name.clone(),
        tag: reference.tag.clone(),
        tags,
        rolls_back: false,
    };
    Step::new(hints.place(&table.name, None), vec![statement]).with_risk(risk)
}

fn check_rows(
    table: &Table,
    reference: &PolymorphicColumns,
    targets: &[TriggerTarget],
    hints: &Hints,
) -> Step {
    let risk = Risk::MayFail("if a row references one that is not there".to_owned());
    let statement = Statement::CheckReferences {
        table: table.name.clone(),
        reference: reference.clone(),
        targets: targets.to_vec(),
        rolls_back: false,
    };
    Step::new(hints.place(&table.name, None), vec![statement]).with_risk(risk)
}
