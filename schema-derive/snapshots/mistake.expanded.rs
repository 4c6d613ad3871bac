::core::compile_error! {
    "unknown action `casacde`: did you mean `cascade`"
}
const POST_PLACE_SQL_TYPE: ::core::primitive::usize = ::core::panic!(
    "the SQL type of `(f64,f64)` is not known: add `#[diesel(sql_type = …)]`, or `#[column(enum)]` if it is an enum that derives `SqlEnum`"
);
#[doc(hidden)]
#[allow(unreachable_pub)]
pub type PostPlaceSqlType = [(); POST_PLACE_SQL_TYPE];
#[doc(hidden)]
#[allow(unreachable_pub, non_upper_case_globals)]
pub const PostPlaceSqlType: PostPlaceSqlType = ::core::panic!();
::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    pub use super::PostPlaceSqlType as place;
    posts(id) {
        id -> ::diesel::sql_types::Integer,
        user_id -> ::diesel::sql_types::Integer,
    }
}
#[automatically_derived]
impl ::schema_core::Model for Post {
    type Table = posts::table;
    type Key = i32;
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "Post",
        schema: ::core::option::Option::None,
        table: "posts",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
            "id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
            "user_id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
            "place",
            "(f64,f64)",
            ::schema_core::definition::ColumnType::Custom,
        ),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "posts_pkey",
        columns: &["id"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <Post as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <Post as ::schema_core::Model>::COLUMNS,
            primary_key: <Post as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[
                ::schema_core::definition::ForeignKey::new(
                    "posts_user_id_fkey",
                    &["user_id"],
                    ::schema_core::__private::ModelOf::<User>::PARENT,
                    "user",
                ),
            ],
            unique_constraints: &[],
            indexes: &[
                ::schema_core::definition::Index::new(
                    "posts_user_id_idx",
                    &[::schema_core::definition::IndexColumn::new("user_id")],
                    ::schema_core::definition::IndexOrigin::ForeignKey(
                        "posts_user_id_fkey",
                    ),
                ),
            ],
            checks: &[],
            polymorphic: &[],
            allow: &[],
        };
        &TABLE
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        &[
            ::schema_core::__private::one_relation(
                <Post as ::schema_core::Model>::TABLE,
                0usize,
                false,
            ),
        ]
    };
}
const _: () = {
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for posts::table {
        type Digits = _F<_6<_F<_0<_6<_2<_2<_3<_0<_7<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <Post as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for posts::table
    where
        _Other: ::schema_core::__private::TableOf<Self>,
        (
            ::schema_core::__private::KeyTo<User, 0usize>,
            (),
        ): ::schema_core::__private::Find<
            _Other::Digits,
            ::schema_core::__private::NoKey,
            Found = _Found,
        >,
    {
        type Found = _Found;
    }
    impl<
        _Other: ::schema_core::__private::Beside<Self>,
    > ::diesel::query_source::TableNotEqual<_Other> for posts::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for posts::table
    where
        _Other: ::schema_core::__private::TableOf<Self>,
        Self: ::schema_core::SingleForeignKey<_Other>,
    {
        type FromClause = _Other;
        type OnClause = <Self as ::schema_core::SingleForeignKey<_Other>>::On;
        fn join_target(__other: _Other) -> (_Other, Self::OnClause) {
            (__other, ::core::default::Default::default())
        }
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for Post {
        type SqlTypes = (::diesel::sql_types::Integer, ());
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::ForeignKey<0usize> for Post {
        type Pairs = (
            ::schema_core::relation::key::Pair<
                1usize,
                {
                    ::schema_core::__private::referenced_position(
                        <Post as ::schema_core::Model>::TABLE,
                        0usize,
                        0usize,
                        ::schema_core::__private::ModelOf::<User>::COLUMNS,
                    )
                },
            >,
            (),
        );
    }
};
