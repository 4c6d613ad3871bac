//! The triggers of polymorphic references that the database enforces.

use std::collections::BTreeSet;

use schema_core::definition::{
    self, Enforcement, PolymorphicReference, PolymorphicStorage, PolymorphicTarget,
    ReferentialAction, TableName,
};

use super::Lowering;
use super::cascade::Cascades;
use super::place::Place;
use crate::dialect::Dialect;
use crate::error::Problem;
use crate::schema::{
    PolymorphicColumns, SourceEvent, Table, TargetEvent, Trigger, TriggerAction, TriggerTarget,
};
use crate::sql::{Identifier, QualifiedName, Text};

/// A trigger and the table that it is on.
type Placed = (TableName, Trigger);

impl Lowering {
    /// Gives the tables the triggers of the polymorphic references between them.
    pub(super) fn triggers(&mut self, schema: &definition::Schema, tables: &mut [Table]) {
        let cascades = Cascades::of(schema);
        let mut placed = Vec::new();
        for table in schema.tables() {
            for reference in enforced(table) {
                placed.extend(
                    self.of_reference(table, reference, &cascades)
                        .into_iter()
                        .flatten(),
                );
            }
        }
        if self.dialect == Dialect::Mysql {
            placed.extend(self.before_foreign_keys(schema, &cascades));
        }
        let mut names = BTreeSet::new();
        for (name, trigger) in placed {
            if !names.insert((name.schema, trigger.name.clone())) {
                let trigger = trigger.name.as_str().to_owned();
                let table = self.catalog.table(&name);
                if let Some(place) = table.map(Place::table) {
                    self.report(place, Problem::TriggerNameTaken { trigger });
                }
                continue;
            }
            let is_own = |table: &&mut Table| {
                let schema = table.name.schema.as_ref().map(Identifier::as_str);
                schema == name.schema && table.name.name.as_str() == name.table
            };
            if let Some(table) = tables.iter_mut().find(is_own) {
                table.triggers.push(trigger);
            }
        }
    }

    fn of_reference(
        &mut self,
        table: &'static definition::Table,
        reference: &'static PolymorphicReference,
        cascades: &Cascades,
    ) -> Option<Vec<Placed>> {
        let place = Place::table(table);
        let PolymorphicStorage::Tagged { tag, key } = reference.storage else {
            return None;
        };
        if reference.on_delete == ReferentialAction::SetDefault {
            self.report(place, Problem::PolymorphicSetDefault);
            return None;
        }
        let columns = PolymorphicColumns {
            tag: self.identifier(place, tag)?,
            key: self.identifier(place, key)?,
        };
        let mut placed = Vec::new();
        let targets = reference.targets.iter();
        let targets: Option<Vec<TriggerTarget>> = targets
            .map(|target| self.trigger_target(place, target))
            .collect();
        let targets = targets?;
        let stem = stem(table, reference);
        for (event, end) in [
            (SourceEvent::Insert, "insert"),
            (SourceEvent::Update, "update"),
        ] {
            let action = TriggerAction::CheckSource {
                event,
                reference: columns.clone(),
                targets: targets.clone(),
            };
            placed.push((table.name, self.trigger(place, &stem, end, action)?));
        }
        let mut met: Vec<TableName> = Vec::new();
        for target in reference.targets {
            if !met.contains(&target.table) {
                met.push(target.table);
                let guard = Guard {
                    table,
                    reference,
                    columns: &columns,
                    target,
                };
                placed.extend(self.guards(&guard, cascades)?);
            }
        }
        Some(placed)
    }

    fn trigger_target(
        &mut self,
        place: Place,
        target: &PolymorphicTarget,
    ) -> Option<TriggerTarget> {
        let name = &target.table;
        let model = name.model.to_owned();
        let Some(table) = self.catalog.table(name) else {
            self.report(place, Problem::ReferencedModelMissing { model });
            return None;
        };
        if self.catalog.is_external(name) {
            self.report(place, Problem::TriggerOnExternalTable { model });
            return None;
        }
        if table.column(target.column).is_none() {
            let column = target.column.to_owned();
            self.report(place, Problem::ReferencedColumnMissing { model, column });
            return None;
        }
        Some(TriggerTarget {
            tag: self.text(place, target.tag)?,
            table: self.qualified_name(place, name.schema, name.table)?,
            column: self.identifier(place, target.column)?,
        })
    }

