//! The stations of the tour, in their order.

mod counts;
mod deletion;
mod migration;
mod outline;
mod queries;
mod refusal;
mod sql;
mod store;
mod text_table;

use diesel::prelude::*;
use research::Research;
use research::data::{self, DataSet};
use research::research::ResearchPlan;
use schema_core::prelude::*;
use schema_migrate::graph::{Trees, View};
use std::error::Error;
use std::io::Write;

/// What each station gives: whatever goes wrong ends the tour.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Walks through all stations.
pub(crate) fn run(out: &mut dyn Write) -> Result {
    heading(out, 1, "22 structs become SQL")?;
    sql::show(out)?;

    heading(out, 2, "The SQL becomes a migration, and Diesel runs it")?;
    let mut connection = SqliteConnection::establish(":memory:")?;
    migration::run(&mut connection, out)?;

    heading(out, 3, "A story in rows")?;
    store::insert(&mut connection, &DataSet::example())?;
    store::show(&mut connection, out)?;

    heading(
        out,
        4,
        "Diesel queries: the joins come with the foreign keys",
    )?;
    queries::show(&mut connection, out)?;
    outline::show(&mut connection, data::HEAT_PUMPS, out)?;

    heading(out, 5, "Everything that hangs off one plan")?;
    writeln!(
        out,
        "How many for each parent, what becomes of them without it, and by which column:\n"
    )?;
    let trees = Trees::of(Research::SCHEMA, &[ResearchPlan::TABLE], View::default());
    write!(out, "{}", indented(&trees))?;

    heading(
        out,
        6,
        "Deleting a plan: operational data goes, knowledge stays",
    )?;
    deletion::show(&mut connection, data::HEAT_PUMPS, out)?;

    heading(out, 7, "Deleting a user who still has bills")?;
    refusal::show(&mut connection, out)?;

    writeln!(
        out,
        "\nThat was it. The structs are in examples/research/src: research.rs is a good start."
    )?;
    Ok(())
}

fn heading(out: &mut dyn Write, number: usize, text: &str) -> Result {
    if number > 1 {
        writeln!(out)?;
    }
    let heading = format!("{number}. {text}");
    writeln!(out, "{heading}\n{}\n", "─".repeat(heading.chars().count()))?;
    Ok(())
}

/// A text with each line moved to the right.
fn indented(text: &dyn std::fmt::Display) -> String {
    let lines = text.to_string();
    let indented = lines.lines().map(|line| format!("    {line}"));
    indented
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}
