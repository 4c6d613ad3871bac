//! `#[derive(SqlEnum)]`: a fieldless enum as a column type.

mod case;
mod expand;
mod read;

use crate::errors::Errors;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::DeriveInput;

/// Expands the derive. After mistakes the impls still come out where they can.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let sql_enum = read::read(input, &errors);
    if let Some(sql_enum) = &sql_enum {
        values_differ(sql_enum, &errors);
        names_fit(sql_enum, &errors);
        name_is_free(sql_enum, &errors);
    }
    let errors = errors.into_compile_errors();
    let expanded = sql_enum.map(|sql_enum| expand::expand(&sql_enum));
    quote! {
        #errors
        #expanded
    }
}

/// An enum as the database stores it.
pub(crate) struct SqlEnum {
    pub(crate) core: syn::Path,
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) schema: Option<String>,
    pub(crate) is_text: bool,
    pub(crate) renamed_from: Option<String>,
    pub(crate) comment: String,
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) value: String,
    pub(crate) renamed_from: Option<String>,
}

/// Two variants never share a value: it could not be read back.
fn values_differ(sql_enum: &SqlEnum, errors: &Errors) {
    for (position, variant) in sql_enum.variants.iter().enumerate() {
        let same = sql_enum.variants[..position]
            .iter()
            .find(|other| other.value == variant.value);
        if let Some(other) = same {
            errors.at(
                &variant.ident,
                format!(
                    "`{}` and `{}` are both stored as `{}`: give one another value with `#[sql_enum(rename = \"…\")]`",
                    other.ident, variant.ident, variant.value
                ),
            );
        }
    }
}

/// PostgreSQL would take the name of a type of its own for that type.
/// <https://www.postgresql.org/docs/current/datatype.html>
fn name_is_free(sql_enum: &SqlEnum, errors: &Errors) {
    const BUILT_IN: [&str; 40] = [
        "bit",
        "bool",
        "box",
        "bytea",
        "char",
        "cidr",
        "circle",
        "date",
        "float4",
        "float8",
        "inet",
        "int2",
        "int4",
        "int8",
        "interval",
        "json",
        "jsonb",
        "jsonpath",
        "line",
        "lseg",
        "macaddr",
        "macaddr8",
        "money",
        "name",
        "numeric",
        "oid",
        "path",
        "point",
        "polygon",
        "record",
        "text",
        "time",
        "timestamp",
        "timestamptz",
        "timetz",
        "uuid",
        "varbit",
        "varchar",
        "void",
        "xml",
    ];
    let own = sql_enum.schema.is_some() || sql_enum.is_text;
    if !own && BUILT_IN.contains(&sql_enum.name.as_str()) {
        errors.at(
            &sql_enum.ident,
            format!(
                "`{0}` is a type of PostgreSQL's own: call this one otherwise, as in `#[sql_enum(name = \"{0}_kind\")]`",
                sql_enum.name
            ),
        );
    }
}

/// PostgreSQL takes values of 63 bytes.
fn names_fit(sql_enum: &SqlEnum, errors: &Errors) {
    for variant in &sql_enum.variants {
        if variant.value.len() > 63 {
            errors.at(
                &variant.ident,
                format!(
                    "`{}` has {} bytes and PostgreSQL takes 63: shorten it with `#[sql_enum(rename = \"…\")]`",
                    variant.value,
                    variant.value.len()
                ),
            );
        }
    }
}
