//! Times, and what is said of them.

use std::fmt::Write;
use std::time::Instant;

/// One workload on one database.
pub(crate) struct Row {
    workload: &'static str,
    database: &'static str,
    loader: f64,
    by_hand: f64,
}

/// Runs both ways in turn and keeps the medians.
pub(crate) fn compare<E>(
    (workload, database): (&'static str, &'static str),
    runs: u16,
    mut loader: impl FnMut() -> Result<usize, E>,
    mut by_hand: impl FnMut() -> Result<usize, E>,
) -> Result<Row, E> {
    let (mut loader_times, mut hand_times) = (Vec::new(), Vec::new());
    assert_eq!(
        loader()?,
        by_hand()?,
        "{workload} on {database}: the rows differ"
    );
    for _ in 0..runs {
        let start = Instant::now();
        std::hint::black_box(loader()?);
        loader_times.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        std::hint::black_box(by_hand()?);
        hand_times.push(start.elapsed().as_secs_f64());
    }
    let row = Row {
        workload,
        database,
        loader: median(loader_times),
        by_hand: median(hand_times),
    };
    eprintln!("{workload} on {database}: {:.2}", row.loader / row.by_hand);
    Ok(row)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The rows as a table in Markdown.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "| workload | database | loaders, ms | `belonging_to` + `grouped_by`, ms | ratio |\n\
         |---|---|---:|---:|---:|\n",
    );
    for row in rows {
        let (loader, by_hand) = (row.loader * 1e3, row.by_hand * 1e3);
        let ratio = loader / by_hand;
        let _ = writeln!(
            text,
            "| {} | {} | {loader:.1} | {by_hand:.1} | {ratio:.2} |",
            row.workload, row.database
        );
    }
    text
}
