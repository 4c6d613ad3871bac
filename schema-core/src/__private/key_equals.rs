//! The condition of a join: the columns of a foreign key equal the referenced ones.
//!
//! It is written from the definition of the key and not from Diesel's columns: nothing has to be
//! proved about types that the assertions on foreign keys compare anyway, and the type of the
//! condition does not name the other model, which may be less visible than the table.

use super::joins::TableOf;
use crate::definition::{ForeignKey, TableName};
use crate::relation::path;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::internal::operators_macro::FieldAliasMapper;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::query_source::{Alias, AliasSource};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Nullable};
use std::any::TypeId;
use std::marker::PhantomData;

/// `posts.user_id = users.id`, for the foreign key of a table at a position. `Aliases` are those of
/// Diesel's aliases that take part in the join: a list of pairs that ends in `()`.
#[derive(Debug, Clone, Copy)]
pub struct KeyEquals<Child, const POSITION: usize, Aliases = ()>(PhantomData<(Child, Aliases)>);

impl<Child, Aliases, const POSITION: usize> Default for KeyEquals<Child, POSITION, Aliases> {
    fn default() -> Self {
        KeyEquals(PhantomData)
    }
}

impl<Child: 'static, Aliases: 'static, const POSITION: usize> QueryId
    for KeyEquals<Child, POSITION, Aliases>
{
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<Child, Aliases, const POSITION: usize> Expression for KeyEquals<Child, POSITION, Aliases> {
    type SqlType = Nullable<Bool>;
}

// Only joins of the two tables have the condition, so both are there.
impl<Child, Aliases, Source, const POSITION: usize> AppearsOnTable<Source>
    for KeyEquals<Child, POSITION, Aliases>
{
}

impl<Child, Aliases, Source, const POSITION: usize> SelectableExpression<Source>
    for KeyEquals<Child, POSITION, Aliases>
{
}

impl<Child, Aliases, const POSITION: usize> ValidGrouping<()>
    for KeyEquals<Child, POSITION, Aliases>
{
    type IsAggregate = is_aggregate::No;
}

impl<S, Child, Aliases, const POSITION: usize> FieldAliasMapper<S>
    for KeyEquals<Child, POSITION, Aliases>
{
    type Out = KeyEquals<Child, POSITION, (S, Aliases)>;

    fn map(self, _: &Alias<S>) -> Self::Out {
        KeyEquals::default()
    }
}

impl<Child, Aliases, DB, const POSITION: usize> QueryFragment<DB>
    for KeyEquals<Child, POSITION, Aliases>
where
    Child: TableOf<Child> + 'static,
    Aliases: AliasNames,
    DB: Backend,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let child = TypeId::of::<Child>();
        let (child_alias, parent_alias) = (Aliases::of(child), Aliases::of_other_than(child));
        let key: &ForeignKey = &Child::TABLE.foreign_keys[POSITION];
        let pairs = key.columns.iter().zip(key.referenced_columns);
        for (position, (column, referenced)) in pairs.enumerate() {
            if position > 0 {
                pass.push_sql(" AND ");
            }
            push_column(&Child::TABLE.name, child_alias, column, &mut pass)?;
            pass.push_sql(" = ");
            push_column(&key.references, parent_alias, referenced, &mut pass)?;
        }
        Ok(())
    }
}

/// The aliases in a join of two tables.
pub trait AliasNames {
    /// The alias of this table, if it has one.
    fn of(table: TypeId) -> Option<&'static str>;
    /// The alias of the other table, if it has one.
    fn of_other_than(table: TypeId) -> Option<&'static str>;
}

impl AliasNames for () {
    fn of(_: TypeId) -> Option<&'static str> {
        None
    }

    fn of_other_than(_: TypeId) -> Option<&'static str> {
        None
    }
}

impl<S, Rest> AliasNames for (S, Rest)
where
    S: AliasSource,
    S::Target: 'static,
    Rest: AliasNames,
{
    fn of(table: TypeId) -> Option<&'static str> {
        if TypeId::of::<S::Target>() == table {
            Some(S::NAME)
        } else {
            Rest::of(table)
        }
    }

    fn of_other_than(table: TypeId) -> Option<&'static str> {
        if TypeId::of::<S::Target>() == table {
            Rest::of_other_than(table)
        } else {
            Some(S::NAME)
        }
    }
}

/// Writes a column as Diesel does.
fn push_column<DB: Backend>(
    table: &TableName,
    alias: Option<&str>,
    column: &str,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    let Some(alias) = alias else {
        return path::push_column(table, column, pass);
    };
    pass.push_identifier(alias)?;
    pass.push_sql(".");
    pass.push_identifier(column)
}
