//! The schema holds to the description of the platform, of which `platform/` has the tables and the
//! graph word for word.

#[path = "platform/description.rs"]
mod description;

use description::{ForeignKeyRow, domains, foreign_keys};
use research::Research;
use research::ai::AiBatch;
use research::data::DataSet;
use research::research::ResearchPlan;
use schema_core::definition::{ForeignKey, IndexKey, IndexOrigin, Relation, RelationKind, Table};
use schema_core::prelude::*;
use schema_migrate::graph::lint::{Code, Level, Lints};
use schema_migrate::graph::{Trees, View};
use std::collections::BTreeSet;

/// The tables that every domain may reference.
const SHARED: [&str; 1] = ["user"];

/// The only other references that cross domains.
const ALLOWED: [(&str, &str); 1] = [("plan_step", "organization")];

fn table(name: &str) -> &'static Table {
    let mut tables = Research::SCHEMA.tables();
    tables
        .find(|table| table.name.table == name)
        .unwrap_or_else(|| panic!("there is no table `{name}`"))
}

fn relations(name: &str) -> &'static [Relation] {
    Research::SCHEMA.relations(&table(name).name)
}

fn domain_of(table: &str) -> &'static str {
    let mut domains = Research::SCHEMA.domains.iter();
    let domain = domains.find(|domain| {
        let mut tables = domain.tables.iter();
        tables.any(|other| other.name.table == table)
    });
    domain
        .unwrap_or_else(|| panic!("`{table}` is in no domain"))
        .name
}

/// Every foreign key of the schema, with its table.
fn declared_keys() -> impl Iterator<Item = (&'static Table, &'static ForeignKey)> {
    let tables = Research::SCHEMA.tables();
    tables.flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key)))
}

/// The row of the description that a foreign key would be.
fn row_of(table: &Table, key: &ForeignKey) -> ForeignKeyRow {
    let [column] = key.columns else {
        panic!("`{}` has several columns", key.name);
    };
    let nullable = table.column(column).is_some_and(|column| column.nullable);
    ForeignKeyRow {
        child: table.name.table.to_owned(),
        column: (*column).to_owned(),
        unique: is_unique(table, column),
        parent: key.references.table.to_owned(),
        on_delete: key.on_delete.as_str().to_owned(),
        nullable,
        relation: key.relation.to_owned(),
        inverse: inverse_of(table, key),
    }
}

fn is_unique(table: &Table, column: &str) -> bool {
    let mut constraints = table.unique_constraints.iter();
    constraints.any(|constraint| constraint.columns == [column])
}

/// `many steps`, for the relation of the parent that the key is behind.
fn inverse_of(child: &Table, key: &ForeignKey) -> Option<String> {
    let mut inverses = relations(key.references.table).iter().filter(|relation| {
        matches!(relation.kind, RelationKind::Many | RelationKind::InverseOne)
            && relation.holder == child.name
            && relation.columns == key.columns
    });
    let inverse = inverses.next()?;
    assert_eq!(inverses.next(), None, "`{}` has two inverses", key.name);
    assert_eq!(inverse.target, child.name);
    let kind = match inverse.kind {
        RelationKind::InverseOne => "one",
        _ => "many",
    };
    Some(format!("{kind} {}", inverse.name))
}

#[test]
fn the_tables_are_in_their_domains() {
    let declared: Vec<(String, Vec<String>)> = Research::SCHEMA
        .domains
        .iter()
        .map(|domain| {
            let tables = domain.tables.iter();
            let tables = tables.map(|table| table.name.table.to_owned());
            (domain.name.to_owned(), tables.collect())
        })
        .collect();
    assert_eq!(declared, domains());
    assert_eq!(Research::SCHEMA.domains.len(), 5);
    assert_eq!(Research::SCHEMA.tables().count(), 22);
}

