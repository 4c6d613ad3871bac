//! The options of each attribute, as darling reads them.

use crate::attribute::{
    Databases, DialectText, Flag, Misplaced, Name, Names, PathOption, Text, Texts, option_error,
    option_name, ungrouped,
};
use crate::suggest::{did_you_mean, list};
use darling::FromMeta;
use darling::ast::NestedMeta;
use syn::parse::Parser;
use syn::{Expr, Ident, Lit, LitInt, Meta, Token, Type, UnOp};

/// `#[table(…)]`
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct TableOptions {
    pub(crate) sql_name: Option<Text>,
    pub(crate) schema: Option<Text>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) allow: Option<Texts>,
    #[darling(rename = "crate")]
    pub(crate) krate: Option<PathOption>,
}

impl TableOptions {
    pub(crate) const KNOWN: [&str; 5] = ["sql_name", "schema", "renamed_from", "allow", "crate"];
}

/// `#[column(…)]`
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct ColumnOptions {
    pub(crate) sql_name: Option<Text>,
    pub(crate) sql_type: Option<DialectText>,
    pub(crate) max_length: Option<Length>,
    pub(crate) default: Option<DefaultOption>,
    pub(crate) check: Option<DialectText>,
    pub(crate) generated: Option<GeneratedOption>,
    pub(crate) identity: Option<IdentityOption>,
    pub(crate) collation: Option<DialectText>,
    pub(crate) backfill: Option<DialectText>,
    pub(crate) renamed_from: Option<Text>,
    #[darling(rename = "enum")]
    pub(crate) enumeration: Flag,
    pub(crate) embed: Option<EmbeddedColumns>,
    /// Belongs on the struct, which a rule says.
    pub(crate) primary_key: Option<Misplaced>,
}

impl ColumnOptions {
    pub(crate) const KNOWN: [&str; 13] = [
        "sql_name",
        "sql_type",
        "max_length",
        "default",
        "check",
        "generated",
        "identity",
        "collation",
        "backfill",
        "renamed_from",
        "enum",
        "embed",
        "primary_key",
    ];
}

/// The options of `#[references(Target, …)]`.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct ReferencesOptions {
    pub(crate) columns: Option<Names>,
    pub(crate) on_delete: Option<Action>,
    pub(crate) on_update: Option<Action>,
    pub(crate) name: Option<Text>,
    pub(crate) deferrable: Deferrable,
    pub(crate) index: Option<Switch>,
    pub(crate) unique: Flag,
    pub(crate) relation: Option<Name>,
    pub(crate) reason: Option<Text>,
    pub(crate) renamed_from: Option<Text>,
}

impl ReferencesOptions {
    pub(crate) const KNOWN_ON_FIELD: [&str; 9] = [
        "on_delete",
        "on_update",
        "name",
        "deferrable",
        "index",
        "unique",
        "relation",
        "reason",
        "renamed_from",
    ];
    pub(crate) const KNOWN_ON_STRUCT: [&str; 10] = [
        "columns",
        "on_delete",
        "on_update",
        "name",
        "deferrable",
        "index",
        "unique",
        "relation",
        "reason",
        "renamed_from",
    ];
}

/// The options of `#[relation(kind, name: Target, …)]`.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct RelationOptions {
    pub(crate) via: Option<Name>,
    pub(crate) through: Option<PathOption>,
    pub(crate) to: Option<Name>,
}

impl RelationOptions {
    pub(crate) const KNOWN: [&str; 3] = ["via", "through", "to"];
}

/// The options of `#[index(…)]`. Those on one column stand with the column on the struct
/// (`desc(position, nulls = "last")`), and beside the others on a field.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct IndexOptions {
    pub(crate) name: Option<Text>,
    pub(crate) unique: Flag,
    #[darling(rename = "where")]
    pub(crate) condition: Option<Text>,
    pub(crate) method: Option<Text>,
    pub(crate) include: Option<Names>,
    pub(crate) only: Option<Databases>,
    pub(crate) nulls_not_distinct: Flag,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) desc: Flag,
    pub(crate) nulls: Option<Text>,
    pub(crate) operator_class: Option<Text>,
    pub(crate) collation: Option<Text>,
}

