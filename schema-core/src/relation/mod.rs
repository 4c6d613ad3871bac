//! Relations: what may be loaded beside the rows of a model.

pub mod backend;
pub mod condition;
pub mod key;
pub mod load;
pub mod loaded;
pub mod path;
pub mod query;
pub mod related;
pub mod root;

use std::marker::PhantomData;

/// A relation of a model, as a type that the derive makes: `Post_author` is the relation `author` of
/// `Post`.
pub trait Relation: 'static {
    /// The model that has the relation.
    type Source;
    /// [`One`], [`Maybe`] or [`Many`].
    type Kind;
    /// The name.
    const NAME: &'static str;
}

/// Where a relation of `Source` leads, and how: `To` is [`Direct`] or [`Via`].
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

/// [`Direct`] or [`Via`].
pub trait To {
    /// The model of the related rows.
    type Target;
}

impl<Target> To for Direct<Target> {
    type Target = Target;
}

impl<Target, Junction> To for Via<Target, Junction> {
    type Target = Target;
}

/// The parent of a key that is NOT NULL.
pub struct One;

/// The parent of a key that may be NULL, or the one child of a unique key.
pub struct Maybe;

/// Any number of rows.
pub struct Many;
