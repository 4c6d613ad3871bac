::schema_core::__private::tag!(SubjectKind, Subject);
#[allow(unused_macros)]
macro_rules! SubjectKeySqlType {
    () => {
        ::diesel::sql_types::Integer
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub(crate) use SubjectKeySqlType as Subject;
///Which model a [`Subject`] references.
#[derive(
    ::schema_core::SqlEnum,
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash,
)]
#[sql_enum(name = "subject_kind", crate = ::schema_core)]
#[allow(unreachable_pub)]
pub enum SubjectKind {
    ///`Post`
    #[sql_enum(rename = "post")]
    Post,
    ///`Video`
    #[sql_enum(rename = "video")]
    Video,
}
///The row that a [`Subject`] references.
#[allow(dead_code)]
pub enum SubjectRow<'row, _Row0, _Row1> {
    ///A row of `Post`.
    Post(&'row _Row0),
    ///A row of `Video`.
    Video(&'row _Row1),
    /// The row is not there.
    Missing(&'row Subject),
}
#[automatically_derived]
impl<'row, _Row0, _Row1> ::core::clone::Clone for SubjectRow<'row, _Row0, _Row1> {
    fn clone(&self) -> Self {
        *self
    }
}
#[automatically_derived]
impl<'row, _Row0, _Row1> ::core::marker::Copy for SubjectRow<'row, _Row0, _Row1> {}
#[automatically_derived]
impl<'row, _Row0: ::core::fmt::Debug, _Row1: ::core::fmt::Debug> ::core::fmt::Debug
for SubjectRow<'row, _Row0, _Row1>
where
    &'row Subject: ::core::fmt::Debug,
{
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            Self::Post(__row) => __formatter.debug_tuple("Post").field(__row).finish(),
            Self::Video(__row) => __formatter.debug_tuple("Video").field(__row).finish(),
            Self::Missing(__reference) => {
                __formatter.debug_tuple("Missing").field(__reference).finish()
            }
        }
    }
}
#[automatically_derived]
impl<
    'row,
    _Row0: ::core::cmp::PartialEq,
    _Row1: ::core::cmp::PartialEq,