impl IndexOptions {
    pub(crate) const KNOWN_ON_STRUCT: [&str; 8] = [
        "name",
        "unique",
        "where",
        "method",
        "include",
        "only",
        "nulls_not_distinct",
        "renamed_from",
    ];
    pub(crate) const KNOWN_ON_FIELD: [&str; 12] = [
        "name",
        "unique",
        "where",
        "method",
        "include",
        "only",
        "nulls_not_distinct",
        "renamed_from",
        "desc",
        "nulls",
        "operator_class",
        "collation",
    ];
}

/// The options of one column in `#[index(desc(column, …))]`.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct IndexColumnOptions {
    pub(crate) nulls: Option<Text>,
    pub(crate) operator_class: Option<Text>,
    pub(crate) collation: Option<Text>,
}

impl IndexColumnOptions {
    pub(crate) const KNOWN: [&str; 3] = ["nulls", "operator_class", "collation"];
}

/// The options of `#[unique(…)]`.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct UniqueOptions {
    pub(crate) name: Option<Text>,
    pub(crate) nulls_not_distinct: Flag,
    pub(crate) deferrable: Deferrable,
    pub(crate) renamed_from: Option<Text>,
}

impl UniqueOptions {
    pub(crate) const KNOWN: [&str; 4] =
        ["name", "nulls_not_distinct", "deferrable", "renamed_from"];
}

/// The options of `#[check("…", …)]`.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct CheckOptions {
    pub(crate) name: Option<Text>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) postgres: Option<Text>,
    pub(crate) sqlite: Option<Text>,
    pub(crate) mysql: Option<Text>,
}

impl CheckOptions {
    pub(crate) const KNOWN: [&str; 5] = ["name", "renamed_from", "postgres", "sqlite", "mysql"];
}

/// A referential action and where it is written.
#[derive(Clone)]
pub(crate) struct Action {
    pub(crate) kind: ActionKind,
    pub(crate) place: Meta,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActionKind {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

const ACTIONS: [(&str, ActionKind); 5] = [
    ("cascade", ActionKind::Cascade),
    ("set null", ActionKind::SetNull),
    ("set default", ActionKind::SetDefault),
    ("restrict", ActionKind::Restrict),
    ("no action", ActionKind::NoAction),
];

impl FromMeta for Action {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let text = Text::from_meta(meta).map_err(|_| {
            let actions = list(&ACTIONS.map(|(name, _)| name));
            option_error(
                meta,
                &format!("takes an action in quotes: use one of {actions}"),
            )
        })?;
        let written = text.value();
        match ACTIONS.iter().find(|(name, _)| *name == written) {
            Some((_, kind)) => Ok(Action {
                kind: *kind,
                place: meta.clone(),
            }),
            None => {
                let hint = did_you_mean(&written.replace('_', " "), ACTIONS.map(|(name, _)| name));
                let message = format!("unknown action `{written}`{hint}");
                Err(darling::Error::custom(message).with_span(&text.0))
            }
        }
    }
}

/// `deferrable` or `deferrable = "deferred"`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Deferrable {
    #[default]
    No,
    InitiallyImmediate,
    InitiallyDeferred,
}

impl FromMeta for Deferrable {
    fn from_none() -> Option<Self> {
        Some(Deferrable::No)
    }

    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::Path(_) = meta {
            return Ok(Deferrable::InitiallyImmediate);
        }
        match Text::from_meta(meta).map(|text| text.value()).as_deref() {
            Ok("immediate") => Ok(Deferrable::InitiallyImmediate),
            Ok("deferred") => Ok(Deferrable::InitiallyDeferred),
            _ => Err(option_error(
                meta,
                "stands alone or takes when it is checked: use `deferrable`, `deferrable = \"immediate\"` or `deferrable = \"deferred\"`",
            )),
        }
    }
}

