//! What `schema lint` finds.

use schema_core::definition::{
    Databases, Direction, Enforcement, Index, IndexColumn, NullsOrder, PolymorphicReference,
    PolymorphicStorage, PolymorphicTarget, ReferentialAction, Table,
};
use schema_migrate::graph::lint::{Code, Level, Lints};

use crate::fixture::blog::schema;
use crate::fixture::build;
use crate::golden::check;

/// The tables in which orphans are found.
fn orphans(tables: &[Table]) -> Vec<String> {
    let findings = Lints::default().check(&crate::fixture::schema_of(tables, &[]));
    let found = findings
        .iter()
        .filter(|finding| finding.code == Code::SetNullOrphans);
    found.map(|finding| finding.place.clone()).collect()
}

#[test]
fn trees_are_no_orphans_and_a_unique_reference_finds_none() {
    let to = |name, column, action| {
        build::foreign_key("fkey", column, build::table_name(name, name), action)
    };
    let null = ReferentialAction::SetNull;
    let parent = build::child_of("parent", Vec::new());
    let alone = build::child_of("tree", vec![to("tree", &["up_id"], null)]);
    assert_eq!(orphans(&[alone]), Vec::<String>::new());
    let keys = vec![
        to("parent", &["parent_id"], null),
        to("tree", &["up_id"], ReferentialAction::Cascade),
    ];
    assert_eq!(
        orphans(&[parent, build::child_of("tree", keys)]),
        ["tree.parent_id"]
    );
    let unique = Table {
        unique_constraints: vec![build::unique("key", &["parent_id"])].leak(),
        ..build::child_of("one", vec![to("parent", &["parent_id"], null)])
    };
    assert_eq!(orphans(&[parent, unique]), ["one.parent_id"]);
}

/// What is found, one a line.
fn findings(schema: &schema_core::definition::Schema, lints: &Lints) -> String {
    let findings = lints.check(schema);
    let lines = findings.iter().map(|finding| {
        let (level, code) = (finding.level, finding.code);
        format!("{level}[{code}] {}: {}\n", finding.place, finding.message)
    });
    lines.collect()
}

#[test]
fn lint_finds_what_is_wrong_with_the_blog() {
    let lints = Lints::default()
        .with(Code::MissingComment, Level::Warning)
        .with(Code::RelationNamePlural, Level::Error);
    check("blog.lint.txt", &findings(schema(), &lints));
}

#[test]
fn lint_finds_redundant_indexes_and_orphans() {
    let parent = build::table_name("Parent", "parent");
    let columns = vec![
        build::text("id"),
        build::nullable(build::text("parent_id")),
        build::integer("position"),
    ];
    let key = build::foreign_key("fkey", &["parent_id"], parent, ReferentialAction::SetNull);
    let child = Table {
        foreign_keys: vec![key].leak(),
        indexes: vec![
            build::index("short", vec![build::indexed("parent_id")].leak()),
            build::index(
                "long",
                vec![build::indexed("parent_id"), build::indexed("position")].leak(),
            ),
            build::index("id", vec![build::indexed("id")].leak()),
        ]
        .leak(),
        allow: &["no-such-code"],
        ..build::table(
            build::table_name("Child", "child"),
            columns.leak(),
            build::primary_key("child_pkey", &["id"]),
        )
    };
    let parent = build::table(
        parent,
        vec![build::text("id")].leak(),
        build::primary_key("parent_pkey", &["id"]),
    );
    let schema = crate::fixture::schema_of(&[parent, child], &[]);
    let lints = Lints::default().with(Code::MysqlTextKeyLength, Level::Error);
    check("made.lint.txt", &findings(&schema, &lints));
    let allowed = Table {
        allow: &["redundant-index", "set-null-orphans"],
        ..child
    };
    let schema = crate::fixture::schema_of(&[parent, allowed], &[]);
    assert_eq!(findings(&schema, &Lints::default()), "");
}

