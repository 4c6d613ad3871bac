//! `schema!`: gathers models into a schema.

mod check;
mod expand;
mod parse;
mod recover;

use crate::errors::Errors;
use crate::id::Id;
use crate::naming::source_text;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Path, Visibility};

/// Expands the macro. After a mistake the schema and its models still come out, so that the models
/// do not complain about a schema that is missing.
pub(crate) fn expand(input: TokenStream, id: impl FnOnce(&Ident) -> Id) -> TokenStream {
    let errors = Errors::new();
    let schema = match parse::parse(input.clone(), &errors) {
        Ok(schema) => check::checked(schema, &errors),
        Err(error) => {
            errors.push(error);
            recover::schema(input)
        }
    };
    let sound = errors.is_empty();
    let errors = errors.into_compile_errors();
    let expanded = expand::schema(&schema, id(&schema.ident), sound);
    quote! {
        #errors
        #expanded
    }
}

/// A schema as written.
pub(crate) struct Schema {
    pub(crate) core: Path,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) comment: String,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) domains: Vec<Domain>,
    pub(crate) external: Vec<Path>,
    pub(crate) shared: Vec<Path>,
    pub(crate) allow: Vec<Allowed>,
}

pub(crate) struct Domain {
    pub(crate) name: Ident,
    pub(crate) models: Vec<Path>,
}

/// `From -> To`
pub(crate) struct Allowed {
    pub(crate) from: Path,
    pub(crate) to: Path,
}

impl Schema {
    /// The models of all domains, in order.
    pub(crate) fn models(&self) -> impl Iterator<Item = &Path> {
        self.domains.iter().flat_map(|domain| &domain.models)
    }
}

/// A path as one writes it.
pub(crate) fn written(path: &Path) -> String {
    source_text(path)
}
