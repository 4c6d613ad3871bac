//! `.with(…)` on queries and on rows.

use super::backend::RelationConnection;
use super::load::{Edge, LoadRelations, Loadable, LoadedRow, Relations};
use super::loaded::Nothing;
use super::related::Also;
use crate::Model;
use diesel::dsl::Limit;
use diesel::query_builder::AsQuery;
use diesel::query_dsl::methods::{LimitDsl, LoadQuery, SelectDsl};
use diesel::result::{Error, QueryResult};
use diesel::{RunQueryDsl, Table};
use std::borrow::Borrow;
use std::marker::PhantomData;

/// `.with(…)` on a query of Diesel's: what it loads comes with relations.
pub trait WithRelations: Sized {
    /// Loads a relation of the rows, too.
    fn with<M, E>(self, edge: E) -> Loading<Self, M, Also<Nothing, E>>
    where
        Self: RowsOf<M>,
        E: Edge<M>,
    {
        Loading {
            query: self,
            relations: Also {
                before: Nothing,
                edge,
            },
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
#[must_use = "nothing is loaded before `.load(…)`, `.first(…)` or `.get_result(…)`"]
pub struct Loading<Q, M, R> {
    query: Q,
    relations: R,
    model: PhantomData<M>,
}

impl<Q, M, R> Loading<Q, M, R> {
    /// Loads another relation of the rows, too.
    pub fn with<E: Edge<M>>(self, edge: E) -> Loading<Q, M, Also<R, E>> {
        Loading {
            query: self.query,
            relations: Also {
                before: self.relations,
                edge,
            },
            model: PhantomData,
        }
    }
}

impl<Q, M: Loadable, R: Relations<M>> Loading<Q, M, R> {
    /// Loads the rows with their relations, in the order of the query.
    ///
    /// # Errors
    /// If a statement fails, a value cannot be read, or a parent is missing
    /// ([`MissingParent`](crate::MissingParent)).
    pub fn load<'q, C>(self, connection: &mut C) -> QueryResult<Vec<LoadedRow<M, R>>>
    where
        C: RelationConnection,
        Q: RunQueryDsl<C> + LoadQuery<'q, C, M, C::Mode>,
        R: LoadRelations<M, C>,
    {
        let rows = self.query.load_iter::<M, C::Mode>(connection)?;
        let rows = rows.collect::<QueryResult<Vec<M>>>()?;
        assemble(rows, &self.relations, connection)
    }

    /// The same as [`Loading::load`].
    ///
    /// # Errors
    /// As there.
    pub fn get_results<'q, C>(self, connection: &mut C) -> QueryResult<Vec<LoadedRow<M, R>>>
    where
        C: RelationConnection,
        Q: RunQueryDsl<C> + LoadQuery<'q, C, M, C::Mode>,
        R: LoadRelations<M, C>,
    {
        self.load(connection)
    }

    /// Loads the first row that the query finds.
    ///
    /// # Errors
    /// As [`Loading::load`], and [`Error::NotFound`] if there is none.
    pub fn get_result<'q, C>(self, connection: &mut C) -> QueryResult<LoadedRow<M, R>>
    where
        C: RelationConnection,
        Q: RunQueryDsl<C> + LoadQuery<'q, C, M, C::Mode>,
        R: LoadRelations<M, C>,
    {
        let rows = self.query.load_iter::<M, C::Mode>(connection)?;
        let mut rows = rows.collect::<QueryResult<Vec<M>>>()?;
        rows.truncate(1);
        only(assemble(rows, &self.relations, connection)?)
    }

    /// Loads one row: the query gets `LIMIT 1`.
    ///
    /// # Errors
    /// As [`Loading::get_result`].
    pub fn first<'q, C>(self, connection: &mut C) -> QueryResult<LoadedRow<M, R>>
    where
        C: RelationConnection,
        Q: LimitDsl,
        Limit<Q>: RunQueryDsl<C> + LoadQuery<'q, C, M, C::Mode>,
        R: LoadRelations<M, C>,
    {
        let query = LimitDsl::limit(self.query, 1);
        let rows = query.load_iter::<M, C::Mode>(connection)?;
        let rows = rows.collect::<QueryResult<Vec<M>>>()?;
        only(assemble(rows, &self.relations, connection)?)
    }
}

fn only<T>(mut rows: Vec<T>) -> QueryResult<T> {
    rows.pop().ok_or(Error::NotFound)
}

fn assemble<M, R, C>(
    rows: Vec<M>,
    relations: &R,
    connection: &mut C,
) -> QueryResult<Vec<LoadedRow<M, R>>>
where
    M: Loadable,
    R: LoadRelations<M, C>,
{
    let relations = relations.load(&rows, connection)?;
    let rows = rows.into_iter().zip(relations);
    Ok(rows
        .map(|(row, relations)| M::assemble(row, relations))
        .collect())
}

/// `.with(…)` on rows in hand: a `Vec`, a slice, or one row.
pub trait RowsWithRelations<M>: InHand<M> + Sized {
    /// Loads a relation of the rows.
    fn with<E: Edge<M>>(self, edge: E) -> LoadingRows<Self, M, Also<Nothing, E>> {
        LoadingRows {
            rows: self,
            relations: Also {
                before: Nothing,
                edge,
            },
            model: PhantomData,
        }
    }
}

impl<M, H: InHand<M>> RowsWithRelations<M> for H {}

/// Rows that were loaded before.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no query and no rows in hand",
    label = "relations are loaded with the rows of a query, or of a `Vec`, a slice or a reference to a row",
    note = "a `Result` needs a `?` before"
)]
pub trait InHand<M> {
    /// A row, or a reference to one.
    type Row: Borrow<M>;
    /// What comes of them: as many results.
    type Output<T>;

