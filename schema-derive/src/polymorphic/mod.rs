//! `#[derive(Polymorphic)]`: an enum that references a row of one of several models.

mod expand;
mod read;

use crate::errors::Errors;
use crate::naming::source_text;
use crate::sql_type::SqlType;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{DeriveInput, Path, Type, Visibility};

/// Expands the derive. After a mistake only what is wrong is said.
pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let errors = Errors::new();
    let polymorphic = read::read(input, &errors);
    let polymorphic = polymorphic.map(|polymorphic| {
        let polymorphic = tags_differ(polymorphic, &errors);
        let polymorphic = targets_differ(polymorphic, &errors);
        keys_are_of_one_type(polymorphic, &errors)
    });
    let sound = errors.is_empty();
    let errors = errors.into_compile_errors();
    let expanded = polymorphic.map(|polymorphic| expand::expand(&polymorphic, sound));
    quote! {
        #errors
        #expanded
    }
}

/// An enum with a variant for each model that it may reference.
pub(crate) struct Polymorphic {
    pub(crate) core: Path,
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    /// The options of the enum of tags, as `SqlEnum` takes them.
    pub(crate) kind_options: TokenStream,
    pub(crate) sql_type: SqlType,
    pub(crate) targets: Vec<Target>,
    /// Whether variants with mistakes are left out.
    pub(crate) leaves_out: bool,
}

pub(crate) struct Target {
    pub(crate) variant: Ident,
    pub(crate) model: Path,
    pub(crate) key: Type,
    pub(crate) tag: String,
    pub(crate) renamed_from: Option<String>,
}

/// Two variants never share a tag: it could not be read back. Others are left out.
fn tags_differ(mut polymorphic: Polymorphic, errors: &Errors) -> Polymorphic {
    let mut kept: Vec<Target> = Vec::new();
    for target in polymorphic.targets {
        let Some(other) = kept.iter().find(|other| other.tag == target.tag) else {
            kept.push(target);
            continue;
        };
        errors.at(
            &target.variant,
            format!(
                "`{}` and `{}` both have the tag `{}`: give one another tag",
                other.variant, target.variant, target.tag
            ),
        );
        polymorphic.leaves_out = true;
    }
    polymorphic.targets = kept;
    polymorphic
}

/// A row of a model is referenced in one way. Others are left out.
fn targets_differ(mut polymorphic: Polymorphic, errors: &Errors) -> Polymorphic {
    let mut kept: Vec<Target> = Vec::new();
    for target in polymorphic.targets {
        let model = source_text(&target.model);
        let other = kept.iter().find(|other| source_text(&other.model) == model);
        let Some(other) = other else {
            kept.push(target);
            continue;
        };
        errors.at(
            &target.model,
            format!(
                "`{}` and `{}` both reference `{model}`: one variant for each model",
                other.variant, target.variant
            ),
        );
        polymorphic.leaves_out = true;
    }
    polymorphic.targets = kept;
    polymorphic
}

/// All keys are in one column. Those of another type are left out.
fn keys_are_of_one_type(mut polymorphic: Polymorphic, errors: &Errors) -> Polymorphic {
    let Some(first) = polymorphic.targets.first() else {
        return polymorphic;
    };
    let (variant, expected) = (first.variant.clone(), source_text(&first.key));
    let mut leaves_out = false;
    polymorphic.targets.retain(|target| {
        let found = source_text(&target.key);
        if found != expected {
            errors.at(
                &target.key,
                format!(
                    "the key of `{}` is `{found}`, and that of `{variant}` is `{expected}`: all targets have keys of one type",
                    target.variant
                ),
            );
            leaves_out = true;
        }
        found == expected
    });
    polymorphic.leaves_out |= leaves_out;
    polymorphic
}
