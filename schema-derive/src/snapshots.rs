//! What the macros emit, as files that one can read: `snapshots/<name>.rs` is what a user writes,
//! `snapshots/<name>.expanded.rs` what becomes of it. `UPDATE_EXPECT=1 cargo test -p schema-derive`
//! writes the second anew.

use crate::id::Id;
use crate::{model, polymorphic, schema, sql_enum};
use expect_test::{ExpectFile, expect_file};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Attribute, DeriveInput, Expr, File, Generics, ImplItem, Item, Stmt, parse_quote};

#[test]
fn table() {
    check(
        include_str!("../snapshots/table.rs"),
        &expect_file!["../snapshots/table.expanded.rs"],
    );
}

#[test]
fn foreign_keys() {
    check(
        include_str!("../snapshots/foreign_keys.rs"),
        &expect_file!["../snapshots/foreign_keys.expanded.rs"],
    );
}

#[test]
fn relations() {
    check(
        include_str!("../snapshots/relations.rs"),
        &expect_file!["../snapshots/relations.expanded.rs"],
    );
}

#[test]
fn enumeration() {
    check(
        include_str!("../snapshots/enumeration.rs"),
        &expect_file!["../snapshots/enumeration.expanded.rs"],
    );
}

#[test]
fn polymorphic_reference() {
    check(
        include_str!("../snapshots/polymorphic.rs"),
        &expect_file!["../snapshots/polymorphic.expanded.rs"],
    );
}

#[test]
fn schema_of_models() {
    check(
        include_str!("../snapshots/schema.rs"),
        &expect_file!["../snapshots/schema.expanded.rs"],
    );
}

/// After a mistake the table is there all the same, and the assertions are not.
#[test]
fn mistake() {
    check(
        include_str!("../snapshots/mistake.rs"),
        &expect_file!["../snapshots/mistake.expanded.rs"],
    );
}

/// Users' types stand beside the parameters of generated code: no parameter has a name that a type
/// could have.
#[test]
fn parameters_begin_with_an_underscore() {
    let mut names = Vec::new();
    for written in [
        include_str!("../snapshots/foreign_keys.rs"),
        include_str!("../snapshots/relations.rs"),
        include_str!("../snapshots/polymorphic.rs"),
        include_str!("../snapshots/schema.rs"),
    ] {
        let file: File = syn::parse_str(written).expect("a file of Rust");
        let expanded: TokenStream = file.items.into_iter().map(expand).collect();
        let expanded: File = syn::parse2(expanded).expect("items");
        for item in &expanded.items {
            names.extend(parameters(item));
        }
    }
    assert!(names.contains(&"_Relations".to_owned()), "{names:?}");
    names.retain(|name| !name.starts_with('_'));
    assert_eq!(names, Vec::<String>::new());
}

/// The type parameters of an item and of what is in it.
fn parameters(item: &Item) -> Vec<String> {
    let named = |generics: &Generics| -> Vec<String> {
        generics
            .type_params()
            .map(|parameter| parameter.ident.to_string())
            .collect()
    };
    match item {
        Item::Struct(item) => named(&item.generics),
        Item::Enum(item) => named(&item.generics),
        Item::Impl(item) => {
            let inner = item.items.iter().flat_map(|inner| match inner {
                ImplItem::Fn(inner) => named(&inner.sig.generics),
                ImplItem::Type(inner) => named(&inner.generics),
                _ => Vec::new(),
            });
            named(&item.generics).into_iter().chain(inner).collect()
        }
        Item::Const(item) => match &*item.expr {
            Expr::Block(block) => {
                let items = block
                    .block
                    .stmts
                    .iter()
                    .filter_map(|statement| match statement {
                        Stmt::Item(item) => Some(item),
                        _ => None,
                    });
                items.flat_map(parameters).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn check(written: &str, expected: &ExpectFile) {
    let file: File = syn::parse_str(written).expect("a file of Rust");
    let expanded: TokenStream = file.items.into_iter().map(expand).collect();
    let mut expanded: File = syn::parse2(expanded).expect("items");
    let mut tables = Vec::new();
    for item in &mut expanded.items {
        if let Item::Macro(call) = item
            && call
                .mac
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "table")
        {
            tables.push(table_text(call.mac.tokens.clone()));
            let stand_in = format_ident!("table_{}", tables.len());
            *item = parse_quote!(mod #stand_in;);
        }
    }
    let mut text = prettyplease::unparse(&expanded);
    for (position, table) in tables.iter().enumerate() {
        text = text.replace(&format!("mod table_{};\n", position + 1), table);
    }
    expected.assert_eq(&text);
}

/// `diesel::table!` as one would write it, which `prettyplease` leaves to the macro's author.
fn table_text(tokens: TokenStream) -> String {
    let mut text = "::diesel::table! {\n".to_owned();
    for line in lines(tokens) {
        text.push_str(&format!("    {line}\n"));
    }
    text + "}\n"
}

/// A line for each attribute, import and column.
fn lines(tokens: TokenStream) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = TokenStream::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                lines.push(format!("{} {{", compact(&line)));
                lines.extend(
                    self::lines(group.stream())
                        .iter()
                        .map(|line| format!("    {line}")),
                );
                lines.push("}".to_owned());
                line = TokenStream::new();
                continue;
            }
            _ => line.extend([token.clone()]),
        }
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
            TokenTree::Punct(punct) => matches!(punct.as_char(), ',' | ';'),
            _ => false,
        };
        if ends {
            lines.push(compact(&line));
            line = TokenStream::new();
        }
    }
    lines
}

fn compact(tokens: &TokenStream) -> String {
    tokens
        .to_string()
        .replace("# [", "#[")
        .replace(" :: ", "::")
        .replace(":: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace("- >", "->")
        .replace(" . ", ".")
        .replace(" ,", ",")
        .replace(" ;", ";")
        .replace(" (", "(")
        .replace(" <", "<")
        .replace("->::", "-> ::")
        .replace("use::", "use ::")
}

/// What the derives of an item, or the macro that it calls, add to it.
fn expand(item: Item) -> TokenStream {
    let input = match item {
        Item::Struct(item) => DeriveInput::from(item),
        Item::Enum(item) => DeriveInput::from(item),
        Item::Macro(call) => return schema::expand(call.mac.tokens, id),
        other => panic!("no struct, enum or macro: {}", quote!(#other)),
    };
    let derived = derived(&input.attrs);
    let model = derived
        .contains(&"Model".to_owned())
        .then(|| model::derive(&input, id(&input.ident)));
    let sql_enum = derived
        .contains(&"SqlEnum".to_owned())
        .then(|| sql_enum::derive(&input));
    let polymorphic = derived
        .contains(&"Polymorphic".to_owned())
        .then(|| polymorphic::derive(&input));
    quote!(#model #sql_enum #polymorphic)
}

/// A number that does not depend on the place.
fn id(ident: &Ident) -> Id {
    Id::of(ident, &[], 0)
}

fn derived(attributes: &[Attribute]) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        attribute
            .parse_nested_meta(|meta| {
                names.extend(meta.path.get_ident().map(ToString::to_string));
                Ok(())
            })
            .expect("a list of derives");
    }
    names
}
