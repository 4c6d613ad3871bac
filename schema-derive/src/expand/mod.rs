//! From the checked model to tokens: one function for each item that comes out.

mod assertions;
mod definition;
mod joins;
mod loading;
mod polymorphic;
mod relations;
mod table;

pub(crate) use assertions::{at, path_text};

use crate::model::Model;
use proc_macro2::TokenStream;
use quote::quote;

/// Everything that the derive emits. An unsound model gets no assertions: it has errors already.
pub(crate) fn model(model: &Model, sound: bool) -> TokenStream {
    let table = table::expand(model);
    let definition = definition::expand(model);
    let joins = joins::expand(model);
    let assertions = sound.then(|| assertions::expand(model));
    let loading = if sound {
        loading::expand(model)
    } else {
        loading::expand_unsound(model)
    };
    quote! {
        #table
        #definition
        #joins
        #assertions
        #loading
    }
}

/// `Some(…)` or `None`, at full length: the user's scope may have other meanings for both.
fn some(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// `Some("text")` or `None`.
pub(crate) fn option(text: Option<&str>) -> TokenStream {
    some(text.map(|text| quote!(#text)))
}
