//! Loading what polymorphic references lead to: one statement for each table that occurs, each a
//! to-one relation of its own.

use super::group::Kind;
use super::load::{Edge, Lacks, LoadEdge, Loadable, LoadedRow, Numbered, Relations};
use super::loaded::{Here, Nothing, Shared, Slot, There};
use super::path::ToParent;
use super::related::{Also, NoFilter, Related};
use super::{Direct, Leads, Maybe, Relation};
use crate::__private::digits::_0;
use diesel::result::QueryResult;
use std::borrow::Borrow;
use std::marker::PhantomData;

/// The row of one of several tables, as the [`Kind`](Relation::Kind) of a relation.
pub struct OneOf;

/// A relation that comes with a polymorphic reference, which the derive implements.
pub trait Reference: Relation<Kind = OneOf> {
    /// The columns.
    type Pairs: 'static;
    /// The rows of each target, with no relations of their own: [`Related`] in nested pairs.
    type Targets;

    /// Them.
    fn targets() -> Self::Targets;
}

/// The targets of a polymorphic enum, which the derive implements.
pub trait TargetsOf<Name> {
    /// [`Reference::Targets`]
    type Targets;

    /// Them.
    fn targets() -> Self::Targets;
}

/// The rows that a polymorphic reference leads to, as a query is to load them: `Comment::subject()`,
/// and the relations of these rows.
#[must_use = "a relation is loaded by `.with(…)` of a query"]
#[derive(Debug, Clone, Copy)]
pub struct OneOfRows<Name, Targets> {
    targets: Targets,
    name: PhantomData<Name>,
}

impl<Name: Reference> OneOfRows<Name, Name::Targets> {
    /// The rows of all targets, which generated code calls.
    #[doc(hidden)]
    pub fn new() -> Self {
        OneOfRows {
            targets: Name::targets(),
            name: PhantomData,
        }
    }
}

impl<Name: Reference> Default for OneOfRows<Name, Name::Targets> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Name, Targets> OneOfRows<Name, Targets> {
    /// Loads a relation of one of the targets, too: of the one that it starts at.
    pub fn with<E, Position, With>(self, edge: E) -> OneOfRows<Name, With>
    where
        E: Starts,
        Targets: Add<E, E::Source, Position, With = With>,
    {
        OneOfRows {
            targets: self.targets.add(edge),
            name: PhantomData,
        }
    }
}

/// A relation, or the count of one, with the model that it starts at.
pub trait Starts {
    /// The model.
    type Source;
}

impl<Name: Relation, W, N, F, O, L> Starts for Related<Name, W, N, F, O, L> {
    type Source = Name::Source;
}

impl<Name: Relation, W, F> Starts for super::related::Count<Name, W, F> {
    type Source = Name::Source;
}

impl<Name: Relation, Targets> Starts for OneOfRows<Name, Targets> {
    type Source = Name::Source;
}

/// Targets among which `Source` is one, to whose rows a relation is added.
#[diagnostic::on_unimplemented(
    message = "the reference does not lead to `{Source}`, where this relation starts",
    label = "not a relation of one of the targets",
    note = "`.with(…)` takes a relation of one of the models that the reference leads to"
)]
pub trait Add<E, Source, Position> {
    /// The targets with the relation.
    type With;
    /// Adds it.
    fn add(self, edge: E) -> Self::With;
}

#[diagnostic::do_not_recommend]
impl<Name, T, Nested, Rest, E> Add<E, T, Here> for (Related<Name, Direct<T>, Nested>, Rest)
where
    E: Edge<T> + Numbered,
    Nested: Lacks<E>,
{
    type With = (Related<Name, Direct<T>, E::With<Nested>>, Rest);

    fn add(self, edge: E) -> Self::With {
        let (first, rest) = self;
        let first = Related {
            name: PhantomData,
            nested: edge.with(first.nested),
            filter: first.filter,
            order: first.order,
            limit: first.limit,
        };
        (first, rest)
    }
}

#[diagnostic::do_not_recommend]
impl<First, Rest, E, Source, Position> Add<E, Source, There<Position>> for (First, Rest)
where
    Rest: Add<E, Source, Position>,
{
    type With = (First, Rest::With);

    fn add(self, edge: E) -> Self::With {
        (self.0, self.1.add(edge))
    }
}

/// The relation to one target of a polymorphic reference.
pub struct ToTarget<Name>(PhantomData<Name>);

impl<Name: Reference> Relation for ToTarget<Name> {
    type Source = Name::Source;
    type Kind = Maybe;
    type Number = Name::Number;
    const NAME: &'static str = Name::NAME;
}

impl<Name: Reference, T> Leads<Name::Source, Direct<T>> for ToTarget<Name> {
    type Path = ToParent<Name::Pairs>;
}

impl<Name: Relation, Targets> Numbered for OneOfRows<Name, Targets> {
    type Number = _0<Name::Number>;
}

/// What was found for one row: the row of one target, as nested pairs of `Option`s.
#[derive(Clone, PartialEq)]
pub struct Found<Rows>(pub(super) Rows);

