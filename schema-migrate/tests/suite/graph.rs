//! What is shown of a schema.

use schema_core::definition::Table;
use schema_migrate::graph::{Trees, View, find_table};

use crate::fixture::blog::schema;
use crate::golden::check;

fn table(name: &str) -> &'static Table {
    find_table(schema(), name).expect("the table exists")
}

#[test]
fn trees_of_all_tables() {
    let trees = Trees::all(schema(), View::default());
    check("blog.tree.txt", &trees.to_string());
    let polymorphic = View {
        polymorphic: true,
        ..View::default()
    };
    let trees = Trees::all(schema(), polymorphic);
    check("blog.tree.polymorphic.txt", &trees.to_ascii());
    let json = serde_json::to_string_pretty(&trees).expect("trees are JSON");
    check("blog.tree.json", &format!("{json}\n"));
}

#[test]
fn what_a_table_depends_on() {
    let up = View {
        up: true,
        ..View::default()
    };
    let trees = Trees::of(schema(), &[table("comment")], up);
    check("blog.tree.up.txt", &trees.to_string());
}

#[test]
fn a_tree_ends_at_its_depth() {
    let one = View {
        depth: Some(1),
        ..View::default()
    };
    let trees = Trees::of(schema(), &[table("team")], one).to_string();
    assert_eq!(
        trees,
        "team\n└── author      many  cascade   team_id  (more)\n"
    );
    let none = View {
        depth: Some(0),
        ..View::default()
    };
    let trees = Trees::of(schema(), &[table("team")], none).to_string();
    assert_eq!(trees, "team\n");
}

#[test]
fn tables_are_found_by_their_names_and_their_models() {
    assert_eq!(table("post"), table("Post"));
    let errors = ["posts", "nothing"].map(|name| {
        let error = find_table(schema(), name).expect_err("there is no such table");
        error.to_string()
    });
    let expected = [
        "there is no table `posts`: did you mean `post`?",
        "there is no table `nothing`: `schema tree` lists them",
    ];
    assert_eq!(errors, expected);
}
