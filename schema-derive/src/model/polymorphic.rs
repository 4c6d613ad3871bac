//! From `#[polymorphic]` on a field to columns, keys, an index and a check.

use super::attributes::{Action, ActionKind, Length, Switch};
use super::declaration::Field;
use super::resolve::Scope;
use super::{
    Check, Column, Docs, ForeignKey, Index, Polymorphic, PolymorphicPart, PolymorphicStorage,
    indexes,
};
use crate::attribute::{DialectText, Name, Text, option_error};
use crate::errors::Errors;
use crate::model::Deferrable;
use crate::naming::fitting;
use crate::sql_type::{SqlType, without_option};
use darling::FromMeta;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, Meta, Path, Token, Type, parse_quote};

/// The options of `#[polymorphic(…)]` on a field.
#[derive(FromMeta, Default)]
#[darling(default)]
pub(crate) struct PolymorphicOptions {
    tag: Option<Name>,
    key: Option<Name>,
    max_length: Option<Length>,
    index: Option<Switch>,
    strategy: Strategy,
    columns: Option<ArcColumns>,
    on_delete: Option<Action>,
    enforce: Option<Enforce>,
    reason: Option<Text>,
}

impl PolymorphicOptions {
    pub(crate) const KNOWN: [&str; 9] = [
        "tag",
        "key",
        "max_length",
        "index",
        "strategy",
        "columns",
        "on_delete",
        "enforce",
        "reason",
    ];
}

/// How a reference is stored.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Strategy {
    #[default]
    Tagged,
    ExclusiveArc,
}

impl FromMeta for Strategy {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match Text::from_meta(meta).map(|text| text.value()).as_deref() {
            Ok("tagged") => Ok(Strategy::Tagged),
            Ok("exclusive_arc") => Ok(Strategy::ExclusiveArc),
            _ => Err(option_error(
                meta,
                "says how the reference is stored: use `strategy = \"tagged\"` for a tag and a key, or `strategy = \"exclusive_arc\"` for a foreign key to each model",
            )),
        }
    }
}

/// `enforce = "triggers"`
struct Enforce(Meta);

impl FromMeta for Enforce {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        match Text::from_meta(meta).map(|text| text.value()).as_deref() {
            Ok("triggers") => Ok(Enforce(meta.clone())),
            _ => Err(option_error(
                meta,
                "says who sees to it that the row is there: use `enforce = \"triggers\"` for the database, or leave it out",
            )),
        }
    }
}

/// `columns(post_id: Post, video_id: Video)`
struct ArcColumns(Vec<(Ident, Path)>, Meta);

impl FromMeta for ArcColumns {
    fn from_meta(meta: &Meta) -> darling::Result<Self> {
        let error = || {
            option_error(
                meta,
                "lists a column for each model: use `columns(post_id: Post, video_id: Video)`",
            )
        };
        let Meta::List(list) = meta else {
            return Err(error());
        };
        let column = |input: ParseStream<'_>| {
            let name: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            Ok((name, input.parse::<Path>()?))
        };
        let parser = |input: ParseStream<'_>| input.parse_terminated(column, Token![,]);
        match parser.parse2(list.tokens.clone()) {
            Ok(columns) if !columns.is_empty() => {
                Ok(ArcColumns(columns.into_iter().collect(), meta.clone()))
            }
            Ok(_) | Err(_) => Err(error()),
        }
    }
}

