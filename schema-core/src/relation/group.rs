//! Which rows belong together, and what each row gets of them.

use super::loaded::{Rows, Shared};
use super::related::{And, NoFilter};
use super::{Many, Maybe, One};
use diesel::result::{Error, QueryResult};
use std::fmt;
use std::sync::Arc;

/// The row has no key, or nothing was found for it.
pub(super) const NO_GROUP: usize = usize::MAX;

/// What a statement found. Rows with equal keys are a group.
pub struct Found<T> {
    pub(super) targets: Vec<T>,
    pub(super) groups_of_sources: Vec<usize>,
    pub(super) groups_of_targets: Vec<usize>,
    pub(super) groups: usize,
}

/// Which rows belong together.
pub struct Groups {
    pub(super) of_sources: Vec<usize>,
    pub(super) of_targets: Vec<usize>,
    pub(super) count: usize,
}

/// What becomes of the rows of a relation.
pub trait Kind<Filter> {
    /// What is loaded for each row.
    type Data<T>;

    /// Puts the rows into the order that [`Kind::distribute`] needs.
    fn arrange<T>(found: &mut Found<T>);

    /// What was found for each row.
    ///
    /// # Errors
    /// [`MissingParent`].
    fn distribute<T>(
        targets: Vec<T>,
        groups: &Groups,
        relation: &'static str,
    ) -> QueryResult<Vec<Self::Data<T>>>;
}

impl<Filter> Kind<Filter> for Many {
    type Data<T> = Rows<T>;

    fn arrange<T>(found: &mut Found<T>) {
        sort_by_group(
            &mut found.targets,
            &mut found.groups_of_targets,
            found.groups,
        );
    }

    fn distribute<T>(
        targets: Vec<T>,
        groups: &Groups,
        _: &'static str,
    ) -> QueryResult<Vec<Rows<T>>> {
        let mut ends = vec![0; groups.count];
        for &group in &groups.of_targets {
            ends[group] += 1;
        }
        let mut end = 0;
        for group_end in &mut ends {
            end += *group_end;
            *group_end = end;
        }
        let all = Arc::new(targets);
        let rows = groups.of_sources.iter().map(|&group| {
            let (start, end) = match group {
                NO_GROUP => (0, 0),
                0 => (0, ends[0]),
                _ => (ends[group - 1], ends[group]),
            };
            Rows {
                all: Arc::clone(&all),
                start,
                end,
            }
        });
        Ok(rows.collect())
    }
}

impl<Filter> Kind<Filter> for Maybe {
    type Data<T> = Option<Shared<T>>;

    fn arrange<T>(_: &mut Found<T>) {}

    fn distribute<T>(
        targets: Vec<T>,
        groups: &Groups,
        _: &'static str,
    ) -> QueryResult<Vec<Option<Shared<T>>>> {
        Ok(share(targets, groups).collect())
    }
}

impl Kind<NoFilter> for One {
    type Data<T> = Shared<T>;

    fn arrange<T>(_: &mut Found<T>) {}

    fn distribute<T>(
        targets: Vec<T>,
        groups: &Groups,
        relation: &'static str,
    ) -> QueryResult<Vec<Shared<T>>> {
        share(targets, groups)
            .map(|row| row.ok_or_else(|| MissingParent { relation }.into()))
            .collect()
    }
}

impl<Before, Condition> Kind<And<Before, Condition>> for One {
    type Data<T> = Option<Shared<T>>;

    fn arrange<T>(_: &mut Found<T>) {}

    fn distribute<T>(
        targets: Vec<T>,
        groups: &Groups,
        _: &'static str,
    ) -> QueryResult<Vec<Option<Shared<T>>>> {
        Ok(share(targets, groups).collect())
    }
}

/// The row of its group for each source.
fn share<T>(targets: Vec<T>, groups: &Groups) -> impl Iterator<Item = Option<Shared<T>>> {
    let mut positions = vec![NO_GROUP; groups.count];
    for (position, &group) in groups.of_targets.iter().enumerate() {
        if positions[group] == NO_GROUP {
            positions[group] = position;
        }
    }
    let all = Arc::new(targets);
    groups.of_sources.iter().map(move |&group| {
        let position = match group {
            NO_GROUP => NO_GROUP,
            _ => positions[group],
        };
        (position != NO_GROUP).then(|| Shared {
            all: Arc::clone(&all),
            position,
        })
    })
}

/// Sorts rows by their groups, in place; rows of one group keep their order.
fn sort_by_group<T>(rows: &mut [T], groups: &mut [usize], count: usize) {
    if groups.is_sorted() {
        return;
    }
    let mut places = vec![0; count];
    for &group in groups.iter() {
        places[group] += 1;
    }
    let mut start = 0;
    for place in &mut places {
        let size = *place;
        *place = start;
        start += size;
    }
    let mut destinations: Vec<usize> = groups
        .iter()
        .map(|&group| {
            places[group] += 1;
            places[group] - 1
        })
        .collect();
    for position in 0..rows.len() {
        while destinations[position] != position {
            let destination = destinations[position];
            rows.swap(position, destination);
            groups.swap(position, destination);
            destinations.swap(position, destination);
        }
    }
}

/// The parent of a row is missing, although its foreign key is NOT NULL: another transaction
/// removed it between the two statements, or the database does not enforce its keys.
///
/// It comes as [`diesel::result::Error::DeserializationError`]. Within one transaction of at least
/// the isolation level `REPEATABLE READ`, all statements of a load see the same rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingParent {
    /// The name of the relation.
    pub relation: &'static str,
}

impl fmt::Display for MissingParent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the row of relation `{}` is missing, although its key is NOT NULL",
            self.relation
        )
    }
}

impl std::error::Error for MissingParent {}

impl From<MissingParent> for Error {
    fn from(missing: MissingParent) -> Error {
        Error::DeserializationError(Box::new(missing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_group_come_together_and_keep_their_order() {
        let mut groups = vec![2, 0, 2, 1, 0, 2];
        let mut rows = vec!["c1", "a1", "c2", "b1", "a2", "c3"];
        sort_by_group(&mut rows, &mut groups, 3);
        assert_eq!(rows, ["a1", "a2", "b1", "c1", "c2", "c3"]);
        assert_eq!(groups, [0, 0, 1, 2, 2, 2]);
    }

    #[test]
    fn a_row_without_a_key_has_no_rows() -> QueryResult<()> {
        let groups = Groups {
            of_sources: vec![1, NO_GROUP, 0],
            of_targets: vec![1, 1],
            count: 2,
        };
        let rows = <Many as Kind<NoFilter>>::distribute(vec!["x", "y"], &groups, "rows")?;
        let rows: Vec<Vec<&str>> = rows.iter().map(|rows| rows.to_vec()).collect();
        assert_eq!(rows, [vec!["x", "y"], vec![], vec![]]);
        Ok(())
    }
}
