//! The constant definition of the table: `impl Model`.

use super::{at, option, some};
use crate::attribute::{Databases, DialectText, Text};
use crate::model::{
    Action, ActionKind, Check, Column, DefaultValue, Deferrable, Direction, ForeignKey,
    GeneratedOption, IdentityKind, IdentityOption, Index, IndexColumn, IndexKey, Model, Nulls,
    UniqueConstraint,
};
use crate::naming::source_text;
use crate::sql_type::Custom;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;
use syn::ext::IdentExt;

/// `impl Model for …`
pub(crate) fn expand(model: &Model) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let module = &model.table.module;
    let definition = quote!(#core::definition);
    let name = expand_name(model);
    let columns = model
        .columns
        .iter()
        .map(|column| expand_column(model, column));
    let primary_key = expand_primary_key(model);
    let key = expand_key_type(model);
    let comment = &model.docs.text;
    let renamed_from = option(model.table.renamed_from.as_deref());
    let foreign_keys = model
        .foreign_keys
        .iter()
        .map(|key| expand_foreign_key(model, key));
    let unique = model
        .unique_constraints
        .iter()
        .map(|unique| expand_unique(model, unique));
    let indexes = model.indexes.iter().map(|index| expand_index(model, index));
    let checks = model.checks.iter().map(|check| expand_check(model, check));
    let relations = super::relations::definitions(model);
    let polymorphic = super::polymorphic::definitions(model);
    let allow = &model.table.allow;
    let import = super::joins::import(model);
    quote! {
        #[automatically_derived]
        impl #core::Model for #ident {
            type Table = #module::table;
            type Key = #key;
            const NAME: #definition::TableName = #name;
            const COLUMNS: &'static [#definition::Column] = &[#(#columns,)*];
            const PRIMARY_KEY: #definition::PrimaryKey = #primary_key;
            const TABLE: &'static #definition::Table = {
                #import
                static TABLE: #definition::Table = #definition::Table {
                name: <#ident as #core::Model>::NAME,
                comment: #comment,
                renamed_from: #renamed_from,
                columns: <#ident as #core::Model>::COLUMNS,
                primary_key: <#ident as #core::Model>::PRIMARY_KEY,
                foreign_keys: &[#(#foreign_keys,)*],
                unique_constraints: &[#(#unique,)*],
                indexes: &[#(#indexes,)*],
                checks: &[#(#checks,)*],
                polymorphic: &[#(#polymorphic,)*],
                allow: &[#(#allow,)*],
                };
                &TABLE
            };
            const RELATIONS: &'static [#definition::Relation] = {
                #import
                &[#(#relations,)*]
            };
        }
    }
}

fn expand_name(model: &Model) -> TokenStream {
    let core = &model.core;
    let rust_name = model.ident.unraw().to_string();
    let schema = model
        .table
        .schema
        .as_ref()
        .map(|schema| schema.unraw().to_string());
    let schema = option(schema.as_deref());
    let table = &model.table.sql_name;
    quote!(#core::definition::TableName { model: #rust_name, schema: #schema, table: #table })
}

/// The Rust type of the primary key, a tuple if it is composite.
fn expand_key_type(model: &Model) -> TokenStream {
    let types: Vec<_> = model
        .primary_key
        .columns
        .iter()
        .map(|&column| &model.columns[column].rust_type)
        .collect();
    match types.as_slice() {
        [single] => quote!(#single),
        several => quote!((#(#several,)*)),
    }
}

fn expand_primary_key(model: &Model) -> TokenStream {
    let core = &model.core;
    let name = &model.primary_key.name;
    let columns = model.sql_names(&model.primary_key.columns);
    quote!(#core::definition::PrimaryKey { name: #name, columns: &[#(#columns),*] })
}

/// `Column::new(…)` with what differs from a plain column: most columns have little of it, and
/// short code is compiled fast.
fn expand_column(model: &Model, column: &Column) -> TokenStream {
    let core = &model.core;
    let field = column.field.unraw().to_string();
    let rust_type = source_text(&column.rust_type);
    let column_type = expand_column_type(model, column);
    let sql_name = &column.sql_name;
    let sql_name = (*sql_name != field).then(|| quote!(.name(#sql_name)));
    let sql_type = expand_sql_type(model, column).map(|text| quote!(.sql_type(#text)));
    let max_length = column
        .max_length
        .as_ref()
        .map(|length| quote!(.max_length(#length)));
    let nullable = column.nullable.then(|| quote!(.nullable()));
    let default = column.default.as_ref().map(|default| {
        let default = expand_default(model, &column.rust_type, default);
        quote!(.default(#default))
    });
    let generated = column.generated.as_ref().map(|generated| {
        let generated = expand_generated(model, generated);
        quote!(.generated(#generated))
    });
    let identity = column.identity.as_ref().map(|identity| {
        let identity = expand_identity(model, identity);
        quote!(.identity(#identity))
    });
    let collation = (!column.collation.is_none()).then(|| {
        let text = expand_text(model, &column.collation);
        quote!(.collation(#text))
    });
    let backfill = (!column.backfill.is_none()).then(|| {
        let text = expand_text(model, &column.backfill);
        quote!(.backfill(#text))
    });
    let comment = &column.docs.text;
    let comment = (!comment.is_empty()).then(|| quote!(.comment(#comment)));
    let renamed_from = renamed_from(column.renamed_from.as_deref());
    quote! {
        #core::definition::Column::new(#field, #rust_type, #column_type)
            #sql_name #sql_type #max_length #nullable #default #generated #identity #collation
            #backfill #comment #renamed_from
    }
}

fn renamed_from(name: Option<&str>) -> Option<TokenStream> {
    name.map(|name| quote!(.renamed_from(#name)))
}

fn expand_generated(model: &Model, generated: &GeneratedOption) -> TokenStream {
    let core = &model.core;
    let expression = expand_text(model, &generated.expression);
    let storage = if generated.is_virtual {
        quote!(Virtual)
    } else {
        quote!(Stored)
    };
    quote! {
        #core::definition::Generated {
            expression: #expression,
            storage: #core::definition::GeneratedStorage::#storage,
        }
    }
}

fn expand_identity(model: &Model, identity: &IdentityOption) -> TokenStream {
    let core = &model.core;
    let variant = match identity.kind {
        IdentityKind::ByDefault => quote!(ByDefault),
        IdentityKind::Always => quote!(Always),
        IdentityKind::Serial => quote!(Serial),
    };
    quote!(#core::definition::Identity::#variant)
}

/// A type of the user's own tells its definition by a trait; if it does not, its SQL name must be
/// given, as an assertion says.
fn expand_column_type(model: &Model, column: &Column) -> TokenStream {
    let core = &model.core;
    let custom = |custom: Custom<'_>| {
        let sql_type = custom.sql_type(core);
        quote!({
            use #core::__private::UndefinedColumnType as _;
            #core::__private::ColumnTypeOf::<#sql_type>::COLUMN_TYPE
        })
    };
    column
        .sql_type
        .definition(&quote!(#core::definition::ColumnType), &custom)
}

/// The SQL name of the type: as given, or as the user's name for the Diesel type tells.
fn expand_sql_type(model: &Model, column: &Column) -> Option<TokenStream> {
    let mut names = column.sql_type_name.clone();
    if names.is_none() {
        let name = match (column.sql_type.postgres_name(), &column.max_length) {
            (Some("bpchar"), Some(length)) => Some(format!("char({})", length.base10_digits())),
            (Some(name), None) => Some(name.to_owned()),
            (_, Some(_)) | (None, None) => None,
        };
        names.postgres = name.map(|name| Text(syn::LitStr::new(&name, column.ident.span())));
    }
    (!names.is_none()).then(|| expand_text(model, &names))
}

fn expand_default(model: &Model, rust_type: &Type, default: &DefaultValue) -> TokenStream {
    let core = &model.core;
    let default_value = quote!(#core::definition::DefaultValue);
    match default {
        DefaultValue::Bool(value) => quote!(#default_value::Bool(#value)),
        DefaultValue::Number(number) => quote!(#default_value::Number(#number)),
        DefaultValue::Variant(variant) => {
            let constant = at(variant, quote!(const _DEFAULT: #rust_type = #variant;));
            quote!({
                use #core::__private::NotAnEnum as _;
                #constant
                #default_value::Text(#core::__private::value_of(
                    #core::__private::EnumOf::<#rust_type>::DISCRIMINANTS,
                    _DEFAULT as ::core::primitive::i128,
                ))
            })
        }
        DefaultValue::Expression(text) => {
            let text = expand_text(model, text);
            quote!(#default_value::Expression(#text))
        }
    }
}

fn expand_text(model: &Model, text: &DialectText) -> TokenStream {
    let core = &model.core;
    let dialect_text = quote!(#core::definition::DialectText);
    match (&text.all, text.is_none()) {
        (_, true) => quote!(#dialect_text::NONE),
        (Some(all), false)
            if text.postgres.is_none() && text.sqlite.is_none() && text.mysql.is_none() =>
        {
            let all = &all.0;
            quote!(#dialect_text::all(#all))
        }
        (all, false) => {
            let value = |text: Option<&Text>| option(text.map(Text::value).as_deref());
            let all = value(all.as_ref());
            let postgres = value(text.postgres.as_ref());
            let sqlite = value(text.sqlite.as_ref());
            let mysql = value(text.mysql.as_ref());
            quote!(#dialect_text {
                all: #all,
                postgres: #postgres,
                sqlite: #sqlite,
                mysql: #mysql,
            })
        }
    }
}

fn expand_foreign_key(model: &Model, key: &ForeignKey) -> TokenStream {
    let core = &model.core;
    let definition = quote!(#core::definition);
    let parent = &key.target;
    let model_of = quote!(#core::__private::ModelOf::<#parent>);
    let name = &key.name;
    let columns = model.sql_names(&key.columns);
    let referenced_columns = (!key.target_columns.is_empty()).then(|| {
        let targets = key.target_columns.iter().map(|target| {
            let target = target.unraw().to_string();
            quote!(#core::__private::column_name(#model_of::COLUMNS, #target))
        });
        quote!(.referencing(&[#(#targets),*]))
    });
    let on_delete = key.on_delete.as_ref().map(|action| {
        let action = expand_action(model, action);
        quote!(.on_delete(#action))
    });
    let on_update = key.on_update.as_ref().map(|action| {
        let action = expand_action(model, action);
        quote!(.on_update(#action))
    });
    let deferrability = (!matches!(key.deferrable, Deferrable::No)).then(|| {
        let deferrability = expand_deferrability(model, key.deferrable);
        quote!(.deferrability(#deferrability))
    });
    let relation = key.relation.unraw().to_string();
    let reason = key.reason.as_ref().map(|reason| quote!(.reason(#reason)));
    let renamed_from = renamed_from(key.renamed_from.as_deref());
    quote! {
        #definition::ForeignKey::new(
            #name, &[#(#columns),*], #model_of::PARENT, #relation,
        )
            #referenced_columns #on_delete #on_update #deferrability #reason #renamed_from
    }
}

pub(super) fn expand_action(model: &Model, action: &Action) -> TokenStream {
    let core = &model.core;
    let variant = match action.kind {
        ActionKind::NoAction => quote!(NoAction),
        ActionKind::Restrict => quote!(Restrict),
        ActionKind::Cascade => quote!(Cascade),
        ActionKind::SetNull => quote!(SetNull),
        ActionKind::SetDefault => quote!(SetDefault),
    };
    quote!(#core::definition::ReferentialAction::#variant)
}

fn expand_deferrability(model: &Model, deferrable: Deferrable) -> TokenStream {
    let core = &model.core;
    let variant = match deferrable {
        Deferrable::No => quote!(NotDeferrable),
        Deferrable::InitiallyImmediate => quote!(InitiallyImmediate),
        Deferrable::InitiallyDeferred => quote!(InitiallyDeferred),
    };
    quote!(#core::definition::Deferrability::#variant)
}

fn expand_unique(model: &Model, unique: &UniqueConstraint) -> TokenStream {
    let core = &model.core;
    let name = &unique.name;
    let columns = model.sql_names(&unique.columns);
    let nulls_not_distinct = unique.nulls_not_distinct;
    let deferrability = expand_deferrability(model, unique.deferrable);
    let renamed_from = option(unique.renamed_from.as_deref());
    quote! {
        #core::definition::UniqueConstraint {
            name: #name,
            columns: &[#(#columns),*],
            nulls_not_distinct: #nulls_not_distinct,
            deferrability: #deferrability,
            renamed_from: #renamed_from,
        }
    }
}

fn expand_check(model: &Model, check: &Check) -> TokenStream {
    let core = &model.core;
    let name = &check.name;
    let expression = expand_text(model, &check.expression);
    let renamed_from = option(check.renamed_from.as_deref());
    quote! {
        #core::definition::Check {
            name: #name,
            expression: #expression,
            renamed_from: #renamed_from,
        }
    }
}

fn expand_index(model: &Model, index: &Index) -> TokenStream {
    let core = &model.core;
    let definition = quote!(#core::definition);
    let name = &index.name;
    let columns = index
        .columns
        .iter()
        .map(|column| expand_index_column(model, column));
    let unique = index.unique.then(|| quote!(.unique()));
    let nulls_not_distinct = index
        .nulls_not_distinct
        .then(|| quote!(.nulls_not_distinct()));
    let condition = index
        .condition
        .as_ref()
        .map(|condition| quote!(.condition(#condition)));
    let method = index.method.as_ref().map(|method| quote!(.method(#method)));
    let include = (!index.include.is_empty()).then(|| {
        let columns = model.sql_names(&index.include);
        quote!(.include(&[#(#columns),*]))
    });
    let only = index.only.map(
        |Databases {
             postgres,
             sqlite,
             mysql,
         }| {
            quote! {
                .only(#definition::Databases { postgres: #postgres, sqlite: #sqlite, mysql: #mysql })
            }
        },
    );
    let origin = match index.foreign_key {
        Some(position) => {
            let key = &model.foreign_keys[position].name;
            quote!(ForeignKey(#key))
        }
        None => quote!(Declared),
    };
    let renamed_from = renamed_from(index.renamed_from.as_deref());
    quote! {
        #definition::Index::new(#name, &[#(#columns),*], #definition::IndexOrigin::#origin)
            #unique #nulls_not_distinct #condition #method #include #only #renamed_from
    }
}

fn expand_index_column(model: &Model, column: &IndexColumn) -> TokenStream {
    let core = &model.core;
    let definition = quote!(#core::definition);
    if let IndexColumn {
        key: IndexKey::Column(position),
        direction: Direction::Ascending,
        nulls: None,
        operator_class: None,
        collation: None,
    } = column
    {
        let name = &model.columns[*position].sql_name;
        return quote!(#definition::IndexColumn::new(#name));
    }
    let key = match &column.key {
        IndexKey::Column(column) => {
            let name = &model.columns[*column].sql_name;
            quote!(Column(#name))
        }
        IndexKey::Expression(expression) => quote!(Expression(#expression)),
    };
    let direction = match column.direction {
        Direction::Ascending => quote!(Ascending),
        Direction::Descending => quote!(Descending),
    };
    let nulls = some(column.nulls.map(|nulls| match nulls {
        Nulls::First => quote!(#definition::NullsOrder::First),
        Nulls::Last => quote!(#definition::NullsOrder::Last),
    }));
    let operator_class = option(column.operator_class.as_deref());
    let collation = option(column.collation.as_deref());
    quote! {
        #definition::IndexColumn {
            key: #definition::IndexKey::#key,
            direction: #definition::Direction::#direction,
            nulls: #nulls,
            operator_class: #operator_class,
            collation: #collation,
        }
    }
}
