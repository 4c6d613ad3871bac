//! The ways from the rows of one model to those of another.

use super::backend::FindsKeys;
use super::key::{KeyPairs, KeySql};
use crate::Model;
use crate::definition::TableName;
use diesel::backend::Backend;
use diesel::deserialize;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::row::Row;
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::Range;

/// The source has a foreign key to the target.
pub struct ToParent<Pairs>(PhantomData<Pairs>);

/// The target has a foreign key to the source.
pub struct ToChildren<Pairs>(PhantomData<Pairs>);

/// A junction has a foreign key to the source, and one to the target.
pub struct Through<Junction, ToSource, ToTarget>(PhantomData<(Junction, ToSource, ToTarget)>);

/// A way from the rows of `Source` to those of `Target`.
pub trait Path<Source, Target>: 'static {
    /// The key of one row.
    type Values<'row>: Copy + Eq + Hash;
    /// The keys of many rows.
    type Lists<'row>: Default;
    /// What has to be read beside a target for its key to be known.
    type Extra: 'static;
    /// What of it the caller gets.
    type Beside: 'static;
    /// A key as it is read from a result.
    type Owned: 'static;
    /// Whether two sources rarely have one key.
    const SOURCES_DIFFER: bool;

    /// The key by which a source finds its targets; `None` if it is NULL.
    fn of_source(source: &Source) -> Option<Self::Values<'_>>;
    /// The key by which a target is found.
    fn of_target<'row>(
        target: &'row Target,
        extra: &'row Self::Extra,
    ) -> Option<Self::Values<'row>>;
    /// Keeps what the caller gets.
    fn beside(extra: Self::Extra) -> Self::Beside;
    /// A key that was read.
    fn of_owned(owned: &Self::Owned) -> Self::Values<'_>;
    /// Adds a key.
    fn add<'row>(lists: &mut Self::Lists<'row>, values: Self::Values<'row>);
    /// How many keys there are.
    fn count(lists: &Self::Lists<'_>) -> usize;
    /// Where the key columns of the targets are: their table, and their names.
    fn key_columns() -> Columns;
    /// The columns of the source that equal them.
    fn source_columns() -> Columns;
    /// The primary key of the table whose rows the result has one of each for.
    fn row_columns() -> Columns;
}

/// Columns of a table.
pub struct Columns {
    /// The table.
    pub table: TableName,
    /// The SQL names.
    pub names: Vec<&'static str>,
    /// How texts in them compare.
    pub texts: Vec<Texts>,
}

/// How a database may compare the texts of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// There are none.
    None,
    /// As the database does by itself.
    Plain,
    /// By a collation that is declared.
    Collated,
}

/// What a database makes of a [`Path`].
pub trait PathSql<Source, Target, DB: Backend>: Path<Source, Target> {
    /// How many keys fit into a statement; all if there is no limit.
    const ROWS: Option<usize>;
    /// [`FindsKeys::LIMITS_EACH`]
    const LIMITS_EACH: bool;

    /// The condition that a target belongs to one of the keys in a range.
    fn push_condition<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
    /// ` AND …`: what the rows with the key columns fulfil besides.
    fn push_tag(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()>;
    /// [`FindsKeys::push_exact`]
    fn push_exact<'b>(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
    /// [`FindsKeys::push_rows`]
    fn push_rows<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
    /// The tables, with all that the condition needs.
    fn push_from(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()>;
    /// `, …`: what is read beside a target, under names of its own if need be.
    fn push_extra(named: bool, pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()>;
    /// Reads it, from a position on.
    fn read_extra<'a>(row: &impl Row<'a, DB>, position: usize) -> deserialize::Result<Self::Extra>;
    /// Adds its types.
    fn extra_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>);
    /// Reads a key, from a position on.
    fn read_key<'a>(
        row: &impl Row<'a, DB>,
        position: usize,
    ) -> deserialize::Result<Option<Self::Owned>>;
    /// Adds its types.
    fn key_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>);
}

