//! The schema struct, its definition, the membership of its models, and the rules over all of them.

use super::Schema;
use crate::expand::at;
use crate::id::Id;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;
use syn::ext::IdentExt;

/// Everything that `schema!` emits.
pub(crate) fn schema(schema: &Schema, id: Id, sound: bool) -> TokenStream {
    let attributes = &schema.attributes;
    let visibility = &schema.visibility;
    let ident = &schema.ident;
    let definition = expand_definition(schema);
    let members = expand_members(schema, id);
    let assertions = sound.then(|| expand_assertions(schema));
    quote! {
        #(#attributes)*
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
        #visibility struct #ident;
        #definition
        #members
        #assertions
    }
}

fn expand_definition(schema: &Schema) -> TokenStream {
    let core = &schema.core;
    let ident = &schema.ident;
    let name = ident.unraw().to_string();
    let comment = &schema.comment;
    let domains = schema.domains.iter().map(|domain| {
        let name = domain.name.unraw().to_string();
        let tables = domain
            .models
            .iter()
            .map(|model| quote!(<#model as #core::Model>::TABLE));
        let relations = domain
            .models
            .iter()
            .map(|model| quote!(<#model as #core::Model>::RELATIONS));
        quote! {
            #core::definition::Domain {
                name: #name,
                tables: &[#(#tables),*],
                relations: &[#(#relations),*],
            }
        }
    });
    let external = schema
        .external
        .iter()
        .map(|model| quote!(<#model as #core::Model>::TABLE));
    let (shared, allow) = expand_exceptions(schema);
    let clashes = expand_clashes(schema);
    quote! {
        #[automatically_derived]
        impl #core::Schema for #ident {
            const SCHEMA: &'static #core::definition::Schema = &#core::definition::Schema {
                name: #name,
                comment: #comment,
                domains: &[#(#domains),*],
                external: &[#(#external),*],
                shared: #shared,
                allow: #allow,
            };
            #clashes
        }
    }
}

/// The models are in the schema. What the assertions on their keys need is a constant of its own.
fn expand_members(schema: &Schema, id: Id) -> TokenStream {
    let core = &schema.core;
    let ident = &schema.ident;
    let members = schema.domains.iter().flat_map(|domain| {
        let name = domain.name.unraw().to_string();
        domain.models.iter().map(move |model| {
            let member = quote! {
                #[automatically_derived]
                impl #core::InSchema for #model {
                    const SCHEMA: &'static #core::definition::Schema = <#ident as #core::Schema>::SCHEMA;
                    const DOMAIN: &'static str = #name;
                    const MEMBERSHIP: #core::__private::Membership =
                        #core::__private::Membership { domain: #name, schema: RULES };
                }
            };
            at(model, member)
        })
    });
    let name = ident.unraw().to_string();
    let external = schema
        .external
        .iter()
        .map(|model| quote!(<#model as #core::Model>::NAME));
    let (shared, allow) = expand_exceptions(schema);
    let id = id.value();
    quote! {
        const _: () = {
            const RULES: &#core::__private::Rules = &#core::__private::Rules {
                id: #id,
                name: #name,
                external: &[#(#external),*],
                shared: #shared,
                allow: #allow,
            };
            #(#members)*
        };
    }
}

/// `shared` and `allow`, by the Rust names of the models.
fn expand_exceptions(schema: &Schema) -> (TokenStream, TokenStream) {
    let core = &schema.core;
    let rust_name = |model: &Path| quote!(<#model as #core::Model>::NAME.model);
    let shared = schema.shared.iter().map(rust_name);
    let allow = schema.allow.iter().map(|allowed| {
        let (from, to) = (rust_name(&allowed.from), rust_name(&allowed.to));
        quote!((#from, #to))
    });
    (quote!(&[#(#shared),*]), quote!(&[#(#allow),*]))
}

/// Names that would meet in one database differ, and every exception is needed.
fn expand_assertions(schema: &Schema) -> TokenStream {
    let core = &schema.core;
    let ident = &schema.ident;
    let names = schema
        .models()
        .enumerate()
        .skip(1)
        .map(|(position, model)| {
            at(
                model,
                quote!(const _: () = #core::__private::check_names::<#ident>(#position);),
            )
        });
    let allowed = schema.allow.iter().enumerate().map(|(position, allowed)| {
        at(
            &allowed.from,
            quote!(const _: () = #core::__private::check_allowed::<#ident>(#position);),
        )
    });
    quote! {
        #(#names)*
        #(#allowed)*
    }
}

/// For each table, the name that it may not have.
fn expand_clashes(schema: &Schema) -> TokenStream {
    let core = &schema.core;
    let ident = &schema.ident;
    let tables = schema.models().count();
    quote! {
        const CLASHES: &'static [::core::option::Option<#core::__private::Clash>] = {
            const SLOTS: ::core::primitive::usize =
                #core::__private::count_slots(<#ident as #core::Schema>::SCHEMA);
            &#core::__private::find_clashes::<#tables, SLOTS>(<#ident as #core::Schema>::SCHEMA)
        };
    }
}
