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
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <User as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <User as ::schema_core::Model>::COLUMNS,
            primary_key: <User as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[],
            unique_constraints: &[],
            indexes: &[],
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
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for users::table {
        type Digits = _E<_9<_C<_8<_9<_3<_C<_2<_1<_2<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <User as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for users::table
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
    > ::diesel::query_source::TableNotEqual<_Other> for users::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for users::table
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
        "User",
        ::schema_core::__private::MembershipOf::<User>::MEMBERSHIP,
    )
};
///The relation `posts` of [`User`], as a type.
#[allow(non_camel_case_types)]
pub struct User_posts;
///The relation `profile` of [`User`], as a type.
#[allow(non_camel_case_types)]
pub struct User_profile;
///The relation `teams` of [`User`], as a type.
#[allow(non_camel_case_types)]
pub struct User_teams;
///A [`User`] with the relations that a query loaded.
#[derive(::core::clone::Clone)]
pub struct UserLoaded<
    _Relations = ::schema_core::relation::loaded::Nothing,
    _Row = User,
> {
    _row: _Row,
    _relations: _Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<_Relations, _Row> UserLoaded<_Relations, _Row> {
    /// The row without its relations.
    pub fn into_row(self) -> _Row {
        self._row
    }
    ///The rows of `Post` that reference this one by their relation `author_id`.
    pub fn posts<_Position, _Item>(&self) -> &[_Item]
    where
        _Relations: ::schema_core::relation::loaded::HasRows<
            User_posts,
            _Position,
            Item = _Item,
        >,
    {
        self._relations.rows()
    }
    ///How many there are: the rows of `Post` that reference this one by their relation `author_id`.
    pub fn posts_count<_Position>(&self) -> ::core::primitive::i64
    where
        _Relations: ::schema_core::relation::loaded::HasCount<User_posts, _Position>,
    {
        self._relations.count()
    }
    ///The row of `Profile` that references this one.
    pub fn profile<_Position, _Item>(&self) -> ::core::option::Option<&_Item>
    where
        _Relations: ::schema_core::relation::loaded::HasOption<
            User_profile,
            _Position,
            Item = _Item,
        >,
    {
        self._relations.row()
    }
    ///The rows of `Team` that rows of `Member` connect with this one.
    pub fn teams<_Position, _Item>(&self) -> &[_Item]
    where
        _Relations: ::schema_core::relation::loaded::HasRows<
            User_teams,
            _Position,
            Item = _Item,
        >,
    {
        self._relations.rows()
    }
    ///How many there are: the rows of `Team` that rows of `Member` connect with this one.
    pub fn teams_count<_Position>(&self) -> ::core::primitive::i64
    where
        _Relations: ::schema_core::relation::loaded::HasCount<User_teams, _Position>,
    {
        self._relations.count()
    }
}
#[automatically_derived]
impl<_Relations, _Row: ::core::borrow::Borrow<User>> ::core::ops::Deref
for UserLoaded<_Relations, _Row> {
    type Target = User;
    fn deref(&self) -> &User {
        self._row.borrow()
    }
}
#[automatically_derived]
impl<
    _Relations: ::schema_core::relation::loaded::DebugRelations,
    _Row: ::core::fmt::Debug,
> ::core::fmt::Debug for UserLoaded<_Relations, _Row> {
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "UserLoaded",
            &self._row,
            &self._relations,
            __formatter,
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row> ::core::cmp::PartialEq for UserLoaded<_Relations, _Row>
where
    _Relations: ::core::cmp::PartialEq,
    _Row: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> bool {
        self._row == __other._row && self._relations == __other._relations
    }
}
::schema_core::__private::serialize_loaded!(UserLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for User {
    type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = UserLoaded<
        _Relations,
        _Row,
    >;
    fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
        __row: _Row,
        __relations: _Relations,
    ) -> UserLoaded<_Relations, _Row> {
        UserLoaded {
            _row: __row,
            _relations: __relations,
        }
    }
}
#[automatically_derived]
#[allow(dead_code, private_interfaces)]
impl User {
    ///The rows of `Post` that reference this one by their relation `author_id`.
    pub const fn posts() -> ::schema_core::relation::related::Related<
        User_posts,
        ::schema_core::relation::Direct<Post>,
    > {
        ::schema_core::relation::related::Related::new()
    }
    ///The row of `Profile` that references this one.
    pub const fn profile() -> ::schema_core::relation::related::Related<
        User_profile,
        ::schema_core::relation::Direct<Profile>,
    > {
        ::schema_core::relation::related::Related::new()
    }
    ///The rows of `Team` that rows of `Member` connect with this one.
    pub const fn teams() -> ::schema_core::relation::related::Related<
        User_teams,
        ::schema_core::relation::Via<Team, Member>,
    > {
        ::schema_core::relation::related::Related::new()
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::NotAModel as _;
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for User {
        type SqlTypes = (::diesel::sql_types::Integer, ());
    }
    const KEYS_POSTS: ::schema_core::__private::RelationKeys = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        ::schema_core::__private::check_relation(
            &::schema_core::__private::WrittenRelation {
                name: "posts",
                kind: ::schema_core::definition::RelationKind::Many,
                via: ::core::option::Option::Some("author_id"),
                to: ::core::option::Option::None,
            },
            ("Post", "Post"),
            ::schema_core::__private::RelationTables {
                source: <User as ::schema_core::Model>::TABLE,
                target: ::schema_core::__private::ModelOf::<Post>::TABLE,
                holder: ::schema_core::__private::ModelOf::<Post>::TABLE,
            },
        )
    };
    const KEYS_PROFILE: ::schema_core::__private::RelationKeys = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        ::schema_core::__private::check_relation(
            &::schema_core::__private::WrittenRelation {
                name: "profile",
                kind: ::schema_core::definition::RelationKind::InverseOne,
                via: ::core::option::Option::None,
                to: ::core::option::Option::None,
            },
            ("Profile", "Profile"),
            ::schema_core::__private::RelationTables {
                source: <User as ::schema_core::Model>::TABLE,
                target: ::schema_core::__private::ModelOf::<Profile>::TABLE,
                holder: ::schema_core::__private::ModelOf::<Profile>::TABLE,
            },
        )
    };
    const KEYS_TEAMS: ::schema_core::__private::RelationKeys = {
        #[allow(unused_imports)]
        use ::schema_core::__private::NotAModel as _;
        ::schema_core::__private::check_relation(
            &::schema_core::__private::WrittenRelation {
                name: "teams",
                kind: ::schema_core::definition::RelationKind::ManyThrough,
                via: ::core::option::Option::None,
                to: ::core::option::Option::None,
            },
            ("Team", "Member"),
            ::schema_core::__private::RelationTables {
                source: <User as ::schema_core::Model>::TABLE,
                target: ::schema_core::__private::ModelOf::<Team>::TABLE,
                holder: ::schema_core::__private::ModelOf::<Member>::TABLE,
            },
        )
    };
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<0usize> for User {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.id)
        }
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for User_posts {
        type Source = User;
        type Kind = ::schema_core::relation::Many;
        type Number = ::schema_core::__private::digits::_0<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "posts";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<User, ::schema_core::relation::Direct<Post>>
    for User_posts {
        type Path = ::schema_core::relation::path::ToChildren<
            <Post as ::schema_core::relation::key::ForeignKey<{ KEYS_POSTS.via }>>::Pairs,
        >;
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for User_profile {
        type Source = User;
        type Kind = ::schema_core::relation::Maybe;
        type Number = ::schema_core::__private::digits::_1<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "profile";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<User, ::schema_core::relation::Direct<Profile>>
    for User_profile {
        type Path = ::schema_core::relation::path::ToChildren<
            <Profile as ::schema_core::relation::key::ForeignKey<
                { KEYS_PROFILE.via },
            >>::Pairs,
        >;
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Relation for User_teams {
        type Source = User;
        type Kind = ::schema_core::relation::Many;
        type Number = ::schema_core::__private::digits::_2<
            ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
        >;
        const NAME: &'static ::core::primitive::str = "teams";
    }
    #[doc(hidden)]
    impl ::schema_core::relation::Leads<User, ::schema_core::relation::Via<Team, Member>>
    for User_teams {
        type Path = ::schema_core::relation::path::Through<
            Member,
            <Member as ::schema_core::relation::key::ForeignKey<
                { KEYS_TEAMS.via },
            >>::Pairs,
            <Member as ::schema_core::relation::key::ForeignKey<
                { KEYS_TEAMS.to },
            >>::Pairs,
        >;
    }
};
