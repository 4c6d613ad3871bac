//! Relations: what may be loaded beside the rows of a model.
//!
//! Every foreign key is a relation of its model, and `#[relation(…)]` declares those of the model that
//! it leads to. The derive makes a function of each, which says what a query is to load:
//!
//! ```
//! use diesel::prelude::*;
//! use schema_core::prelude::*;
//!
//! #[derive(Model, HasQuery)]
//! #[relation(many, posts: Post)]
//! pub struct User {
//!     pub id: i32,
//!     pub name: String,
//! }
//!
//! #[derive(Model, HasQuery)]
//! #[relation(many, comments: Comment)]
//! pub struct Post {
//!     pub id: i32,
//!     #[references(User)]
//!     pub user_id: i32,
//!     pub title: String,
//! }
//!
//! #[derive(Model, HasQuery)]
//! pub struct Comment {
//!     pub id: i32,
//!     #[references(Post)]
//!     pub post_id: Option<i32>,
//! }
//! # schema_core::schema! { struct Blog; blog: [User, Post, Comment] }
//!
//! fn show(connection: &mut SqliteConnection) -> QueryResult<()> {
//!     let users = users::table
//!         .filter(users::name.like("A%"))
//!         .with(
//!             User::posts()
//!                 .filter(posts::title.ne(""))
//!                 .order(posts::id.desc())
//!                 .limit(3) // for each user
//!                 .with(Post::comments().count()),
//!         )
//!         .load(connection)?;
//!     for user in &users {
//!         for post in user.posts() {
//!             println!("{} by {}: {} comments", post.title, user.name, post.comments_count());
//!         }
//!     }
//!
//!     let busy = users::table.filter(User::posts().any());
//!     # let _: Vec<User> = busy.load(connection)?;
//!     Ok(())
//! }
//! ```
//!
//! - **One statement** for each relation and level, whatever the number of rows, and none if there are
//!   no keys to look for. On SQLite and MySQL there are more statements for tens of thousands of keys, since
//!   a statement takes only so many values there.
//! - **What was loaded is in the type** of a row, `UserLoaded` here, which derefs to `User`. To read
//!   another relation does not compile.
//! - **Through a junction** come the rows of the other side. `User::teams().with_junction()` loads the rows
//!   of the junction as well, by the same statement: [`.junction()`](junction::Linked::junction) of each row. The
//!   columns of the junction may filter and order either way. A row that is connected twice comes twice.
//! - **A relation gives** `&[T]` if there are many rows, `&T` if the key is NOT NULL, and `Option<&T>` if
//!   the key may be NULL, is an inverse `one`, or if the relation was filtered. A row that many rows
//!   reference is loaded and stored once.
//! - **A function that returns** such rows names their type with [`With`]. `.into_row()` gives the row without
//!   relations; a related row may be shared by several, so it is cloned: `(**post).clone()`.
//! - **A relation has** `filter`, `order` and `with`; `limit`, `offset` and `count` if it has many rows; and, as long as
//!   it has nothing but filters, `any` and `none`, which are conditions wherever Diesel takes one: in `filter`,
//!   `select`, `delete`. Filters are conditions on its own table, subqueries and `sql` among them.
//! - **A query has** its own `filter`, `order`, `limit` and the like before or after `.with(…)`. It loads a relation
//!   once, and whole rows: no `select` of columns.
//! - **Rows keep the order** of the query and of `.order(…)`; without one, the order is the database's.
//!   Equal rows within a `.limit(…)` are told apart by the primary key.
//! - **The same on rows in hand**: `users.with(User::posts()).load(connection)`, for a `Vec`, a slice or
//!   `&user` of models. Rows that have relations already get no further ones: name all of them at once.
//! - **A transaction** of at least `REPEATABLE READ` makes all statements see the same rows. Without
//!   one, a parent may be gone when it is looked for: that is [`MissingParent`](crate::MissingParent).
//! - **Keys are compared as Rust compares them.** Where a database takes more for equal, as MySQL does
//!   with capital letters, a row that only the database takes for related is left out of what is loaded and
//!   counted. So a key of a column with a collation is best written alike on both sides.
//! - **Loaded rows are** `Clone`, `Debug`, `PartialEq`, `Serialize`, `Send` and `Sync` if the models are.
//!
//! With the feature `serde`, a row with relations is written as the fields of the row and one more for each
//! relation (`posts`) or count (`posts_count`), and `junction`, if the models derive `Serialize`. No field of the
//! model should be called so; `#[serde(rename_all)]` of the model does not reach them.
//!
//! Related rows are read with Diesel's `Selectable` and `Queryable`, which `HasQuery` derives both; the rows of
//! the query itself as Diesel does, so after a join, or with `#[diesel(embed)]`, it begins with `User::query()` or has
//! a `.select(User::as_select())`. To load over a
//! pooled connection, use the feature `r2d2`. A function over any connection to a database has the bound
//! `C: RelationConnection<Backend = Sqlite>`; an enum by Diesel's `MultiConnection` loads no relations, its
//! variants do. A function that takes loaded rows says what it needs of them, by [`HasRows`](loaded::HasRows),
//! [`HasOne`](loaded::HasOne), [`HasOption`](loaded::HasOption) or [`HasCount`](loaded::HasCount):
//!
//! ```
//! # use diesel::prelude::*;
//! # use schema_core::prelude::*;
//! # #[derive(Model, HasQuery)]
//! # #[relation(many, posts: Post)]
//! # pub struct User { pub id: i32, pub name: String }
//! # #[derive(Model, HasQuery)]
//! # pub struct Post { pub id: i32, #[references(User)] pub user_id: i32, pub title: String }
//! # schema_core::schema! { struct Blog; blog: [User, Post] }
//! use schema_core::relation::loaded::HasRows;
//! use std::ops::Deref;
//!
//! fn titles<R, I>(user: &UserLoaded<R>) -> Vec<&str>
//! where
//!     R: HasRows<User_posts, I, Item: Deref<Target = Post>>,
//! {
//!     user.posts().iter().map(|post| post.title.as_str()).collect()
//! }
//! # let _: QueryResult<()> = (|| {
//! #     let mut connection = SqliteConnection::establish(":memory:").map_err(|_| diesel::NotFound)?;
//! let user = users::table.with(User::posts()).first(&mut connection)?;
//! let titles = titles(&user);
//! #     Ok(())
//! # })();
//! ```