#[test]
fn every_foreign_key_is_as_described_and_there_is_no_other() {
    let described = foreign_keys();
    assert_eq!(described.len(), 34);
    let declared: Vec<ForeignKeyRow> = declared_keys()
        .map(|(table, key)| row_of(table, key))
        .collect();
    for row in &described {
        let declared = declared
            .iter()
            .find(|other| (&other.child, &other.column) == (&row.child, &row.column));
        assert_eq!(declared, Some(row));
    }
    assert_eq!(declared.len(), described.len());
}

#[test]
fn foreign_keys_reference_the_id() {
    for (_, key) in declared_keys() {
        assert_eq!(key.referenced_columns, ["id"], "{}", key.name);
    }
}

#[test]
fn every_foreign_key_has_exactly_its_relation_on_the_child() {
    for (table, key) in declared_keys() {
        let nullable = row_of(table, key).nullable;
        let expected = Relation {
            name: key.relation,
            kind: RelationKind::One { nullable },
            target: key.references,
            holder: table.name,
            columns: key.columns,
            target_columns: &[],
        };
        let own = relations(table.name.table);
        assert!(own.contains(&expected), "{}", key.name);
    }
}

#[test]
fn there_is_no_relation_beside_those_described() {
    let described = foreign_keys();
    let inverses = described.iter().filter(|row| row.inverse.is_some()).count();
    let total: usize = Research::SCHEMA
        .tables()
        .map(|table| Research::SCHEMA.relations(&table.name).len())
        .sum();
    let through = ["organizations", "users"].len();
    // Each source of a chunk has its chunks.
    let sources = research::search::ChunkSourceKind::ENUM.values.len();
    assert_eq!(total, described.len() + inverses + through + sources);
}

#[test]
fn users_and_organizations_are_many_to_many() {
    for (from, name, to) in [
        ("user", "organizations", "organization"),
        ("organization", "users", "user"),
    ] {
        let found = relations(from)
            .iter()
            .find(|relation| relation.name == name)
            .unwrap_or_else(|| panic!("`{from}` has no relation `{name}`"));
        assert_eq!(found.kind, RelationKind::ManyThrough);
        assert_eq!(found.target.table, to);
        assert_eq!(found.holder.table, "member");
        assert_eq!(found.columns, [format!("{from}_id")]);
        assert_eq!(found.target_columns, [format!("{to}_id")]);
    }
}

#[test]
fn every_foreign_key_has_an_index_that_begins_with_it() {
    for (table, key) in declared_keys() {
        let [column] = key.columns else {
            panic!("`{}` has several columns", key.name);
        };
        let unique = table.unique_constraints.iter();
        let constraints = unique.map(|constraint| constraint.columns[0]);
        let indexes = table.indexes.iter().filter_map(|index| {
            match (index.condition, index.columns.first()?.key) {
                (None, IndexKey::Column(first)) => Some(first),
                _ => None,
            }
        });
        let mut first = constraints
            .chain(indexes)
            .chain([table.primary_key.columns[0]]);
        assert!(first.any(|first| first == *column), "{}", key.name);
    }
}

#[test]
fn no_index_is_made_where_another_begins_with_the_key() {
    let made: BTreeSet<&str> = Research::SCHEMA
        .tables()
        .flat_map(|table| table.indexes)
        .filter(|index| matches!(index.origin, IndexOrigin::ForeignKey(_)))
        .map(|index| index.name)
        .collect();
    assert!(made.contains("plan_step_organization_id_idx"));
    for covered in [
        "plan_step_plan_id_idx",
        "member_organization_id_idx",
        "ai_call_details_usage_id_idx",
        "research_plan_user_id_idx",
    ] {
        assert!(!made.contains(covered), "{covered}");
    }
}

#[test]
fn the_ids_have_21_characters() {
    for table in Research::SCHEMA.tables() {
        assert_eq!(table.primary_key.columns, ["id"]);
        let id = table.column("id").map(|column| column.max_length);
        assert_eq!(id, Some(Some(21)), "{}", table.name.table);
    }
}