impl<J: Model + 'static, A, B, S: Model, T: Model> Path<S, T> for Through<J, A, B>
where
    A: KeyPairs<J, S>,
    B: KeyPairs<J, T>,
{
    type Values<'row> = A::Values<'row>;
    type Lists<'row> = A::Lists<'row>;
    type Extra = A::Owned;
    type Beside = ();
    type Owned = A::Owned;
    const SOURCES_DIFFER: bool = true;

    fn of_source(source: &S) -> Option<Self::Values<'_>> {
        A::of_parent(source)
    }

    fn of_target<'row>(_: &'row T, extra: &'row A::Owned) -> Option<Self::Values<'row>> {
        Some(A::of_owned(extra))
    }

    fn beside(_: A::Owned) {}

    fn of_owned(owned: &Self::Owned) -> Self::Values<'_> {
        A::of_owned(owned)
    }

    fn add<'row>(lists: &mut Self::Lists<'row>, values: Self::Values<'row>) {
        A::add(lists, values);
    }

    fn count(lists: &Self::Lists<'_>) -> usize {
        A::count(lists)
    }

    fn key_columns() -> Columns {
        child_columns::<A, J, S>()
    }

    fn source_columns() -> Columns {
        parent_columns::<A, J, S>()
    }

    fn row_columns() -> Columns {
        primary_key::<J>()
    }
}

macro_rules! direct_path {
    (
        $path:ident, $child:ident, $parent:ident, $sources_differ:literal, $tag:ident,
        of_source: $of_source:ident, $source_columns:ident,
        of_target: $of_target:ident, $key_columns:ident
    ) => {
        impl<Pairs, S: Model, T: Model> Path<S, T> for $path<Pairs>
        where
            Pairs: KeyPairs<$child, $parent>,
        {
            type Values<'row> = Pairs::Values<'row>;
            type Lists<'row> = Pairs::Lists<'row>;
            type Extra = ();
            type Beside = ();
            type Owned = Pairs::Owned;
            const SOURCES_DIFFER: bool = $sources_differ;

            fn of_source(source: &S) -> Option<Self::Values<'_>> {
                Pairs::$of_source(source)
            }

            fn of_target<'row>(target: &'row T, (): &'row ()) -> Option<Self::Values<'row>> {
                Pairs::$of_target(target)
            }

            fn beside((): ()) {}

            fn of_owned(owned: &Self::Owned) -> Self::Values<'_> {
                Pairs::of_owned(owned)
            }

            fn add<'row>(lists: &mut Self::Lists<'row>, values: Self::Values<'row>) {
                Pairs::add(lists, values);
            }

            fn count(lists: &Self::Lists<'_>) -> usize {
                Pairs::count(lists)
            }

            fn key_columns() -> Columns {
                $key_columns::<Pairs, $child, $parent>()
            }

            fn source_columns() -> Columns {
                $source_columns::<Pairs, $child, $parent>()
            }

            fn row_columns() -> Columns {
                primary_key::<T>()
            }
        }

        impl<Pairs, S: Model, T: Model, DB> PathSql<S, T, DB> for $path<Pairs>
        where
            Pairs: KeySql<$child, $parent, DB>,
            DB: FindsKeys<Pairs, $child, $parent>,
        {
            const ROWS: Option<usize> = DB::ROWS;
            const LIMITS_EACH: bool = DB::LIMITS_EACH;

            fn push_condition<'b, 'row: 'b>(
                lists: &'b Self::Lists<'row>,
                rows: Range<usize>,
                pass: &mut AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                let columns = <Self as Path<S, T>>::key_columns();
                let columns = |pass: &mut AstPass<'_, 'b, DB>| push_columns(&columns, pass);
                DB::push_condition(&columns, lists, rows, pass)
            }

            fn push_tag(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
                $tag::<Pairs, $child, $parent, DB>(pass)
            }

            fn push_exact<'b>(
                columns: &Columns,
                position: usize,
                pass: &mut AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                DB::push_exact(columns, position, pass)
            }

            fn push_rows<'b, 'row: 'b>(
                lists: &'b Self::Lists<'row>,
                rows: Range<usize>,
                pass: &mut AstPass<'_, 'b, DB>,
            ) -> QueryResult<()> {
                DB::push_rows(lists, rows, pass)
            }

            fn push_from(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
                push_table(&T::NAME, pass)
            }

            fn push_extra(_: bool, _: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
                Ok(())
            }

            fn read_extra<'a>(_: &impl Row<'a, DB>, _: usize) -> deserialize::Result<()> {
                Ok(())
            }

            fn extra_metadata(_: &mut DB::MetadataLookup, _: &mut Vec<Option<DB::TypeMetadata>>) {}

            fn read_key<'a>(
                row: &impl Row<'a, DB>,
                position: usize,
            ) -> deserialize::Result<Option<Self::Owned>> {
                Pairs::read(row, position)
            }

            fn key_metadata(
                lookup: &mut DB::MetadataLookup,
                out: &mut Vec<Option<DB::TypeMetadata>>,
            ) {
                Pairs::metadata(lookup, out);
            }
        }
    };
}

