//! Tests on the public API, by subject. They need no database server: what SQLite can run is run.

mod columns;
mod conflicts;
mod defaults;
mod diagrams;
mod enums;
mod fixture;
mod generate;
mod golden;
mod graph;
mod indexes;
mod lint;
mod migrations;
mod order;
mod references;
mod renames;
mod rendering;
mod snapshot;
mod sqlite;
mod types;
