//! What is shown of a schema.

use schema_core::definition::{
    Enforcement, ForeignKey, PolymorphicReference, PolymorphicStorage, PolymorphicTarget,
    ReferentialAction, Table,
};
use schema_migrate::graph::{
    Columns, Diagram, Format, Impact, Scope, Trees, View, document, find_table,
};

use crate::fixture::blog::schema;
use crate::fixture::build;
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
fn what_is_too_deep_is_not_said_to_be_shown_elsewhere() {
    let to = |name, column| {
        let parent = build::table_name(name, name);
        build::foreign_key("fkey", column, parent, ReferentialAction::Cascade)
    };
    let tables = [
        build::child_of("person", Vec::new()),
        build::child_of("patient", vec![to("person", &["person_id"])]),
        build::child_of("insurer", Vec::new()),
        build::child_of(
            "policy",
            vec![
                to("patient", &["patient_id"]),
                to("insurer", &["insurer_id"]),
            ],
        ),
        build::child_of("claim", vec![to("policy", &["policy_id"])]),
    ];
    let schema = crate::fixture::schema_of(&tables, &[]);
    let insurer = |depth| {
        let view = View {
            depth,
            ..View::default()
        };
        let trees = Trees::all(&schema, view).to_string();
        let (_, insurer) = trees.split_once("insurer\n").expect("it is a root");
        insurer.to_owned()
    };
    let line = "└── policy      many  cascade   insurer_id";
    assert_eq!(insurer(Some(1)), format!("{line}  (more)\n"));
    assert_eq!(insurer(Some(2)), format!("{line}  (more)\n"));
    assert_eq!(insurer(Some(3)), format!("{line}  (again)\n"));
    assert_eq!(insurer(None), format!("{line}  (again)\n"));
}

