//! What we share with Diesel's derives. They report mistakes in their own attributes.

use super::{Declaration, Field};
use crate::errors::Errors;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Token, TypePath, token};

/// Reads `#[diesel(…)]` on a struct.
pub(super) fn read_struct(attribute: &Attribute, declaration: &mut Declaration, errors: &Errors) {
    let Ok(items) =
        attribute.parse_args_with(Punctuated::<DieselItem, Token![,]>::parse_terminated)
    else {
        return;
    };
    for item in items {
        match item.name.to_string().as_str() {
            "table_name" => match item.ident() {
                Some(table_name) => declaration.table_name = Some(table_name),
                None => errors.at(
                    &item.value,
                    "the table is made beside the struct: use a plain name, `#[diesel(table_name = name)]`",
                ),
            },
            "primary_key" => {
                if item.value.is_empty() {
                    errors.at(
                        &item.name,
                        "the primary key has no columns: name them, `#[diesel(primary_key(id))]`",
                    );
                }
                declaration.primary_key = Some(item.idents());
            }
            _ => {}
        }
    }
}

/// Reads `#[diesel(…)]` on a field.
pub(super) fn read_field(attribute: &Attribute, field: &mut Field, errors: &Errors) {
    let Ok(items) =
        attribute.parse_args_with(Punctuated::<DieselItem, Token![,]>::parse_terminated)
    else {
        return;
    };
    for item in items {
        match item.name.to_string().as_str() {
            "column_name" => match item.ident() {
                Some(column_name) => field.column_name = Some(column_name),
                None => errors.at(
                    &item.value,
                    "a column is called by a plain name: use `#[diesel(column_name = name)]`, and `#[column(sql_name = \"…\")]` for what is no Rust name",
                ),
            },
            "sql_type" => {
                if let Ok(sql_type) = syn::parse2(item.value.clone()) {
                    field.sql_type = Some(sql_type);
                }
            }
            "skip_insertion" => field.skips_insertion = true,
            "embed" => field.embed = Some(item.name.clone().into()),
            _ => {}
        }
    }
}

/// One item of `#[diesel(…)]`: `name`, `name = value` or `name(…)`.
struct DieselItem {
    name: Ident,
    value: proc_macro2::TokenStream,
}

impl DieselItem {
    /// The value as an identifier; Diesel takes it in quotes as well.
    fn ident(&self) -> Option<Ident> {
        if let Ok(text) = syn::parse2::<LitStr>(self.value.clone()) {
            return text.parse().ok();
        }
        syn::parse2(self.value.clone()).ok()
    }

    fn idents(&self) -> Vec<Ident> {
        let parser = Punctuated::<Ident, Token![,]>::parse_terminated;
        syn::parse::Parser::parse2(parser, self.value.clone())
            .map(|idents| idents.into_iter().collect())
            .unwrap_or_default()
    }
}

impl syn::parse::Parse for DieselItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let mut value = proc_macro2::TokenStream::new();
        if input.peek(token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            value = content.parse()?;
        } else if input.parse::<Option<Token![=]>>()?.is_some() {
            if name == "sql_type" {
                value = input.parse::<TypePath>()?.into_token_stream();
            }
            while !input.is_empty() && !input.peek(Token![,]) {
                value.extend([input.parse::<proc_macro2::TokenTree>()?]);
            }
        }
        Ok(DieselItem { name, value })
    }
}