> ::core::cmp::PartialEq for SubjectRow<'row, _Row0, _Row1>
where
    &'row Subject: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> ::core::primitive::bool {
        match (self, __other) {
            (Self::Post(__one), Self::Post(__other)) => __one == __other,
            (Self::Video(__one), Self::Video(__other)) => __one == __other,
            (Self::Missing(__one), Self::Missing(__other)) => __one == __other,
            _ => false,
        }
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::{NoKeyAt as _, NotAModel as _};
    #[automatically_derived]
    impl ::schema_core::Polymorphic for Subject {
        type Key = i32;
        type KeySqlType = ::diesel::sql_types::Integer;
        type Kind = SubjectKind;
        const TARGETS: &'static [::schema_core::definition::PolymorphicTarget] = &[
            ::schema_core::polymorphic::target(
                "Post",
                "post",
                ::schema_core::__private::ModelOf::<Post>::PARENT,
            ),
            ::schema_core::polymorphic::target(
                "Video",
                "video",
                ::schema_core::__private::ModelOf::<Video>::PARENT,
            ),
        ];
        fn new(__kind: SubjectKind, __key: i32) -> Self {
            match __kind {
                SubjectKind::Post => Self::Post(__key),
                SubjectKind::Video => Self::Video(__key),
            }
        }
        fn into_parts(self) -> (SubjectKind, i32) {
            match self {
                Self::Post(__key) => (SubjectKind::Post, __key),
                Self::Video(__key) => (SubjectKind::Video, __key),
            }
        }
        fn kind(&self) -> &'static SubjectKind {
            match self {
                Self::Post(_) => &SubjectKind::Post,
                Self::Video(_) => &SubjectKind::Video,
            }
        }
        fn key(&self) -> &i32 {
            match self {
                Self::Post(__key) => __key,
                Self::Video(__key) => __key,
            }
        }
    }
    #[automatically_derived]
    impl ::schema_core::polymorphic::LeadsTo<Post> for Subject {
        const TAG: &'static ::core::primitive::str = "post";
        const COLUMN: ::core::primitive::usize = ::schema_core::polymorphic::key_position(
            ::schema_core::__private::ModelOf::<Post>::PARENT,
            ::schema_core::__private::ModelOf::<Post>::COLUMNS,
        );
        fn key_of(__target: &Post) -> ::core::option::Option<&i32> {
            ::schema_core::polymorphic::same_key(
                ::schema_core::__private::KeyAt::<
                    Post,
                    {
                        ::schema_core::polymorphic::key_position(
                            ::schema_core::__private::ModelOf::<Post>::PARENT,
                            ::schema_core::__private::ModelOf::<Post>::COLUMNS,
                        )
                    },
                >::value(__target),
            )
        }
        fn key_to(&self) -> ::core::option::Option<&i32> {
            match self {
                Self::Post(__key) => ::core::option::Option::Some(__key),
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        }
    }
    #[automatically_derived]
    impl ::schema_core::polymorphic::LeadsTo<Video> for Subject {
        const TAG: &'static ::core::primitive::str = "video";
        const COLUMN: ::core::primitive::usize = ::schema_core::polymorphic::key_position(
            ::schema_core::__private::ModelOf::<Video>::PARENT,
            ::schema_core::__private::ModelOf::<Video>::COLUMNS,
        );
        fn key_of(__target: &Video) -> ::core::option::Option<&i32> {
            ::schema_core::polymorphic::same_key(
                ::schema_core::__private::KeyAt::<
                    Video,
                    {
                        ::schema_core::polymorphic::key_position(
                            ::schema_core::__private::ModelOf::<Video>::PARENT,
                            ::schema_core::__private::ModelOf::<Video>::COLUMNS,
                        )
                    },
                >::value(__target),
            )
        }
        fn key_to(&self) -> ::core::option::Option<&i32> {
            match self {
                Self::Video(__key) => ::core::option::Option::Some(__key),
                #[allow(unreachable_patterns)]
                _ => ::core::option::Option::None,
            }
        }
    }
    #[doc(hidden)]
    impl ::schema_core::polymorphic::TargetModels for Subject {
        type Models = (Post, (Video, ()));
    }
    #[doc(hidden)]
    impl ::schema_core::polymorphic::HasReference<0> for Subject {
        type Reference = Self;
        fn reference(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
    #[automatically_derived]
    impl<
        _Name: ::schema_core::relation::one_of::Reference,
    > ::schema_core::relation::one_of::TargetsOf<_Name> for Subject {
        type Targets = (
            ::schema_core::relation::one_of::Plain<_Name, Post>,
            (::schema_core::relation::one_of::Plain<_Name, Video>, ()),
        );
        fn targets() -> (
            ::schema_core::relation::one_of::Plain<_Name, Post>,
            (::schema_core::relation::one_of::Plain<_Name, Video>, ()),
        ) {
            (
                ::schema_core::relation::related::Related::new(),
                (::schema_core::relation::related::Related::new(), ()),
            )
        }
    }
    #[automatically_derived]
    impl<
        'row,
        _Row0: 'row,
        _Row1: 'row,
    > ::schema_core::relation::one_of::RowsOf<
        'row,
        (
            ::core::option::Option<::schema_core::relation::loaded::Shared<_Row0>>,
            (::core::option::Option<::schema_core::relation::loaded::Shared<_Row1>>, ()),
        ),
    > for Subject {
        type Row = SubjectRow<'row, _Row0, _Row1>;
        fn row(
            &'row self,
            __rows: &'row (
                ::core::option::Option<::schema_core::relation::loaded::Shared<_Row0>>,
                (
                    ::core::option::Option<
                        ::schema_core::relation::loaded::Shared<_Row1>,
                    >,
                    (),
                ),
            ),
        ) -> SubjectRow<'row, _Row0, _Row1> {
            match self {
                Self::Post(_) => {
                    match ::schema_core::relation::one_of::found(&__rows.0) {
                        ::core::option::Option::Some(__found) => {
                            SubjectRow::Post(__found)
                        }
                        ::core::option::Option::None => SubjectRow::Missing(self),
                    }
                }
                Self::Video(_) => {
                    match ::schema_core::relation::one_of::found(&__rows.1.0) {
                        ::core::option::Option::Some(__found) => {
                            SubjectRow::Video(__found)
                        }
                        ::core::option::Option::None => SubjectRow::Missing(self),
                    }
                }
            }
        }
    }
    impl<
        _DB: ::diesel::backend::Backend,
    > ::diesel::deserialize::Queryable<
        (::schema_core::sql_types::Tag<Subject>, ::diesel::sql_types::Integer),
        _DB,
    > for Subject
    where
        (
            SubjectKind,
            i32,
        ): ::diesel::deserialize::FromStaticSqlRow<
            (::schema_core::sql_types::Tag<Subject>, ::diesel::sql_types::Integer),
            _DB,
        >,
    {
        type Row = (SubjectKind, i32);
        fn build(
            (__kind, __key): (SubjectKind, i32),
        ) -> ::diesel::deserialize::Result<Self> {
            ::core::result::Result::Ok(
                <Self as ::schema_core::Polymorphic>::new(__kind, __key),
            )
        }
    }
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::{NotAModel as _, OtherKey as _};
    ::schema_core::__private::check_polymorphic_target(
        "Post",
        "i32",
        ::schema_core::__private::KeyOf::<i32, Post>::SAME,
        ::schema_core::__private::ModelOf::<Post>::TABLE,
    );
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::{NotAModel as _, OtherKey as _};
    ::schema_core::__private::check_polymorphic_target(
        "Video",
        "i32",
        ::schema_core::__private::KeyOf::<i32, Video>::SAME,
        ::schema_core::__private::ModelOf::<Video>::TABLE,
    );
};
///The SQL type of `subject_type`.
#[doc(hidden)]
#[allow(unreachable_pub)]
pub type CommentSubjectTypeSqlType = ::schema_core::sql_types::Tag<Subject>;
///The SQL type of `subject_id`.
#[doc(hidden)]
#[allow(unreachable_pub)]
pub type CommentSubjectIdSqlType = Subject!();
::diesel::table! {
    #[allow(unused_imports)]
    use ::core::prelude::v1::*;
    use super::CommentSubjectTypeSqlType;
    use super::CommentSubjectIdSqlType;
    comments(id) {
        id -> ::diesel::sql_types::Integer,
        subject_type -> CommentSubjectTypeSqlType,
        subject_id -> CommentSubjectIdSqlType,
    }
}
#[automatically_derived]
impl ::schema_core::Model for Comment {
    type Table = comments::table;
    type Key = i32;
    const NAME: ::schema_core::definition::TableName = ::schema_core::definition::TableName {
        model: "Comment",
        schema: ::core::option::Option::None,
        table: "comments",
    };
    const COLUMNS: &'static [::schema_core::definition::Column] = &[
        ::schema_core::definition::Column::new(
            "id",
            "i32",
            ::schema_core::definition::ColumnType::Integer,
        ),
        ::schema_core::definition::Column::new(
                "subject",
                "<Subject as::schema_core::Polymorphic>::Kind",
                {
                    use ::schema_core::__private::UndefinedColumnType as _;
                    ::schema_core::__private::ColumnTypeOf::<
                        ::schema_core::sql_types::Tag<Subject>,
                    >::COLUMN_TYPE
                },
            )
            .name("subject_type"),
        ::schema_core::definition::Column::new(
                "subject",
                "<Subject as::schema_core::Polymorphic>::Key",
                {
                    use ::schema_core::__private::UndefinedColumnType as _;
                    ::schema_core::__private::ColumnTypeOf::<Subject!()>::COLUMN_TYPE
                },
            )
            .name("subject_id"),
    ];
    const PRIMARY_KEY: ::schema_core::definition::PrimaryKey = ::schema_core::definition::PrimaryKey {
        name: "comments_pkey",
        columns: &["id"],
    };
    const TABLE: &'static ::schema_core::definition::Table = {
        static TABLE: ::schema_core::definition::Table = ::schema_core::definition::Table {
            name: <Comment as ::schema_core::Model>::NAME,
            comment: "",
            renamed_from: ::core::option::Option::None,
            columns: <Comment as ::schema_core::Model>::COLUMNS,
            primary_key: <Comment as ::schema_core::Model>::PRIMARY_KEY,
            foreign_keys: &[],
            unique_constraints: &[],
            indexes: &[
                ::schema_core::definition::Index::new(
                    "comments_subject_type_subject_id_idx",
                    &[
                        ::schema_core::definition::IndexColumn::new("subject_type"),
                        ::schema_core::definition::IndexColumn::new("subject_id"),
                    ],
                    ::schema_core::definition::IndexOrigin::Declared,
                ),
            ],
            checks: &[],
            polymorphic: &[
                ::schema_core::definition::PolymorphicReference {
                    name: "subject",
                    rust_name: "Subject",
                    columns: &["subject_type", "subject_id"],
                    storage: ::schema_core::definition::PolymorphicStorage::Tagged {
                        tag: "subject_type",
                        key: "subject_id",
                    },
                    nullable: false,
                    targets: <Subject as ::schema_core::Polymorphic>::TARGETS,
                    on_delete: ::schema_core::definition::ReferentialAction::NoAction,
                    enforcement: ::schema_core::definition::Enforcement::Program,
                    reason: "",
                },
            ],
            allow: &[],
        };
        &TABLE
    };
    const RELATIONS: &'static [::schema_core::definition::Relation] = { &[] };
}
const _: () = {
    use ::schema_core::__private::digits::*;
    impl<_Asking> ::schema_core::__private::TableOf<_Asking> for comments::table {
        type Digits = _5<_4<_4<_3<_F<_B<_7<_4<_5<_E<_End>>>>>>>>>>;
        const TABLE: &'static ::schema_core::definition::Table = <Comment as ::schema_core::Model>::TABLE;
    }
    impl<_Other, _Found> ::schema_core::__private::KeysTo<_Other> for comments::table
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
    > ::diesel::query_source::TableNotEqual<_Other> for comments::table {}
    impl<_Other> ::diesel::JoinTo<_Other> for comments::table
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
        "Comment",
        ::schema_core::__private::MembershipOf::<Comment>::MEMBERSHIP,
    )
};
const _: () = {
    #[allow(unused_imports)]
    use ::schema_core::__private::UndefinedColumnType as _;
    ::schema_core::__private::check_column_type(
        "::schema_core::sql_types::Tag<Subject>",
        ::schema_core::__private::ColumnTypeOf::<
            ::schema_core::sql_types::Tag<Subject>,
        >::KNOWN,
    )
};
#[doc(hidden)]
impl ::schema_core::polymorphic::HasReference<0usize> for Comment {
    type Reference = Subject;
    #[inline]
    fn reference(&self) -> ::core::option::Option<&Self::Reference> {
        ::core::option::Option::Some(&self.subject)
    }
}
#[doc(hidden)]
impl ::schema_core::relation::key::ForeignKey<0usize> for Comment {
    type Pairs = ::schema_core::relation::tagged::Tagged<0usize, 2usize, 1usize>;
}
impl<_DB: ::diesel::backend::Backend> ::diesel::expression::Selectable<_DB> for Subject {
    type SelectExpression = (comments::subject_type, comments::subject_id);
    fn construct_selection() -> (comments::subject_type, comments::subject_id) {
        (comments::subject_type, comments::subject_id)
    }
}
impl ::diesel::prelude::Insertable<comments::table> for Subject {
    type Values = <(
        ::diesel::dsl::Eq<
            comments::subject_type,
            <Subject as ::schema_core::Polymorphic>::Kind,
        >,
        ::diesel::dsl::Eq<
            comments::subject_id,
            <Subject as ::schema_core::Polymorphic>::Key,
        >,
    ) as ::diesel::prelude::Insertable<comments::table>>::Values;
    fn values(self) -> <Self as ::diesel::prelude::Insertable<comments::table>>::Values {
        let (__kind, __key) = ::schema_core::Polymorphic::into_parts(self);
        ::diesel::prelude::Insertable::<
            comments::table,
        >::values((
            ::diesel::ExpressionMethods::eq(comments::subject_type, __kind),
            ::diesel::ExpressionMethods::eq(comments::subject_id, __key),
        ))
    }
}
impl ::diesel::prelude::AsChangeset for Subject {
    type Target = comments::table;
    type Changeset = <(
        ::diesel::dsl::Eq<
            comments::subject_type,
            <Subject as ::schema_core::Polymorphic>::Kind,
        >,
        ::diesel::dsl::Eq<
            comments::subject_id,
            <Subject as ::schema_core::Polymorphic>::Key,
        >,
    ) as ::diesel::prelude::AsChangeset>::Changeset;
    fn as_changeset(self) -> <Self as ::diesel::prelude::AsChangeset>::Changeset {
        let (__kind, __key) = ::schema_core::Polymorphic::into_parts(self);
        ::diesel::prelude::AsChangeset::as_changeset((
            ::diesel::ExpressionMethods::eq(comments::subject_type, __kind),
            ::diesel::ExpressionMethods::eq(comments::subject_id, __key),
        ))
    }
}
impl<'value> ::diesel::prelude::Insertable<comments::table> for &'value Subject {
    type Values = <(
        ::diesel::dsl::Eq<
            comments::subject_type,
            <Subject as ::schema_core::Polymorphic>::Kind,
        >,
        ::diesel::dsl::Eq<
            comments::subject_id,
            &'value <Subject as ::schema_core::Polymorphic>::Key,
        >,
    ) as ::diesel::prelude::Insertable<comments::table>>::Values;
    fn values(self) -> <Self as ::diesel::prelude::Insertable<comments::table>>::Values {
        let (__kind, __key) = (
            *::schema_core::Polymorphic::kind(self),
            ::schema_core::Polymorphic::key(self),
        );
        ::diesel::prelude::Insertable::<
            comments::table,
        >::values((
            ::diesel::ExpressionMethods::eq(comments::subject_type, __kind),
            ::diesel::ExpressionMethods::eq(comments::subject_id, __key),
        ))
    }
}
impl<'value> ::diesel::prelude::AsChangeset for &'value Subject {
    type Target = comments::table;
    type Changeset = <(
        ::diesel::dsl::Eq<
            comments::subject_type,
            <Subject as ::schema_core::Polymorphic>::Kind,
        >,
        ::diesel::dsl::Eq<
            comments::subject_id,
            &'value <Subject as ::schema_core::Polymorphic>::Key,
        >,
    ) as ::diesel::prelude::AsChangeset>::Changeset;
    fn as_changeset(self) -> <Self as ::diesel::prelude::AsChangeset>::Changeset {
        let (__kind, __key) = (
            *::schema_core::Polymorphic::kind(self),
            ::schema_core::Polymorphic::key(self),
        );
        ::diesel::prelude::AsChangeset::as_changeset((
            ::diesel::ExpressionMethods::eq(comments::subject_type, __kind),
            ::diesel::ExpressionMethods::eq(comments::subject_id, __key),
        ))
    }
}
///The relation `subject` of [`Comment`], as a type.
#[allow(non_camel_case_types)]
pub struct Comment_subject;
#[doc(hidden)]
impl ::schema_core::relation::Relation for Comment_subject {
    type Source = Comment;
    type Kind = ::schema_core::relation::one_of::OneOf;
    type Number = ::schema_core::__private::digits::_0<
        ::schema_core::__private::digits::_0<::schema_core::__private::digits::_End>,
    >;
    const NAME: &'static ::core::primitive::str = "subject";
    const KEY: &'static ::core::primitive::str = "subject_row";
}
#[doc(hidden)]
impl ::schema_core::relation::one_of::Reference for Comment_subject {
    type Pairs = ::schema_core::relation::tagged::Tagged<0usize, 2usize, 1usize>;
    type Targets = <Subject as ::schema_core::relation::one_of::TargetsOf<
        Comment_subject,
    >>::Targets;
    fn targets() -> Self::Targets {
        <Subject as ::schema_core::relation::one_of::TargetsOf<
            Comment_subject,
        >>::targets()
    }
}
#[automatically_derived]
#[allow(dead_code, private_interfaces)]
impl Comment {
    ///The row that `subject` references.
    pub fn subject() -> ::schema_core::relation::one_of::OneOfRows<
        Comment_subject,
        <Subject as ::schema_core::relation::one_of::TargetsOf<Comment_subject>>::Targets,
    > {
        ::schema_core::relation::one_of::OneOfRows::new()
    }
}
#[automatically_derived]
impl<_Connection> ::schema_core::polymorphic::CheckReferences<_Connection> for Comment
where
    <Subject as ::schema_core::polymorphic::TargetModels>::Models: ::schema_core::polymorphic::CheckTargets<
        Subject,
        _Connection,
    >,
{
    fn check_references(
        __rows: &[Self],
        __connection: &mut _Connection,
    ) -> ::core::result::Result<(), ::schema_core::polymorphic::InsertCheckedError> {
        let mut __missing = ::schema_core::polymorphic::MissingReferences::none();
        ::schema_core::polymorphic::check_field::<
            Self,
            Subject,
            _Connection,
            0usize,
        >(__rows, "subject", __connection, &mut __missing)?;
        __missing.into_result()
    }
}
///A [`Comment`] with the relations that a query loaded.
#[derive(::core::clone::Clone)]
pub struct CommentLoaded<
    _Relations = ::schema_core::relation::loaded::Nothing,
    _Row = Comment,