#[test]
fn an_index_is_redundant_beside_one_that_does_all_it_does() {
    let postgres = Databases {
        sqlite: false,
        mysql: false,
        ..Databases::ALL
    };
    let over = |name, columns: &[&'static str]| {
        let columns: Vec<IndexColumn> = columns.iter().map(|name| build::indexed(name)).collect();
        build::index(name, columns.leak())
    };
    let (one, two) = (over("one", &["a"]), over("two", &["a", "b"]));
    let partial = |index: Index| Index {
        condition: Some("a > 1"),
        ..index
    };
    let on_postgres = |index: Index| Index {
        only: postgres,
        ..index
    };
    let with = |index: Index, include| Index { include, ..index };
    let hash = |index: Index| Index {
        method: Some("hash"),
        ..index
    };
    let unique = |index: Index| Index {
        unique: true,
        ..index
    };
    let descending = |nulls| Index {
        columns: vec![IndexColumn {
            direction: Direction::Descending,
            nulls,
            ..build::indexed("a")
        }]
        .leak(),
        ..one
    };
    let cases: [(Index, Index, &[&str]); 16] = [
        (one, two, &["one"]),
        (partial(one), partial(two), &["one"]),
        (partial(one), two, &[]),
        (one, partial(two), &[]),
        (on_postgres(one), on_postgres(two), &["one"]),
        (on_postgres(one), two, &["one"]),
        (one, on_postgres(two), &[]),
        (descending(None), two, &["one"]),
        (descending(Some(NullsOrder::Last)), two, &[]),
        (one, with(over("two", &["a"]), &["c"]), &["one"]),
        (with(one, &["b"]), two, &["one"]),
        (with(one, &["c"]), two, &[]),
        (one, over("two", &["a"]), &["two"]),
        (one, unique(over("two", &["a"])), &["one"]),
        (unique(one), two, &[]),
        (hash(one), two, &[]),
    ];
    for (one, two, redundant) in cases {
        let table = Table {
            indexes: vec![one, two].leak(),
            ..build::table(
                build::table_name("Child", "child"),
                vec![
                    build::integer("id"),
                    build::integer("a"),
                    build::integer("b"),
                    build::integer("c"),
                ]
                .leak(),
                build::primary_key("child_pkey", &["id"]),
            )
        };
        let schema = crate::fixture::schema_of(&[table], &[]);
        let found = findings(&schema, &Lints::default());
        let found: Vec<&str> = found
            .lines()
            .filter_map(|line| {
                line.strip_prefix("warning[redundant-index] child.")?
                    .split(':')
                    .next()
            })
            .collect();
        assert_eq!(found, redundant, "{one:?} {two:?}");
    }
}

#[test]
fn lint_knows_trees_and_logs() {
    let node = build::table_name("Node", "node");
    let columns = vec![
        build::integer("id"),
        build::nullable(build::integer("parent_id")),
    ];
    let tree = Table {
        foreign_keys: vec![build::foreign_key(
            "fkey",
            &["parent_id"],
            node,
            ReferentialAction::Cascade,
        )]
        .leak(),
        indexes: vec![build::index(
            "of_parent",
            vec![build::indexed("parent_id")].leak(),
        )]
        .leak(),
        ..build::table(node, columns.leak(), build::primary_key("pkey", &["id"]))
    };
    let log = build::table_name("Log", "log");
    let columns = vec![
        build::integer("id"),
        build::nullable(build::integer("node_id")),
        build::integer("logged_at"),
    ];
    let log = Table {
        foreign_keys: vec![build::foreign_key(
            "fkey",
            &["node_id"],
            node,
            ReferentialAction::SetNull,
        )]
        .leak(),
        indexes: vec![
            build::index("of_node", vec![build::indexed("node_id")].leak()),
            build::index("by_time", vec![build::indexed("logged_at")].leak()),
        ]
        .leak(),
        ..build::table(log, columns.leak(), build::primary_key("pkey", &["id"]))
    };
    let schema = crate::fixture::schema_of(&[tree, log], &[]);
    assert_eq!(findings(&schema, &Lints::default()), "");
}

#[test]
fn triggers_find_rows_by_an_index_too() {
    let target = |table| PolymorphicTarget {
        variant: "Target",
        tag: "target",
        table,
        column: "id",
    };
    let targets = ["one", "other"].map(|name| build::table_name(name, name));
    let subject = |enforcement| PolymorphicReference {
        name: "subject",
        rust_name: "Subject",
        columns: &["kind", "subject_id"],
        storage: PolymorphicStorage::Tagged {
            tag: "kind",
            key: "subject_id",
        },
        nullable: false,
        targets: targets.map(target).to_vec().leak(),
        on_delete: ReferentialAction::Cascade,
        enforcement,
        reason: "",
    };
    let found = |enforcement, index: &[&'static str]| {
        let columns: Vec<IndexColumn> = index.iter().map(|name| build::indexed(name)).collect();
        let child = Table {
            columns: vec![
                build::text("id"),
                build::text("kind"),
                build::text("subject_id"),
            ]
            .leak(),
            polymorphic: vec![subject(enforcement)].leak(),
            indexes: vec![build::index("found", columns.leak())].leak(),
            ..build::child_of("child", Vec::new())
        };
        let [one, other] = ["one", "other"].map(|name| build::child_of(name, Vec::new()));
        findings(
            &crate::fixture::schema_of(&[one, other, child], &[]),
            &Lints::default(),
        )
    };
    let message = "warning[foreign-key-without-index] child.kind, subject_id: deleting a row of what it may \
                   reference reads the whole table, as no index begins with the key: remove `index = false`, \
                   or allow it\n";
    assert_eq!(found(Enforcement::Triggers, &["kind"]), message);
    assert_eq!(found(Enforcement::Triggers, &["subject_id"]), "");
    assert_eq!(found(Enforcement::Triggers, &["kind", "subject_id"]), "");
    assert_eq!(found(Enforcement::Program, &["kind"]), "");
}
