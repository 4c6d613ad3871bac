//! References to rows of one of several tables.

mod checked;

use crate::SqlEnum;
use crate::definition::{Column, Parent, PolymorphicTarget, TableName};

pub use checked::{
    CheckReferences, CheckTargets, InsertChecked, InsertCheckedError, LocksRows, MissingReference,
    MissingReferences,
};
#[doc(hidden)]
pub use checked::{TargetModels, check_field};

/// An enum that references a row of one of several tables, by a variant for each. Derive it.
///
/// It is a field of a model, stored in two columns: which table is meant, as a text that does not
/// change when a variant is renamed, and the key. Diesel's own `embed` reads and writes it.
///
/// ```
/// use diesel::prelude::*;
/// use schema_core::prelude::*;
///
/// #[derive(Model, HasQuery)]
/// #[relation(many, comments: Comment, via = subject)]
/// pub struct Post {
///     pub id: i32,
///     pub title: String,
/// }
///
/// #[derive(Model, HasQuery)]
/// #[relation(many, comments: Comment, via = subject)]
/// pub struct Video {
///     pub id: i32,
///     pub url: String,
/// }
///
/// #[derive(Polymorphic, Debug, Clone, PartialEq)]
/// pub enum Subject {
///     #[polymorphic(tag = "post")]
///     Post(i32),
///     #[polymorphic(tag = "video")]
///     Video(i32),
/// }
///
/// #[derive(Model, HasQuery, Insertable)]
/// pub struct Comment {
///     pub id: i32,
///     #[diesel(embed)]
///     #[polymorphic]
///     pub subject: Subject, // the columns `subject_type` and `subject_id`
///     pub text: String,
/// }
/// # schema_core::schema! { struct Site; site: [Post, Video, Comment] }
/// # fn main() {}
///
/// fn show(connection: &mut SqliteConnection) -> QueryResult<()> {
///     let comment = Comment { id: 1, subject: Subject::Post(7), text: "first".into() };
///     comment.insert_into(comments::table).execute(connection)?;
///
///     let comments = Comment::query()
///         .filter(comments::subject_type.eq(SubjectKind::Post))
///         .with(Comment::subject())
///         .load(connection)?;
///     for comment in &comments {
///         match comment.subject() {
///             SubjectRow::Post(post) => println!("on {}: {}", post.title, comment.text),
///             SubjectRow::Video(video) => println!("on {}: {}", video.url, comment.text),
///             SubjectRow::Missing(subject) => println!("on {subject:?}, which is gone"),
///         }
///     }
///     Ok(())
/// }
/// ```
///
/// | attribute | on | meaning |
/// |---|---|---|
/// | `#[polymorphic(tag = "…")]` | variant | the text that says in the database which table is meant; required, and never changed |
/// | `#[polymorphic(model = path)]` | variant | the model, if it is not called as the variant |
/// | `#[polymorphic(renamed_from = "…")]` | variant | the former tag |
/// | `#[polymorphic(name = "…")]` | enum | the SQL name of the type of the tag on PostgreSQL; that of the enum with `_kind` otherwise |
/// | `#[polymorphic(schema = "…")]` | enum | its database schema |
/// | `#[polymorphic(storage = "text")]` | enum | the tag is text with a CHECK on PostgreSQL, too |
/// | `#[polymorphic(sql_type = …)]` | enum | Diesel's SQL type of the keys, where it does not follow from the Rust type, as that of a newtype |
///
/// All targets have keys of one type. The derive makes two enums beside this one: `…Kind`, the tag, and
/// `…Row`, the rows that a query loads.
///
/// An `Option` that is `None` changes nothing on update, also with `treat_none_as_null`, which Diesel does not
/// apply to what is embedded: to reference nothing, set the columns to NULL
/// (`.set((comments::subject_type.eq(None::<SubjectKind>), comments::subject_id.eq(None::<i32>)))`).
///
/// Triggers on **SQLite** need `PRAGMA recursive_triggers = ON` on every connection: without it, `INSERT OR REPLACE`
/// (Diesel's `replace_into`) takes rows away without a trigger, and a deletion that would go on in its own table is refused.
///
/// Diesel selects an embedded value from the columns of one table, so an enum is a field of one model: another model
/// has an enum of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum that references rows of several models",
    label = "does not derive `Polymorphic`",
    note = "add `#[derive(Polymorphic)]` to the enum"
)]
pub trait Polymorphic: Sized + 'static {
    /// The Rust type of the keys.
    type Key: 'static;
    /// Diesel's SQL type of the keys.
    type KeySqlType: 'static;
    /// Which table is meant.
    type Kind: SqlEnum + Copy;

    /// What may be referenced, in the order of the variants.
    const TARGETS: &'static [PolymorphicTarget];

    /// The reference to the row of a table with a key.
    fn new(kind: Self::Kind, key: Self::Key) -> Self;

    /// Which table is meant, and the key.
    fn into_parts(self) -> (Self::Kind, Self::Key);

    /// Which table is meant.
    fn kind(&self) -> &'static Self::Kind;

    /// The key.
    fn key(&self) -> &Self::Key;
}

