//! The statement that loads related rows, in its three shapes: all rows, the first rows of each key
//! by their numbers, and the first rows of each key by a query of its own.

use super::path::{Columns, Path, PathSql, primary_key, push_columns};
use super::query::{PushFilter, PushOrder, RowOf, RowsType};
use super::related::PerRow;
use crate::Model;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType};
use std::marker::PhantomData;
use std::ops::Range;

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
    pub(super) window: Option<Window>,
    pub(super) types: PhantomData<(S, DB)>,
}

/// Which rows of each key are loaded, of those in order.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// How many come before them.
    before: i64,
    /// How many there are.
    count: i64,
    /// The number of the last, from 1.
    last: i64,
}

impl From<&PerRow> for Window {
    fn from(per_row: &PerRow) -> Self {
        let (before, count) = (per_row.offset.max(0), per_row.limit.max(0));
        Window {
            before,
            count,
            last: before.saturating_add(count),
        }
    }
}

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

/// How the number of a row within those of its key is called.
const ROW_NUMBER: &str = "__row_number";
/// How the keys are called where they are a table.
const KEYS: &str = "__keys";

impl<S, T, P, F, O, DB> QueryFragment<DB> for RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    T: Model + RowOf<DB>,
    P: PathSql<S, T, DB>,
    F: PushFilter<DB>,
    O: PushOrder<DB>,
    DB: Backend + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        match &self.window {
            None => self.walk_all(pass),
            Some(window) if P::LIMITS_EACH => self.walk_each(window, pass),
            Some(window) => self.walk_numbered(window, pass),
        }
    }
}

impl<S, T, P, F, O, DB> RowsQuery<'_, '_, S, T, P, F, O, DB>
where
    T: Model + RowOf<DB>,
    P: PathSql<S, T, DB>,
    F: PushFilter<DB>,
    O: PushOrder<DB>,
    DB: Backend + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
{
    /// `SELECT … FROM children WHERE children.key IN (…) ORDER BY …`
    fn walk_all<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql("SELECT ");
        T::push_selection(&self.selection, pass.reborrow())?;
        P::push_extra(false, &mut pass)?;
        self.push_source(&mut pass)?;
        if !O::NONE {
            pass.push_sql(" ORDER BY ");
            self.order.push(&mut pass)?;
        }
        Ok(())
    }

    /// `SELECT * FROM (SELECT …, ROW_NUMBER() OVER (PARTITION BY children.key ORDER BY …)
    /// FROM children WHERE children.key IN (…)) WHERE number <= …`
    fn walk_numbered<'b>(
        &'b self,
        window: &'b Window,
        mut pass: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        pass.push_sql("SELECT * FROM (SELECT ");
        T::push_selection(&self.selection, pass.reborrow())?;
        P::push_extra(true, &mut pass)?;
        pass.push_sql(", ROW_NUMBER() OVER (PARTITION BY ");
        let keys = P::key_columns();
        for position in 0..keys.names.len() {
            pass.push_sql(if position > 0 { ", " } else { "" });
            P::push_exact(&keys, position, &mut pass)?;
        }
        self.push_total_order(&mut pass)?;
        pass.push_sql(") AS ");
        pass.push_identifier(ROW_NUMBER)?;
        self.push_source(&mut pass)?;
        pass.push_sql(") AS ");
        pass.push_identifier("__rows")?;
        pass.push_sql(" WHERE ");
        pass.push_identifier(ROW_NUMBER)?;
        pass.push_sql(" > ");
        pass.push_bind_param::<BigInt, i64>(&window.before)?;
        pass.push_sql(" AND ");
        pass.push_identifier(ROW_NUMBER)?;
        pass.push_sql(" <= ");
        pass.push_bind_param::<BigInt, i64>(&window.last)?;
        pass.push_sql(" ORDER BY ");
        pass.push_identifier(ROW_NUMBER)
    }

    /// `WITH keys AS (VALUES …) SELECT … FROM keys CROSS JOIN children WHERE children.id IN (SELECT
    /// children.id FROM children WHERE children.key = keys.key ORDER BY … LIMIT …) ORDER BY …`
    ///
    /// Within the subquery the name of the table stands for the subquery's own rows.
    fn walk_each<'b>(
        &'b self,
        window: &'b Window,
        mut pass: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let keys = P::key_columns();
        pass.push_sql("WITH ");
        pass.push_identifier(KEYS)?;
        pass.push_sql(" (");
        for position in 0..keys.names.len() {
            pass.push_sql(if position > 0 { ", " } else { "" });
            push_key(position, &mut pass)?;
        }
        pass.push_sql(") AS (");
        P::push_rows(self.lists, self.rows.clone(), &mut pass)?;
        pass.push_sql(") SELECT ");
        T::push_selection(&self.selection, pass.reborrow())?;
        P::push_extra(false, &mut pass)?;
        pass.push_sql(" FROM ");
        pass.push_identifier(KEYS)?;
        pass.push_sql(" CROSS JOIN ");
        P::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        let rows = P::row_columns();
        push_tuple(&rows, &mut pass)?;
        pass.push_sql(" IN (SELECT ");
        push_columns(&rows, &mut pass)?;
        pass.push_sql(" FROM ");
        P::push_from(&mut pass)?;
        for position in 0..keys.names.len() {
            pass.push_sql(if position > 0 { " AND " } else { " WHERE " });
            P::push_exact(&keys, position, &mut pass)?;
            pass.push_sql(" = ");
            pass.push_identifier(KEYS)?;
            pass.push_sql(".");
            push_key(position, &mut pass)?;
        }
        P::push_tag(&mut pass)?;
        self.filter.push(&mut pass)?;
        self.push_total_order(&mut pass)?;
        pass.push_sql(" LIMIT ");
        pass.push_bind_param::<BigInt, i64>(&window.count)?;
        pass.push_sql(" OFFSET ");
        pass.push_bind_param::<BigInt, i64>(&window.before)?;
        pass.push_sql(")");
        self.push_total_order(&mut pass)
    }

    /// ` FROM children WHERE children.key IN (…) AND (…)`
    fn push_source<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql(" FROM ");
        P::push_from(pass)?;
        pass.push_sql(" WHERE ");
        P::push_condition(self.lists, self.rows.clone(), pass)?;
        P::push_tag(pass)?;
        self.filter.push(pass)
    }

    /// ` ORDER BY …`. The primary key decides between rows that the order takes for equal, so that the
    /// same rows are loaded every time.
    fn push_total_order<'b>(&'b self, pass: &mut AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql(" ORDER BY ");
        if !O::NONE {
            self.order.push(pass)?;
            pass.push_sql(", ");
        }
        push_columns(&primary_key::<T>(), pass)
    }
}

/// The name of a column of the keys.
fn push_key<DB: Backend>(position: usize, pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
    pass.push_identifier(&format!("key_{position}"))
}

/// One column, or `(first, second)`.
fn push_tuple<DB: Backend>(columns: &Columns, pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
    let (open, close) = match columns.names.len() {
        1 => ("", ""),
        _ => ("(", ")"),
    };
    pass.push_sql(open);
    push_columns(columns, pass)?;
    pass.push_sql(close);
    Ok(())
}
