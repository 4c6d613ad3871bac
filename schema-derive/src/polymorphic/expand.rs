//! What an enum brings with it: the enum of its tags, that of its rows, and how they belong together.

use super::{Polymorphic, Target};
use crate::expand::{at, path_text};
use crate::sql_type::Custom;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;
use syn::ext::IdentExt;

pub(crate) fn expand(polymorphic: &Polymorphic, sound: bool) -> TokenStream {
    let kind = expand_kind(polymorphic);
    let rows = expand_rows(polymorphic);
    let core = &polymorphic.core;
    let reference = expand_impl(polymorphic);
    let targets = polymorphic
        .targets
        .iter()
        .map(|target| expand_target(polymorphic, target));
    let checks = polymorphic
        .targets
        .iter()
        .filter(|_| sound)
        .map(|target| expand_check(polymorphic, target));
    let list = expand_list(polymorphic);
    let queryable = expand_queryable(polymorphic);
    quote! {
        #kind
        #rows
        const _: () = {
            #[allow(unused_imports)]
            use #core::__private::{NoKeyAt as _, NotAModel as _};
            #reference
            #(#targets)*
            #list
            #queryable
        };
        #(#checks)*
    }
}

fn kind_ident(polymorphic: &Polymorphic) -> Ident {
    format_ident!("{}Kind", polymorphic.ident.unraw())
}

fn key_type(polymorphic: &Polymorphic) -> &Type {
    // There is a variant, or there would be no enum.
    &polymorphic.targets[0].key
}

fn sql_type(polymorphic: &Polymorphic) -> TokenStream {
    match polymorphic.sql_type.custom() {
        Some(Custom::Type(path)) => quote!(#path),
        _ => polymorphic.sql_type.in_table(None),
    }
}

/// After a mistake: the variants that are left out.
fn others(polymorphic: &Polymorphic) -> Option<TokenStream> {
    polymorphic
        .leaves_out
        .then(|| quote!(_ => ::core::panic!(),))
}

/// `SubjectKind`
fn expand_kind(polymorphic: &Polymorphic) -> TokenStream {
    let Polymorphic {
        core,
        ident,
        kind_options,
        ..
    } = polymorphic;
    let kind = kind_ident(polymorphic);
    let docs = format!("Which model a [`{}`] references.", ident.unraw());
    let variants = polymorphic.targets.iter().map(|target| {
        let Target { variant, tag, .. } = target;
        let former = target.renamed_from.as_ref();
        let former = former.map(|former| quote!(, renamed_from = #former));
        let docs = format!("`{}`", path_text(&target.model));
        quote! {
            #[doc = #docs]
            #[sql_enum(rename = #tag #former)]
            #variant
        }
    });
    let sql_type = sql_type(polymorphic);
    let key_type = format_ident!("{}KeySqlType", ident.unraw());
    quote! {
        #core::__private::tag!(#kind, #ident);
        #[allow(unused_macros)]
        macro_rules! #key_type {
            () => { #sql_type };
        }
        // Who imports the enum imports the macro.
        #[doc(hidden)]
        #[allow(unused_imports)]
        pub(crate) use #key_type as #ident;
        #[doc = #docs]
        #[derive(
            #core::SqlEnum,
            ::core::fmt::Debug,
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        #[sql_enum(#kind_options)]
        #[allow(unreachable_pub)]
        pub enum #kind {
            #(#variants,)*
        }
    }
}

/// The parameters of `SubjectRow`: one for the row of each target.
fn parameters(polymorphic: &Polymorphic) -> Vec<Ident> {
    (0..polymorphic.targets.len())
        .map(|position| format_ident!("_Row{position}"))
        .collect()
}

/// `SubjectRow`
fn expand_rows(polymorphic: &Polymorphic) -> TokenStream {
    let Polymorphic {
        ident, visibility, ..
    } = polymorphic;
    let row = format_ident!("{}Row", ident.unraw());
    let docs = format!("The row that a [`{}`] references.", ident.unraw());
    let parameters = parameters(polymorphic);
    let variants: Vec<&Ident> = polymorphic
        .targets
        .iter()
        .map(|target| &target.variant)
        .collect();
    let names = variants.iter().map(|variant| variant.unraw().to_string());
    let declared = polymorphic
        .targets
        .iter()
        .zip(&parameters)
        .map(|(target, parameter)| {
            let variant = &target.variant;
            let docs = format!("A row of `{}`.", path_text(&target.model));
            quote! {
                #[doc = #docs]
                #variant(&'row #parameter)
            }
        });
    quote! {
        #[doc = #docs]
        #[allow(dead_code)]
        #visibility enum #row<'row, #(#parameters),*> {
            #(#declared,)*
            /// The row is not there.
            Missing(&'row #ident),
        }
        #[automatically_derived]
        impl<'row, #(#parameters),*> ::core::clone::Clone for #row<'row, #(#parameters),*> {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl<'row, #(#parameters),*> ::core::marker::Copy for #row<'row, #(#parameters),*> {}
        #[automatically_derived]
        impl<'row, #(#parameters: ::core::fmt::Debug),*> ::core::fmt::Debug for #row<'row, #(#parameters),*>
        where
            &'row #ident: ::core::fmt::Debug,
        {
            fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(Self::#variants(__row) => {
                        __formatter.debug_tuple(#names).field(__row).finish()
                    })*
                    Self::Missing(__reference) => {
                        __formatter.debug_tuple("Missing").field(__reference).finish()
                    }
                }
            }
        }
        #[automatically_derived]
        impl<'row, #(#parameters: ::core::cmp::PartialEq),*> ::core::cmp::PartialEq for #row<'row, #(#parameters),*>
        where
            &'row #ident: ::core::cmp::PartialEq,
        {
            fn eq(&self, __other: &Self) -> ::core::primitive::bool {
                match (self, __other) {
                    #((Self::#variants(__one), Self::#variants(__other)) => __one == __other,)*
                    (Self::Missing(__one), Self::Missing(__other)) => __one == __other,
                    _ => false,
                }
            }
        }
    }
}

