//! What the catalogs call the types of columns.

use schema_core::definition::{ColumnType, Enum, EnumStorage};
use schema_migrate::Dialect;

/// What `#[column(sql_type = "…")]` gives in each catalog: PostgreSQL, SQLite, MySQL.
const WRITTEN: &[(&str, [&str; 3])] = &[
    (
        "numeric(12, 2)",
        ["numeric(12,2)", "numeric(12, 2)", "decimal(12,2)"],
    ),
    ("char(3)", ["character(3)", "char(3)", "char(3)"]),
    ("timestamp(3)", ["timestamp(3) without time zone", "", ""]),
    ("varchar(10)[]", ["character varying(10)[]", "", ""]),
    ("tsvector", ["tsvector", "", ""]),
    ("tinytext", ["", "", "tinytext"]),
];

/// What each type is called: PostgreSQL, SQLite, MySQL. A type that a database lacks has no name.
fn names(column_type: &ColumnType) -> [&'static str; 3] {
    match column_type {
        ColumnType::Bool => ["boolean", "BOOLEAN", "tinyint(1)"],
        ColumnType::TinyInt => ["", "", "tinyint"],
        ColumnType::SmallInt => ["smallint", "SMALLINT", "smallint"],
        ColumnType::Integer => ["integer", "INTEGER", "int"],
        ColumnType::BigInt => ["bigint", "BIGINT", "bigint"],
        ColumnType::UnsignedTinyInt => ["", "", "tinyint unsigned"],
        ColumnType::UnsignedSmallInt => ["", "", "smallint unsigned"],
        ColumnType::UnsignedInteger => ["", "", "int unsigned"],
        ColumnType::UnsignedBigInt => ["", "", "bigint unsigned"],
        ColumnType::Float => ["real", "FLOAT", "float"],
        ColumnType::Double => ["double precision", "DOUBLE", "double"],
        ColumnType::Numeric => ["numeric", "NUMERIC", "decimal(65,30)"],
        ColumnType::Text => ["text", "TEXT", "longtext"],
        ColumnType::Citext => ["citext", "", ""],
        ColumnType::CChar => ["\"char\"", "", ""],
        ColumnType::Binary => ["bytea", "BLOB", "longblob"],
        ColumnType::Date => ["date", "DATE", "date"],
        ColumnType::Time => ["time without time zone", "TIME", "time(6)"],
        ColumnType::Timestamp => ["timestamp without time zone", "TIMESTAMP", "datetime(6)"],
        ColumnType::Timestamptz => ["timestamp with time zone", "TIMESTAMP", "timestamp(6)"],
        ColumnType::TimestamptzSqlite => ["", "TIMESTAMP", ""],
        ColumnType::Datetime => ["", "", "datetime(6)"],
        ColumnType::Interval => ["interval", "", ""],
        ColumnType::Uuid => ["uuid", "BLOB", "binary(16)"],
        ColumnType::Json => ["json", "TEXT", "json"],
        ColumnType::Jsonb => ["jsonb", "BLOB", "json"],
        ColumnType::Inet => ["inet", "", ""],
        ColumnType::Cidr => ["cidr", "", ""],
        ColumnType::MacAddr => ["macaddr", "", ""],
        ColumnType::MacAddr8 => ["macaddr8", "", ""],
        ColumnType::Money => ["money", "", ""],
        ColumnType::Oid => ["oid", "", ""],
        ColumnType::PgLsn => ["pg_lsn", "", ""],
        ColumnType::Range(ColumnType::Integer) => ["int4range", "", ""],
        ColumnType::Range(ColumnType::BigInt) => ["int8range", "", ""],
        ColumnType::Range(ColumnType::Numeric) => ["numrange", "", ""],
        ColumnType::Range(ColumnType::Date) => ["daterange", "", ""],
        ColumnType::Range(ColumnType::Timestamp) => ["tsrange", "", ""],
        ColumnType::Range(ColumnType::Timestamptz) => ["tstzrange", "", ""],
        ColumnType::Multirange(ColumnType::Integer) => ["int4multirange", "", ""],
        ColumnType::Multirange(ColumnType::BigInt) => ["int8multirange", "", ""],
        ColumnType::Multirange(ColumnType::Numeric) => ["nummultirange", "", ""],
        ColumnType::Multirange(ColumnType::Date) => ["datemultirange", "", ""],
        ColumnType::Multirange(ColumnType::Timestamp) => ["tsmultirange", "", ""],
        ColumnType::Multirange(ColumnType::Timestamptz) => ["tstzmultirange", "", ""],
        _ => ["", "", ""],
    }
}

/// What the type of a text or binary column with a length is called.
fn limited_name(column_type: &ColumnType, dialect: Dialect) -> &'static str {
    match (column_type, dialect) {
        (ColumnType::Binary, Dialect::Postgres) => "bytea",
        (ColumnType::Binary, Dialect::Sqlite) => "BLOB",
        (ColumnType::Binary, Dialect::Mysql) => "varbinary(#)",
        (_, Dialect::Postgres) => "character varying(#)",
        (_, Dialect::Sqlite) => "VARCHAR(#)",
        (_, Dialect::Mysql) => "varchar(#)",
    }
}

/// The length of a text or binary column of a key that declares none, on MySQL.
const KEY_LENGTH: u32 = 255;

/// What a catalog calls a type.
pub(super) fn name(
    column_type: &ColumnType,
    max_length: Option<u32>,
    in_key: bool,
    dialect: Dialect,
) -> String {
    let is_sized = matches!(column_type, ColumnType::Text | ColumnType::Binary);
    let length = max_length.or((in_key && dialect == Dialect::Mysql).then_some(KEY_LENGTH));
    match (column_type, length) {
        (ColumnType::Enum(declared), _) if is_native(declared, dialect) => enum_name(declared),
        (ColumnType::Enum(_), _) => name(&ColumnType::Text, max_length, true, dialect),
        (ColumnType::Array(element), _) => {
            format!("{}[]", name(element, max_length, in_key, dialect))
        }
        (_, Some(length)) if is_sized => {
            limited_name(column_type, dialect).replace('#', &length.to_string())
        }
        _ => names(column_type)[position(dialect)].to_owned(),
    }
}

/// What a catalog calls a type that is written in SQL.
pub(super) fn written_name(sql_type: &str, dialect: Dialect) -> String {
    let names = WRITTEN.iter().find(|(written, _)| *written == sql_type);
    names
        .map_or(sql_type, |(_, names)| names[position(dialect)])
        .to_owned()
}

/// Whether an enum is a type of its own.
pub(super) fn is_native(declared: &Enum, dialect: Dialect) -> bool {
    dialect == Dialect::Postgres && declared.storage == EnumStorage::Native
}

fn enum_name(declared: &Enum) -> String {
    format!(
        "enum {}",
        super::expected::qualified(declared.schema, declared.name)
    )
}

fn position(dialect: Dialect) -> usize {
    match dialect {
        Dialect::Postgres => 0,
        Dialect::Sqlite => 1,
        Dialect::Mysql => 2,
    }
}
