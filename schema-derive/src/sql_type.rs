//! Which Diesel SQL type a field has: inferred from the Rust type, or read from
//! `#[diesel(sql_type = …)]`.
//!
//! Rust types are recognised by their last path segment. Diesel's `table!` does not take projected
//! types (`<T as Trait>::SqlType`), so the compiler cannot be asked.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, GenericArgument, Lit, Path, PathArguments, Type, TypePath};

/// A SQL type as a tree whose leaves are Diesel's types or the user's.
#[derive(Clone)]
pub(crate) enum SqlType {
    /// One of `diesel::sql_types`.
    Diesel(DieselType),
    /// `Array<…>`; the element may be NULL.
    Array {
        element: Box<SqlType>,
        nullable: bool,
    },
    /// `Range<…>`
    Range(Box<SqlType>),
    /// `Multirange<…>`
    Multirange(Box<SqlType>),
    /// A type of the user's own.
    Custom(TypePath),
    /// An enum that derives `SqlEnum`.
    Enum(TypePath),
    /// That of the keys of a polymorphic enum.
    KeyOf(TypePath),
    /// None is known. The message stands where the type would, as an error: the compiler then says
    /// nothing more about whatever depends on the type.
    Unknown { message: String, place: TokenStream },
}

/// A leaf of a [`SqlType`] that is no type of Diesel's.
#[derive(Clone, Copy)]
pub(crate) enum Custom<'a> {
    /// A SQL type.
    Type(&'a TypePath),
    /// The Rust type of an enum.
    Enum(&'a TypePath),
    /// A polymorphic enum, whose keys have the type.
    KeyOf(&'a TypePath),
}

impl Custom<'_> {
    /// The SQL type.
    pub(crate) fn sql_type(self, core: &Path) -> TokenStream {
        match self {
            Custom::Type(path) => quote!(#path),
            Custom::Enum(path) => quote!(#core::sql_types::Enum<#path>),
            // A macro beside the enum: `table!` takes no projection, and no name but the enum's is known.
            Custom::KeyOf(path) => quote!(#path!()),
        }
    }
}

/// A type of `diesel::sql_types`.
#[derive(Clone)]
pub(crate) struct DieselType {
    /// The name under which the user (or the inference) calls it: `Varchar`.
    name: String,
    /// Whether it is wrapped in `Unsigned<…>`.
    unsigned: bool,
    /// The variant of `schema_core::definition::ColumnType`: `Text`.
    variant: &'static str,
}

impl SqlType {
    fn diesel(name: &str, variant: &'static str) -> SqlType {
        SqlType::Diesel(DieselType {
            name: name.to_owned(),
            unsigned: false,
            variant,
        })
    }

    fn unsigned(name: &str, variant: &'static str) -> SqlType {
        SqlType::Diesel(DieselType {
            name: name.to_owned(),
            unsigned: true,
            variant,
        })
    }

    /// The same type under Diesel's name for it with a length: `Varchar` in place of `Text`.
    pub(crate) fn with_length(self) -> SqlType {
        if self.is_text() && self.postgres_name() != Some("bpchar") {
            SqlType::diesel("Varchar", "Text")
        } else {
            self
        }
    }

    /// The variant of `schema_core::definition::ColumnType`, if the type is one of Diesel's.
    pub(crate) fn variant(&self) -> Option<&'static str> {
        match self {
            SqlType::Diesel(diesel) => Some(diesel.variant),
            _ => None,
        }
    }

    /// Whether no type is known.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, SqlType::Unknown { .. })
    }

    /// Whether the type is text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, SqlType::Diesel(diesel) if diesel.variant == "Text")
    }

    /// Whether the type is a bool.
    pub(crate) fn is_bool(&self) -> bool {
        matches!(self, SqlType::Diesel(diesel) if diesel.variant == "Bool")
    }

    /// Whether the type is bytes.
    pub(crate) fn is_binary(&self) -> bool {
        matches!(self, SqlType::Diesel(diesel) if diesel.variant == "Binary")
    }

    /// Whether the type is a signed integer that a database can number rows with.
    pub(crate) fn is_integer(&self) -> bool {
        matches!(
            self,
            SqlType::Diesel(diesel) if matches!(
                diesel.variant,
                "SmallInt" | "Integer" | "BigInt" | "TinyInt" | "UnsignedTinyInt"
                    | "UnsignedSmallInt" | "UnsignedInteger" | "UnsignedBigInt"
            )
        )
    }

    /// The least and the largest integer of the type.
    pub(crate) fn range(&self) -> Option<(i128, i128)> {
        let SqlType::Diesel(diesel) = self else {
            return None;
        };
        Some(match diesel.variant {
            "TinyInt" => (i8::MIN.into(), i8::MAX.into()),
            "SmallInt" => (i16::MIN.into(), i16::MAX.into()),
            "Integer" => (i32::MIN.into(), i32::MAX.into()),
            "BigInt" => (i64::MIN.into(), i64::MAX.into()),
            "UnsignedTinyInt" => (0, u8::MAX.into()),
            "UnsignedSmallInt" => (0, u16::MAX.into()),
            "UnsignedInteger" => (0, u32::MAX.into()),
            "UnsignedBigInt" => (0, u64::MAX.into()),
            _ => return None,
        })
    }

    /// The name of the SQL type in PostgreSQL that the user's Diesel type tells beyond its
    /// `ColumnType`: `Varchar` and `Bpchar` are `Text` to Diesel.
    pub(crate) fn postgres_name(&self) -> Option<&'static str> {
        match self {
            SqlType::Diesel(diesel) => match diesel.name.as_str() {
                "Varchar" | "VarChar" => Some("varchar"),
                "Bpchar" | "Char" => Some("bpchar"),
                _ => None,
            },
            _ => None,
        }
    }

    /// The leaf that is no type of Diesel's.
    pub(crate) fn custom(&self) -> Option<Custom<'_>> {
        match self {
            SqlType::Diesel(_) | SqlType::Unknown { .. } => None,
            SqlType::Array { element, .. } => element.custom(),
            SqlType::Range(element) | SqlType::Multirange(element) => element.custom(),
            SqlType::Custom(path) => Some(Custom::Type(path)),
            SqlType::Enum(path) => Some(Custom::Enum(path)),
            SqlType::KeyOf(path) => Some(Custom::KeyOf(path)),
        }
    }

    /// The type as `table!` takes it, with `custom` in place of the user's own type.
    pub(crate) fn in_table(&self, custom: Option<&Ident>) -> TokenStream {
        let module = quote!(::diesel::sql_types);
        match self {
            SqlType::Diesel(diesel) => {
                let name = format_ident!("{}", diesel.name);
                if diesel.unsigned {
                    quote!(#module::Unsigned<#module::#name>)
                } else {
                    quote!(#module::#name)
                }
            }
            SqlType::Array { element, nullable } => {
                let element = element.in_table(custom);
                if *nullable {
                    quote!(#module::Array<#module::Nullable<#element>>)
                } else {
                    quote!(#module::Array<#element>)
                }
            }
            SqlType::Range(element) => {
                let element = element.in_table(custom);
                quote!(#module::Range<#element>)
            }
            SqlType::Multirange(element) => {
                let element = element.in_table(custom);
                quote!(#module::Multirange<#element>)
            }
            SqlType::Custom(_) | SqlType::Enum(_) | SqlType::KeyOf(_) | SqlType::Unknown { .. } => {
                quote!(#custom)
            }
        }
    }

    /// The `schema_core::definition::ColumnType`; `custom` gives the one of the user's own type.
    pub(crate) fn definition(
        &self,
        column_type: &TokenStream,
        custom: &dyn Fn(Custom<'_>) -> TokenStream,
    ) -> TokenStream {
        match self {
            SqlType::Diesel(diesel) => {
                let variant = format_ident!("{}", diesel.variant);
                quote!(#column_type::#variant)
            }
            SqlType::Array { element, .. } => {
                let element = element.definition(column_type, custom);
                quote!(#column_type::Array(&#element))
            }
            SqlType::Range(element) => {
                let element = element.definition(column_type, custom);
                quote!(#column_type::Range(&#element))
            }
            SqlType::Multirange(element) => {
                let element = element.definition(column_type, custom);
                quote!(#column_type::Multirange(&#element))
            }
            SqlType::Custom(path) => custom(Custom::Type(path)),
            SqlType::Enum(path) => custom(Custom::Enum(path)),
            SqlType::KeyOf(path) => custom(Custom::KeyOf(path)),
            SqlType::Unknown { .. } => quote!(#column_type::Custom),
        }
    }
}

/// The Rust type inside an `Option`, and whether there was one.
pub(crate) fn without_option(rust_type: &Type) -> (&Type, bool) {
    match generic_argument(rust_type, "Option") {
        Some(inner) => (inner, true),
        None => (ungrouped(rust_type), false),
    }
}

/// The SQL type that Diesel uses for a Rust type by itself, if there is one. `Option` is taken off
/// before.
pub(crate) fn infer(rust_type: &Type) -> Option<SqlType> {
    let rust_type = ungrouped(rust_type);
    if let Some(element) = vec_element(rust_type) {
        return infer_vec(element);
    }
    match rust_type {
        Type::Path(path) => infer_path(path),
        Type::Array(array) => infer_byte_array(array),
        Type::Tuple(tuple) => {
            let bounds: Option<Vec<&Type>> = tuple
                .elems
                .iter()
                .map(|bound| generic_argument(bound, "Bound"))
                .collect();
            match bounds?.as_slice() {
                [lower, upper] if tokens_equal(lower, upper) => {
                    Some(SqlType::Range(Box::new(infer(lower)?)))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn infer_vec(element: &Type) -> Option<SqlType> {
    if let Type::Path(path) = ungrouped(element)
        && path.path.is_ident("u8")
    {
        return Some(SqlType::diesel("Binary", "Binary"));
    }
    if let Type::Tuple(_) = ungrouped(element) {
        // Both an array of ranges and a multirange load into it.
        return None;
    }
    let (element, nullable) = without_option(element);
    Some(SqlType::Array {
        element: Box::new(infer(element)?),
        nullable,
    })
}

fn infer_byte_array(array: &syn::TypeArray) -> Option<SqlType> {
    let Type::Path(element) = ungrouped(&array.elem) else {
        return None;
    };
    let Expr::Lit(length) = &array.len else {
        return None;
    };
    let Lit::Int(length) = &length.lit else {
        return None;
    };
    if !element.path.is_ident("u8") {
        return None;
    }
    match length.base10_parse::<u32>() {
        Ok(6) => Some(SqlType::diesel("MacAddr", "MacAddr")),
        Ok(8) => Some(SqlType::diesel("MacAddr8", "MacAddr8")),
        _ => None,
    }
}

fn infer_path(path: &TypePath) -> Option<SqlType> {
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    if name == "Cow" {
        let text = matches!(
            &last.arguments,
            PathArguments::AngleBracketed(arguments) if arguments.args.iter().any(|argument| {
                matches!(argument, GenericArgument::Type(Type::Path(inner)) if inner.path.is_ident("str"))
            })
        );
        return text.then(|| SqlType::diesel("Text", "Text"));
    }
    let crate_name = (path.path.segments.len() > 1)
        .then(|| {
            path.path
                .segments
                .first()
                .map(|first| first.ident.to_string())
        })
        .flatten();
    let sql_type = match name.as_str() {
        "bool" => SqlType::diesel("Bool", "Bool"),
        "i8" => SqlType::diesel("TinyInt", "TinyInt"),
        "i16" => SqlType::diesel("SmallInt", "SmallInt"),
        "i32" => SqlType::diesel("Integer", "Integer"),
        "i64" => SqlType::diesel("BigInt", "BigInt"),
        "u8" => SqlType::unsigned("TinyInt", "UnsignedTinyInt"),
        "u16" => SqlType::unsigned("SmallInt", "UnsignedSmallInt"),
        "u32" => SqlType::unsigned("Integer", "UnsignedInteger"),
        "u64" => SqlType::unsigned("BigInt", "UnsignedBigInt"),
        "f32" => SqlType::diesel("Float", "Float"),
        "f64" => SqlType::diesel("Double", "Double"),
        "String" => SqlType::diesel("Text", "Text"),
        "NaiveDateTime" | "PrimitiveDateTime" | "SystemTime" => {
            SqlType::diesel("Timestamp", "Timestamp")
        }
        "DateTime" | "OffsetDateTime" => SqlType::diesel("Timestamptz", "Timestamptz"),
        "NaiveDate" | "Date" => SqlType::diesel("Date", "Date"),
        "NaiveTime" | "Time" => SqlType::diesel("Time", "Time"),
        "TimeDelta" | "PgInterval" => SqlType::diesel("Interval", "Interval"),
        "Duration" if crate_name.as_deref() == Some("chrono") => {
            SqlType::diesel("Interval", "Interval")
        }
        "Uuid" => SqlType::diesel("Uuid", "Uuid"),
        "Value" if matches!(crate_name.as_deref(), None | Some("serde_json")) => {
            SqlType::diesel("Jsonb", "Jsonb")
        }
        "BigDecimal" | "PgNumeric" => SqlType::diesel("Numeric", "Numeric"),
        "IpNetwork" | "IpNet" => SqlType::diesel("Inet", "Inet"),
        "PgMoney" | "Cents" => SqlType::diesel("Money", "Money"),
        "PgLsn" => SqlType::diesel("PgLsn", "PgLsn"),
        _ => return None,
    };
    Some(sql_type)
}

/// Reads the type of `#[diesel(sql_type = …)]`. `Nullable<…>` on the outside is taken off: the field
/// says whether the column may be NULL.
pub(crate) fn parse(sql_type: &TypePath) -> SqlType {
    let as_type = Type::Path(sql_type.clone());
    if let Some(Type::Path(inner)) = generic_argument(&as_type, "Nullable") {
        return parse(inner);
    }
    let wrapped = |wrapper: &str| match generic_argument(&as_type, wrapper) {
        Some(Type::Path(inner)) if is_diesel_path(sql_type) => Some(inner.clone()),
        _ => None,
    };
    if let Some(element) = wrapped("Array") {
        let nullable = generic_argument(&Type::Path(element.clone()), "Nullable").is_some();
        return SqlType::Array {
            element: Box::new(parse(&element)),
            nullable,
        };
    }
    if let Some(element) = wrapped("Range") {
        return SqlType::Range(Box::new(parse(&element)));
    }
    if let Some(element) = wrapped("Multirange") {
        return SqlType::Multirange(Box::new(parse(&element)));
    }
    if let Some(element) = wrapped("Unsigned")
        && let SqlType::Diesel(diesel) = parse(&element)
    {
        let variant = match diesel.variant {
            "TinyInt" => "UnsignedTinyInt",
            "SmallInt" => "UnsignedSmallInt",
            "BigInt" => "UnsignedBigInt",
            _ => "UnsignedInteger",
        };
        return SqlType::Diesel(DieselType {
            unsigned: true,
            variant,
            ..diesel
        });
    }
    parse_leaf(sql_type).unwrap_or_else(|| SqlType::Custom(sql_type.clone()))
}

fn parse_leaf(sql_type: &TypePath) -> Option<SqlType> {
    if !is_diesel_path(sql_type) {
        return None;
    }
    let last = sql_type.path.segments.last()?;
    if !last.arguments.is_none() {
        return None;
    }
    let name = last.ident.to_string();
    let range =
        |element: &str, variant| Some(SqlType::Range(Box::new(SqlType::diesel(element, variant))));
    let multirange = |element: &str, variant| {
        Some(SqlType::Multirange(Box::new(SqlType::diesel(
            element, variant,
        ))))
    };
    match name.as_str() {
        "Int4range" => return range("Integer", "Integer"),
        "Int8range" => return range("BigInt", "BigInt"),
        "Numrange" => return range("Numeric", "Numeric"),
        "Daterange" => return range("Date", "Date"),
        "Tsrange" => return range("Timestamp", "Timestamp"),
        "Tstzrange" => return range("Timestamptz", "Timestamptz"),
        "Int4multirange" => return multirange("Integer", "Integer"),
        "Int8multirange" => return multirange("BigInt", "BigInt"),
        "Nummultirange" => return multirange("Numeric", "Numeric"),
        "Datemultirange" => return multirange("Date", "Date"),
        "Tsmultirange" => return multirange("Timestamp", "Timestamp"),
        "Tstzmultirange" => return multirange("Timestamptz", "Timestamptz"),
        _ => {}
    }
    let variant = match name.as_str() {
        "Bool" => "Bool",
        "TinyInt" | "Tinyint" => "TinyInt",
        "SmallInt" | "Smallint" | "Int2" | "SmallSerial" => "SmallInt",
        "Integer" | "Int4" | "Serial" => "Integer",
        "BigInt" | "Bigint" | "Int8" | "BigSerial" => "BigInt",
        "Float" | "Float4" => "Float",
        "Double" | "Float8" => "Double",
        "Numeric" | "Decimal" => "Numeric",
        "Text" | "VarChar" | "Varchar" | "Char" | "Bpchar" | "Tinytext" | "Mediumtext"
        | "Longtext" => "Text",
        "Citext" => "Citext",
        "CChar" => "CChar",
        "Binary" | "Bytea" | "Blob" | "Tinyblob" | "Mediumblob" | "Longblob" | "Varbinary" => {
            "Binary"
        }
        "Date" => "Date",
        "Time" => "Time",
        "Timestamp" => "Timestamp",
        "Timestamptz" => "Timestamptz",
        "TimestamptzSqlite" => "TimestamptzSqlite",
        "Datetime" => "Datetime",
        "Interval" => "Interval",
        "Uuid" => "Uuid",
        "Json" => "Json",
        "Jsonb" => "Jsonb",
        "Inet" => "Inet",
        "Cidr" => "Cidr",
        "MacAddr" | "Macaddr" => "MacAddr",
        "MacAddr8" | "Macaddr8" => "MacAddr8",
        "Money" => "Money",
        "Oid" => "Oid",
        "PgLsn" => "PgLsn",
        _ => return None,
    };
    Some(SqlType::diesel(&name, variant))
}

/// The `T` of `Vec<T>`.
pub(crate) fn vec_element(rust_type: &Type) -> Option<&Type> {
    generic_argument(rust_type, "Vec")
}

/// Whether a path can be one of Diesel's SQL types: `Text`, `sql_types::Text`,
/// `diesel::pg::sql_types::Inet`.
fn is_diesel_path(path: &TypePath) -> bool {
    let segments: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let module: Vec<&str> = segments[..segments.len().saturating_sub(1)]
        .iter()
        .map(String::as_str)
        .collect();
    matches!(
        module.as_slice(),
        [] | ["sql_types"]
            | ["diesel", "sql_types"]
            | ["diesel", "pg" | "mysql" | "sqlite", "sql_types"]
    )
}

/// The `T` of `Wrapper<T>`, whatever the path in front of the wrapper.
fn generic_argument<'a>(rust_type: &'a Type, wrapper: &str) -> Option<&'a Type> {
    let Type::Path(path) = ungrouped(rust_type) else {
        return None;
    };
    let last = path.path.segments.last()?;
    if last.ident != wrapper {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(ungrouped(inner)),
        _ => None,
    }
}

fn ungrouped(rust_type: &Type) -> &Type {
    match rust_type {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

fn tokens_equal(left: &Type, right: &Type) -> bool {
    left.to_token_stream().to_string() == right.to_token_stream().to_string()
}
