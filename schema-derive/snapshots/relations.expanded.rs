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
    impl<Asking> ::schema_core::__private::TableOf<Asking> for users::table {
        type Digits = _E<_9<_C<_8<_9<_3<_C<_2<_1<_2<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <User as ::schema_core::Model>::TABLE;
    }
    impl<Other, Found> ::schema_core::__private::KeysTo<Other> for users::table
    where
        Other: ::schema_core::__private::TableOf<Self>,
        (): ::schema_core::__private::Find<
            Other::Digits,
            ::schema_core::__private::NoKey,
            Found = Found,
        >,
    {
        type Found = Found;
    }
    impl<
        Other: ::schema_core::__private::Beside<Self>,
    > ::diesel::query_source::TableNotEqual<Other> for users::table {}
    impl<Other> ::diesel::JoinTo<Other> for users::table
    where
        Other: ::schema_core::__private::TableOf<Self>,
        Self: ::schema_core::SingleForeignKey<Other>,
    {
        type FromClause = Other;
        type OnClause = <Self as ::schema_core::SingleForeignKey<Other>>::On;
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
#[derive(Clone)]
pub struct UserLoaded<Relations = ::schema_core::relation::loaded::Nothing, Row = User> {
    row: Row,
    relations: Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<Relations, Row> UserLoaded<Relations, Row> {
    /// The row without its relations.
    pub fn into_row(self) -> Row {
        self.row
    }
    ///The rows of `Post` that reference this one by their relation `author_id`.
    pub fn posts<Position, Item>(&self) -> &[Item]
    where
        Relations: ::schema_core::relation::loaded::HasRows<
            User_posts,
            Position,
            Item = Item,
        >,
    {
        self.relations.rows()
    }
    ///How many there are: the rows of `Post` that reference this one by their relation `author_id`.
    pub fn posts_count<Position>(&self) -> ::core::primitive::i64
    where
        Relations: ::schema_core::relation::loaded::HasCount<User_posts, Position>,
    {
        self.relations.count()
    }
    ///The row of `Profile` that references this one.
    pub fn profile<Position, Item>(&self) -> ::core::option::Option<&Item>
    where
        Relations: ::schema_core::relation::loaded::HasOption<
            User_profile,
            Position,
            Item = Item,
        >,
    {
        self.relations.row()
    }
    ///The rows of `Team` that rows of `Member` connect with this one.
    pub fn teams<Position, Item>(&self) -> &[Item]
    where
        Relations: ::schema_core::relation::loaded::HasRows<
            User_teams,
            Position,
            Item = Item,
        >,
    {
        self.relations.rows()
    }
    ///How many there are: the rows of `Team` that rows of `Member` connect with this one.
    pub fn teams_count<Position>(&self) -> ::core::primitive::i64
    where
        Relations: ::schema_core::relation::loaded::HasCount<User_teams, Position>,
    {
        self.relations.count()
    }
}
#[automatically_derived]
impl<Relations, Row: ::core::borrow::Borrow<User>> ::core::ops::Deref
for UserLoaded<Relations, Row> {
    type Target = User;
    fn deref(&self) -> &User {
        self.row.borrow()
    }
}
#[automatically_derived]
impl<
    Relations: ::schema_core::relation::loaded::DebugRelations,
    Row: ::core::fmt::Debug,
> ::core::fmt::Debug for UserLoaded<Relations, Row> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "UserLoaded",
            &self.row,
            &self.relations,
            formatter,
        )
    }
}
#[automatically_derived]
impl<Relations, Row> ::core::cmp::PartialEq for UserLoaded<Relations, Row>
where
    Relations: ::core::cmp::PartialEq,
    Row: ::core::cmp::PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row && self.relations == other.relations
    }
}
::schema_core::__private::serialize_loaded!(UserLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for User {
    type Loaded<Relations, Row: ::core::borrow::Borrow<Self>> = UserLoaded<
        Relations,
        Row,
    >;
    fn assemble<Relations, Row: ::core::borrow::Borrow<Self>>(
        row: Row,
        relations: Relations,
    ) -> UserLoaded<Relations, Row> {
        UserLoaded { row, relations }
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
