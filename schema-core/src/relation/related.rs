//! A relation with what a query wants of it.

use super::condition::Exists;
use super::junction::Joined;
use super::load::{Edge, Lacks, Numbered};
use super::loaded::Nothing;
use super::{Many, Relation, To};
use crate::Model;
use diesel::dsl::InnerJoinQuerySource;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate};
use diesel::sql_types::BoolOrNullableBool;
use std::marker::PhantomData;

/// The rows of a relation, as a query is to load them: `Plan::steps()`, and what is added to it.
///
/// `Name` is the relation, `To` where it leads; `Nested`, `Filter`, `Order` and `Limit` are what was added.
#[must_use = "a relation is loaded by `.with(…)` of a query"]
#[derive(Debug, Clone, Copy)]
pub struct Related<Name, To, Nested = Nothing, Filter = NoFilter, Order = NoOrder, Limit = NoLimit>
{
    pub(super) name: PhantomData<(Name, To)>,
    pub(super) nested: Nested,
    pub(super) filter: Filter,
    pub(super) order: Order,
    pub(super) limit: Limit,
}

/// The number of rows of a relation, as a query is to load it.
#[must_use = "a count is loaded by `.with(…)` of a query"]
#[derive(Debug, Clone, Copy)]
pub struct Count<Name, To, Filter> {
    pub(super) name: PhantomData<(Name, To)>,
    pub(super) filter: Filter,
}

/// All rows of a relation.
#[derive(Debug, Clone, Copy)]
pub struct NoFilter;

/// Rows that fulfil `Condition` and what was asked for before.
#[derive(Debug, Clone, Copy)]
pub struct And<Before, Condition> {
    pub(super) before: Before,
    pub(super) condition: Condition,
}

/// Rows in any order.
#[derive(Debug, Clone, Copy)]
pub struct NoOrder;

/// Rows in an order.
#[derive(Debug, Clone, Copy)]
pub struct By<Order>(pub(super) Order);

/// As many rows as there are.
#[derive(Debug, Clone, Copy)]
pub struct NoLimit;

/// Some rows for each row that they belong to.
#[derive(Debug, Clone, Copy)]
pub struct PerRow {
    pub(super) offset: i64,
    pub(super) limit: i64,
}

/// Another relation to load beside those before.
#[derive(Debug, Clone, Copy)]
pub struct Also<Before, Edge> {
    pub(super) before: Before,
    pub(super) edge: Edge,
}

/// A condition on rows of `Table`, and on those of a junction.
#[diagnostic::on_unimplemented(
    message = "this condition cannot be used on rows of `{Table}`",
    label = "not a condition on columns of `{Table}`",
    note = "a relation is filtered by columns of its own table, compared with values"
)]
pub trait ConditionOn<Table, Joined> {}

#[diagnostic::do_not_recommend]
impl<Table, E> ConditionOn<Table, ()> for E
where
    E: AppearsOnTable<Table> + ValidGrouping<(), IsAggregate: NoAggregate>,
    E: Expression<SqlType: BoolOrNullableBool>,
{
}

#[diagnostic::do_not_recommend]
impl<Table, J, E> ConditionOn<Table, Joined<J>> for E
where
    Table: diesel::QuerySource,
    J: Model,
    E: AppearsOnTable<InnerJoinQuerySource<Table, J::Table, ()>>,
    E: ValidGrouping<(), IsAggregate: NoAggregate>,
    E: Expression<SqlType: BoolOrNullableBool>,
{
}

/// An order of rows of `Table`, and of those of a junction.
#[diagnostic::on_unimplemented(
    message = "rows of `{Table}` cannot be ordered by this",
    label = "not an order by columns of `{Table}`",
    note = "a relation is ordered by columns of its own table: `.order(column.asc())`"
)]
pub trait OrderOn<Table, Joined> {}

#[diagnostic::do_not_recommend]
impl<Table, E> OrderOn<Table, ()> for E where
    E: AppearsOnTable<Table> + ValidGrouping<(), IsAggregate: NoAggregate>
{
}

#[diagnostic::do_not_recommend]
impl<Table, J, E> OrderOn<Table, Joined<J>> for E
where
    Table: diesel::QuerySource,
    J: Model,
    E: AppearsOnTable<InnerJoinQuerySource<Table, J::Table, ()>>,
    E: ValidGrouping<(), IsAggregate: NoAggregate>,
{
}

/// What Diesel knows of an expression that is about one row: that it is no aggregate, or, of SQL that
/// it does not know, nothing.
pub trait NoAggregate {}

impl NoAggregate for is_aggregate::No {}

