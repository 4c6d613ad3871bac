//! A tour of the research platform: `cargo run -p research`.
//!
//! From the structs to SQL, to a migration, to a database with rows, to queries, to the graph of
//! what hangs off what, and to what deleting does.

mod tour;

fn main() -> tour::Result {
    tour::run(&mut std::io::stdout().lock())
}
