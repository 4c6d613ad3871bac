//! Relations: which foreign key is behind one.

use super::assertions::check_model;
use super::joins::{contains, field_of, same_table};
use super::message::{Message, texts_equal};
use crate::definition::{
    ForeignKey, PolymorphicReference, PolymorphicStorage, Relation, RelationKind, Table,
};

/// The relation that comes with a foreign key.
pub const fn one_relation(child: &Table, foreign_key: usize, nullable: bool) -> Relation {
    let key = &child.foreign_keys[foreign_key];
    Relation {
        name: key.relation,
        kind: RelationKind::One { nullable },
        target: key.references,
        holder: child.name,
        columns: key.columns,
        target_columns: &[],
    }
}

/// A relation as the user wrote it.
pub struct WrittenRelation {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: RelationKind,
    /// The key that leads to the model which declares the relation.
    pub via: Option<&'static str>,
    /// The key of a junction that leads on to the target.
    pub to: Option<&'static str>,
}

/// The tables of a relation; a type that is no model has none.
#[derive(Clone, Copy)]
pub struct RelationTables {
    /// The table of the model that declares the relation.
    pub source: &'static Table,
    /// The table that the relation leads to.
    pub target: Option<&'static Table>,
    /// The table with the foreign key.
    pub holder: Option<&'static Table>,
}

/// A relation as declared. Without a foreign key behind it, which an assertion reports, it has no
/// columns.
pub const fn declared_relation(written: &WrittenRelation, tables: RelationTables) -> Relation {
    let source = tables.source;
    let (Some(target), Some(holder)) = (tables.target, tables.holder) else {
        return Relation {
            name: written.name,
            kind: written.kind,
            target: source.name,
            holder: source.name,
            columns: &[],
            target_columns: &[],
        };
    };
    let target_columns = match written.kind {
        RelationKind::ManyThrough => {
            columns_of(holder, choose(holder, target, written.to, written.via))
        }
        _ => &[],
    };
    Relation {
        name: written.name,
        kind: written.kind,
        target: target.name,
        holder: holder.name,
        columns: columns_of(holder, choose(holder, source, written.via, written.to)),
        target_columns,
    }
}

