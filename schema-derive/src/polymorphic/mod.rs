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
    if let Some(polymorphic) = &polymorphic {
        tags_differ(polymorphic, &errors);
        targets_differ(polymorphic, &errors);
        keys_are_of_one_type(polymorphic, &errors);
    }
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
}

pub(crate) struct Target {
    pub(crate) variant: Ident,
    pub(crate) model: Path,
    pub(crate) key: Type,
    pub(crate) tag: String,
    pub(crate) renamed_from: Option<String>,
}

/// Two variants never share a tag: it could not be read back.
fn tags_differ(polymorphic: &Polymorphic, errors: &Errors) {
    for (position, target) in polymorphic.targets.iter().enumerate() {
        let mut before = polymorphic.targets[..position].iter();
        if let Some(other) = before.find(|other| other.tag == target.tag) {
            errors.at(
                &target.variant,
                format!(
                    "`{}` and `{}` both have the tag `{}`: give one another tag",
                    other.variant, target.variant, target.tag
                ),
            );
        }
    }
}

/// A row of a model is referenced in one way.
fn targets_differ(polymorphic: &Polymorphic, errors: &Errors) {
    for (position, target) in polymorphic.targets.iter().enumerate() {
        let model = source_text(&target.model);
        let mut before = polymorphic.targets[..position].iter();
        if let Some(other) = before.find(|other| source_text(&other.model) == model) {
            errors.at(
                &target.model,
                format!(
                    "`{}` and `{}` both reference `{model}`: one variant for each model",
                    other.variant, target.variant
                ),
            );
        }
    }
}

/// All keys are in one column.
fn keys_are_of_one_type(polymorphic: &Polymorphic, errors: &Errors) {
    let Some((first, others)) = polymorphic.targets.split_first() else {
        return;
    };
    let expected = source_text(&first.key);
    for target in others {
        let found = source_text(&target.key);
        if found != expected {
            errors.at(
                &target.key,
                format!(
                    "the key of `{}` is `{found}`, and that of `{}` is `{expected}`: all targets have keys of one type",
                    target.variant, first.variant
                ),
            );
        }
    }
}
