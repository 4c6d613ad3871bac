::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    users(id) {
        id -> ::diesel::sql_types::Integer,
    }
}
#[automatically_derived]
impl ::schema_core::Model for User {
    type Table = users::table;
    type Key = i32;
    const NUMBER: ::core::primitive::u64 = 1004092506642u64;
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "User",
        schema: ::core::option::Option::None,
        table: "users",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
            "id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "users_pkey",
        columns: &["id"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        &::schema_core::definition::Table {
            name: <User as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <User as ::schema_core::Model>::COLUMNS,
            primary_key: <User as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[],
            unique_constraints: &[],
            indexes: &[],
            checks: &[],
        }
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        &[
            ::schema_core::__private::declared_relation(
                &::schema_core::__private::WrittenRelation {
                    name: "posts",
                    kind: ::schema_core::definition::RelationKind::Many,
                    via: ::core::option::Option::Some("author_id"),
                    to: ::core::option::Option::None,
                },
                ::schema_core::__private::RelationTables {
                    source: <User as ::schema_core::Model>::TABLE,
                    target: ::schema_core::__private::ModelOf::<Post>::TABLE,
                    holder: ::schema_core::__private::ModelOf::<Post>::TABLE,
                },
            ),
            ::schema_core::__private::declared_relation(
                &::schema_core::__private::WrittenRelation {
                    name: "profile",
                    kind: ::schema_core::definition::RelationKind::InverseOne,
                    via: ::core::option::Option::None,
                    to: ::core::option::Option::None,
                },
                ::schema_core::__private::RelationTables {
                    source: <User as ::schema_core::Model>::TABLE,
                    target: ::schema_core::__private::ModelOf::<Profile>::TABLE,
                    holder: ::schema_core::__private::ModelOf::<Profile>::TABLE,
                },
            ),
            ::schema_core::__private::declared_relation(
                &::schema_core::__private::WrittenRelation {
                    name: "teams",
                    kind: ::schema_core::definition::RelationKind::ManyThrough,
                    via: ::core::option::Option::None,
                    to: ::core::option::Option::None,
                },
                ::schema_core::__private::RelationTables {
                    source: <User as ::schema_core::Model>::TABLE,
                    target: ::schema_core::__private::ModelOf::<Team>::TABLE,
                    holder: ::schema_core::__private::ModelOf::<Member>::TABLE,
                },
            ),
        ]
    };
}
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    use ::schema_core::__private::digits::*;
    type _Number = _E<_9<_C<_8<_9<_3<_C<_2<_1<_2<_End>>>>>>>>>>;
    impl<Asking> ::schema_core::__private::HasTable<Asking> for User {
        type Table = users::table;
    }
    impl<Asking> ::schema_core::__private::TableOf<Asking> for users::table {
        type Id = ::schema_core::__private::Id<1004092506642u64>;
        type Digits = _Number;
    }
    impl<Other> ::diesel::query_source::TableNotEqual<Other> for users::table
    where
        Other: ::diesel::Table + ::schema_core::__private::TableOf<users::table>,
        _Number: ::schema_core::__private::digits::Differs<users::table, Other::Digits>,
    {}
    impl<Other> ::diesel::JoinTo<Other> for users::table
    where
        Other: ::schema_core::__private::TableOf<users::table>,
        users::table: ::schema_core::SingleForeignKey<Other>,
    {
        type FromClause = Other;
        type OnClause = <users::table as ::schema_core::SingleForeignKey<Other>>::On;
        fn join_target(other: Other) -> (Other, Self::OnClause) {
            (other, ::core::default::Default::default())
        }
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotInSchema as _;
    ::schema_core::__private::check_listed(
        "User",
        ::schema_core::__private::MembershipOf::<User>::MEMBERSHIP,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_model(
        "Post",
        ::schema_core::__private::ModelOf::<Post>::TABLE,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_relation(
        &::schema_core::__private::WrittenRelation {
            name: "posts",
            kind: ::schema_core::definition::RelationKind::Many,
            via: ::core::option::Option::Some("author_id"),
            to: ::core::option::Option::None,
        },
        ::schema_core::__private::RelationTables {
            source: <User as ::schema_core::Model>::TABLE,
            target: ::schema_core::__private::ModelOf::<Post>::TABLE,
            holder: ::schema_core::__private::ModelOf::<Post>::TABLE,
        },
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_model(
        "Profile",
        ::schema_core::__private::ModelOf::<Profile>::TABLE,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_relation(
        &::schema_core::__private::WrittenRelation {
            name: "profile",
            kind: ::schema_core::definition::RelationKind::InverseOne,
            via: ::core::option::Option::None,
            to: ::core::option::Option::None,
        },
        ::schema_core::__private::RelationTables {
            source: <User as ::schema_core::Model>::TABLE,
            target: ::schema_core::__private::ModelOf::<Profile>::TABLE,
            holder: ::schema_core::__private::ModelOf::<Profile>::TABLE,
        },
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_model(
        "Team",
        ::schema_core::__private::ModelOf::<Team>::TABLE,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_model(
        "Member",
        ::schema_core::__private::ModelOf::<Member>::TABLE,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    ::schema_core::__private::check_relation(
        &::schema_core::__private::WrittenRelation {
            name: "teams",
            kind: ::schema_core::definition::RelationKind::ManyThrough,
            via: ::core::option::Option::None,
            to: ::core::option::Option::None,
        },
        ::schema_core::__private::RelationTables {
            source: <User as ::schema_core::Model>::TABLE,
            target: ::schema_core::__private::ModelOf::<Team>::TABLE,
            holder: ::schema_core::__private::ModelOf::<Member>::TABLE,
        },
    )
};
