//! `.with(…)` on queries.

use super::backend::RelationConnection;
use super::load::{
    Edge, Lacks, LoadRelations, Loadable, LoadedRow, LoadsRelations, Numbered, Relations,
};
use super::loaded::Nothing;
use crate::Model;
use diesel::dsl::Limit;
use diesel::expression::Expression;
use diesel::query_builder::AsQuery;
use diesel::query_dsl::methods::{
    BoxedDsl, DistinctDsl, FilterDsl, FindDsl, LimitDsl, LoadQuery, OffsetDsl, OrFilterDsl,
    OrderDsl, SelectDsl, ThenOrderDsl,
};
use diesel::result::{Error, QueryResult};
use diesel::{QueryDsl, RunQueryDsl, Table};
use std::marker::PhantomData;

/// `.with(…)` on a query of Diesel's: what it loads comes with relations.
pub trait WithRelations: Sized {
    /// Loads a relation of the rows, too.
    fn with<M, E>(self, edge: E) -> Loading<Self, M, E::With<Nothing>>
    where
        Self: RowsOf<M>,
        E: Edge<M>,
    {
        Loading {
            query: self,
            relations: edge.with(Nothing),
            model: PhantomData,
        }
    }
}

impl<Q: AsQuery> WithRelations for Q {}

/// A query that can load rows of `M`.
#[diagnostic::on_unimplemented(
    message = "this query has no rows of `{M}`",
    label = "not a relation of what the query loads"
)]
pub trait RowsOf<M> {}

#[diagnostic::do_not_recommend]
impl<M, Q> RowsOf<M> for Q
where
    M: Model,
    Q: SelectDsl<<M::Table as Table>::AllColumns>,
{
}

/// A query, and the relations to load beside its rows.
///
/// What Diesel's `QueryDsl` adds to a query (`filter`, `order`, `limit`…) can be added here, too.
#[must_use = "nothing is loaded before `.load(…)`, `.first(…)` or `.get_result(…)`"]
pub struct Loading<Q, M, R> {
    query: Q,
    relations: R,
    model: PhantomData<M>,
}

impl<Q, M, R> Loading<Q, M, R> {
    /// Loads another relation of the rows, too.
    pub fn with<E>(self, edge: E) -> Loading<Q, M, E::With<R>>
    where
        E: Edge<M> + Numbered,
        R: Lacks<E>,
    {
        Loading {
            query: self.query,
            relations: edge.with(self.relations),
            model: PhantomData,
        }
    }

    /// Not to be had: relations belong to whole rows.
    #[doc(hidden)]
    pub fn select<Selection>(self, _: Selection) -> Self
    where
        Self: PartOfRows<Selection>,
    {
        self
    }

    /// Not to be had: rows are counted without their relations.
    #[doc(hidden)]
    pub fn count(self) -> Self
    where
        Self: PartOfRows<i64>,
    {
        self
    }

    /// The same with another query.
    fn map<Other>(self, change: impl FnOnce(Q) -> Other) -> Loading<Other, M, R> {
        Loading {
            query: change(self.query),
            relations: self.relations,
            model: PhantomData,
        }
    }
}

/// Which nothing is: who selects columns of rows with relations learns why not.
#[diagnostic::on_unimplemented(
    message = "rows are loaded whole where relations are loaded with them",
    label = "no columns can be selected here",
    note = "for some columns without relations, `.select(…)` goes with a query without `.with(…)`"
)]
pub trait PartOfRows<Selection> {}

impl<Q, M, R> QueryDsl for Loading<Q, M, R> {}

macro_rules! query_dsl {
    ($($dsl:ident $(<$($generic:ident $(: $bound:path)?),+>)?, $method:ident($($argument:ident: $type:ty)?);)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<Q, M, R $(, $($generic $(: $bound)?),+)?> $dsl$(<$($generic),+>)? for Loading<Q, M, R>
        where
            Q: $dsl$(<$($generic),+>)?,
        {
            type Output = Loading<Q::Output, M, R>;

            fn $method(self, $($argument: $type)?) -> Self::Output {
                self.map(|query| Q::$method(query, $($argument)?))
            }
        }
    )*};
}

query_dsl! {
    FilterDsl<P>, filter(predicate: P);
    OrFilterDsl<P>, or_filter(predicate: P);
    FindDsl<Key>, find(key: Key);
    OrderDsl<E: Expression>, order(expression: E);
    ThenOrderDsl<E>, then_order_by(expression: E);
    LimitDsl, limit(limit: i64);
    OffsetDsl, offset(offset: i64);
}