pub mod backend;
pub mod condition;
pub mod group;
pub mod in_hand;
pub mod junction;
pub mod key;
pub mod load;
pub mod loaded;
pub mod named;
pub mod one_of;
pub mod path;
pub mod query;
pub mod related;
pub mod root;
mod rows_query;
#[cfg(feature = "serde")]
pub mod serialize;
pub mod tagged;

use std::marker::PhantomData;

pub use backend::RelationConnection;
pub use junction::Both;
pub use named::{Counted, Rel, With};

/// A relation of a model, as a type that the derive makes: `Post_author` is the relation `author` of
/// `Post`.
pub trait Relation: 'static {
    /// The model that has the relation.
    type Source;
    /// [`One`], [`Maybe`] or [`Many`].
    type Kind;
    /// The number among the relations of the model, as a type.
    type Number;
    /// The name.
    const NAME: &'static str;
    /// The name of what was loaded among the fields of the row, where `serde` writes it.
    const KEY: &'static str = Self::NAME;
}

/// Where a relation of `Source` leads, and how: `To` is [`Direct`], [`Via`] or [`Both`].
///
/// The models are parameters, and not associated types, since they may be less visible than the
/// relation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no relation of `{Source}`",
    label = "not a relation of `{Source}`"
)]
pub trait Leads<Source, To>: Relation<Source = Source> {
    /// How the rows find each other.
    type Path;
}

/// To the rows of a model.
#[derive(Debug, Clone, Copy)]
pub struct Direct<Target>(PhantomData<Target>);

/// To the rows of a model, by those of a junction.
#[derive(Debug, Clone, Copy)]
pub struct Via<Target, Junction>(PhantomData<(Target, Junction)>);

/// [`Direct`], [`Via`] or [`Both`].
pub trait To {
    /// The model of the related rows.
    type Target;
    /// What is loaded together with a related row: the row of a junction, or nothing.
    type Beside;
    /// What stands in the statement beside the related rows: [`Joined`](junction::Joined), or nothing.
    type Joined;
    /// A related row, with what is loaded together with it.
    type Item<Row>;

    /// Puts the two together.
    fn item<Row>(row: Row, beside: Self::Beside) -> Self::Item<Row>;
}

impl<Target> To for Direct<Target> {
    type Target = Target;
    type Beside = ();
    type Joined = ();
    type Item<Row> = Row;

    fn item<Row>(row: Row, (): ()) -> Row {
        row
    }
}

impl<Target, Junction> To for Via<Target, Junction> {
    type Target = Target;
    type Beside = ();
    type Joined = junction::Joined<Junction>;
    type Item<Row> = Row;

    fn item<Row>(row: Row, (): ()) -> Row {
        row
    }
}

/// The parent of a key that is NOT NULL.
pub struct One;

/// The parent of a key that may be NULL, or the one child of a unique key.
pub struct Maybe;

/// Any number of rows.
pub struct Many;
