//! Lines that run along the same corridor, beside each other.

use std::collections::BTreeMap;

use super::corridors::Corridor;
use super::route::Wire;
use crate::graph::diagram::Look;

/// How far lines are apart.
pub(super) const LANE: i32 = 5;
/// How many lines find room beside each other; more run between them.
pub(super) const LANES: usize = 5;
/// How far from the middle of a corridor lines run between lanes.
const BETWEEN: [i32; 4] = [3, -3, 8, -8];

/// What lines have in common that may run over each other: where they begin, and how they look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trunk {
    pub(super) parent: usize,
    pub(super) y: i32,
    pub(super) look: Look,
}

impl Trunk {
    pub(super) fn of(wire: &Wire) -> Trunk {
        Trunk {
            parent: wire.parent,
            y: wire.parent_end.at.y,
            look: Look::of(&wire.edge),
        }
    }
}

/// A part of a line: along which corridor, and from where to where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) trunk: Trunk,
    pub(super) corridor: usize,
    pub(super) from: i32,
    pub(super) to: i32,
}

/// Where the lines of each trunk run within each corridor: its x or y.
pub(super) type Lanes = BTreeMap<(usize, Trunk), i32>;

/// Another line that runs the same way: its x or y, and from where to where.
type Other = (i32, i32, i32);

/// Gives each trunk the lane nearest to the middle of a corridor that is free from where its first line comes
/// to where the last one goes, also of lines in corridors close by; `taken` are other level lines.
pub(super) fn lanes(corridors: &[Corridor], stretches: &[Stretch], taken: &[Other]) -> Lanes {
    let mut hulls: BTreeMap<(usize, Trunk), (i32, i32)> = BTreeMap::new();
    for &Stretch {
        trunk,
        corridor,
        from,
        to,
    } in stretches
    {
        let (least, most) = (from.min(to), from.max(to));
        let hull = hulls.entry((corridor, trunk)).or_insert((least, most));
        *hull = (hull.0.min(least), hull.1.max(most));
    }
    let mut ordered: Vec<_> = hulls.into_iter().collect();
    ordered.sort_by_key(|&((corridor, trunk), hull)| (corridor, hull, trunk));
    let mut used: [Vec<(Trunk, Other)>; 2] = [Vec::new(), Vec::new()];
    let mut lanes = Lanes::new();
    for ((number, trunk), (from, to)) in ordered {
        let corridor = &corridors[number];
        let used = &mut used[usize::from(corridor.is_level)];
        let same_way = used.iter().filter(|(other, _)| *other != trunk);
        let same_way = same_way.map(|&(_, other)| other);
        let taken = taken.iter().copied().filter(|_| corridor.is_level);
        let near = same_way.chain(taken).filter(|&(at, first, last)| {
            let is_beside = first <= to + LANE && from <= last + LANE;
            is_beside && (at - corridor.at).abs() < 4 * LANE
        });
        let near: Vec<Other> = near.collect();
        let at = lane(corridor.at, (from, to), &near);
        used.push((trunk, (at, from, to)));
        lanes.insert((number, trunk), at);
    }
    lanes
}

/// The first lane that is free; else one between two lanes; else where least of the way is shared.
fn lane(middle: i32, (from, to): (i32, i32), near: &[Other]) -> i32 {
    let is_free = |at: i32, room: i32| near.iter().all(|other| (other.0 - at).abs() >= room);
    let shared = |at: i32| -> i32 {
        let here = near.iter().filter(|other| (other.0 - at).abs() <= 1);
        let parts = here.map(|&(_, first, last)| (last.min(to) - first.max(from)).max(0));
        parts.sum()
    };
    let whole = || (0..LANES).map(|lane| middle + aside(lane));
    let between = || BETWEEN.iter().map(|aside| middle + aside);
    let free = whole().find(|&at| is_free(at, LANE - 1));
    let free = free.or_else(|| between().find(|&at| is_free(at, LANE / 2)));
    let least = || whole().chain(between()).min_by_key(|&at| shared(at));
    free.or_else(least).unwrap_or(middle)
}

/// How far from the middle a lane is: 0, 5, -5, 10, -10.
pub(super) fn aside(lane: usize) -> i32 {
    let place = i32::try_from(lane).unwrap_or(0);
    let away = (place + 1) / 2 * LANE;
    if place % 2 == 0 { -away } else { away }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL: Corridor = Corridor {
        is_level: true,
        at: 100,
        from: 0,
        to: 1_000,
        is_narrow: false,
    };

    const LOOK: Look = Look {
        action: "cascade",
        is_tagged: false,
    };

    fn stretch(parent: usize, from: i32, to: i32) -> Stretch {
        Stretch {
            trunk: Trunk {
                parent,
                y: 0,
                look: LOOK,
            },
            corridor: 0,
            from,
            to,
        }
    }

    fn places(stretches: &[Stretch], taken: &[(i32, i32, i32)]) -> Vec<i32> {
        let lanes = lanes(&[LEVEL], stretches, taken);
        let places = stretches.iter().map(|stretch| lanes[&(0, stretch.trunk)]);
        places.collect()
    }

    #[test]
    fn lines_of_one_parent_share_a_lane_and_others_do_not() {
        let stretches = [stretch(1, 0, 50), stretch(1, 400, 20), stretch(2, 300, 600)];
        assert_eq!(places(&stretches, &[]), [100, 100, 105]);
    }

    #[test]
    fn a_lane_is_used_again_where_it_is_free() {
        let stretches = [stretch(1, 0, 50), stretch(2, 40, 90), stretch(3, 60, 200)];
        assert_eq!(places(&stretches, &[]), [100, 105, 100]);
        assert_eq!(places(&stretches, &[(101, 30, 300)]), [105, 95, 105]);
    }

    #[test]
    fn more_lines_than_lanes_run_between_them() {
        let stretches: Vec<Stretch> = (0..9).map(|parent| stretch(parent, 0, 50)).collect();
        let expected = [100, 105, 95, 110, 90, 103, 97, 108, 92];
        assert_eq!(places(&stretches, &[]), expected);
    }

    #[test]
    fn where_nothing_is_free_the_least_is_shared() {
        let mut stretches: Vec<Stretch> = (0..9).map(|parent| stretch(parent, 0, 500)).collect();
        stretches[4].to = 150;
        stretches.push(stretch(9, 100, 400));
        assert_eq!(places(&stretches, &[])[9], places(&stretches, &[])[4]);
    }

    #[test]
    fn lines_in_corridors_close_by_do_not_run_over_each_other() {
        let near = Corridor { at: 96, ..LEVEL };
        let upright = Corridor {
            is_level: false,
            ..LEVEL
        };
        let on = |corridor, parent| Stretch {
            corridor,
            ..stretch(parent, 0, 50)
        };
        let stretches = [on(0, 0), on(0, 1), on(1, 2), on(2, 3)];
        let lanes = lanes(&[LEVEL, near, upright], &stretches, &[]);
        let places = stretches.map(|it| lanes[&(it.corridor, it.trunk)]);
        assert_eq!(places, [100, 105, 96, 100]);
    }
}
