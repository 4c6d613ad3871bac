//! Loading: one statement for each relation, and what it found for each row.

use super::backend::RelationConnection;
use super::group::{Found, Groups, Kind, NO_GROUP};
use super::loaded::{CountOf, Nothing, Slot};
use super::path::{Path, PathSql};
use super::query::{CountQuery, PushFilter, PushOrder, RowOf};
use super::related::{Also, Count, NoLimit, PerRow, Related};
use super::rows_query::{RowsQuery, Window};
use super::{Leads, To};
use crate::__private::comparison::Differs;
use crate::__private::digits::{_0, _1};
use crate::Model;
use diesel::backend::Backend;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::deserialize::{self, FromSql};
use diesel::expression::QueryMetadata;
use diesel::query_builder::{Query, QueryFragment, QueryId};
use diesel::result::{Error, QueryResult};
use diesel::row::Row;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::marker::PhantomData;

/// A model whose rows can be loaded with their relations, which the derive implements.
pub trait Loadable: Model + 'static {
    /// A row with what was loaded beside it. `Row` is the model, or a reference to it.
    type Loaded<Relations, Row: Borrow<Self>>;

    /// Puts a row and its relations together.
    fn assemble<Relations, Row: Borrow<Self>>(
        row: Row,
        relations: Relations,
    ) -> Self::Loaded<Relations, Row>;
}

/// Relations that are to be loaded beside the rows of `M`.
pub trait Relations<M> {
    /// What is loaded for each row.
    type Loaded;
}

/// [`Relations`] that can be loaded over a connection.
pub trait LoadRelations<M, C>: Relations<M> {
    /// Loads them for some rows: as many results, in the same order.
    ///
    /// # Errors
    /// If a statement fails, a value cannot be read, or a parent is missing ([`MissingParent`](crate::MissingParent)).
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Loaded>>;
}

/// A connection over which the relations `R` of rows of `M` can be loaded: [`LoadRelations`], seen
/// from the connection.
pub trait LoadsRelations<M, R: Relations<M>> {
    /// Loads them for some rows: as many results, in the same order.
    ///
    /// # Errors
    /// As [`LoadRelations::load`].
    fn relations<Row: Borrow<M>>(
        &mut self,
        relations: &R,
        rows: &[Row],
    ) -> QueryResult<Vec<R::Loaded>>;
}

impl<M, C, R: LoadRelations<M, C>> LoadsRelations<M, R> for C {
    fn relations<Row: Borrow<M>>(
        &mut self,
        relations: &R,
        rows: &[Row],
    ) -> QueryResult<Vec<R::Loaded>> {
        relations.load(rows, self)
    }
}

impl<M> Relations<M> for Nothing {
    type Loaded = Nothing;
}

impl<M, C> LoadRelations<M, C> for Nothing {
    fn load<Row: Borrow<M>>(&self, rows: &[Row], _: &mut C) -> QueryResult<Vec<Nothing>> {
        Ok(vec![Nothing; rows.len()])
    }
}

impl<M, Before: Relations<M>, E: Edge<M>> Relations<M> for Also<Before, E> {
    type Loaded = Slot<E::Name, E::Data, Before::Loaded>;
}

impl<M, C, Before: LoadRelations<M, C>, E: LoadEdge<M, C>> LoadRelations<M, C> for Also<Before, E> {
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Loaded>> {
        let before = self.before.load(rows, connection)?;
        let data = self.edge.load(rows, connection)?;
        let slots = before.into_iter().zip(data).map(|(rest, data)| Slot {
            data,
            rest,
            name: PhantomData,
        });
        Ok(slots.collect())
    }
}

/// A relation, or the count of one, that starts at `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no relation of `{M}`",
    label = "not a relation of `{M}`",
    note = "`.with(…)` takes a relation of the model whose rows are loaded"
)]
pub trait Edge<M>: Sized {
    /// The name under which the result is found.
    type Name;
    /// What is loaded for each row.
    type Data;
    /// It, beside others. That what `.with(…)` returns depends on it spares the user a second error
    /// at what is called on the result where there is no such relation.
    type With<Before>;

    /// Puts it beside others.
    fn with<Before>(self, before: Before) -> Self::With<Before>;
}

/// What has a number among the relations of a model, by which it is told apart.
pub trait Numbered {
    /// The number.
    type Number;
}

impl<Name: super::Relation, W, N, F, O, L> Numbered for Related<Name, W, N, F, O, L> {
    type Number = _0<Name::Number>;
}

