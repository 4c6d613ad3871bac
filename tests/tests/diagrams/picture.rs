//! The SVG as a file: well-formed, and nothing lies over anything else.

use integration_tests::{Outcome, large_schema};
use research::Research;
use roxmltree::{Document, Node};
use schema_core::Schema as _;
use schema_core::definition::Schema;
use schema_migrate::graph::{Columns, Diagram, Format, Scope};

use super::nasty;

fn svg(schema: &Schema, columns: Columns) -> String {
    let scope = Scope {
        columns,
        ..Scope::default()
    };
    Diagram::of(schema, scope).draw(Format::Svg)
}

/// Left, top, right and bottom.
type Edges = [f64; 4];

fn number(node: &Node<'_, '_>, name: &str) -> Outcome<f64> {
    let text = node
        .attribute(name)
        .ok_or_else(|| format!("no {name} in {node:?}"))?;
    Ok(text.parse()?)
}

fn edges(rect: &Node<'_, '_>) -> Outcome<Edges> {
    let (x, y) = (number(rect, "x")?, number(rect, "y")?);
    Ok([
        x,
        y,
        x + number(rect, "width")?,
        y + number(rect, "height")?,
    ])
}

/// The rectangles of a class, in the order of the file.
fn rects(document: &Document<'_>, class: &str) -> Outcome<Vec<Edges>> {
    let rects = document
        .descendants()
        .filter(|node| node.attribute("class") == Some(class));
    rects.map(|rect| edges(&rect)).collect()
}

fn is_within(inner: &Edges, outer: &Edges) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

fn assert_apart(rects: &[Edges]) {
    for (number, one) in rects.iter().enumerate() {
        for other in &rects[..number] {
            let apart =
                one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1];
            assert!(apart, "{one:?} and {other:?} overlap");
        }
    }
}

#[test]
fn nothing_lies_over_anything_else() -> Outcome {
    for columns in [Columns::All, Columns::Keys, Columns::None] {
        for schema in [
            Research::SCHEMA,
            large_schema::schema(35, 4),
            large_schema::schema(35, 1),
            large_schema::schema(300, 12),
            large_schema::schema(300, 1),
            large_schema::schema(1, 1),
            nasty::SCHEMA,
        ] {
            let text = svg(schema, columns);
            let document = Document::parse(&text)?;
            let paper = &rects(&document, "paper")?[0];
            let (areas, tables) = (rects(&document, "area")?, rects(&document, "frame")?);
            assert_eq!(areas.len(), schema.domains.len());
            assert_eq!(tables.len(), schema.tables().count());
            assert_apart(&areas);
            assert_apart(&tables);
            assert!(areas.iter().all(|area| is_within(area, paper)));
            for table in &tables {
                let within = areas.iter().filter(|area| is_within(table, area));
                assert_eq!(within.count(), 1, "{table:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_large_picture_is_as_wide_as_a_screen() -> Outcome {
    for domains in [1, 12] {
        let text = svg(large_schema::schema(300, domains), Columns::Keys);
        let document = Document::parse(&text)?;
        let root = document.root_element();
        let ratio = number(&root, "width")? / number(&root, "height")?;
        assert!((1.0..2.5).contains(&ratio), "{ratio}");
    }
    Ok(())
}

#[test]
fn an_empty_schema_is_an_empty_picture() -> Outcome {
    let schema = Schema {
        domains: &[],
        ..*nasty::SCHEMA
    };
    let text = svg(&schema, Columns::All);
    assert!(rects(&Document::parse(&text)?, "frame")?.is_empty());
    Ok(())
}

#[test]
fn every_reference_is_a_line_with_its_action() -> Outcome {
    let text = svg(Research::SCHEMA, Columns::Keys);
    let document = Document::parse(&text)?;
    let lines = document.descendants().filter(|node| {
        node.attribute("data-child").is_some()
            && node.children().any(|child| child.has_tag_name("path"))
    });
    let mut counts = std::collections::BTreeMap::new();
    for line in lines {
        let class = line.attribute("class").unwrap_or_default();
        *counts.entry(class.replace(" far", "")).or_insert(0) += 1;
    }
    let counts: Vec<(&str, i32)> = counts
        .iter()
        .map(|(class, count)| (class.as_str(), *count))
        .collect();
    let expected = [
        ("edge cascade", 21),
        ("edge none tagged", 3),
        ("edge refuse", 3),
        ("edge set", 10),
    ];
    assert_eq!(counts, expected);
    Ok(())
}

#[test]
fn it_is_the_same_each_time() {
    for format in [Format::Svg, Format::Html] {
        let draw = || Diagram::of(Research::SCHEMA, Scope::default()).draw(format);
        assert_eq!(draw(), draw());
    }
}
