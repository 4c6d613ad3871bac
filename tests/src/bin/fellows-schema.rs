//! The `schema` command of a schema of the tests, as a process that can be killed.

fn main() -> std::process::ExitCode {
    schema_cli::main::<integration_tests::portable::fellows::Fellows>()
}
