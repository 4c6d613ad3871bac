//! One test binary for everything that takes more than one crate.

mod compile_fail;
mod hygiene;
