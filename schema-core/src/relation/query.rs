//! The statements that load related rows and their counts.

use super::path::{Path, PathSql, push_column, push_columns};
use super::related::{And, By, NoFilter, NoOrder, PerRow};
use crate::Model;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSqlRow};
use diesel::dsl::AsSelect;
use diesel::expression::{Expression, QueryMetadata, Selectable, SelectableHelper};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::row::Row;
use diesel::sql_types::{BigInt, HasSqlType};
use std::marker::PhantomData;
use std::ops::Range;

/// A model whose rows Diesel can select and read from a database.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` cannot be loaded from this database",
    note = "derive Diesel's `HasQuery`, or `Queryable` and `Selectable`, on `{Self}`"
)]
pub trait RowOf<DB: Backend>: Sized {
    /// What is selected.
    type Selection;

    /// What is selected.
    fn selection() -> Self::Selection;
    /// Writes it.
    fn push_selection<'b>(
        selection: &'b Self::Selection,
        pass: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
    /// Reads it.
    fn build<'a>(row: &impl Row<'a, DB>) -> deserialize::Result<Self>;
    /// Adds its types.
    fn metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>);
}

#[diagnostic::do_not_recommend]
impl<M, E, ST, DB> RowOf<DB> for M
where
    DB: Backend + QueryMetadata<ST>,
    M: Selectable<DB, SelectExpression = E> + FromSqlRow<ST, DB>,
    E: Expression<SqlType = ST>,
    AsSelect<M, DB>: QueryFragment<DB>,
{
    type Selection = AsSelect<M, DB>;

    fn selection() -> Self::Selection {
        M::as_select()
    }

    fn push_selection<'b>(
        selection: &'b Self::Selection,
        pass: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        selection.walk_ast(pass)
    }

    fn build<'a>(row: &impl Row<'a, DB>) -> deserialize::Result<Self> {
        M::build_from_row(row)
    }

    fn metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        DB::row_metadata(lookup, out);
    }
}

/// What a filter writes after the condition of the keys.
pub trait PushFilter<DB: Backend> {
    /// ` AND (…) AND (…)`
    fn push<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<DB: Backend> PushFilter<DB> for NoFilter {
    fn push<'b>(&'b self, _: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<DB: Backend, Before: PushFilter<DB>, Condition: QueryFragment<DB>> PushFilter<DB>
    for And<Before, Condition>
{
    fn push<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.before.push(pass)?;
        pass.push_sql(" AND (");
        self.condition.walk_ast(pass.reborrow())?;
        pass.push_sql(")");
        Ok(())
    }
}

/// What an order writes.
pub trait PushOrder<DB: Backend> {
    /// Whether there is nothing to write.
    const NONE: bool;
    /// `…, …`
    fn push<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>;
}

impl<DB: Backend> PushOrder<DB> for NoOrder {
    const NONE: bool = true;

    fn push<'b>(&'b self, _: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        Ok(())
    }
}

impl<DB: Backend, Order: QueryFragment<DB>> PushOrder<DB> for By<Order> {
    const NONE: bool = false;

    fn push<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(pass.reborrow())
    }
}

/// The rows of `Target` that belong to the keys in a range.
pub(super) struct RowsQuery<'q, 'row, S, T, P, F, O, DB>
where
    P: Path<S, T>,
    T: RowOf<DB>,
    DB: Backend,
{
    pub(super) selection: T::Selection,
    pub(super) lists: &'q P::Lists<'row>,
    pub(super) rows: Range<usize>,
    pub(super) filter: &'q F,
    pub(super) order: &'q O,
    pub(super) limit: Option<(i64, i64)>,
    pub(super) types: PhantomData<(S, DB)>,
}

/// The number of rows that `limit` keeps: after the first, and up to the second.
pub(super) fn window(limit: &PerRow) -> (i64, i64) {
    let offset = limit.offset.max(0);
    (offset, offset.saturating_add(limit.limit.max(0)))
}

/// The SQL type of a statement that loads related rows.
pub struct RowsType<S, T, P>(PhantomData<(S, T, P)>);

impl<S, T, P, F, O, DB> Query for RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    P: Path<S, T>,
    T: RowOf<DB>,
    DB: Backend,
{
    type SqlType = RowsType<S, T, P>;
}

