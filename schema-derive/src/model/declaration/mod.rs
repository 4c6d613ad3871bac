//! What is written on the struct, attribute by attribute, before any name is looked up.

mod constraints;
mod diesel;
mod docs;
mod references;
mod relation;

pub(crate) use docs::docs;

use super::attributes::{
    CheckOptions, ColumnOptions, IndexOptions, ReferencesOptions, RelationOptions, TableOptions,
    UniqueOptions,
};
use super::index_items::{self, IndexItem};
use super::polymorphic::PolymorphicOptions;
use super::{Docs, RelationKind};
use crate::attribute::{Next, attribute_name, merged_options};
use crate::errors::Errors;
use syn::parse::ParseStream;
use syn::{
    Attribute, Data, DeriveInput, Fields, Ident, LitStr, Meta, Path, Type, TypePath, Visibility,
};

/// A struct with its attributes.
pub(crate) struct Declaration {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) docs: Docs,
    pub(crate) table_name: Option<Ident>,
    pub(crate) primary_key: Option<Vec<Ident>>,
    pub(crate) table: TableOptions,
    pub(crate) fields: Vec<Field>,
    pub(crate) references: Vec<References>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) unique: Vec<Unique>,
    pub(crate) checks: Vec<Check>,
}

/// A field with its attributes.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) rust_type: Type,
    pub(crate) docs: Docs,
    pub(crate) column_name: Option<Ident>,
    pub(crate) sql_type: Option<TypePath>,
    pub(crate) embed: Option<Path>,
    pub(crate) skips_insertion: bool,
    pub(crate) polymorphic: Option<Polymorphic>,
    /// `#[relation]`, which does not belong here.
    pub(crate) relation: Option<Path>,
    pub(crate) column: ColumnOptions,
    pub(crate) references: Vec<References>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) unique: Vec<Unique>,
    pub(crate) checks: Vec<Check>,
}

/// `#[polymorphic(…)]`
pub(crate) struct Polymorphic {
    pub(crate) options: PolymorphicOptions,
    pub(crate) place: Meta,
}

/// `#[references(Target(columns), …)]`
pub(crate) struct References {
    pub(crate) target: Path,
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) options: ReferencesOptions,
    /// Whether the options were read without a mistake.
    pub(crate) is_sound: bool,
    pub(crate) place: Meta,
}

/// `#[relation(kind, name: Target, …)]`
pub(crate) struct Relation {
    pub(crate) kind: RelationKind,
    pub(crate) name: Ident,
    pub(crate) target: Path,
    pub(crate) options: RelationOptions,
}

/// `#[index(…)]`
pub(crate) struct Index {
    pub(crate) items: Vec<IndexItem>,
    pub(crate) options: IndexOptions,
    pub(crate) place: Meta,
}

/// `#[unique(…)]`
pub(crate) struct Unique {
    pub(crate) columns: Vec<Ident>,
    pub(crate) options: UniqueOptions,
    pub(crate) place: Meta,
}

/// `#[check("…", …)]`
pub(crate) struct Check {
    pub(crate) expression: Option<LitStr>,
    pub(crate) options: CheckOptions,
    pub(crate) place: Meta,
}

/// The attributes of ours that stand on a struct, and those that stand on a field.
const ON_STRUCT: [&str; 6] = [
    "table",
    "references",
    "relation",
    "index",
    "unique",
    "check",
];
const ON_FIELD: [&str; 6] = [
    "column",
    "references",
    "polymorphic",
    "index",
    "unique",
    "check",
];

/// Reads a struct. What has no columns comes out as a table without, so that the code that uses the
/// model does not complain as well.
pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Option<Declaration> {
    let fields = named_fields(input, errors)?;
    let mut declaration = Declaration {
        ident: input.ident.clone(),
        visibility: input.vis.clone(),
        docs: docs(&input.attrs),
        table_name: None,
        primary_key: None,
        table: merged_options("table", &input.attrs, &TableOptions::KNOWN, errors),
        fields: fields
            .iter()
            .filter_map(|field| read_field(field, &input.ident, errors))
            .collect(),
        references: Vec::new(),
        relations: Vec::new(),
        indexes: Vec::new(),
        unique: Vec::new(),
        checks: Vec::new(),
    };
    for attribute in &input.attrs {
        read_struct_attribute(attribute, &mut declaration, errors);
    }
    Some(declaration)
}

