//! What is written on the struct, attribute by attribute, before any name is looked up.

use super::attributes::{
    CheckOptions, ColumnOptions, IndexOptions, ReferencesOptions, RelationOptions, TableOptions,
    UniqueOptions,
};
use super::index_items::{self, IndexItem};
use super::{Docs, RelationKind};
use crate::attribute::{Arguments, Next, arguments, attribute_name, read_options};
use crate::errors::Errors;
use crate::suggest::did_you_mean;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DeriveInput, Expr, Fields, Ident, Lit, LitStr, Meta, Path, Token, Type,
    TypePath, token,
};

/// A struct with its attributes.
pub(crate) struct Declaration {
    pub(crate) ident: Ident,
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
    pub(crate) column: ColumnOptions,
    pub(crate) references: Vec<References>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) unique: Vec<Unique>,
    pub(crate) checks: Vec<Check>,
}

/// `#[references(Target(columns), …)]`
pub(crate) struct References {
    pub(crate) target: Path,
    pub(crate) target_columns: Vec<Ident>,
    pub(crate) options: ReferencesOptions,
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
const ON_FIELD: [&str; 5] = ["column", "references", "index", "unique", "check"];

/// Reads a struct. Nothing comes out if there is no table to make at all.
pub(crate) fn read(input: &DeriveInput, errors: &Errors) -> Option<Declaration> {
    let fields = named_fields(input, errors)?;
    let mut declaration = Declaration {
        ident: input.ident.clone(),
        docs: docs(&input.attrs),
        table_name: None,
        primary_key: None,
        table: TableOptions::default(),
        fields: fields
            .iter()
            .filter_map(|field| read_field(field, errors))
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
        return None;
    };
    match &data.fields {
        Fields::Named(fields) if !fields.named.is_empty() => Some(fields.named.iter().collect()),
        Fields::Named(_) => {
            errors.at(&input.ident, "a table needs a column: add a field");
            None
        }
        Fields::Unnamed(_) | Fields::Unit => {
            errors.at(&input.ident, message);
            None
        }
    }
}

fn read_struct_attribute(attribute: &Attribute, declaration: &mut Declaration, errors: &Errors) {
    let name = attribute_name(attribute);
    match name.as_str() {
        "diesel" => read_diesel_struct(attribute, declaration, errors),
        "table" => {
            if let Some(options) = read_table(attribute, errors) {
                declaration.table = options;
            }
        }
        "references" => {
            let known = &ReferencesOptions::KNOWN_ON_STRUCT;
            let references = read_references(attribute, known, &declaration.ident, errors);
            declaration.references.extend(references);
        }
        "relation" => {
            declaration
                .relations
                .extend(read_relation(attribute, &declaration.ident, errors));
        }
        "index" => {
            let known = &IndexOptions::KNOWN_ON_STRUCT;
            declaration
                .indexes
                .extend(read_index(attribute, known, index_items::next, errors));
        }
        "unique" => {
            let unique = read_unique(attribute, index_items::next_column, errors);
            declaration.unique.extend(unique);
        }
        "check" => declaration.checks.extend(read_check(attribute, errors)),
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

fn read_field(field: &syn::Field, errors: &Errors) -> Option<Field> {
    let ident = field.ident.clone()?;
    let mut result = Field {
        ident,
        rust_type: field.ty.clone(),
        docs: docs(&field.attrs),
        column_name: None,
        sql_type: None,
        embed: None,
        column: ColumnOptions::default(),
        references: Vec::new(),
        indexes: Vec::new(),
        unique: Vec::new(),
        checks: Vec::new(),
    };
    for attribute in &field.attrs {
        read_field_attribute(attribute, &mut result, errors);
    }
    Some(result)
}

fn read_field_attribute(attribute: &Attribute, field: &mut Field, errors: &Errors) {
    let name = attribute_name(attribute);
    match name.as_str() {
        "diesel" => read_diesel_field(attribute, field, errors),
        "column" => {
            let Some(arguments) = errors.handle(arguments(attribute, no_positional::<()>)) else { return };
            let known = &ColumnOptions::KNOWN;
            if let Some(options) = read_options("column", &arguments.options, known, errors) {
                field.column = options;
            }
        }
        "references" => {
            let known = &ReferencesOptions::KNOWN_ON_FIELD;
            let here = Ident::new("Self", field.ident.span());
            field.references.extend(read_references(attribute, known, &here, errors));
        }
        "index" => {
            let known = &IndexOptions::KNOWN_ON_FIELD;
            field.indexes.extend(read_index(attribute, known, no_positional, errors));
        }
        "unique" => field.unique.extend(read_unique(attribute, no_positional, errors)),
        "check" => field.checks.extend(read_check(attribute, errors)),
        "relation" => errors.at(
            attribute.path(),
            "`#[relation]` belongs on the struct: put it above `struct`; the relation of a foreign key comes with its `#[references]`",
        ),
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

fn read_table(attribute: &Attribute, errors: &Errors) -> Option<TableOptions> {
    let arguments: Arguments<()> = errors.handle(arguments(attribute, no_positional))?;
    read_options("table", &arguments.options, &TableOptions::KNOWN, errors)
}

fn read_references(
    attribute: &Attribute,
    known: &[&str],
    model: &Ident,
    errors: &Errors,
) -> Option<References> {
    struct Target {
        path: Path,
        columns: Vec<Ident>,
    }
    let next = |input: ParseStream<'_>| {
        let ahead = input.fork();
        let is_option = Ident::parse_any(&ahead)
            .is_ok_and(|word| ahead.peek(Token![=]) || known.contains(&word.to_string().as_str()));
        if is_option {
            return Ok(Next::Options);
        }
        let path: Path = Path::parse_mod_style(input)?;
        let mut columns = Vec::new();
        if input.peek(token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            columns = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?
                .into_iter()
                .collect();
        }
        Ok(Next::Positional(Target { path, columns }))
    };
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options("references", &arguments.options, known, errors);
    let mut targets = arguments.positional.into_iter();
    let Some(mut target) = targets.next() else {
        errors.at(
            &attribute.meta,
            "`#[references]` needs the model that the key references: use `#[references(Model)]`",
        );
        return None;
    };
    if let Some(second) = targets.next() {
        let message = match second.path.get_ident() {
            Some(word) => {
                let hint = did_you_mean(&word.to_string(), known.iter().copied());
                format!("unknown option `{word}` of `#[references]`{hint}")
            }
            None => "a foreign key references one model: remove this".to_owned(),
        };
        errors.at(&second.path, message);
    }
    if target.path.is_ident("Self") {
        let span = target.path.segments[0].ident.span();
        target.path = Ident::new(&model.to_string(), span).into();
    }
    Some(References {
        target: target.path,
        target_columns: target.columns,
        options: options.unwrap_or_default(),
        place: attribute.meta.clone(),
    })
}

enum RelationWord {
    Kind(Ident),
    Target(Ident, Path),
}

fn read_relation(attribute: &Attribute, model: &Ident, errors: &Errors) -> Option<Relation> {
    let next = |input: ParseStream<'_>| {
        let ahead = input.fork();
        if ahead.parse::<Ident>().is_err() {
            return Ok(Next::Options);
        }
        if ahead.peek(Token![:]) && !ahead.peek(Token![::]) {
            let name = input.parse()?;
            input.parse::<Token![:]>()?;
            let target = Path::parse_mod_style(input)?;
            return Ok(Next::Positional(RelationWord::Target(name, target)));
        }
        if ahead.is_empty() || ahead.peek(Token![,]) {
            return Ok(Next::Positional(RelationWord::Kind(input.parse()?)));
        }
        Ok(Next::Options)
    };
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options(
        "relation",
        &arguments.options,
        &RelationOptions::KNOWN,
        errors,
    )?;
    let mut words = arguments.positional.into_iter();
    let usage = "use `#[relation(many, children: Child)]`";
    let kind = match words.next() {
        Some(RelationWord::Kind(word)) if word == "many" => RelationKind::Many,
        Some(RelationWord::Kind(word)) if word == "one" => RelationKind::One,
        Some(RelationWord::Kind(word)) => {
            let hint = did_you_mean(&word.to_string(), ["many", "one"]);
            errors.at(&word, format!("unknown kind of relation `{word}`{hint}"));
            return None;
        }
        Some(RelationWord::Target(name, _)) => {
            errors.at(
                &name,
                format!("the kind of the relation is missing: {usage} or `one`"),
            );
            return None;
        }
        None => {
            errors.at(
                &attribute.meta,
                format!("a relation needs a kind, a name and a model: {usage}"),
            );
            return None;
        }
    };
    match words.next() {
        Some(RelationWord::Target(name, mut target)) => {
            if let Some(RelationWord::Kind(word) | RelationWord::Target(word, _)) = words.next() {
                let hint = did_you_mean(&word.to_string(), RelationOptions::KNOWN);
                errors.at(
                    &word,
                    format!("unknown option `{word}` of `#[relation]`{hint}"),
                );
            }
            if target.is_ident("Self") {
                let span = target.segments[0].ident.span();
                target = Ident::new(&model.to_string(), span).into();
            }
            Some(Relation {
                kind,
                name,
                target,
                options,
            })
        }
        Some(RelationWord::Kind(word)) => {
            errors.at(
                &word,
                format!("the relation needs a name and a model: {usage}"),
            );
            None
        }
        None => {
            errors.at(
                &attribute.meta,
                format!("the relation needs a name and a model: {usage}"),
            );
            None
        }
    }
}

fn read_index(
    attribute: &Attribute,
    known: &[&str],
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<IndexItem>>,
    errors: &Errors,
) -> Option<Index> {
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options("index", &arguments.options, known, errors)?;
    Some(Index {
        items: arguments.positional,
        options,
        place: attribute.meta.clone(),
    })
}

fn read_unique(
    attribute: &Attribute,
    next: impl Fn(ParseStream<'_>) -> syn::Result<Next<Ident>>,
    errors: &Errors,
) -> Option<Unique> {
    let arguments = errors.handle(arguments(attribute, next))?;
    let options = read_options("unique", &arguments.options, &UniqueOptions::KNOWN, errors)?;
    Some(Unique {
        columns: arguments.positional,
        options,
        place: attribute.meta.clone(),
    })
}

fn read_check(attribute: &Attribute, errors: &Errors) -> Option<Check> {
    let next = |input: ParseStream<'_>| {
        if input.peek(LitStr) {
            return Ok(Next::Positional(input.parse::<LitStr>()?));
        }
        Ok(Next::Options)
    };
    let arguments = errors.handle(arguments(attribute, next))?;
    let options: CheckOptions =
        read_options("check", &arguments.options, &CheckOptions::KNOWN, errors)?;
    let mut expressions = arguments.positional.into_iter();
    let expression = expressions.next();
    if let Some(second) = expressions.next() {
        errors.at(second, "a check has one expression: use a `#[check]` each");
    }
    let anywhere = [&options.postgres, &options.sqlite, &options.mysql];
    if expression.is_none() && anywhere.iter().all(|text| text.is_none()) {
        errors.at(
            &attribute.meta,
            "`#[check]` needs an SQL expression: use `#[check(\"position >= 0\")]`",
        );
        return None;
    }
    Some(Check {
        expression,
        options,
        place: attribute.meta.clone(),
    })
}

/// Reads what we share with Diesel's derives, which report mistakes in their own attributes.
fn read_diesel_struct(attribute: &Attribute, declaration: &mut Declaration, errors: &Errors) {
    let Ok(items) =
        attribute.parse_args_with(Punctuated::<DieselItem, Token![,]>::parse_terminated)
    else {
        return;
    };
    for item in items {
        match item.name.to_string().as_str() {
            "table_name" => match item.ident() {
                Some(table_name) => declaration.table_name = Some(table_name),
                None => errors.at(
                    &item.value,
                    "the table is made beside the struct: use a plain name, `#[diesel(table_name = name)]`",
                ),
            },
            "primary_key" => declaration.primary_key = Some(item.idents()),
            _ => {}
        }
    }
}

fn read_diesel_field(attribute: &Attribute, field: &mut Field, errors: &Errors) {
    let Ok(items) =
        attribute.parse_args_with(Punctuated::<DieselItem, Token![,]>::parse_terminated)
    else {
        return;
    };
    for item in items {
        match item.name.to_string().as_str() {
            "column_name" => match item.ident() {
                Some(column_name) => field.column_name = Some(column_name),
                None => errors.at(
                    &item.value,
                    "a column is called by a plain name: use `#[diesel(column_name = name)]`, and `#[column(sql_name = \"…\")]` for what is no Rust name",
                ),
            },
            "sql_type" => {
                if let Ok(sql_type) = syn::parse2(item.value.clone()) {
                    field.sql_type = Some(sql_type);
                }
            }
            "embed" => field.embed = Some(item.name.clone().into()),
            _ => {}
        }
    }
}

/// One item of `#[diesel(…)]`: `name`, `name = value` or `name(…)`.
struct DieselItem {
    name: Ident,
    value: proc_macro2::TokenStream,
}

impl DieselItem {
    /// The value as an identifier; Diesel takes it in quotes as well.
    fn ident(&self) -> Option<Ident> {
        if let Ok(text) = syn::parse2::<LitStr>(self.value.clone()) {
            return text.parse().ok();
        }
        syn::parse2(self.value.clone()).ok()
    }

    fn idents(&self) -> Vec<Ident> {
        let parser = Punctuated::<Ident, Token![,]>::parse_terminated;
        syn::parse::Parser::parse2(parser, self.value.clone())
            .map(|idents| idents.into_iter().collect())
            .unwrap_or_default()
    }
}

impl syn::parse::Parse for DieselItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let mut value = proc_macro2::TokenStream::new();
        if input.peek(token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            value = content.parse()?;
        } else if input.parse::<Option<Token![=]>>()?.is_some() {
            if name == "sql_type" {
                value = input.parse::<TypePath>()?.into_token_stream();
            }
            while !input.is_empty() && !input.peek(Token![,]) {
                value.extend([input.parse::<proc_macro2::TokenTree>()?]);
            }
        }
        Ok(DieselItem { name, value })
    }
}

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
