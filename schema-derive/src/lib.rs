//! The derive macros and `schema!` of `schema-core`, which re-exports and documents them: use them
//! from there.
//!
//! Each macro goes the same way: attributes are parsed into a model of plain data
//! (`model`, `sql_enum`, `schema`), rules are checked on it with every mistake reported at
//! once, and the `expand` modules turn what is left into tokens.

mod attribute;
mod database_types;
mod errors;
mod expand;
mod id;
mod model;
mod naming;
mod polymorphic;
mod schema;
#[cfg(test)]
mod snapshots;
mod sql_enum;
mod sql_fragment;
mod sql_type;
mod suggest;

use id::Id;
use proc_macro::{Span, TokenStream};
use syn::{DeriveInput, parse_macro_input};

/// Declares a table on a struct. See `schema_core::Model` for the attributes.
#[proc_macro_derive(
    Model,
    attributes(
        table,
        column,
        references,
        polymorphic,
        relation,
        index,
        unique,
        check,
        diesel
    )
)]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model::derive(&input, Id::unique(&input.ident, &file())).into()
}

/// Maps a fieldless enum to a column type. See `schema_core::SqlEnum` for the attributes.
#[proc_macro_derive(SqlEnum, attributes(sql_enum))]
pub fn derive_sql_enum(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    sql_enum::derive(&input).into()
}

/// Makes an enum a reference to a row of one of several models. See `schema_core::Polymorphic` for the
/// attributes.
#[proc_macro_derive(Polymorphic, attributes(polymorphic))]
pub fn derive_polymorphic(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    polymorphic::derive(&input).into()
}

/// Gathers models into a schema. See `schema_core::schema!`.
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    schema::expand(input.into(), |ident| Id::unique(ident, &file())).into()
}

/// The file that is being compiled.
fn file() -> String {
    Span::call_site().file()
}
