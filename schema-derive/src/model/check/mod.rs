//! The rules that a model must keep and that can be told from the struct alone: one function each.
//! The rules between two models are checked by the compiler, in constants that `expand` emits.

mod columns;
mod keys;

use super::{Index, IndexKey, Model};
use crate::errors::Errors;
use crate::naming::source_text;
use crate::suggest::list;
use quote::ToTokens;

/// Checks every rule.
pub(crate) fn all(model: &Model, errors: &Errors) {
    columns::all(model, errors);
    keys::all(model, errors);
    former_names_are_free(model, errors);
    index_columns_are_not_quoted(model, errors);
    unique_constraints_differ(model, errors);
    indexes_are_not_redundant(model, errors);
    names_differ(model, errors);
    enums_of_references_differ(model, errors);
}

/// Diesel reads an enum from the same columns wherever it stands.
fn enums_of_references_differ(model: &Model, errors: &Errors) {
    for (position, reference) in model.polymorphic.iter().enumerate() {
        let mut others = model.polymorphic[..position].iter();
        if let Some(other) = others.find(|other| other.rust_type == reference.rust_type) {
            let name = source_text(&reference.rust_type);
            errors.at(
                &reference.field,
                format!(
                    "`{name}` is the reference of `{}`, and Diesel reads an enum from the columns of one field: declare \
                     another enum for `{}`",
                    other.field, reference.field
                ),
            );
        }
    }
}

/// What was renamed had another name before, and nothing has that name now, or has got it from a third.
fn former_names_are_free(model: &Model, errors: &Errors) {
    for column in &model.columns {
        let Some(former) = &column.renamed_from else {
            continue;
        };
        if *former == column.sql_name {
            errors.at(
                &column.field,
                format!("`{former}` is the name that the column has: remove `renamed_from`"),
            );
        } else if let Some(other) = model
            .columns
            .iter()
            .find(|other| other.sql_name == *former && other.renamed_from.is_none())
        {
            errors.at(
                &column.field,
                format!(
                    "the column `{former}` is still there, as `{}`: `{}` cannot be renamed from it",
                    other.ident, column.ident
                ),
            );
        }
    }
}

/// A column in quotes would be an expression, which another index does not replace.
fn index_columns_are_not_quoted(model: &Model, errors: &Errors) {
    for index in &model.indexes {
        for column in &index.columns {
            if let IndexKey::Expression(expression) = &column.key
                && model
                    .columns
                    .iter()
                    .any(|column| column.sql_name == *expression)
            {
                errors.at(
                    &index.place,
                    format!("`{expression}` is a column: name it without quotes"),
                );
            }
        }
    }
}

fn written(rust_type: &syn::Type, nullable: bool) -> String {
    let text = source_text(rust_type);
    if nullable {
        format!("Option<{text}>")
    } else {
        text
    }
}

/// Columns are unique once, and not again where they are the primary key.
fn unique_constraints_differ(model: &Model, errors: &Errors) {
    for (position, unique) in model.unique_constraints.iter().enumerate() {
        let is_primary_key = same_columns(&unique.columns, &model.primary_key.columns);
        let twice = model.unique_constraints[..position]
            .iter()
            .any(|other| same_columns(&other.columns, &unique.columns));
        if is_primary_key || twice {
            let names = list(&model.sql_names(&unique.columns));
            let covering = if is_primary_key {
                "the primary key"
            } else {
                "another constraint"
            };
            errors.at(
                &unique.place,
                format!(
                    "redundant unique constraint: {names} are unique by {covering}, remove this"
                )
                .replace(
                    " are unique",
                    if unique.columns.len() == 1 {
                        " is unique"
                    } else {
                        " are unique"
                    },
                ),
            );
        }
    }
}

fn same_columns(left: &[usize], right: &[usize]) -> bool {
    left.len() == right.len() && left.iter().all(|column| right.contains(column))
}

/// An index that another one begins with only costs: another index over the same columns and more,
/// the primary key, a unique constraint, or the index that a foreign key brings anyway.
fn indexes_are_not_redundant(model: &Model, errors: &Errors) {
    for (position, index) in model.indexes.iter().enumerate() {
        if index.foreign_key.is_some() {
            continue;
        }
        if let Some(covering) = covered_by(model, position, index) {
            errors.at(&index.place, format!("redundant index: {covering}"));
        }
    }
}