direct_path!(
    ToParent, S, T, false, no_tag,
    of_source: of_child, child_columns,
    of_target: of_parent, parent_columns
);
direct_path!(
    ToChildren, T, S, true, push_tag,
    of_source: of_parent, parent_columns,
    of_target: of_child, child_columns
);

impl<J: Model + 'static, A, B, S: Model, T: Model, DB> PathSql<S, T, DB> for Through<J, A, B>
where
    A: KeySql<J, S, DB>,
    B: KeyPairs<J, T>,
    DB: FindsKeys<A, J, S>,
{
    const ROWS: Option<usize> = DB::ROWS;
    const LIMITS_EACH: bool = DB::LIMITS_EACH;

    fn push_condition<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let columns = child_columns::<A, J, S>();
        let columns = |pass: &mut AstPass<'_, 'b, DB>| push_columns(&columns, pass);
        DB::push_condition(&columns, lists, rows, pass)
    }

    fn push_tag(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        push_tag::<A, J, S, DB>(pass)
    }

    fn push_exact<'b>(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        DB::push_exact(columns, position, pass)
    }

    fn push_rows<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        DB::push_rows(lists, rows, pass)
    }

    fn push_from(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        push_table(&T::NAME, pass)?;
        pass.push_sql(" INNER JOIN ");
        push_table(&J::NAME, pass)?;
        pass.push_sql(" ON ");
        push_equal(
            &child_columns::<B, J, T>(),
            &parent_columns::<B, J, T>(),
            pass,
        )?;
        push_tag::<B, J, T, DB>(pass)
    }

    fn push_extra(named: bool, pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        let columns = child_columns::<A, J, S>();
        for (position, name) in columns.names.iter().enumerate() {
            pass.push_sql(", ");
            push_column(&columns.table, name, pass)?;
            if named {
                pass.push_sql(" AS ");
                pass.push_identifier(&format!("__key_{position}"))?;
            }
        }
        Ok(())
    }

    fn read_extra<'a>(row: &impl Row<'a, DB>, position: usize) -> deserialize::Result<A::Owned> {
        // The condition compares the columns, so none is NULL.
        A::read(row, position)?.ok_or_else(|| diesel::result::UnexpectedNullError.into())
    }

    fn extra_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        A::metadata(lookup, out);
    }

    fn read_key<'a>(
        row: &impl Row<'a, DB>,
        position: usize,
    ) -> deserialize::Result<Option<Self::Owned>> {
        A::read(row, position)
    }

    fn key_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        A::metadata(lookup, out);
    }
}

