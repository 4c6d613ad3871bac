//! Lines that run along the same corridor, beside each other.

use std::collections::BTreeMap;

use super::corridors::Corridor;
use super::route::Wire;
use crate::graph::diagram::Look;

/// How far lines are apart.
pub(super) const LANE: i32 = 5;
/// How many lines find room beside each other; more share it.
pub(super) const LANES: usize = 5;

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

/// Gives each trunk the lane nearest to the middle of a corridor that is free from where its first line comes
/// to where the last one goes; `taken` are other level lines: y, and from where to where.
pub(super) fn lanes(
    corridors: &[Corridor],
    stretches: &[Stretch],
    taken: &[(i32, i32, i32)],
) -> Lanes {
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
    let mut used: Vec<(usize, i32, i32, i32)> = Vec::new();
    let mut lanes = Lanes::new();
    for ((number, trunk), (from, to)) in ordered {
        let corridor = &corridors[number];
        let is_free = |at: i32| {
            let here = used.iter().filter(|other| other.0 == number);
            let here = here.map(|&(_, at, from, to)| (at, from, to));
            let others = taken.iter().copied().filter(|_| corridor.is_level);
            here.chain(others).all(|(other, first, last)| {
                (other - at).abs() >= LANE - 1 || last + LANE < from || to + LANE < first
            })
        };
        let mut offered = (0..LANES).map(|lane| corridor.at + aside(lane));
        let turn = used.iter().filter(|other| other.0 == number).count();
        let at = offered.find(|&at| is_free(at));
        let at = at.unwrap_or(corridor.at + aside(turn % LANES));
        used.push((number, at, from, to));
        lanes.insert((number, trunk), at);
    }
    lanes
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
    fn more_lines_than_lanes_share_them() {
        let stretches: Vec<Stretch> = (0..7).map(|parent| stretch(parent, 0, 50)).collect();
        assert_eq!(places(&stretches, &[]), [100, 105, 95, 110, 90, 100, 105]);
    }
}