    /// The rows.
    fn into_rows(self) -> Vec<Self::Row>;
    /// The results.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one is wanted and there is none.
    fn output<T>(results: Vec<T>) -> QueryResult<Self::Output<T>>;
}

impl<M: Loadable> InHand<M> for Vec<M> {
    type Row = M;
    type Output<T> = Vec<T>;

    fn into_rows(self) -> Vec<M> {
        self
    }

    fn output<T>(results: Vec<T>) -> QueryResult<Vec<T>> {
        Ok(results)
    }
}

impl<'row, M: Loadable> InHand<M> for &'row [M] {
    type Row = &'row M;
    type Output<T> = Vec<T>;

    fn into_rows(self) -> Vec<&'row M> {
        self.iter().collect()
    }

    fn output<T>(results: Vec<T>) -> QueryResult<Vec<T>> {
        Ok(results)
    }
}

impl<'row, M: Loadable> InHand<M> for &'row Vec<M> {
    type Row = &'row M;
    type Output<T> = Vec<T>;

    fn into_rows(self) -> Vec<&'row M> {
        self.iter().collect()
    }

    fn output<T>(results: Vec<T>) -> QueryResult<Vec<T>> {
        Ok(results)
    }
}

impl<'row, M: Loadable> InHand<M> for &'row M {
    type Row = &'row M;
    type Output<T> = T;

    fn into_rows(self) -> Vec<&'row M> {
        vec![self]
    }

    fn output<T>(results: Vec<T>) -> QueryResult<T> {
        only(results)
    }
}

/// What comes of [`InHand`] rows of `M` with the relations `R`.
pub type LoadedRows<H, M, R> = <H as InHand<M>>::Output<
    <M as Loadable>::Loaded<<R as Relations<M>>::Loaded, <H as InHand<M>>::Row>,
>;

/// Rows in hand, and the relations to load beside them.
#[must_use = "nothing is loaded before `.load(…)`"]
pub struct LoadingRows<H, M, R> {
    rows: H,
    relations: R,
    model: PhantomData<M>,
}

impl<H, M, R> LoadingRows<H, M, R> {
    /// Loads another relation of the rows, too.
    pub fn with<E: Edge<M>>(self, edge: E) -> LoadingRows<H, M, Also<R, E>> {
        LoadingRows {
            rows: self.rows,
            relations: Also {
                before: self.relations,
                edge,
            },
            model: PhantomData,
        }
    }
}

impl<H: InHand<M>, M: Loadable, R: Relations<M>> LoadingRows<H, M, R> {
    /// Loads the relations of the rows.
    ///
    /// # Errors
    /// As [`Loading::load`].
    pub fn load<C>(self, connection: &mut C) -> QueryResult<LoadedRows<H, M, R>>
    where
        R: LoadRelations<M, C>,
    {
        let rows = self.rows.into_rows();
        let relations = self.relations.load(&rows, connection)?;
        let results = rows
            .into_iter()
            .zip(relations)
            .map(|(row, relations)| M::assemble(row, relations));
        H::output(results.collect())
    }
}
