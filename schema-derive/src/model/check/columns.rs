//! The rules about columns, one by one.

use super::written;
use crate::attribute::Text;
use crate::errors::Errors;
use crate::model::attributes::IdentityKind;
use crate::model::{DefaultValue, Model};
use crate::sql_fragment;
use std::collections::BTreeMap;
use syn::Ident;

/// Checks every rule.
pub(super) fn all(model: &Model, errors: &Errors) {
    primary_key_is_not_null(model, errors);
    columns_differ(model, errors);
    length_is_for_text(model, errors);
    default_and_generated_exclude_each_other(model, errors);
    default_text_is_quoted(model, errors);
    default_has_the_type_of_its_column(model, errors);
    default_null_needs_a_nullable_column(model, errors);
    identity_is_an_integer_key(model, errors);
    expressions_are_whole(model, errors);
    computed_columns_are_not_inserted(model, errors);
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
            // Of a polymorphic key only the compiler knows the type.
            && column.polymorphic.is_none()
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
            sql_fragment::check(&generated.expression, &["generated always", "as"], errors);
        }
    }
}