fn covered_by(model: &Model, position: usize, index: &Index) -> Option<String> {
    let columns = plain_columns(index)?;
    if index.unique {
        let unique = model
            .unique_constraints
            .iter()
            .find(|unique| same_columns(&unique.columns, &columns));
        if same_columns(&model.primary_key.columns, &columns) {
            return Some("the primary key is unique by itself, remove this".to_owned());
        }
        return unique.map(|unique| {
            format!(
                "the unique constraint `{}` is over the same columns, remove this",
                unique.name
            )
        });
    }
    let begins =
        |other: &[usize]| other.len() >= columns.len() && other[..columns.len()] == columns;
    if begins(&model.primary_key.columns) {
        return Some("the primary key begins with these columns, remove this".to_owned());
    }
    if let Some(unique) = model
        .unique_constraints
        .iter()
        .find(|unique| begins(&unique.columns))
    {
        return Some(format!(
            "the unique constraint `{}` begins with these columns, remove this",
            unique.name
        ));
    }
    let other = model
        .indexes
        .iter()
        .enumerate()
        .find(|(other_position, other)| {
            *other_position != position
                && plain_columns(other).is_some_and(|other_columns| {
                    begins(&other_columns)
                        && (other_columns.len() > columns.len()
                            || other.unique
                            || *other_position < position)
                })
        });
    if let Some((_, other)) = other {
        return Some(format!(
            "`{}` begins with these columns, remove this",
            other.name
        ));
    }
    let foreign_key = model
        .foreign_keys
        .iter()
        .find(|key| key.columns == columns && key.index);
    if let Some(key) = foreign_key
        && !index.named
    {
        return Some(format!(
            "the foreign key to `{}` brings its index by itself, remove this",
            source_text(&key.target)
        ));
    }
    None
}

/// The columns of an ordinary index: ascending, over every row, with nothing special about it.
fn plain_columns(index: &Index) -> Option<Vec<usize>> {
    let ordinary = index.condition.is_none()
        && index.only.is_none()
        && index
            .method
            .as_deref()
            .is_none_or(|method| method.eq_ignore_ascii_case("btree"))
        && index.include.is_empty();
    if !ordinary {
        return None;
    }
    index
        .columns
        .iter()
        .map(|column| match column.key {
            IndexKey::Column(position)
                if column.direction == super::Direction::Ascending
                    && column.nulls.is_none()
                    && column.operator_class.is_none()
                    && column.collation.is_none() =>
            {
                Some(position)
            }
            IndexKey::Column(_) | IndexKey::Expression(_) => None,
        })
        .collect()
}

/// Constraints of one table have different names, and so have its indexes. What is there twice is
/// another rule's mistake.
fn names_differ(model: &Model, errors: &Errors) {
    let mut seen: Vec<&str> = vec![&model.table.sql_name, &model.primary_key.name];
    let (of_keys, declared): (Vec<_>, Vec<_>) = model
        .indexes
        .iter()
        .enumerate()
        .partition(|(_, index)| index.foreign_key.is_some());
    let of_keys: Vec<&str> = of_keys
        .iter()
        .map(|(_, index)| index.name.as_str())
        .collect();
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .filter(|(position, _)| !keys::is_repeated(model, *position))
        .map(|(_, key)| (&key.name, key.target.to_token_stream()));
    let unique = model
        .unique_constraints
        .iter()
        .enumerate()
        .filter(|(position, unique)| {
            let before = &model.unique_constraints[..*position];
            !before
                .iter()
                .any(|other| same_columns(&other.columns, &unique.columns))
        })
        .map(|(_, unique)| (&unique.name, unique.place.to_token_stream()));
    let checks = model
        .checks
        .iter()
        .map(|check| (&check.name, check.place.to_token_stream()));
    let indexes = declared
        .into_iter()
        .filter(|(position, index)| covered_by(model, *position, index).is_none())
        .map(|(_, index)| (&index.name, index.place.to_token_stream()));
    for (name, place) in foreign_keys.chain(unique).chain(checks).chain(indexes) {
        if of_keys.contains(&name.as_str()) {
            errors.at(
                place,
                format!("`{name}` is the index that comes with the foreign key: give this one another name, `name = \"…\"`"),
            );
        } else if seen.contains(&name.as_str()) {
            errors.at(
                place,
                format!("`{name}` is the name of another constraint or index of this table: give one another `name`"),
            );
        } else {
            seen.push(name);
        }
    }
}