/// The columns of a field with `#[polymorphic]`.
pub(crate) fn columns(field: &Field, core: &Path, errors: &Errors) -> Vec<Column> {
    let Some(declared) = &field.polymorphic else {
        return Vec::new();
    };
    if field.embed.is_none() {
        errors.at(
            &declared.place,
            "a polymorphic reference is read and written by Diesel as an embedded value: add `#[diesel(embed)]`",
        );
    }
    options_fit(&declared.options, field, errors);
    let (rust_type, _) = without_option(&field.rust_type);
    let Type::Path(path) = rust_type else {
        errors.at(
            rust_type,
            "a polymorphic reference is an enum that derives `Polymorphic`",
        );
        return Vec::new();
    };
    let key_type = SqlType::KeyOf(path.clone());
    let key: Type = parse_quote!(<#rust_type as #core::Polymorphic>::Key);
    let options = &declared.options;
    if let Some(ArcColumns(listed, _)) = &options.columns {
        let columns = listed.iter().map(|(ident, target)| {
            let part = PolymorphicPart::Arc(target.clone());
            column(field, ident.clone(), (&key, &key_type), part)
        });
        return columns.collect();
    }
    let name = |given: &Option<Name>, suffix: &str| match given {
        Some(Name(ident)) => ident.clone(),
        None => format_ident!(
            "{}_{suffix}",
            field.ident.unraw(),
            span = field.ident.span()
        ),
    };
    let kind: Type = parse_quote!(<#rust_type as #core::Polymorphic>::Kind);
    let kind_type = SqlType::Custom(parse_quote!(#core::sql_types::Tag<#rust_type>));
    let tag = name(&options.tag, "type");
    let key_name = name(&options.key, "id");
    vec![
        column(field, tag, (&kind, &kind_type), PolymorphicPart::Tag),
        Column {
            max_length: options.max_length.as_ref().map(|length| length.0.clone()),
            ..column(field, key_name, (&key, &key_type), PolymorphicPart::Key)
        },
    ]
}

fn options_fit(options: &PolymorphicOptions, field: &Field, errors: &Errors) {
    let is_arc = options.strategy == Strategy::ExclusiveArc;
    match &options.columns {
        None if is_arc => errors.at(
            &field.ident,
            "an exclusive arc has a column for each model: add `columns(post_id: Post, …)`",
        ),
        Some(ArcColumns(_, place)) if !is_arc => errors.at(
            place,
            "`columns` is for a foreign key to each model: add `strategy = \"exclusive_arc\"`, or name the two columns with `tag` and `key`",
        ),
        _ => {}
    }
    if is_arc {
        for Name(name) in options.tag.iter().chain(&options.key) {
            errors.at(
                name,
                "an exclusive arc has neither tag nor key: name its columns with `columns(post_id: Post, …)`",
            );
        }
        if let Some(Enforce(place)) = &options.enforce {
            errors.at(
                place,
                "the foreign keys of an exclusive arc enforce themselves: remove `enforce`",
            );
        }
    } else if let (Some(action), None) = (&options.on_delete, &options.enforce) {
        errors.at(
            &action.place,
            "nothing in the database does this: add `enforce = \"triggers\"`, or use `strategy = \"exclusive_arc\"`",
        );
    }
    if let Some(action) = &options.on_delete {
        let (_, nullable) = without_option(&field.rust_type);
        match action.kind {
            ActionKind::SetNull if !nullable => errors.at(
                &action.place,
                format!("`{}` cannot be NULL: make it an `Option`, or choose another action", field.ident),
            ),
            ActionKind::SetDefault => errors.at(
                &action.place,
                "a polymorphic reference has no default: use \"cascade\", \"set null\" or \"restrict\"",
            ),
            _ => {}
        }
    }
}

fn column(
    field: &Field,
    ident: Ident,
    (rust_type, sql_type): (&Type, &SqlType),
    part: PolymorphicPart,
) -> Column {
    let (_, nullable) = without_option(&field.rust_type);
    // Each column of an arc is NULL where another one is set.
    let is_arc = matches!(part, PolymorphicPart::Arc(_));
    Column {
        sql_name: fitting(&ident.unraw().to_string()),
        ident,
        field: field.ident.clone(),
        is_embedded: true,
        polymorphic: Some(part),
        rust_type: rust_type.clone(),
        sql_type: sql_type.clone(),
        nullable: nullable || is_arc,
        docs: Docs {
            attributes: field.docs.attributes.clone(),
            text: field.docs.text.clone(),
        },
        sql_type_name: DialectText::default(),
        max_length: None,
        default: None,
        generated: None,
        identity: None,
        collation: DialectText::default(),
        backfill: DialectText::default(),
        renamed_from: None,
        skips_insertion: false,
    }
}

/// The references of a model, and what they bring with them.
#[derive(Default)]
pub(crate) struct Resolved {
    pub(crate) references: Vec<Polymorphic>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) checks: Vec<Check>,
    pub(crate) indexes: Vec<Index>,
}

pub(crate) fn resolve(fields: &[Field], scope: &Scope<'_>) -> Resolved {
    let mut resolved = Resolved::default();
    for field in fields {
        let Some(declared) = &field.polymorphic else {
            continue;
        };
        let options = &declared.options;
        let columns: Vec<usize> = scope
            .columns
            .0
            .iter()
            .enumerate()
            .filter(|(_, column)| column.field == field.ident && column.polymorphic.is_some())
            .map(|(position, _)| position)
            .collect();
        let (rust_type, nullable) = without_option(&field.rust_type);
        let storage = match (&options.columns, columns.as_slice()) {
            (Some(ArcColumns(listed, _)), _) => {
                let targets: Vec<Path> = listed.iter().map(|(_, target)| target.clone()).collect();
                for (&column, target) in columns.iter().zip(&targets) {
                    let key = arc_key(field, column, target, options, scope);
                    resolved.foreign_keys.push(key);
                }
                PolymorphicStorage::ExclusiveArc { targets }
            }
            (None, &[tag, key]) => {
                if options.index.is_none_or(|index| index.0) {
                    // The rows that reference one are found by both.
                    let index = indexes::plain(&[tag, key], declared.place.clone(), scope);
                    resolved.indexes.push(index);
                }
                PolymorphicStorage::Tagged
            }
            (None, _) => continue,
        };
        let is_arc = options.columns.is_some();
        if is_arc || nullable {
            resolved.checks.push(Check {
                name: scope.name(None, &columns, "check"),
                expression: condition(&columns, (is_arc, nullable), scope),
                renamed_from: None,
                place: declared.place.clone(),
            });
        }
        resolved.references.push(Polymorphic {
            field: field.ident.clone(),
            rust_type: rust_type.clone(),
            columns,
            storage,
            nullable,
            on_delete: options.on_delete.clone(),
            by_triggers: options.enforce.is_some(),
            reason: options.reason.as_ref().map(Text::value),
        });
    }
    resolved
}

/// One foreign key of an arc.
fn arc_key(
    field: &Field,
    column: usize,
    target: &Path,
    options: &PolymorphicOptions,
    scope: &Scope<'_>,
) -> ForeignKey {
    ForeignKey {
        name: scope.name(None, &[column], "fkey"),
        columns: vec![column],
        target: target.clone(),
        target_columns: Vec::new(),
        on_delete: options.on_delete.clone(),
        on_update: None,
        deferrable: Deferrable::No,
        index: true,
        relation: field.ident.clone(),
        is_of_arc: true,
        reason: options.reason.as_ref().map(Text::value),
        renamed_from: None,
    }
}

/// Both or neither of tag and key; one of the keys of an arc, at most one if there may be none.
fn condition(
    columns: &[usize],
    (is_arc, nullable): (bool, bool),
    scope: &Scope<'_>,
) -> DialectText {
    let sql = |quote: char| {
        let is_null = columns.iter().map(|&column| {
            let name = &scope.columns.0[column].sql_name;
            let doubled = name.replace(quote, &format!("{quote}{quote}"));
            format!("{quote}{doubled}{quote} IS NULL")
        });
        if is_arc {
            let counted = is_null.map(|is_null| format!("CASE WHEN {is_null} THEN 0 ELSE 1 END"));
            let counted: Vec<String> = counted.collect();
            let compared = if nullable { "<=" } else { "=" };
            format!("{} {compared} 1", counted.join(" + "))
        } else {
            let parts: Vec<String> = is_null.map(|is_null| format!("({is_null})")).collect();
            parts.join(" = ")
        }
    };
    let text = |sql: String| Text(syn::LitStr::new(&sql, proc_macro2::Span::call_site()));
    DialectText {
        all: None,
        postgres: Some(text(sql('"'))),
        sqlite: Some(text(sql('"'))),
        mysql: Some(text(sql('`'))),
    }
}
