//! The schema struct, its definition, the membership of its models, and the rules over all of them.

use super::Schema;
use crate::expand::at;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;
use syn::ext::IdentExt;

/// Everything that `schema!` emits.
pub(crate) fn schema(schema: &Schema, sound: bool) -> TokenStream {
    let attributes = &schema.attributes;
    let visibility = &schema.visibility;
    let ident = &schema.ident;
    let definition = expand_definition(schema);
    let members = expand_members(schema);
    let pairs = expand_pairs(schema);
    let assertions = sound.then(|| expand_assertions(schema));
    quote! {
        #(#attributes)*
        #[derive(Debug, Clone, Copy)]
        #visibility struct #ident;
        #definition
        #members
        #pairs
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
        }
    }
}

/// The models are in the schema. What the assertions on their keys need is a constant of its own.
fn expand_members(schema: &Schema) -> TokenStream {
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
    quote! {
        const _: () = {
            const RULES: &#core::__private::Rules = &#core::__private::Rules {
                id: #core::__private::id_of(
                    ::core::module_path!(), #name, ::core::line!(), ::core::column!(),
                ),
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

/// Lets every pair of different tables appear in one query, with an effort that grows with the
/// number of tables and not with that of pairs.
///
/// Each model has a position, a list of bits; two positions differ if one of their bits does. The
/// traits are local to the schema, because the compiler has to know that no other crate can
/// implement them.
fn expand_pairs(schema: &Schema) -> TokenStream {
    let core = &schema.core;
    let models: Vec<&Path> = schema.models().chain(&schema.external).collect();
    let bits = usize::BITS - models.len().saturating_sub(1).leading_zeros();
    let positions: Vec<TokenStream> = (0..models.len())
        .map(|number| {
            (0..bits).fold(quote!(()), |rest, bit| {
                if number >> bit & 1 == 0 {
                    quote!(Zero<#rest>)
                } else {
                    quote!(One<#rest>)
                }
            })
        })
        .collect();
    let listed = models.iter().zip(&positions).map(|(model, position)| {
        quote! {
            impl<Asking> Listed<Asking> for #core::__private::Id<{ #core::__private::ModelOf::<#model>::ID }> {
                type Position = #position;
            }
        }
    });
    let beside = schema.models().zip(&positions).map(|(model, position)| {
        quote! {
            impl<Other> #core::__private::Beside<Other> for #model
            where
                Other: #core::__private::TableOf<#model>,
                Other::Id: Listed<Other>,
                #position: Differs<<Other::Id as Listed<Other>>::Position>,
            {
            }
        }
    });
    let external = schema.external.iter().flat_map(|external| {
        schema.models().map(move |model| {
            quote! {
                impl #core::__private::Beside<<#model as #core::Model>::Table> for #external {}
            }
        })
    });
    quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #core::__private::NotAModel as _;
            pub struct Zero<Rest>(::core::marker::PhantomData<Rest>);
            pub struct One<Rest>(::core::marker::PhantomData<Rest>);
            pub trait Listed<Asking> {
                type Position;
            }
            pub trait Differs<Other> {}
            impl<Rest, Other> Differs<One<Other>> for Zero<Rest> {}
            impl<Rest, Other> Differs<Zero<Other>> for One<Rest> {}
            impl<Rest: Differs<Other>, Other> Differs<Zero<Other>> for Zero<Rest> {}
            impl<Rest: Differs<Other>, Other> Differs<One<Other>> for One<Rest> {}
            #(#listed)*
            #(#beside)*
            #(#external)*
        };
    }
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
                quote!(const _: () = #core::__private::check_names(&CLASHES[#position]);),
            )
        });
    let allowed = schema.allow.iter().enumerate().map(|(position, allowed)| {
        at(
            &allowed.from,
            quote!(const _: () = #core::__private::check_allowed::<#ident>(#position);),
        )
    });
    let tables = schema.models().count();
    quote! {
        const _: () = {
            const SLOTS: ::core::primitive::usize =
                #core::__private::count_slots(<#ident as #core::Schema>::SCHEMA);
            const CLASHES: &[::core::option::Option<#core::__private::Clash>; #tables] =
                &#core::__private::find_clashes::<#tables, SLOTS>(<#ident as #core::Schema>::SCHEMA);
            #(#names)*
        };
        #(#allowed)*
    }
}
