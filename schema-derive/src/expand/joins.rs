//! Foreign keys as types: the joins that Diesel's `joinable!` would make.

use crate::model::Model;
use proc_macro2::TokenStream;
use quote::quote;

/// The joins that the foreign keys make, and leave for the table to appear beside every other
/// table, with an effort that does not grow with the number of tables.
///
/// No `impl` names the table of another model, which nobody knows here: `JoinTo` is implemented
/// once for each table, for every table with a single foreign key from here to there or back.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let table = quote!(#module::table);
    let digits = model.id.digits();
    let private = quote!(#core::__private);
    let keys = expand_keys(model);
    quote! {
        const _: () = {
            use #private::digits::*;

            impl<_Asking> #private::TableOf<_Asking> for #table {
                type Digits = #digits;
                const TABLE: &'static #core::definition::Table = <#ident as #core::Model>::TABLE;
            }

            impl<_Other, _Found> #private::KeysTo<_Other> for #table
            where
                _Other: #private::TableOf<Self>,
                #keys: #private::Find<_Other::Digits, #private::NoKey, Found = _Found>,
            {
                type Found = _Found;
            }

            impl<_Other: #private::Beside<Self>> ::diesel::query_source::TableNotEqual<_Other> for #table {}

            impl<_Other> ::diesel::JoinTo<_Other> for #table
            where
                _Other: #private::TableOf<Self>,
                Self: #core::SingleForeignKey<_Other>,
            {
                type FromClause = _Other;
                type OnClause = <Self as #core::SingleForeignKey<_Other>>::On;
                fn join_target(__other: _Other) -> (_Other, Self::OnClause) {
                    (__other, ::core::default::Default::default())
                }
            }
        };
    }
}

/// The foreign keys as a list: `(KeyTo<User, 0>, (KeyTo<Team, 1>, ()))`.
fn expand_keys(model: &Model) -> TokenStream {
    let core = &model.core;
    model
        .foreign_keys
        .iter()
        .enumerate()
        .rev()
        .fold(quote!(()), |rest, (position, key)| {
            let parent = &key.target;
            quote!((#core::__private::KeyTo<#parent, #position>, #rest))
        })
}

/// The import that lets constants ask about types that may be no models.
pub(crate) fn import(model: &Model) -> Option<TokenStream> {
    let core = &model.core;
    let asks = !model.foreign_keys.is_empty() || !model.relations.is_empty();
    asks.then(|| {
        quote! {
            #[allow(unused_imports)]
            use #core::__private::NotAModel as _;
        }
    })
}
