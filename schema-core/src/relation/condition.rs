//! `any()` and `none()`: conditions on a row by the rows that belong to it.

use super::path::{Columns, Path, PathSql, push_columns, push_equal};
use super::query::PushFilter;
use super::{Leads, Relation, To};
use crate::Model;
use crate::definition::TableName;
use diesel::Table;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Bool;
use std::marker::PhantomData;

/// Whether there are rows of a relation, as a condition on the row that they belong to.
#[derive(Debug, Clone, Copy)]
pub struct Exists<Name, W, Filter> {
    filter: Filter,
    expected: bool,
    name: PhantomData<(Name, W)>,
}

impl<Name, W, Filter> Exists<Name, W, Filter> {
    pub(super) const fn new(filter: Filter, expected: bool) -> Self {
        Exists {
            filter,
            expected,
            name: PhantomData,
        }
    }
}

impl<Name, W, Filter> Expression for Exists<Name, W, Filter> {
    type SqlType = Bool;
}

impl<Name, W, Filter, QS> AppearsOnTable<QS> for Exists<Name, W, Filter>
where
    Name: Relation<Source: Model>,
    <<Name::Source as Model>::Table as Table>::PrimaryKey: AppearsOnTable<QS>,
{
}

impl<Name, W, Filter, QS> SelectableExpression<QS> for Exists<Name, W, Filter> where
    Self: AppearsOnTable<QS>
{
}

impl<Name, W, Filter> ValidGrouping<()> for Exists<Name, W, Filter> {
    type IsAggregate = is_aggregate::No;
}

impl<Name, W, Filter> QueryId for Exists<Name, W, Filter> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Name, W, Filter, S, T, DB> QueryFragment<DB> for Exists<Name, W, Filter>
where
    W: To<Target = T>,
    Name: Relation<Source = S> + Leads<S, W>,
    Name::Path: PathSql<S, T, DB>,
    S: Model,
    T: Model,
    Filter: PushFilter<DB>,
    DB: Backend,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let keys = <Name::Path as Path<S, T>>::key_columns();
        let sources = <Name::Path as Path<S, T>>::source_columns();
        let is_source =
            |name: &TableName| S::NAME.table == name.table && S::NAME.schema == name.schema;
        let itself = is_source(&T::NAME) || is_source(&keys.table);
        if itself {
            return self.walk_in::<S, T, DB>(&keys, &sources, pass);
        }
        pass.push_sql(if self.expected {
            "EXISTS (SELECT 1 FROM "
        } else {
            "NOT EXISTS (SELECT 1 FROM "
        });
        <Name::Path as PathSql<S, T, DB>>::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        push_equal(&keys, &sources, &mut pass)?;
        <Name::Path as PathSql<S, T, DB>>::push_tag(&mut pass)?;
        self.filter.push(&mut pass)?;
        pass.push_sql(")");
        Ok(())
    }
}

impl<Name, W, Filter> Exists<Name, W, Filter> {
    /// A table within itself has one name twice, so the condition does not compare across: the row's
    /// key is among those of a subquery.
    fn walk_in<'b, S, T, DB>(
        &'b self,
        keys: &Columns,
        sources: &Columns,
        mut pass: AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>
    where
        Name: Leads<S, W, Path: PathSql<S, T, DB>>,
        Filter: PushFilter<DB>,
        DB: Backend,
    {
        // NULL is in no list and not outside of one; the condition is to be true or false.
        let (null, and_or, is_in) = if self.expected {
            (" IS NOT NULL", " AND ", " IN (SELECT ")
        } else {
            (" IS NULL", " OR ", " NOT IN (SELECT ")
        };
        pass.push_sql("(");
        for name in &sources.names {
            super::path::push_column(&sources.table, name, &mut pass)?;
            pass.push_sql(null);
            pass.push_sql(and_or);
        }
        let (open, close) = if sources.names.len() > 1 {
            ("(", ")")
        } else {
            ("", "")
        };
        pass.push_sql(open);
        push_columns(sources, &mut pass)?;
        pass.push_sql(close);
        pass.push_sql(is_in);
        push_columns(keys, &mut pass)?;
        pass.push_sql(" FROM ");
        <Name::Path as PathSql<S, T, DB>>::push_from(&mut pass)?;
        pass.push_sql(" WHERE ");
        for (position, name) in keys.names.iter().enumerate() {
            if position > 0 {
                pass.push_sql(" AND ");
            }
            super::path::push_column(&keys.table, name, &mut pass)?;
            pass.push_sql(" IS NOT NULL");
        }
        <Name::Path as PathSql<S, T, DB>>::push_tag(&mut pass)?;
        self.filter.push(&mut pass)?;
        pass.push_sql("))");
        Ok(())
    }
}
