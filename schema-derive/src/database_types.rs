//! Types that only one database has: Diesel has them with the feature of that database.

use crate::sql_type::SqlType;

/// A database with types of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Database {
    Postgres,
    Mysql,
}

/// Why the SQL type of a Rust type is not there, and what to do, if the feature of its database is
/// off.
pub(crate) fn missing_feature(rust_type: &str, sql_type: &SqlType) -> Option<String> {
    let (database, feature, is_on) = match database_of(sql_type)? {
        Database::Postgres => ("PostgreSQL", "postgres", cfg!(feature = "postgres")),
        Database::Mysql => ("MySQL", "mysql", cfg!(feature = "mysql")),
    };
    (!is_on).then(|| {
        let instead = instead(sql_type);
        format!(
            "only {database} has a type for `{rust_type}`: enable the feature `{feature}` of `schema-core`, or {instead}"
        )
    })
}

/// What a database that lacks the type can have.
fn instead(sql_type: &SqlType) -> &'static str {
    match sql_type.variant() {
        Some("Timestamptz") => {
            "for SQLite add `#[diesel(sql_type = diesel::sql_types::TimestamptzSqlite)]`"
        }
        Some("UnsignedTinyInt") => "use `i16`",
        Some("UnsignedSmallInt") => "use `i32`",
        Some("UnsignedInteger" | "UnsignedBigInt") => "use `i64`",
        _ if matches!(sql_type, SqlType::Array { .. }) => {
            "put the elements into a table of their own"
        }
        _ => "use a type that every database has, with `#[diesel(sql_type = …)]` if it is your own",
    }
}

fn database_of(sql_type: &SqlType) -> Option<Database> {
    if let SqlType::Array { .. } | SqlType::Range(_) | SqlType::Multirange(_) = sql_type {
        return Some(Database::Postgres);
    }
    match sql_type.variant()? {
        "Timestamptz" | "Uuid" | "Inet" | "Cidr" | "MacAddr" | "MacAddr8" | "Money" | "PgLsn" => {
            Some(Database::Postgres)
        }
        "UnsignedTinyInt" | "UnsignedSmallInt" | "UnsignedInteger" | "UnsignedBigInt" => {
            Some(Database::Mysql)
        }
        _ => None,
    }
}
