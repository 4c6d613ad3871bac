//! SQL types beside Diesel's own.

use crate::definition::ColumnType;
#[cfg(feature = "postgres")]
use crate::definition::EnumStorage;
use crate::{HasColumnType, Polymorphic, SqlEnum};
use diesel::query_builder::QueryId;
#[cfg(any(feature = "postgres", feature = "sqlite", feature = "mysql"))]
use diesel::sql_types::HasSqlType;
use diesel::sql_types::{SingleValue, SqlOrd, SqlType, is_nullable};
use std::marker::PhantomData;

/// The SQL type of a column that holds the enum `E`, which derives [`SqlEnum`](trait@SqlEnum).
///
/// A field says `#[column(enum)]`, and its column has this type. To name it is only necessary in
/// queries that are not typed by a table:
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// use schema_core::sql_types::Enum;
///
/// # #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
/// # pub enum Status { Draft, Published }
/// #[derive(QueryableByName)]
/// struct Count {
///     #[diesel(sql_type = Enum<Status>)]
///     status: Status,
///     #[diesel(sql_type = diesel::sql_types::BigInt)]
///     count: i64,
/// }
/// ```
///
/// `CHECKED` is for generated code, which fills in a constant that tells whether `E` is such an enum.
#[derive(Debug, Clone, Copy, Default)]
pub struct Enum<E, const CHECKED: bool = true>(PhantomData<E>);

// No bound by `SqlEnum`: an enum that is none is reported once, at its field, and not at every use.
impl<E: 'static> SqlType for Enum<E> {
    type IsNull = is_nullable::NotNull;
}

impl<E: 'static> SingleValue for Enum<E> {}

impl<E: 'static> SqlOrd for Enum<E> {}

impl<E: 'static> QueryId for Enum<E> {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<E: SqlEnum> HasColumnType for Enum<E> {
    const COLUMN_TYPE: ColumnType = ColumnType::Enum(E::ENUM);
}

/// The SQL type of the column that says which table a reference by the enum `E` means, which derives
/// [`Polymorphic`](trait@Polymorphic). Its values are those of `E`'s enum of tags.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tag<E>(PhantomData<E>);

impl<E: 'static> SqlType for Tag<E> {
    type IsNull = is_nullable::NotNull;
}

impl<E: 'static> SingleValue for Tag<E> {}

impl<E: 'static> SqlOrd for Tag<E> {}

impl<E: 'static> QueryId for Tag<E> {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<E: Polymorphic> HasColumnType for Tag<E> {
    const COLUMN_TYPE: ColumnType = ColumnType::Enum(<E::Kind as SqlEnum>::ENUM);
}

#[cfg(feature = "postgres")]
impl<E: Polymorphic> HasSqlType<Tag<E>> for diesel::pg::Pg {
    fn metadata(lookup: &mut Self::MetadataLookup) -> diesel::pg::PgTypeMetadata {
        <Self as HasSqlType<Enum<E::Kind>>>::metadata(lookup)
    }
}

#[cfg(feature = "sqlite")]
impl<E: Polymorphic> HasSqlType<Tag<E>> for diesel::sqlite::Sqlite {
    fn metadata(_: &mut ()) -> diesel::sqlite::SqliteType {
        diesel::sqlite::SqliteType::Text
    }
}

#[cfg(feature = "mysql")]
impl<E: Polymorphic> HasSqlType<Tag<E>> for diesel::mysql::Mysql {
    fn metadata(_: &mut ()) -> diesel::mysql::MysqlType {
        diesel::mysql::MysqlType::String
    }
}

#[cfg(feature = "postgres")]
impl<E: SqlEnum> HasSqlType<Enum<E>> for diesel::pg::Pg {
    fn metadata(lookup: &mut Self::MetadataLookup) -> diesel::pg::PgTypeMetadata {
        /// The object identifiers of PostgreSQL's `text` and `text[]`.
        const TEXT: (u32, u32) = (25, 1009);
        match E::ENUM.storage {
            EnumStorage::Native => lookup.lookup_type(E::ENUM.name, E::ENUM.schema),
            EnumStorage::Text => diesel::pg::PgTypeMetadata::new(TEXT.0, TEXT.1),
        }
    }
}

#[cfg(feature = "sqlite")]
impl<E: SqlEnum> HasSqlType<Enum<E>> for diesel::sqlite::Sqlite {
    fn metadata(_: &mut ()) -> diesel::sqlite::SqliteType {
        diesel::sqlite::SqliteType::Text
    }
}

#[cfg(feature = "mysql")]
impl<E: SqlEnum> HasSqlType<Enum<E>> for diesel::mysql::Mysql {
    fn metadata(_: &mut ()) -> diesel::mysql::MysqlType {
        diesel::mysql::MysqlType::String
    }
}
