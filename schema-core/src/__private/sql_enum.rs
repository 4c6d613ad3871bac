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

/// The value of the variant with a number; none has no value, which an assertion reports.
pub const fn value_of(
    discriminants: &'static [(i128, &'static str)],
    discriminant: i128,
) -> &'static str {
    let mut position = 0;
    while position < discriminants.len() {
        if discriminants[position].0 == discriminant {
            return discriminants[position].1;
        }
        position += 1;
    }
    ""
}

#[doc(hidden)]
#[macro_export]
macro_rules! sql_enum_impls {
    ($name:ident) => {
        const _: () = {
            impl<_DB, _ST> ::diesel::deserialize::Queryable<_ST, _DB> for $name
            where
                _DB: ::diesel::backend::Backend,
                _ST: ::diesel::sql_types::SingleValue,
                $name: ::diesel::deserialize::FromSql<_ST, _DB>,
            {
                type Row = $name;
                fn build(__row: $name) -> ::diesel::deserialize::Result<$name> {
                    ::core::result::Result::Ok(__row)
                }
            }
            impl<_DB>
                ::diesel::serialize::ToSql<
                    ::diesel::sql_types::Nullable<$crate::sql_types::Enum<$name>>,
                    _DB,
                > for $name
            where
                _DB: ::diesel::backend::Backend,
                $name: ::diesel::serialize::ToSql<$crate::sql_types::Enum<$name>, _DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    __out: &mut ::diesel::serialize::Output<'b, '_, _DB>,
                ) -> ::diesel::serialize::Result {
                    ::diesel::serialize::ToSql::<$crate::sql_types::Enum<$name>, _DB>::to_sql(
                        self, __out,
                    )
                }
            }
            $crate::sql_enum_expressions!($name, $name, []);
    $crate::sql_enum_expressions!($name, &'expr $name, ['expr]);
    $crate::sql_enum_expressions!($name, &'inner &'expr $name, ['expr, 'inner]);
            $crate::sql_enum_postgres!($name);
            $crate::sql_enum_sqlite!($name);
            $crate::sql_enum_mysql!($name);
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! sql_enum_expressions {
    ($name:ident, $value:ty, [$($lifetime:lifetime),*]) => {
        impl<$($lifetime),*> ::diesel::expression::AsExpression<$crate::sql_types::Enum<$name>>
            for $value
        {
            type Expression = ::diesel::internal::derives::as_expression::Bound<
                $crate::sql_types::Enum<$name>,
                Self,
            >;
            fn as_expression(self) -> Self::Expression {
                ::diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
        impl<$($lifetime),*>
            ::diesel::expression::AsExpression<
                ::diesel::sql_types::Nullable<$crate::sql_types::Enum<$name>>,
            > for $value
        {
            type Expression = ::diesel::internal::derives::as_expression::Bound<
                ::diesel::sql_types::Nullable<$crate::sql_types::Enum<$name>>,
                Self,
            >;
            fn as_expression(self) -> Self::Expression {
                ::diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
    };
}

/// The text that an enum is, to and from a database.
#[doc(hidden)]
#[macro_export]
macro_rules! sql_enum_text {
    ($name:ident, $backend:ty, $value:ty, |$out:ident, $text:ident| $write:expr, |$read:ident| $read_text:expr) => {
        impl ::diesel::serialize::ToSql<$crate::sql_types::Enum<$name>, $backend> for $name {
            fn to_sql<'b>(
                &'b self,
                $out: &mut ::diesel::serialize::Output<'b, '_, $backend>,
            ) -> ::diesel::serialize::Result {
                let $text = $crate::SqlEnum::to_value(self);
                $write;
                ::core::result::Result::Ok(::diesel::serialize::IsNull::No)
            }
        }
        impl ::diesel::deserialize::FromSql<$crate::sql_types::Enum<$name>, $backend> for $name {
            #[allow(unused_mut)]
            fn from_sql(mut $read: $value) -> ::diesel::deserialize::Result<$name> {
                $crate::__private::read_value($read_text)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "postgres")]
macro_rules! sql_enum_postgres {
    ($name:ident) => {
        $crate::sql_enum_text!(
            $name,
            ::diesel::pg::Pg,
            ::diesel::pg::PgValue<'_>,
            |__out, __text| ::std::io::Write::write_all(__out, __text.as_bytes())?,
            |__value| ::core::str::from_utf8(__value.as_bytes())?
        );
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "postgres"))]
macro_rules! sql_enum_postgres {
    ($name:ident) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "sqlite")]
macro_rules! sql_enum_sqlite {
    ($name:ident) => {
        $crate::sql_enum_text!(
            $name,
            ::diesel::sqlite::Sqlite,
            ::diesel::sqlite::SqliteValue<'_, '_, '_>,
            |__out, __text| __out.set_value(__text),
            |__value| __value.read_text()
        );
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "sqlite"))]
macro_rules! sql_enum_sqlite {
    ($name:ident) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "mysql")]
macro_rules! sql_enum_mysql {
    ($name:ident) => {
        $crate::sql_enum_text!(
            $name,
            ::diesel::mysql::Mysql,
            ::diesel::mysql::MysqlValue<'_>,
            |__out, __text| ::std::io::Write::write_all(__out, __text.as_bytes())?,
            |__value| ::core::str::from_utf8(__value.as_bytes())?
        );
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "mysql"))]
macro_rules! sql_enum_mysql {
    ($name:ident) => {};
}
