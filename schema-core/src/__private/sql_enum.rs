//! The impls of an enum for Diesel. They are macros so that each crate gets those of the databases
//! that its Diesel has.

use crate::SqlEnum;
use std::error::Error;

/// The value that was read, or an error that tells what was expected.
///
/// # Errors
/// If the text is no value of the enum.
pub fn read_value<E: SqlEnum>(text: &str) -> Result<E, Box<dyn Error + Send + Sync>> {
    E::from_value(text).ok_or_else(|| {
        let values: Vec<String> = E::ENUM
            .values
            .iter()
            .map(|value| format!("`{}`", value.value))
            .collect();
        format!(
            "unknown value `{text}` for the enum `{}`: expected one of {}",
            E::ENUM.rust_name,
            values.join(", ")
        )
        .into()
    })
}

#[doc(hidden)]
#[macro_export]
macro_rules! sql_enum_impls {
    ($name:ident, $sql_name:literal, $schema:expr, $storage:ident) => {
        const _: () = {
            impl ::diesel::sql_types::SqlType for $name {
                type IsNull = ::diesel::sql_types::is_nullable::NotNull;
            }
            impl ::diesel::sql_types::SingleValue for $name {}
            impl ::diesel::query_builder::QueryId for $name {
                type QueryId = $name;
                const HAS_STATIC_QUERY_ID: bool = true;
            }
            impl<DB, ST> ::diesel::deserialize::Queryable<ST, DB> for $name
            where
                DB: ::diesel::backend::Backend,
                ST: ::diesel::sql_types::SingleValue,
                $name: ::diesel::deserialize::FromSql<ST, DB>,
            {
                type Row = $name;
                fn build(row: $name) -> ::diesel::deserialize::Result<$name> {
                    ::core::result::Result::Ok(row)
                }
            }
            impl<DB> ::diesel::serialize::ToSql<::diesel::sql_types::Nullable<$name>, DB> for $name
            where
                DB: ::diesel::backend::Backend,
                $name: ::diesel::serialize::ToSql<$name, DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut ::diesel::serialize::Output<'b, '_, DB>,
                ) -> ::diesel::serialize::Result {
                    ::diesel::serialize::ToSql::<$name, DB>::to_sql(self, out)
                }
            }
            $crate::sql_enum_expressions!($name, $name, []);
    $crate::sql_enum_expressions!($name, &'expr $name, ['expr]);
    $crate::sql_enum_expressions!($name, &'inner &'expr $name, ['expr, 'inner]);
            $crate::sql_enum_postgres!($name, $sql_name, $schema, $storage);
            $crate::sql_enum_sqlite!($name);
            $crate::sql_enum_mysql!($name);
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! sql_enum_expressions {
    ($sql_type:ty, $value:ty, [$($lifetime:lifetime),*]) => {
        impl<$($lifetime),*> ::diesel::expression::AsExpression<$sql_type> for $value {
            type Expression = ::diesel::internal::derives::as_expression::Bound<$sql_type, Self>;
            fn as_expression(self) -> Self::Expression {
                ::diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
        impl<$($lifetime),*>
            ::diesel::expression::AsExpression<::diesel::sql_types::Nullable<$sql_type>> for $value
        {
            type Expression = ::diesel::internal::derives::as_expression::Bound<
                ::diesel::sql_types::Nullable<$sql_type>,
                Self,
            >;
            fn as_expression(self) -> Self::Expression {
                ::diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "postgres")]
macro_rules! sql_enum_postgres {
    ($name:ident, $sql_name:literal, $schema:expr, $storage:ident) => {
        impl ::diesel::sql_types::HasSqlType<$name> for ::diesel::pg::Pg {
            fn metadata(
                lookup: &mut Self::MetadataLookup,
            ) -> ::diesel::pg::PgTypeMetadata {
                $crate::sql_enum_postgres!(@$storage lookup, $sql_name, $schema)
            }
        }
        impl ::diesel::serialize::ToSql<$name, ::diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::pg::Pg>,
            ) -> ::diesel::serialize::Result {
                ::std::io::Write::write_all(out, self.sql_value().as_bytes())?;
                ::core::result::Result::Ok(::diesel::serialize::IsNull::No)
            }
        }
        impl ::diesel::deserialize::FromSql<$name, ::diesel::pg::Pg> for $name {
            fn from_sql(
                value: ::diesel::pg::PgValue<'_>,
            ) -> ::diesel::deserialize::Result<$name> {
                $crate::__private::read_value(::core::str::from_utf8(value.as_bytes())?)
            }
        }
    };
    (@native $lookup:ident, $sql_name:literal, $schema:expr) => {
        $lookup.lookup_type($sql_name, $schema)
    };
    // The object identifiers of PostgreSQL's `text` and `text[]`.
    (@text $lookup:ident, $sql_name:literal, $schema:expr) => {{
        let _ = $lookup;
        ::diesel::pg::PgTypeMetadata::new(25, 1009)
    }};
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "postgres"))]
macro_rules! sql_enum_postgres {
    ($($tokens:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "sqlite")]
macro_rules! sql_enum_sqlite {
    ($name:ident) => {
        impl ::diesel::sql_types::HasSqlType<$name> for ::diesel::sqlite::Sqlite {
            fn metadata(_: &mut ()) -> ::diesel::sqlite::SqliteType {
                ::diesel::sqlite::SqliteType::Text
            }
        }
        impl ::diesel::serialize::ToSql<$name, ::diesel::sqlite::Sqlite> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::sqlite::Sqlite>,
            ) -> ::diesel::serialize::Result {
                out.set_value(self.sql_value());
                ::core::result::Result::Ok(::diesel::serialize::IsNull::No)
            }
        }
        impl ::diesel::deserialize::FromSql<$name, ::diesel::sqlite::Sqlite> for $name {
            fn from_sql(
                mut value: ::diesel::sqlite::SqliteValue<'_, '_, '_>,
            ) -> ::diesel::deserialize::Result<$name> {
                $crate::__private::read_value(value.read_text())
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "sqlite"))]
macro_rules! sql_enum_sqlite {
    ($($tokens:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "mysql")]
macro_rules! sql_enum_mysql {
    ($name:ident) => {
        impl ::diesel::sql_types::HasSqlType<$name> for ::diesel::mysql::Mysql {
            fn metadata(_: &mut ()) -> ::diesel::mysql::MysqlType {
                ::diesel::mysql::MysqlType::String
            }
        }
        impl ::diesel::serialize::ToSql<$name, ::diesel::mysql::Mysql> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::mysql::Mysql>,
            ) -> ::diesel::serialize::Result {
                ::std::io::Write::write_all(out, self.sql_value().as_bytes())?;
                ::core::result::Result::Ok(::diesel::serialize::IsNull::No)
            }
        }
        impl ::diesel::deserialize::FromSql<$name, ::diesel::mysql::Mysql> for $name {
            fn from_sql(
                value: ::diesel::mysql::MysqlValue<'_>,
            ) -> ::diesel::deserialize::Result<$name> {
                $crate::__private::read_value(::core::str::from_utf8(value.as_bytes())?)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "mysql"))]
macro_rules! sql_enum_mysql {
    ($($tokens:tt)*) => {};
}
