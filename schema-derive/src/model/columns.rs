//! From fields to columns.

use super::attributes::{DefaultOption, Length};
use super::declaration::Field;
use super::{Column, DefaultValue, Docs, polymorphic};
use crate::attribute::Text;
use crate::database_types::missing_feature;
use crate::errors::Errors;
use crate::naming::{fitting, source_text};
use crate::sql_type::{self, SqlType, without_option};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{Ident, Type, TypePath};

/// The columns of some fields. A field whose type is not known gets a placeholder, so that the
/// table comes out all the same.
pub(crate) fn resolve(fields: &[Field], core: &syn::Path, errors: &Errors) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in fields {
        if field.polymorphic.is_some() {
            columns.extend(polymorphic::columns(field, core, errors));
            continue;
        }
        match (&field.embed, &field.column.embed) {
            (Some(_), Some(embedded)) => {
                for (ident, rust_type) in &embedded.0 {
                    columns.push(embedded_column(field, ident, rust_type, errors));
                }
            }
            (Some(place), None) => errors.at(
                place,
                "the columns of an embedded struct are not visible from here: list them with `#[column(embed(name: Type, …))]`",
            ),
            (None, Some(_)) => errors.at(
                &field.ident,
                "`#[column(embed(…))]` lists the columns of an embedded struct: add `#[diesel(embed)]`",
            ),
            (None, None) => columns.push(column(field, errors)),
        }
    }
    columns
}

/// The variant of an enum is the default of a column of that enum.
fn default_fits(default: &DefaultValue, is_enum: bool, rust_type: &Type, errors: &Errors) -> bool {
    let written = source_text(rust_type);
    let variant = match default {
        DefaultValue::Variant(variant) => variant,
        DefaultValue::Expression(text) if is_enum => {
            let all = [&text.all, &text.postgres, &text.sqlite, &text.mysql];
            let quoted = |text: &&Text| {
                let text = text.value();
                text.chars().all(|c| c.is_alphanumeric() || c == '_')
                    || text.starts_with('\'') && text.ends_with('\'')
            };
            let Some(Text(literal)) = all.into_iter().flatten().find(quoted) else {
                return true;
            };
            if literal.value().eq_ignore_ascii_case("null") {
                return true;
            }
            errors.at(
                literal,
                format!(
                    "the default of an enum is one of its variants: use `default = {written}::…`"
                ),
            );
            return false;
        }
        DefaultValue::Number(_) | DefaultValue::Bool(_) if is_enum => {
            errors.at(
                rust_type,
                format!(
                    "the default of an enum is one of its variants: use `default = {written}::…`"
                ),
            );
            return false;
        }
        DefaultValue::Expression(_) | DefaultValue::Number(_) | DefaultValue::Bool(_) => {
            return true;
        }
    };
    if !is_enum {
        errors.at(
            variant,
            format!("a variant is the default of an `enum` column, and this is `{written}`: use SQL in quotes, as in `default = \"'text'\"`"),
        );
    }
    is_enum
}

/// What `table!` calls its own items and what it takes from elsewhere; `q` is a variable, which a
/// column of that name would match.
const NAMES_OF_DIESEL: [&str; 12] = [
    "all_columns",
    "bool",
    "columns",
    "DB",
    "diesel",
    "dsl",
    "q",
    "SqlType",
    "star",
    "str",
    "T",
    "table",
];

