//! Where the tables and lines of a picture are: domain by domain, in each the parents left of the children.

mod columns;
mod corridors;
mod far;
mod geometry;
mod lanes;
mod pack;
mod ranks;
mod route;
mod shortest;
mod text;

use schema_core::definition::{Column, Table};

use super::{Columns, Diagram, label, type_of};
use crate::graph::{Edge, shown};
use columns::{Arrangement, arrange};
pub(super) use geometry::{Point, Rect, Size};
use ranks::{Link, components};
pub(super) use route::{End, STUB, Wire, label_place};
use text::cut;
pub(super) use text::width;

/// The height of a table's heading.
pub(super) const HEADING: i32 = 30;
/// The height of a column.
pub(super) const ROW: i32 = 19;
/// The size of the letters of columns.
pub(super) const FONT: i32 = 12;
/// The size of the letters of a heading.
pub(super) const HEADING_FONT: i32 = 13;
/// The size of the letters along lines.
pub(super) const LABEL_FONT: i32 = 10;
/// The room in front of a column's name, for what it is.
pub(super) const MARKS: i32 = 42;
/// The room between the edge of a table and its text.
pub(super) const PADDING: i32 = 10;
/// The least size of the letters of domains' names.
const TITLE_FONT: i32 = 15;
/// A screen.
const SCREEN: Size = Size {
    width: 1_400,
    height: 800,
};
/// What the tables of no domain are called.
pub(super) const OTHERS: &str = "other crates";
/// The room around the tables of a domain.
const MARGIN: i32 = 26;
/// The least room between domains, and between tables that do not hang together.
const APART: i32 = 36;
/// The least width of a table.
const NARROWEST: i32 = 110;
/// The room that the ends of a line take, beside its label.
const ENDS: i32 = 70;
/// The most room for a label.
const LONGEST_LABEL: i32 = 270;

/// A picture of tables.
#[derive(Debug)]
pub(super) struct Layout {
    /// What everything is in.
    pub(super) bounds: Rect,
    pub(super) areas: Vec<Area>,
    pub(super) nodes: Vec<Node>,
    pub(super) wires: Vec<Wire>,
}

/// A domain.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) name: &'static str,
    /// Its number in the schema, whatever is shown of that.
    pub(super) number: usize,
    /// The size of the letters of its name.
    pub(super) font: i32,
    pub(super) rect: Rect,
}

/// A table.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) table: &'static Table,
    /// The number of its area.
    pub(super) area: usize,
    /// The columns that are shown.
    pub(super) rows: Vec<&'static Column>,
    pub(super) rect: Rect,
}

impl Area {
    /// Where its name is written: the left end of the line that the letters stand on.
    pub(super) fn name_place(&self) -> Point {
        Point {
            x: self.rect.x + 16,
            y: self.rect.y + 12 + self.font * 3 / 4,
        }
    }
}

/// The room for the name of a domain, so that no line above its tables runs over the letters.
fn title_height(font: i32) -> i32 {
    font + 14
}

/// The farther away one stands to see all, the larger are the names of domains.
fn title_font(all: Size) -> i32 {
    let wide = TITLE_FONT * all.width / SCREEN.width;
    let high = TITLE_FONT * all.height / SCREEN.height;
    wide.max(high).clamp(TITLE_FONT, 160)
}

/// The room between tables.
#[derive(Debug, Clone, Copy)]
struct Gaps {
    /// Between columns of tables that hang together.
    channel: i32,
    /// Between those that do not.
    apart: Size,
}

/// The tables that stand in columns, by the numbers of their nodes.
type Stacks = Vec<Vec<usize>>;

