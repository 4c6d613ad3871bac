//! How long it takes to load rows with their relations: the loaders against Diesel's own
//! `belonging_to` and `grouped_by`, on the same database, in turn.

mod measure;
mod models;
mod workloads;

use clap::Parser;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use models::Forum;
use schema_migrate::{Dialect, SqlSchema};
use std::error::Error;

/// Compares the time to load rows with their relations.
#[derive(Debug, Parser)]
#[command(
    max_term_width = 100,
    after_help = "\
Examples:
  cargo run --release -p loading
  cargo run --release -p loading -- --runs 30 --scale 0.5
  cargo run --release -p loading -- --postgres postgres://localhost/scratch"
)]
struct Options {
    /// How often each workload is run, the two ways in turn
    #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// How many rows there are, as a multiple of the usual number
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// An empty PostgreSQL database to measure on, too
    #[arg(long)]
    postgres: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let mut rows = Vec::new();
    let mut sqlite = SqliteConnection::establish(":memory:")?;
    let script = SqlSchema::of::<Forum>(Dialect::Sqlite)?.create_script();
    sqlite.batch_execute(&script.to_string())?;
    workloads::sqlite(&mut sqlite, options.scale, options.runs, &mut rows)?;
    if let Some(url) = &options.postgres {
        let mut postgres = PgConnection::establish(url)?;
        let schema = SqlSchema::of::<Forum>(Dialect::Postgres)?;
        postgres.batch_execute(&schema.create_script().to_string())?;
        let result = workloads::postgres(&mut postgres, options.scale, options.runs, &mut rows);
        postgres.batch_execute(&schema.drop_script().to_string())?;
        result?;
    }
    print!("{}", measure::table(&rows));
    Ok(())
}
