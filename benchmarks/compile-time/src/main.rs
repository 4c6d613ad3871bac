//! How long `cargo check` takes for the same tables, derived and hand-written.

mod generate;
mod measure;
mod report;
mod ring;

use clap::Parser;
use generate::{Crates, Variant};
use measure::{Checker, Time};
use report::Row;
use ring::Ring;
use std::error::Error;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  cargo run --release -p compile-time
  cargo run --release -p compile-time -- --tables 20,100 --runs 3
  cargo run --release -p compile-time -- --features sqlite,postgres
  cargo run --release -p compile-time -- --schema-core ../other-checkout/schema-core";

/// Compares the time to check the same tables, derived and hand-written.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, max_term_width = 100)]
struct Options {
    /// The numbers of tables, each at least 5
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "20,50,100",
        value_parser = clap::value_parser!(u16).range(5..)
    )]
    tables: Vec<u16>,
    /// How often each crate is checked, the two variants in turn
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// The databases, as Diesel's features call them
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    features: Vec<String>,
    /// The folder of the `schema-core` that is measured
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema-core"))]
    schema_core: PathBuf,
    /// The number of nested queries over a ring of as many models, whose time is measured, too
    #[arg(long, default_value_t = 50)]
    queries: u16,
    /// Where the crates are generated and built [default: `compile-time` in the target folder]
    #[arg(long)]
    directory: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let directory = match options.directory {
        Some(directory) => std::path::absolute(directory)?,
        None => default_directory()?,
    };
    let crates = Crates {
        directory,
        schema_core: options.schema_core.canonicalize()?,
        features: options.features,
    };
    crates.write(&options.tables, options.queries)?;
    let checker = Checker::new(&crates.directory);
    let mut rows = Vec::new();
    for &tables in &options.tables {
        rows.push(compare(&checker, tables, options.runs)?);
    }
    let mut rings = Vec::new();
    if options.queries > 0 {
        for &tables in &options.tables {
            let ring = Ring {
                tables,
                queries: options.queries,
            };
            rings.push((ring, compare_ring(&checker, ring, options.runs)?));
        }
    }
    print!("{}", report::table(&rows));
    print!("{}", report::rings(&rings));
    Ok(())
}

/// Checks both variants in turn, so that whatever slows the machine down slows both.
fn compare(checker: &Checker, tables: u16, runs: u16) -> Result<Row, Box<dyn Error>> {
    let mut derived = Vec::new();
    let mut hand_written = Vec::new();
    for variant in Variant::ALL {
        eprintln!("{tables} tables, {variant}: building the dependencies");
        checker.check(&variant.crate_name(tables))?;
    }
    for run in 1..=runs {
        for (variant, times) in [
            (Variant::Derived, &mut derived),
            (Variant::HandWritten, &mut hand_written),
        ] {
            let time = checker.check(&variant.crate_name(tables))?;
            eprintln!("{tables} tables, {variant}, run {run} of {runs}: {time}");
            times.push(time);
        }
    }
    Ok(Row {
        tables,
        derived: report::medians(&derived),
        hand_written: report::medians(&hand_written),
    })
}

/// Checks a ring of models without and with queries in turn. The times are those of all queries.
fn compare_ring(checker: &Checker, ring: Ring, runs: u16) -> Result<Time, Box<dyn Error>> {
    let mut times = Vec::new();
    eprintln!("ring of {}: building the dependencies", ring.tables);
    for queries in [0, ring.queries] {
        checker.check(&Ring { queries, ..ring }.crate_name())?;
    }
    for run in 1..=runs {
        let without = checker.check(&Ring { queries: 0, ..ring }.crate_name())?;
        let with = checker.check(&ring.crate_name())?;
        eprintln!(
            "ring of {}, run {run} of {runs}: {without}; with queries {with}",
            ring.tables
        );
        times.push(Time {
            user: with.user - without.user,
            wall: with.wall - without.wall,
        });
    }
    Ok(report::medians(&times))
}

/// `target/compile-time`, where `target` is the folder that this program was built in.
fn default_directory() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("no target folder")?;
    Ok(target.join("compile-time"))
}
