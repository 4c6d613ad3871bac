//! Which indexes come with a foreign key and with a reference by tag and key.

use super::super::{Index, IndexKey, Model, declaration, resolve};
use crate::errors::Errors;
use crate::id::Id;
use syn::{DeriveInput, parse_str};

/// What a user writes on the struct, and the indexes that the table has.
type Case = (&'static str, &'static [&'static str]);

/// The added index, where `($)` stands for the columns of the key.
const ADDED: &str = "comments_$_idx ($)";

/// `$` stands for the columns of the key: `post_id`, or `about_type, about_id`.
const CASES: [Case; 19] = [
    ("", &[ADDED]),
    // The primary key finds the rows if it begins with the key.
    ("#[diesel(primary_key($, id))]", &[]),
    ("#[diesel(primary_key($))]", &[]),
    ("#[diesel(primary_key(id, $))]", &[ADDED]),
    // So does a unique constraint, or index.
    ("#[unique($)]", &[]),
    ("#[unique($, other)]", &[]),
    ("#[unique(other, $)]", &[ADDED]),
    ("#[index($, unique, name = \"i\")]", &["i ($) unique"]),
    // An index of the user's.
    ("#[index($, other, name = \"i\")]", &["i ($, other)"]),
    ("#[index(other, $, name = \"i\")]", &["i (other, $)", ADDED]),
    (
        "#[index(other, include($), name = \"i\")]",
        &["i (other)", ADDED],
    ),
    (
        "#[index($, \"lower(text)\", name = \"i\")]",
        &["i ($, lower(text))"],
    ),
    (
        "#[index(\"lower(text)\", $, name = \"i\")]",
        &["i (lower(text), $)", ADDED],
    ),
    // It has to find every row, in the way that ordered indexes do, in every database.
    (
        "#[index($, method = \"BTREE\", name = \"i\")]",
        &["i ($) using BTREE"],
    ),
    (
        "#[index($, method = \"hash\", name = \"i\")]",
        &["i ($) using hash", ADDED],
    ),
    (
        "#[index($, only(postgres), name = \"i\")]",
        &["i ($) only", ADDED],
    ),
    (
        "#[index($, where = \"other > 0\", name = \"i\")]",
        &["i ($) where other > 0", ADDED],
    ),
    // Several that do not are as none.
    (
        "#[index($, method = \"hash\", name = \"i\")] #[index($, where = \"other > 0\", name = \"j\")]",
        &["i ($) using hash", "j ($) where other > 0", ADDED],
    ),
    (
        "#[index($, method = \"hash\", name = \"i\")] #[index($, other, name = \"j\")]",
        &["i ($) using hash", "j ($, other)"],
    ),
];

#[test]
fn a_foreign_key_has_an_index() {
    for (on_struct, expected) in CASES {
        let found = indexes(on_struct, "post_id", "#[references(Post)] post_id: i32");
        assert_eq!(found, written(expected, "post_id"), "{on_struct}");
    }
}

#[test]
fn a_reference_by_tag_has_an_index() {
    let columns = "about_type, about_id";
    for (on_struct, expected) in CASES {
        let field = "#[diesel(embed)] #[polymorphic] about: About";
        let found = indexes(on_struct, columns, field);
        assert_eq!(found, written(expected, columns), "{on_struct}");
    }
}

/// The columns of an index may stand in another order than those of the key, if there are no others
/// before or between them.
#[test]
fn the_order_of_the_columns_does_not_matter() {
    let field = "#[diesel(embed)] #[polymorphic] about: About";
    for (on_struct, is_added) in [
        ("#[index(about_id, about_type, name = \"i\")]", false),
        ("#[unique(about_id, about_type, other)]", false),
        ("#[index(about_type, other, about_id, name = \"i\")]", true),
        ("#[index(about_type, name = \"i\")]", true),
        ("#[index(about_id, name = \"i\")]", true),
    ] {
        let found = indexes(on_struct, "about_type, about_id", field);
        let added = "comments_about_type_about_id_idx (about_type, about_id)";
        assert_eq!(
            found.iter().any(|index| index == added),
            is_added,
            "{on_struct}"
        );
    }
}

#[test]
fn who_wants_no_index_gets_none() {
    for (on_struct, expected) in [
        ("", &[] as &[&str]),
        (
            "#[index($, method = \"hash\", name = \"i\")]",
            &["i ($) using hash"],
        ),
    ] {
        let found = indexes(
            on_struct,
            "post_id",
            "#[references(Post, index = false)] post_id: i32",
        );
        assert_eq!(found, written(expected, "post_id"), "{on_struct}");
        let columns = "about_type, about_id";
        let field = "#[diesel(embed)] #[polymorphic(index = false)] about: About";
        assert_eq!(
            indexes(on_struct, columns, field),
            written(expected, columns),
            "{on_struct}"
        );
    }
}

/// Two keys over the same columns need one index, and an index of one key serves the other.
#[test]
fn keys_share_an_index() {
    let field = "#[references(Post)] #[references(Page, relation = page)] post_id: i32";
    assert_eq!(
        indexes("", "post_id", field),
        ["comments_post_id_idx (post_id)"]
    );
}

/// The indexes of a table `comments` with a field, which has these columns.
fn indexes(on_struct: &str, columns: &str, field: &str) -> Vec<String> {
    let on_struct = on_struct.replace('$', columns);
    let source =
        format!("{on_struct} struct Comment {{ id: i32, other: i32, text: String, {field} }}");
    let input: DeriveInput = parse_str(&source).expect("a struct");
    let errors = Errors::new();
    let declared = declaration::read(&input, &errors).expect("a declaration");
    let model = resolve::model(declared, Id::of(&input.ident, &[], 0), &errors);
    assert_eq!(errors.into_compile_errors().to_string(), "", "{source}");
    let indexes = model.indexes.iter();
    indexes.map(|index| describe(index, &model)).collect()
}

/// `name (columns) unique using method where condition only`
fn describe(index: &Index, model: &Model) -> String {
    let columns = index.columns.iter().map(|column| match &column.key {
        IndexKey::Column(position) => model.columns[*position].sql_name.clone(),
        IndexKey::Expression(expression) => expression.clone(),
    });
    let columns: Vec<String> = columns.collect();
    let mut text = format!("{} ({})", index.name, columns.join(", "));
    if index.unique {
        text += " unique";
    }
    if let Some(method) = &index.method {
        text += &format!(" using {method}");
    }
    if let Some(condition) = &index.condition {
        text += &format!(" where {condition}");
    }
    if index.only.is_some() {
        text += " only";
    }
    text
}

/// The same with the columns of the key.
fn written(expected: &[&str], columns: &str) -> Vec<String> {
    let in_names = format!("_{}_", columns.replace(", ", "_"));
    let written = expected.iter();
    written
        .map(|index| index.replace("_$_", &in_names).replace('$', columns))
        .collect()
}
