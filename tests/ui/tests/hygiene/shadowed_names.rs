//! The names of the standard library mean something else here.

#![allow(dead_code)]

use diesel::prelude::*;
use schema_core::prelude::*;

/// Types that a user may well call so.
mod taken {
    pub(super) struct Option;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Result;
    pub(super) struct Box;
    pub(super) struct Default;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct PhantomData;
    pub(super) struct TableName;
    pub(super) struct Relation;
    pub(super) struct Parent;
    pub(super) struct Joined0;
    pub(super) struct On0;
    pub(super) struct Zero;
    pub(super) struct One;
    pub(super) struct Listed;
    pub(super) struct Differs;
    pub(super) struct Nullable;
    pub(super) struct Integer;
    pub(super) struct Text;
    pub(super) struct Table;
    pub(super) struct Column;
    pub(super) struct Expression;
    pub(super) struct Other;
}
#[allow(unused_imports)]
use taken::*;

mod core {}

#[allow(unused_macros)]
macro_rules! panic {
    ($($tokens:tt)*) => {
        compile_error!("this is a macro of the user's")
    };
}

/// The models see the names above, and say what they mean by full paths.
#[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
#[relation(many, pages: Page)]
pub struct Book {
    pub id: i32,
    pub title: ::std::string::String,
    pub subtitle: ::std::option::Option<::std::string::String>,
    pub cover: ::std::vec::Vec<u8>,
}

#[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
pub struct Page {
    pub id: i32,
    #[references(Book, on_delete = "cascade")]
    pub book_id: i32,
    #[column(enum, default = Kind::Text)]
    pub kind: Kind,
}

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Text,
    None,
    Some,
    Ok,
    Err,
    Self_,
}

schema_core::schema! {
    pub struct Shadowed;
    books: [Book, Page],
}

#[test]
fn a_schema_among_shadowed_names() {
    let columns = Book::TABLE.columns;
    assert!(columns[2].nullable);
    assert_eq!(Shadowed::SCHEMA.name, "Shadowed");
    assert_eq!(
        Kind::from_value("none"),
        ::std::option::Option::Some(Kind::None)
    );
    assert_eq!(
        Kind::from_value("self_"),
        ::std::option::Option::Some(Kind::Self_)
    );
}