impl<S, T, P, F, O, DB> QueryId for RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    P: Path<S, T>,
    T: RowOf<DB>,
    DB: Backend,
{
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// How the number of a row within those of its parent is called.
const ROW_NUMBER: &str = "__row_number";

impl<S, T, P, F, O, DB> QueryFragment<DB> for RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    S: Model,
    T: Model + RowOf<DB>,
    P: PathSql<S, T, DB>,
    F: PushFilter<DB>,
    O: PushOrder<DB>,
    DB: Backend + HasSqlType<BigInt>,
    i64: diesel::serialize::ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let is_limited = self.limit.is_some();
        pass.push_sql(if is_limited {
            "SELECT * FROM (SELECT "
        } else {
            "SELECT "
        });
        T::push_selection(&self.selection, pass.reborrow())?;
        P::push_extra(is_limited, &mut pass)?;
        if is_limited {
            self.push_row_number(&mut pass)?;
        }
        P::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        P::push_condition(self.lists, self.rows.clone(), &mut pass)?;
        self.filter.push(&mut pass)?;
        if let Some((after, up_to)) = &self.limit {
            pass.push_sql(") AS ");
            pass.push_identifier("__rows")?;
            pass.push_sql(" WHERE ");
            pass.push_identifier(ROW_NUMBER)?;
            pass.push_sql(" > ");
            pass.push_bind_param::<BigInt, i64>(after)?;
            pass.push_sql(" AND ");
            pass.push_identifier(ROW_NUMBER)?;
            pass.push_sql(" <= ");
            pass.push_bind_param::<BigInt, i64>(up_to)?;
            pass.push_sql(" ORDER BY ");
            pass.push_identifier(ROW_NUMBER)?;
        } else if !O::NONE {
            pass.push_sql(" ORDER BY ");
            self.order.push(&mut pass)?;
        }
        Ok(())
    }
}

impl<S, T, P, F, O, DB> RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    T: Model + RowOf<DB>,
    P: PathSql<S, T, DB>,
    O: PushOrder<DB>,
    DB: Backend,
{
    /// The place of a row among those of its parent. The primary key decides between rows that the
    /// order takes for equal, so that the same rows are loaded every time.
    fn push_row_number<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql(", ROW_NUMBER() OVER (PARTITION BY ");
        push_columns(&P::key_columns(), pass)?;
        pass.push_sql(" ORDER BY ");
        if !O::NONE {
            self.order.push(pass)?;
            pass.push_sql(", ");
        }
        for (position, column) in T::PRIMARY_KEY.columns.iter().enumerate() {
            if position > 0 {
                pass.push_sql(", ");
            }
            push_column(&T::NAME, column, pass)?;
        }
        pass.push_sql(") AS ");
        pass.push_identifier(ROW_NUMBER)
    }
}

/// The number of rows of `Target` for each of the keys in a range.
pub(super) struct CountQuery<'q, 'row, S, T, P, F>
where
    P: Path<S, T>,
{
    pub(super) lists: &'q P::Lists<'row>,
    pub(super) rows: Range<usize>,
    pub(super) filter: &'q F,
    pub(super) types: PhantomData<(S, T)>,
}

/// The SQL type of a statement that counts related rows.
pub struct CountType<S, T, P>(PhantomData<(S, T, P)>);

impl<S, T, P: Path<S, T>, F> Query for CountQuery<'_, '_, S, T, P, F> {
    type SqlType = CountType<S, T, P>;
}

impl<S, T, P: Path<S, T>, F> QueryId for CountQuery<'_, '_, S, T, P, F> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<S, T, P, F, DB> QueryFragment<DB> for CountQuery<'_, '_, S, T, P, F>
where
    P: PathSql<S, T, DB>,
    F: PushFilter<DB>,
    DB: Backend,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let columns = P::key_columns();
        pass.push_sql("SELECT ");
        push_columns(&columns, &mut pass)?;
        pass.push_sql(", COUNT(*)");
        P::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        P::push_condition(self.lists, self.rows.clone(), &mut pass)?;
        self.filter.push(&mut pass)?;
        pass.push_sql(" GROUP BY ");
        push_columns(&columns, &mut pass)
    }
}

macro_rules! metadata {
    ($feature:literal, $backend:ty) => {
        #[cfg(feature = $feature)]
        impl<S, T, P> QueryMetadata<RowsType<S, T, P>> for $backend
        where
            T: RowOf<$backend>,
            P: PathSql<S, T, $backend>,
        {
            fn row_metadata(
                lookup: &mut Self::MetadataLookup,
                out: &mut Vec<Option<Self::TypeMetadata>>,
            ) {
                T::metadata(lookup, out);
                P::extra_metadata(lookup, out);
            }
        }

        #[cfg(feature = $feature)]
        impl<S, T, P> QueryMetadata<CountType<S, T, P>> for $backend
        where
            P: PathSql<S, T, $backend>,
        {
            fn row_metadata(
                lookup: &mut Self::MetadataLookup,
                out: &mut Vec<Option<Self::TypeMetadata>>,
            ) {
                P::key_metadata(lookup, out);
                out.push(Some(<$backend as HasSqlType<BigInt>>::metadata(lookup)));
            }
        }
    };
}

metadata!("postgres", diesel::pg::Pg);
metadata!("sqlite", diesel::sqlite::Sqlite);
metadata!("mysql", diesel::mysql::Mysql);
