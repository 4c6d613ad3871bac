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

fn schemas() -> [&'static Schema; 7] {
    [
        Research::SCHEMA,
        large_schema::schema(35, 4),
        large_schema::schema(35, 1),
        large_schema::schema(300, 12),
        large_schema::schema(300, 1),
        large_schema::schema(1, 1),
        nasty::SCHEMA,
    ]
}

const ALL: [Columns; 3] = [Columns::All, Columns::Keys, Columns::None];

#[test]
fn nothing_lies_over_anything_else() -> Outcome {
    for columns in ALL {
        for schema in schemas() {
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

/// The corners of a line, which is straight between them: `M0 0L10 0Q20 0 20 10L20 50`.
fn corners(path: &str) -> Outcome<Vec<[f64; 2]>> {
    let numbers = path.split(|letter: char| !(letter.is_ascii_digit() || letter == '-'));
    let numbers = numbers.filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>()?;
    Ok(numbers
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .collect())
}

#[test]
fn lines_between_domains_go_around_tables() -> Outcome {
    for columns in ALL {
        for schema in schemas() {
            let text = svg(schema, columns);
            let document = Document::parse(&text)?;
            let tables = rects(&document, "frame")?;
            let lines = document.descendants().filter(|node| {
                let is_line = node.attribute("class") == Some("line");
                let edge = node.parent().and_then(|edge| edge.attribute("class"));
                is_line && edge.is_some_and(|class| class.contains(" far"))
            });
            for line in lines {
                let path = line.attribute("d").unwrap_or_default();
                let is_straight = !path.contains('C') && path.contains('Q');
                assert!(is_straight, "no way was found: {path}");
                for pair in corners(path)?.windows(2) {
                    let [left, right] = [pair[0][0].min(pair[1][0]), pair[0][0].max(pair[1][0])];
                    let [top, bottom] = [pair[0][1].min(pair[1][1]), pair[0][1].max(pair[1][1])];
                    let behind = tables.iter().find(|table| {
                        left < table[2] && table[0] < right && top < table[3] && table[1] < bottom
                    });
                    assert!(behind.is_none(), "{pair:?} of {path} behind {behind:?}");
                }
            }
        }
    }
    Ok(())
}

/// Where the names of domains are, from the highest letters to the lowest.
fn titles(document: &Document<'_>) -> Outcome<Vec<Edges>> {
    let names = document
        .descendants()
        .filter(|node| node.attribute("class") == Some("area-name"));
    let titles = names.map(|name| {
        let (x, y, size) = (
            number(&name, "x")?,
            number(&name, "y")?,
            number(&name, "font-size")?,
        );
        let letters = name.text().unwrap_or_default().chars().count();
        let width = 0.6 * size * f64::from(u32::try_from(letters)?);
        Ok([x, y - 0.75 * size, x + width, y + 0.22 * size])
    });
    titles.collect()
}

#[test]
fn names_of_domains_are_free_of_tables_and_of_lines_between_domains() -> Outcome {
    for columns in ALL {
        for schema in schemas().into_iter().chain([large_schema::schema(300, 30)]) {
            let text = svg(schema, columns);
            let document = Document::parse(&text)?;
            let mut things = rects(&document, "frame")?;
            let lines = document.descendants().filter(|node| {
                let edge = node.parent().and_then(|edge| edge.attribute("class"));
                node.attribute("class") == Some("line")
                    && edge.is_some_and(|class| class.contains(" far"))
            });
            for line in lines {
                let corners = corners(line.attribute("d").unwrap_or_default())?;
                things.extend(corners.windows(2).map(|pair| {
                    let [[x, y], [other_x, other_y]] = [pair[0], pair[1]];
                    [
                        x.min(other_x),
                        y.min(other_y),
                        x.max(other_x),
                        y.max(other_y),
                    ]
                }));
            }
            for title in titles(&document)? {
                let over = things.iter().find(|thing| {
                    let is_beside = thing[2] < title[0] || title[2] < thing[0];
                    !is_beside && title[1] < thing[3] && thing[1] < title[3]
                });
                assert!(over.is_none(), "{over:?} over {title:?} in {}", schema.name);
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
