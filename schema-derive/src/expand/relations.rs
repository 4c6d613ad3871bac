//! Relations: their targets as types, and their definitions.

use super::option;
use crate::model::{Model, RelationKind};
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

/// One impl for each declared relation that names its models.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let relations = model
        .relations
        .iter()
        .enumerate()
        .map(|(position, relation)| {
            let target = &relation.target;
            let holder = relation.through.as_ref().unwrap_or(target);
            quote! {
                #[automatically_derived]
                impl #core::__private::HasRelation<#position> for #ident {
                    type Target = #target;
                    type Holder = #holder;
                }
            }
        });
    quote!(#(#relations)*)
}

/// The entries of `Model::RELATIONS`: those of the foreign keys first, then the declared ones.
pub(crate) fn definitions(model: &Model) -> Vec<TokenStream> {
    let core = &model.core;
    let ident = &model.ident;
    let of_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| {
            let nullable = key
                .columns
                .iter()
                .any(|&column| model.columns[column].nullable);
            quote!(#core::__private::one_relation::<#ident, #position>(#nullable))
        });
    let declared = model.relations.iter().enumerate().map(|(position, relation)| {
        let name = relation.name.unraw().to_string();
        let kind = kind(core, relation);
        let via = relation.via.as_ref().map(|via| via.unraw().to_string());
        let via = option(via.as_deref());
        let to = relation.to.as_ref().map(|to| to.unraw().to_string());
        let to = option(to.as_deref());
        quote!(#core::__private::declared_relation::<#ident, #position>(#name, #kind, #via, #to))
    });
    of_keys.chain(declared).collect()
}

/// The kind of a declared relation.
pub(crate) fn kind(core: &syn::Path, relation: &crate::model::Relation) -> TokenStream {
    let variant = match (relation.kind, &relation.through) {
        (_, Some(_)) => quote!(ManyThrough),
        (RelationKind::Many, None) => quote!(Many),
        (RelationKind::One, None) => quote!(InverseOne),
    };
    quote!(#core::definition::RelationKind::#variant)
}
