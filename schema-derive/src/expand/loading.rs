//! What the loaders need: key columns, relations as types, and rows with relations.

use super::assertions::{at, expand_relation};
use super::table::column_type;
use crate::model::{Column, ForeignKey, Model, Relation, RelationKind};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

/// A relation as the loaders see it.
struct Loader {
    /// `Post_author`
    marker: Ident,
    name: Ident,
    /// `Direct<User>`
    to: TokenStream,
    kind: Kind,
    path: TokenStream,
    /// Constants that the path refers to.
    constants: TokenStream,
    docs: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    One,
    Maybe,
    Many,
}

/// Everything that loading needs of a sound model.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let key_columns = key_columns(model)
        .into_iter()
        .map(|position| expand_key_column(model, position));
    let foreign_keys = foreign_keys(model);
    let loaders = loaders(model);
    let markers = loaders.iter().map(|loader| expand_marker(model, loader));
    let relations = loaders
        .iter()
        .enumerate()
        .map(|(position, loader)| expand_relation_impl(model, loader, position));
    let constants = loaders.iter().map(|loader| &loader.constants);
    let loaded = expand_loaded(model, &loaders);
    let constructors = expand_constructors(model, &loaders);
    let references = super::polymorphic::expand(model, loaders.len());
    let import = super::joins::import(model);
    let key_types = expand_key_types(model);
    quote! {
        #references
        #(#markers)*
        #loaded
        #constructors
        const _: () = {
            #import
            #key_types
            #(#constants)*
            #(#key_columns)*
            #foreign_keys
            #(#relations)*
        };
    }
}

/// The foreign keys of a model that is unsound: relations of other models lead to them.
pub(crate) fn expand_unsound(model: &Model) -> TokenStream {
    let import = super::joins::import(model);
    let foreign_keys = foreign_keys(model);
    let references = super::polymorphic::expand_unsound(model);
    let key_types = expand_key_types(model);
    quote! {
        const _: () = {
            #import
            #key_types
            #foreign_keys
            #references
        };
    }
}

