//! `#[index(…)]`, `#[unique(…)]` and `#[check("…", …)]`

use super::{Check, Index, Unique};
use crate::attribute::{Next, arguments, read_options};
use crate::errors::Errors;
use crate::model::attributes::{CheckOptions, UniqueOptions};
use crate::model::index_items::IndexItem;
use crate::suggest::nearest;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitStr, Meta, Token};

/// Reads `#[index]`; `next` reads its positional arguments.
pub(super) fn read_index(
    attribute: &Attribute,
    known: &[&str],
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<IndexItem>>,
    errors: &Errors,
) -> Option<Index> {
    let mut arguments = errors.handle(arguments(attribute, next))?;
    leave_out_columns("index", &mut arguments.options, known, errors);
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
    let mut arguments = errors.handle(arguments(attribute, next))?;
    leave_out_columns(
        "unique",
        &mut arguments.options,
        &UniqueOptions::KNOWN,
        errors,
    );
    let options = read_options("unique", &arguments.options, &UniqueOptions::KNOWN, errors)?;
    Some(Unique {
        columns: arguments.positional,
        options,
        place: attribute.meta.clone(),
    })
}

/// On a field there are no columns to name: those that are named are one mistake.
fn leave_out_columns(attribute: &str, options: &mut Vec<Meta>, known: &[&str], errors: &Errors) {
    let is_column = |option: &Meta| match option {
        Meta::Path(path) => path.get_ident().is_some_and(|word| {
            let word = word.to_string();
            !known.contains(&word.as_str()) && nearest(&word, known).is_none()
        }),
        _ => false,
    };
    let columns: Vec<Meta> = options.extract_if(.., |option| is_column(option)).collect();
    if !columns.is_empty() {
        let columns = quote!(#(#columns),*);
        let message = format!(
            "on a field `#[{attribute}]` is over this column alone: put `#[{attribute}({columns})]` above `struct`, or remove this"
        );
        errors.at(columns, message);
    }
}

/// Reads `#[check]`.
pub(super) fn read_check(attribute: &Attribute, errors: &Errors) -> Option<Check> {
    let next = |input: ParseStream<'_>| {
        if input.peek(LitStr) {
            return Ok(Next::Positional(input.parse::<LitStr>()?));
        }
        let ahead = input.fork();
        let is_option = Ident::parse_any(&ahead).is_ok()
            && (ahead.is_empty() || ahead.peek(Token![=]) && !ahead.peek(Token![==]));
        if !is_option {
            return Err(input.error(
                "a check is an SQL expression in quotes: use `#[check(\"position >= 0\")]`",
            ));
        }
        Ok(Next::Options)
    };
    let arguments = errors.handle(arguments(attribute, next))?;
    let before = errors.count();
    let options: CheckOptions =
        read_options("check", &arguments.options, &CheckOptions::KNOWN, errors)?;
    let is_sound = errors.count() == before;
    let mut expressions = arguments.positional.into_iter();
    let expression = expressions.next();
    if let Some(second) = expressions.next() {
        errors.at(second, "a check has one expression: use a `#[check]` each");
    }
    let anywhere = [&options.postgres, &options.sqlite, &options.mysql];
    if expression.is_none() && anywhere.iter().all(|text| text.is_none()) {
        if is_sound {
            errors.at(
                &attribute.meta,
                "`#[check]` needs an SQL expression: use `#[check(\"position >= 0\")]`",
            );
        }
        return None;
    }
    Some(Check {
        expression,
        options,
        place: attribute.meta.clone(),
    })
}
