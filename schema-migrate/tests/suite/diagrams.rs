//! Diagrams of tables with odd names. The records have been parsed and drawn by Mermaid 10.9, 11.4, 11.6 and 11.17,
//! Graphviz and `@dbml/core`; what of that can be known without them is checked here.

use schema_migrate::graph::{Columns, Diagram, Format, Scope, find_table};

use crate::fixture::{blog, odd};
use crate::golden::check;

/// The words that some version of Mermaid takes for something else, as trying them out has shown.
const TAKEN: [&str; 23] = [
    "accdescr",
    "acctitle",
    "class",
    "classdef",
    "constructor",
    "direction",
    "end",
    "erdiagram",
    "hasownproperty",
    "lr",
    "many",
    "one",
    "pk",
    "fk",
    "uk",
    "style",
    "subgraph",
    "tb",
    "title",
    "to",
    "tostring",
    "u",
    "valueof",
];

fn mermaid(schema: &schema_core::definition::Schema, columns: Columns) -> String {
    let scope = Scope {
        columns,
        ..Scope::default()
    };
    Diagram::of(schema, scope).draw(Format::Mermaid)
}

/// Whether Mermaid takes it for a name.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !word.ends_with("direction")
}

#[test]
fn odd_names_are_as_recorded() {
    for (end, format) in [
        ("mmd", Format::Mermaid),
        ("dot", Format::Dot),
        ("dbml", Format::Dbml),
    ] {
        let diagram = Diagram::of(odd::schema(), Scope::default()).draw(format);
        check(&format!("odd.diagram.{end}"), &diagram);
    }
}

#[test]
fn mermaid_reads_every_name() {
    for schema in [odd::schema(), blog::schema()] {
        let mut entities = Vec::new();
        let diagram = mermaid(schema, Columns::None);
        for line in diagram.lines().skip(1) {
            let line = line.trim_start();
            if line.starts_with("%%") {
                continue;
            }
            let (entity, rest) = line.split_once(['[', ' ']).unwrap_or((line, ""));
            assert!(is_name(entity), "{line}");
            assert!(!TAKEN.contains(&entity.to_lowercase().as_str()), "{line}");
            match rest.split_once(" : ") {
                Some((relationship, _)) => {
                    let to = relationship.split(' ').next_back();
                    assert!(entities.contains(&entity), "{line}");
                    assert!(to.is_some_and(|to| entities.contains(&to)), "{line}");
                }
                None => {
                    assert!(!entities.contains(&entity), "{entity} is two tables");
                    assert!(!rest.contains(['%', '\\', '<']), "{line}");
                    entities.push(entity);
                }
            }
        }
        assert_eq!(entities.len(), schema.tables().count());
    }
}

#[test]
fn mermaid_reads_every_column() {
    let diagram = mermaid(odd::schema(), Columns::All);
    let columns = diagram.lines().filter(|line| line.starts_with("        "));
    for line in columns {
        let mut words = line.trim_start().split(' ');
        for word in [words.next(), words.next()] {
            let word = word.unwrap_or_default();
            assert!(is_name(word), "{line}");
            assert!(!["pk", "fk", "uk"].contains(&word), "{line}");
        }
    }
}

#[test]
fn a_dot_in_a_name_is_no_schema() {
    let name = |name: &str| {
        let table = find_table(odd::schema(), name);
        table
            .map(|table| table.name.model)
            .map_err(|error| error.to_string())
    };
    assert_eq!(name("a.b"), Ok("InSchema"));
    assert_eq!(name("\"a.b\""), Ok("Dot"));
    let several = "there are several tables `b`: use `a.b` or `c.b`";
    assert_eq!(name("b"), Err(several.to_owned()));
    let typo = "there is no table `subgrpah`: did you mean `subgraph`?";
    assert_eq!(name("subgrpah"), Err(typo.to_owned()));
}
