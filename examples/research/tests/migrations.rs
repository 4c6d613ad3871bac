//! The migrations are those of the structs.

schema_cli::migrations_test!(research::Research, "migrations");
