//! The positional arguments of `#[index(…)]`: columns and expressions.

use super::attributes::IndexColumnOptions;
use crate::attribute::{Next, read_options};
use crate::errors::Errors;
use crate::suggest::{did_you_mean, nearest};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Meta, Token, token};

/// A column or an expression of an index, as written.
pub(crate) struct IndexItem {
    pub(crate) key: ItemKey,
    pub(crate) direction: Direction,
    pub(crate) options: Vec<Meta>,
}

pub(crate) enum ItemKey {
    Column(Ident),
    Expression(LitStr),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Ascending,
    Descending,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nulls {
    First,
    Last,
}

/// The words that are options of the whole index when they stand alone.
pub(crate) const FLAGS: [&str; 2] = ["unique", "nulls_not_distinct"];

/// The options of the whole index that take a list.
const LISTS: [&str; 2] = ["include", "only"];

/// What `word(…)` was to be: a direction that is misspelt, or an expression without its quotes.
fn no_item(word: &Ident, after: ParseStream<'_>) -> syn::Error {
    if word == "columns" {
        let message = "the columns stand alone: use `#[index(first, second)]`";
        return syn::Error::new(word.span(), message);
    }
    let message = match nearest(&word.to_string(), &["desc", "asc", "include", "only"]) {
        Some(near) => format!("`{word}(…)` is no part of an index: did you mean `{near}(…)`"),
        None => {
            let arguments = after.parse::<TokenStream>().unwrap_or_default();
            let arguments = arguments.into_iter().next().map(|group| group.to_string());
            let arguments = arguments.unwrap_or_default();
            format!("an expression stands in quotes: use `\"{word}{arguments}\"`")
        }
    };
    syn::Error::new(word.span(), message)
}

/// Reads `column`, `"expression"`, `asc(…)` or `desc(…)`; anything else begins the options.
pub(crate) fn next(input: ParseStream<'_>) -> syn::Result<Next<IndexItem>> {
    if input.peek(LitStr) {
        let key = ItemKey::Expression(input.parse()?);
        return Ok(Next::Positional(IndexItem::ascending(key)));
    }
    let ahead = input.fork();
    let Ok(word) = Ident::parse_any(&ahead) else {
        return Ok(Next::Options);
    };
    if ahead.peek(token::Paren) && (word == "asc" || word == "desc") {
        input.call(Ident::parse_any)?;
        return ordered(input, word == "desc").map(Next::Positional);
    }
    if ahead.peek(token::Paren) && !LISTS.contains(&word.to_string().as_str()) {
        return Err(no_item(&word, &ahead));
    }
    let stands_alone = ahead.is_empty() || ahead.peek(Token![,]);
    if stands_alone && (word == "desc" || word == "asc") {
        let message = format!("the direction stands around its column: use `{word}(column)`");
        return Err(syn::Error::new(word.span(), message));
    }
    if let Ok(direction) = Ident::parse_any(&ahead)
        && (direction == "desc" || direction == "asc")
    {
        let message = format!("the direction stands around its column: use `{direction}({word})`");
        return Err(syn::Error::new(direction.span(), message));
    }
    if stands_alone && !FLAGS.contains(&word.to_string().as_str()) {
        let key = ItemKey::Column(input.parse()?);
        return Ok(Next::Positional(IndexItem::ascending(key)));
    }
    Ok(Next::Options)
}

fn ordered(input: ParseStream<'_>, descending: bool) -> syn::Result<IndexItem> {
    let content;
    syn::parenthesized!(content in input);
    let key = if content.peek(LitStr) {
        ItemKey::Expression(content.parse()?)
    } else {
        ItemKey::Column(content.parse()?)
    };
    let mut options = Vec::new();
    if !content.is_empty() {
        content.parse::<Token![,]>()?;
        options = Punctuated::<Meta, Token![,]>::parse_terminated(&content)?
            .into_iter()
            .collect();
    }
    let direction = if descending {
        Direction::Descending
    } else {
        Direction::Ascending
    };
    Ok(IndexItem {
        key,
        direction,
        options,
    })
}

impl IndexItem {
    fn ascending(key: ItemKey) -> IndexItem {
        IndexItem {
            key,
            direction: Direction::Ascending,
            options: Vec::new(),
        }
    }

    /// The options of the column, with mistakes reported.
    pub(crate) fn column_options(&self, errors: &Errors) -> IndexColumnOptions {
        read_options("index", &self.options, &IndexColumnOptions::KNOWN, errors).unwrap_or_default()
    }
}

impl ToTokens for ItemKey {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            ItemKey::Column(column) => column.to_tokens(tokens),
            ItemKey::Expression(expression) => expression.to_tokens(tokens),
        }
    }
}

/// Reads `nulls = "first"`.
pub(crate) fn nulls_order(text: &crate::attribute::Text, errors: &Errors) -> Option<Nulls> {
    match text.value().as_str() {
        "first" => Some(Nulls::First),
        "last" => Some(Nulls::Last),
        other => {
            let hint = did_you_mean(other, ["first", "last"]);
            errors.at(&text.0, format!("unknown place for NULLs `{other}`{hint}"));
            None
        }
    }
}

/// A list of columns and nothing else: the arguments of `#[unique(…)]`.
pub(crate) fn next_column(input: ParseStream<'_>) -> syn::Result<Next<Ident>> {
    let ahead = input.fork();
    let Ok(word) = ahead.parse::<Ident>() else {
        return Ok(Next::Options);
    };
    let stands_alone = ahead.is_empty() || ahead.peek(Token![,]);
    let flag = word == "deferrable" || FLAGS.contains(&word.to_string().as_str());
    if stands_alone && !flag {
        return Ok(Next::Positional(Ident::parse(input)?));
    }
    Ok(Next::Options)
}