impl Layout {
    pub(super) fn of(diagram: &Diagram) -> Layout {
        let mut nodes = nodes(diagram);
        let channel = channel(diagram);
        let (within, apart) = (
            gap(diagram, &nodes, channel),
            gap(diagram, &nodes, channel - 2 * MARGIN),
        );
        let mut stacks: Vec<Stacks> = Vec::new();
        let mut sizes = Vec::new();
        for area in 0..diagram.groups.len() {
            let links = links(diagram, &nodes, area);
            let gaps = Gaps {
                channel,
                apart: within,
            };
            sizes.push(arrange_area(&mut nodes, area, &links, gaps, &mut stacks));
        }
        let font = title_font(pack::pack(&sizes, apart).1);
        let titled = diagram.groups.iter().zip(&sizes);
        let titled = titled.map(|(group, &size)| with_title(size, group.name, font));
        let sizes: Vec<Size> = titled.collect();
        let (places, size) = pack::pack(&sizes, apart);
        let places = pack::facing(places, size, &sizes, &area_links(diagram, &nodes));
        for node in &mut nodes {
            let Point { x, y } = places[node.area];
            node.rect = node.rect.moved(Point {
                x,
                y: y + title_height(font),
            });
        }
        let areas = diagram.groups.iter().zip(places.iter().zip(&sizes));
        let areas = areas.map(|(group, (place, &size))| Area {
            name: group.name.unwrap_or(OTHERS),
            number: group.number,
            font,
            rect: Rect {
                x: place.x,
                y: place.y,
                size,
            },
        });
        let areas: Vec<Area> = areas.collect();
        let mut wires = route::wires(diagram, &nodes, &stacks);
        far::lead(&mut wires, &nodes, &areas, &stacks, channel);
        let lines = wires.iter().map(|wire| route::bounds(&nodes, wire));
        let rects = areas.iter().map(|area| area.rect).chain(lines);
        Layout {
            bounds: Rect::around(rects.flat_map(|rect| rect.corners())),
            areas,
            wires,
            nodes,
        }
    }
}

fn nodes(diagram: &Diagram) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (area, group) in diagram.groups.iter().enumerate() {
        for &table in &group.tables {
            let rows = diagram.columns(table);
            let lines = diagram.edges.iter().filter(|edge| edge.child == table);
            let size = size(table, &rows, lines.count());
            let rect = Rect {
                size,
                ..Rect::default()
            };
            nodes.push(Node {
                table,
                area,
                rows,
                rect,
            });
        }
    }
    nodes
}

/// The size of a table. Without columns it is as high as the lines that begin there need.
fn size(table: &Table, rows: &[&Column], lines: usize) -> Size {
    let heading = width(&shown(&table.name), HEADING_FONT) + 2 * PADDING;
    let widths = rows.iter().map(|column| {
        let (name, column_type) = (width(column.name, FONT), width(&type_shown(column), FONT));
        MARKS + name + FONT + column_type + PADDING
    });
    let count = |number: usize| i32::try_from(number).unwrap_or(0);
    let below = match rows.len() {
        0 => (count(lines) * (LABEL_FONT + 3) - HEADING).max(0),
        rows => count(rows) * ROW + PADDING / 2,
    };
    Size {
        width: widths.max().unwrap_or(0).max(heading).max(NARROWEST),
        height: HEADING + below,
    }
}

/// The type of a column, with a `?` if it may be NULL.
pub(super) fn type_shown(column: &Column) -> String {
    let null = if column.nullable { "?" } else { "" };
    type_of(column) + null
}

/// What a line says where it begins: what the table does not show, as far as there is room.
pub(super) fn line_label(diagram: &Diagram, edge: &Edge) -> String {
    let action = edge.on_delete.as_str();
    let label = match diagram.columns {
        Columns::None => label(edge),
        _ if edge.is_unheld() => "polymorphic".to_owned(),
        _ if edge.is_tagged() => format!("polymorphic, {action}"),
        _ => match edge.polymorphic() {
            Some(reference) => format!("{action}, one of {}", reference.name),
            None => action.to_owned(),
        },
    };
    cut(&label, LABEL_FONT, LONGEST_LABEL)
}

/// The room between columns of tables.
fn channel(diagram: &Diagram) -> i32 {
    let labels = diagram.edges.iter().map(|edge| line_label(diagram, edge));
    let longest = labels.map(|label| width(&label, LABEL_FONT)).max();
    ENDS + longest.unwrap_or(0).min(LONGEST_LABEL)
}

