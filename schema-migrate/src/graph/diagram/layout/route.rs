//! The lines of references: from a column of the child to the column of the parent, between the tables
//! that stand in between.

use std::collections::BTreeSet;

use super::lanes::{LANE, LANES, Trunk, aside};
use super::{
    Diagram, HEADING, LABEL_FONT, Node, Point, ROW, Rect, Stacks, child_of, line_label, parent_of,
    width,
};
use crate::graph::Edge;
use crate::graph::diagram::Look;

/// The straight beginning of a line, where its end is drawn.
pub(in crate::graph::diagram) const STUB: i32 = 20;

/// How much of a detour a line makes to run with others of its parent.
const BUNDLED: i32 = 120;

/// How far from the middle of a row the ends of lines are that may do without it, and of those that may not.
const ASIDE: i32 = 5;

/// A reference.
#[derive(Debug)]
pub(in crate::graph::diagram) struct Wire {
    pub(in crate::graph::diagram) edge: Edge,
    /// The numbers of the nodes.
    pub(in crate::graph::diagram) child: usize,
    pub(in crate::graph::diagram) parent: usize,
    pub(in crate::graph::diagram) child_end: End,
    pub(in crate::graph::diagram) parent_end: End,
    /// Where it passes tables: from where to where, both at the same height, from the parent on.
    pub(in crate::graph::diagram) passages: Vec<(Point, Point)>,
    /// Between domains: the corners of the line, from the parent on.
    pub(in crate::graph::diagram) corners: Vec<Point>,
    /// What is written along it; empty if another line says the same at the same place.
    pub(in crate::graph::diagram) label: String,
    /// The parents of the lines that say the same there.
    pub(in crate::graph::diagram) others: Vec<usize>,
}

/// Where a line meets a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::graph::diagram) struct End {
    pub(in crate::graph::diagram) at: Point,
    /// Where the line goes: 1 to the right, -1 to the left.
    pub(in crate::graph::diagram) towards: i32,
}

impl Wire {
    /// Whether it leaves both tables on the same side, and goes round.
    pub(in crate::graph::diagram) fn is_loop(&self) -> bool {
        self.corners.is_empty() && self.child_end.towards == self.parent_end.towards
    }
}

impl End {
    /// The point so many pixels along the line.
    pub(in crate::graph::diagram) fn along(&self, distance: i32) -> Point {
        Point {
            x: self.at.x + self.towards * distance,
            y: self.at.y,
        }
    }
}

pub(super) fn wires(diagram: &Diagram, nodes: &[Node], stacks: &[Stacks]) -> Vec<Wire> {
    let mut wires: Vec<Wire> = Vec::new();
    for edge in &diagram.edges {
        let (Some(child), Some(parent)) = (child_of(nodes, edge), parent_of(nodes, edge)) else {
            continue;
        };
        let (child_side, parent_side) = sides(&nodes[child], &nodes[parent]);
        let child_end = end(
            &nodes[child],
            child_y(diagram, &nodes[child], edge),
            child_side,
        );
        let parent_end = end(&nodes[parent], parent_y(&nodes[parent], edge), parent_side);
        let label = line_label(diagram, edge);
        let is_same = |wire: &&mut Wire| wire.child_end == child_end && wire.label == label;
        let same = wires.iter_mut().find(is_same);
        let is_written = same.map(|wire| wire.others.push(parent)).is_some();
        let trunk = Trunk {
            parent,
            y: parent_end.at.y,
            look: Look::of(edge),
        };
        let passages = match stacks_between(stacks, parent, child) {
            Some(between) => passages(nodes, between, (trunk, parent_end), child_end, &wires),
            None => Vec::new(),
        };
        wires.push(Wire {
            edge: *edge,
            child,
            parent,
            child_end,
            parent_end,
            passages,
            corners: Vec::new(),
            label: if is_written { String::new() } else { label },
            others: Vec::new(),
        });
    }
    wires
}

/// On which sides of child and parent a line begins: on those that face each other, or on the right of both.
/// Lines from other domains come from the left.
fn sides(child: &Node, parent: &Node) -> (i32, i32) {
    if child.area != parent.area || child.rect.x > parent.rect.right() {
        (-1, 1)
    } else if child.rect.right() < parent.rect.x {
        (1, -1)
    } else {
        (1, 1)
    }
}

pub(super) fn end(node: &Node, y: i32, side: i32) -> End {
    let x = if side > 0 {
        node.rect.right()
    } else {
        node.rect.x
    };
    End {
        at: Point { x, y },
        towards: side,
    }
}

/// The first of the columns that reference, or where no columns are shown a place of its own.
fn child_y(diagram: &Diagram, node: &Node, edge: &Edge) -> i32 {
    if let Some(y) = row_y(node, edge.columns) {
        return y;
    }
    let own = diagram
        .edges
        .iter()
        .filter(|other| other.child == node.table);
    let (mut number, mut count) = (0, 0);
    for (other, position) in own.zip(1..) {
        count = position;
        if other == edge {
            number = position;
        }
    }
    node.rect.y + (2 * number - 1) * node.rect.size.height / (2 * count).max(1)
}

/// The column that is referenced: a bit lower by what may do without, so that both kinds of ends are seen.
fn parent_y(node: &Node, edge: &Edge) -> i32 {
    let y = row_y(node, edge.referenced_columns).unwrap_or(node.rect.middle());
    if edge.is_nullable() {
        y + ASIDE
    } else {
        y - ASIDE
    }
}

