//! From the attributes to the enum.

use super::{Polymorphic, Target};
use crate::attribute::{PathOption, Text, merged_options};
use crate::database_types::missing_feature;
use crate::errors::Errors;
use crate::naming::{snake_case, source_text};
use crate::sql_type::{self, SqlType};
use darling::FromMeta;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, LitStr, Path, Type, Variant, parse_quote};

#[derive(FromMeta, Default)]
#[darling(default)]
struct EnumOptions {
    name: Option<Text>,
    schema: Option<Text>,
    storage: Option<Text>,
    renamed_from: Option<Text>,
    sql_type: Option<PathOption>,
    #[darling(rename = "crate")]
    krate: Option<PathOption>,
}

impl EnumOptions {
    const KNOWN: [&str; 6] = [
        "name",
        "schema",
        "storage",
        "renamed_from",
        "sql_type",
        "crate",
    ];
}

#[derive(FromMeta, Default)]
#[darling(default)]
struct VariantOptions {
    tag: Option<Text>,
    model: Option<PathOption>,
    renamed_from: Option<Text>,
}

impl VariantOptions {
    const KNOWN: [&str; 3] = ["tag", "model", "renamed_from"];
}

/// Reads an enum; nothing of what is no enum.
pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Option<Polymorphic> {
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "an enum in a database has no parameters: remove them",
        );
        return None;
    }
    let Data::Enum(data) = &input.data else {
        errors.at(
            &input.ident,
            "`Polymorphic` is for enums: use `enum Name { First(i32), Second(i32) }` with a variant for each model",
        );
        return None;
    };
    if data.variants.is_empty() {
        errors.at(
            &input.ident,
            "an enum without variants references nothing: add one for each model",
        );
        return None;
    }
    let options: EnumOptions =
        merged_options("polymorphic", &input.attrs, &EnumOptions::KNOWN, errors);
    let targets: Vec<Target> = data
        .variants
        .iter()
        .filter_map(|variant| read_target(variant, errors))
        .collect();
    let core: Path = match &options.krate {
        Some(path) => path.0.clone(),
        None => parse_quote!(::schema_core),
    };
    let name = options.name.as_ref().map_or_else(
        || snake_case(&format!("{}Kind", input.ident.unraw())),
        Text::value,
    );
    let schema = options.schema.as_ref().map(|schema| &schema.0);
    let schema = schema.map(|schema| quote!(schema = #schema,));
    let storage = options.storage.as_ref().map(|storage| &storage.0);
    let storage = storage.map(|storage| quote!(storage = #storage,));
    let former = options.renamed_from.as_ref().map(|name| &name.0);
    let former = former.map(|name| quote!(renamed_from = #name,));
    Some(Polymorphic {
        kind_options: quote!(name = #name, #schema #storage #former crate = #core),
        sql_type: match &options.sql_type {
            Some(path) => sql_type::parse(&parse_path(&path.0)),
            None => inferred(&targets.first()?.key, errors)?,
        },
        core,
        ident: input.ident.clone(),
        visibility: input.vis.clone(),
        leaves_out: targets.len() < data.variants.len(),
        targets,
    })
}

fn parse_path(path: &Path) -> syn::TypePath {
    syn::TypePath {
        qself: None,
        path: path.clone(),
    }
}

fn inferred(key: &Type, errors: &Errors) -> Option<SqlType> {
    let written = source_text(key);
    let Some(sql_type) = sql_type::infer(key) else {
        errors.at(
            key,
            format!("the SQL type of `{written}` is not known: add `#[polymorphic(sql_type = …)]` to the enum"),
        );
        return None;
    };
    match missing_feature(&written, &sql_type) {
        Some(message) => {
            errors.at(key, message);
            None
        }
        None => Some(sql_type),
    }
}

fn read_target(variant: &Variant, errors: &Errors) -> Option<Target> {
    let options: VariantOptions = merged_options(
        "polymorphic",
        &variant.attrs,
        &VariantOptions::KNOWN,
        errors,
    );
    let ident = &variant.ident;
    if ident == "Missing" {
        errors.at(
            ident,
            "the enum of loaded rows has a variant `Missing` itself: call this one otherwise, and name its model with `#[polymorphic(model = Missing)]`",
        );
        return None;
    }
    let Fields::Unnamed(fields) = &variant.fields else {
        errors.at(
            variant,
            format!("`{ident}` needs the key of the row that it references: use `{ident}(i32)`"),
        );
        return None;
    };
    let mut keys = fields.unnamed.iter();
    let (Some(key), None) = (keys.next(), keys.next()) else {
        errors.at(fields, format!("`{ident}` has one key: use `{ident}(i32)`"));
        return None;
    };
    let tag = match options.tag {
        Some(Text(tag)) => tag,
        // The rest goes on with the one that is proposed, and has nothing else to complain of.
        None => {
            let tag = snake_case(&ident.unraw().to_string());
            errors.at(
                ident,
                format!("`{ident}` needs a tag, which stays the same when the variant is renamed: add `#[polymorphic(tag = \"{tag}\")]`"),
            );
            LitStr::new(&tag, ident.span())
        }
    };
    let is_plain = |one: char| !one.is_control() && !matches!(one, '\'' | '"' | '\\' | '`');
    if tag.value().is_empty() || !tag.value().chars().all(is_plain) {
        errors.at(
            &tag,
            "a tag has characters, and no quotes or backslashes among them: use letters, digits and `_`",
        );
        return None;
    }
    Some(Target {
        variant: ident.clone(),
        model: match options.model {
            Some(path) => path.0,
            None => ident.clone().into(),
        },
        key: key.ty.clone(),
        tag: tag.value(),
        renamed_from: options.renamed_from.as_ref().map(Text::value),
    })
}
