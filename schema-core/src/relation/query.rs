//! The statements that load related rows and their counts.

use super::path::{Path, PathSql, Texts, push_column};
use super::related::{And, By, NoFilter, NoOrder};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSqlRow};
use diesel::dsl::AsSelect;
use diesel::expression::{Expression, QueryMetadata, Selectable, SelectableHelper};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::row::Row;
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

/// The SQL type of a statement that loads related rows.
pub struct RowsType<S, T, P>(PhantomData<(S, T, P)>);

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
        for (position, name) in columns.names.iter().enumerate() {
            // A column that is grouped otherwise than it compares is not grouped by itself; all of its
            // values in a group are one.
            let is_text = columns.texts[position] != Texts::None;
            pass.push_sql(if is_text { "MIN(" } else { "" });
            push_column(&columns.table, name, &mut pass)?;
            pass.push_sql(if is_text { "), " } else { ", " });
        }
        pass.push_sql("COUNT(*)");
        pass.push_sql(" FROM ");
        P::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        P::push_condition(self.lists, self.rows.clone(), &mut pass)?;
        P::push_tag(&mut pass)?;
        self.filter.push(&mut pass)?;
        pass.push_sql(" GROUP BY ");
        for position in 0..columns.names.len() {
            pass.push_sql(if position > 0 { ", " } else { "" });
            P::push_exact(&columns, position, &mut pass)?;
        }
        Ok(())
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
                out.push(Some(<$backend as diesel::sql_types::HasSqlType<
                    diesel::sql_types::BigInt,
                >>::metadata(lookup)));
            }
        }
    };
}

metadata!("postgres", diesel::pg::Pg);
metadata!("sqlite", diesel::sqlite::Sqlite);
metadata!("mysql", diesel::mysql::Mysql);