/// Diesel puts columns, their table and more into one module, so some columns need another Rust
/// name.
pub(crate) fn leave_out_diesels_names(columns: &mut [Column], table: &Ident, errors: &Errors) {
    for column in columns {
        let own = column.ident == *table;
        let taken = NAMES_OF_DIESEL.iter().any(|name| column.ident == name);
        if (own || taken) && !column.sql_type.is_unknown() {
            let reason = if own {
                "Diesel takes no column that is called like its table".to_owned()
            } else {
                format!("Diesel's `table!` uses the name `{}` itself", column.ident)
            };
            let message = format!(
                "{reason}: add `#[diesel(column_name = {0}_)]` and `#[column(sql_name = \"{1}\")]`",
                column.ident.unraw(),
                column.sql_name
            );
            if taken && column.ident != "q" {
                // Not even a stand-in may have the name.
                errors.at(&column.ident, message);
                column.ident = format_ident!("{}_", column.ident, span = column.ident.span());
                continue;
            }
            column.sql_type = unknown(message, &column.ident, errors);
        }
    }
}

fn column(field: &Field, errors: &Errors) -> Column {
    let (rust_type, nullable) = without_option(&field.rust_type);
    let options = &field.column;
    let ident = field
        .column_name
        .clone()
        .unwrap_or_else(|| field.ident.clone());
    let sql_type = column_type(field, rust_type, errors);
    let sql_type = match &options.max_length {
        Some(Length(_)) => sql_type.with_length(),
        None => sql_type,
    };
    let is_enum = matches!(sql_type, SqlType::Enum(_) | SqlType::Unknown { .. });
    let sql_name = options
        .sql_name
        .as_ref()
        .map_or_else(|| ident.unraw().to_string(), Text::value);
    Column {
        sql_name: fitting(&sql_name),
        ident,
        field: field.ident.clone(),
        is_embedded: false,
        polymorphic: None,
        rust_type: rust_type.clone(),
        sql_type,
        nullable,
        docs: Docs {
            attributes: field.docs.attributes.clone(),
            text: field.docs.text.clone(),
        },
        sql_type_name: options.sql_type.clone().unwrap_or_default(),
        max_length: options.max_length.as_ref().map(|length| length.0.clone()),
        default: options
            .default
            .as_ref()
            .map(|default| match default {
                DefaultOption::Bool(value) => DefaultValue::Bool(*value),
                DefaultOption::Number(number) => DefaultValue::Number(number.clone()),
                DefaultOption::Variant(variant) => DefaultValue::Variant(variant.clone()),
                DefaultOption::Expression(text) => DefaultValue::Expression(text.clone()),
            })
            .filter(|default| default_fits(default, is_enum, rust_type, errors)),
        generated: options.generated.clone(),
        identity: options.identity.clone(),
        collation: options.collation.clone().unwrap_or_default(),
        backfill: options.backfill.clone().unwrap_or_default(),
        renamed_from: options.renamed_from.as_ref().map(Text::value),
        skips_insertion: field.skips_insertion,
    }
}

fn embedded_column(field: &Field, ident: &syn::Ident, rust_type: &Type, errors: &Errors) -> Column {
    let (rust_type, nullable) = without_option(rust_type);
    Column {
        sql_name: fitting(&ident.unraw().to_string()),
        ident: ident.clone(),
        field: field.ident.clone(),
        is_embedded: true,
        polymorphic: None,
        rust_type: rust_type.clone(),
        sql_type: inferred(rust_type, errors),
        nullable,
        docs: Docs {
            attributes: Vec::new(),
            text: String::new(),
        },
        sql_type_name: Default::default(),
        max_length: None,
        default: None,
        generated: None,
        identity: None,
        collation: Default::default(),
        backfill: Default::default(),
        renamed_from: None,
        skips_insertion: false,
    }
}

