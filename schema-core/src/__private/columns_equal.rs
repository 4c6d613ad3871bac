//! The condition of a join: the columns of a foreign key equal the referenced ones.
//!
//! Diesel's own `eq` would do, but has the compiler prove a good deal about types that the
//! assertions on foreign keys compare anyway.

use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Nullable};

/// `left = right`
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct ColumnsEqual<Left, Right> {
    left: Left,
    right: Right,
}

/// `first AND second`
#[derive(Debug, Clone, Copy, Default, QueryId)]
pub struct BothEqual<First, Second> {
    first: First,
    second: Second,
}

impl<Left: Expression, Right: Expression> Expression for ColumnsEqual<Left, Right> {
    type SqlType = Nullable<Bool>;
}

impl<First: Expression, Second: Expression> Expression for BothEqual<First, Second> {
    type SqlType = Nullable<Bool>;
}

impl<Left, Right, DB> QueryFragment<DB> for ColumnsEqual<Left, Right>
where
    DB: Backend,
    Left: QueryFragment<DB>,
    Right: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.left.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ");
        self.right.walk_ast(pass)
    }
}

impl<First, Second, DB> QueryFragment<DB> for BothEqual<First, Second>
where
    DB: Backend,
    First: QueryFragment<DB>,
    Second: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.first.walk_ast(pass.reborrow())?;
        pass.push_sql(" AND ");
        self.second.walk_ast(pass)
    }
}

impl<Left, Right, Source> AppearsOnTable<Source> for ColumnsEqual<Left, Right>
where
    Left: AppearsOnTable<Source>,
    Right: AppearsOnTable<Source>,
{
}

impl<First, Second, Source> AppearsOnTable<Source> for BothEqual<First, Second>
where
    First: AppearsOnTable<Source>,
    Second: AppearsOnTable<Source>,
{
}

impl<Left, Right, Source> SelectableExpression<Source> for ColumnsEqual<Left, Right>
where
    Left: SelectableExpression<Source>,
    Right: SelectableExpression<Source>,
{
}

impl<First, Second, Source> SelectableExpression<Source> for BothEqual<First, Second>
where
    First: SelectableExpression<Source>,
    Second: SelectableExpression<Source>,
{
}

impl<Left, Right> ValidGrouping<()> for ColumnsEqual<Left, Right> {
    type IsAggregate = is_aggregate::No;
}

impl<First, Second> ValidGrouping<()> for BothEqual<First, Second> {
    type IsAggregate = is_aggregate::No;
}
