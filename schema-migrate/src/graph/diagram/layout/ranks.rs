//! Which tables stand left of which: a table right of what it references.

/// A reference between two tables, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) child: usize,
    pub(super) parent: usize,
}

/// For each table its rank: one more than the highest of those that it references. Where tables reference
/// each other in a ring, the one with the fewest open references comes first.
pub(super) fn ranks(count: usize, links: &[Link]) -> Vec<usize> {
    let mut ranks: Vec<Option<usize>> = vec![None; count];
    let mut open = vec![0_usize; count];
    let outward = || links.iter().filter(|link| link.child != link.parent);
    outward().for_each(|link| open[link.child] += 1);
    loop {
        let waiting = (0..count).filter(|&table| ranks[table].is_none());
        let Some(next) = waiting.min_by_key(|&table| (open[table], table)) else {
            break;
        };
        let parents = links.iter().filter(|link| link.child == next);
        let highest = parents.filter_map(|link| ranks[link.parent]).max();
        ranks[next] = Some(highest.map_or(0, |rank| rank + 1));
        let children = outward().filter(|link| link.parent == next);
        children.for_each(|link| open[link.child] -= 1);
    }
    let ranks: Vec<usize> = ranks.into_iter().map(Option::unwrap_or_default).collect();
    near_children(&ranks, links)
}

/// What references nothing stands next to the nearest table that references it.
fn near_children(ranks: &[usize], links: &[Link]) -> Vec<usize> {
    let near = |table: usize| {
        let references = links.iter().any(|link| link.child == table);
        let children = links.iter().filter(|link| link.parent == table);
        let nearest = children.map(|link| ranks[link.child]).min();
        match nearest {
            Some(nearest) if !references => nearest.saturating_sub(1),
            _ => ranks[table],
        }
    };
    (0..ranks.len()).map(near).collect()
}

/// The tables that hang together, each group in the order of their numbers.
pub(super) fn components(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut lowest: Vec<usize> = (0..count).collect();
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for link in links {
            let least = lowest[link.child].min(lowest[link.parent]);
            for table in [link.child, link.parent] {
                has_changed |= lowest[table] != least;
                lowest[table] = least;
            }
        }
    }
    let of = |first: usize| (0..count).filter(|&table| lowest[table] == first).collect();
    let firsts = (0..count).filter(|&table| lowest[table] == table);
    firsts.map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
        let link = |&(child, parent)| Link { child, parent };
        pairs.iter().map(link).collect()
    }

    #[test]
    fn children_stand_right_of_all_their_parents() {
        let links = links(&[(1, 0), (2, 1), (2, 0), (2, 2)]);
        assert_eq!(ranks(3, &links), [0, 1, 2]);
    }

    #[test]
    fn a_parent_stands_next_to_its_child() {
        let links = links(&[(1, 0), (2, 1), (2, 3)]);
        assert_eq!(ranks(4, &links), [0, 1, 2, 1]);
    }

    #[test]
    fn a_ring_has_a_first_table() {
        let links = links(&[(0, 1), (1, 0), (2, 1)]);
        assert_eq!(ranks(3, &links), [0, 1, 2]);
    }

    #[test]
    fn what_hangs_together_is_a_component() {
        let links = links(&[(3, 1), (4, 3), (2, 2)]);
        let expected: [&[usize]; 3] = [&[0], &[1, 3, 4], &[2]];
        assert_eq!(components(5, &links), expected);
    }
}