/// An option that is on or off: `index = false`.
#[derive(Clone, Copy)]
pub(crate) struct Switch(pub(crate) bool);

impl FromMeta for Switch {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match meta {
            Meta::Path(_) => return Ok(Switch(true)),
            Meta::NameValue(pair) => {
                if let Expr::Lit(literal) = ungrouped(&pair.value)
                    && let Lit::Bool(value) = &literal.lit
                {
                    return Ok(Switch(value.value));
                }
            }
            Meta::List(_) => {}
        }
        let name = option_name(meta);
        Err(option_error(
            meta,
            &format!("is on or off: use `{name} = false` or `{name} = true`"),
        ))
    }
}

/// How many characters PostgreSQL's `varchar` has at most (`MaxAttrSize`).
const LONGEST: u32 = 10_485_760;

/// `max_length = 255`
#[derive(Clone)]
pub(crate) struct Length(pub(crate) LitInt);

impl FromMeta for Length {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        if let Meta::NameValue(pair) = meta
            && let Expr::Lit(literal) = ungrouped(&pair.value)
            && let Lit::Int(length) = &literal.lit
            && length.base10_digits() != "0"
        {
            return match length.base10_parse::<u32>() {
                Ok(characters) if characters <= LONGEST => Ok(Length(length.clone())),
                _ => {
                    let message = format!(
                        "is {LONGEST} characters at most: leave it out for a text of any length"
                    );
                    Err(option_error(meta, &message))
                }
            };
        }
        let name = option_name(meta);
        Err(option_error(
            meta,
            &format!("takes a number of characters: use `{name} = 255`"),
        ))
    }
}

/// `default = 0`, `default = true`, `default = Status::Draft`, `default = "now()"`,
/// `default(postgres = "…", …)`
#[derive(Clone)]
pub(crate) enum DefaultOption {
    Bool(bool),
    Number(String),
    Variant(Expr),
    Expression(DialectText),
}

impl FromMeta for DefaultOption {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match meta {
            Meta::NameValue(pair) => default_value(meta, ungrouped(&pair.value)),
            Meta::List(_) => Ok(DefaultOption::Expression(DialectText::from_meta(meta)?)),
            Meta::Path(_) => Err(default_error(meta)),
        }
    }
}

fn default_value(meta: &Meta, expression: &Expr) -> darling::Result<DefaultOption> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(value) => Ok(DefaultOption::Bool(value.value)),
            Lit::Int(number) => Ok(DefaultOption::Number(number.base10_digits().to_owned())),
            Lit::Float(number) => Ok(DefaultOption::Number(number.base10_digits().to_owned())),
            Lit::Str(text) if text.value().is_empty() => Err(option_error(
                meta,
                "is empty: the SQL for the empty text is `default = \"''\"`",
            )),
            Lit::Str(_) => Ok(DefaultOption::Expression(DialectText::from_meta(meta)?)),
            _ => Err(default_error(meta)),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            match default_value(meta, ungrouped(&unary.expr))? {
                DefaultOption::Number(number) => Ok(DefaultOption::Number(format!("-{number}"))),
                _ => Err(default_error(meta)),
            }
        }
        Expr::Path(path) if path.path.is_ident("None") => Err(option_error(
            meta,
            "is NULL without being said: remove `default = None`",
        )),
        Expr::Path(_) => Ok(DefaultOption::Variant(expression.clone())),
        _ => Err(default_error(meta)),
    }
}

fn default_error(meta: &Meta) -> darling::Error {
    option_error(
        meta,
        "takes a number, a bool, a variant of an enum, or an SQL expression in quotes: use `default = 0`, `default = Status::Draft` or `default = \"now()\"`",
    )
}

/// `generated = "price * amount"`, with `, virtual` as `generated(…, virtual)`.
#[derive(Clone)]
pub(crate) struct GeneratedOption {
    pub(crate) expression: DialectText,
    pub(crate) is_virtual: bool,
    pub(crate) place: Meta,
}

