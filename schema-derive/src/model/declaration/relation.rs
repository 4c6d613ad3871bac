//! `#[relation(kind, name: Target, …)]`

use super::Relation;
use super::references::resolve_self;
use crate::attribute::{Next, arguments, read_options};
use crate::errors::Errors;
use crate::model::RelationKind;
use crate::model::attributes::RelationOptions;
use crate::suggest::did_you_mean;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, Path, Token};

/// A positional argument: `many`, or `steps: PlanStep`.
enum Word {
    Kind(Ident),
    Target(Ident, Path),
}

const USAGE: &str = "use `#[relation(many, children: Child)]`";

/// Reads one attribute.
pub(super) fn read(attribute: &Attribute, model: &Ident, errors: &Errors) -> Option<Relation> {
    let arguments = errors.handle(arguments(attribute, next))?;
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

fn next(input: ParseStream<'_>) -> syn::Result<Next<Word>> {
    let ahead = input.fork();
    if ahead.parse::<Ident>().is_err() {
        return Ok(Next::Options);
    }
    if ahead.peek(Token![:]) && !ahead.peek(Token![::]) {
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let target = Path::parse_mod_style(input)?;
        if input.peek(Token![<]) {
            let message = "a relation leads to a model, and its kind says how many: use the name of the model alone";
            return Err(syn::Error::new_spanned(target, message));
        }
        return Ok(Next::Positional(Word::Target(name, target)));
    }
    if ahead.is_empty() || ahead.peek(Token![,]) {
        return Ok(Next::Positional(Word::Kind(input.parse()?)));
    }
    Ok(Next::Options)
}

fn kind(attribute: &Attribute, word: Option<Word>, errors: &Errors) -> Option<RelationKind> {
    match word {
        Some(Word::Kind(word)) if word == "many" => return Some(RelationKind::Many),
        Some(Word::Kind(word)) if word == "one" => return Some(RelationKind::One),
        Some(Word::Kind(word)) => {
            let hint = did_you_mean(&word.to_string(), ["many", "one"]);
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
