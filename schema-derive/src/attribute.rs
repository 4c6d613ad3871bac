//! What every attribute of ours has in common: positional arguments first, then options. The
//! options are read by darling; unknown and repeated ones are reported here, with a suggestion.

use crate::errors::Errors;
use crate::suggest::did_you_mean;
use darling::FromMeta;
use darling::ast::NestedMeta;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, Ident, Lit, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, Token, token};

/// The arguments of one attribute.
pub(crate) struct Arguments<P> {
    pub(crate) positional: Vec<P>,
    pub(crate) options: Vec<Meta>,
}

/// What the parser of positional arguments finds at the next position.
pub(crate) enum Next<P> {
    Positional(P),
    /// From here on there are options only.
    Options,
}

/// Splits the arguments of an attribute: `next` reads positional arguments until it says that the
/// options begin.
pub(crate) fn arguments<P>(
    attribute: &syn::Attribute,
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<P>>,
) -> syn::Result<Arguments<P>> {
    let tokens = match &attribute.meta {
        Meta::Path(_) => {
            return Ok(Arguments {
                positional: Vec::new(),
                options: Vec::new(),
            });
        }
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(pair) => {
            let name = attribute_name(attribute);
            let message =
                format!("`{name}` takes its arguments in parentheses: use `#[{name}(…)]`");
            return Err(syn::Error::new_spanned(pair, message));
        }
    };
    let parser = |input: ParseStream<'_>| {
        let mut arguments = Arguments {
            positional: Vec::new(),
            options: Vec::new(),
        };
        let mut in_options = false;
        while !input.is_empty() {
            if !in_options {
                match next(input)? {
                    Next::Positional(positional) => arguments.positional.push(positional),
                    Next::Options => in_options = true,
                }
            }
            if in_options {
                arguments.options.push(option(input)?);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(arguments)
    };
    parser.parse2(tokens)
}

/// One option: `name`, `name = value` or `name(…)`. Keywords are names as well (`where`, `enum`).
fn option(input: ParseStream<'_>) -> syn::Result<Meta> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected an option, `name = value`"));
    }
    let path = Path::from(Ident::parse_any(input)?);
    if input.peek(token::Paren) {
        let content;
        let paren_token = syn::parenthesized!(content in input);
        let delimiter = MacroDelimiter::Paren(paren_token);
        return Ok(Meta::List(MetaList {
            path,
            delimiter,
            tokens: content.parse()?,
        }));
    }
    if input.peek(Token![=]) {
        let eq_token = input.parse()?;
        if input.is_empty() || input.peek(Token![,]) {
            let name = path.get_ident().map_or_else(String::new, Ident::to_string);
            let message = format!("`{name}` needs a value: use `{name} = …`");
            return Err(syn::Error::new_spanned(path, message));
        }
        let value = input.parse()?;
        return Ok(Meta::NameValue(MetaNameValue {
            path,
            eq_token,
            value,
        }));
    }
    Ok(Meta::Path(path))
}

/// The name of an attribute: `references`.
pub(crate) fn attribute_name(attribute: &syn::Attribute) -> String {
    attribute
        .path()
        .get_ident()
        .map_or_else(String::new, Ident::to_string)
}

/// Reads options into a struct that derives `FromMeta`. Unknown and repeated options are reported
/// and left out, so that the others still count.
pub(crate) fn read_options<T: FromMeta>(
    attribute: &str,
    options: &[Meta],
    known: &[&str],
    errors: &Errors,
) -> Option<T> {
    let mut seen: Vec<String> = Vec::new();
    let mut accepted = Vec::new();
    for meta in options {
        let name = meta
            .path()
            .get_ident()
            .map_or_else(String::new, Ident::to_string);
        if !known.contains(&name.as_str()) {
            let hint = match elsewhere(attribute, &name) {
                Some(hint) => format!(": {hint}"),
                // `primary_key` is known to `#[column]` only to say where it belongs.
                None => did_you_mean(
                    &name,
                    known
                        .iter()
                        .copied()
                        .filter(|known| *known != "primary_key"),
                ),
            };
            errors.at(
                meta.path(),
                format!("unknown option `{name}` of `#[{attribute}]`{hint}"),
            );
        } else if seen.contains(&name) {
            errors.at(meta.path(), format!("`{name}` is given twice: remove one"));
        } else {
            seen.push(name);
            accepted.push(NestedMeta::Meta(meta.clone()));
        }
    }
    match T::from_list(&accepted) {
        Ok(options) => Some(options),
        Err(error) => {
            for error in error.flatten() {
                errors.push(plain(error));
            }
            None
        }
    }
}

/// The options of every attribute of this name: one `#[column]` may stand below another.
pub(crate) fn merged_options<T: FromMeta + Default>(
    name: &str,
    attributes: &[syn::Attribute],
    known: &[&str],
    errors: &Errors,
) -> T {
    let mut options = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
    {
        if let Some(arguments) = errors.handle(arguments(attribute, |_: ParseStream<'_>| {
            Ok(Next::<()>::Options)
        })) {
            options.extend(arguments.options);
        }
    }
    read_options(name, &options, known, errors).unwrap_or_default()
}