/// A [`Polymorphic`] reference that may lead to `Target`, which the derive implements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no variant for `{Target}`",
    label = "no reference to `{Target}`",
    note = "add a variant to the enum, or leave the model out"
)]
pub trait LeadsTo<Target>: Polymorphic {
    /// The text that says that this table is meant.
    const TAG: &'static str;
    /// The position of the key among the columns of the target.
    const COLUMN: usize;

    /// The key of a row of the target.
    fn key_of(target: &Target) -> Option<&Self::Key>;

    /// The key, if it is one of the target.
    fn key_to(&self) -> Option<&Self::Key>;
}

/// A model with a polymorphic reference, by its number among those of the model.
pub trait HasReference<const NUMBER: usize> {
    /// The enum.
    type Reference: Polymorphic;

    /// The reference of a row.
    fn reference(&self) -> Option<&Self::Reference>;
}

/// A target of a reference, for the derive.
#[doc(hidden)]
pub const fn target(variant: &'static str, tag: &'static str, parent: Parent) -> PolymorphicTarget {
    PolymorphicTarget {
        variant,
        tag,
        table: parent.table,
        column: match parent.primary_key {
            [column] => column,
            // An assertion says that there is one.
            _ => "",
        },
    }
}

/// The position of the primary key among the columns of a model, for the derive.
#[doc(hidden)]
pub const fn key_position(parent: Parent, columns: &[Column]) -> usize {
    let name = match parent.primary_key {
        [column] => *column,
        _ => return usize::MAX,
    };
    let mut position = 0;
    while position < columns.len() {
        if crate::__private::texts_equal(columns[position].name, name) {
            return position;
        }
        position += 1;
    }
    usize::MAX
}

/// A key as one of another type, if they are the same, for the derive: that they are, an assertion says.
#[doc(hidden)]
pub fn same_key<A: 'static, B: 'static>(key: Option<&A>) -> Option<&B> {
    let key: &dyn std::any::Any = key?;
    key.downcast_ref()
}

/// The reference to a row of a target, for the derive.
///
/// # Errors
/// None: the tag is one of the enum's.
#[doc(hidden)]
pub fn from_arc<E: LeadsTo<T>, T>(
    key: E::Key,
) -> Result<E, Box<dyn std::error::Error + Send + Sync>> {
    let kind = E::Kind::from_value(E::TAG).ok_or_else(no_key)?;
    Ok(E::new(kind, key))
}

/// The columns of an arc in the order of the targets, for the derive.
#[doc(hidden)]
pub const fn in_order_of_targets<const N: usize>(
    targets: &[PolymorphicTarget],
    columns: [(TableName, &'static str); N],
) -> [&'static str; N] {
    let mut ordered = [""; N];
    let mut position = 0;
    while position < N && position < targets.len() {
        let mut number = 0;
        while number < N {
            if crate::__private::same_table(&columns[number].0, &targets[position].table) {
                ordered[position] = columns[number].1;
            }
            number += 1;
        }
        position += 1;
    }
    ordered
}

/// No column of a reference has a key, for the derive.
#[doc(hidden)]
pub fn no_key() -> Box<dyn std::error::Error + Send + Sync> {
    Box::new(diesel::result::UnexpectedNullError)
}
