use crate::definition::ColumnType;
use diesel::sql_types;

/// A SQL type (as in `#[diesel(sql_type = …)]`) whose name in the database is known.
///
/// Diesel's own types and enums that derive [`SqlEnum`](trait@crate::SqlEnum) have it. For a type of
/// another crate, give the name at the column instead: `#[column(sql_type = "geometry(Point)")]`.
#[diagnostic::on_unimplemented(
    message = "the name of the SQL type `{Self}` in the database is not known",
    label = "unknown SQL type",
    note = "add `#[column(sql_type = \"…\")]` with the type as the database calls it"
)]
pub trait HasColumnType {
    /// The type of the column.
    const COLUMN_TYPE: ColumnType;
}

macro_rules! diesel_types {
    ($($name:ident),* $(,)?) => {
        $(
            impl HasColumnType for sql_types::$name {
                const COLUMN_TYPE: ColumnType = ColumnType::$name;
            }
        )*
    };
}

diesel_types! {
    Bool, TinyInt, SmallInt, Integer, BigInt, Float, Double, Numeric, Text, Binary, Date, Time,
    Timestamp, Interval, Json, Jsonb,
}

#[cfg(feature = "postgres")]
diesel_types! {
    Citext, CChar, Timestamptz, Uuid, Inet, Cidr, MacAddr, MacAddr8, Money, Oid, PgLsn,
}

#[cfg(feature = "sqlite")]
diesel_types! { TimestamptzSqlite }

#[cfg(feature = "mysql")]
diesel_types! { Datetime }