/// ` AND "child"."tag" = 'value'`
fn push_tag<Pairs, C: Model, P, DB: Backend>(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()>
where
    Pairs: KeyPairs<C, P>,
{
    let Some((position, value)) = Pairs::tag() else {
        return Ok(());
    };
    pass.push_sql(" AND ");
    push_column(&C::NAME, C::COLUMNS[position].name, pass)?;
    // The derive takes no tag with a quote.
    pass.push_sql(" = '");
    pass.push_sql(value);
    pass.push_sql("'");
    Ok(())
}

/// The rows of the parent are those that the tags of the children said.
#[expect(
    clippy::extra_unused_type_parameters,
    reason = "stands where `push_tag` may stand"
)]
fn no_tag<Pairs, C, P, DB: Backend>(_: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
    Ok(())
}

fn child_columns<Pairs: KeyPairs<C, P>, C: Model, P: Model>() -> Columns {
    let mut positions = Vec::with_capacity(Pairs::LENGTH);
    Pairs::columns(&mut positions);
    Columns {
        table: C::NAME,
        texts: texts::<C, P>(&positions),
        names: positions
            .into_iter()
            .map(|(child, _)| C::COLUMNS[child].name)
            .collect(),
    }
}

fn parent_columns<Pairs: KeyPairs<C, P>, C: Model, P: Model>() -> Columns {
    let mut positions = Vec::with_capacity(Pairs::LENGTH);
    Pairs::columns(&mut positions);
    Columns {
        table: P::NAME,
        texts: texts::<C, P>(&positions),
        names: positions
            .into_iter()
            .map(|(_, parent)| P::COLUMNS[parent].name)
            .collect(),
    }
}

/// How texts compare in pairs of columns: a key has the collation of the column that it references,
/// unless it declares one itself.
fn texts<C: Model, P: Model>(positions: &[(usize, usize)]) -> Vec<Texts> {
    let of_pair = |&(child, parent): &(usize, usize)| {
        let columns = [&C::COLUMNS[child], &P::COLUMNS[parent]];
        let is_collated = |column: &&crate::definition::Column| {
            column.collation != crate::definition::DialectText::NONE
        };
        if columns.iter().any(is_collated) {
            Texts::Collated
        } else if columns[0].column_type == crate::definition::ColumnType::Text {
            Texts::Plain
        } else {
            Texts::None
        }
    };
    positions.iter().map(of_pair).collect()
}

pub(super) fn primary_key<M: Model>() -> Columns {
    Columns {
        table: M::NAME,
        names: M::PRIMARY_KEY.columns.to_vec(),
        texts: Vec::new(),
    }
}

/// `"schema"."table"`
pub(super) fn push_table<DB: Backend>(
    table: &TableName,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    if let Some(schema) = table.schema {
        pass.push_identifier(schema)?;
        pass.push_sql(".");
    }
    pass.push_identifier(table.table)
}

/// `"table"."first", "table"."second"`
pub(super) fn push_columns<DB: Backend>(
    columns: &Columns,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    for (position, name) in columns.names.iter().enumerate() {
        if position > 0 {
            pass.push_sql(", ");
        }
        push_column(&columns.table, name, pass)?;
    }
    Ok(())
}

/// `"table"."column"`
pub(crate) fn push_column<DB: Backend>(
    table: &TableName,
    name: &str,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    push_table(table, pass)?;
    pass.push_sql(".");
    pass.push_identifier(name)
}

/// `"child"."first" = "parent"."first" AND …`
pub(super) fn push_equal<DB: Backend>(
    left: &Columns,
    right: &Columns,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    for (position, (left_name, right_name)) in left.names.iter().zip(&right.names).enumerate() {
        if position > 0 {
            pass.push_sql(" AND ");
        }
        push_column(&left.table, left_name, pass)?;
        pass.push_sql(" = ");
        push_column(&right.table, right_name, pass)?;
    }
    Ok(())
}
