//! Nothing is in scope: neither the standard prelude nor Diesel's. Diesel's own derives do not work
//! so, which leaves ours.
#![no_implicit_prelude]

#[derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::cmp::PartialEq,
    ::schema_core::SqlEnum,
)]
pub enum Status {
    Draft,
    Published,
}

/// A person who writes.
#[derive(::schema_core::Model, ::core::fmt::Debug)]
#[relation(many, articles: Article)]
#[relation(one, profile: Profile)]
#[relation(many, tags: Tag, through = Favourite)]
pub struct Author {
    pub id: i32,
    #[unique]
    #[column(max_length = 200, check = "length(email) > 3")]
    pub email: ::std::string::String,
}

#[derive(::schema_core::Model, ::core::fmt::Debug)]
#[index(desc(title, nulls = "last"), status, where = "title <> ''")]
#[check("length(title) > 0", name = "title_is_there")]
pub struct Article {
    pub id: i32,
    #[references(Author, on_delete = "cascade", deferrable = "deferred")]
    pub author_id: i32,
    #[column(default = "'untitled'", renamed_from = "heading")]
    pub title: ::std::option::Option<::std::string::String>,
    #[column(enum, default = Status::Draft)]
    pub status: Status,
}

#[derive(::schema_core::Model, ::core::fmt::Debug)]
pub struct Profile {
    pub id: i32,
    #[references(Author, on_delete = "cascade", unique)]
    pub author_id: i32,
}

#[derive(::schema_core::Model, ::core::fmt::Debug)]
pub struct Tag {
    #[column(identity)]
    pub id: i32,
}

#[derive(::schema_core::Model, ::core::fmt::Debug)]
#[diesel(primary_key(author_id, tag_id))]
pub struct Favourite {
    #[references(Author, on_delete = "cascade")]
    pub author_id: i32,
    #[references(Tag, on_delete = "restrict")]
    pub tag_id: i32,
}

#[derive(::schema_core::Model, ::core::fmt::Debug)]
#[references(Favourite(author_id, tag_id), columns(author_id, tag_id), relation = favourite)]
pub(crate) struct Reason {
    pub id: i32,
    pub author_id: i32,
    pub tag_id: i32,
}

::schema_core::schema! {
    /// Everything without a prelude.
    pub struct NoPrelude;
    people: [Author, Profile],
    work: [Article, Tag, Favourite, Reason],
    shared: [Author],
}

#[::core::prelude::v1::test]
fn a_schema_without_a_prelude() {
    let schema = <NoPrelude as ::schema_core::Schema>::SCHEMA;
    ::core::assert_eq!(::core::iter::Iterator::count(schema.tables()), 6);
    ::core::assert_eq!(::schema_core::SqlEnum::to_value(&Status::Draft), "draft");
}