impl<Name: super::Relation, W, F> Numbered for Count<Name, W, F> {
    type Number = _1<Name::Number>;
}

/// Relations among which `Edge` is not.
#[diagnostic::on_unimplemented(
    message = "this relation is loaded already",
    label = "the same relation a second time",
    note = "a query loads a relation once, and its count once; what needs another filter needs another query"
)]
pub trait Lacks<Edge> {}

impl<Edge> Lacks<Edge> for Nothing {}

#[diagnostic::do_not_recommend]
impl<Edge: Numbered, Before, Other> Lacks<Edge> for Also<Before, Other>
where
    Before: Lacks<Edge>,
    Other: Numbered<Number: Differs<Other, Edge::Number>>,
{
}

/// A type that is known where `Self` is: without a path between two models there is no path's type.
pub trait Knows<Type> {
    /// `Type`
    type Itself;
}

impl<Path, Type> Knows<Type> for Path {
    type Itself = Type;
}

/// An [`Edge`] that can be loaded over a connection.
pub trait LoadEdge<M, C>: Edge<M> {
    /// Loads it for some rows: as many results, in the same order.
    ///
    /// # Errors
    /// As [`LoadRelations::load`].
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Data>>;
}

/// A row of `M` with what `N` loads beside it.
pub type LoadedRow<M, N> = <M as Loadable>::Loaded<<N as Relations<M>>::Loaded, M>;

#[diagnostic::do_not_recommend]
impl<M, W: To, Name, N, F, O, L> Edge<M> for Related<Name, W, N, F, O, L>
where
    Name: Leads<M, W>,
    Name::Kind: Kind<F>,
    W::Target: Loadable,
    N: Relations<W::Target>,
{
    type Name = Name;
    type Data = <Name::Kind as Kind<F>>::Data<W::Item<LoadedRow<W::Target, N>>>;
    type With<Before> = <Name::Path as Knows<Also<Before, Self>>>::Itself;

    fn with<Before>(self, before: Before) -> Also<Before, Self> {
        Also { before, edge: self }
    }
}

impl<M, C, T, W: To<Target = T>, Name, N, F, O, L> LoadEdge<M, C> for Related<Name, W, N, F, O, L>
where
    C: RelationConnection<Backend: HasSqlType<BigInt>>,
    i64: ToSql<BigInt, C::Backend>,
    M: Model,
    Name: Leads<M, W>,
    Name::Kind: Kind<F>,
    Name::Path: PathSql<M, T, C::Backend, Beside = W::Beside>,
    T: Loadable + RowOf<C::Backend>,
    C::Backend: QueryMetadata<super::query::RowsType<M, T, Name::Path>>,
    N: LoadRelations<T, C>,
    F: PushFilter<C::Backend>,
    O: PushOrder<C::Backend>,
    L: Limit,
{
    fn load<Row: Borrow<M>>(
        &self,
        rows: &[Row],
        connection: &mut C,
    ) -> QueryResult<Vec<Self::Data>> {
        let mut found: Found<Target<T, W::Beside>> = find::<M, T, Name::Path, F, O, C, Row>(
            rows,
            (&self.filter, &self.order, self.limit.window()),
            connection,
        )?;
        <Name::Kind as Kind<F>>::arrange(&mut found);
        let relations = self.nested.load(&found.targets, connection)?;
        let loaded = found
            .targets
            .into_iter()
            .zip(relations)
            .map(|(target, relations)| W::item(T::assemble(target.row, relations), target.beside))
            .collect();
        let groups = Groups {
            of_sources: found.groups_of_sources,
            of_targets: found.groups_of_targets,
            count: found.groups,
        };
        <Name::Kind as Kind<F>>::distribute(loaded, &groups, Name::NAME)
    }
}

#[diagnostic::do_not_recommend]
impl<M, W, Name, F> Edge<M> for Count<Name, W, F>
where
    Name: Leads<M, W>,
{
    type Name = CountOf<Name>;
    type Data = i64;
    type With<Before> = <Name::Path as Knows<Also<Before, Self>>>::Itself;

    fn with<Before>(self, before: Before) -> Also<Before, Self> {
        Also { before, edge: self }
    }
}

impl<M, C, T, W: To<Target = T>, Name, F> LoadEdge<M, C> for Count<Name, W, F>
where
    C: RelationConnection,
    M: Model,
    Name: Leads<M, W>,
    Name::Path: PathSql<M, T, C::Backend>,
    C::Backend: QueryMetadata<super::query::CountType<M, T, Name::Path>>,
    i64: diesel::deserialize::FromSql<BigInt, C::Backend>,
    F: PushFilter<C::Backend>,
{
    fn load<Row: Borrow<M>>(&self, rows: &[Row], connection: &mut C) -> QueryResult<Vec<i64>> {
        count::<M, T, Name::Path, F, C, Row>(rows, &self.filter, connection)
    }
}