fn expand_impl(polymorphic: &Polymorphic) -> TokenStream {
    let Polymorphic { core, ident, .. } = polymorphic;
    let (kind, key) = (kind_ident(polymorphic), key_type(polymorphic));
    let sql_type = sql_type(polymorphic);
    let variants: Vec<&Ident> = polymorphic
        .targets
        .iter()
        .map(|target| &target.variant)
        .collect();
    let others = others(polymorphic);
    let targets = polymorphic.targets.iter().map(|target| {
        let (name, tag) = (target.variant.unraw().to_string(), &target.tag);
        let model = &target.model;
        quote! {
            #core::polymorphic::target(#name, #tag, #core::__private::ModelOf::<#model>::PARENT)
        }
    });
    quote! {
        #[automatically_derived]
        impl #core::Polymorphic for #ident {
            type Key = #key;
            type KeySqlType = #sql_type;
            type Kind = #kind;
            const TARGETS: &'static [#core::definition::PolymorphicTarget] = &[#(#targets,)*];
            fn new(__kind: #kind, __key: #key) -> Self {
                match __kind {
                    #(#kind::#variants => Self::#variants(__key),)*
                }
            }
            fn into_parts(self) -> (#kind, #key) {
                match self {
                    #(Self::#variants(__key) => (#kind::#variants, __key),)*
                    #others
                }
            }
            fn kind(&self) -> &'static #kind {
                match self {
                    #(Self::#variants(_) => &#kind::#variants,)*
                    #others
                }
            }
            fn key(&self) -> &#key {
                match self {
                    #(Self::#variants(__key) => __key,)*
                    #others
                }
            }
        }
    }
}

fn expand_target(polymorphic: &Polymorphic, target: &Target) -> TokenStream {
    let Polymorphic { core, ident, .. } = polymorphic;
    let Target {
        variant,
        model,
        tag,
        ..
    } = target;
    let key = key_type(polymorphic);
    let position = quote! {
        #core::polymorphic::key_position(
            #core::__private::ModelOf::<#model>::PARENT,
            #core::__private::ModelOf::<#model>::COLUMNS,
        )
    };
    quote! {
        #[automatically_derived]
        impl #core::polymorphic::LeadsTo<#model> for #ident {
            const TAG: &'static ::core::primitive::str = #tag;
            const COLUMN: ::core::primitive::usize = #position;
            fn key_of(__target: &#model) -> ::core::option::Option<&#key> {
                #core::polymorphic::same_key(
                    #core::__private::KeyAt::<#model, { #position }>::value(__target),
                )
            }
            fn key_to(&self) -> ::core::option::Option<&#key> {
                match self {
                    Self::#variant(__key) => ::core::option::Option::Some(__key),
                    #[allow(unreachable_patterns)]
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

/// What is referenced is a model, whose key has the type of the variant's.
fn expand_check(polymorphic: &Polymorphic, target: &Target) -> TokenStream {
    let core = &polymorphic.core;
    let Target { model, key, .. } = target;
    let (name, written) = (path_text(model), crate::naming::source_text(key));
    let check = quote! {
        #core::__private::check_polymorphic_target(
            #name,
            #written,
            #core::__private::KeyOf::<#key, #model>::SAME,
            #core::__private::ModelOf::<#model>::TABLE,
        );
    };
    let check = at(key, check);
    quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #core::__private::{NotAModel as _, OtherKey as _};
            #check
        };
    }
}

