//! `#[index(…)]`, `#[unique(…)]` and `#[check("…", …)]`

use super::{Check, Index, Unique};
use crate::attribute::{Next, arguments, read_options};
use crate::errors::Errors;
use crate::model::attributes::{CheckOptions, UniqueOptions};
use crate::model::index_items::IndexItem;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitStr};

/// Reads `#[index]`; `next` reads its positional arguments.
pub(super) fn read_index(
    attribute: &Attribute,
    known: &[&str],
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<IndexItem>>,
    errors: &Errors,
) -> Option<Index> {
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options("index", &arguments.options, known, errors)?;
    Some(Index {
        items: arguments.positional,
        options,
        place: attribute.meta.clone(),
    })
}

/// Reads `#[unique]`; `next` reads its positional arguments.
pub(super) fn read_unique(
    attribute: &Attribute,
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<Ident>>,
    errors: &Errors,
) -> Option<Unique> {
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options("unique", &arguments.options, &UniqueOptions::KNOWN, errors)?;
    Some(Unique {
        columns: arguments.positional,
        options,
        place: attribute.meta.clone(),
    })
}

/// Reads `#[check]`.
pub(super) fn read_check(attribute: &Attribute, errors: &Errors) -> Option<Check> {
    let next = |input: ParseStream<'_>| {
        if input.peek(LitStr) {
            return Ok(Next::Positional(input.parse::<LitStr>()?));
        }
        Ok(Next::Options)
    };
    let arguments = errors.handle(arguments(attribute, next))?;
    let options: CheckOptions =
        read_options("check", &arguments.options, &CheckOptions::KNOWN, errors)?;
    let mut expressions = arguments.positional.into_iter();
    let expression = expressions.next();
    if let Some(second) = expressions.next() {
        errors.at(second, "a check has one expression: use a `#[check]` each");
    }
    let anywhere = [&options.postgres, &options.sqlite, &options.mysql];
    if expression.is_none() && anywhere.iter().all(|text| text.is_none()) {
        errors.at(
            &attribute.meta,
            "`#[check]` needs an SQL expression: use `#[check(\"position >= 0\")]`",
        );
        return None;
    }
    Some(Check {
        expression,
        options,
        place: attribute.meta.clone(),
    })
}
