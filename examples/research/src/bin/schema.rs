//! The `schema` command of the research platform.

fn main() -> std::process::ExitCode {
    schema_cli::main::<research::Research>()
}
