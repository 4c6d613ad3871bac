//! Rectangles side by side, so that they fill a screen.

use std::collections::BTreeSet;

use super::geometry::{Point, Rect, Size};
use super::ranks::Link;

/// How many widths are tried.
const STEPS: i32 = 24;

/// The places of rectangles of these sizes, and the size of all.
pub(super) fn pack(sizes: &[Size], gap: Size) -> (Vec<Point>, Size) {
    let widest = sizes.iter().map(|size| size.width).max().unwrap_or(0);
    let all: i32 = sizes.iter().map(|size| size.width + gap.width).sum();
    // A row as wide as the widest, as wide as all, and widths between.
    let widths = (0..=STEPS).map(|step| widest + (all - widest).max(0) / STEPS * step);
    let packed = widths.map(|width| fill(sizes, width, gap));
    let best = packed.min_by_key(|(_, size)| size.distance());
    best.unwrap_or_default()
}

/// The places, or those of the picture in a mirror, if more parents are left of their children there.
pub(super) fn facing(places: Vec<Point>, all: Size, sizes: &[Size], links: &[Link]) -> Vec<Point> {
    let middle = |number: usize| 2 * places[number].x + sizes[number].width;
    let sides = links
        .iter()
        .map(|link| (middle(link.child) - middle(link.parent)).signum());
    if sides.sum::<i32>() >= 0 {
        return places;
    }
    let mirrored = places.iter().zip(sizes).map(|(place, size)| Point {
        x: all.width - place.x - size.width,
        y: place.y,
    });
    mirrored.collect()
}

/// Puts the highest first, each where it comes to lie highest, then leftmost.
fn fill(sizes: &[Size], width: i32, gap: Size) -> (Vec<Point>, Size) {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&number| (-sizes[number].height, number));
    let mut places = vec![Point { x: 0, y: 0 }; sizes.len()];
    let mut placed: Vec<Rect> = Vec::new();
    for number in order {
        let rect = lowest_place(&placed, sizes[number], width, gap);
        places[number] = Point {
            x: rect.x,
            y: rect.y,
        };
        placed.push(rect);
    }
    let size = Size {
        width: placed.iter().map(Rect::right).max().unwrap_or(0),
        height: placed.iter().map(Rect::bottom).max().unwrap_or(0),
    };
    (places, size)
}

fn lowest_place(placed: &[Rect], size: Size, width: i32, gap: Size) -> Rect {
    let beside = placed.iter().map(|rect| rect.right() + gap.width);
    let within = beside.filter(|x| x + size.width <= width);
    let columns: BTreeSet<i32> = within.chain([0]).collect();
    let below = columns.into_iter().map(|x| {
        let overlaps =
            |rect: &&Rect| rect.x < x + size.width + gap.width && x < rect.right() + gap.width;
        let above = placed.iter().filter(overlaps);
        let y = above
            .map(|rect| rect.bottom() + gap.height)
            .max()
            .unwrap_or(0);
        Rect { x, y, size }
    });
    let best = below.min_by_key(|rect| (rect.y, rect.x));
    best.unwrap_or(Rect { x: 0, y: 0, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: Size = Size {
        width: 30,
        height: 20,
    };

    #[test]
    fn nothing_overlaps_and_a_screen_is_filled() {
        let sizes: Vec<Size> = (1..60)
            .map(|number| Size {
                width: 100 + number * 37 % 300,
                height: 50 + number * 53 % 400,
            })
            .collect();
        let (places, all) = pack(&sizes, GAP);
        let rects: Vec<Rect> = places
            .iter()
            .zip(&sizes)
            .map(|(place, &size)| Rect {
                x: place.x,
                y: place.y,
                size,
            })
            .collect();
        for (number, one) in rects.iter().enumerate() {
            for other in &rects[..number] {
                let apart = one.right() + 30 <= other.x
                    || other.right() + 30 <= one.x
                    || one.bottom() + 20 <= other.y
                    || other.bottom() + 20 <= one.y;
                assert!(apart, "{one:?} {other:?}");
            }
        }
        let area: i32 = sizes.iter().map(|size| size.width * size.height).sum();
        assert!(all.width * all.height < area * 2, "{all:?} for {area}");
        assert!(
            all.width > all.height && all.width < all.height * 5 / 2,
            "{all:?}"
        );
    }

    #[test]
    fn parents_are_left_of_their_children() {
        let sizes = [100, 60].map(|width| Size { width, height: 50 });
        let places = vec![Point { x: 0, y: 0 }, Point { x: 130, y: 0 }];
        let all = Size {
            width: 190,
            height: 50,
        };
        let link = |child, parent| [Link { child, parent }];
        assert_eq!(facing(places.clone(), all, &sizes, &link(1, 0)), places);
        let mirrored = [Point { x: 90, y: 0 }, Point { x: 0, y: 0 }];
        assert_eq!(facing(places, all, &sizes, &link(0, 1)), mirrored);
    }

    #[test]
    fn nothing_has_no_size() {
        assert_eq!(pack(&[], GAP).1, Size::default());
    }
}