#[test]
fn references_cross_domains_only_as_said_out_loud() {
    for (table, key) in declared_keys() {
        let (from, to) = (table.name.table, key.references.table);
        let crosses = domain_of(from) != domain_of(to);
        let allowed = SHARED.contains(&to) || ALLOWED.contains(&(from, to));
        assert!(!crosses || allowed, "{from} references {to}");
    }
    assert_eq!(Research::SCHEMA.shared, ["User"]);
    assert_eq!(Research::SCHEMA.allow, [("PlanStep", "Organization")]);
}

#[test]
fn every_domain_references_the_user() {
    let referencing: BTreeSet<&str> = declared_keys()
        .filter(|(_, key)| key.references.table == "user")
        .map(|(table, _)| domain_of(table.name.table))
        .collect();
    assert_eq!(referencing.len(), Research::SCHEMA.domains.len());
}

#[test]
fn a_chunk_has_one_of_three_sources() {
    let chunk = table("document_chunk");
    let sources: Vec<&str> = research::search::ChunkSourceKind::ENUM
        .values
        .iter()
        .map(|value| value.value)
        .collect();
    assert_eq!(
        sources,
        ["research_artifact", "research_output", "extraction_result"]
    );
    for source in sources {
        table(source);
    }
    let keys = ["source_table", "source_id"].map(IndexKey::Column);
    let index = chunk.indexes.iter().find(|index| {
        let columns = index.columns.iter().map(|column| column.key);
        columns.eq(keys)
    });
    assert!(index.is_some());
}

#[test]
fn everything_is_documented() {
    for table in Research::SCHEMA.tables() {
        assert!(!table.comment.is_empty(), "{}", table.name.table);
        for column in table.columns {
            let place = format!("{}.{}", table.name.table, column.name);
            assert!(!column.comment.is_empty(), "{place}");
        }
    }
}

fn tree_of(table: &'static Table) -> String {
    Trees::of(Research::SCHEMA, &[table], View::default()).to_string()
}

#[test]
fn the_graph_is_the_one_in_the_description() {
    let graph = tree_of(ResearchPlan::TABLE);
    assert_eq!(graph, include_str!("platform/graph.txt"));
}

#[test]
fn lint_has_nothing_to_say() {
    let lints = Lints::default().with(Code::MissingComment, Level::Error);
    assert_eq!(lints.check(Research::SCHEMA), []);
}

/// `BLESS=1 cargo test -p research` writes the document.
#[test]
fn the_committed_document_is_what_the_structs_say() -> std::io::Result<()> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/SCHEMA.md");
    let document = schema_migrate::graph::document(Research::SCHEMA);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file, &document)?;
    }
    assert_eq!(document, std::fs::read_to_string(file)?);
    Ok(())
}

/// The tables of the document, under their headings.
fn in_document(heading: &str) -> Vec<Vec<String>> {
    let document = schema_migrate::graph::document(Research::SCHEMA);
    let sections = document.split("\n## ");
    let mut sections = sections.filter_map(|section| section.split_once('\n'));
    let (_, section) = sections
        .find(|(name, _)| *name == heading)
        .unwrap_or_else(|| panic!("the document has no section `{heading}`"));
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let cells = |row: &str| -> Vec<String> {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('`', "")).collect()
    };
    rows.skip(1).map(cells).collect()
}

#[test]
fn the_document_has_every_foreign_key_of_the_description() {
    let written: BTreeSet<Vec<String>> = in_document("Foreign keys")
        .into_iter()
        .map(|mut cells| {
            // Why the database does it is not in the description.
            cells.truncate(6);
            cells
        })
        .collect();
    let described: BTreeSet<Vec<String>> = foreign_keys()
        .into_iter()
        .map(|row| {
            let unique = if row.unique { " (unique)" } else { "" };
            let null = if row.nullable { "null" } else { "" };
            vec![
                format!("{}.{}{unique}", row.child, row.column),
                row.parent,
                row.on_delete,
                null.to_owned(),
                row.relation,
                row.inverse.unwrap_or_default(),
            ]
        })
        .collect();
    assert_eq!(written, described);
}