> {
    _row: _Row,
    _relations: _Relations,
}
#[automatically_derived]
#[allow(dead_code)]
impl<_Relations, _Row> CommentLoaded<_Relations, _Row> {
    /// The row without its relations.
    pub fn into_row(self) -> _Row {
        self._row
    }
    ///The row that `subject` references.
    pub fn subject<'row, _Position, _Found: 'row, _Item>(&'row self) -> _Item
    where
        _Relations: ::schema_core::relation::one_of::HasOneOf<
            Comment_subject,
            _Position,
            Rows = _Found,
        >,
        Subject: ::schema_core::relation::one_of::RowsOf<'row, _Found, Row = _Item>,
        _Row: ::core::borrow::Borrow<Comment>,
    {
        ::schema_core::relation::one_of::RowsOf::row(
            &::core::borrow::Borrow::<Comment>::borrow(&self._row).subject,
            ::schema_core::relation::one_of::HasOneOf::<
                Comment_subject,
                _Position,
            >::found(&self._relations),
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row: ::core::borrow::Borrow<Comment>> ::core::ops::Deref
for CommentLoaded<_Relations, _Row> {
    type Target = Comment;
    fn deref(&self) -> &Comment {
        self._row.borrow()
    }
}
#[automatically_derived]
impl<
    _Relations: ::schema_core::relation::loaded::DebugRelations,
    _Row: ::core::fmt::Debug,
> ::core::fmt::Debug for CommentLoaded<_Relations, _Row> {
    fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::schema_core::relation::loaded::debug(
            "CommentLoaded",
            &self._row,
            &self._relations,
            __formatter,
        )
    }
}
#[automatically_derived]
impl<_Relations, _Row> ::core::cmp::PartialEq for CommentLoaded<_Relations, _Row>
where
    _Relations: ::core::cmp::PartialEq,
    _Row: ::core::cmp::PartialEq,
{
    fn eq(&self, __other: &Self) -> bool {
        self._row == __other._row && self._relations == __other._relations
    }
}
::schema_core::__private::serialize_loaded!(CommentLoaded);
#[doc(hidden)]
#[automatically_derived]
impl ::schema_core::relation::load::Loadable for Comment {
    type Loaded<_Relations, _Row: ::core::borrow::Borrow<Self>> = CommentLoaded<
        _Relations,
        _Row,
    >;
    fn assemble<_Relations, _Row: ::core::borrow::Borrow<Self>>(
        __row: _Row,
        __relations: _Relations,
    ) -> CommentLoaded<_Relations, _Row> {
        CommentLoaded {
            _row: __row,
            _relations: __relations,
        }
    }
}
const _: () = {
    #[doc(hidden)]
    impl ::schema_core::deletion::KeyTypes for Comment {
        type SqlTypes = (::diesel::sql_types::Integer, ());
    }
    #[doc(hidden)]
    impl ::schema_core::relation::key::KeyColumn<0usize> for Comment {
        type Value = i32;
        type SqlType = ::diesel::sql_types::Integer;
        #[inline]
        fn value(&self) -> ::core::option::Option<&Self::Value> {
            ::core::option::Option::Some(&self.id)
        }
    }
};