fn named_fields<'a>(input: &'a DeriveInput, errors: &Errors) -> Option<Vec<&'a syn::Field>> {
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "a model is one table: remove the generic parameters",
        );
        return None;
    }
    let message = "a model is a struct with named fields: use `struct Name { field: Type }`";
    let Data::Struct(data) = &input.data else {
        errors.at(&input.ident, message);
        return Some(Vec::new());
    };
    match &data.fields {
        Fields::Named(fields) if !fields.named.is_empty() => Some(fields.named.iter().collect()),
        Fields::Named(_) => {
            errors.at(&input.ident, "a table needs a column: add a field");
            Some(Vec::new())
        }
        Fields::Unnamed(_) | Fields::Unit => {
            errors.at(&input.ident, message);
            Some(Vec::new())
        }
    }
}

fn read_struct_attribute(attribute: &Attribute, declaration: &mut Declaration, errors: &Errors) {
    match attribute_name(attribute).as_str() {
        "diesel" => diesel::read_struct(attribute, declaration, errors),
        "references" => {
            let known = &ReferencesOptions::KNOWN_ON_STRUCT;
            let references = references::read(attribute, known, &declaration.ident, errors);
            declaration.references.extend(references);
        }
        "relation" => {
            let relation = relation::read(attribute, &declaration.ident, errors);
            declaration.relations.extend(relation);
        }
        "index" => {
            let known = &IndexOptions::KNOWN_ON_STRUCT;
            let index = constraints::read_index(attribute, known, index_items::next, errors);
            declaration.indexes.extend(index);
        }
        "unique" => {
            let unique = constraints::read_unique(attribute, index_items::next_column, errors);
            declaration.unique.extend(unique);
        }
        "check" => declaration
            .checks
            .extend(constraints::read_check(attribute, errors)),
        "column" => {
            let places = ON_STRUCT.map(|name| format!("`#[{name}]`")).join(", ");
            errors.at(
                attribute.path(),
                format!("`#[column]` belongs on a field: a struct takes {places}"),
            );
        }
        _ => {}
    }
}

fn read_field(field: &syn::Field, model: &Ident, errors: &Errors) -> Option<Field> {
    let mut result = Field {
        ident: field.ident.clone()?,
        rust_type: field.ty.clone(),
        docs: docs(&field.attrs),
        column_name: None,
        sql_type: None,
        skips_insertion: false,
        embed: None,
        polymorphic: None,
        relation: None,
        column: merged_options("column", &field.attrs, &ColumnOptions::KNOWN, errors),
        references: Vec::new(),
        indexes: Vec::new(),
        unique: Vec::new(),
        checks: Vec::new(),
    };
    for attribute in &field.attrs {
        read_field_attribute(attribute, &mut result, model, errors);
    }
    Some(result)
}

fn read_field_attribute(attribute: &Attribute, field: &mut Field, model: &Ident, errors: &Errors) {
    match attribute_name(attribute).as_str() {
        "diesel" => diesel::read_field(attribute, field, errors),
        "references" => {
            let known = &ReferencesOptions::KNOWN_ON_FIELD;
            field
                .references
                .extend(references::read(attribute, known, model, errors));
        }
        "index" => {
            let known = &IndexOptions::KNOWN_ON_FIELD;
            let index = constraints::read_index(attribute, known, no_positional, errors);
            field.indexes.extend(index);
        }
        "unique" => {
            field
                .unique
                .extend(constraints::read_unique(attribute, no_positional, errors));
        }
        "check" => field
            .checks
            .extend(constraints::read_check(attribute, errors)),
        "polymorphic" => {
            field.polymorphic = Some(Polymorphic {
                options: merged_options(
                    "polymorphic",
                    std::slice::from_ref(attribute),
                    &PolymorphicOptions::KNOWN,
                    errors,
                ),
                place: attribute.meta.clone(),
            });
        }
        "relation" => field.relation = Some(attribute.path().clone()),
        "table" => {
            let places = ON_FIELD.map(|name| format!("`#[{name}]`")).join(", ");
            errors.at(
                attribute.path(),
                format!("`#[table]` belongs on the struct: a field takes {places}"),
            );
        }
        _ => {}
    }
}

fn no_positional<P>(_: ParseStream<'_>) -> syn::Result<Next<P>> {
    Ok(Next::Options)
}
