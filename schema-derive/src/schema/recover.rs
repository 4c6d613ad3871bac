//! What can be told of a schema that cannot be parsed: which models it speaks of. They are then not
//! said to be in no schema as well.

use super::{Domain, Schema};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::{Path, Visibility, parse_quote};

/// The schema with every model that the input names.
pub(crate) fn schema(input: TokenStream) -> Schema {
    let mut models = Models::default();
    models.read(input.clone());
    Schema {
        core: parse_quote!(::schema_core),
        attributes: Vec::new(),
        comment: String::new(),
        visibility: Visibility::Inherited,
        ident: struct_name(input).unwrap_or_else(|| Ident::new("__Schema", Span::mixed_site())),
        domains: vec![Domain {
            name: Ident::new("models", Span::mixed_site()),
            models: models.paths,
        }],
        external: Vec::new(),
        shared: Vec::new(),
        allow: Vec::new(),
    }
}

/// The identifier after `struct`.
fn struct_name(input: TokenStream) -> Option<Ident> {
    let mut tokens = input.into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if word == "struct"))?;
    match tokens.next() {
        Some(TokenTree::Ident(name)) => Some(name),
        _ => None,
    }
}

#[derive(Default)]
struct Models {
    paths: Vec<Path>,
    names: BTreeSet<String>,
}

impl Models {
    /// Takes up the paths between commas whose last segment is written as types are.
    fn read(&mut self, input: TokenStream) {
        let mut path = TokenStream::new();
        for token in input {
            match token {
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                    self.take(&mut path);
                    self.read(group.stream());
                }
                TokenTree::Punct(punct) if !":<>".contains(punct.as_char()) => self.take(&mut path),
                other => path.extend([other]),
            }
        }
        self.take(&mut path);
    }

    fn take(&mut self, tokens: &mut TokenStream) {
        let tokens = std::mem::take(tokens);
        let name = tokens.to_string();
        let Ok(path) = syn::parse2::<Path>(after_colon(tokens)) else {
            return;
        };
        let is_type = path.segments.last().is_some_and(|last| {
            last.arguments.is_none() && last.ident.to_string().starts_with(char::is_uppercase)
        });
        if is_type && self.names.insert(name) {
            self.paths.push(path);
        }
    }
}

/// `blog: User` and `blog = User` speak of `User`.
fn after_colon(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(_), TokenTree::Punct(colon), rest @ ..]
            if colon.as_char() == ':' && colon.spacing() == proc_macro2::Spacing::Alone =>
        {
            rest.iter().cloned().collect()
        }
        all => all.iter().cloned().collect(),
    }
}
