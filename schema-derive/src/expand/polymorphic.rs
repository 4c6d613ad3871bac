//! Polymorphic references: how Diesel selects and writes them, and the relation that each brings.

use super::loading::short_digits;
use crate::model::{Column, Model, Polymorphic, PolymorphicPart, PolymorphicStorage};
use crate::naming::source_text;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

/// Everything about the references of a model. `before` relations have numbers already.
pub(super) fn expand(model: &Model, before: usize) -> TokenStream {
    let references = model
        .polymorphic
        .iter()
        .enumerate()
        .map(|(number, reference)| {
            let own = expand_reference(model, reference, number);
            let relation = expand_relation(model, reference, number, before + number);
            quote!(#own #relation)
        });
    let check = expand_check(model);
    quote!(#(#references)* #check)
}

/// What is there for a model that is unsound, too: Diesel's own derives need it. An enum that stands twice
/// has it once.
pub(super) fn expand_unsound(model: &Model) -> TokenStream {
    let is_first = |&(number, reference): &(usize, &Polymorphic)| {
        let mut others = model.polymorphic[..number].iter();
        others.all(|other| other.rust_type != reference.rust_type)
    };
    let references = model.polymorphic.iter().enumerate().filter(is_first);
    let references =
        references.map(|(number, reference)| expand_reference(model, reference, number));
    quote!(#(#references)*)
}

fn expand_reference(model: &Model, reference: &Polymorphic, number: usize) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let Polymorphic {
        field, rust_type, ..
    } = reference;
    let value = if reference.nullable {
        quote!(self.#field.as_ref())
    } else {
        quote!(::core::option::Option::Some(&self.#field))
    };
    let diesel = expand_diesel(model, reference);
    let pairs = match &reference.storage {
        PolymorphicStorage::Tagged => {
            let position = model.foreign_keys.len() + number;
            let pairs = pairs(model, reference, number);
            Some(quote! {
                #[doc(hidden)]
                impl #core::relation::key::ForeignKey<#position> for #ident {
                    type Pairs = #pairs;
                }
            })
        }
        PolymorphicStorage::ExclusiveArc { .. } => None,
    };
    quote! {
        #[doc(hidden)]
        impl #core::polymorphic::HasReference<#number> for #ident {
            type Reference = #rust_type;
            #[inline]
            fn reference(&self) -> ::core::option::Option<&Self::Reference> {
                #value
            }
        }
        #pairs
        #diesel
    }
}

/// All references of a model are checked, one field after the other.
fn expand_check(model: &Model) -> Option<TokenStream> {
    let (core, ident) = (&model.core, &model.ident);
    if model.polymorphic.is_empty() {
        return None;
    }
    let types: Vec<_> = model
        .polymorphic
        .iter()
        .map(|reference| &reference.rust_type)
        .collect();
    let checks = model.polymorphic.iter().enumerate().map(|(number, one)| {
        let (field, rust_type) = (one.field.unraw().to_string(), &one.rust_type);
        quote! {
            #core::polymorphic::check_field::<Self, #rust_type, _Connection, #number>(
                __rows, #field, __connection, &mut __missing,
            )?;
        }
    });
    Some(quote! {
        #[automatically_derived]
        impl<_Connection> #core::polymorphic::CheckReferences<_Connection> for #ident
        where
            #(<#types as #core::polymorphic::TargetModels>::Models:
                #core::polymorphic::CheckTargets<#types, _Connection>,)*
        {
            fn check_references(
                __rows: &[Self],
                __connection: &mut _Connection,
            ) -> ::core::result::Result<(), #core::polymorphic::InsertCheckedError> {
                let mut __missing = #core::polymorphic::MissingReferences::none();
                #(#checks)*
                __missing.into_result()
            }
        }
    })
}

/// `Tagged<0, 3, 2>`: the number of the reference, and where key and tag are. An arc is only followed
/// from this side by it.
fn pairs(model: &Model, reference: &Polymorphic, number: usize) -> TokenStream {
    let core = &model.core;
    let (tag, key) = match reference.columns.as_slice() {
        &[tag, key] => (tag, key),
        _ => (0, 0),
    };
    quote!(#core::relation::tagged::Tagged<#number, #key, #tag>)
}

/// `Selectable`, `Insertable` and `AsChangeset` of the enum, as an embedded value of this table.
fn expand_diesel(model: &Model, reference: &Polymorphic) -> TokenStream {
    let module = &model.table.module;
    let rust_type = &reference.rust_type;
    let columns = reference
        .columns
        .iter()
        .map(|&column| &model.columns[column]);
    let columns: Vec<&Column> = columns.collect();
    let is_tagged = matches!(reference.storage, PolymorphicStorage::Tagged);
    let is_optional = reference.nullable && is_tagged;
    // Diesel makes an `Option` of the whole if that may be NULL.
    let expression = |column: &&Column| {
        let ident = &column.ident;
        if is_optional {
            (
                quote!(::diesel::dsl::AssumeNotNull<#module::#ident>),
                quote!(::diesel::NullableExpressionMethods::assume_not_null(#module::#ident)),
            )
        } else {
            (quote!(#module::#ident), quote!(#module::#ident))
        }
    };
    let (types, values): (Vec<_>, Vec<_>) = columns.iter().map(expression).unzip();
    let owned = expand_writing(model, reference, false);
    let borrowed = expand_writing(model, reference, true);
    let arc = expand_arc(model, reference);
    quote! {
        impl<_DB: ::diesel::backend::Backend> ::diesel::expression::Selectable<_DB> for #rust_type {
            type SelectExpression = (#(#types,)*);
            fn construct_selection() -> (#(#types,)*) {
                (#(#values,)*)
            }
        }
        #owned
        #borrowed
        #arc
    }
}

/// How Diesel reads an enum from one key for each target, and that there is one for each.
fn expand_arc(model: &Model, reference: &Polymorphic) -> Option<TokenStream> {
    let PolymorphicStorage::ExclusiveArc { targets } = &reference.storage else {
        return None;
    };
    let core = &model.core;
    let rust_type = &reference.rust_type;
    let sql_types = reference.columns.iter().map(|&column| {
        let sql_type = super::table::column_type(model, &model.columns[column]);
        quote!(::diesel::sql_types::Nullable<#sql_type>)
    });
    let sql_types = quote!((#(#sql_types,)*));
    let keys = targets
        .iter()
        .map(|_| quote!(::core::option::Option<<#rust_type as #core::Polymorphic>::Key>));
    let keys = quote!((#(#keys,)*));
    let reads = targets.iter().enumerate().map(|(position, target)| {
        let place = syn::Index::from(position);
        quote! {
            if let ::core::option::Option::Some(__key) = __row.#place {
                return #core::polymorphic::from_arc::<Self, #target>(__key);
            }
        }
    });
    let name = source_text(rust_type);
    let check = quote! {
        #core::__private::check_arc(
            #name,
            <#rust_type as #core::Polymorphic>::TARGETS,
            &[#(#core::__private::ModelOf::<#targets>::PARENT.table,)*],
        );
    };
    let check = super::at(&reference.field, check);
    Some(quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #core::__private::NotAModel as _;
            #check
        };
        impl<_DB: ::diesel::backend::Backend> ::diesel::deserialize::Queryable<#sql_types, _DB> for #rust_type
        where
            #keys: ::diesel::deserialize::FromStaticSqlRow<#sql_types, _DB>,
        {
            type Row = #keys;
            fn build(__row: #keys) -> ::diesel::deserialize::Result<Self> {
                #(#reads)*
                ::core::result::Result::Err(#core::polymorphic::no_key())
            }
        }
    })
}

/// How the columns are set from an enum, or from a reference to one.
fn expand_writing(model: &Model, reference: &Polymorphic, is_borrowed: bool) -> TokenStream {
    let module = &model.table.module;
    let rust_type = &reference.rust_type;
    let table = quote!(#module::table);
    let (lifetime, of) = match is_borrowed {
        true => (quote!(<'value>), quote!(&'value #rust_type)),
        false => (TokenStream::new(), quote!(#rust_type)),
    };
    let (types, setup, values) = match &reference.storage {
        PolymorphicStorage::Tagged => tagged_values(model, reference, is_borrowed),
        PolymorphicStorage::ExclusiveArc { .. } => arc_values(model, reference, is_borrowed),
    };
    let assignments = |values: &[TokenStream]| -> Vec<TokenStream> {
        let columns = reference.columns.iter().zip(values);
        let assignment = |(&column, value): (&usize, &TokenStream)| {
            let column = &model.columns[column].ident;
            quote!(::diesel::ExpressionMethods::eq(#module::#column, #value))
        };
        columns.map(assignment).collect()
    };
    let assigned = assignments(&values);
    let assigned_types = reference
        .columns
        .iter()
        .zip(&types)
        .map(|(&column, value)| {
            let column = &model.columns[column].ident;
            quote!(::diesel::dsl::Eq<#module::#column, #value>)
        });
    let assigned_types: Vec<_> = assigned_types.collect();
    // Nothing is inserted for `None`: Diesel has that for what may be left out.
    let (inserted_types, inserted) = match reference.nullable {
        true => (
            quote!(#(::core::option::Option<#assigned_types>,)*),
            quote!(#(::core::option::Option::Some(#assigned),)*),
        ),
        false => (quote!(#(#assigned_types,)*), quote!(#(#assigned,)*)),
    };
    quote! {
        impl #lifetime ::diesel::prelude::Insertable<#table> for #of {
            type Values = <(#inserted_types) as ::diesel::prelude::Insertable<#table>>::Values;
            fn values(self) -> <Self as ::diesel::prelude::Insertable<#table>>::Values {
                #setup
                ::diesel::prelude::Insertable::<#table>::values((#inserted))
            }
        }
        impl #lifetime ::diesel::prelude::AsChangeset for #of {
            type Target = #table;
            type Changeset = <(#(#assigned_types,)*) as ::diesel::prelude::AsChangeset>::Changeset;
            fn as_changeset(self) -> <Self as ::diesel::prelude::AsChangeset>::Changeset {
                #setup
                ::diesel::prelude::AsChangeset::as_changeset((#(#assigned,)*))
            }
        }
    }
}

/// The types of the values, what makes them, and the values.
type Values = (Vec<TokenStream>, TokenStream, Vec<TokenStream>);

fn tagged_values(model: &Model, reference: &Polymorphic, is_borrowed: bool) -> Values {
    let core = &model.core;
    let rust_type = &reference.rust_type;
    let (kind, key) = (
        quote!(<#rust_type as #core::Polymorphic>::Kind),
        quote!(<#rust_type as #core::Polymorphic>::Key),
    );
    let setup = match is_borrowed {
        true => quote! {
            let (__kind, __key) = (
                *#core::Polymorphic::kind(self),
                #core::Polymorphic::key(self),
            );
        },
        false => quote!(let (__kind, __key) = #core::Polymorphic::into_parts(self);),
    };
    let key = match is_borrowed {
        true => quote!(&'value #key),
        false => key,
    };
    (vec![kind, key], setup, vec![quote!(__kind), quote!(__key)])
}

fn arc_values(model: &Model, reference: &Polymorphic, is_borrowed: bool) -> Values {
    let core = &model.core;
    let rust_type = &reference.rust_type;
    let PolymorphicStorage::ExclusiveArc { targets } = &reference.storage else {
        return (Vec::new(), TokenStream::new(), Vec::new());
    };
    let key = quote!(<#rust_type as #core::Polymorphic>::Key);
    let names: Vec<Ident> = (0..targets.len())
        .map(|position| format_ident!("__key_{position}"))
        .collect();
    let leads = targets
        .iter()
        .map(|target| quote!(<#rust_type as #core::polymorphic::LeadsTo<#target>>));
    let (key, setup) = match is_borrowed {
        true => (
            quote!(::core::option::Option<&'value #key>),
            quote!(#(let #names = #leads::key_to(self);)*),
        ),
        false => (
            quote!(::core::option::Option<#key>),
            quote! {
                let (__kind, __key) = #core::Polymorphic::into_parts(self);
                let __tag = #core::SqlEnum::to_value(&__kind);
                let mut __key = ::core::option::Option::Some(__key);
                #(let #names = if __tag == #leads::TAG { __key.take() } else { ::core::option::Option::None };)*
            },
        ),
    };
    let types = targets.iter().map(|_| key.clone()).collect();
    (
        types,
        setup,
        names.iter().map(|name| quote!(#name)).collect(),
    )
}

fn marker(model: &Model, reference: &Polymorphic) -> Ident {
    format_ident!(
        "{}_{}",
        model.ident.unraw(),
        reference.field.unraw(),
        span = reference.field.span()
    )
}

fn docs(reference: &Polymorphic) -> String {
    format!("The row that `{}` references.", reference.field.unraw())
}

/// The relation as a type, and `Comment::subject()`.
fn expand_relation(
    model: &Model,
    reference: &Polymorphic,
    number: usize,
    position: usize,
) -> TokenStream {
    let core = &model.core;
    let (ident, visibility) = (&model.ident, &model.visibility);
    let rust_type = &reference.rust_type;
    let marker = marker(model, reference);
    let field = &reference.field;
    let name = field.unraw().to_string();
    let key = format!("{name}_row");
    let number_type = short_digits(core, position);
    let pairs = pairs(model, reference, number);
    let module = quote!(#core::relation::one_of);
    let docs = docs(reference);
    let docs_of_marker = format!("The relation `{name}` of [`{}`], as a type.", ident.unraw());
    quote! {
        #[doc = #docs_of_marker]
        #[allow(non_camel_case_types)]
        #visibility struct #marker;
        #[doc(hidden)]
        impl #core::relation::Relation for #marker {
            type Source = #ident;
            type Kind = #module::OneOf;
            type Number = #number_type;
            const NAME: &'static ::core::primitive::str = #name;
            const KEY: &'static ::core::primitive::str = #key;
        }
        #[doc(hidden)]
        impl #module::Reference for #marker {
            type Pairs = #pairs;
            type Targets = <#rust_type as #module::TargetsOf<#marker>>::Targets;
            fn targets() -> Self::Targets {
                <#rust_type as #module::TargetsOf<#marker>>::targets()
            }
        }
        #[automatically_derived]
        #[allow(dead_code, private_interfaces)]
        impl #ident {
            #[doc = #docs]
            #visibility fn #field() -> #module::OneOfRows<
                #marker,
                <#rust_type as #module::TargetsOf<#marker>>::Targets,
            > {
                #module::OneOfRows::new()
            }
        }
    }
}

/// `comment.subject()` of a row with relations.
pub(super) fn accessors(model: &Model) -> TokenStream {
    let accessors = model
        .polymorphic
        .iter()
        .map(|reference| expand_accessor(model, reference));
    quote!(#(#accessors)*)
}

/// The parameters are called as no model or enum is: those are named beside them.
fn expand_accessor(model: &Model, reference: &Polymorphic) -> TokenStream {
    let core = &model.core;
    let ident = &model.ident;
    let (field, rust_type) = (&reference.field, &reference.rust_type);
    let marker = marker(model, reference);
    let docs = docs(reference);
    let module = quote!(#core::relation::one_of);
    let row = quote!(::core::borrow::Borrow::<#ident>::borrow(&self._row));
    let found = quote!(#module::HasOneOf::<#marker, _Position>::found(&self._relations));
    let (output, value) = match reference.nullable {
        true => (
            quote!(::core::option::Option<_Item>),
            quote! {
                let __reference = #row.#field.as_ref()?;
                ::core::option::Option::Some(#module::RowsOf::row(__reference, #found))
            },
        ),
        false => (
            quote!(_Item),
            quote!(#module::RowsOf::row(&#row.#field, #found)),
        ),
    };
    quote! {
        #[doc = #docs]
        pub fn #field<'row, _Position, _Found: 'row, _Item>(&'row self) -> #output
        where
            _Relations: #module::HasOneOf<#marker, _Position, Rows = _Found>,
            #rust_type: #module::RowsOf<'row, _Found, Row = _Item>,
            _Row: ::core::borrow::Borrow<#ident>,
        {
            #value
        }
    }
}

/// The entries of `Table::polymorphic`.
pub(super) fn definitions(model: &Model) -> Vec<TokenStream> {
    model
        .polymorphic
        .iter()
        .map(|reference| expand_definition(model, reference))
        .collect()
}

fn expand_definition(model: &Model, reference: &Polymorphic) -> TokenStream {
    let core = &model.core;
    let definition = quote!(#core::definition);
    let name = reference.field.unraw().to_string();
    let rust_type = &reference.rust_type;
    let rust_name = source_text(rust_type);
    let columns = model.sql_names(&reference.columns);
    let storage = match (&reference.storage, columns.as_slice()) {
        (PolymorphicStorage::Tagged, &[tag, key]) => quote!(Tagged { tag: #tag, key: #key }),
        (PolymorphicStorage::ExclusiveArc { targets }, _) => quote! {
            ExclusiveArc {
                columns: &#core::polymorphic::in_order_of_targets(
                    <#rust_type as #core::Polymorphic>::TARGETS,
                    [#((#core::__private::ModelOf::<#targets>::PARENT.table, #columns),)*],
                ),
            }
        },
        // There are a tag and a key, or there would be no reference.
        (PolymorphicStorage::Tagged, _) => quote!(ExclusiveArc { columns: &[] }),
    };
    let enforcement = match &reference.storage {
        PolymorphicStorage::ExclusiveArc { .. } => quote!(ForeignKeys),
        PolymorphicStorage::Tagged if reference.by_triggers => quote!(Triggers),
        PolymorphicStorage::Tagged => quote!(Program),
    };
    let on_delete = match &reference.on_delete {
        Some(action) => super::definition::expand_action(model, action),
        None => quote!(#definition::ReferentialAction::NoAction),
    };
    let nullable = reference.nullable;
    let reason = reference.reason.as_deref().unwrap_or_default();
    quote! {
        #definition::PolymorphicReference {
            name: #name,
            rust_name: #rust_name,
            columns: &[#(#columns),*],
            storage: #definition::PolymorphicStorage::#storage,
            nullable: #nullable,
            targets: <#rust_type as #core::Polymorphic>::TARGETS,
            on_delete: #on_delete,
            enforcement: #definition::Enforcement::#enforcement,
            reason: #reason,
        }
    }
}

/// The value of a column of a reference, for a row `self`.
pub(super) fn column_value(model: &Model, column: &Column, part: &PolymorphicPart) -> TokenStream {
    let core = &model.core;
    let field = &column.field;
    let reference = model
        .polymorphic
        .iter()
        .find(|reference| reference.field == *field);
    let nullable = reference.is_some_and(|reference| reference.nullable);
    let reference = match nullable {
        true => quote!(self.#field.as_ref()),
        false => quote!(::core::option::Option::Some(&self.#field)),
    };
    match part {
        PolymorphicPart::Tag => quote!(#reference.map(#core::Polymorphic::kind)),
        PolymorphicPart::Key => quote!(#reference.map(#core::Polymorphic::key)),
        PolymorphicPart::Arc(target) => {
            quote!(#reference.and_then(|__reference| {
                #core::polymorphic::LeadsTo::<#target>::key_to(__reference)
            }))
        }
    }
}
