//! From the attributes to the enum.

use super::case::{CASES, Case};
use super::{SqlEnum, Variant};
use crate::attribute::{PathOption, Text, merged_options, option_error};
use crate::errors::Errors;
use crate::model::docs;
use crate::naming::{fitting, snake_case};
use crate::suggest::did_you_mean;
use darling::FromMeta;
use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Fields, Ident, Meta, parse_quote};

#[derive(FromMeta, Default)]
#[darling(default)]
struct EnumOptions {
    name: Option<Text>,
    schema: Option<Text>,
    storage: Storage,
    rename_all: Case,
    renamed_from: Option<Text>,
    #[darling(rename = "crate")]
    krate: Option<PathOption>,
}

impl EnumOptions {
    const KNOWN: [&str; 6] = [
        "name",
        "schema",
        "storage",
        "rename_all",
        "renamed_from",
        "crate",
    ];
}

#[derive(FromMeta, Default)]
#[darling(default)]
struct VariantOptions {
    rename: Option<Text>,
    renamed_from: Option<Text>,
}

impl VariantOptions {
    const KNOWN: [&str; 2] = ["rename", "renamed_from"];
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Storage {
    #[default]
    Native,
    Text,
}

impl FromMeta for Storage {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match Text::from_meta(meta).map(|text| text.value()).as_deref() {
            Ok("native") => Ok(Storage::Native),
            Ok("text") => Ok(Storage::Text),
            _ => Err(option_error(
                meta,
                "says how PostgreSQL stores the enum: use `storage = \"native\"` or `storage = \"text\"`",
            )),
        }
    }
}

impl FromMeta for Case {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let text = Text::from_meta(meta)?;
        let written = text.value();
        CASES
            .iter()
            .find(|(name, _)| *name == written)
            .map(|(_, case)| *case)
            .ok_or_else(|| {
                let hint = did_you_mean(&written, CASES.map(|(name, _)| name));
                darling::Error::custom(format!("unknown case `{written}`{hint}")).with_span(&text.0)
            })
    }
}

/// Reads an enum. What cannot be stored comes out without values, so that the columns that hold it
/// do not complain as well.
pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Option<SqlEnum> {
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "an enum in a database has no parameters: remove them",
        );
        return None;
    }
    let options: EnumOptions =
        merged_options("sql_enum", &input.attrs, &EnumOptions::KNOWN, errors);
    let variants = match &input.data {
        Data::Enum(data) => read_variants(data, &input.ident, options.rename_all, errors),
        Data::Struct(_) | Data::Union(_) => {
            errors.at(
                &input.ident,
                "`SqlEnum` is for enums: use `enum Name { First, Second }`",
            );
            Vec::new()
        }
    };
    Some(SqlEnum {
        core: options
            .krate
            .map_or_else(|| parse_quote!(::schema_core), |path| path.0),
        ident: input.ident.clone(),
        name: fitting(
            &options
                .name
                .as_ref()
                .map_or_else(|| snake_case(&input.ident.unraw().to_string()), Text::value),
        ),
        schema: options.schema.as_ref().map(Text::value),
        is_text: options.storage == Storage::Text,
        renamed_from: options.renamed_from.as_ref().map(Text::value),
        comment: docs(&input.attrs).text,
        variants,
    })
}

/// The variants, or none if they cannot be stored.
fn read_variants(data: &DataEnum, ident: &Ident, case: Case, errors: &Errors) -> Vec<Variant> {
    if data.variants.is_empty() {
        errors.at(
            ident,
            "an enum without values cannot be stored: add a variant",
        );
    }
    let mut fieldless = true;
    let mut variants = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(
                &variant.fields,
                format!(
                    "`{}` has fields and cannot be stored as one value: remove them",
                    variant.ident
                ),
            );
            fieldless = false;
        }
        let own: VariantOptions =
            merged_options("sql_enum", &variant.attrs, &VariantOptions::KNOWN, errors);
        variants.push(Variant {
            value: own.rename.as_ref().map_or_else(
                || case.apply(&variant.ident.unraw().to_string()),
                Text::value,
            ),
            ident: variant.ident.clone(),
            renamed_from: own.renamed_from.as_ref().map(Text::value),
        });
    }
    if fieldless { variants } else { Vec::new() }
}
