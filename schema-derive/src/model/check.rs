//! The rules that a model must keep and that can be told from the struct alone: one function each.
//! The rules between two models are checked by the compiler, in constants that `expand` emits.

use super::attributes::{Action, ActionKind, IdentityKind};
use super::{DefaultValue, ForeignKey, Index, IndexKey, Model};
use crate::attribute::Text;
use crate::errors::Errors;
use crate::naming::source_text;
use crate::sql_fragment;
use crate::suggest::list;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::Ident;
use syn::ext::IdentExt;

/// Checks every rule.
pub(crate) fn all(model: &Model, errors: &Errors) {
    primary_key_is_not_null(model, errors);
    columns_differ(model, errors);
    length_is_for_text(model, errors);
    default_and_generated_exclude_each_other(model, errors);
    default_text_is_quoted(model, errors);
    default_has_the_type_of_its_column(model, errors);
    default_null_needs_a_nullable_column(model, errors);
    former_names_are_free(model, errors);
    index_columns_are_not_quoted(model, errors);
    identity_is_an_integer_key(model, errors);
    set_null_needs_nullable_columns(model, errors);
    set_default_needs_defaults(model, errors);
    foreign_keys_differ(model, errors);
    relation_names_differ(model, errors);
    unique_constraints_differ(model, errors);
    indexes_are_not_redundant(model, errors);
    names_differ(model, errors);
    expressions_are_whole(model, errors);
    generated_columns_stay(model, errors);
    computed_columns_are_not_inserted(model, errors);
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

/// A column that only the database may write is left out of Diesel's `Insertable`.
fn computed_columns_are_not_inserted(model: &Model, errors: &Errors) {
    for column in model
        .columns
        .iter()
        .filter(|column| !column.skips_insertion)
    {
        let always = column
            .identity
            .as_ref()
            .filter(|identity| identity.kind == IdentityKind::Always)
            .map(|identity| &identity.place);
        let computed = column.generated.as_ref().map(|generated| &generated.place);
        if let Some(place) = computed.or(always) {
            errors.at(
                place,
                format!(
                    "the database computes `{}`, so no insertion may give it: add `#[diesel(skip_insertion)]`",
                    column.ident
                ),
            );
        }
    }
}

/// SQL in quotes is one expression. Indexes are looked at where they are read.
fn expressions_are_whole(model: &Model, errors: &Errors) {
    for check in &model.checks {
        sql_fragment::check(&check.expression, &["check"], errors);
    }
    for column in &model.columns {
        if let Some(DefaultValue::Expression(text)) = &column.default {
            sql_fragment::check(text, &["default"], errors);
        }
        if let Some(generated) = &column.generated {
            sql_fragment::check(&generated.expression, &["generated", "as"], errors);
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

/// A primary key holds no NULL.
fn primary_key_is_not_null(model: &Model, errors: &Errors) {
    for &column in &model.primary_key.columns {
        let column = &model.columns[column];
        if column.nullable {
            errors.at(
                &column.rust_type,
                format!(
                    "`{}` is in the primary key and cannot be NULL: remove `Option`",
                    column.ident
                ),
            );
        }
    }
}

/// No two columns have one name.
fn columns_differ(model: &Model, errors: &Errors) {
    let mut seen: BTreeMap<String, &Ident> = BTreeMap::new();
    for column in &model.columns {
        if let Some(first) = seen.insert(column.sql_name.to_lowercase(), &column.field) {
            errors.at(
                &column.field,
                format!(
                    "`{}` and `{first}` are both the column `{}`: give one another `sql_name`",
                    column.field, column.sql_name
                ),
            );
        }
    }
}

/// A length belongs to text or bytes.
fn length_is_for_text(model: &Model, errors: &Errors) {
    for column in &model.columns {
        if let Some(length) = &column.max_length
            && !column.sql_type.is_text()
            && !column.sql_type.is_binary()
        {
            errors.at(
                length,
                format!(
                    "`max_length` is for text, and `{}` is none: remove it",
                    column.ident
                ),
            );
        }
    }
}

/// A generated column has no default and no numbering.
fn default_and_generated_exclude_each_other(model: &Model, errors: &Errors) {
    for column in &model.columns {
        let Some(generated) = &column.generated else {
            continue;
        };
        if column.default.is_some() || column.identity.is_some() {
            errors.at(
                &generated.place,
                format!(
                    "`{}` is generated and can have no default of its own: keep one of the two",
                    column.ident
                ),
            );
        }
    }
}

/// A default in quotes is SQL, so a text needs SQL's quotes as well. A word alone would be taken
/// for a column.
fn default_text_is_quoted(model: &Model, errors: &Errors) {
    const WORDS: [&str; 8] = [
        "null",
        "true",
        "false",
        "current_timestamp",
        "current_date",
        "current_time",
        "localtimestamp",
        "current_user",
    ];
    for column in &model.columns {
        let Some(DefaultValue::Expression(text)) = &column.default else {
            continue;
        };
        let all = [&text.all, &text.postgres, &text.sqlite, &text.mysql];
        for Text(literal) in all.into_iter().flatten() {
            let written = literal.value();
            let word = written
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
                && !written.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            if word && !WORDS.contains(&written.to_lowercase().as_str()) {
                errors.at(
                    literal,
                    format!("`{written}` is no SQL expression: use `default = \"'{written}'\"` for the text"),
                );
            }
        }
    }
}

/// A default of NULL is for a column that takes it.
fn default_null_needs_a_nullable_column(model: &Model, errors: &Errors) {
    for column in model.columns.iter().filter(|column| !column.nullable) {
        let Some(DefaultValue::Expression(text)) = &column.default else {
            continue;
        };
        let all = [&text.all, &text.postgres, &text.sqlite, &text.mysql];
        for Text(literal) in all.into_iter().flatten() {
            if literal.value().trim().eq_ignore_ascii_case("null") {
                errors.at(
                    literal,
                    format!(
                        "`{}` cannot be NULL: make it an `Option<{}>`, or give it another default",
                        column.ident,
                        written(&column.rust_type, false)
                    ),
                );
            }
        }
    }
}

/// What was renamed had another name before, and nothing has that name now.
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
        } else if let Some(other) = model.columns.iter().find(|other| other.sql_name == *former) {
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

/// A number or a bool is no text, and a number no bool.
fn default_has_the_type_of_its_column(model: &Model, errors: &Errors) {
    for column in &model.columns {
        let (written, fits) = match &column.default {
            Some(DefaultValue::Bool(value)) => (
                value.to_string(),
                !column.sql_type.is_text() && !column.sql_type.is_integer(),
            ),
            Some(DefaultValue::Number(number)) => (
                number.clone(),
                if let Some((least, most)) = column.sql_type.range() {
                    number
                        .replace('_', "")
                        .parse::<i128>()
                        .is_ok_and(|number| (least..=most).contains(&number))
                } else {
                    !column.sql_type.is_text() && !column.sql_type.is_bool()
                },
            ),
            Some(DefaultValue::Variant(_) | DefaultValue::Expression(_)) | None => continue,
        };
        if !fits {
            errors.at(
                &column.field,
                format!(
                    "the default `{written}` does not fit `{}`, which is `{}`: use {}",
                    column.ident,
                    self::written(&column.rust_type, column.nullable),
                    if column.sql_type.is_bool() {
                        "`default = false` or `default = true`"
                    } else if column.sql_type.is_integer() && written.parse::<i128>().is_ok() {
                        "a number within its range, or a larger type"
                    } else {
                        "`default = \"…\"` with an SQL expression of that type"
                    }
                ),
            );
        }
    }
}

/// Databases number rows by an integer that is never NULL; SQLite and MySQL only by a key.
fn identity_is_an_integer_key(model: &Model, errors: &Errors) {
    for column in &model.columns {
        let Some(identity) = &column.identity else {
            continue;
        };
        if !column.sql_type.is_integer() || column.nullable {
            errors.at(
                &identity.place,
                format!(
                    "`identity` numbers rows and needs `i16`, `i32` or `i64`: `{}` is `{}`",
                    column.ident,
                    written(&column.rust_type, column.nullable)
                ),
            );
        } else if column.default.is_some() && identity.kind != IdentityKind::Serial {
            errors.at(
                &identity.place,
                format!(
                    "`{}` is numbered by the database: remove its default",
                    column.ident
                ),
            );
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
fn is_repeated(model: &Model, position: usize) -> bool {
    let foreign_key = &model.foreign_keys[position];
    model.foreign_keys[..position].iter().any(|other| {
        other.columns == foreign_key.columns && tokens(&other.target) == tokens(&foreign_key.target)
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
                    tokens(&foreign_key.target)
                ),
            );
        }
    }
}

fn tokens(path: &syn::Path) -> String {
    source_text(path)
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
        .filter(|(position, _)| !is_repeated(model, *position))
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
            tokens(&key.target)
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
        .filter(|(position, _)| !is_repeated(model, *position))
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