/// The targets as nested pairs, and the row of one of them. No type is called `Self::…`, as a variant may be.
fn expand_list(polymorphic: &Polymorphic) -> TokenStream {
    let Polymorphic { core, ident, .. } = polymorphic;
    let module = quote!(#core::relation::one_of);
    let row = format_ident!("{}Row", ident.unraw());
    let parameters = parameters(polymorphic);
    let nested = |items: Vec<TokenStream>| {
        let items = items.into_iter().rev();
        items.fold(quote!(()), |rest, item| quote!((#item, #rest)))
    };
    let plain = polymorphic.targets.iter().map(|target| {
        let model = &target.model;
        quote!(#module::Plain<_Name, #model>)
    });
    let plain = nested(plain.collect());
    let new = polymorphic
        .targets
        .iter()
        .map(|_| quote!(#core::relation::related::Related::new()));
    let new = nested(new.collect());
    let rows = parameters.iter().map(
        |parameter| quote!(::core::option::Option<#core::relation::loaded::Shared<#parameter>>),
    );
    let rows = nested(rows.collect());
    let mut place = quote!(__rows);
    let mut arms = Vec::new();
    for target in &polymorphic.targets {
        let variant = &target.variant;
        arms.push(quote! {
            Self::#variant(_) => match #module::found(&#place.0) {
                ::core::option::Option::Some(__found) => #row::#variant(__found),
                ::core::option::Option::None => #row::Missing(self),
            }
        });
        place = quote!(#place.1);
    }
    let others = others(polymorphic);
    let models = polymorphic.targets.iter().map(|target| {
        let model = &target.model;
        quote!(#model)
    });
    let models = nested(models.collect());
    quote! {
        #[doc(hidden)]
        impl #core::polymorphic::TargetModels for #ident {
            type Models = #models;
        }
        #[doc(hidden)]
        impl #core::polymorphic::HasReference<0> for #ident {
            type Reference = Self;
            fn reference(&self) -> ::core::option::Option<&Self> {
                ::core::option::Option::Some(self)
            }
        }
        #[automatically_derived]
        impl<_Name: #module::Reference> #module::TargetsOf<_Name> for #ident {
            type Targets = #plain;
            fn targets() -> #plain {
                #new
            }
        }
        #[automatically_derived]
        impl<'row, #(#parameters: 'row),*> #module::RowsOf<'row, #rows> for #ident {
            type Row = #row<'row, #(#parameters),*>;
            fn row(&'row self, __rows: &'row #rows) -> #row<'row, #(#parameters),*> {
                match self {
                    #(#arms)*
                    #others
                }
            }
        }
    }
}

/// How Diesel reads an enum from a tag and a key. How it reads one from an arc, its model says.
fn expand_queryable(polymorphic: &Polymorphic) -> TokenStream {
    let Polymorphic { core, ident, .. } = polymorphic;
    let (kind, key) = (kind_ident(polymorphic), key_type(polymorphic));
    let sql_type = sql_type(polymorphic);
    let tagged = quote!((#core::sql_types::Tag<#ident>, #sql_type));
    quote! {
        impl<_DB: ::diesel::backend::Backend> ::diesel::deserialize::Queryable<#tagged, _DB> for #ident
        where
            (#kind, #key): ::diesel::deserialize::FromStaticSqlRow<#tagged, _DB>,
        {
            type Row = (#kind, #key);
            fn build((__kind, __key): (#kind, #key)) -> ::diesel::deserialize::Result<Self> {
                ::core::result::Result::Ok(<Self as #core::Polymorphic>::new(__kind, __key))
            }
        }
    }
}
