//! Keys: the columns by which rows of two models find each other.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::query_builder::AstPass;
use diesel::result::{QueryResult, UnexpectedEndOfRow};
use diesel::row::{Field, Row};
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;
use std::hash::Hash;

/// A column of a model that takes part in a key, by its position among the columns.
pub trait KeyColumn<const POSITION: usize> {
    /// The Rust type, without `Option`.
    type Value: 'static;
    /// Diesel's SQL type, without `Nullable`.
    type SqlType: 'static;

    /// The value of a row; NULL is `None`.
    fn value(&self) -> Option<&Self::Value>;
}

/// A foreign key of a model, by its position among the foreign keys.
pub trait ForeignKey<const POSITION: usize> {
    /// [`Pair`]s of columns, as a list that ends in `()`.
    type Pairs;
}

/// A column of a foreign key and the one that it references, by their positions among the columns of
/// child and parent.
pub struct Pair<const CHILD: usize, const PARENT: usize>;

/// A list of [`Pair`]s between a child and its parent.
pub trait KeyPairs<Child, Parent>: 'static {
    /// The values of one row: nested pairs of references.
    type Values<'row>: Copy + Eq + Hash;
    /// The values of many rows: nested pairs of vectors, one for each column.
    type Lists<'row>: Default;
    /// The values of one row, as they are read from a result.
    type Owned: 'static;
    /// How many columns there are.
    const LENGTH: usize;

    /// The values of a child; `None` if one is NULL.
    fn of_child(child: &Child) -> Option<Self::Values<'_>>;
    /// The values of a parent; `None` if one is NULL.
    fn of_parent(parent: &Parent) -> Option<Self::Values<'_>>;
    /// The values that were read.
    fn of_owned(owned: &Self::Owned) -> Self::Values<'_>;
    /// Adds the values of a row.
    fn add<'row>(lists: &mut Self::Lists<'row>, values: Self::Values<'row>);
    /// How many rows were added.
    fn count(lists: &Self::Lists<'_>) -> usize;
    /// Adds the positions of the columns: of the child, and of the parent.
    fn columns(positions: &mut Vec<(usize, usize)>);
    /// The column of the child that says whether the parent is meant, and what it says then.
    fn tag() -> Option<(usize, &'static str)> {
        None
    }
}

impl<Child, Parent> KeyPairs<Child, Parent> for () {
    type Values<'row> = ();
    type Lists<'row> = ();
    type Owned = ();
    const LENGTH: usize = 0;

    fn of_child(_: &Child) -> Option<()> {
        Some(())
    }

    fn of_parent(_: &Parent) -> Option<()> {
        Some(())
    }

    fn of_owned((): &()) {}

    fn add<'row>((): &mut (), (): ()) {}

    fn count((): &()) -> usize {
        0
    }

    fn columns(_: &mut Vec<(usize, usize)>) {}
}

impl<Child, Parent, Rest, Value, const C: usize, const P: usize> KeyPairs<Child, Parent>
    for (Pair<C, P>, Rest)
where
    Child: KeyColumn<C, Value = Value>,
    Parent: KeyColumn<P, Value = Value>,
    Value: Eq + Hash + 'static,
    Rest: KeyPairs<Child, Parent>,
{
    type Values<'row> = (&'row Value, Rest::Values<'row>);
    type Lists<'row> = (Vec<&'row Value>, Rest::Lists<'row>);
    type Owned = (Value, Rest::Owned);
    const LENGTH: usize = 1 + Rest::LENGTH;

    fn of_child(child: &Child) -> Option<Self::Values<'_>> {
        Some((child.value()?, Rest::of_child(child)?))
    }

    fn of_parent(parent: &Parent) -> Option<Self::Values<'_>> {
        Some((parent.value()?, Rest::of_parent(parent)?))
    }

    fn of_owned((first, rest): &Self::Owned) -> Self::Values<'_> {
        (first, Rest::of_owned(rest))
    }

    fn add<'row>((list, lists): &mut Self::Lists<'row>, (value, rest): Self::Values<'row>) {
        list.push(value);
        Rest::add(lists, rest);
    }

    fn count((list, _): &Self::Lists<'_>) -> usize {
        list.len()
    }

    fn columns(positions: &mut Vec<(usize, usize)>) {
        positions.push((C, P));
        Rest::columns(positions);
    }
}

/// What a database makes of a list of [`Pair`]s.
pub trait KeySql<Child, Parent, DB: Backend>: KeyPairs<Child, Parent> {
    /// Binds the values of one row: `?, ?`.
    fn push_row<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        row: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;

    /// Reads the values of the columns from this position on; `None` if one is NULL.
    fn read<'a>(
        row: &impl Row<'a, DB>,
        position: usize,
    ) -> deserialize::Result<Option<Self::Owned>>;

    /// Adds the types of the columns.
    fn metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>);
}

impl<Child, Parent, DB: Backend> KeySql<Child, Parent, DB> for () {
    fn push_row<'b, 'row: 'b>(
        (): &'b (),
        _: usize,
        _: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        Ok(())
    }

    fn read<'a>(_: &impl Row<'a, DB>, _: usize) -> deserialize::Result<Option<()>> {
        Ok(Some(()))
    }

    fn metadata(_: &mut DB::MetadataLookup, _: &mut Vec<Option<DB::TypeMetadata>>) {}
}

impl<Child, Parent, Rest, Value, DB, const C: usize, const P: usize> KeySql<Child, Parent, DB>
    for (Pair<C, P>, Rest)
where
    Child: KeyColumn<C, Value = Value>,
    Parent: KeyColumn<P, Value = Value>,
    Value: Eq + Hash + ToSql<Child::SqlType, DB> + FromSql<Child::SqlType, DB> + 'static,
    Rest: KeySql<Child, Parent, DB>,
    DB: Backend + HasSqlType<Child::SqlType>,
{
    fn push_row<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        row: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let (list, rest) = lists;
        pass.push_bind_param::<Child::SqlType, Value>(list[row])?;
        if Rest::LENGTH > 0 {
            pass.push_sql(", ");
        }
        Rest::push_row(rest, row, pass)
    }

    fn read<'a>(
        row: &impl Row<'a, DB>,
        position: usize,
    ) -> deserialize::Result<Option<Self::Owned>> {
        let field = row.get(position).ok_or(UnexpectedEndOfRow)?;
        let Some(value) = field.value() else {
            return Ok(None);
        };
        let value = Value::from_sql(value)?;
        Ok(Rest::read(row, position + 1)?.map(|rest| (value, rest)))
    }

    fn metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        out.push(Some(<DB as HasSqlType<Child::SqlType>>::metadata(lookup)));
        Rest::metadata(lookup, out);
    }
}