#[diagnostic::do_not_recommend]
impl<M, Name, Targets> Edge<M> for OneOfRows<Name, Targets>
where
    Name: Relation<Source = M>,
    Targets: TargetList<M>,
{
    type Name = Name;
    type Data = Found<Targets::Rows>;
    type With<Before> = Also<Before, Self>;

    fn with<Before>(self, before: Before) -> Also<Before, Self> {
        Also { before, edge: self }
    }
}

/// A list of targets.
pub trait TargetList<M> {
    /// What is found for a row.
    type Rows;
}

impl<M> TargetList<M> for () {
    type Rows = ();
}

impl<M, Name, T, Nested, Rest> TargetList<M> for (Related<Name, Direct<T>, Nested>, Rest)
where
    T: Loadable,
    Nested: Relations<T>,
    Rest: TargetList<M>,
{
    type Rows = (Option<Shared<LoadedRow<T, Nested>>>, Rest::Rows);
}

/// A list of targets that can be loaded over a connection.
pub trait LoadTargets<M, C>: TargetList<M> {
    /// Loads them for some rows: as many results, in the same order.
    ///
    /// # Errors
    /// As [`LoadEdge::load`].
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Rows>>;
}

impl<M, C> LoadTargets<M, C> for () {
    fn load<Row: Borrow<M>>(&self, rows: &[Row], _: &mut C) -> QueryResult<Vec<()>> {
        Ok(vec![(); rows.len()])
    }
}

impl<M, C, Name, T, Nested, Rest> LoadTargets<M, C> for (Related<Name, Direct<T>, Nested>, Rest)
where
    T: Loadable,
    Nested: Relations<T>,
    Maybe: Kind<NoFilter, Data<LoadedRow<T, Nested>> = Option<Shared<LoadedRow<T, Nested>>>>,
    Related<Name, Direct<T>, Nested>: LoadEdge<M, C, Data = Option<Shared<LoadedRow<T, Nested>>>>,
    Rest: LoadTargets<M, C>,
{
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Rows>> {
        let first = self.0.load(rows, connection)?;
        let rest = self.1.load(rows, connection)?;
        Ok(first.into_iter().zip(rest).collect())
    }
}

impl<M, C, Name, Targets> LoadEdge<M, C> for OneOfRows<Name, Targets>
where
    Name: Relation<Source = M>,
    Targets: LoadTargets<M, C>,
{
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Data>> {
        let found = self.targets.load(rows, connection)?;
        Ok(found.into_iter().map(Found).collect())
    }
}

/// The enum of rows that belongs to a polymorphic enum, which the derive implements.
pub trait RowsOf<'row, Rows>: Sized {
    /// `SubjectRow<&'row …>`
    type Row: 'row;

    /// The row that was found.
    fn row(&'row self, rows: &'row Rows) -> Self::Row;
}

/// The row of a target, for the derive.
#[doc(hidden)]
pub fn found<T>(row: &Option<Shared<T>>) -> Option<&T> {
    row.as_deref()
}

/// A polymorphic relation was loaded.
#[diagnostic::on_unimplemented(
    message = "relation `{Name}` was not loaded by this query",
    label = "not loaded",
    note = "add it to the query that loads these rows: `.with(…)`"
)]
pub trait HasOneOf<Name, Position> {
    /// What was found.
    type Rows;
    /// Reads it.
    fn found(&self) -> &Self::Rows;
}

#[diagnostic::do_not_recommend]
impl<Name, Found_, Rest> HasOneOf<Name, Here> for Slot<Name, Found<Found_>, Rest> {
    type Rows = Found_;

    fn found(&self) -> &Found_ {
        &self.data.0
    }
}

#[diagnostic::do_not_recommend]
impl<Name, Other, Data, Rest, Position> HasOneOf<Name, There<Position>> for Slot<Other, Data, Rest>
where
    Rest: HasOneOf<Name, Position>,
{
    type Rows = Rest::Rows;

    fn found(&self) -> &Self::Rows {
        self.rest.found()
    }
}

/// The list of targets without relations, for the derive.
#[doc(hidden)]
pub type Plain<Name, T> = Related<ToTarget<Name>, Direct<T>, Nothing>;

/// Writes the row that was found.
trait Debugged {
    /// The row, if it is one of these.
    fn debugged(&self) -> Option<&dyn std::fmt::Debug>;
}

impl Debugged for () {
    fn debugged(&self) -> Option<&dyn std::fmt::Debug> {
        None
    }
}

impl<T: std::fmt::Debug, Rest: Debugged> Debugged for (Option<Shared<T>>, Rest) {
    fn debugged(&self) -> Option<&dyn std::fmt::Debug> {
        match &self.0 {
            Some(row) => Some(row),
            None => self.1.debugged(),
        }
    }
}

#[allow(private_bounds, reason = "an implementation detail of nested pairs")]
impl<Rows: Debugged> std::fmt::Debug for Found<Rows> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.debugged() {
            Some(row) => row.fmt(formatter),
            None => formatter.write_str("None"),
        }
    }
}
