//! The room between tables and between domains, where lines from domain to domain run.

use super::route::{STUB, gaps};
use super::text::width;
use super::{APART, Area, Node, Rect, Stacks};

/// How far right of a column of tables the lines run that pass beside it.
const BESIDE_RIGHT: i32 = STUB + 12;
/// How far from a corridor's middle its lines may be, and a bit.
const HALF: i32 = 12;

/// A straight strip without tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corridor {
    pub(super) is_level: bool,
    /// Its y if it is level, its x if it is upright.
    pub(super) at: i32,
    /// Where it begins and ends: from left to right, or from top to bottom.
    pub(super) from: i32,
    pub(super) to: i32,
    /// Whether it leads through a domain, between two tables of a column.
    pub(super) is_narrow: bool,
}

/// The corridors of a picture.
#[derive(Debug, Default)]
pub(super) struct Corridors {
    pub(super) all: Vec<Corridor>,
    /// For each table the upright corridors left and right of it.
    pub(super) beside: Vec<[usize; 2]>,
}

impl Corridors {
    /// Left and right of each column of tables, between its tables, and around each domain; `channel` is the
    /// room between columns.
    pub(super) fn of(nodes: &[Node], areas: &[Area], stacks: &[Stacks], channel: i32) -> Corridors {
        let rects = areas.iter().map(|area| area.rect);
        let picture = Rect::around(rects.flat_map(|rect| rect.corners()));
        let titles = areas.iter().map(title);
        let tables = nodes.iter().map(|node| node.rect);
        let obstacles: Vec<Rect> = tables.chain(titles).collect();
        let mut corridors = Corridors {
            all: Vec::new(),
            beside: vec![[0; 2]; nodes.len()],
        };
        for stack in stacks.iter().flatten() {
            let rects: Vec<Rect> = stack.iter().map(|&table| nodes[table].rect).collect();
            let column = Rect::around(rects.iter().flat_map(Rect::corners));
            let sides = [
                column.x - (channel - BESIDE_RIGHT),
                column.right() + BESIDE_RIGHT,
            ];
            let sides = sides.map(|x| corridors.add(upright(x, column, &obstacles, picture)));
            for &table in stack {
                corridors.beside[table] = sides;
            }
            for gap in gaps(&rects) {
                let [left, right] = sides.map(|side| corridors.all[side].at);
                corridors.add(Corridor {
                    is_level: true,
                    at: gap,
                    from: left,
                    to: right,
                    is_narrow: true,
                });
            }
        }
        let rects: Vec<Rect> = areas.iter().map(|area| area.rect).collect();
        for rect in &rects {
            for y in [rect.y - APART / 2, rect.bottom() + APART / 2] {
                corridors.add(level(y, *rect, &rects, picture, channel));
            }
        }
        corridors
    }

    /// Adds a corridor, or makes the one longer that is there already; tells which it is.
    fn add(&mut self, new: Corridor) -> usize {
        let is_same = |old: &Corridor| {
            let overlaps = old.from <= new.to && new.from <= old.to;
            (old.is_level, old.at) == (new.is_level, new.at) && overlaps
        };
        if let Some(number) = self.all.iter().position(is_same) {
            let old = &mut self.all[number];
            (old.from, old.to) = (old.from.min(new.from), old.to.max(new.to));
            return number;
        }
        self.all.push(new);
        self.all.len() - 1
    }
}

/// Where the name of a domain is written.
fn title(area: &Area) -> Rect {
    let mut rect = area.rect;
    rect.size.width = width(area.name, area.font) + area.font;
    rect.size.height = area.font + HALF;
    rect
}

/// From what is above a column to what is below it.
fn upright(x: i32, column: Rect, obstacles: &[Rect], picture: Rect) -> Corridor {
    let is_in_way = |rect: &&Rect| rect.x - HALF < x && x < rect.right() + HALF;
    let above = obstacles.iter().filter(is_in_way).map(Rect::bottom);
    let above = above.filter(|&bottom| bottom <= column.y).max();
    let below = obstacles.iter().filter(is_in_way).map(|rect| rect.y);
    let below = below.filter(|&top| top >= column.bottom()).min();
    Corridor {
        is_level: false,
        at: x,
        from: above.map_or(picture.y - APART, |above| above + 1),
        to: below.map_or(picture.bottom() + APART, |below| below - 1),
        is_narrow: false,
    }
}

/// Along an edge of a domain, from what is left of it to what is right of it.
fn level(y: i32, area: Rect, areas: &[Rect], picture: Rect, channel: i32) -> Corridor {
    let is_in_way = |rect: &&Rect| rect.y - HALF < y && y < rect.bottom() + HALF;
    let left = areas.iter().filter(is_in_way).map(Rect::right);
    let left = left.filter(|&right| right <= area.x).max();
    let right = areas.iter().filter(is_in_way).map(|rect| rect.x);
    let right = right.filter(|&left| left >= area.right()).min();
    Corridor {
        is_level: true,
        at: y,
        from: left.map_or(picture.x - channel, |left| left + 1),
        to: right.map_or(picture.right() + channel, |right| right - 1),
        is_narrow: false,
    }
}
