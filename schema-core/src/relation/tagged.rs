//! Keys of polymorphic references: pairs of a key and the one that it equals where its tag says so.

use super::key::{KeyPairs, KeySql};
use crate::polymorphic::{HasReference, LeadsTo, Polymorphic};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::query_builder::AstPass;
use diesel::result::{QueryResult, UnexpectedEndOfRow};
use diesel::row::{Field, Row};
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;
use std::hash::Hash;

/// The reference of a model with a number, whose key and tag are columns at these positions.
pub struct Tagged<const NUMBER: usize, const KEY: usize, const TAG: usize>;

impl<Child, Parent, E, Value, const N: usize, const K: usize, const T: usize>
    KeyPairs<Child, Parent> for Tagged<N, K, T>
where
    Child: HasReference<N, Reference = E>,
    E: LeadsTo<Parent> + Polymorphic<Key = Value>,
    Value: Eq + Hash + 'static,
{
    type Values<'row> = &'row Value;
    type Lists<'row> = Vec<&'row Value>;
    type Owned = Value;
    const LENGTH: usize = 1;

    fn of_child(child: &Child) -> Option<&Value> {
        child.reference()?.key_to()
    }

    fn of_parent(parent: &Parent) -> Option<&Value> {
        E::key_of(parent)
    }

    fn of_owned(owned: &Value) -> &Value {
        owned
    }

    fn add<'row>(lists: &mut Vec<&'row Value>, value: &'row Value) {
        lists.push(value);
    }

    fn count(lists: &Vec<&Value>) -> usize {
        lists.len()
    }

    fn columns(positions: &mut Vec<(usize, usize)>) {
        positions.push((K, E::COLUMN));
    }

    fn tag() -> Option<(usize, &'static str)> {
        Some((T, E::TAG))
    }
}

impl<Child, Parent, E, Value, DB, const N: usize, const K: usize, const T: usize>
    KeySql<Child, Parent, DB> for Tagged<N, K, T>
where
    Child: HasReference<N, Reference = E>,
    E: LeadsTo<Parent> + Polymorphic<Key = Value>,
    Value: Eq + Hash + ToSql<E::KeySqlType, DB> + FromSql<E::KeySqlType, DB> + 'static,
    DB: Backend + HasSqlType<E::KeySqlType>,
{
    fn push_row<'b, 'row: 'b>(
        lists: &'b Vec<&'row Value>,
        row: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        pass.push_bind_param::<E::KeySqlType, Value>(lists[row])
    }

    fn read<'a>(row: &impl Row<'a, DB>, position: usize) -> deserialize::Result<Option<Value>> {
        let field = row.get(position).ok_or(UnexpectedEndOfRow)?;
        field.value().map(Value::from_sql).transpose()
    }

    fn metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        out.push(Some(<DB as HasSqlType<E::KeySqlType>>::metadata(lookup)));
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::{HasReference, LeadsTo, Polymorphic, Tagged};
    use crate::relation::backend::KeyArrays;
    use diesel::pg::Pg;
    use diesel::query_builder::AstPass;
    use diesel::result::QueryResult;
    use diesel::serialize::ToSql;
    use diesel::sql_types::{Array, HasSqlType};
    use std::fmt::Debug;
    use std::hash::Hash;

    impl<Child, Parent, E, Value, const N: usize, const K: usize, const T: usize>
        KeyArrays<Child, Parent> for Tagged<N, K, T>
    where
        Child: HasReference<N, Reference = E>,
        E: LeadsTo<Parent> + Polymorphic<Key = Value>,
        Value: Eq + Hash + Debug + ToSql<E::KeySqlType, Pg> + 'static,
        Pg: HasSqlType<E::KeySqlType>,
    {
        fn push_arrays<'b, 'row: 'b>(
            lists: &'b Vec<&'row Value>,
            pass: &mut AstPass<'_, 'b, Pg>,
        ) -> QueryResult<()> {
            pass.push_bind_param::<Array<E::KeySqlType>, Vec<&'row Value>>(lists)
        }
    }
}