fn row_y(node: &Node, columns: &[&str]) -> Option<i32> {
    let mut rows = node.rows.iter().zip(0..);
    let (_, number) = rows.find(|(row, _)| columns.first() == Some(&row.name))?;
    Some(node.rect.y + HEADING + number * ROW + ROW / 2)
}

/// The columns of tables between two tables that hang together.
fn stacks_between(stacks: &[Stacks], parent: usize, child: usize) -> Option<Vec<&[usize]>> {
    for stacks in stacks {
        let of = |table| stacks.iter().position(|stack| stack.contains(&table));
        if let (Some(from), Some(to)) = (of(parent), of(child)) {
            let between = from.min(to) + 1..from.max(to).max(1);
            let stacks = stacks.get(between).unwrap_or_default();
            let stacks = stacks.iter().map(Vec::as_slice);
            return Some(match from < to {
                true => stacks.collect(),
                false => stacks.rev().collect(),
            });
        }
    }
    None
}

/// Through each column the gap that is nearest to the straight line, or one where a line of the same trunk
/// passes already; else beside what passes there.
fn passages(
    nodes: &[Node],
    between: Vec<&[usize]>,
    (trunk, from): (Trunk, End),
    to: End,
    wires: &[Wire],
) -> Vec<(Point, Point)> {
    let mut passages = Vec::new();
    let mut last = from.at;
    for stack in between {
        let rects: Vec<_> = stack.iter().map(|&table| nodes[table].rect).collect();
        let (Some(left), Some(right)) = (
            rects.iter().map(|rect| rect.x).min(),
            rects.iter().map(|rect| rect.right()).max(),
        ) else {
            continue;
        };
        let wished = straight(last, to.at, (left + right) / 2);
        let y = height(&gaps(&rects), wished, &passing(wires, left), trunk);
        let (entry, exit) = match from.towards > 0 {
            true => (left, right),
            false => (right, left),
        };
        passages.push((Point { x: entry, y }, Point { x: exit, y }));
        last = Point { x: exit, y };
    }
    passages
}

/// The lines that pass a column of tables, each with its height there.
fn passing(wires: &[Wire], left: i32) -> Vec<(Trunk, i32)> {
    let passing = wires.iter().flat_map(|wire| {
        let here = wire.passages.iter();
        let here = here.filter(move |(one, other)| one.x.min(other.x) == left);
        here.map(|(point, _)| (Trunk::of(wire), point.y))
    });
    passing.collect()
}

/// How high a line passes a column.
fn height(gaps: &[i32], wished: i32, passing: &[(Trunk, i32)], trunk: Trunk) -> i32 {
    let is_in = |gap: i32, y: i32| (gap - y).abs() <= 2 * LANE;
    let own = |gap: i32| {
        let mut same = passing.iter().filter(|(other, _)| *other == trunk);
        same.find_map(|&(_, y)| is_in(gap, y).then_some(y))
    };
    let gap = gaps.iter().copied().min_by_key(|&gap| {
        let detour = (gap - wished).abs();
        match own(gap) {
            Some(_) => (detour - BUNDLED).max(0),
            None => detour,
        }
    });
    let gap = gap.unwrap_or(wished);
    if let Some(y) = own(gap) {
        return y;
    }
    let used = passing.iter().map(|&(_, y)| y).filter(|&y| is_in(gap, y));
    let used: BTreeSet<i32> = used.collect();
    let mut lanes = (0..LANES).map(|lane| gap + aside(lane));
    let free = lanes.find(|lane| !used.contains(lane));
    free.unwrap_or(gap + aside(passing.len() % LANES))
}

/// Above the first table, between two, below the last.
pub(super) fn gaps(rects: &[Rect]) -> Vec<i32> {
    let above = rects.first().map(|rect| rect.y - 16);
    let below = rects.last().map(|rect| rect.bottom() + 16);
    let between = rects.windows(2).filter_map(|pair| match pair {
        [upper, lower] => Some((upper.bottom() + lower.y) / 2),
        _ => None,
    });
    above.into_iter().chain(between).chain(below).collect()
}

/// The height at `x` of the straight line between two points.
fn straight(from: Point, to: Point, x: i32) -> i32 {
    match to.x - from.x {
        0 => from.y,
        width => from.y + (to.y - from.y) * (x - from.x) / width,
    }
}

/// The least rectangle that a line and its label are in.
pub(super) fn bounds(nodes: &[Node], wire: &Wire) -> Rect {
    let label = label_place(wire);
    let right = nodes[wire.child]
        .rect
        .right()
        .max(nodes[wire.parent].rect.right());
    let ends = [wire.child_end, wire.parent_end].map(|end| end.along(2 * STUB));
    let passages = wire.passages.iter().flat_map(|&(one, other)| [one, other]);
    let label_end = Point {
        x: label.x + width(&wire.label, LABEL_FONT),
        y: label.y - LABEL_FONT,
    };
    let loops = wire.is_loop();
    let corner = Point {
        x: right + if loops { 2 * STUB } else { 0 },
        y: ends[0].y,
    };
    let corners = wire.corners.iter().copied();
    let points = passages
        .chain(corners)
        .chain(ends)
        .chain([label, label_end, corner]);
    Rect::around(points)
}

/// Where a label is written: above the line, where it leaves the child.
pub(in crate::graph::diagram) fn label_place(wire: &Wire) -> Point {
    let start = wire.child_end.along(STUB + 2);
    let x = match wire.child_end.towards > 0 {
        true => start.x,
        false => start.x - width(&wire.label, LABEL_FONT),
    };
    Point { x, y: start.y - 4 }
}
