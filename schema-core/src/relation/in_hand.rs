//! `.with(…)` on rows that were loaded before.

use super::load::{Edge, Lacks, Loadable, LoadsRelations, Numbered, Relations};
use super::loaded::Nothing;
#[cfg(doc)]
use diesel::result::Error;
use diesel::result::QueryResult;
use std::borrow::Borrow;
use std::marker::PhantomData;

/// `.with(…)` on rows in hand: a `Vec`, a slice, or one row.
pub trait RowsWithRelations<M>: InHand<M> + Sized {
    /// Loads a relation of the rows.
    fn with<E: Edge<M>>(self, edge: E) -> LoadingRows<Self, M, E::With<Nothing>> {
        LoadingRows {
            rows: self,
            relations: edge.with(Nothing),
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
        super::root::only(results)
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
    pub fn with<E>(self, edge: E) -> LoadingRows<H, M, E::With<R>>
    where
        E: Edge<M> + Numbered,
        R: Lacks<E>,
    {
        LoadingRows {
            rows: self.rows,
            relations: edge.with(self.relations),
            model: PhantomData,
        }
    }
}

impl<H: InHand<M>, M: Loadable, R: Relations<M>> LoadingRows<H, M, R> {
    /// Loads the relations of the rows.
    ///
    /// # Errors
    /// As [`Loading::load`](super::root::Loading::load).
    pub fn load<U>(
        self,
        connection: &mut impl LoadsRelations<M, R>,
    ) -> QueryResult<LoadedRows<H, M, R>>
    where
        M: super::root::LoadedAs<U>,
    {
        let rows = self.rows.into_rows();
        let relations = connection.relations(&self.relations, &rows)?;
        let results = rows
            .into_iter()
            .zip(relations)
            .map(|(row, relations)| M::assemble(row, relations));
        H::output(results.collect())
    }
}
