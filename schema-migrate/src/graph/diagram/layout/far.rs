//! The lines from domain to domain: through corridors, around tables, and those of one parent together.

use std::collections::BTreeMap;

use super::corridors::{Corridor, Corridors};
use super::lanes::{Lanes, Stretch, Trunk, lanes};
use super::route::{Wire, end};
use super::shortest::Network;
use super::{Area, Node, Point, Stacks};

/// How much longer a way feels that leaves a table on the left, where labels are.
const LEFTWARD: i32 = 150;

/// Leads the lines between domains through the corridors; `channel` is the room between columns of tables.
/// A line without a way stays as it is.
pub(super) fn lead(
    wires: &mut [Wire],
    nodes: &[Node],
    areas: &[Area],
    stacks: &[Stacks],
    channel: i32,
) {
    let is_far = |wire: &Wire| nodes[wire.child].area != nodes[wire.parent].area;
    let far: Vec<usize> = (0..wires.len())
        .filter(|&number| is_far(&wires[number]))
        .collect();
    if far.is_empty() {
        return;
    }
    let corridors = Corridors::of(nodes, areas, stacks, channel);
    let ways = ways(wires, &far, &corridors);
    for (&number, way) in far.iter().zip(&ways) {
        let wire = &mut wires[number];
        let leaves_left = way.first() == Some(&corridors.beside[wire.parent][0]);
        if leaves_left {
            wire.parent_end = end(&nodes[wire.parent], wire.parent_end.at.y, -1);
        }
    }
    let stretches = far.iter().zip(&ways);
    let stretches =
        stretches.flat_map(|(&wire, way)| stretches_of(&wires[wire], way, &corridors.all));
    let stretches: Vec<Stretch> = stretches.collect();
    let taken = wires.iter().flat_map(|wire| &wire.passages);
    let taken = taken.map(|(one, other)| (one.y, one.x.min(other.x), one.x.max(other.x)));
    let taken: Vec<(i32, i32, i32)> = taken.collect();
    let lanes = lanes(&corridors.all, &stretches, &taken);
    for (&number, way) in far.iter().zip(&ways) {
        wires[number].corners = corners(&wires[number], way, &corridors.all, &lanes);
    }
}

/// For each of these lines the corridors that it goes along.
fn ways(wires: &[Wire], far: &[usize], corridors: &Corridors) -> Vec<Vec<usize>> {
    let start =
        |wire: &Wire| corridors.beside[wire.parent].map(|side| (side, wire.parent_end.at.y));
    let goal = |wire: &Wire| (corridors.beside[wire.child][0], wire.child_end.at.y);
    let mut stops: Vec<(usize, i32)> = Vec::new();
    let mut groups: BTreeMap<(usize, i32), Vec<usize>> = BTreeMap::new();
    for &number in far {
        let wire = &wires[number];
        stops.extend(start(wire));
        stops.push(goal(wire));
        let group = groups.entry((wire.parent, wire.parent_end.at.y));
        group.or_default().push(number);
    }
    stops.sort_unstable();
    stops.dedup();
    let network = Network::of(&corridors.all, &stops);
    let mut ways = BTreeMap::new();
    for group in groups.into_values() {
        let starts = group.first().map(|&first| start(&wires[first]));
        let starts = starts.into_iter().flatten().zip([LEFTWARD, 0]);
        let starts = starts.filter_map(|((side, y), cost)| Some((network.stop(side, y)?, cost)));
        let starts: Vec<(usize, i32)> = starts.collect();
        let goals = group.into_iter().filter_map(|number| {
            let (side, y) = goal(&wires[number]);
            Some((number, network.stop(side, y)?))
        });
        let (lines, goals): (Vec<usize>, Vec<usize>) = goals.unzip();
        ways.extend(lines.into_iter().zip(network.ways(&starts, &goals)));
    }
    let ways = far
        .iter()
        .map(|number| ways.remove(number).unwrap_or_default());
    ways.collect()
}

/// The parts of a line, from turn to turn.
fn stretches_of(wire: &Wire, way: &[usize], corridors: &[Corridor]) -> Vec<Stretch> {
    let turns = way.iter().map(|&number| corridors[number].at);
    let ends = [wire.parent_end.at.y, wire.child_end.at.y];
    let turns: Vec<i32> = [ends[0]]
        .into_iter()
        .chain(turns)
        .chain([ends[1]])
        .collect();
    let stretches = way.iter().zip(turns.windows(3));
    let stretches = stretches.filter_map(|(&corridor, turns)| match *turns {
        [from, _, to] => Some(Stretch {
            trunk: Trunk::of(wire),
            corridor,
            from,
            to,
        }),
        _ => None,
    });
    stretches.collect()
}

/// Where a line turns, by the lanes of the corridors that it goes along: upright first and last.
fn corners(wire: &Wire, way: &[usize], corridors: &[Corridor], lanes: &Lanes) -> Vec<Point> {
    let mut last = wire.parent_end.at;
    let mut corners = Vec::new();
    for &number in way {
        let middle = corridors[number].at;
        let lane = lanes
            .get(&(number, Trunk::of(wire)))
            .copied()
            .unwrap_or(middle);
        last = match corridors[number].is_level {
            true => Point { y: lane, ..last },
            false => Point { x: lane, ..last },
        };
        corners.push(last);
    }
    if !way.is_empty() {
        let y = wire.child_end.at.y;
        corners.push(Point { y, ..last });
    }
    corners
}
