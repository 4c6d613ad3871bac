//! The rules that can be told from the lists alone. A model that is listed twice is taken once, so
//! that it is one error and not one for each impl.

use super::{Domain, Schema, written};
use crate::errors::Errors;
use crate::suggest::did_you_mean;
use std::collections::BTreeMap;
use syn::Path;

/// The schema with every model at most once.
pub(crate) fn checked(mut schema: Schema, errors: &Errors) -> Schema {
    models_are_listed_once(&mut schema, errors);
    mentioned_models_are_listed(&schema, errors);
    exceptions_are_needed(&schema, errors);
    if !errors.is_empty() {
        list_shared(&mut schema);
    }
    if schema.models().next().is_none() {
        errors.at(
            &schema.ident,
            format!(
                "`{}` has no models: add a list, `domain: [Model]`",
                schema.ident
            ),
        );
    }
    schema
}

/// A model is in one domain, and not external at the same time.
fn models_are_listed_once(schema: &mut Schema, errors: &Errors) {
    let mut listed: BTreeMap<String, String> = BTreeMap::new();
    let mut first_time = |model: &Path, place: String| {
        let name = written(model);
        if let Some(other) = listed.get(&name) {
            let places = if *other == place {
                format!("twice in {place}")
            } else {
                format!("in {other} and in {place}")
            };
            errors.at(model, format!("`{name}` is listed {places}: remove one"));
            return false;
        }
        listed.insert(name, place);
        true
    };
    for domain in &mut schema.domains {
        let place = format!("`{}`", domain.name);
        domain
            .models
            .retain(|model| first_time(model, place.clone()));
    }
    schema
        .external
        .retain(|model| first_time(model, "`external`".to_owned()));
}

/// An entry of `allow` lets something pass that nothing else does.
fn exceptions_are_needed(schema: &Schema, errors: &Errors) {
    let domain_of = |model: &Path| {
        schema.domains.iter().find(|domain| {
            domain
                .models
                .iter()
                .any(|listed| written(listed) == written(model))
        })
    };
    let mut seen: Vec<(String, String)> = Vec::new();
    for allowed in &schema.allow {
        let (from, to) = (written(&allowed.from), written(&allowed.to));
        let domains = (domain_of(&allowed.from), domain_of(&allowed.to));
        let reason = if seen.contains(&(from.clone(), to.clone())) {
            Some("is allowed twice".to_owned())
        } else if schema.shared.iter().any(|shared| written(shared) == to) {
            Some(format!("needs no permission, since `{to}` is in `shared`"))
        } else {
            match domains {
                (Some(own), Some(other)) if own.name == other.name => Some(format!(
                    "needs no permission, since both are in `{}`",
                    own.name
                )),
                _ => None,
            }
        };
        if let Some(reason) = reason {
            errors.at(
                &allowed.from,
                format!("`{from} -> {to}` {reason}: remove the entry"),
            );
        }
        seen.push((from, to));
    }
}

/// After a mistake, a model that is shared and in no domain is listed all the same: it is not said to
/// be in no schema as well.
fn list_shared(schema: &mut Schema) {
    let listed: Vec<String> = schema
        .models()
        .chain(&schema.external)
        .map(written)
        .collect();
    let missing = schema
        .shared
        .iter()
        .filter(|model| {
            let hint = did_you_mean(&written(model), listed.iter().map(String::as_str));
            !listed.contains(&written(model)) && !hint.starts_with(": did you mean")
        })
        .cloned()
        .collect();
    schema.domains.push(Domain {
        name: schema.ident.clone(),
        models: missing,
    });
}

/// `shared` and `allow` speak of models that are listed.
fn mentioned_models_are_listed(schema: &Schema, errors: &Errors) {
    let domains: Vec<String> = schema.models().map(written).collect();
    let external: Vec<String> = schema.external.iter().map(written).collect();
    let mentioned = |model: &Path, known: &[&String]| {
        let name = written(model);
        if !known.contains(&&name) {
            let hint = did_you_mean(&name, known.iter().map(|known| known.as_str()));
            let hint = if hint.starts_with(": did you mean") {
                hint
            } else {
                ": add it to the list of its domain".to_owned()
            };
            errors.at(
                model,
                format!("`{name}` is in no domain of this schema{hint}"),
            );
        }
    };
    let own: Vec<&String> = domains.iter().collect();
    let all: Vec<&String> = domains.iter().chain(&external).collect();
    for model in &schema.shared {
        mentioned(model, &own);
    }
    for allowed in &schema.allow {
        mentioned(&allowed.from, &own);
        mentioned(&allowed.to, &all);
    }
}
