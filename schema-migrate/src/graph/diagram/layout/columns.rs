//! Tables that hang together, side by side in columns: parents left of children.

use super::geometry::{Rect, Size};
use super::ranks::{Link, ranks};

/// Between two tables of a column; lines pass there, too.
const GAP: i32 = 32;

/// How often the order within the ranks is improved, from the left and from the right.
const SWEEPS: usize = 8;

/// Tables in columns.
#[derive(Debug)]
pub(super) struct Arrangement {
    /// The numbers of the tables of each column, from the top.
    pub(super) columns: Vec<Vec<usize>>,
    /// The places of the tables, by their numbers.
    pub(super) rects: Vec<Rect>,
    /// The size of all.
    pub(super) size: Size,
}

/// Arranges tables with `channel` pixels between columns, as high as fits a screen best.
pub(super) fn arrange(sizes: &[Size], links: &[Link], channel: i32) -> Arrangement {
    let layers = layers(sizes.len(), links);
    let heights = layers.iter().map(|layer| height(sizes, layer));
    let highest = heights.max().unwrap_or(0);
    let tallest = sizes.iter().map(|size| size.height).max().unwrap_or(0);
    let limits = (0..=20).map(|step| tallest + (highest - tallest) * step / 20);
    let arranged = limits.map(|limit| {
        let columns = wrapped(sizes, &layers, limit);
        placed(sizes, columns, links, channel)
    });
    let best = arranged.min_by_key(|arrangement| arrangement.size.distance());
    best.unwrap_or_else(|| placed(sizes, layers, links, channel))
}

/// The tables of each rank, ordered so that lines cross little: each table near the middle of those that it
/// is connected with.
fn layers(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let ranks = ranks(count, links);
    let last = ranks.iter().max().copied().unwrap_or(0);
    let of = |rank| (0..count).filter(|&table| ranks[table] == rank).collect();
    let mut layers: Vec<Vec<usize>> = (0..=last).map(of).collect();
    let mut best = (crossings(&layers, &ranks, links), layers.clone());
    for sweep in 0..SWEEPS {
        let numbers: Vec<usize> = match sweep % 2 {
            0 => (0..layers.len()).collect(),
            _ => (0..layers.len()).rev().collect(),
        };
        for rank in numbers {
            let positions = positions(&layers, count);
            let weight = |&table: &usize| {
                let is_before = |other: usize| match sweep % 2 {
                    0 => ranks[other] < rank,
                    _ => ranks[other] > rank,
                };
                mean(
                    neighbours(links, table).filter(|&other| is_before(other)),
                    &positions,
                )
                .unwrap_or(positions[table])
            };
            layers[rank].sort_by_cached_key(weight);
        }
        let crossings = crossings(&layers, &ranks, links);
        if crossings < best.0 {
            best = (crossings, layers.clone());
        }
    }
    best.1
}

/// For each table how far down its rank it stands, in parts of 10,000.
fn positions(layers: &[Vec<usize>], count: usize) -> Vec<i64> {
    let mut positions = vec![0; count];
    for layer in layers {
        for (&table, place) in layer.iter().zip(0_i64..) {
            let tables = i64::try_from(layer.len()).unwrap_or(1);
            positions[table] = (2 * place + 1) * 10_000 / (2 * tables);
        }
    }
    positions
}

fn neighbours(links: &[Link], table: usize) -> impl Iterator<Item = usize> {
    links.iter().filter_map(move |link| match *link {
        Link { child, parent } if child == parent => None,
        Link { child, parent } if child == table => Some(parent),
        Link { child, parent } if parent == table => Some(child),
        _ => None,
    })
}

fn mean(tables: impl Iterator<Item = usize>, values: &[i64]) -> Option<i64> {
    let (sum, count) = tables.fold((0, 0), |(sum, count), table| {
        (sum + values[table], count + 1)
    });
    (count > 0).then(|| sum / count)
}

/// How many pairs of lines cross that are between the same ranks.
fn crossings(layers: &[Vec<usize>], ranks: &[usize], links: &[Link]) -> usize {
    let count = ranks.len();
    let positions = positions(layers, count);
    let between = |link: &Link| (ranks[link.parent], ranks[link.child]);
    let mut crossings = 0;
    for (number, one) in links.iter().enumerate() {
        for other in &links[..number] {
            let above = positions[one.parent].cmp(&positions[other.parent]);
            let crosses = above != positions[one.child].cmp(&positions[other.child]);
            let differs = one.parent != other.parent && one.child != other.child;
            crossings += usize::from(between(one) == between(other) && differs && crosses);
        }
    }
    crossings
}

fn height(sizes: &[Size], column: &[usize]) -> i32 {
    let heights: i32 = column.iter().map(|&table| sizes[table].height + GAP).sum();
    (heights - GAP).max(0)
}

/// Ranks that are higher than the limit become several columns of about the same height.
fn wrapped(sizes: &[Size], layers: &[Vec<usize>], limit: i32) -> Vec<Vec<usize>> {
    let mut columns = Vec::new();
    for layer in layers {
        let all = height(sizes, layer);
        let parts = all / limit.max(1) + i32::from(all % limit.max(1) > 0);
        let target = all / parts.max(1);
        let mut column: Vec<usize> = Vec::new();
        for &table in layer {
            if !column.is_empty() && height(sizes, &column) + sizes[table].height / 2 > target {
                columns.push(std::mem::take(&mut column));
            }
            column.push(table);
        }
        columns.push(column);
    }
    columns.retain(|column| !column.is_empty());
    columns
}

fn placed(sizes: &[Size], columns: Vec<Vec<usize>>, links: &[Link], channel: i32) -> Arrangement {
    let heights = columns.iter().map(|column| height(sizes, column));
    let all = heights.max().unwrap_or(0);
    let mut rects = vec![Rect::default(); sizes.len()];
    let mut x = 0;
    for column in &columns {
        let widths = column.iter().map(|&table| sizes[table].width);
        let width = widths.max().unwrap_or(0);
        for (table, y) in stacked(sizes, column, &rects, links, all) {
            let size = Size {
                width,
                height: sizes[table].height,
            };
            rects[table] = Rect { x, y, size };
        }
        x += width + channel;
    }
    let size = Size {
        width: (x - channel).max(0),
        height: all,
    };
    Arrangement {
        columns,
        rects,
        size,
    }
}

/// The tables of a column from top to bottom, each as near as can be to those on its left that it is
/// connected with.
fn stacked(
    sizes: &[Size],
    column: &[usize],
    rects: &[Rect],
    links: &[Link],
    all: i32,
) -> Vec<(usize, i32)> {
    let spare = all - height(sizes, column);
    let mut used = 0;
    let mut tops: Vec<(usize, i32)> = Vec::new();
    let mut top = 0;
    for &table in column {
        let placed = neighbours(links, table).filter(|&other| rects[other].size.height > 0);
        let middles: Vec<i32> = placed.map(|other| rects[other].middle()).collect();
        let count = i32::try_from(middles.len()).unwrap_or(1).max(1);
        let wished = match middles.is_empty() {
            true => top,
            false => middles.iter().sum::<i32>() / count - sizes[table].height / 2,
        };
        let lower = (wished - top).clamp(0, spare - used);
        used += lower;
        tops.push((table, top + lower));
        top += lower + sizes[table].height + GAP;
    }
    // What nothing on the left asks for stands in the middle.
    if used == 0 {
        tops.iter_mut().for_each(|(_, top)| *top += spare / 2);
    }
    tops
}
