//! Foreign keys as types: the joins that Diesel's `joinable!` would make.

use crate::model::{ForeignKey, Model};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The joins that the foreign keys make, and leave for the table to appear beside every other
/// table, with an effort that does not grow with the number of tables.
///
/// No `impl` names the table of another model, which nobody knows here: `JoinTo` is implemented
/// once for each table, for every table whose model [`expand_join`] says it joins with.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let table = quote!(#module::table);
    let id = model.id.value();
    let digits = model.id.digits();
    let import = import(model);
    let joins = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| expand_join(model, position, key));
    let has_keys = (!model.foreign_keys.is_empty()).then(|| {
        quote! {
            impl #core::__private::HasKeys for #table {
                const TABLE: &'static #core::definition::Table = <#ident as #core::Model>::TABLE;
            }
        }
    });
    quote! {
        const _: () = {
            #import
            use #core::__private::digits::*;
            type _Number = #digits;

            impl<Asking> #core::__private::HasTable<Asking> for #ident {
                type Table = #table;
            }

            impl<Asking> #core::__private::TableOf<Asking> for #table {
                type Id = #core::__private::Id<#id>;
                type Digits = _Number;
            }

            impl<Other> ::diesel::query_source::TableNotEqual<Other> for #table
            where
                Other: ::diesel::Table + #core::__private::TableOf<#table>,
                _Number: #core::__private::digits::Differs<#table, Other::Digits>,
            {
            }

            impl<Other> ::diesel::JoinTo<Other> for #table
            where
                Other: #core::__private::TableOf<#table>,
                #table: #core::SingleForeignKey<Other>,
            {
                type FromClause = Other;
                type OnClause = <#table as #core::SingleForeignKey<Other>>::On;
                fn join_target(other: Other) -> (Other, Self::OnClause) {
                    (other, ::core::default::Default::default())
                }
            }

            #has_keys
            #(#joins)*
        };
    }
}

/// `JoinsWith` both ways for a foreign key.
///
/// A pair of tables with several keys between them, whichever way they point, has no join of its
/// own: each `impl` is then for a type that nobody can name.
fn expand_join(model: &Model, position: usize, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let parent = &key.target;
    let table = quote!(#module::table);
    let parent_table = quote!(#core::__private::ModelOf::<#parent>::TABLE);
    let own_table = quote!(<#ident as #core::Model>::TABLE);
    let joins = format_ident!("JOINS_{}", position);
    let parent_id = format_ident!("PARENT_{}", position);
    let nobody = format_ident!("_Nobody{}", position);
    let id = model.id.value();
    quote! {
        const #joins: ::core::primitive::bool =
            #core::__private::joins(#own_table, #parent_table);
        const #parent_id: ::core::primitive::u64 =
            #core::__private::parent_id(#core::__private::ModelOf::<#parent>::ID, #position);

        struct #nobody;

        impl<Other>
            #core::__private::JoinsWith<
                #core::__private::Id<#id>,
                Other,
                #core::__private::Id<#parent_id>,
            > for #core::__private::Joining<#table, #nobody, #joins>
        {
            type On = #core::__private::KeyEquals<#table, #position>;
        }

        impl
            #core::__private::JoinsWith<
                #core::__private::Id<#parent_id>,
                #table,
                #core::__private::Id<#id>,
            > for #core::__private::Joined<#ident, #parent, #position, #joins>
        {
            type On = #core::__private::KeyEquals<#table, #position>;
        }
    }
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
