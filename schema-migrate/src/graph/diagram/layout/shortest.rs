//! The shortest ways through corridors, with as few turns as can be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Point;
use super::corridors::Corridor;

/// How many pixels of detour a turn is worth.
const TURN: i32 = 60;

/// Corridors and where they cross.
#[derive(Debug)]
pub(super) struct Network {
    crossings: Vec<Crossing>,
    /// For each corridor the crossings along it, in their order.
    along: Vec<Vec<usize>>,
    /// For each corridor how much longer than it is it feels, in halves.
    weights: Vec<i32>,
}

/// Where one turns.
#[derive(Debug)]
struct Crossing {
    at: Point,
    /// The level and the upright corridor, and which of the crossings there it is.
    places: [Option<(usize, usize)>; 2],
}

/// Where one is, and whether one came upright.
type State = (usize, bool);

impl Network {
    /// The network of the corridors, with additional stops: an upright corridor and a height each.
    pub(super) fn of(corridors: &[Corridor], stops: &[(usize, i32)]) -> Network {
        let mut crossings = Vec::new();
        let mut along = vec![Vec::new(); corridors.len()];
        let mut add = |at: Point, on: [Option<usize>; 2]| {
            for corridor in on.into_iter().flatten() {
                along[corridor].push(crossings.len());
            }
            crossings.push(Crossing {
                at,
                places: on.map(|corridor| corridor.map(|corridor| (corridor, 0))),
            });
        };
        for (number, level) in corridors.iter().enumerate().filter(|(_, it)| it.is_level) {
            for (other, upright) in corridors.iter().enumerate().filter(|(_, it)| !it.is_level) {
                if contains(level, upright.at) && contains(upright, level.at) {
                    let (x, y) = (upright.at, level.at);
                    add(Point { x, y }, [Some(number), Some(other)]);
                }
            }
        }
        for &(upright, y) in stops {
            let x = corridors[upright].at;
            add(Point { x, y }, [None, Some(upright)]);
        }
        for (corridor, crossings_there) in along.iter_mut().enumerate() {
            crossings_there.sort_by_key(|&crossing| {
                let Point { x, y } = crossings[crossing].at;
                (x, y, crossing)
            });
            for (place, &crossing) in crossings_there.iter().enumerate() {
                let own = usize::from(!corridors[corridor].is_level);
                crossings[crossing].places[own] = Some((corridor, place));
            }
        }
        let weights = corridors.iter().map(|it| if it.is_narrow { 3 } else { 2 });
        Network {
            crossings,
            along,
            weights: weights.collect(),
        }
    }

    /// The number of the additional stop at a place.
    pub(super) fn stop(&self, corridor: usize, y: i32) -> Option<usize> {
        let mut there = self.along.get(corridor)?.iter().copied();
        there.find(|&crossing| {
            let Crossing { at, places } = &self.crossings[crossing];
            at.y == y && places[0].is_none()
        })
    }

    /// From the nearest of some stops, with what it costs to get there, to each of others the corridors to go along, in their order; none if
    /// there is no way.
    pub(super) fn ways(&self, from: &[(usize, i32)], to: &[usize]) -> Vec<Vec<usize>> {
        let mut costs = vec![i32::MAX; 2 * self.crossings.len()];
        let mut came: Vec<Option<(State, usize)>> = vec![None; costs.len()];
        let mut waiting = BinaryHeap::new();
        let mut open: Vec<usize> = to.to_vec();
        for &(stop, cost) in from {
            costs[index((stop, false))] = cost;
            waiting.push(Reverse((cost, (stop, false))));
        }
        while let Some(Reverse((cost, state))) = waiting.pop() {
            if cost > costs[index(state)] {
                continue;
            }
            open.retain(|&stop| stop != state.0);
            if open.is_empty() {
                break;
            }
            for (next, corridor, step) in self.steps(state) {
                let total = cost + step;
                if total < costs[index(next)] {
                    costs[index(next)] = total;
                    came[index(next)] = Some((state, corridor));
                    waiting.push(Reverse((total, next)));
                }
            }
        }
        to.iter().map(|&stop| way(&came, (stop, true))).collect()
    }

    /// The neighbours of a crossing, by which corridor one gets there, and what it costs.
    fn steps(&self, (crossing, was_upright): State) -> impl Iterator<Item = (State, usize, i32)> {
        let Crossing { at, places } = &self.crossings[crossing];
        let places = places.iter().zip([false, true]);
        let places = places.filter_map(|(place, is_upright)| Some(((*place)?, is_upright)));
        places.flat_map(move |((corridor, place), is_upright)| {
            let there = &self.along[corridor];
            let neighbours = [place.checked_sub(1), Some(place + 1)];
            let neighbours = neighbours.into_iter().flatten();
            neighbours.filter_map(move |neighbour| {
                let &next = there.get(neighbour)?;
                let to = self.crossings[next].at;
                let length = (to.x - at.x).abs() + (to.y - at.y).abs();
                let turn = if is_upright == was_upright { 0 } else { TURN };
                let cost = length * self.weights[corridor] / 2 + turn;
                Some(((next, is_upright), corridor, cost))
            })
        })
    }
}

fn contains(corridor: &Corridor, place: i32) -> bool {
    corridor.from <= place && place <= corridor.to
}

fn index((crossing, is_upright): State) -> usize {
    2 * crossing + usize::from(is_upright)
}

/// The corridors to a state, each once in a row.
fn way(came: &[Option<(State, usize)>], to: State) -> Vec<usize> {
    let mut way = Vec::new();
    let mut state = to;
    while let Some((before, corridor)) = came[index(state)] {
        way.push(corridor);
        state = before;
    }
    way.dedup();
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corridor(is_level: bool, at: i32, is_narrow: bool) -> Corridor {
        Corridor {
            is_level,
            at,
            from: 0,
            to: 1_000,
            is_narrow,
        }
    }

    #[test]
    fn the_way_is_the_shortest_by_length_turns_and_narrowness() {
        // Two upright corridors 400 apart, and two ways between them: narrow at 300, wide at 400.
        let corridors = [
            corridor(false, 100, false),
            corridor(false, 500, false),
            corridor(true, 300, true),
            corridor(true, 400, false),
        ];
        let network = Network::of(&corridors, &[(0, 250), (1, 270), (1, 250), (0, 100)]);
        let stop = |corridor, y| network.stop(corridor, y).unwrap_or(usize::MAX);
        let from = [(stop(0, 250), 0)];
        let to = [stop(1, 270), stop(0, 100)];
        assert_eq!(network.ways(&from, &to), [vec![0, 2, 1], vec![0]]);
        let far = corridors.map(|it| Corridor {
            at: if it.at == 500 { 900 } else { it.at },
            ..it
        });
        let network = Network::of(&far, &[(0, 250), (1, 270)]);
        let stop = |corridor, y| network.stop(corridor, y).unwrap_or(usize::MAX);
        let ways = network.ways(&[(stop(0, 250), 0)], &[stop(1, 270)]);
        assert_eq!(ways, [vec![0, 3, 1]]);
    }

    #[test]
    fn where_no_corridor_leads_there_is_no_way() {
        let corridors = [corridor(false, 100, false), corridor(false, 500, false)];
        let network = Network::of(&corridors, &[(0, 250), (1, 270)]);
        let ways = network.ways(&[(0, 0)], &[1]);
        assert_eq!(ways, [Vec::<usize>::new()]);
    }
}