/// The references from area to area, by the numbers of those.
fn area_links(diagram: &Diagram, nodes: &[Node]) -> Vec<Link> {
    let links = diagram.edges.iter().filter_map(|edge| {
        let (child, parent) = (child_of(nodes, edge)?, parent_of(nodes, edge)?);
        let (child, parent) = (nodes[child].area, nodes[parent].area);
        (child != parent).then_some(Link { child, parent })
    });
    links.collect()
}

/// The room between what does not hang together: as much as lines and labels need that come from elsewhere.
fn gap(diagram: &Diagram, nodes: &[Node], width: i32) -> Size {
    let width = match area_links(diagram, nodes).is_empty() {
        true => APART,
        false => APART.max(width),
    };
    Size {
        width,
        height: APART,
    }
}

/// The references within an area, by the numbers of the nodes.
fn links(diagram: &Diagram, nodes: &[Node], area: usize) -> Vec<Link> {
    let links = diagram.edges.iter().filter_map(|edge| {
        let (child, parent) = (child_of(nodes, edge)?, parent_of(nodes, edge)?);
        let is_within = nodes[child].area == area && nodes[parent].area == area;
        is_within.then_some(Link { child, parent })
    });
    links.collect()
}

fn child_of(nodes: &[Node], edge: &Edge) -> Option<usize> {
    nodes
        .iter()
        .position(|node| node.table.name == edge.child.name)
}

fn parent_of(nodes: &[Node], edge: &Edge) -> Option<usize> {
    nodes.iter().position(|node| node.table.name == edge.parent)
}

/// Places the tables of an area within it, and tells how much room they take.
fn arrange_area(
    nodes: &mut [Node],
    area: usize,
    links: &[Link],
    gaps: Gaps,
    stacks: &mut Vec<Stacks>,
) -> Size {
    let own: Vec<usize> = (0..nodes.len())
        .filter(|&number| nodes[number].area == area)
        .collect();
    let links = renumbered(links, &own);
    let parts = components(own.len(), &links);
    let arranged: Vec<Arrangement> = parts
        .iter()
        .map(|part| arrange_part(nodes, &own, part, &links, gaps.channel))
        .collect();
    let sizes: Vec<Size> = arranged.iter().map(|part| part.size).collect();
    let (places, size) = pack::pack(&sizes, gaps.apart);
    for ((part, arrangement), place) in parts.iter().zip(&arranged).zip(&places) {
        let place = Point {
            x: place.x + MARGIN,
            y: place.y + MARGIN,
        };
        for (&number, rect) in part.iter().zip(&arrangement.rects) {
            nodes[own[number]].rect = rect.moved(place);
        }
        let column = |column: &Vec<usize>| column.iter().map(|&table| own[part[table]]).collect();
        stacks.push(arrangement.columns.iter().map(column).collect());
    }
    size
}

/// The size of an area with tables of this size, and their name above.
fn with_title(tables: Size, name: Option<&str>, font: i32) -> Size {
    let title = width(name.unwrap_or(OTHERS), font);
    Size {
        width: tables.width.max(title) + 2 * MARGIN,
        height: tables.height + 2 * MARGIN + title_height(font),
    }
}

/// Arranges some tables of an area that hang together.
fn arrange_part(
    nodes: &[Node],
    own: &[usize],
    part: &[usize],
    links: &[Link],
    channel: i32,
) -> Arrangement {
    let sizes: Vec<Size> = part
        .iter()
        .map(|&number| nodes[own[number]].rect.size)
        .collect();
    let links = renumbered(links, part);
    arrange(&sizes, &links, channel)
}

/// The links between these tables, by their places among them.
fn renumbered(links: &[Link], tables: &[usize]) -> Vec<Link> {
    let place = |table: usize| tables.iter().position(|&other| other == table);
    let links = links.iter().filter_map(|link| {
        let (child, parent) = (place(link.child)?, place(link.parent)?);
        Some(Link { child, parent })
    });
    links.collect()
}
