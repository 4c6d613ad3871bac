//! The table that is printed.

use crate::measure::Time;
use crate::ring::Ring;
use std::fmt::Write;

/// The medians for one number of tables.
pub(crate) struct Row {
    pub(crate) tables: u16,
    pub(crate) derived: Time,
    pub(crate) hand_written: Time,
}

/// A Markdown table.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = "\
| tables | derived, user s | hand-written, user s | ratio | derived, wall s | hand-written, wall s | ratio |
|-------:|----------------:|---------------------:|------:|----------------:|---------------------:|------:|
"
    .to_owned();
    for row in rows {
        let (derived, hand_written) = (row.derived, row.hand_written);
        let _ = writeln!(
            text,
            "| {:6} | {:15.2} | {:20.2} | {:5.2} | {:15.2} | {:20.2} | {:5.2} |",
            row.tables,
            derived.user,
            hand_written.user,
            derived.user / hand_written.user,
            derived.wall,
            hand_written.wall,
            derived.wall / hand_written.wall,
        );
    }
    text
}

/// A Markdown table of what queries over rings of models take.
pub(crate) fn rings(rings: &[(Ring, Time)]) -> String {
    let mut text = String::new();
    for (ring, time) in rings {
        if text.is_empty() {
            text += "\n| models in a ring | nested queries | a query, user ms | wall ms |\n|---:|---:|---:|---:|\n";
        }
        let queries = f64::from(ring.queries);
        let (user, wall) = (time.user * 1e3 / queries, time.wall * 1e3 / queries);
        let (tables, queries) = (ring.tables, ring.queries);
        let _ = writeln!(text, "| {tables} | {queries} | {user:.1} | {wall:.1} |");
    }
    text
}

/// The median of each kind of time.
pub(crate) fn medians(times: &[Time]) -> Time {
    Time {
        user: median(times.iter().map(|time| time.user).collect()),
        wall: median(times.iter().map(|time| time.wall).collect()),
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    if numbers.len() % 2 == 1 {
        numbers[middle]
    } else {
        (numbers[middle - 1] + numbers[middle]) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