/// How many rows are loaded for each row that they belong to.
pub trait Limit {
    /// Which rows of each.
    fn window(&self) -> Option<Window>;
}

impl Limit for NoLimit {
    fn window(&self) -> Option<Window> {
        None
    }
}

impl Limit for PerRow {
    fn window(&self) -> Option<Window> {
        Some(self.into())
    }
}

/// A related row, and what was read beside it.
struct Target<T, Beside> {
    row: T,
    beside: Beside,
}

impl<T, Beside> Borrow<T> for Target<T, Beside> {
    fn borrow(&self) -> &T {
        &self.row
    }
}

/// The keys of some rows, each once.
struct Keys<Values, Lists> {
    groups: HashMap<Values, usize, foldhash::fast::RandomState>,
    lists: Lists,
}

/// Loads the rows of a relation.
fn find<S, T, P, F, O, C, R>(
    rows: &[R],
    (filter, order, window): (&F, &O, Option<Window>),
    connection: &mut C,
) -> QueryResult<Found<Target<T, P::Beside>>>
where
    S: Model,
    T: Model + RowOf<C::Backend>,
    P: PathSql<S, T, C::Backend>,
    F: PushFilter<C::Backend>,
    O: PushOrder<C::Backend>,
    C: RelationConnection<
        Backend: HasSqlType<BigInt> + QueryMetadata<super::query::RowsType<S, T, P>>,
    >,
    i64: ToSql<BigInt, C::Backend>,
    R: Borrow<S>,
{
    // Declared before the keys, which may refer to them.
    let mut targets: Vec<Target<T, P::Extra>> = Vec::new();
    let mut groups_of_sources = Vec::with_capacity(rows.len());
    let keys = keys::<S, T, P, R>(rows, &mut groups_of_sources);
    for range in ranges(P::count(&keys.lists), P::ROWS) {
        let query: RowsQuery<'_, '_, S, T, P, F, O, C::Backend> = RowsQuery {
            selection: T::selection(),
            lists: &keys.lists,
            rows: range.clone(),
            filter,
            order,
            window,
            types: PhantomData,
        };
        let reader = ReadTargets::<S, T, P> {
            targets: &mut targets,
            types: PhantomData,
        };
        read(connection, query, range.len(), reader)?;
    }
    let mut groups_of_targets = Vec::with_capacity(targets.len());
    let mut last = None;
    let mut kept = 0;
    for target in &targets {
        let values = P::of_target(&target.row, &target.beside);
        let group = match last {
            Some((before, group)) if before == values => Some(group),
            _ => values.and_then(|values| keys.groups.get(&values).copied()),
        };
        // A database may compare otherwise than Rust does, as MySQL does with capitals.
        let group = group.unwrap_or(NO_GROUP);
        if group != NO_GROUP {
            last = Some((values, group));
            kept += 1;
        }
        groups_of_targets.push(group);
    }
    let groups = keys.groups.len();
    drop(keys);
    if kept < targets.len() {
        let mut position = 0;
        targets.retain(|_| {
            position += 1;
            groups_of_targets[position - 1] != NO_GROUP
        });
        groups_of_targets.retain(|&group| group != NO_GROUP);
    }
    let targets = targets.into_iter().map(|target| Target {
        row: target.row,
        beside: P::beside(target.beside),
    });
    Ok(Found {
        targets: targets.collect(),
        groups_of_sources,
        groups_of_targets,
        groups,
    })
}

/// Counts the rows of a relation.
fn count<S, T, P, F, C, R>(rows: &[R], filter: &F, connection: &mut C) -> QueryResult<Vec<i64>>
where
    P: PathSql<S, T, C::Backend>,
    F: PushFilter<C::Backend>,
    C: RelationConnection<Backend: QueryMetadata<super::query::CountType<S, T, P>>>,
    i64: diesel::deserialize::FromSql<BigInt, C::Backend>,
    R: Borrow<S>,
{
    let mut owned: Vec<(P::Owned, i64)> = Vec::new();
    let mut groups_of_sources = Vec::with_capacity(rows.len());
    let keys = keys::<S, T, P, R>(rows, &mut groups_of_sources);
    for range in ranges(P::count(&keys.lists), P::ROWS) {
        let query: CountQuery<'_, '_, S, T, P, F> = CountQuery {
            lists: &keys.lists,
            rows: range.clone(),
            filter,
            types: PhantomData,
        };
        let reader = ReadCounts::<S, T, P> {
            counts: &mut owned,
            types: PhantomData,
        };
        read(connection, query, range.len(), reader)?;
    }
    let mut counts = vec![0; keys.groups.len()];
    for (key, count) in &owned {
        if let Some(&group) = keys.groups.get(&P::of_owned(key)) {
            counts[group] += count;
        }
    }
    let counts = groups_of_sources.iter().map(|&group| match group {
        NO_GROUP => 0,
        _ => counts[group],
    });
    Ok(counts.collect())
}