    /// The triggers on a table that may be referenced.
    fn guards(&mut self, guard: &Guard<'_>, cascades: &Cascades) -> Option<Vec<Placed>> {
        let place = Place::table(guard.table);
        let (by, target) = (&guard.table.name, &guard.target.table);
        let on_delete = guard.reference.on_delete;
        let is_ring = cascades.lead(by, target);
        let changes = match on_delete {
            ReferentialAction::Cascade => is_ring,
            ReferentialAction::SetNull => by == target,
            _ => false,
        };
        if changes && self.dialect == Dialect::Mysql {
            let table = target.table.to_owned();
            self.report(place, Problem::TriggerChangesItsTable { table });
            return None;
        }
        let mut events = vec![
            (TargetEvent::Delete, "delete"),
            (TargetEvent::ChangeKey, "key"),
        ];
        if self.dialect == Dialect::Postgres {
            events.push((TargetEvent::Truncate, "truncate"));
        }
        let stem = format!("{}_{}", target.table, stem(guard.table, guard.reference));
        let mut placed = Vec::new();
        for (event, end) in events {
            let on_delete = match event {
                TargetEvent::Delete => on_delete,
                TargetEvent::ChangeKey | TargetEvent::Truncate => ReferentialAction::NoAction,
            };
            let cascades = on_delete == ReferentialAction::Cascade;
            let action = TriggerAction::GuardTarget {
                event,
                column: self.identifier(place, guard.target.column)?,
                by: self.qualified_name(place, by.schema, by.table)?,
                reference: guard.columns.clone(),
                tags: self.tags(place, guard)?,
                on_delete: plain(on_delete),
                recursive: cascades && is_ring && self.dialect == Dialect::Sqlite,
            };
            placed.push((*target, self.trigger(place, &stem, end, action)?));
        }
        Some(placed)
    }

    /// The values of the tag that mean a table: more than one if several variants do.
    fn tags(&mut self, place: Place, guard: &Guard<'_>) -> Option<Vec<Text>> {
        let targets = guard.reference.targets.iter();
        let same = targets.filter(|target| target.table == guard.target.table);
        same.map(|target| self.text(place, target.tag)).collect()
    }

    /// MySQL fires no triggers for the rows that a foreign key deletes: a trigger deletes them first.
    fn before_foreign_keys(
        &mut self,
        schema: &definition::Schema,
        cascades: &Cascades,
    ) -> Vec<Placed> {
        let mut seen: Vec<TableName> = Vec::new();
        let mut waiting: Vec<TableName> = Vec::new();
        for table in schema.tables() {
            let targets = enforced(table).flat_map(|reference| reference.targets);
            waiting.extend(targets.map(|target| target.table));
        }
        let mut placed = Vec::new();
        while let Some(name) = waiting.pop() {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let Some(table) = self.catalog.table(&name) else {
                continue;
            };
            for key in table.foreign_keys {
                if key.on_delete == ReferentialAction::Cascade {
                    waiting.push(key.references);
                    placed.extend(self.delete_first(table, key, cascades));
                }
            }
        }
        placed
    }

    fn delete_first(
        &mut self,
        table: &'static definition::Table,
        key: &definition::ForeignKey,
        cascades: &Cascades,
    ) -> Option<Placed> {
        let place = Place::object(table, key.name, key.columns);
        let parent = key.references;
        if self.catalog.is_external(&parent) {
            let model = parent.model.to_owned();
            self.report(place, Problem::TriggerOnExternalTable { model });
            return None;
        }
        if cascades.lead(&table.name, &parent) {
            let table = parent.table.to_owned();
            self.report(place, Problem::TriggerChangesItsTable { table });
            return None;
        }
        let name: QualifiedName =
            self.qualified_name(place, table.name.schema, table.name.table)?;
        let action = TriggerAction::DeleteFirst {
            referenced_columns: self.identifiers(place, key.referenced_columns),
            by: name,
            columns: self.identifiers(place, key.columns),
        };
        let stem = format!("{}_{}", parent.table, key.name);
        Some((parent, self.trigger(place, &stem, "delete", action)?))
    }

    fn trigger(
        &mut self,
        place: Place,
        stem: &str,
        end: &str,
        action: TriggerAction,
    ) -> Option<Trigger> {
        match Identifier::shortened(stem, &format!("_polymorphic_{end}")) {
            Ok(name) => Some(Trigger { name, action }),
            Err(invalid) => {
                self.report(place, invalid);
                None
            }
        }
    }
}

/// What a trigger on a table that may be referenced is about.
struct Guard<'a> {
    table: &'static definition::Table,
    reference: &'static PolymorphicReference,
    columns: &'a PolymorphicColumns,
    target: &'static PolymorphicTarget,
}

/// The references of a table whose promise triggers keep.
pub(super) fn enforced(
    table: &'static definition::Table,
) -> impl Iterator<Item = &'static PolymorphicReference> {
    table.polymorphic.iter().filter(|reference| {
        reference.enforcement == Enforcement::Triggers
            && matches!(reference.storage, PolymorphicStorage::Tagged { .. })
    })
}

fn stem(table: &definition::Table, reference: &PolymorphicReference) -> String {
    let schema = table.name.schema.map(|schema| format!("{schema}_"));
    format!(
        "{}{}_{}",
        schema.unwrap_or_default(),
        table.name.table,
        reference.name
    )
}

/// A trigger cannot be deferred: both words mean that the deletion is refused.
fn plain(action: ReferentialAction) -> ReferentialAction {
    match action {
        ReferentialAction::Restrict => ReferentialAction::NoAction,
        other => other,
    }
}