fn foreign_keys(model: &Model) -> TokenStream {
    let foreign_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .map(|(position, key)| expand_foreign_key(model, position, key));
    quote!(#(#foreign_keys)*)
}

/// The SQL types of the primary key, unless a mistake leaves one unknown.
fn expand_key_types(model: &Model) -> Option<TokenStream> {
    let mut columns = model.primary_key.columns.iter();
    if columns.any(|&position| model.columns[position].sql_type.is_unknown()) {
        return None;
    }
    let core = &model.core;
    let ident = &model.ident;
    let columns = model.primary_key.columns.iter().rev();
    let types = columns.fold(quote!(()), |rest, &position| {
        let sql_type = column_type(model, &model.columns[position]);
        quote!((#sql_type, #rest))
    });
    Some(quote! {
        #[doc(hidden)]
        impl #core::deletion::KeyTypes for #ident {
            type SqlTypes = #types;
        }
    })
}

/// The columns of keys, each once.
fn key_columns(model: &Model) -> Vec<usize> {
    let unique_indexes = model.indexes.iter().filter(|index| index.unique);
    let indexed = unique_indexes.flat_map(|index| {
        index.columns.iter().filter_map(|column| match column.key {
            crate::model::IndexKey::Column(position) => Some(position),
            crate::model::IndexKey::Expression(_) => None,
        })
    });
    let mut columns: Vec<usize> = model
        .primary_key
        .columns
        .iter()
        .copied()
        .chain(
            model
                .foreign_keys
                .iter()
                .flat_map(|key| key.columns.clone()),
        )
        .chain(
            model
                .unique_constraints
                .iter()
                .flat_map(|unique| unique.columns.clone()),
        )
        .chain(indexed)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn expand_key_column(model: &Model, position: usize) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let column = &model.columns[position];
    let rust_type = &column.rust_type;
    let sql_type = column_type(model, column);
    let field = field_of(column);
    let value = if let Some(part) = &column.polymorphic {
        super::polymorphic::column_value(model, column, part)
    } else if column.nullable {
        quote!(self.#field.as_ref())
    } else {
        quote!(::core::option::Option::Some(&self.#field))
    };
    quote! {
        #[doc(hidden)]
        impl #core::relation::key::KeyColumn<#position> for #ident {
            type Value = #rust_type;
            type SqlType = #sql_type;
            #[inline]
            fn value(&self) -> ::core::option::Option<&Self::Value> {
                #value
            }
        }
    }
}

/// `name`, or `address.street` of an embedded struct.
fn field_of(column: &Column) -> TokenStream {
    let field = &column.field;
    if column.is_embedded {
        let ident = &column.ident;
        quote!(#field.#ident)
    } else {
        quote!(#field)
    }
}

fn expand_foreign_key(model: &Model, position: usize, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let parent = &key.target;
    let pairs = key
        .columns
        .iter()
        .enumerate()
        .rev()
        .fold(quote!(()), |rest, (place, column)| {
            quote! {
                (
                    #core::relation::key::Pair<
                        #column,
                        {
                            #core::__private::referenced_position(
                                <#ident as #core::Model>::TABLE,
                                #position,
                                #place,
                                #core::__private::ModelOf::<#parent>::COLUMNS,
                            )
                        },
                    >,
                    #rest,
                )
            }
        });
    quote! {
        #[doc(hidden)]
        impl #core::relation::key::ForeignKey<#position> for #ident {
            type Pairs = #pairs;
        }
    }
}

/// The relations of the foreign keys, then the declared ones.
fn loaders(model: &Model) -> Vec<Loader> {
    let core = &model.core;
    let ident = &model.ident;
    let of_keys = model
        .foreign_keys
        .iter()
        .enumerate()
        .filter(|(_, key)| !key.is_of_arc)
        .map(|(position, key)| {
            let nullable = key
                .columns
                .iter()
                .any(|&column| model.columns[column].nullable);
            let parent = &key.target;
            let written = super::assertions::path_text(parent);
            let fields: Vec<String> = key
                .columns
                .iter()
                .map(|&column| format!("`{}`", model.columns[column].field.unraw()))
                .collect();
            let fields = fields.join(", ");
            Loader {
                marker: marker(model, &key.relation),
                name: key.relation.clone(),
                to: quote!(#core::relation::Direct<#parent>),
                kind: if nullable { Kind::Maybe } else { Kind::One },
                path: quote! {
                    #core::relation::path::ToParent<
                        <#ident as #core::relation::key::ForeignKey<#position>>::Pairs,
                    >
                },
                constants: TokenStream::new(),
                docs: format!("The row of `{written}` that this one references by {fields}."),
            }
        });
    let declared = model
        .relations
        .iter()
        .map(|relation| declared(model, relation));
    of_keys.chain(declared).collect()
}

fn declared(model: &Model, relation: &Relation) -> Loader {
    let core = &model.core;
    let target = &relation.target;
    let written = super::assertions::path_text(target);
    let by = match &relation.via {
        Some(via) => format!(" by their relation `{}`", via.unraw()),
        None => String::new(),
    };
    let keys = format_ident!("KEYS_{}", relation.name.unraw().to_string().to_uppercase());
    let foreign_key = |holder: &syn::Path, key: TokenStream| {
        let pairs = quote!(<#holder as #core::relation::key::ForeignKey<{ #keys.#key }>>::Pairs);
        at(holder, pairs)
    };
    let (to, path, docs) = match &relation.through {
        None => {
            let pairs = foreign_key(target, quote!(via));
            let docs = match relation.kind {
                RelationKind::Many => {
                    format!("The rows of `{written}` that reference this one{by}.")
                }
                RelationKind::One => {
                    format!("The row of `{written}` that references this one{by}.")
                }
            };
            (
                quote!(#core::relation::Direct<#target>),
                quote!(#core::relation::path::ToChildren<#pairs>),
                docs,
            )
        }
        Some(junction) => {
            let via = foreign_key(junction, quote!(via));
            let to = foreign_key(junction, quote!(to));
            let through = super::assertions::path_text(junction);
            (
                quote!(#core::relation::Via<#target, #junction>),
                quote!(#core::relation::path::Through<#junction, #via, #to>),
                format!("The rows of `{written}` that rows of `{through}` connect with this one."),
            )
        }
    };
    Loader {
        marker: marker(model, &relation.name),
        name: relation.name.clone(),
        to,
        kind: match relation.kind {
            RelationKind::Many => Kind::Many,
            RelationKind::One => Kind::Maybe,
        },
        path,
        constants: expand_relation(model, relation, &keys),
        docs,
    }
}

fn marker(model: &Model, relation: &Ident) -> Ident {
    format_ident!(
        "{}_{}",
        model.ident.unraw(),
        relation.unraw(),
        span = relation.span()
    )
}

fn expand_marker(model: &Model, loader: &Loader) -> TokenStream {
    let Loader { marker, .. } = loader;
    let visibility = &model.visibility;
    let docs = format!(
        "The relation `{}` of [`{}`], as a type.",
        loader.name.unraw(),
        model.ident.unraw()
    );
    quote! {
        #[doc = #docs]
        #[allow(non_camel_case_types)]
        #visibility struct #marker;
    }
}

fn expand_relation_impl(model: &Model, loader: &Loader, position: usize) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let Loader {
        marker, to, path, ..
    } = loader;
    let kind = match loader.kind {
        Kind::One => quote!(One),
        Kind::Maybe => quote!(Maybe),
        Kind::Many => quote!(Many),
    };
    let name = loader.name.unraw().to_string();
    let number = short_digits(core, position);
    quote! {
        #[doc(hidden)]
        impl #core::relation::Relation for #marker {
            type Source = #ident;
            type Kind = #core::relation::#kind;
            type Number = #number;
            const NAME: &'static ::core::primitive::str = #name;
        }
        #[doc(hidden)]
        impl #core::relation::Leads<#ident, #to> for #marker {
            type Path = #path;
        }
    }
}

/// A number below 256 as a type, as [`Id::digits`](crate::id::Id::digits) makes one of a longer number.
pub(super) fn short_digits(core: &syn::Path, number: usize) -> TokenStream {
    let digits = quote!(#core::__private::digits);
    let high = format_ident!("_{:X}", number / 16 % 16);
    let low = format_ident!("_{:X}", number % 16);
    quote!(#digits::#low<#digits::#high<#digits::_End>>)
}

/// `Post::author()`
fn expand_constructors(model: &Model, loaders: &[Loader]) -> Option<TokenStream> {
    let core = &model.core;
    let ident = &model.ident;
    let visibility = &model.visibility;
    if loaders.is_empty() {
        return None;
    }
    let constructors = loaders.iter().map(|loader| {
        let Loader {
            marker,
            name,
            docs,
            to,
            ..
        } = loader;
        quote! {
            #[doc = #docs]
            #visibility const fn #name() -> #core::relation::related::Related<#marker, #to> {
                #core::relation::related::Related::new()
            }
        }
    });
    Some(quote! {
        #[automatically_derived]
        #[allow(dead_code, private_interfaces)]
        impl #ident {
            #(#constructors)*
        }
    })
}

/// `PostLoaded`, with an accessor for each relation.
fn expand_loaded(model: &Model, loaders: &[Loader]) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let visibility = &model.visibility;
    let loaded = format_ident!("{}Loaded", ident.unraw());
    let name = loaded.to_string();
    let docs = format!(
        "A [`{}`] with the relations that a query loaded.",
        ident.unraw()
    );
    let module = quote!(#core::relation::loaded);
    let accessors = loaders.iter().map(|loader| expand_accessor(model, loader));
    let references = super::polymorphic::accessors(model);
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone)]
        #visibility struct #loaded<_Relations = #module::Nothing, _Row = #ident> {
            _row: _Row,
            _relations: _Relations,
        }
        #[automatically_derived]
        #[allow(dead_code)]
        impl<_Relations, _Row> #loaded<_Relations, _Row> {
            /// The row without its relations.
            pub fn into_row(self) -> _Row {
                self._row
            }
            #(#accessors)*
            #references
        }
        #[automatically_derived]
        impl<_Relations, _Row: ::core::borrow::Borrow<#ident>> ::core::ops::Deref for #loaded<_Relations, _Row> {
            type Target = #ident;
            fn deref(&self) -> &#ident {
                self._row.borrow()
            }
        }
        #[automatically_derived]
        impl<_Relations: #module::DebugRelations, _Row: ::core::fmt::Debug> ::core::fmt::Debug
            for #loaded<_Relations, _Row>
        {
            fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #module::debug(#name, &self._row, &self._relations, __formatter)
            }
        }
        #[automatically_derived]
        impl<_Relations, _Row> ::core::cmp::PartialEq for #loaded<_Relations, _Row>
        where
            _Relations: ::core::cmp::PartialEq,
            _Row: ::core::cmp::PartialEq,
        {
            fn eq(&self, __other: &Self) -> bool {
                self._row == __other._row && self._relations == __other._relations
            }
        }
        #core::__private::serialize_loaded!(#loaded);
        #[doc(hidden)]
        #[automatically_derived]
        impl #core::relation::load::Loadable for #ident {
            type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = #loaded<_Relations, _Row>;
            fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
                __row: _Row,
                __relations: _Relations,
            ) -> #loaded<_Relations, _Row> {
                #loaded { _row: __row, _relations: __relations }
            }
        }
    }
}