impl<Q: DistinctDsl, M, R> DistinctDsl for Loading<Q, M, R> {
    type Output = Loading<Q::Output, M, R>;

    fn distinct(self) -> Self::Output {
        self.map(Q::distinct)
    }
}

impl<'a, DB, Q: BoxedDsl<'a, DB>, M, R> BoxedDsl<'a, DB> for Loading<Q, M, R> {
    type Output = Loading<Q::Output, M, R>;

    fn internal_into_boxed(self) -> Self::Output {
        self.map(Q::internal_into_boxed)
    }
}

/// A connection over which the rows of `Q` can be loaded as `M`, with the relations `R`.
pub trait Loads<'q, Q, M, R: Relations<M>>: LoadsRelations<M, R> {
    /// Loads the rows.
    ///
    /// # Errors
    /// As [`Loading::load`].
    fn rows(&mut self, query: Q) -> QueryResult<Vec<M>>;
}

impl<'q, C, Q, M, R> Loads<'q, Q, M, R> for C
where
    C: RelationConnection,
    Q: RunQueryDsl<C> + LoadQuery<'q, C, M, C::Mode>,
    R: LoadRelations<M, C>,
{
    fn rows(&mut self, query: Q) -> QueryResult<Vec<M>> {
        query.load_iter::<M, C::Mode>(self)?.collect()
    }
}

/// The model may be named where its rows are loaded: `load::<Plan>(…)`.
#[diagnostic::on_unimplemented(
    message = "this query loads rows of `{Self}`, not of `{U}`",
    label = "not the model",
    note = "the model need not be named: `.load(connection)`"
)]
pub trait LoadedAs<U> {}

impl<M> LoadedAs<M> for M {}

impl<Q, M: Loadable, R: Relations<M>> Loading<Q, M, R> {
    /// Loads the rows with their relations, in the order of the query.
    ///
    /// `load::<Plan>(…)` may name the model, as in Diesel, and need not.
    ///
    /// # Errors
    /// If a statement fails, a value cannot be read, or a parent is missing
    /// ([`MissingParent`](crate::MissingParent)).
    pub fn load<'q, U>(
        self,
        connection: &mut impl Loads<'q, Q, M, R>,
    ) -> QueryResult<Vec<LoadedRow<M, R>>>
    where
        M: LoadedAs<U>,
    {
        let rows = connection.rows(self.query)?;
        assemble(rows, &self.relations, connection)
    }

    /// The same as [`Loading::load`].
    ///
    /// # Errors
    /// As there.
    pub fn get_results<'q, U>(
        self,
        connection: &mut impl Loads<'q, Q, M, R>,
    ) -> QueryResult<Vec<LoadedRow<M, R>>>
    where
        M: LoadedAs<U>,
    {
        self.load(connection)
    }

    /// Loads the first row that the query finds.
    ///
    /// # Errors
    /// As [`Loading::load`], and [`Error::NotFound`] if there is none.
    pub fn get_result<'q, U>(
        self,
        connection: &mut impl Loads<'q, Q, M, R>,
    ) -> QueryResult<LoadedRow<M, R>>
    where
        M: LoadedAs<U>,
    {
        let mut rows = connection.rows(self.query)?;
        rows.truncate(1);
        only(assemble(rows, &self.relations, connection)?)
    }

    /// Loads one row: the query gets `LIMIT 1`.
    ///
    /// # Errors
    /// As [`Loading::get_result`].
    pub fn first<'q, U>(
        self,
        connection: &mut impl Loads<'q, Limit<Q>, M, R>,
    ) -> QueryResult<LoadedRow<M, R>>
    where
        Q: LimitDsl,
        M: LoadedAs<U>,
    {
        let rows = connection.rows(LimitDsl::limit(self.query, 1))?;
        only(assemble(rows, &self.relations, connection)?)
    }
}

pub(super) fn only<T>(mut rows: Vec<T>) -> QueryResult<T> {
    rows.pop().ok_or(Error::NotFound)
}

fn assemble<M, R>(
    rows: Vec<M>,
    relations: &R,
    connection: &mut impl LoadsRelations<M, R>,
) -> QueryResult<Vec<LoadedRow<M, R>>>
where
    M: Loadable,
    R: Relations<M>,
{
    let relations = connection.relations(relations, &rows)?;
    let rows = rows.into_iter().zip(relations);
    Ok(rows
        .map(|(row, relations)| M::assemble(row, relations))
        .collect())
}
