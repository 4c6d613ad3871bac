//! The Diesel table.

use super::assertions::path_text;
use super::at;
use crate::model::{Column, Model};
use crate::naming::snake_case;
use crate::sql_type::{Custom, SqlType};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// `diesel::table!`, with an alias for each SQL type that is not Diesel's.
pub(crate) fn expand(model: &Model) -> TokenStream {
    let table = &model.table;
    let module = &table.module;
    let docs = &model.docs.attributes;
    let sql_name = sql_name(module, &table.sql_name);
    let schema = table.schema.as_ref().map(|schema| quote!(#schema.));
    let (known, unknown): (Vec<&Column>, Vec<&Column>) = model
        .columns
        .iter()
        .enumerate()
        .filter(|(position, column)| {
            let before = &model.columns[..*position];
            before.iter().all(|other| other.ident != column.ident)
        })
        .map(|(_, column)| column)
        .partition(|column| !column.sql_type.is_unknown());
    let unknown: Vec<Unknown> = unknown
        .into_iter()
        .map(|column| expand_unknown(&model.ident, column))
        .collect();
    let errors = unknown.iter().map(|unknown| &unknown.items);
    let error_imports = unknown.iter().map(|unknown| &unknown.import);
    let custom: Vec<CustomType> = known
        .iter()
        .filter_map(|column| custom_type(model, column))
        .collect();
    let imported = custom.iter().map(|custom| &custom.name);
    let aliases = custom.iter().map(|custom| &custom.alias);
    let primary_key = primary_key(model, &known);
    let mut columns: Vec<TokenStream> = known
        .iter()
        .map(|column| expand_column(model, column))
        .collect();
    let stand_in = Ident::new("no_column", model.ident.span());
    let mut primary_key = primary_key;
    if columns.is_empty() {
        // After a mistake: Diesel takes no table without a column.
        columns.push(quote!(#stand_in -> ::diesel::sql_types::Integer));
        primary_key.push(&stand_in);
    }
    quote! {
        #(#aliases)*
        #(#errors)*
        ::diesel::table! {
            // `table!` says `Ok`, whatever the prelude around it.
            #[allow(unused_imports)]
            use ::core::prelude::v1::*;
            #(use super::#imported;)*
            #(#error_imports)*
            #(#docs)*
            #sql_name
            #schema #module (#(#primary_key),*) {
                #(#columns,)*
            }
        }
    }
}

/// A column whose SQL type is not known. In its place the table gets a name that stands for an
/// error: the compiler says what the error says, and nothing about the code that uses the column.
struct Unknown {
    items: TokenStream,
    import: TokenStream,
}

fn expand_unknown(model: &Ident, column: &Column) -> Unknown {
    let ident = &column.ident;
    let name = alias_name(model, column, ident.span());
    let check = check_name(&name);
    let check_item = match &column.sql_type {
        SqlType::Unknown { message, place } => at(
            place,
            quote!(const #check: ::core::primitive::usize = ::core::panic!(#message);),
        ),
        _ => TokenStream::new(),
    };
    let alias = quote! {
        #[doc(hidden)]
        #[allow(unreachable_pub)]
        pub type #name = [(); #check];
    };
    let alias = match &column.sql_type {
        SqlType::Unknown { place, .. } => at(place, alias),
        _ => alias,
    };
    let items = quote! {
        #check_item
        #alias
        #[doc(hidden)]
        #[allow(unreachable_pub, non_upper_case_globals)]
        pub const #name: #name = ::core::panic!();
    };
    Unknown {
        items,
        import: quote!(pub use super::#name as #ident;),
    }
}

/// The columns of the primary key; after a mistake in it, any column, so that the table comes out.
fn primary_key<'a>(model: &'a Model, known: &[&'a Column]) -> Vec<&'a Ident> {
    let columns: Vec<&Ident> = model
        .primary_key
        .columns
        .iter()
        .map(|&column| &model.columns[column])
        .filter(|column| !column.sql_type.is_unknown())
        .map(|column| &column.ident)
        .collect();
    if columns.is_empty() {
        return known
            .first()
            .map(|column| &column.ident)
            .into_iter()
            .collect();
    }
    columns
}

fn expand_column(model: &Model, column: &Column) -> TokenStream {
    let ident = &column.ident;
    let docs = &column.docs.attributes;
    let sql_name = sql_name(ident, &column.sql_name);
    let max_length = column
        .max_length
        .as_ref()
        .map(|length| quote!(#[max_length = #length]));
    let custom = custom_type(model, column).map(|custom| custom.name);
    let sql_type = column.sql_type.in_table(custom.as_ref());
    let sql_type = if column.nullable {
        quote!(::diesel::sql_types::Nullable<#sql_type>)
    } else {
        sql_type
    };
    quote! {
        #(#docs)*
        #sql_name
        #max_length
        #ident -> #sql_type
    }
}

/// The SQL type of a column, without `Nullable`, as the items beside the table see it.
pub(super) fn column_type(model: &Model, column: &Column) -> TokenStream {
    let custom = custom_type(model, column).map(|custom| custom.name);
    column.sql_type.in_table(custom.as_ref())
}

fn sql_name(ident: &Ident, sql_name: &str) -> Option<TokenStream> {
    (ident.unraw() != sql_name).then(|| quote!(#[sql_name = #sql_name]))
}

/// A SQL type that is not Diesel's, under a name that the table's module can import from its
/// parent: any path means something else inside that module.
struct CustomType {
    name: Ident,
    alias: TokenStream,
}

fn custom_type(model: &Model, column: &Column) -> Option<CustomType> {
    let core = &model.core;
    let docs = format!("The SQL type of `{}`.", column.ident);
    let alias = |name: &Ident, sql_type: TokenStream| {
        quote! {
            #[doc = #docs]
            #[doc(hidden)]
            #[allow(unreachable_pub)]
            pub type #name = #sql_type;
        }
    };
    match column.sql_type.custom()? {
        Custom::Type(path) => {
            let name = alias_name(&model.ident, column, path.span());
            let alias = alias(&name, quote!(#path));
            Some(CustomType { name, alias })
        }
        Custom::KeyOf(path) => {
            let name = alias_name(&model.ident, column, path.span());
            let alias = alias(&name, quote!(#path!()));
            Some(CustomType { name, alias })
        }
        Custom::Enum(path) => {
            let name = alias_name(&model.ident, column, path.span());
            let check = check_name(&name);
            let written = path_text(&path.path);
            let check_item = at(
                path,
                quote! {
                    const #check: ::core::primitive::bool = {
                        #[allow(unused_imports)]
                        use #core::__private::NotAnEnum as _;
                        #core::__private::check_enum(
                            #written,
                            #core::__private::EnumOf::<#path>::IS_ENUM,
                        )
                    };
                },
            );
            let alias = alias(
                &name,
                at(path, quote!(#core::sql_types::Enum<#path, #check>)),
            );
            let alias = quote!(#check_item #alias);
            Some(CustomType { name, alias })
        }
    }
}

/// The constant that holds an assertion about a type of this name.
fn check_name(name: &Ident) -> Ident {
    let name = snake_case(&name.to_string()).to_uppercase();
    format_ident!("{}", name)
}

fn alias_name(model: &Ident, column: &Column, place: Span) -> Ident {
    let name = column.ident.unraw().to_string();
    let camel: String = name
        .split('_')
        .map(|word| {
            let mut characters = word.chars();
            characters
                .next()
                .map(|first| first.to_uppercase().chain(characters).collect::<String>())
                .unwrap_or_default()
        })
        .collect();
    format_ident!("{}{}SqlType", model, camel, span = place)
}
