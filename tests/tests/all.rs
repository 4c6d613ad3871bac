//! The tests that need more than one crate, in one program.

mod databases;
mod diagrams;