impl FromMeta for GeneratedOption {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let Meta::List(list) = meta else {
            return Ok(GeneratedOption {
                expression: DialectText::from_meta(meta)?,
                is_virtual: false,
                place: meta.clone(),
            });
        };
        let mut expression = DialectText::default();
        let mut is_virtual = false;
        for item in NestedMeta::parse_meta_list(list.tokens.clone())? {
            match item {
                NestedMeta::Lit(Lit::Str(text)) => expression.all = Some(Text(text)),
                NestedMeta::Meta(Meta::Path(word)) if word.is_ident("virtual") => is_virtual = true,
                NestedMeta::Meta(Meta::Path(word)) if word.is_ident("stored") => is_virtual = false,
                NestedMeta::Meta(Meta::Path(word)) => {
                    let written = word.get_ident().map_or_else(String::new, Ident::to_string);
                    let hint = did_you_mean(&written, ["stored", "virtual"]);
                    let message = format!("unknown kind `{written}` of a generated column{hint}");
                    return Err(darling::Error::custom(message).with_span(&word));
                }
                NestedMeta::Meta(item) => {
                    let dialect = option_name(&item);
                    let text = Some(Text::from_meta(&item)?);
                    match dialect.as_str() {
                        "postgres" => expression.postgres = text,
                        "sqlite" => expression.sqlite = text,
                        "mysql" => expression.mysql = text,
                        _ => return Err(generated_error(meta)),
                    }
                }
                NestedMeta::Lit(_) => return Err(generated_error(meta)),
            }
        }
        if expression.is_none() {
            return Err(generated_error(meta));
        }
        Ok(GeneratedOption {
            expression,
            is_virtual,
            place: meta.clone(),
        })
    }
}

fn generated_error(meta: &Meta) -> darling::Error {
    option_error(
        meta,
        "takes an SQL expression: use `generated = \"a + b\"` or `generated(\"a + b\", virtual)`",
    )
}

/// `identity`, `identity = "always"`, `identity = "serial"`
#[derive(Clone)]
pub(crate) struct IdentityOption {
    pub(crate) kind: IdentityKind,
    pub(crate) place: Meta,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentityKind {
    ByDefault,
    Always,
    Serial,
}

impl FromMeta for IdentityOption {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let kind = match meta {
            Meta::Path(_) => IdentityKind::ByDefault,
            _ => match Text::from_meta(meta).map(|text| text.value()).as_deref() {
                Ok("by default") => IdentityKind::ByDefault,
                Ok("always") => IdentityKind::Always,
                Ok("serial") => IdentityKind::Serial,
                _ => {
                    return Err(option_error(
                        meta,
                        "stands alone or takes a kind: use `identity`, `identity = \"always\"` or `identity = \"serial\"`",
                    ));
                }
            },
        };
        Ok(IdentityOption {
            kind,
            place: meta.clone(),
        })
    }
}

/// `embed(street: String, zip: Option<String>)`: the columns of an embedded struct.
#[derive(Clone)]
pub(crate) struct EmbeddedColumns(pub(crate) Vec<(Ident, Type)>);

impl FromMeta for EmbeddedColumns {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let error = || {
            option_error(
                meta,
                "lists the columns of the embedded struct: use `embed(street: String, zip: Option<String>)`",
            )
        };
        let Meta::List(list) = meta else {
            return Err(error());
        };
        let column = |input: syn::parse::ParseStream<'_>| {
            let name: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            Ok((name, input.parse::<Type>()?))
        };
        let parser = |input: syn::parse::ParseStream<'_>| input.parse_terminated(column, Token![,]);
        match parser.parse2(list.tokens.clone()) {
            Ok(columns) if !columns.is_empty() => {
                Ok(EmbeddedColumns(columns.into_iter().collect()))
            }
            Ok(_) | Err(_) => Err(error()),
        }
    }
}
