//! How long it takes to load rows with their relations: the loaders against Diesel's own
//! `belonging_to` and `grouped_by`, on the same database, in turn.

mod measure;
mod models;
mod platform;
mod workloads;

use clap::Parser;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use models::Forum;
use research::Research;
use schema_core::Schema;
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
    let (scale, runs) = (options.scale, options.runs);
    let mut rows = Vec::new();
    let sqlite = &mut SqliteConnection::establish(":memory:")?;
    with_tables::<Forum, _>(sqlite, Dialect::Sqlite, |connection| {
        workloads::sqlite(connection, scale, runs, &mut rows)
    })?;
    let sqlite = &mut SqliteConnection::establish(":memory:")?;
    with_tables::<Research, _>(sqlite, Dialect::Sqlite, |connection| {
        rows.push(platform::sqlite(connection, scale, runs)?);
        Ok(())
    })?;
    if let Some(url) = &options.postgres {
        let postgres = &mut PgConnection::establish(url)?;
        with_tables::<Forum, _>(postgres, Dialect::Postgres, |connection| {
            workloads::postgres(connection, scale, runs, &mut rows)
        })?;
        with_tables::<Research, _>(postgres, Dialect::Postgres, |connection| {
            rows.push(platform::postgres(connection, scale, runs)?);
            Ok(())
        })?;
    }
    print!("{}", measure::table(&rows));
    Ok(())
}

/// Creates the tables of a schema, does something with them, and drops them again.
fn with_tables<S: Schema, C: SimpleConnection>(
    connection: &mut C,
    dialect: Dialect,
    run: impl FnOnce(&mut C) -> QueryResult<()>,
) -> Result<(), Box<dyn Error>> {
    let schema = SqlSchema::of::<S>(dialect)?;
    connection.batch_execute(&schema.create_script().to_string())?;
    let result = run(connection);
    connection.batch_execute(&schema.drop_script().to_string())?;
    Ok(result?)
}