/// What one may mean by a word that is near to no option.
fn elsewhere(attribute: &str, word: &str) -> Option<&'static str> {
    match (attribute, word) {
        ("column" | "table", "name") => Some("did you mean `sql_name`"),
        ("column", "unique" | "index" | "references") => {
            Some("it is an attribute of its own, use it beside `#[column]`")
        }
        ("column", "nullable" | "null" | "optional") => {
            Some("the column of a field that is an `Option` can be NULL, make it one")
        }
        ("column", "not_null" | "required") => {
            Some("the column of a field that is no `Option` is NOT NULL, remove it")
        }
        ("column", "autoincrement" | "auto_increment" | "auto" | "serial") => {
            Some("did you mean `identity`")
        }
        ("column", "type" | "ty" | "column_type") => Some("did you mean `sql_type`"),
        ("column", "rename" | "column_name") => Some("did you mean `sql_name`"),
        ("column", "length" | "size" | "len") => Some("did you mean `max_length`"),
        ("table", "rename" | "table_name") => Some("did you mean `sql_name`"),
        ("column" | "table", "comment" | "description") => {
            Some("a documentation comment, `///`, becomes the comment")
        }
        ("index", "using") => Some("did you mean `method`"),
        ("unique", "where") => {
            Some("only an index has a condition, use `#[index(…, unique, where = \"…\")]`")
        }
        ("relation", "on_delete" | "on_update") => {
            Some("it belongs to the foreign key, use it in its `#[references]`")
        }
        ("references", "column" | "to" | "key") => {
            Some("the column stands after the model, as in `User(email)`")
        }
        ("relation", "foreign_key" | "key" | "column") => Some("did you mean `via`"),
        ("references", "columns") => Some("on a field the column is known, remove it"),
        ("check", "expression") => {
            Some("the expression stands first, use `#[check(\"position >= 0\")]`")
        }
        _ => None,
    }
}

/// A darling error with its message alone: darling appends the place in words, which the span says
/// already.
fn plain(error: darling::Error) -> syn::Error {
    error.into()
}

/// An option that takes a string: `name = "…"`.
#[derive(Clone, Debug)]
pub(crate) struct Text(pub(crate) syn::LitStr);

impl Text {
    pub(crate) fn value(&self) -> String {
        self.0.value()
    }
}

impl FromMeta for Text {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::NameValue(pair) = meta
            && let Expr::Lit(literal) = ungrouped(&pair.value)
            && let Lit::Str(text) = &literal.lit
        {
            if text.value().is_empty() {
                return Err(option_error(meta, "is empty: give it a text"));
            }
            return Ok(Text(text.clone()));
        }
        let name = option_name(meta);
        Err(option_error(
            meta,
            &format!("takes a string: use `{name} = \"…\"`"),
        ))
    }
}

/// An option that lists texts: `allow("missing-comment", "redundant-index")`.
#[derive(Clone, Debug)]
pub(crate) struct Texts(pub(crate) Vec<syn::LitStr>);

impl FromMeta for Texts {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let parser = syn::punctuated::Punctuated::<syn::LitStr, Token![,]>::parse_terminated;
        if let Meta::List(list) = meta
            && let Ok(texts) = parser.parse2(list.tokens.clone())
            && !texts.is_empty()
        {
            return Ok(Texts(texts.into_iter().collect()));
        }
        let name = option_name(meta);
        let message = format!("takes a list of strings: use `{name}(\"…\")`");
        Err(option_error(meta, &message))
    }
}

/// An option in a wrong place, whatever its value.
#[derive(Clone, Debug)]
pub(crate) struct Misplaced(pub(crate) Path);

impl FromMeta for Misplaced {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        Ok(Misplaced(meta.path().clone()))
    }
}

/// An option that is there or not: `unique`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flag(pub(crate) bool);

impl FromMeta for Flag {
    fn from_none() -> Option<Self> {
        Some(Flag(false))
    }

    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match meta {
            Meta::Path(_) => Ok(Flag(true)),
            Meta::NameValue(_) | Meta::List(_) => {
                let name = option_name(meta);
                Err(option_error(
                    meta,
                    &format!("takes no value: use `{name}` alone"),
                ))
            }
        }
    }
}

/// An option that names something of Rust: `via = author_id`, or the same in quotes.
#[derive(Clone, Debug)]
pub(crate) struct Name(pub(crate) Ident);

impl FromMeta for Name {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::NameValue(pair) = meta {
            match ungrouped(&pair.value) {
                Expr::Path(path) if path.qself.is_none() => {
                    if let Some(ident) = path.path.get_ident() {
                        return Ok(Name(ident.clone()));
                    }
                }
                Expr::Lit(literal) => {
                    if let Lit::Str(text) = &literal.lit
                        && let Ok(ident) = text.parse::<Ident>()
                    {
                        return Ok(Name(ident));
                    }
                }
                _ => {}
            }
        }
        let name = option_name(meta);
        Err(option_error(
            meta,
            &format!("takes a name: use `{name} = some_name`"),
        ))
    }
}

