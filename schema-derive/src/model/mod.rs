//! `#[derive(Model)]`: attributes → declaration → checked model → tokens.

mod attributes;
mod check;
mod columns;
mod constraints;
mod declaration;
mod foreign_keys;
mod index_items;
mod indexes;
mod polymorphic;
mod relations;
mod resolve;

use crate::attribute::{Databases, DialectText};
use crate::errors::Errors;
use crate::expand;
use crate::id::Id;
use crate::sql_type::SqlType;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, DeriveInput, Expr, Meta, Path, Type, Visibility};

pub(crate) use attributes::{
    Action, ActionKind, Deferrable, GeneratedOption, IdentityKind, IdentityOption,
};
pub(crate) use declaration::docs;
pub(crate) use index_items::{Direction, Nulls};

/// Expands the derive. After mistakes the table and the trait impls still come out, so that one
/// mistake is one error and the code that uses the model is not drowned in errors of its own.
pub(crate) fn derive(input: &DeriveInput, id: Id) -> TokenStream {
    let errors = Errors::new();
    let model = declaration::read(input, &errors)
        .map(|declaration| resolve::model(declaration, id, &errors));
    if let Some(model) = &model {
        check::all(model, &errors);
    }
    let sound = errors.is_empty();
    let errors = errors.into_compile_errors();
    let expanded = model.map(|model| expand::model(&model, sound));
    quote! {
        #errors
        #expanded
    }
}

/// A model whose names are resolved: columns are known by their position in `columns`.
pub(crate) struct Model {
    pub(crate) ident: Ident,
    pub(crate) id: Id,
    pub(crate) visibility: Visibility,
    /// The path of `schema-core`: `::schema_core` unless `#[table(crate = …)]` says otherwise.
    pub(crate) core: Path,
    pub(crate) table: Table,
    pub(crate) docs: Docs,
    pub(crate) columns: Vec<Column>,
    pub(crate) primary_key: PrimaryKey,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) unique_constraints: Vec<UniqueConstraint>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) checks: Vec<Check>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) polymorphic: Vec<Polymorphic>,
}

/// The names of a table.
pub(crate) struct Table {
    /// The module that `table!` makes.
    pub(crate) module: Ident,
    pub(crate) sql_name: String,
    pub(crate) schema: Option<Ident>,
    pub(crate) renamed_from: Option<String>,
    /// What `schema lint` is not to say.
    pub(crate) allow: Vec<syn::LitStr>,
}

/// Documentation comments.
pub(crate) struct Docs {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) text: String,
}

pub(crate) struct Column {
    /// The name of the column in `table!`.
    pub(crate) ident: Ident,
    /// The field; for the columns of an embedded struct, the field that embeds it.
    pub(crate) field: Ident,
    pub(crate) is_embedded: bool,
    /// What it holds of a polymorphic reference.
    pub(crate) polymorphic: Option<PolymorphicPart>,
    pub(crate) sql_name: String,
    /// The type of the field without `Option`.
    pub(crate) rust_type: Type,
    pub(crate) sql_type: SqlType,
    pub(crate) nullable: bool,
    pub(crate) docs: Docs,
    pub(crate) sql_type_name: DialectText,
    pub(crate) max_length: Option<syn::LitInt>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) generated: Option<GeneratedOption>,
    pub(crate) identity: Option<IdentityOption>,
    pub(crate) collation: DialectText,
    pub(crate) backfill: DialectText,
    pub(crate) renamed_from: Option<String>,
    /// `#[diesel(skip_insertion)]`
    pub(crate) skips_insertion: bool,
}

/// A default as written.
pub(crate) enum DefaultValue {
    Bool(bool),
    Number(String),
    /// The path of an enum's variant.
    Variant(Expr),
    Expression(DialectText),
}

pub(crate) struct PrimaryKey {
    pub(crate) name: String,
    pub(crate) columns: Vec<usize>,
}

pub(crate) struct ForeignKey {
    pub(crate) name: String,
    pub(crate) columns: Vec<usize>,
    /// The model that is referenced.
    pub(crate) target: Path,
    /// The referenced columns, if they are named; the primary key otherwise.
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) on_delete: Option<Action>,
    pub(crate) on_update: Option<Action>,
    pub(crate) deferrable: Deferrable,
    /// Whether an index comes with the key.
    pub(crate) index: bool,
    pub(crate) relation: Ident,
    /// Whether it is one of the keys of a polymorphic reference, with which the relation comes.
    pub(crate) is_of_arc: bool,
    pub(crate) reason: Option<String>,
    pub(crate) renamed_from: Option<String>,
}

/// A reference to a row of one of several models.
pub(crate) struct Polymorphic {
    pub(crate) field: Ident,
    /// The enum.
    pub(crate) rust_type: Type,
    /// The columns: tag and key, or one for each target.
    pub(crate) columns: Vec<usize>,
    pub(crate) storage: PolymorphicStorage,
    pub(crate) nullable: bool,
    pub(crate) on_delete: Option<Action>,
    pub(crate) by_triggers: bool,
    pub(crate) reason: Option<String>,
}

pub(crate) enum PolymorphicStorage {
    /// Tag and key.
    Tagged,
    /// A foreign key to each of these models.
    ExclusiveArc { targets: Vec<Path> },
}

/// What a column holds of a polymorphic reference.
pub(crate) enum PolymorphicPart {
    Tag,
    Key,
    /// The key if it is one of this model.
    Arc(Path),
}

pub(crate) struct UniqueConstraint {
    pub(crate) name: String,
    pub(crate) columns: Vec<usize>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) deferrable: Deferrable,
    pub(crate) renamed_from: Option<String>,
    /// Where it is declared.
    pub(crate) place: Meta,
}

pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) columns: Vec<IndexColumn>,
    pub(crate) unique: bool,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) condition: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) include: Vec<usize>,
    pub(crate) only: Option<Databases>,
    /// The position of the foreign key that it comes with.
    pub(crate) foreign_key: Option<usize>,
    pub(crate) renamed_from: Option<String>,
    /// Where it is declared, and whether with a name of its own.
    pub(crate) place: Meta,
    pub(crate) named: bool,
}

#[derive(Clone)]
pub(crate) struct IndexColumn {
    pub(crate) key: IndexKey,
    pub(crate) direction: Direction,
    pub(crate) nulls: Option<Nulls>,
    pub(crate) operator_class: Option<String>,
    pub(crate) collation: Option<String>,
}

#[derive(Clone)]
pub(crate) enum IndexKey {
    Column(usize),
    Expression(String),
}

pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) expression: DialectText,
    pub(crate) renamed_from: Option<String>,
    pub(crate) place: Meta,
}

/// A relation that is declared with `#[relation]`.
pub(crate) struct Relation {
    pub(crate) kind: RelationKind,
    pub(crate) name: Ident,
    pub(crate) target: Path,
    pub(crate) via: Option<Ident>,
    /// The junction table, and the key of it that leads to the target.
    pub(crate) through: Option<Path>,
    pub(crate) to: Option<Ident>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationKind {
    One,
    Many,
}

impl Model {
    /// The column names of these columns in SQL.
    pub(crate) fn sql_names(&self, columns: &[usize]) -> Vec<&str> {
        columns
            .iter()
            .map(|&column| self.columns[column].sql_name.as_str())
            .collect()
    }
}
