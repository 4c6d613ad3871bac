///The SQL type of `place`.
#[doc(hidden)]
#[allow(unreachable_pub)]
pub type PagePlaceSqlType = geometry::Point;
::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    use super::PagePlaceSqlType;
    #[doc = " A page of the site."]
    #[sql_name = "web pages"]
    site.page(id) {
        #[doc = " The number."]
        id -> ::diesel::sql_types::Integer,
        #[max_length = 200]
        title -> ::diesel::sql_types::Varchar,
        language -> ::diesel::sql_types::Nullable<::diesel::sql_types::Text>,
        views -> ::diesel::sql_types::BigInt,
        weight -> ::diesel::sql_types::BigInt,
        place -> PagePlaceSqlType,
    }
}
#[automatically_derived]
impl ::schema_core::Model for Page {
    type Table = page::table;
    type Key = i32;
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "Page",
        schema: ::core::option::Option::Some("site"),
        table: "web pages",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
                "id",
                "i32",
                ::schema_core::definition::ColumnType::Integer,
            )
            .identity(::schema_core::definition::Identity::Always)
            .comment("The number."),
        ::schema_core::definition::Column::new(
                "title",
                "String",
                ::schema_core::definition::ColumnType::Text,
            )
            .max_length(200)
            .collation(::schema_core::definition::DialectText::all("C"))
            .renamed_from("heading"),
        ::schema_core::definition::Column::new(
                "language",
                "String",
                ::schema_core::definition::ColumnType::Text,
            )
            .nullable()
            .default(
                ::schema_core::definition::DefaultValue::Expression(
                    ::schema_core::definition::DialectText::all("'en'"),
                ),
            ),
        ::schema_core::definition::Column::new(
                "views",
                "i64",
                ::schema_core::definition::ColumnType::BigInt,
            )
            .default(::schema_core::definition::DefaultValue::Number("0")),
        ::schema_core::definition::Column::new(
                "weight",
                "i64",
                ::schema_core::definition::ColumnType::BigInt,
            )
            .generated(::schema_core::definition::Generated {
                expression: ::schema_core::definition::DialectText::all("views * 2"),
                storage: ::schema_core::definition::GeneratedStorage::Virtual,
            }),
        ::schema_core::definition::Column::new(
                "place",
                "Place",
                {
                    use ::schema_core::__private::UndefinedColumnType as _;
                    ::schema_core::__private::ColumnTypeOf::<
                        geometry::Point,
                    >::COLUMN_TYPE
                },
            )
            .sql_type(::schema_core::definition::DialectText::all("geometry(Point)")),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "web pages_pkey",
        columns: &["id"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <Page as ::schema_core::Model>::NAME,
            comment: "A page of the site.",
            renamed_from: ::core::option::Option::Some("sites"),
            columns: <Page as ::schema_core::Model>::COLUMNS,
            primary_key: <Page as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[],
            unique_constraints: &[
                ::schema_core::definition::UniqueConstraint {
                    name: "web pages_title_language_key",
                    columns: &["title", "language"],
                    nulls_not_distinct: true,
                    deferrability: ::schema_core::definition::Deferrability::NotDeferrable,
                    renamed_from: ::core::option::Option::None,
                },
            ],
            indexes: &[
                ::schema_core::definition::Index::new(
                        "web pages_title_views_expr_idx",
                        &[
                            ::schema_core::definition::IndexColumn::new("title"),
                            ::schema_core::definition::IndexColumn {
                                key: ::schema_core::definition::IndexKey::Column("views"),
                                direction: ::schema_core::definition::Direction::Descending,
                                nulls: ::core::option::Option::Some(
                                    ::schema_core::definition::NullsOrder::Last,
                                ),
                                operator_class: ::core::option::Option::None,
                                collation: ::core::option::Option::None,
                            },
                            ::schema_core::definition::IndexColumn {
                                key: ::schema_core::definition::IndexKey::Expression(
                                    "lower(title)",
                                ),
                                direction: ::schema_core::definition::Direction::Ascending,
                                nulls: ::core::option::Option::None,
                                operator_class: ::core::option::Option::None,
                                collation: ::core::option::Option::None,
                            },
                        ],
                        ::schema_core::definition::IndexOrigin::Declared,
                    )
                    .unique()
                    .condition("views > 0")
                    .include(&["id"]),
            ],
            checks: &[
                ::schema_core::definition::Check {
                    name: "web pages_language_check",
                    expression: ::schema_core::definition::DialectText {
                        all: ::core::option::Option::None,
                        postgres: ::core::option::Option::Some(
                            "language ~ '^[a-z]{2}$'",
                        ),
                        sqlite: ::core::option::Option::Some("length(language) = 2"),
                        mysql: ::core::option::Option::None,
                    },
                    renamed_from: ::core::option::Option::None,
                },
                ::schema_core::definition::Check {
                    name: "views_are_counted",
                    expression: ::schema_core::definition::DialectText::all(
                        "views >= 0",
                    ),
                    renamed_from: ::core::option::Option::None,
                },
            ],
            polymorphic: &[],
            allow: &["redundant-index"],
        };
        &TABLE
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = { &[] };
}
const _: () = {
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for page::table {
        type Digits = _E<_E<_B<_0<_9<_E<_B<_7<_B<_6<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <Page as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for page::table
    where
        _Other: ::schema_core::__private::TableOf<Self>,
        (): ::schema_core::__private::Find<
            _Other::Digits,
            ::schema_core::__private::NoKey,
            Found = _Found,
        >,
    {
        type Found = _Found;
    }
    impl<
        _Other: ::schema_core::__private::Beside<Self>,
    > ::diesel::query_source::TableNotEqual<_Other> for page::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for page::table
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
    use ::schema_core::__private::NotInSchema as _;
    ::schema_core::__private::check_listed(
        "Page",
        ::schema_core::__private::MembershipOf::<Page>::MEMBERSHIP,
    )
};
///A [`Page`] with the relations that a query loaded.
#[derive(::core::clone::Clone)]
pub struct PageLoaded<
    _Relations = ::schema_core::relation::loaded::Nothing,
    _Row = Page,
> {
    _row: _Row,
    _relations: _Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<_Relations, _Row> PageLoaded<_Relations, _Row> {
    /// The row without its relations.
    pub fn into_row(self) -> _Row {
        self._row
    }
}
#[automatically_derived]
impl<_Relations, _Row: ::core::borrow::Borrow<Page>> ::core::ops::Deref
for PageLoaded<_Relations, _Row> {
    type Target = Page;
    fn deref(&self) -> &Page {
        self._row.borrow()
    }
}
#[automatically_derived]
impl<
    _Relations: ::schema_core::relation::loaded::DebugRelations,
    _Row: ::core::fmt::Debug,
> ::core::fmt::Debug for PageLoaded<_Relations, _Row> {
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "PageLoaded",
            &self._row,
            &self._relations,
            __formatter,
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row> ::core::cmp::PartialEq for PageLoaded<_Relations, _Row>
where
    _Relations: ::core::cmp::PartialEq,
    _Row: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> bool {
        self._row == __other._row && self._relations == __other._relations
    }
}
::schema_core::__private::serialize_loaded!(PageLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for Page {
    type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = PageLoaded<
        _Relations,
        _Row,
    >;
    fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
        __row: _Row,
        __relations: _Relations,
    ) -> PageLoaded<_Relations, _Row> {
        PageLoaded {
            _row: __row,
            _relations: __relations,
        }
    }
}
const _: () = {
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for Page {
        type SqlTypes = (::diesel::sql_types::Integer, ());
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<0usize> for Page {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.id)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<1usize> for Page {
        type Value = String;
        type SqlType = ::diesel::sql_types::Varchar;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.title)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<2usize> for Page {
        type Value = String;
        type SqlType = ::diesel::sql_types::Text;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            self.language.as_ref()
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<3usize> for Page {
        type Value = i64;
        type SqlType = ::diesel::sql_types::BigInt;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.views)
        }
    }
};
