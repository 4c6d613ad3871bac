//! The rules about foreign keys and relations.

use super::written;
use crate::errors::Errors;
use crate::model::attributes::{Action, ActionKind};
use crate::model::{ForeignKey, Model};
use crate::naming::source_text;
use syn::Ident;
use syn::ext::IdentExt;

/// Checks every rule.
pub(super) fn all(model: &Model, errors: &Errors) {
    set_null_needs_nullable_columns(model, errors);
    set_default_needs_defaults(model, errors);
    foreign_keys_differ(model, errors);
    relation_names_differ(model, errors);
    generated_columns_stay(model, errors);
    keys_are_exact(model, errors);
}

/// Floating-point numbers that look equal may differ, so they are no keys, and Rust has no hash of
/// them.
fn keys_are_exact(model: &Model, errors: &Errors) {
    for key in &model.foreign_keys {
        for &column in &key.columns {
            let column = &model.columns[column];
            if matches!(column.sql_type.variant(), Some("Float" | "Double")) {
                errors.at(
                    &column.rust_type,
                    format!(
                        "a floating-point number is no key: make `{}` an integer or a text, and what it references",
                        column.ident
                    ),
                );
            }
        }
    }
}

/// No action of a key writes to a column that the database computes: PostgreSQL and MySQL refuse
/// the key.
fn generated_columns_stay(model: &Model, errors: &Errors) {
    let writing = [
        ActionKind::SetNull,
        ActionKind::SetDefault,
        ActionKind::Cascade,
    ];
    for (foreign_key, action, event) in writing
        .into_iter()
        .flat_map(|kind| actions(model, kind))
        .filter(|(_, action, event)| *event == "on_update" || action.kind != ActionKind::Cascade)
    {
        let generated = foreign_key
            .columns
            .iter()
            .map(|&column| &model.columns[column])
            .find(|column| column.generated.is_some());
        if let Some(column) = generated {
            errors.at(
                &action.place,
                format!(
                    "the database computes `{}`, so no `{event}` can change it: remove the action",
                    column.ident
                ),
            );
        }
    }
}

/// `set null` can only work on columns that take NULL.
fn set_null_needs_nullable_columns(model: &Model, errors: &Errors) {
    for (foreign_key, action, event) in actions(model, ActionKind::SetNull) {
        for &column in &foreign_key.columns {
            let column = &model.columns[column];
            if !column.nullable {
                errors.at(
                    &action.place,
                    format!(
                        "`{event} = \"set null\"` needs a column that can be NULL: make `{}` an `Option<{}>`, or use another action",
                        column.ident,
                        written(&column.rust_type, false)
                    ),
                );
            }
        }
    }
}

/// `set default` can only work on columns that have a default.
fn set_default_needs_defaults(model: &Model, errors: &Errors) {
    for (foreign_key, action, event) in actions(model, ActionKind::SetDefault) {
        for &column in &foreign_key.columns {
            let column = &model.columns[column];
            if column.default.is_none() {
                errors.at(
                    &action.place,
                    format!(
                        "`{event} = \"set default\"` needs a default: add `#[column(default = …)]` to `{}`, or use another action",
                        column.ident
                    ),
                );
            }
        }
    }
}

fn actions(
    model: &Model,
    kind: ActionKind,
) -> impl Iterator<Item = (&ForeignKey, &Action, &'static str)> {
    model
        .foreign_keys
        .iter()
        .flat_map(|key| {
            [
                key.on_delete
                    .as_ref()
                    .map(|action| (key, action, "on_delete")),
                key.on_update
                    .as_ref()
                    .map(|action| (key, action, "on_update")),
            ]
        })
        .flatten()
        .filter(move |(_, action, _)| action.kind == kind)
}

/// Whether the foreign key at this position is there before.
pub(super) fn is_repeated(model: &Model, position: usize) -> bool {
    let foreign_key = &model.foreign_keys[position];
    model.foreign_keys[..position].iter().any(|other| {
        other.columns == foreign_key.columns
            && source_text(&other.target) == source_text(&foreign_key.target)
    })
}

/// The same columns reference the same model once.
fn foreign_keys_differ(model: &Model, errors: &Errors) {
    for (position, foreign_key) in model.foreign_keys.iter().enumerate() {
        if is_repeated(model, position) {
            errors.at(
                &foreign_key.target,
                format!(
                    "this foreign key to `{}` is declared twice: remove one",
                    source_text(&foreign_key.target)
                ),
            );
        }
    }
}

/// Functions that a struct has from Diesel (`HasQuery`, `SelectableHelper`) or a row with relations
/// from us.
const NAMES_OF_FUNCTIONS: [&str; 7] = [
    "as_returning",
    "as_select",
    "base_query",
    "clone",
    "deref",
    "into_row",
    "query",
];

/// A relation is called like no other relation and like no column, so that `row.name` and
/// `row.name()` never mean different things.
fn relation_names_differ(model: &Model, errors: &Errors) {
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .filter(|(position, key)| !key.is_of_arc && !is_repeated(model, *position))
        .map(|(_, key)| (&key.relation, true));
    let declared = model
        .relations
        .iter()
        .map(|relation| (&relation.name, false));
    let mut seen: Vec<(&Ident, bool)> = Vec::new();
    for (name, of_key) in foreign_keys.chain(declared) {
        let fix = if of_key {
            "name it with `#[references(…, relation = …)]`"
        } else {
            "give it another name"
        };
        if NAMES_OF_FUNCTIONS.iter().any(|taken| name == taken) {
            errors.at(
                name,
                format!("`{name}` is the name of another function of a model or a row: {fix}"),
            );
        } else if model
            .columns
            .iter()
            .any(|column| column.field.unraw() == name.unraw())
        {
            errors.at(
                name,
                format!("the relation `{name}` has the name of a column: {fix}"),
            );
        } else if let Some((_, other_of_key)) = seen.iter().find(|(other, _)| *other == name) {
            let other = if *other_of_key {
                "the relation that comes with a foreign key"
            } else {
                "another relation"
            };
            errors.at(
                name,
                format!("the relation `{name}` has the name of {other}: {fix}"),
            );
        } else {
            seen.push((name, of_key));
        }
    }
    counts_have_names(model, &seen, errors);
}

/// `posts` brings `posts_count()`, too.
fn counts_have_names(model: &Model, relations: &[(&Ident, bool)], errors: &Errors) {
    for many in &model.relations {
        let count = format!("{}_count", many.name.unraw());
        for (name, _) in relations {
            if many.kind == crate::model::RelationKind::Many && name.unraw() == count {
                errors.at(
                    name,
                    format!(
                        "`{count}` is how many rows the relation `{}` has: give one of the two another name",
                        many.name
                    ),
                );
            }
        }
    }
}
