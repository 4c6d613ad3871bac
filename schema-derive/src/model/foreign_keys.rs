//! From `#[references]` to foreign keys.

use super::declaration::{Field, References};
use super::resolve::Scope;
use super::{ForeignKey, UniqueConstraint};
use crate::attribute::Text;
use crate::naming::snake_case;
use quote::format_ident;
use syn::Ident;
use syn::ext::IdentExt;

/// The foreign keys: those on fields in the order of the fields, then those on the struct; and the
/// unique constraints that `unique` asks for.
pub(crate) fn resolve(
    on_struct: &[References],
    fields: &[Field],
    scope: &Scope<'_>,
) -> (Vec<ForeignKey>, Vec<UniqueConstraint>) {
    let mut foreign_keys = Vec::new();
    let mut unique_constraints = Vec::new();
    let mut add = |references: &References, columns: Vec<usize>| {
        if references.options.unique.0 {
            unique_constraints.push(UniqueConstraint {
                name: scope.name(None, &columns, "key"),
                columns: columns.clone(),
                nulls_not_distinct: false,
                deferrable: super::Deferrable::No,
                renamed_from: None,
                place: references.place.clone(),
            });
        }
        foreign_keys.push(foreign_key(references, columns, scope));
    };
    for field in fields {
        for references in &field.references {
            if let Some(columns) = field_columns(references, field, scope) {
                add(references, columns);
            }
        }
    }
    for references in on_struct {
        if let Some(columns) = struct_columns(references, scope) {
            add(references, columns);
        }
    }
    (foreign_keys, unique_constraints)
}

fn field_columns(references: &References, field: &Field, scope: &Scope<'_>) -> Option<Vec<usize>> {
    if field.embed.is_some() {
        scope.errors.at(
            &references.place,
            "the columns of an embedded struct reference from the struct: use `#[references(Model, columns(…))]` above `struct`",
        );
        return None;
    }
    if references.target_columns.len() > 1 {
        scope.errors.at(
            &references.place,
            "a key of several columns belongs on the struct: use `#[references(Model(…), columns(…))]` above `struct`",
        );
        return None;
    }
    let column = scope
        .columns
        .0
        .iter()
        .position(|column| column.field == field.ident)?;
    Some(vec![column])
}

fn struct_columns(references: &References, scope: &Scope<'_>) -> Option<Vec<usize>> {
    let Some(names) = &references.options.columns else {
        if !references.is_sound {
            return None;
        }
        scope.errors.at(
            &references.place,
            "`#[references]` on a struct needs the columns of the key: add `columns(first, second)`",
        );
        return None;
    };
    let targets = references.target_columns.len();
    if targets != 0 && targets != names.0.len() {
        scope.errors.at(
            &references.place,
            format!(
                "the key has {}, and references {}: name as many on both sides",
                counted(names.0.len()),
                counted(targets)
            ),
        );
        return None;
    }
    scope.columns(&names.0)
}

fn counted(columns: usize) -> String {
    if columns == 1 {
        "1 column".to_owned()
    } else {
        format!("{columns} columns")
    }
}

fn foreign_key(references: &References, columns: Vec<usize>, scope: &Scope<'_>) -> ForeignKey {
    let options = &references.options;
    let relation = match &options.relation {
        Some(name) => name.0.clone(),
        None => relation_name(references, &columns, scope),
    };
    ForeignKey {
        name: scope.name(options.name.as_ref(), &columns, "fkey"),
        columns,
        target: references.target.clone(),
        target_columns: references.target_columns.clone(),
        on_delete: options.on_delete.clone(),
        on_update: options.on_update.clone(),
        deferrable: options.deferrable,
        index: options.index.is_none_or(|index| index.0),
        relation,
        is_of_arc: false,
        reason: options.reason.as_ref().map(Text::value),
        renamed_from: options.renamed_from.as_ref().map(Text::value),
    }
}

/// The relation is called as the column without its key suffix: `plan_id` gives `plan`. A key of
/// several columns, or one without such a suffix, gives the name of the model.
fn relation_name(references: &References, columns: &[usize], scope: &Scope<'_>) -> Ident {
    let model = references
        .target
        .segments
        .last()
        .map_or_else(String::new, |segment| {
            snake_case(&segment.ident.unraw().to_string())
        });
    let [column] = columns else {
        return named(&model, references);
    };
    let column = scope.columns.0[*column].ident.unraw().to_string();
    let key = references
        .target_columns
        .first()
        .map_or_else(|| "id".to_owned(), |target| target.unraw().to_string());
    let stem = [
        format!("_{key}"),
        "_id".to_owned(),
        "_uuid".to_owned(),
        "_key".to_owned(),
    ]
    .iter()
    .find_map(|suffix| column.strip_suffix(suffix.as_str()).map(str::to_owned));
    match stem {
        Some(stem) if !stem.is_empty() => named(&stem, references),
        _ => named(&model, references),
    }
}

/// An identifier at the place of the reference, raw if it is a keyword.
fn named(name: &str, references: &References) -> Ident {
    let span = references
        .target
        .segments
        .last()
        .map_or_else(proc_macro2::Span::call_site, |segment| segment.ident.span());
    if syn::parse_str::<Ident>(name).is_ok() {
        return Ident::new(name, span);
    }
    match name {
        // These four cannot be raw.
        "crate" | "self" | "super" | "Self" => format_ident!("{}_", name, span = span),
        _ => format_ident!("r#{}", name, span = span),
    }
}
