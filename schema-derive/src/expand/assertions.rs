//! The rules between two models, as constants that the compiler evaluates: each is an error at the
//! place that it is about.

use super::relations::{tables, written};
use crate::model::{Column, ForeignKey, Model, Relation};
use crate::naming::source_text;
use crate::sql_type::Custom;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Path;
use syn::ext::IdentExt;

/// All assertions of a model.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let listed = expand_listed(model);
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| expand_foreign_key(model, position, key));
    let columns = model
        .columns
        .iter()
        .map(|column| expand_column(model, column));
    quote! {
        #listed
        #(#foreign_keys)*
        #(#columns)*
    }
}

/// A constant that the compiler evaluates. The checks stand at the user's tokens; the constant
/// around them does not, or the compiler would offer to change it.
fn constant(model: &Model, probe: &str, place: &impl ToTokens, checks: TokenStream) -> TokenStream {
    let core = &model.core;
    let probe = format_ident!("{probe}");
    let checks = at(place, checks);
    quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #core::__private::#probe as _;
            #checks
        };
    }
}

/// Every model is listed in a `schema!`.
fn expand_listed(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let name = ident.unraw().to_string();
    let checks = quote! {
        #core::__private::check_listed(#name, #core::__private::MembershipOf::<#ident>::MEMBERSHIP)
    };
    constant(model, "NotInSchema", ident, checks)
}

/// What a key references is a model; the referenced columns exist, are unique, have the types of
/// the key, and may be referenced from here.
fn expand_foreign_key(model: &Model, position: usize, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let parent = &key.target;
    let parent_name = path_text(&key.target);
    let types = key
        .columns
        .iter()
        .map(|&column| &model.columns[column].rust_type);
    let key_type = match key.columns.as_slice() {
        [single] => {
            let rust_type = &model.columns[*single].rust_type;
            quote!(#rust_type)
        }
        _ => quote!((#(#types,)*)),
    };
    let names_columns = !key.target_columns.is_empty();
    let checks = quote! {
        {
            #[allow(unused_imports)]
            use #core::__private::{NotInSchema as _, OtherKey as _};
            #core::__private::check_foreign_key(
                <#ident as #core::Model>::TABLE,
                #core::__private::WrittenKey {
                    parent: #parent_name,
                    position: #position,
                    names_columns: #names_columns,
                    has_key_type: #core::__private::KeyOf::<#key_type, #parent>::SAME,
                },
                #core::__private::ModelOf::<#parent>::TABLE,
                #core::__private::MembershipOf::<#ident>::MEMBERSHIP,
                #core::__private::MembershipOf::<#parent>::MEMBERSHIP,
            )
        }
    };
    constant(model, "NotAModel", &key.target, checks)
}

/// A relation leads to models and has exactly one foreign key behind it: a constant that tells which
/// one.
pub(super) fn expand_relation(model: &Model, relation: &Relation, name: &Ident) -> TokenStream {
    let core = &model.core;
    let relation_tables = tables(model, relation);
    let written = written(model, relation);
    let target = path_text(&relation.target);
    let holder = relation
        .through
        .as_ref()
        .map_or_else(|| target.clone(), path_text);
    let check = quote! {
        #core::__private::check_relation(&#written, (#target, #holder), #relation_tables)
    };
    let check = match (&relation.via, &relation.through) {
        (Some(via), _) => at(via, check),
        (None, Some(junction)) => at(junction, check),
        (None, None) => at(&relation.target, check),
    };
    quote! {
        const #name: #core::__private::RelationKeys = {
            #[allow(unused_imports)]
            use #core::__private::NotAModel as _;
            #check
        };
    }
}

/// A type of the user's own has a name in the database.
fn expand_column(model: &Model, column: &Column) -> TokenStream {
    let core = &model.core;
    let custom = column
        .sql_type
        .custom()
        .filter(|_| column.sql_type_name.is_none());
    let column_type = custom.map(|custom| {
        // Whether an enum is one, its alias says.
        let Custom::Type(path) = custom else {
            return TokenStream::new();
        };
        let name = path_text(&path.path);
        let check = quote! {
            #core::__private::check_column_type(
                #name,
                #core::__private::ColumnTypeOf::<#path>::KNOWN,
            )
        };
        constant(model, "UndefinedColumnType", path, check)
    });
    quote!(#column_type)
}

/// A path as one writes it.
pub(crate) fn path_text(path: &Path) -> String {
    source_text(path)
}

/// The tokens, moved to a place of the user's, so that the compiler points there: from the first to
/// the last token of `place`.
pub(crate) fn at(place: &impl ToTokens, tokens: TokenStream) -> TokenStream {
    let mut spans = place
        .to_token_stream()
        .into_iter()
        .map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::mixed_site);
    let end = spans.last().unwrap_or(start);
    moved(start, end, tokens)
}

/// Groups go to the end: an expression that ends with one then reaches from `start` to `end`.
fn moved(start: Span, end: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => {
                let stream = moved(start, end, group.stream());
                let mut group = Group::new(group.delimiter(), stream);
                group.set_span(end);
                TokenTree::Group(group)
            }
            mut token => {
                token.set_span(start);
                token
            }
        })
        .collect()
}