impl NoAggregate for is_aggregate::Never {}

impl<Name, W> Related<Name, W> {
    /// The rows of a relation, which generated code calls.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Related {
            name: PhantomData,
            nested: Nothing,
            filter: NoFilter,
            order: NoOrder,
            limit: NoLimit,
        }
    }
}

impl<Name, W> Default for Related<Name, W> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Name, W: To, Nested, Filter, Order, Limit> Related<Name, W, Nested, Filter, Order, Limit> {
    /// Loads only rows that fulfil a condition, and those before. Of a relation through a junction, the
    /// columns of the junction may take part.
    pub fn filter<Condition>(
        self,
        condition: Condition,
    ) -> Related<Name, W, Nested, And<Filter, Condition>, Order, Limit>
    where
        W::Target: Model,
        Condition: ConditionOn<<W::Target as Model>::Table, W::Joined>,
    {
        Related {
            name: PhantomData,
            nested: self.nested,
            filter: And {
                before: self.filter,
                condition,
            },
            order: self.order,
            limit: self.limit,
        }
    }

    /// Loads the rows of each row in an order; an order before is replaced.
    pub fn order<By_>(self, order: By_) -> Related<Name, W, Nested, Filter, By<By_>, Limit>
    where
        W::Target: Model,
        By_: OrderOn<<W::Target as Model>::Table, W::Joined>,
    {
        Related {
            name: PhantomData,
            nested: self.nested,
            filter: self.filter,
            order: By(order),
            limit: self.limit,
        }
    }

    /// Not to be had: rows of a relation are whole.
    #[doc(hidden)]
    pub fn select<Selection>(self, _: Selection) -> Self
    where
        Self: super::root::PartOfRows<Selection>,
    {
        self
    }

    /// The same as [`Related::order`], as Diesel has both.
    pub fn order_by<By_>(self, order: By_) -> Related<Name, W, Nested, Filter, By<By_>, Limit>
    where
        W::Target: Model,
        By_: OrderOn<<W::Target as Model>::Table, W::Joined>,
    {
        self.order(order)
    }

    /// Loads a relation of the loaded rows, too.
    pub fn with<E>(self, edge: E) -> Related<Name, W, E::With<Nested>, Filter, Order, Limit>
    where
        E: Edge<W::Target> + Numbered,
        Nested: Lacks<E>,
    {
        Related {
            name: PhantomData,
            nested: edge.with(self.nested),
            filter: self.filter,
            order: self.order,
            limit: self.limit,
        }
    }
}

impl<Name: Relation<Kind = Many>, W, Nested, Filter, Order>
    Related<Name, W, Nested, Filter, Order, NoLimit>
{
    /// Loads at most so many rows for each row that they belong to: the first ones in the order, or
    /// by the primary key if there is none. A number below zero is none.
    pub fn limit(self, limit: i64) -> Related<Name, W, Nested, Filter, Order, PerRow> {
        self.per_row(PerRow { offset: 0, limit })
    }

    /// Leaves out the first rows of each row that they belong to.
    pub fn offset(self, offset: i64) -> Related<Name, W, Nested, Filter, Order, PerRow> {
        self.per_row(PerRow {
            offset,
            limit: i64::MAX,
        })
    }

    fn per_row(self, limit: PerRow) -> Related<Name, W, Nested, Filter, Order, PerRow> {
        Related {
            name: PhantomData,
            nested: self.nested,
            filter: self.filter,
            order: self.order,
            limit,
        }
    }
}

impl<Name: Relation<Kind = Many>, W, Nested, Filter, Order>
    Related<Name, W, Nested, Filter, Order, PerRow>
{
    /// Changes the number of rows for each row that they belong to.
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit.limit = limit;
        self
    }

    /// Changes how many rows are left out before.
    pub fn offset(mut self, offset: i64) -> Self {
        self.limit.offset = offset;
        self
    }
}

impl<Name: Relation<Kind = Many>, W, Filter> Related<Name, W, Nothing, Filter> {
    /// Loads the number of rows for each row that they belong to, and not the rows.
    pub fn count(self) -> Count<Name, W, Filter> {
        Count {
            name: PhantomData,
            filter: self.filter,
        }
    }
}

impl<Name: Relation, W, Filter> Related<Name, W, Nothing, Filter> {
    /// The condition that there is such a row: `plans.filter(Plan::steps().any())`.
    pub fn any(self) -> Exists<Name, W, Filter> {
        Exists::new(self.filter, true)
    }

    /// The condition that there is no such row.
    pub fn none(self) -> Exists<Name, W, Filter> {
        Exists::new(self.filter, false)
    }
}
