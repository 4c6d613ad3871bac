//! `#[references(Target(columns), …)]`

use super::References;
use crate::attribute::{Next, arguments, read_options};
use crate::errors::Errors;
use crate::naming::source_text;
use crate::suggest::did_you_mean;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Path, Token, token};

/// The actions that are one word.
const ACTION_WORDS: [&str; 2] = ["cascade", "restrict"];

struct Target {
    path: Path,
    columns: Vec<Ident>,
}

/// Reads one attribute; `known` are the options that it takes where it stands.
pub(super) fn read(
    attribute: &Attribute,
    known: &[&str],
    model: &Ident,
    errors: &Errors,
) -> Option<References> {
    let next = |input: ParseStream<'_>| next(input, known);
    let arguments = errors.handle(arguments(attribute, next))?;
    let before = errors.count();
    let options = read_options("references", &arguments.options, known, errors);
    let is_sound = errors.count() == before;
    let mut targets = arguments.positional.into_iter();
    let Some(target) = targets.next() else {
        errors.at(
            &attribute.meta,
            "`#[references]` needs the model that the key references: use `#[references(Model)]`",
        );
        return None;
    };
    if let Some(second) = targets.next() {
        second_target(&second.path, known, errors);
    }
    Some(References {
        target: resolve_self(target.path, model),
        target_columns: target.columns,
        options: options.unwrap_or_default(),
        is_sound,
        place: attribute.meta.clone(),
    })
}

/// `User::id` and `User.id` mean `User(id)`.
fn column_stands_in_parentheses(path: &Path, input: ParseStream<'_>) -> syn::Result<()> {
    let name = |ident: &Ident| ident.unraw().to_string();
    let is_model = |ident: &Ident| name(ident).starts_with(char::is_uppercase);
    let mut segments = path.segments.iter().rev().map(|segment| &segment.ident);
    let last = segments.next();
    if let (Some(column), Some(model)) = (last, segments.next())
        && !is_model(column)
        && is_model(model)
    {
        let message = format!("the column stands in parentheses: use `{model}({column})`");
        return Err(syn::Error::new_spanned(path, message));
    }
    if let (true, Some(model)) = (input.peek(Token![.]), last) {
        let message = format!("the column stands in parentheses: use `{model}(…)`");
        return Err(syn::Error::new_spanned(path, message));
    }
    Ok(())
}

fn next(input: ParseStream<'_>, known: &[&str]) -> syn::Result<Next<Target>> {
    let ahead = input.fork();
    let is_option = Ident::parse_any(&ahead)
        .is_ok_and(|word| ahead.peek(Token![=]) || known.contains(&word.to_string().as_str()));
    if is_option {
        return Ok(Next::Options);
    }
    if let Ok(text) = ahead_of(input).parse::<LitStr>() {
        let message = match text.parse::<Path>() {
            Ok(path) => {
                let path = source_text(&path);
                format!("the model stands without quotes: use `#[references({path})]`")
            }
            Err(_) => "a foreign key references a model: use `#[references(Model)]`".to_owned(),
        };
        return Err(syn::Error::new_spanned(text, message));
    }
    let path: Path = Path::parse_mod_style(input)?;
    column_stands_in_parentheses(&path, input)?;
    let mut columns = Vec::new();
    if input.peek(token::Paren) {
        let content;
        syn::parenthesized!(content in input);
        columns = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?
            .into_iter()
            .collect();
    }
    Ok(Next::Positional(Target { path, columns }))
}

fn ahead_of(input: ParseStream<'_>) -> syn::parse::ParseBuffer<'_> {
    input.fork()
}

fn second_target(path: &Path, known: &[&str], errors: &Errors) {
    let is_model = |word: &&Ident| word.to_string().starts_with(char::is_uppercase);
    let message = match path.get_ident() {
        Some(action) if ACTION_WORDS.contains(&action.to_string().as_str()) => {
            format!("`{action}` is an action: use `on_delete = \"{action}\"`")
        }
        Some(word) if !is_model(&word) => {
            let hint = did_you_mean(&word.to_string(), known.iter().copied());
            format!("unknown option `{word}` of `#[references]`{hint}")
        }
        _ => "a foreign key references one model: remove this, or use a `#[references]` each"
            .to_owned(),
    };
    errors.at(path, message);
}

/// `Self` is the model itself: generated code stands outside of any impl.
pub(super) fn resolve_self(path: Path, model: &Ident) -> Path {
    if !path.is_ident("Self") {
        return path;
    }
    let mut named = model.clone();
    named.set_span(path.segments[0].ident.span());
    named.into()
}
