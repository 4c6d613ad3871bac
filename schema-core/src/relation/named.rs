//! Names for the types of rows with relations, to return them from a function or keep them in a
//! struct.

use super::load::LoadedRow;
use super::loaded::Nothing;
use super::related::{Also, Related};

/// A row of the model `M` with relations: the type that a query with `.with(…)` loads.
///
/// `Relations` is one [`Rel`], or a tuple of up to eight in the order of the query:
///
/// ```
/// use diesel::prelude::*;
/// use schema_core::prelude::*;
/// use schema_core::relation::{Counted, Direct, Rel, With};
///
/// # #[derive(Model, HasQuery)]
/// # #[relation(many, posts: Post)]
/// # #[relation(many, drafts: Draft)]
/// # pub struct User { pub id: i32, pub name: String }
/// # #[derive(Model, HasQuery)]
/// # pub struct Post { pub id: i32, #[references(User)] pub user_id: i32, pub title: String }
/// # #[derive(Model, HasQuery)]
/// # pub struct Draft { pub id: i32, #[references(User)] pub user_id: i32 }
/// # schema_core::schema! { struct Blog; blog: [User, Post, Draft] }
/// type PostWithAuthor = With<Post, Rel<Post_user, Direct<User>>>;
///
/// fn newest(connection: &mut SqliteConnection) -> QueryResult<PostWithAuthor> {
///     posts::table.order(posts::id.desc()).with(Post::user()).first(connection)
/// }
///
/// struct Page {
///     users: Vec<With<User, (Rel<User_posts, Direct<Post>>, Counted<User_drafts>)>>,
/// }
///
/// fn page(connection: &mut SqliteConnection) -> QueryResult<Page> {
///     let users = users::table
///         .with(User::posts().filter(posts::title.ne("")).limit(3))
///         .with(User::drafts().count())
///         .load(connection)?;
///     Ok(Page { users })
/// }
/// ```
///
/// A relation to the parent of a NOT NULL key that is filtered gives an `Option`; its type cannot be
/// named like this.
pub type With<M, Relations> = LoadedRow<M, <Relations as RelationList>::Edges>;

/// A relation in [`With`]: its name, [`Direct`](super::Direct), [`Via`](super::Via) or
/// [`Both`](super::junction::Both), and the relations of its rows, as in `With`.
pub type Rel<Name, To, Relations = ()> = Related<Name, To, <Relations as RelationList>::Edges>;

/// The count of a relation in [`With`].
pub struct Counted<Name>(std::marker::PhantomData<Name>);

/// One relation, or a tuple of them.
pub trait RelationList {
    /// The same as a query has them.
    type Edges;
}

impl RelationList for () {
    type Edges = Nothing;
}

impl<Name, To, Nested> RelationList for Related<Name, To, Nested> {
    type Edges = Also<Nothing, Self>;
}

impl<Name> RelationList for Counted<Name> {
    type Edges = Also<Nothing, Self>;
}

impl<Name: super::Relation> super::load::Numbered for Counted<Name> {
    type Number = crate::__private::digits::_1<Name::Number>;
}

#[diagnostic::do_not_recommend]
impl<M, Name> super::load::Edge<M> for Counted<Name> {
    type Name = super::loaded::CountOf<Name>;
    type Data = i64;
    type With<Before> = Also<Before, Self>;

    fn with<Before>(self, before: Before) -> Also<Before, Self> {
        Also { before, edge: self }
    }
}

macro_rules! lists {
    ($($first:ident $($rest:ident)*;)*) => {$(
        impl<$first, $($rest),*> RelationList for ($first, $($rest,)*) {
            type Edges = lists!(@edges Nothing, $first $($rest)*);
        }
    )*};
    (@edges $before:ty, $first:ident $($rest:ident)*) => {
        lists!(@edges Also<$before, $first>, $($rest)*)
    };
    (@edges $edges:ty,) => { $edges };
}

lists! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}
