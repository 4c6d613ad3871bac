//! Relations: their targets as types, and their definitions.

use super::option;
use crate::model::{Model, Relation, RelationKind};
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

/// The entries of `Model::RELATIONS`: those of the foreign keys first, then the declared ones.
pub(crate) fn definitions(model: &Model) -> Vec<TokenStream> {
    let core = &model.core;
    let ident = &model.ident;
    let foreign_keys = model.foreign_keys.iter().enumerate();
    let own = foreign_keys.filter(|(_, key)| !key.is_of_arc);
    let of_keys = own.map(|(position, key)| {
        let nullable = key
            .columns
            .iter()
            .any(|&column| model.columns[column].nullable);
        quote! {
            #core::__private::one_relation(<#ident as #core::Model>::TABLE, #position, #nullable)
        }
    });
    let declared = model.relations.iter().map(|relation| {
        let written = written(model, relation);
        let tables = tables(model, relation);
        quote!(#core::__private::declared_relation(&#written, #tables))
    });
    of_keys.chain(declared).collect()
}

/// A relation as the user wrote it, as a constant.
pub(crate) fn written(model: &Model, relation: &Relation) -> TokenStream {
    let core = &model.core;
    let name = relation.name.unraw().to_string();
    let kind = kind(core, relation);
    let text = |ident: &Option<syn::Ident>| {
        option(
            ident
                .as_ref()
                .map(|ident| ident.unraw().to_string())
                .as_deref(),
        )
    };
    let (via, to) = (text(&relation.via), text(&relation.to));
    quote! {
        #core::__private::WrittenRelation { name: #name, kind: #kind, via: #via, to: #to }
    }
}

/// The tables of a relation.
pub(crate) fn tables(model: &Model, relation: &Relation) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let target = &relation.target;
    let holder = relation.through.as_ref().unwrap_or(target);
    quote! {
        #core::__private::RelationTables {
            source: <#ident as #core::Model>::TABLE,
            target: #core::__private::ModelOf::<#target>::TABLE,
            holder: #core::__private::ModelOf::<#holder>::TABLE,
        }
    }
}

/// The kind of a declared relation.
fn kind(core: &syn::Path, relation: &Relation) -> TokenStream {
    let variant = match (relation.kind, &relation.through) {
        (_, Some(_)) => quote!(ManyThrough),
        (RelationKind::Many, None) => quote!(Many),
        (RelationKind::One, None) => quote!(InverseOne),
    };
    quote!(#core::definition::RelationKind::#variant)
}
