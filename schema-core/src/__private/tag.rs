//! The impls of an enum of tags for Diesel: as a value of the column of its reference.

#[doc(hidden)]
#[macro_export]
macro_rules! tag_impls {
    ($kind:ident, $reference:ident) => {
        const _: () = {
            impl<_DB: ::diesel::backend::Backend>
                ::diesel::deserialize::FromSql<$crate::sql_types::Tag<$reference>, _DB> for $kind
            where
                $kind: ::diesel::deserialize::FromSql<$crate::sql_types::Enum<$kind>, _DB>,
            {
                fn from_sql(__value: _DB::RawValue<'_>) -> ::diesel::deserialize::Result<$kind> {
                    ::diesel::deserialize::FromSql::<$crate::sql_types::Enum<$kind>, _DB>::from_sql(
                        __value,
                    )
                }
            }
            $crate::tag_impls!(@to_sql $kind, $crate::sql_types::Tag<$reference>);
            $crate::tag_impls!(
                @to_sql $kind,
                ::diesel::sql_types::Nullable<$crate::sql_types::Tag<$reference>>
            );
            $crate::tag_impls!(@expressions $reference, $kind, []);
            $crate::tag_impls!(@expressions $reference, &'expr $kind, ['expr]);
            $crate::tag_impls!(@expressions $reference, &'inner &'expr $kind, ['expr, 'inner]);
        };
    };
    (@to_sql $kind:ident, $sql_type:ty) => {
        impl<_DB: ::diesel::backend::Backend> ::diesel::serialize::ToSql<$sql_type, _DB> for $kind
        where
            $kind: ::diesel::serialize::ToSql<$crate::sql_types::Enum<$kind>, _DB>,
        {
            fn to_sql<'b>(
                &'b self,
                __out: &mut ::diesel::serialize::Output<'b, '_, _DB>,
            ) -> ::diesel::serialize::Result {
                ::diesel::serialize::ToSql::<$crate::sql_types::Enum<$kind>, _DB>::to_sql(self, __out)
            }
        }
    };
    (@expressions $reference:ident, $value:ty, $lifetimes:tt) => {
        $crate::tag_impls!(@expression $crate::sql_types::Tag<$reference>, $value, $lifetimes);
        $crate::tag_impls!(
            @expression ::diesel::sql_types::Nullable<$crate::sql_types::Tag<$reference>>,
            $value,
            $lifetimes
        );
    };
    (@expression $sql_type:ty, $value:ty, [$($lifetime:lifetime),*]) => {
        impl<$($lifetime),*> ::diesel::expression::AsExpression<$sql_type> for $value {
            type Expression =
                ::diesel::internal::derives::as_expression::Bound<$sql_type, Self>;
            fn as_expression(self) -> Self::Expression {
                ::diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
    };
}
