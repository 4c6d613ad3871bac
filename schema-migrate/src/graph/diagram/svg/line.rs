//! The line of a reference: how many at each end, and what a deletion does by its colour and width.

use super::escaped;
use crate::graph::diagram::layout::{End, FONT, Layout, Point, STUB, Wire, label_place, width};
use crate::graph::diagram::{self, Look};
use crate::graph::{Edge, shown};

/// How large the corners of lines are.
const ROUNDING: i32 = 7;

pub(super) fn wire(layout: &Layout, wire: &Wire) -> String {
    let kind = kind(layout, wire, &[]);
    let (path, ends) = (path(layout, wire), ends(wire));
    let title = escaped(&title(&wire.edge));
    format!(
        "<g {kind}><title>{title}</title>\
         <path class=\"line\" d=\"{path}\"/><path class=\"ends\" d=\"{ends}\"/></g>\n"
    )
}

/// The label of a line; above all lines, so that none crosses it out.
pub(super) fn label(layout: &Layout, wire: &Wire) -> String {
    if wire.label.is_empty() {
        return String::new();
    }
    let (kind, label) = (kind(layout, wire, &wire.others), escaped(&wire.label));
    let Point { x, y } = label_place(wire);
    format!("<g {kind}><text class=\"label\" x=\"{x}\" y=\"{y}\">{label}</text></g>\n")
}

/// What a line and its label have in common.
fn kind(layout: &Layout, wire: &Wire, others: &[usize]) -> String {
    let (child, parent) = (wire.child, wire.parent);
    let far = match layout.nodes[child].area == layout.nodes[parent].area {
        true => "",
        false => " far",
    };
    let Look { action, is_tagged } = Look::of(&wire.edge);
    let tagged = if is_tagged { " tagged" } else { "" };
    let others = others.iter().map(|other| format!(" {other}"));
    let others: String = others.collect();
    format!(
        "class=\"edge {action}{tagged}{far}\" data-child=\"{child}\" data-parent=\"{parent}{others}\""
    )
}

fn title(edge: &Edge) -> String {
    let (child, parent) = (shown(&edge.child.name), shown(&edge.parent));
    let (cardinality, label) = (edge.cardinality(), diagram::label(edge));
    format!("{parent} has {cardinality} {child}: {label}")
}

/// From the parent to the child.
fn path(layout: &Layout, wire: &Wire) -> String {
    let (start, end) = (wire.parent_end, wire.child_end);
    let (from, to) = (start.along(STUB), end.along(STUB));
    if !wire.corners.is_empty() {
        return rounded(start.at, &wire.corners, end.at);
    }
    let mut path = format!("M{} {}H{}", start.at.x, start.at.y, from.x);
    if wire.is_loop() {
        let right = layout.nodes[wire.child].rect.right();
        let out = right.max(layout.nodes[wire.parent].rect.right()) + 2 * STUB;
        path += &format!("C{out} {} {out} {} {} {}", from.y, to.y, to.x, to.y);
    } else {
        let mut last = from;
        for (entry, exit) in &wire.passages {
            path += &curve(last, *entry);
            path += &format!("H{}", exit.x);
            last = *exit;
        }
        path += &curve(last, to);
    }
    path + &format!("H{}", end.at.x)
}

/// Straight from corner to corner, and around those.
fn rounded(start: Point, corners: &[Point], end: Point) -> String {
    let mut path = format!("M{} {}", start.x, start.y);
    let mut last = start;
    for (place, &corner) in corners.iter().enumerate() {
        let next = corners.get(place + 1).copied().unwrap_or(end);
        let (enter, leave) = (towards(corner, last), towards(corner, next));
        path += &format!(
            "L{} {}Q{} {} {} {}",
            enter.x, enter.y, corner.x, corner.y, leave.x, leave.y
        );
        last = corner;
    }
    path + &format!("L{} {}", end.x, end.y)
}

/// A few pixels from one point towards another that is level or upright from it, at most half the way.
fn towards(from: Point, to: Point) -> Point {
    let step = |from: i32, to: i32| ((to - from) / 2).clamp(-ROUNDING, ROUNDING);
    Point {
        x: from.x + step(from.x, to.x),
        y: from.y + step(from.y, to.y),
    }
}

/// From one point to another, level at both.
fn curve(from: Point, to: Point) -> String {
    let middle = (from.x + to.x) / 2;
    format!("C{middle} {} {middle} {} {} {}", from.y, to.y, to.x, to.y)
}

/// A bar is one, a ring is none, a crow's foot is many.
fn ends(wire: &Wire) -> String {
    let parent = match wire.edge.is_nullable() {
        true => bar(wire.parent_end, 6) + &ring(wire.parent_end, 13),
        false => bar(wire.parent_end, 6) + &bar(wire.parent_end, 11),
    };
    let child = match wire.edge.is_one() {
        true => bar(wire.child_end, 6) + &ring(wire.child_end, 13),
        false => crows_foot(wire.child_end) + &ring(wire.child_end, 15),
    };
    parent + &child
}

fn bar(end: End, distance: i32) -> String {
    let Point { x, y } = end.along(distance);
    format!("M{x} {}v10", y - 5)
}

fn ring(end: End, distance: i32) -> String {
    let Point { x, y } = end.along(distance);
    format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0", x - 4)
}

fn crows_foot(end: End) -> String {
    let (Point { x, y }, tip) = (end.at, end.along(11));
    format!("M{} {y}L{x} {}M{} {y}L{x} {}", tip.x, y - 6, tip.x, y + 6)
}

/// How wide the explanation of the lines is.
pub(super) const LEGEND_WIDTH: i32 = 1_120;

/// What stands at the ends of lines, and beside columns.
pub(in crate::graph::diagram) const SIGNS: [&str; 3] = [
    "end of a line: bar one, ring none, crow's foot many",
    "thin: to another domain",
    "? may be NULL",
];

/// The kinds of lines, by class, and what they mean.
pub(in crate::graph::diagram) fn legend_lines() -> impl Iterator<Item = (&'static str, &'static str)>
{
    let kinds = [
        ("cascade", "cascade: goes with the parent"),
        ("set", "set null, set default: stays"),
        ("refuse", "no action, restrict: refuses"),
        ("none tagged", "polymorphic: one of several tables"),
    ];
    kinds.into_iter()
}

/// What the lines mean.
pub(super) fn legend(left: i32, y: i32) -> String {
    let mut text = String::from("<g class=\"legend\">");
    let mut x = left;
    for (class, what) in legend_lines() {
        let (middle, label) = (y + 10, x + 48);
        text += &format!(
            "<g class=\"{class}\"><path class=\"line\" d=\"M{x} {middle}h40\"/>\
             <text class=\"type\" x=\"{label}\" y=\"{}\">{what}</text></g>",
            middle + 4
        );
        x = label + width(what, FONT) + 32;
    }
    for (place, what) in SIGNS.iter().enumerate() {
        let x = SIGNS[..place].iter().map(|what| width(what, FONT) + 32);
        let (x, y) = (left + x.sum::<i32>(), y + 36);
        text += &format!("<text class=\"type\" x=\"{x}\" y=\"{y}\">{what}</text>");
    }
    text + "</g>\n"
}
