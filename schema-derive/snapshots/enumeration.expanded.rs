#[automatically_derived]
impl ::schema_core::SqlEnum for Status {
    const ENUM: &'static ::schema_core::definition::Enum = &::schema_core::definition::Enum {
        rust_name: "Status",
        schema: ::core::option::Option::None,
        name: "article_status",
        storage: ::schema_core::definition::EnumStorage::Native,
        values: &[
            ::schema_core::definition::EnumValue {
                variant: "Draft",
                value: "draft",
                renamed_from: ::core::option::Option::None,
            },
            ::schema_core::definition::EnumValue {
                variant: "InReview",
                value: "in-review",
                renamed_from: ::core::option::Option::None,
            },
            ::schema_core::definition::EnumValue {
                variant: "Published",
                value: "live",
                renamed_from: ::core::option::Option::Some("public"),
            },
        ],
        comment: "How far an article is.",
        renamed_from: ::core::option::Option::Some("status"),
    };
    const DISCRIMINANTS: &'static [(
        ::core::primitive::i128,
        &'static ::core::primitive::str,
    )] = &[
        (Self::Draft as ::core::primitive::i128, "draft"),
        (Self::InReview as ::core::primitive::i128, "in-review"),
        (Self::Published as ::core::primitive::i128, "live"),
    ];
    fn to_value(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Published => "live",
        }
    }
    fn from_value(__value: &str) -> ::core::option::Option<Self> {
        match __value {
            "draft" => ::core::option::Option::Some(Self::Draft),
            "in-review" => ::core::option::Option::Some(Self::InReview),
            "live" => ::core::option::Option::Some(Self::Published),
            _ => ::core::option::Option::None,
        }
    }
}
::schema_core::__private::sql_enum!(Status);
const ARTICLE_STATUS_SQL_TYPE: ::core::primitive::bool = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAnEnum as _;
    ::schema_core::__private::check_enum(
        "Status",
        ::schema_core::__private::EnumOf::<Status>::IS_ENUM,
    )
};
///The SQL type of `status`.
#[doc(hidden)]
#[allow(unreachable_pub)]
pub type ArticleStatusSqlType = ::schema_core::sql_types::Enum<
    Status,
    ARTICLE_STATUS_SQL_TYPE,
>;
::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    use super::ArticleStatusSqlType;
    articles(id) {
        id -> ::diesel::sql_types::Integer,
        status -> ArticleStatusSqlType,
    }
}
#[automatically_derived]
impl ::schema_core::Model for Article {
    type Table = articles::table;
    type Key = i32;
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "Article",
        schema: ::core::option::Option::None,
        table: "articles",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
            "id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
                "status",
                "Status",
                {
                    use ::schema_core::__private::UndefinedColumnType as _;
                    ::schema_core::__private::ColumnTypeOf::<
                        ::schema_core::sql_types::Enum<Status>,
                    >::COLUMN_TYPE
                },
            )
            .default({
                use ::schema_core::__private::NotAnEnum as _;
                const _DEFAULT: Status = Status::Draft;
                ::schema_core::definition::DefaultValue::Text(
                    ::schema_core::__private::value_of(
                        ::schema_core::__private::EnumOf::<Status>::DISCRIMINANTS,
                        _DEFAULT as ::core::primitive::i128,
                    ),
                )
            }),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "articles_pkey",
        columns: &["id"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <Article as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <Article as ::schema_core::Model>::COLUMNS,
            primary_key: <Article as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[],
            unique_constraints: &[],
            indexes: &[],
            checks: &[],
            polymorphic: &[],
            allow: &[],
        };
        &TABLE
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = { &[] };
}
const _: () = {
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for articles::table {
        type Digits = _7<_5<_3<_3<_F<_0<_0<_1<_7<_9<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <Article as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for articles::table
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
    > ::diesel::query_source::TableNotEqual<_Other> for articles::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for articles::table
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
        "Article",
        ::schema_core::__private::MembershipOf::<Article>::MEMBERSHIP,
    )
};
///A [`Article`] with the relations that a query loaded.
#[derive(::core::clone::Clone)]
pub struct ArticleLoaded<
    _Relations = ::schema_core::relation::loaded::Nothing,
    _Row = Article,
> {
    _row: _Row,
    _relations: _Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<_Relations, _Row> ArticleLoaded<_Relations, _Row> {
    /// The row without its relations.
    pub fn into_row(self) -> _Row {
        self._row
    }
}
#[automatically_derived]
impl<_Relations, _Row: ::core::borrow::Borrow<Article>> ::core::ops::Deref
for ArticleLoaded<_Relations, _Row> {
    type Target = Article;
    fn deref(&self) -> &Article {
        self._row.borrow()
    }
}
#[automatically_derived]
impl<
    _Relations: ::schema_core::relation::loaded::DebugRelations,
    _Row: ::core::fmt::Debug,
> ::core::fmt::Debug for ArticleLoaded<_Relations, _Row> {
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "ArticleLoaded",
            &self._row,
            &self._relations,
            __formatter,
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row> ::core::cmp::PartialEq for ArticleLoaded<_Relations, _Row>
where
    _Relations: ::core::cmp::PartialEq,
    _Row: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> bool {
        self._row == __other._row && self._relations == __other._relations
    }
}
::schema_core::__private::serialize_loaded!(ArticleLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for Article {
    type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = ArticleLoaded<
        _Relations,
        _Row,
    >;
    fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
        __row: _Row,
        __relations: _Relations,
    ) -> ArticleLoaded<_Relations, _Row> {
        ArticleLoaded {
            _row: __row,
            _relations: __relations,
        }
    }
}
const _: () = {
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for Article {
        type SqlTypes = (::diesel::sql_types::Integer, ());
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<0usize> for Article {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.id)
        }
    }
};