/// An option that names a type: `through = Member`, or the same in quotes.
#[derive(Clone, Debug)]
pub(crate) struct PathOption(pub(crate) Path);

impl FromMeta for PathOption {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::NameValue(pair) = meta {
            match ungrouped(&pair.value) {
                Expr::Path(path) if path.qself.is_none() => {
                    return Ok(PathOption(path.path.clone()));
                }
                Expr::Lit(literal) => {
                    if let Lit::Str(text) = &literal.lit
                        && let Ok(path) = text.parse::<Path>()
                    {
                        return Ok(PathOption(path));
                    }
                }
                _ => {}
            }
        }
        let name = option_name(meta);
        Err(option_error(
            meta,
            &format!("takes a path: use `{name} = some::Path`"),
        ))
    }
}

/// An option that lists names: `columns(tenant_id, order_id)`.
#[derive(Clone, Debug)]
pub(crate) struct Names(pub(crate) Vec<Ident>);

impl FromMeta for Names {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let name = option_name(meta);
        let message = format!("takes a list of columns: use `{name}(first, second)`");
        let Meta::List(list) = meta else {
            return Err(option_error(meta, &message));
        };
        let parser = syn::punctuated::Punctuated::<Ident, Token![,]>::parse_terminated;
        match parser.parse2(list.tokens.clone()) {
            Ok(names) if !names.is_empty() => Ok(Names(names.into_iter().collect())),
            Ok(_) | Err(_) => Err(option_error(meta, &message)),
        }
    }
}

/// SQL text, one for all databases or one each: `default = "now()"`,
/// `default(postgres = "…", sqlite = "…", mysql = "…")`.
#[derive(Clone, Debug, Default)]
pub(crate) struct DialectText {
    pub(crate) all: Option<Text>,
    pub(crate) postgres: Option<Text>,
    pub(crate) sqlite: Option<Text>,
    pub(crate) mysql: Option<Text>,
}

const DIALECTS: [&str; 3] = ["postgres", "sqlite", "mysql"];

impl DialectText {
    pub(crate) fn is_none(&self) -> bool {
        [&self.all, &self.postgres, &self.sqlite, &self.mysql]
            .iter()
            .all(|text| text.is_none())
    }
}

impl FromMeta for DialectText {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let Meta::List(list) = meta else {
            return Ok(DialectText {
                all: Some(Text::from_meta(meta)?),
                ..DialectText::default()
            });
        };
        let mut result = DialectText::default();
        for item in NestedMeta::parse_meta_list(list.tokens.clone())? {
            let NestedMeta::Meta(item) = item else {
                let name = option_name(meta);
                let message = format!(
                    "takes one string for each database: use `{name}(postgres = \"…\", sqlite = \"…\", mysql = \"…\")`"
                );
                return Err(option_error(meta, &message));
            };
            let dialect = option_name(&item);
            let slot = match dialect.as_str() {
                "postgres" => &mut result.postgres,
                "sqlite" => &mut result.sqlite,
                "mysql" => &mut result.mysql,
                _ => return Err(unknown_database(&dialect, item.path())),
            };
            *slot = Some(Text::from_meta(&item)?);
        }
        Ok(result)
    }
}

/// Some of the databases: `only(postgres, sqlite)`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Databases {
    pub(crate) postgres: bool,
    pub(crate) sqlite: bool,
    pub(crate) mysql: bool,
}

impl FromMeta for Databases {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let message = "takes a list of databases: use `only(postgres, sqlite)`";
        let Meta::List(list) = meta else {
            return Err(option_error(meta, message));
        };
        let parser = syn::punctuated::Punctuated::<Ident, Token![,]>::parse_terminated;
        let Ok(names) = parser.parse2(list.tokens.clone()) else {
            return Err(option_error(meta, message));
        };
        if names.is_empty() {
            return Err(option_error(meta, message));
        }
        let mut result = Databases::default();
        for name in names {
            let slot = match name.to_string().as_str() {
                "postgres" => &mut result.postgres,
                "sqlite" => &mut result.sqlite,
                "mysql" => &mut result.mysql,
                other => return Err(unknown_database(other, &name)),
            };
            *slot = true;
        }
        Ok(result)
    }
}

fn unknown_database(name: &str, place: &impl Spanned) -> darling::Error {
    let hint = did_you_mean(name, DIALECTS);
    darling::Error::custom(format!("unknown database `{name}`{hint}")).with_span(place)
}

/// The name of an option: `on_delete`.
pub(crate) fn option_name(meta: &Meta) -> String {
    meta.path()
        .get_ident()
        .map_or_else(String::new, Ident::to_string)
}

/// An error about the value of an option: `` `name` takes a string ``.
pub(crate) fn option_error(meta: &Meta, message: &str) -> darling::Error {
    darling::Error::custom(format!("`{}` {message}", option_name(meta))).with_span(meta)
}

/// The expression inside the invisible groups that `macro_rules!` fragments come in.
pub(crate) fn ungrouped(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}