/// The keys of the sources, each once, and the group of each source.
fn keys<'row, S: 'row, T, P: Path<S, T>, R: Borrow<S>>(
    rows: &'row [R],
    groups_of_sources: &mut Vec<usize>,
) -> Keys<P::Values<'row>, P::Lists<'row>> {
    let capacity = if P::SOURCES_DIFFER { rows.len() } else { 0 };
    let mut keys = Keys {
        groups: HashMap::with_capacity_and_hasher(capacity, Default::default()),
        lists: P::Lists::default(),
    };
    let mut last = None;
    for row in rows {
        let group = match (P::of_source(row.borrow()), last) {
            (None, _) => NO_GROUP,
            (Some(values), Some((before, group))) if values == before => group,
            (Some(values), _) => {
                let next = keys.groups.len();
                let group = *keys.groups.entry(values).or_insert_with(|| {
                    P::add(&mut keys.lists, values);
                    next
                });
                last = Some((values, group));
                group
            }
        };
        groups_of_sources.push(group);
    }
    keys
}

/// The keys of each statement.
fn ranges(count: usize, rows: Option<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let size = rows.unwrap_or(usize::MAX);
    (0..count)
        .step_by(size)
        .map(move |start| start..start.saturating_add(size).min(count))
}

/// What becomes of the rows of a statement.
trait ReadRows<DB: Backend> {
    /// Takes the next row.
    fn read<'a>(&mut self, row: &impl Row<'a, DB>) -> deserialize::Result<()>;
}

struct ReadTargets<'t, S, T, P: Path<S, T>> {
    targets: &'t mut Vec<Target<T, P::Extra>>,
    types: PhantomData<S>,
}

impl<S, T, P, DB> ReadRows<DB> for ReadTargets<'_, S, T, P>
where
    T: Model + RowOf<DB>,
    P: PathSql<S, T, DB>,
    DB: Backend,
{
    fn read<'a>(&mut self, row: &impl Row<'a, DB>) -> deserialize::Result<()> {
        self.targets.push(Target {
            row: T::build(row)?,
            beside: P::read_extra(row, T::COLUMNS.len())?,
        });
        Ok(())
    }
}

struct ReadCounts<'c, S, T, P: Path<S, T>> {
    counts: &'c mut Vec<(P::Owned, i64)>,
    types: PhantomData<(S, T)>,
}

impl<S, T, P, DB> ReadRows<DB> for ReadCounts<'_, S, T, P>
where
    P: PathSql<S, T, DB>,
    DB: Backend,
    i64: FromSql<BigInt, DB>,
{
    fn read<'a>(&mut self, row: &impl Row<'a, DB>) -> deserialize::Result<()> {
        if let Some(key) = P::read_key(row, 0)? {
            let last = row.field_count() - 1;
            let count = row.get_value::<BigInt, i64, usize>(last)?;
            self.counts.push((key, count));
        }
        Ok(())
    }
}

/// From how many keys on a statement is expected to bring so many rows that they are read in the
/// [mode](super::backend::HasMode) for many.
const MANY_KEYS: usize = 64;

/// Runs a statement that finds rows by so many keys.
fn read<C, Q>(
    connection: &mut C,
    query: Q,
    keys: usize,
    mut reader: impl ReadRows<C::Backend>,
) -> QueryResult<()>
where
    C: RelationConnection<Backend: QueryMetadata<Q::SqlType>>,
    Q: Query + QueryFragment<C::Backend> + QueryId,
{
    if keys < MANY_KEYS {
        for row in LoadConnection::<DefaultLoadingMode>::load(connection, query)? {
            reader.read(&row?).map_err(Error::DeserializationError)?;
        }
    } else {
        for row in LoadConnection::<C::Mode>::load(connection, query)? {
            reader.read(&row?).map_err(Error::DeserializationError)?;
        }
    }
    Ok(())
}
