//! Foreign keys as types: the joins that Diesel's `joinable!` would make.

use crate::model::{IndexKey, Model};
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
    let joins = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| {
            let parent = quote!(<#ident as #core::__private::HasForeignKey<#position>>::Parent);
            let joined = format_ident!("Joined{}", position);
            let on = format_ident!("On{}", position);
            let pairs = key.columns.iter().enumerate().map(|(place, &column)| {
                let column = &model.columns[column].ident;
                quote! {
                    #core::__private::ColumnsEqual<
                        #module::#column,
                        <#parent as #core::__private::HasColumn<{
                            #core::__private::referenced_column::<#ident, #position>(#place)
                        }>>::Column,
                    >
                }
            });
            let condition = pairs
                .reduce(|first, second| quote!(#core::__private::BothEqual<#first, #second>))
                .unwrap_or_default();
            quote! {
                type #joined = <
                    #core::__private::Joins<{ #core::__private::joins::<#ident, #position>() }>
                    as #core::__private::JoinedTable<#ident, #position>
                >::Table;
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
        });
    quote! {
        const _: () = {
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
