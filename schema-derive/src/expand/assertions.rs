//! The rules between two models, as constants that the compiler evaluates: each is an error at the
//! place that it is about.

use super::option;
use super::relations::kind;
use crate::model::{DefaultValue, ForeignKey, Model, Relation};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// All assertions of a model.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let in_schema = expand_in_schema(model);
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| expand_foreign_key(model, position, key));
    let relations = model
        .relations
        .iter()
        .enumerate()
        .map(|(position, relation)| expand_relation(model, position, relation));
    let defaults = model
        .columns
        .iter()
        .filter_map(|column| match &column.default {
            Some(DefaultValue::Variant(variant)) => {
                let rust_type = &column.rust_type;
                Some(quote_spanned!(variant.span()=> const _: #rust_type = #variant;))
            }
            _ => None,
        });
    quote! {
        #in_schema
        #(#foreign_keys)*
        #(#relations)*
        #(#defaults)*
    }
}

/// Every model is listed in a `schema!`.
fn expand_in_schema(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    quote_spanned! {ident.span()=>
        const _: () = #core::__private::assert_in_schema::<#ident>();
    }
}

/// The referenced columns exist, are unique, have the types of the key, and may be referenced from
/// here.
fn expand_foreign_key(model: &Model, position: usize, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let place = located(key.target.span());
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
    let fields: Vec<String> = key
        .columns
        .iter()
        .map(|&column| model.columns[column].ident.unraw().to_string())
        .collect();
    let targets: Vec<String> = key
        .target_columns
        .iter()
        .map(|target| target.unraw().to_string())
        .collect();
    quote_spanned! {place=>
        const _: () = {
            use #core::__private::{DifferentTypes as _, NotInSchema as _};
            type Parent = <#ident as #core::__private::HasForeignKey<#position>>::Parent;
            #core::__private::check_foreign_key::<#ident, #position>(
                &[#(#fields),*],
                &[#(#targets),*],
                #core::__private::Types::<#key_type, <Parent as #core::Model>::Key>::SAME,
                #core::__private::MembershipOf::<#ident>::MEMBERSHIP,
                #core::__private::MembershipOf::<Parent>::MEMBERSHIP,
            )
        };
    }
}

/// A relation has exactly one foreign key behind it.
fn expand_relation(model: &Model, position: usize, relation: &Relation) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let place = located(relation.target.span());
    let kind = kind(core, relation);
    let name = relation.name.unraw().to_string();
    let via = relation.via.as_ref().map(|via| via.unraw().to_string());
    let via = option(via.as_deref());
    let to = relation.to.as_ref().map(|to| to.unraw().to_string());
    let to = option(to.as_deref());
    quote_spanned! {place=>
        const _: () =
            #core::__private::check_relation::<#ident, #position>(#name, #kind, #via, #to);
    }
}

/// The place of some tokens of the user's, without their hygiene.
fn located(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
