//! The impls of an enum.

use super::SqlEnum;
use crate::expand::option;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

pub(crate) fn expand(sql_enum: &SqlEnum) -> TokenStream {
    let core = &sql_enum.core;
    let ident = &sql_enum.ident;
    let definition = expand_definition(sql_enum);
    quote! {
        #definition
        #core::__private::sql_enum!(#ident);
    }
}

fn expand_definition(sql_enum: &SqlEnum) -> TokenStream {
    let core = &sql_enum.core;
    let ident = &sql_enum.ident;
    let definition = quote!(#core::definition);
    let rust_name = ident.unraw().to_string();
    let name = &sql_enum.name;
    let schema = option(sql_enum.schema.as_deref());
    let storage = if sql_enum.is_text {
        quote!(Text)
    } else {
        quote!(Native)
    };
    let comment = &sql_enum.comment;
    let renamed_from = option(sql_enum.renamed_from.as_deref());
    let values = sql_enum.variants.iter().map(|variant| {
        let rust_name = variant.ident.unraw().to_string();
        let value = &variant.value;
        let renamed_from = option(variant.renamed_from.as_deref());
        quote!(#definition::EnumValue {
            variant: #rust_name,
            value: #value,
            renamed_from: #renamed_from,
        })
    });
    let to_value = if sql_enum.variants.is_empty() {
        quote!("")
    } else {
        let arms = sql_enum.variants.iter().map(|variant| {
            let (ident, value) = (&variant.ident, &variant.value);
            quote!(Self::#ident => #value)
        });
        quote!(match self { #(#arms,)* })
    };
    let discriminants = sql_enum.variants.iter().map(|variant| {
        let (ident, value) = (&variant.ident, &variant.value);
        quote!((Self::#ident as ::core::primitive::i128, #value))
    });
    let arms = sql_enum.variants.iter().map(|variant| {
        let (ident, value) = (&variant.ident, &variant.value);
        quote!(#value => ::core::option::Option::Some(Self::#ident))
    });
    quote! {
        #[automatically_derived]
        impl #core::SqlEnum for #ident {
            const ENUM: &'static #definition::Enum = &#definition::Enum {
                rust_name: #rust_name,
                schema: #schema,
                name: #name,
                storage: #definition::EnumStorage::#storage,
                values: &[#(#values,)*],
                comment: #comment,
                renamed_from: #renamed_from,
            };
            const DISCRIMINANTS: &'static [(::core::primitive::i128, &'static ::core::primitive::str)] =
                &[#(#discriminants,)*];
            fn to_value(&self) -> &'static str {
                #to_value
            }
            fn from_value(__value: &str) -> ::core::option::Option<Self> {
                match __value {
                    #(#arms,)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}