fn expand_accessor(model: &Model, loader: &Loader) -> TokenStream {
    let core = &model.core;
    let module = quote!(#core::relation::loaded);
    let Loader {
        marker, name, docs, ..
    } = loader;
    match loader.kind {
        Kind::Many => {
            let count = format_ident!("{}_count", name.unraw());
            let count_docs = format!("How many there are: {}", lower_first(docs));
            quote! {
                #[doc = #docs]
                pub fn #name<_Position, _Item>(&self) -> &[_Item]
                where
                    _Relations: #module::HasRows<#marker, _Position, Item = _Item>,
                {
                    self._relations.rows()
                }
                #[doc = #count_docs]
                pub fn #count<_Position>(&self) -> ::core::primitive::i64
                where
                    _Relations: #module::HasCount<#marker, _Position>,
                {
                    self._relations.count()
                }
            }
        }
        Kind::Maybe => quote! {
            #[doc = #docs]
            pub fn #name<_Position, _Item>(&self) -> ::core::option::Option<&_Item>
            where
                _Relations: #module::HasOption<#marker, _Position, Item = _Item>,
            {
                self._relations.row()
            }
        },
        Kind::One => quote! {
            #[doc = #docs]
            /// A reference to it; an `Option` of one if the relation was filtered.
            pub fn #name<'row, _Position, _Item>(&'row self) -> _Item
            where
                _Relations: #module::HasOne<'row, #marker, _Position, Output = _Item>,
            {
                self._relations.one()
            }
        },
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}