const fn columns_of(holder: &'static Table, choice: Choice) -> &'static [&'static str] {
    match choice {
        Choice::One(position) => key_columns(holder, position),
        Choice::None | Choice::Several => &[],
    }
}

/// The outcome of looking for the foreign key of a relation: its position.
#[derive(Clone, Copy)]
enum Choice {
    One(usize),
    None,
    Several,
}

/// The columns of a key: positions after those of the foreign keys are polymorphic references.
const fn key_columns(holder: &'static Table, position: usize) -> &'static [&'static str] {
    if position < holder.foreign_keys.len() {
        return holder.foreign_keys[position].columns;
    }
    match holder.polymorphic[position - holder.foreign_keys.len()].columns {
        // The tag is the same for all rows of a relation.
        [_, key] => std::slice::from_ref(key),
        columns => columns,
    }
}

/// Whether a polymorphic reference with a tag may lead to a table. Those without one are foreign keys.
const fn leads_to(reference: &PolymorphicReference, table: &Table) -> bool {
    if !matches!(reference.storage, PolymorphicStorage::Tagged { .. }) {
        return false;
    }
    let mut position = 0;
    while position < reference.targets.len() {
        if same_table(&reference.targets[position].table, &table.name) {
            return true;
        }
        position += 1;
    }
    false
}

/// The foreign key of `holder` to `parent`, or its polymorphic reference: the one that `via` names, or the only one. A key that
/// `taken` names is the other one of a junction, and not meant.
const fn choose(
    holder: &'static Table,
    parent: &Table,
    via: Option<&str>,
    taken: Option<&str>,
) -> Choice {
    let mut choice = Choice::None;
    let mut position = 0;
    while position < holder.foreign_keys.len() {
        let key = &holder.foreign_keys[position];
        let wanted = match (via, taken) {
            (Some(via), _) => is_called(holder, key, via),
            (None, Some(taken)) => !is_called(holder, key, taken),
            (None, None) => true,
        };
        if wanted && same_table(&key.references, &parent.name) {
            choice = match choice {
                Choice::None => Choice::One(position),
                Choice::One(_) | Choice::Several => Choice::Several,
            };
        }
        position += 1;
    }
    let mut number = 0;
    while number < holder.polymorphic.len() {
        let reference = &holder.polymorphic[number];
        let wanted = match (via, taken) {
            (Some(via), _) => texts_equal(reference.name, via),
            (None, Some(taken)) => !texts_equal(reference.name, taken),
            (None, None) => true,
        };
        if wanted && leads_to(reference, parent) {
            choice = match choice {
                Choice::None => Choice::One(holder.foreign_keys.len() + number),
                Choice::One(_) | Choice::Several => Choice::Several,
            };
        }
        number += 1;
    }
    choice
}

/// Whether a foreign key is meant by this name: that of its column, or of its relation.
const fn is_called(holder: &Table, key: &ForeignKey, name: &str) -> bool {
    if texts_equal(key.relation, name) {
        return true;
    }
    key.columns.len() == 1 && texts_equal(field_of(holder, key.columns[0]), name)
        || contains(key.columns, name) && key.columns.len() == 1
}

/// The foreign keys behind a relation, by their positions: the one that leads to the model which
/// declares it, and that of a junction which leads on.
pub struct RelationKeys {
    /// To the model that declares the relation.
    pub via: usize,
    /// To the target, from a junction.
    pub to: usize,
}

/// A relation leads to models, has exactly one foreign key behind it, and that of an inverse `one` is
/// unique.
#[track_caller]
pub const fn check_relation(
    written: &WrittenRelation,
    (target, holder): (&str, &str),
    tables: RelationTables,
) -> RelationKeys {
    check_model(target, tables.target);
    check_model(holder, tables.holder);
    let (Some(target), Some(holder)) = (tables.target, tables.holder) else {
        return RelationKeys { via: 0, to: 0 };
    };
    let (via, to) = (written.via, written.to);
    let key = key_exists(holder, tables.source, via, to, "via");
    let other = match written.kind {
        RelationKind::ManyThrough => key_exists(holder, target, to, via, "to"),
        RelationKind::InverseOne => {
            key_is_unique(holder, unique_columns(holder, key), written.name);
            0
        }
        RelationKind::Many | RelationKind::One { .. } => 0,
    };
    RelationKeys {
        via: key,
        to: other,
    }
}

#[track_caller]
const fn key_exists(
    holder: &'static Table,
    parent: &Table,
    via: Option<&str>,
    taken: Option<&str>,
    option: &str,
) -> usize {
    match choose(holder, parent, via, taken) {
        Choice::One(position) => position,
        Choice::Several => several_keys(holder, parent, option),
        Choice::None => no_key(holder, parent, via, option),
    }
}

#[track_caller]
const fn several_keys(holder: &Table, parent: &Table, option: &str) -> ! {
    let message = Message::new()
        .code(holder.name.model)
        .text(" has several foreign keys to ")
        .code(parent.name.model)
        .text(": choose one with ");
    keys_to(message, holder, parent, option).fail();
}

#[track_caller]
const fn no_key(holder: &Table, parent: &Table, via: Option<&str>, option: &str) -> ! {
    let any = count_keys(holder, parent) > 0;
    match via {
        Some(via) if has_reference(holder, via) => Message::new()
            .text("`")
            .text(holder.name.model)
            .text(".")
            .text(via)
            .text("` does not reference ")
            .code(parent.name.model)
            .text(": add a variant for it to the enum")
            .fail(),
        Some(via) if any => {
            let message = Message::new()
                .code(via)
                .text(" is not a foreign key from ")
                .code(holder.name.model)
                .text(" to ")
                .code(parent.name.model)
                .text(": use ");
            keys_to(message, holder, parent, option).fail();
        }
        _ if count_keys(parent, holder) > 0 => Message::new()
            .code(holder.name.model)
            .text(" has no foreign key to ")
            .code(parent.name.model)
            .text(", it is the other way round, and the relation to ")
            .code(holder.name.model)
            .text(" comes with `#[references(")
            .text(holder.name.model)
            .text(")]`: remove this")
            .fail(),
        _ => Message::new()
            .code(holder.name.model)
            .text(" has no foreign key to ")
            .code(parent.name.model)
            .text(": add `#[references(")
            .text(parent.name.model)
            .text(")]` to the field of ")
            .code(holder.name.model)
            .text(" that holds the key")
            .fail(),
    }
}

/// Whether a table has a polymorphic reference of this name.
const fn has_reference(holder: &Table, name: &str) -> bool {
    let mut number = 0;
    while number < holder.polymorphic.len() {
        if texts_equal(holder.polymorphic[number].name, name) {
            return true;
        }
        number += 1;
    }
    false
}

const fn count_keys(holder: &Table, parent: &Table) -> usize {
    let mut count = 0;
    let mut position = 0;
    while position < holder.foreign_keys.len() {
        if same_table(&holder.foreign_keys[position].references, &parent.name) {
            count += 1;
        }
        position += 1;
    }
    let mut number = 0;
    while number < holder.polymorphic.len() {
        if leads_to(&holder.polymorphic[number], parent) {
            count += 1;
        }
        number += 1;
    }
    count
}

/// Adds `` `via = author_id` or `via = editor_id` ``.
const fn keys_to(mut message: Message, holder: &Table, parent: &Table, option: &str) -> Message {
    let mut first = true;
    let mut position = 0;
    while position < holder.foreign_keys.len() {
        let key = &holder.foreign_keys[position];
        if same_table(&key.references, &parent.name) {
            if !first {
                message = message.text(" or ");
            }
            first = false;
            let name = if key.columns.len() == 1 {
                field_of(holder, key.columns[0])
            } else {
                key.relation
            };
            message = message
                .text("`")
                .text(option)
                .text(" = ")
                .text(name)
                .text("`");
        }
        position += 1;
    }
    let mut number = 0;
    while number < holder.polymorphic.len() {
        let reference = &holder.polymorphic[number];
        if leads_to(reference, parent) {
            message = message.text(if first { "`" } else { " or `" });
            first = false;
            message = message
                .text(option)
                .text(" = ")
                .text(reference.name)
                .text("`");
        }
        number += 1;
    }
    message
}

/// The columns that are unique if there is one row for each parent.
const fn unique_columns(holder: &'static Table, position: usize) -> &'static [&'static str] {
    if position < holder.foreign_keys.len() {
        return holder.foreign_keys[position].columns;
    }
    holder.polymorphic[position - holder.foreign_keys.len()].columns
}

#[track_caller]
const fn key_is_unique(holder: &Table, columns: &[&str], name: &str) {
    if holder.is_unique(columns) {
        return;
    }
    Message::new()
        .text("`one` row of ")
        .code(holder.name.model)
        .text(" for the relation ")
        .code(name)
        .text(" needs a unique key, and ")
        .fields(holder, columns)
        .text(" is not: add `unique` to its `#[references]`, or use `many`")
        .fail();
}
