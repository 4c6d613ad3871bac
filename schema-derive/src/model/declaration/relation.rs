//! `#[relation(kind, name: Target, …)]`

use super::Relation;
use super::references::resolve_self;
use crate::attribute::{Next, arguments, read_options};
use crate::errors::Errors;
use crate::expand::path_text;
use crate::model::RelationKind;
use crate::model::attributes::RelationOptions;
use crate::suggest::{did_you_mean, nearest};
use std::cell::Cell;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, Path, Token, token};

/// A positional argument: `many`, or `steps: PlanStep`.
enum Word {
    Kind(Ident),
    Target(Ident, Path),
}

const USAGE: &str = "use `#[relation(many, children: Child)]`";

/// Reads one attribute.
pub(super) fn read(attribute: &Attribute, model: &Ident, errors: &Errors) -> Option<Relation> {
    let is_named = Cell::new(false);
    let arguments = errors.handle(arguments(attribute, |input: ParseStream<'_>| {
        next(input, &is_named)
    }))?;
    let options = read_options(
        "relation",
        &arguments.options,
        &RelationOptions::KNOWN,
        errors,
    )?;
    let mut words = arguments.positional.into_iter();
    let kind = kind(attribute, words.next(), errors)?;
    let (name, target) = match words.next() {
        Some(Word::Target(name, target)) => (name, target),
        Some(Word::Kind(word)) => {
            errors.at(
                &word,
                format!("the relation needs a name and a model: {USAGE}"),
            );
            return None;
        }
        None => {
            errors.at(
                &attribute.meta,
                format!("the relation needs a name and a model: {USAGE}"),
            );
            return None;
        }
    };
    if let Some(Word::Kind(word) | Word::Target(word, _)) = words.next() {
        let hint = did_you_mean(&word.to_string(), RelationOptions::KNOWN);
        errors.at(
            &word,
            format!("unknown option `{word}` of `#[relation]`{hint}"),
        );
    }
    Some(Relation {
        kind,
        name,
        target: resolve_self(target, model),
        options,
    })
}

/// Reads a positional argument. `is_named` says whether the name of the relation was read.
fn next(input: ParseStream<'_>, is_named: &Cell<bool>) -> syn::Result<Next<Word>> {
    let ahead = input.fork();
    let Ok(name) = ahead.parse::<Ident>() else {
        return Ok(Next::Options);
    };
    if ahead.peek(Token![:]) && !ahead.peek(Token![::]) {
        is_named.set(true);
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let target = Path::parse_mod_style(input)?;
        if input.peek(Token![<]) {
            let message = "a relation leads to a model, and its kind says how many: use the name of the model alone";
            return Err(syn::Error::new_spanned(target, message));
        }
        return Ok(Next::Positional(Word::Target(name, target)));
    }
    if ahead.peek(token::Paren) && (name == "many" || name == "one") {
        let message = format!("the kind stands beside the relation: use `{name}, children: Child`");
        return Err(syn::Error::new(name.span(), message));
    }
    if !is_named.get()
        && ahead.peek(Token![=])
        && !RelationOptions::KNOWN.contains(&name.to_string().as_str())
    {
        return Err(not_an_option(&name, &ahead));
    }
    if ahead.is_empty() || ahead.peek(Token![,]) {
        return Ok(Next::Positional(Word::Kind(input.parse()?)));
    }
    Ok(Next::Options)
}

/// `children = Child` in place of `children: Child`, or a misspelt option.
fn not_an_option(name: &Ident, after: ParseStream<'_>) -> syn::Error {
    let hint = match nearest(&name.to_string(), &RelationOptions::KNOWN) {
        Some(near) => format!("did you mean `{near}`"),
        None => {
            let model = after
                .parse::<Token![=]>()
                .and_then(|_| Path::parse_mod_style(after))
                .map_or_else(|_| "Child".to_owned(), |path| path_text(&path));
            format!("if it is the name of the relation, use `{name}: {model}`")
        }
    };
    syn::Error::new(
        name.span(),
        format!("unknown option `{name}` of `#[relation]`: {hint}"),
    )
}

fn kind(attribute: &Attribute, word: Option<Word>, errors: &Errors) -> Option<RelationKind> {
    match word {
        Some(Word::Kind(word)) if word == "many" => return Some(RelationKind::Many),
        Some(Word::Kind(word)) if word == "one" => return Some(RelationKind::One),
        Some(Word::Kind(word)) => {
            let hint = match word.to_string().as_str() {
                "has_many" => ": did you mean `many`".to_owned(),
                "has_one" => ": did you mean `one`".to_owned(),
                "belongs_to" => {
                    ": it comes with `#[references]` on the field that holds the key".to_owned()
                }
                other => did_you_mean(other, ["many", "one"]),
            };
            errors.at(&word, format!("unknown kind of relation `{word}`{hint}"));
        }
        Some(Word::Target(name, _)) => {
            errors.at(
                &name,
                format!("the kind of the relation is missing: {USAGE} or `one`"),
            );
        }
        None => {
            let message = format!("a relation needs a kind, a name and a model: {USAGE}");
            errors.at(&attribute.meta, message);
        }
    }
    None
}