#[test]
fn the_document_has_all_that_is_said_of_an_index() {
    let plain = || build::index("idx", vec![build::indexed("parent_id")].leak());
    let table = |index| Table {
        indexes: vec![index].leak(),
        ..build::child_of("child", vec![])
    };
    let line = |index| {
        let text = document(&crate::fixture::schema_of(&[table(index)], &[]));
        let line = text.lines().find(|line| line.contains("`idx`"));
        line.expect("the index is there").to_owned()
    };
    let rest = |over: &str, kind: &str| format!("| `child` | `idx` | {over} | {kind} |  |");
    assert_eq!(line(plain()), rest("`parent_id`", ""));
    let mut index = plain();
    index.only.mysql = false;
    index.only.sqlite = false;
    index.method = Some("hash");
    index.include = &["id"];
    let kind = "hash, includes `id`, only on PostgreSQL";
    assert_eq!(line(index), rest("`parent_id`", kind));
    let mut column = build::indexed("parent_id");
    column.nulls = Some(schema_core::definition::NullsOrder::First);
    column.operator_class = Some("text_pattern_ops");
    let mut index = build::index("idx", vec![column].leak());
    index.unique = true;
    index.nulls_not_distinct = true;
    let over = "`parent_id text_pattern_ops nulls first`";
    assert_eq!(line(index), rest(over, "unique, nulls not distinct"));
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

#[test]
fn the_document_of_all_relationships() {
    check("blog.docs.md", &document(schema()));
}

#[test]
fn the_document_has_defaults_keys_by_their_names_and_tags() {
    let drug = build::table_name("Drug", "drug");
    let key = build::foreign_key("fkey", &["drug_code"], drug, ReferentialAction::SetDefault);
    let target = |tag, table| PolymorphicTarget {
        variant: "Drug",
        tag,
        table,
        column: "code",
    };
    let subject = PolymorphicReference {
        name: "subject",
        columns: &["subject_type", "subject_id"],
        targets: vec![
            target("medicine", drug),
            target("dose", build::table_name("Dose", "dose")),
        ]
        .leak(),
        rust_name: "Subject",
        storage: PolymorphicStorage::Tagged {
            tag: "subject_type",
            key: "subject_id",
        },
        nullable: false,
        on_delete: ReferentialAction::NoAction,
        enforcement: Enforcement::Program,
        reason: "",
    };
    let dose = Table {
        foreign_keys: vec![ForeignKey {
            referenced_columns: &["code"],
            ..key
        }]
        .leak(),
        polymorphic: vec![subject].leak(),
        ..build::table(
            build::table_name("Dose", "dose"),
            vec![
                build::text("code"),
                build::text("drug_code"),
                build::text("subject_type"),
                build::text("subject_id"),
            ]
            .leak(),
            build::primary_key("dose_pkey", &["code"]),
        )
    };
    let drug = build::table(
        drug,
        vec![build::text("code")].leak(),
        build::primary_key("drug_pkey", &["code"]),
    );
    let text = document(&crate::fixture::schema_of(&[drug, dose], &[]));
    let defaults = "## What gets its default\n\n\
        | when a row is deleted from | gets its default | reason |\n|---|---|---|\n\
        | `drug` | `dose.drug_code` |  |\n";
    assert!(text.contains(defaults), "{text}");
    assert!(text.contains("| `drug` as 'medicine', `dose` |"), "{text}");
    assert!(!text.contains("What becomes NULL"), "{text}");
}

#[test]
fn diagrams() {
    let scopes = [
        ("all", Scope::default()),
        (
            "keys",
            Scope {
                columns: Columns::Keys,
                around: Some((table("profile"), 1)),
                ..Scope::default()
            },
        ),
        (
            "tables",
            Scope {
                columns: Columns::None,
                domain: Some("texts"),
                ..Scope::default()
            },
        ),
    ];
    let formats = [
        ("mmd", Format::Mermaid),
        ("dot", Format::Dot),
        ("dbml", Format::Dbml),
        ("svg", Format::Svg),
    ];
    for (name, scope) in scopes {
        for (end, format) in formats {
            let diagram = Diagram::of(schema(), scope).draw(format);
            check(&format!("blog.diagram.{name}.{end}"), &diagram);
        }
    }
}

#[test]
fn impacts_of_deletions() {
    let impacts = ["team", "author", "post", "reaction"].map(|name| {
        let impact = Impact::of(schema(), table(name));
        impact.to_string()
    });
    check("blog.impact.txt", &impacts.join("\n"));
    let impact = Impact::of(schema(), table("post"));
    let json = serde_json::to_string_pretty(&impact).expect("an impact is JSON");
    check("blog.impact.json", &format!("{json}\n"));
}

#[test]
fn a_deletion_that_never_succeeds_is_told() {
    let [a, b] = ["a", "b"].map(|name| build::table_name(name, name));
    let made = |name, parent, action| {
        let columns = vec![build::integer("id"), build::integer("other_id")];
        let key = build::foreign_key("fkey", &["other_id"], parent, action);
        Table {
            foreign_keys: vec![key].leak(),
            ..build::table(name, columns.leak(), build::primary_key("pkey", &["id"]))
        }
    };
    let tables = [
        made(a, b, ReferentialAction::NoAction),
        made(b, a, ReferentialAction::Restrict),
    ];
    let first = |schema: &schema_core::definition::Schema| schema.domains[0].tables[0];
    let schema = crate::fixture::schema_of(&tables, &[]);
    let troubles = Impact::of(&schema, first(&schema)).troubles;
    let expected = "it never succeeds for rows that reference each other by b.other_id and a.other_id: \
                    each has to go before the other";
    assert_eq!(troubles, [expected]);
    let nulled = made(b, a, ReferentialAction::SetNull);
    let schema = crate::fixture::schema_of(&[tables[0], nulled], &[]);
    let troubles = Impact::of(&schema, first(&schema)).troubles;
    let expected =
        "it never succeeds while a row is referenced by `b.other_id`, as `other_id` takes no NULL";
    assert_eq!(troubles, [expected]);
}
