//! Foreign keys as types: the joins that Diesel's `joinable!` would make.

use crate::model::{ForeignKey, IndexKey, Model};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// What other models see of this one's keys: its foreign keys, and the columns that a foreign key
/// may reference.
pub(crate) fn expand_keys(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| {
            let parent = &key.target;
            quote! {
                #[automatically_derived]
                impl #core::__private::HasForeignKey<#position> for #ident {
                    type Parent = #parent;
                }
            }
        });
    let columns = referenceable_columns(model).into_iter().map(|position| {
        let column = &model.columns[position].ident;
        quote! {
            #[automatically_derived]
            impl #core::__private::HasColumn<#position> for #ident {
                type Column = #module::#column;
            }
        }
    });
    quote! {
        #(#foreign_keys)*
        #(#columns)*
    }
}

/// The columns of the primary key and of everything unique.
fn referenceable_columns(model: &Model) -> BTreeSet<usize> {
    let mut columns: BTreeSet<usize> = model.primary_key.columns.iter().copied().collect();
    for unique in &model.unique_constraints {
        columns.extend(&unique.columns);
    }
    for index in model
        .indexes
        .iter()
        .filter(|index| index.unique && index.condition.is_none())
    {
        columns.extend(index.columns.iter().filter_map(|column| match column.key {
            IndexKey::Column(position) => Some(position),
            IndexKey::Expression(_) => None,
        }));
    }
    columns
}

/// `JoinTo` both ways for each foreign key, and leave for the table to appear beside the other
/// tables of its schema.
///
/// A pair of tables with several keys between them, whichever way they point, has no join of its
/// own: the target of the join is then a type that nobody can name.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let table = quote!(#module::table);
    let import = import(model);
    let joins = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| expand_join(model, position, key));
    quote! {
        const _: () = {
            #import
            impl<Other> ::diesel::query_source::TableNotEqual<Other> for #table
            where
                Other: ::diesel::Table,
                #ident: #core::__private::Beside<Other>,
            {
            }
            #(#joins)*
        };
    }
}

fn expand_join(model: &Model, position: usize, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let parent = &key.target;
    let table = quote!(#module::table);
    let parent_table = quote!(#core::__private::ModelOf::<#parent>::TABLE);
    let own_table = quote!(<#ident as #core::Model>::TABLE);
    let joins = format_ident!("JOINS_{}", position);
    let on = format_ident!("On{}", position);
    let joined = quote!(#core::__private::Joined<#ident, #parent, #position, #joins>);
    let mut constants = Vec::new();
    let pairs = key.columns.iter().enumerate().map(|(place, &column)| {
        let column = &model.columns[column].ident;
        let referenced = format_ident!("REFERENCED_{}_{}", position, place);
        constants.push(quote! {
            const #referenced: usize = #core::__private::referenced_column(
                #own_table, #position, #place, #parent_table,
            );
        });
        quote! {
            #core::__private::ColumnsEqual<
                #module::#column,
                <
                    <#ident as #core::__private::HasForeignKey<#position>>::Parent
                    as #core::__private::HasColumn<#referenced>
                >::Column,
            >
        }
    });
    let condition = pairs
        .reduce(|first, second| quote!(#core::__private::BothEqual<#first, #second>))
        .unwrap_or_default();
    quote! {
        const #joins: bool = #core::__private::joins(#own_table, #parent_table);
        #(#constants)*
        type #on = #condition;

        impl ::diesel::JoinTo<#joined> for #table {
            type FromClause = #joined;
            type OnClause = #on;
            fn join_target(parent: #joined) -> (#joined, #on) {
                (parent, ::core::default::Default::default())
            }
        }

        impl ::diesel::JoinTo<#table> for #joined {
            type FromClause = #table;
            type OnClause = #on;
            fn join_target(child: #table) -> (#table, #on) {
                (child, ::core::default::Default::default())
            }
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
