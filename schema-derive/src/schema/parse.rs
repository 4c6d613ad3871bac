//! From tokens to the schema.

use super::{Allowed, Domain, Schema};
use crate::attribute::{Next, PathOption, arguments, read_options};
use crate::errors::Errors;
use crate::model::docs;
use crate::suggest::nearest;
use darling::FromMeta;
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Path, PathArguments, Token, Visibility, parse_quote};

#[derive(FromMeta, Default)]
#[darling(default)]
struct SchemaOptions {
    #[darling(rename = "crate")]
    krate: Option<PathOption>,
}

const USAGE: &str = "use `schema! { pub struct Name; domain: [Model, Other], }`";

/// Parses the input. What can be understood all the same is reported; the rest is the error.
pub(crate) fn parse(input: TokenStream, errors: &Errors) -> syn::Result<Schema> {
    let parser = |input: ParseStream<'_>| schema(input, errors);
    parser.parse2(input)
}

fn schema(input: ParseStream<'_>, errors: &Errors) -> syn::Result<Schema> {
    let attributes = Attribute::parse_outer(input)?;
    let visibility: Visibility = input.parse()?;
    if !input.peek(Token![struct]) {
        return Err(input.error(format!("a schema begins with its struct: {USAGE}")));
    }
    input.parse::<Token![struct]>()?;
    let ident: Ident = input.parse()?;
    if !input.peek(Token![;]) {
        return Err(input.error(format!("expected `;` after `struct {ident}`: {USAGE}")));
    }
    input.parse::<Token![;]>()?;
    let (own, attributes): (Vec<Attribute>, Vec<Attribute>) = attributes
        .into_iter()
        .partition(|attribute| attribute.path().is_ident("schema"));
    let mut schema = Schema {
        core: core_path(&own, errors),
        comment: docs(&attributes).text,
        attributes,
        visibility,
        ident,
        domains: Vec::new(),
        external: Vec::new(),
        shared: Vec::new(),
        allow: Vec::new(),
    };
    while !input.is_empty() {
        section(input, &mut schema, errors)?;
        if !input.is_empty() && !input.peek(Token![,]) {
            return Err(input.error("expected `,` after the list before"));
        }
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(schema)
}

fn core_path(attributes: &[Attribute], errors: &Errors) -> Path {
    for attribute in attributes {
        let next = |_: ParseStream<'_>| Ok(Next::<()>::Options);
        let Some(arguments) = errors.handle(arguments(attribute, next)) else {
            continue;
        };
        let options: Option<SchemaOptions> =
            read_options("schema", &arguments.options, &["crate"], errors);
        if let Some(PathOption(path)) = options.and_then(|options| options.krate) {
            return path;
        }
    }
    parse_quote!(::schema_core)
}

/// The lists that are no domains.
const SPECIAL: [&str; 3] = ["allow", "external", "shared"];

/// `name: [Model, …]`, `shared: […]`, `external: […]` or `allow: [From -> To, …]`.
fn section(input: ParseStream<'_>, schema: &mut Schema, errors: &Errors) -> syn::Result<()> {
    let name = input.call(Ident::parse_any)?;
    if !input.peek(Token![:]) {
        return Err(input.error(format!(
            "expected `:` and a list of models after `{name}`: {USAGE}"
        )));
    }
    input.parse::<Token![:]>()?;
    if !input.peek(syn::token::Bracket) {
        return Err(input.error(format!(
            "expected a list of models: use `{name}: [Model, Other]`"
        )));
    }
    let content;
    syn::bracketed!(content in input);
    let word = name.to_string();
    if !SPECIAL.contains(&word.as_str())
        && let Some(meant) = nearest(&word, &SPECIAL)
    {
        return Err(syn::Error::new(
            name.span(),
            format!("`{word}` is near to `{meant}`: did you mean that? Call a domain otherwise"),
        ));
    }
    match name.to_string().as_str() {
        "allow" => {
            let allowed = content.parse_terminated(allowed, Token![,])?;
            schema.allow.extend(allowed);
        }
        "shared" => schema.shared.extend(models(&content, errors)?),
        "external" => schema.external.extend(models(&content, errors)?),
        _ => {
            let models = models(&content, errors)?;
            if let Some(domain) = schema.domains.iter_mut().find(|domain| domain.name == name) {
                errors.at(
                    &name,
                    format!("the domain `{name}` is there twice: put its models into one list"),
                );
                domain.models.extend(models);
            } else {
                schema.domains.push(Domain { name, models });
            }
        }
    }
    Ok(())
}

fn models(content: ParseStream<'_>, errors: &Errors) -> syn::Result<Vec<Path>> {
    let paths = Punctuated::<Path, Token![,]>::parse_terminated(content)?;
    let without_parameters = |mut path: Path| {
        let written = super::written(&path);
        let has_parameters = path
            .segments
            .iter()
            .any(|segment| !segment.arguments.is_none());
        for segment in &mut path.segments {
            segment.arguments = PathArguments::None;
        }
        if has_parameters {
            let name = super::written(&path);
            errors.at(
                &path,
                format!("`{written}` has parameters, and a model has none: use `{name}`"),
            );
        }
        path
    };
    Ok(paths.into_iter().map(without_parameters).collect())
}

fn allowed(input: ParseStream<'_>) -> syn::Result<Allowed> {
    let from = input.call(Path::parse_mod_style)?;
    if !input.peek(Token![->]) {
        let written = super::written(&from);
        let message = format!("expected a reference: use `{written} -> Other`");
        return Err(syn::Error::new_spanned(from, message));
    }
    input.parse::<Token![->]>()?;
    Ok(Allowed {
        from,
        to: input.call(Path::parse_mod_style)?,
    })
}
