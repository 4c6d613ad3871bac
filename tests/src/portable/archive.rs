//! References of every kind between few tables: what goes with what when a row is deleted.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// References of every kind between few tables.
    pub struct Archive;
    all: [
        Writer, Book, Section, Citation, Page, Hit, Loan, Left, Right, Shelf, Mark, Star, Lock, Remark, Copy, Memo,
    ],
}

/// Has a key beside the primary one.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = writer)]
pub struct Writer {
    pub id: i32,
    #[column(max_length = 20)]
    #[unique]
    pub code: String,
}

/// References its own table twice, and `writer` twice.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = book)]
pub struct Book {
    pub id: i32,
    #[references(Writer, on_delete = "cascade")]
    pub writer_id: i32,
    #[references(Writer)]
    pub editor_id: Option<i32>,
    #[references(Self, on_delete = "cascade")]
    pub part_of_id: Option<i32>,
    #[references(Self, on_delete = "set null")]
    pub sequel_of_id: Option<i32>,
}

/// Has a key of two columns, and references it.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = section, primary_key(book_id, number))]
#[references(Self, columns(book_id, parent_number), on_delete = "cascade", relation = parent)]
pub struct Section {
    #[references(Book, on_delete = "cascade")]
    pub book_id: i32,
    pub number: i32,
    pub parent_number: Option<i32>,
}

/// Outlives a section, goes with its book, and keeps its writer.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = citation)]
#[references(Section, columns(cited_book, cited_number), on_delete = "set null", relation = cited)]
pub struct Citation {
    pub id: i32,
    #[references(Book, on_delete = "cascade")]
    pub book_id: Option<i32>,
    pub cited_book: Option<i32>,
    pub cited_number: Option<i32>,
    #[references(Writer, on_delete = "restrict")]
    pub writer_id: Option<i32>,
}

/// Its key is a reference to what is not the primary key.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = page, primary_key(writer_code))]
pub struct Page {
    #[references(Writer(code), on_delete = "cascade")]
    pub writer_code: String,
}

/// Outlives its page.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = hit)]
pub struct Hit {
    pub id: i32,
    #[references(Page, on_delete = "set null")]
    pub page_code: Option<String>,
}

/// Keeps its book, unless it goes with a citation.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = loan)]
pub struct Loan {
    pub id: i32,
    #[references(Book)]
    pub book_id: Option<i32>,
    #[references(Citation, on_delete = "cascade")]
    pub citation_id: Option<i32>,
}

/// In a ring with `right`.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = left)]
pub struct Left {
    pub id: i32,
    #[references(Right, on_delete = "cascade")]
    pub right_id: Option<i32>,
}

/// In a ring with `left`.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = right)]
pub struct Right {
    pub id: i32,
    #[references(Left, on_delete = "cascade")]
    pub left_id: Option<i32>,
    #[references(Writer, on_delete = "cascade")]
    pub writer_id: Option<i32>,
}

/// Goes with its writer.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = shelf)]
pub struct Shelf {
    pub id: i32,
    #[references(Writer, on_delete = "cascade")]
    pub writer_id: i32,
}

/// What has marks.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    #[polymorphic(tag = "writer")]
    Writer(i32),
    #[polymorphic(tag = "shelf")]
    Shelf(i32),
}

/// Goes with what it references.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = mark)]
pub struct Mark {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(enforce = "triggers", on_delete = "cascade")]
    pub on: Marked,
}

/// What has stars.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Starred {
    #[polymorphic(tag = "writer")]
    Writer(i32),
    #[polymorphic(tag = "shelf")]
    Shelf(i32),
}

/// Outlives what it references.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = star)]
pub struct Star {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(enforce = "triggers", on_delete = "set null")]
    pub on: Option<Starred>,
}

/// What has locks.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Locked {
    #[polymorphic(tag = "writer")]
    Writer(i32),
    #[polymorphic(tag = "shelf")]
    Shelf(i32),
}

/// Keeps what it references.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = lock)]
pub struct Lock {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(enforce = "triggers")]
    pub on: Locked,
}

/// What nothing in the database sees to.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Remarked {
    #[polymorphic(tag = "book")]
    Book(i32),
    #[polymorphic(tag = "loan")]
    Loan(i32),
    #[polymorphic(tag = "writer")]
    Writer(i32),
}

/// Is left behind.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = remark)]
pub struct Remark {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic]
    pub on: Remarked,
}

/// What has copies, by foreign keys.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    #[polymorphic(tag = "book")]
    Book(i32),
    #[polymorphic(tag = "shelf")]
    Shelf(i32),
}

/// Goes with what it references.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = copy)]
pub struct Copy {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(strategy = "exclusive_arc", columns(book_id: Book, shelf_id: Shelf), on_delete = "cascade")]
    pub of: Copied,
}

/// What has memos, by foreign keys.
#[derive(Polymorphic, Debug, Clone, PartialEq, Eq)]
pub enum Noted {
    #[polymorphic(tag = "book")]
    Book(i32),
    #[polymorphic(tag = "shelf")]
    Shelf(i32),
}

/// Keeps what it references.
#[derive(Model, HasQuery, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = memo)]
pub struct Memo {
    pub id: i32,
    #[diesel(embed)]
    #[polymorphic(strategy = "exclusive_arc", columns(memo_book_id: Book, memo_shelf_id: Shelf))]
    pub of: Option<Noted>,
}