/// The SQL type of a field: the one that Diesel's attribute names, the enum itself, or the one that
/// follows from the Rust type.
fn column_type(field: &Field, rust_type: &Type, errors: &Errors) -> SqlType {
    if let Some(sql_type) = &field.sql_type {
        return sql_type::parse(sql_type);
    }
    if let Some(place) = &field.relation {
        const MESSAGE: &str = "`#[relation]` belongs on the struct: put it above `struct`; the relation of a foreign key comes with its `#[references]`";
        if sql_type::infer(rust_type).is_none() {
            return unknown(MESSAGE.to_owned(), place, errors);
        }
        errors.at(place, MESSAGE);
    }
    if field.column.enumeration.0 {
        if sql_type::infer(rust_type).is_some_and(|sql_type| sql_type.custom().is_none()) {
            let written = source_text(rust_type);
            errors.at(
                rust_type,
                format!("`enum` is for an enum that derives `SqlEnum`, and this is `{written}`: remove `enum`"),
            );
            return inferred(rust_type, errors);
        }
        return match enum_type(rust_type) {
            Some(sql_type) => available(sql_type, rust_type, errors),
            None => {
                let message = "`enum` needs the name of an enum that derives `SqlEnum`".to_owned();
                unknown(message, rust_type, errors)
            }
        };
    }
    inferred(rust_type, errors)
}

/// `Vec` of an enum is an array.
fn enum_type(rust_type: &Type) -> Option<SqlType> {
    let Type::Path(path) = rust_type else {
        return None;
    };
    match sql_type::vec_element(rust_type) {
        Some(element) => {
            let (element, nullable) = without_option(element);
            Some(SqlType::Array {
                element: Box::new(enum_type(element)?),
                nullable,
            })
        }
        None => Some(SqlType::Enum(TypePath {
            qself: None,
            path: path.path.clone(),
        })),
    }
}

fn inferred(rust_type: &Type, errors: &Errors) -> SqlType {
    let written = source_text(rust_type);
    let Some(sql_type) = sql_type::infer(rust_type) else {
        let message = match similar(&written) {
            Some(similar) => format!("Diesel has no SQL type for `{written}`: use `{similar}`"),
            None => unknown_type(&written),
        };
        return unknown(message, rust_type, errors);
    };
    available(sql_type, rust_type, errors)
}

/// The type, unless its database is off.
fn available(sql_type: SqlType, rust_type: &Type, errors: &Errors) -> SqlType {
    match missing_feature(&source_text(rust_type), &sql_type) {
        Some(message) => unknown(message, rust_type, errors),
        None => sql_type,
    }
}

/// What one can have meant by a type that no column has.
fn unknown_type(written: &str) -> String {
    let unknown = format!("the SQL type of `{written}` is not known");
    if written.starts_with("Option<") {
        return format!("{unknown}: a column is NULL or not, use a single `Option`");
    }
    if let Some(element) = written
        .strip_prefix("Vec<")
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return format!(
            "{unknown}: add `#[diesel(sql_type = …)]`, or, if `{element}` is a model, `#[relation(many, …: {element})]` on the struct in place of the field"
        );
    }
    let known = "add `#[diesel(sql_type = …)]`, or `#[column(enum)]` if it is an enum that derives `SqlEnum`";
    if written.starts_with(char::is_uppercase) {
        format!("{unknown}: {known}, or `#[references({written})]` on a key if it is a model")
    } else {
        format!("{unknown}: {known}")
    }
}

/// The type that Diesel maps in place of one of Rust's own that it does not.
fn similar(rust_type: &str) -> Option<&'static str> {
    Some(match rust_type {
        "usize" | "isize" | "u128" | "i128" => "i64",
        "char" | "str" | "Box<str>" | "Rc<str>" | "Arc<str>" => "String",
        "[u8]" | "Box<[u8]>" => "Vec<u8>",
        bytes if bytes.starts_with("[u8;") => "Vec<u8>",
        map if map.starts_with("HashMap<") || map.starts_with("BTreeMap<") => "serde_json::Value",
        reference if reference.starts_with('&') && reference.ends_with("str") => "String",
        reference if reference.starts_with('&') && reference.ends_with("[u8]") => "Vec<u8>",
        _ => return None,
    })
}

fn unknown(message: String, place: &impl ToTokens, errors: &Errors) -> SqlType {
    errors.emitted_in_place();
    SqlType::Unknown {
        message,
        place: place.to_token_stream(),
    }
}
