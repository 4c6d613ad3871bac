//! From `#[unique]` and `#[check]` to constraints.

use super::declaration::{self, Field};
use super::resolve::Scope;
use super::{Check, UniqueConstraint};
use crate::attribute::{DialectText, Text};
use syn::{Ident, Meta};

/// The unique constraints of fields and struct.
pub(crate) fn unique(
    on_struct: &[declaration::Unique],
    fields: &[Field],
    scope: &Scope<'_>,
) -> Vec<UniqueConstraint> {
    let mut result = Vec::new();
    let mut add = |unique: &declaration::Unique, columns: &[Ident]| {
        if let Some(columns) = scope.columns(columns) {
            result.push(UniqueConstraint {
                name: scope.name(unique.options.name.as_ref(), &columns, "key"),
                columns,
                nulls_not_distinct: unique.options.nulls_not_distinct.0,
                deferrable: unique.options.deferrable,
                renamed_from: unique.options.renamed_from.as_ref().map(Text::value),
                place: unique.place.clone(),
            });
        }
    };
    for field in fields {
        for unique in &field.unique {
            add(unique, std::slice::from_ref(&field.ident));
        }
    }
    for unique in on_struct {
        if unique.columns.is_empty() {
            scope.errors.at(
                &unique.place,
                "`#[unique]` on a struct needs columns: use `#[unique(first, second)]`",
            );
        } else {
            add(unique, &unique.columns);
        }
    }
    result
}

/// The checks of fields and struct. One on a field is named after the column.
pub(crate) fn checks(
    on_struct: &[declaration::Check],
    fields: &[Field],
    scope: &Scope<'_>,
) -> Vec<Check> {
    let mut result: Vec<Check> = Vec::new();
    let mut add = |name: Option<&Text>,
                   expression,
                   renamed_from: Option<&Text>,
                   place: &Meta,
                   columns: &[usize]| {
        let name = match name {
            Some(_) => scope.name(name, columns, "check"),
            None => free_name(columns, &result, scope),
        };
        let renamed_from = renamed_from.map(Text::value);
        result.push(Check {
            name,
            expression,
            renamed_from,
            place: place.clone(),
        });
    };
    for field in fields {
        let column = scope
            .columns
            .0
            .iter()
            .position(|column| column.field == field.ident);
        let columns: Vec<usize> = column.into_iter().collect();
        if let Some(expression) = &field.column.check {
            let place = Meta::Path(field.ident.clone().into());
            add(None, expression.clone(), None, &place, &columns);
        }
        for check in &field.checks {
            let options = &check.options;
            let renamed_from = options.renamed_from.as_ref();
            add(
                options.name.as_ref(),
                expression(check),
                renamed_from,
                &check.place,
                &columns,
            );
        }
    }
    for check in on_struct {
        let options = &check.options;
        let renamed_from = options.renamed_from.as_ref();
        add(
            options.name.as_ref(),
            expression(check),
            renamed_from,
            &check.place,
            &[],
        );
    }
    result
}

fn expression(check: &declaration::Check) -> DialectText {
    DialectText {
        all: check.expression.clone().map(Text),
        postgres: check.options.postgres.clone(),
        sqlite: check.options.sqlite.clone(),
        mysql: check.options.mysql.clone(),
    }
}

/// A conventional name, with a number if it is taken: `order_check`, `order_check1`, as PostgreSQL
/// counts.
fn free_name(columns: &[usize], taken: &[Check], scope: &Scope<'_>) -> String {
    let free = |candidate: &String| taken.iter().all(|check| check.name != *candidate);
    let numbered = (1..).map(|number| format!("check{number}"));
    std::iter::once("check".to_owned())
        .chain(numbered)
        .map(|suffix| scope.name(None, columns, &suffix))
        .find(free)
        .unwrap_or_default()
}
