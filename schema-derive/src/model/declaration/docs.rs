//! Documentation comments.

use crate::model::Docs;
use syn::{Attribute, Expr, Lit, Meta};

/// The documentation comments among some attributes.
pub(crate) fn docs(attributes: &[Attribute]) -> Docs {
    let attributes: Vec<Attribute> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect();
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .collect();
    let text: Vec<&str> = lines
        .iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    Docs {
        attributes,
        text: text.join("\n").trim().to_owned(),
    }
}