#[test]
fn the_document_lists_what_becomes_null_and_what_refuses() {
    for (heading, action) in [
        ("What becomes NULL", "set null"),
        ("What refuses a deletion", "no action"),
    ] {
        let written: BTreeSet<(String, String)> = in_document(heading)
            .into_iter()
            .map(|cells| (cells[0].clone(), cells[1].clone()))
            .collect();
        let rows = foreign_keys()
            .into_iter()
            .filter(|row| row.on_delete == action);
        let described: BTreeSet<(String, String)> = rows
            .map(|row| (row.parent, format!("{}.{}", row.child, row.column)))
            .collect();
        assert_eq!(written, described);
    }
}

#[test]
fn the_document_says_which_index_serves_each_foreign_key() {
    let indexes = in_document("Indexes");
    for row in foreign_keys() {
        let is_served = indexes.iter().any(|cells| {
            cells[0] == row.child && cells[4].split(", ").any(|column| column == row.column)
        });
        assert!(is_served, "{}.{}", row.child, row.column);
    }
    let source = indexes
        .iter()
        .find(|cells| cells[2] == "source_table, source_id");
    assert_eq!(
        source.map(|cells| cells[4].as_str()),
        Some("source_table, source_id")
    );
}

#[test]
fn the_document_has_the_domains_the_source_and_what_crosses() {
    let written = in_document("Domains").into_iter().map(|cells| {
        let tables = cells[1].split(", ").map(str::to_owned);
        (cells[0].clone(), tables.collect::<Vec<_>>())
    });
    assert_eq!(written.collect::<Vec<_>>(), domains());
    let sources = in_document("Polymorphic references");
    let [source] = sources.as_slice() else {
        panic!("there is one polymorphic reference: {sources:?}");
    };
    let expected = [
        "document_chunk.source",
        "source_table, source_id",
        "",
        "research_artifact, research_output, extraction_result",
    ];
    assert_eq!(source[..4], expected);
    let crossing = in_document("References across domains");
    let keys = crossing
        .iter()
        .filter(|cells| cells[4] != "polymorphic, no foreign key");
    let allowed: BTreeSet<(&str, &str)> = keys
        .map(|cells| (cells[3].as_str(), cells[4].as_str()))
        .collect();
    let expected = [
        ("organization", "allow: PlanStep -> Organization"),
        ("user", "shared: User"),
    ];
    assert_eq!(allowed, BTreeSet::from(expected));
}

#[test]
fn the_graph_tells_one_from_many() {
    let graph = tree_of(AiBatch::TABLE);
    let expected = "\
ai_batch
└── ai_usage                 many  no action  batch_id
    └── ai_call_details      one   cascade    usage_id
";
    assert_eq!(graph, expected);
}

#[test]
fn the_example_data_has_ids_like_the_platform() {
    let data = DataSet::example();
    let ids = data
        .plan_audit_log
        .iter()
        .map(|log| &log.id)
        .chain(data.user.iter().map(|user| &user.id))
        .chain(data.research_plan.iter().map(|plan| &plan.id))
        .chain(
            data.organization
                .iter()
                .map(|organization| &organization.id),
        );
    for id in ids {
        assert_eq!(id.len(), 21, "{id}");
    }
}

/// The whole tour, against the record of it. `BLESS=1 cargo test -p research` writes the record.
#[test]
#[cfg(feature = "sqlite")]
fn the_tour_is_as_recorded() -> std::io::Result<()> {
    let record = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/platform/tour.txt");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_research")).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let tour = String::from_utf8_lossy(&output.stdout);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(record, tour.as_bytes())?;
    }
    assert_eq!(tour, std::fs::read_to_string(record)?);
    Ok(())
}
