//! What differs between the databases: how many values fit into a statement, and how rows are found
//! by a list of keys.

use super::key::KeySql;
use super::path::Columns;
#[cfg(any(feature = "sqlite", feature = "mysql", feature = "postgres"))]
use super::path::{Texts, push_column};
use diesel::backend::Backend;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use std::ops::Range;

/// A connection that relations can be loaded over.
///
/// Diesel's connections and its pooled connections are.
#[diagnostic::on_unimplemented(
    message = "relations cannot be loaded over `{Self}`",
    note = "use Diesel's `PgConnection`, `SqliteConnection` or `MysqlConnection`, or a pooled connection of one",
    note = "`schema-core` has a feature for each database (`postgres`, `sqlite`, `mysql`), and `r2d2` for pooled connections"
)]
pub trait RelationConnection:
    HasMode + LoadConnection<<Self as HasMode>::Mode> + LoadConnection<DefaultLoadingMode>
{
}

impl<C> RelationConnection for C where
    C: HasMode + LoadConnection<<C as HasMode>::Mode> + LoadConnection<DefaultLoadingMode>
{
}

/// How a connection reads many rows.
#[diagnostic::on_unimplemented(
    message = "relations cannot be loaded over `{Self}`",
    note = "`schema-core` has a feature for each database (`postgres`, `sqlite`, `mysql`), and `r2d2` for pooled connections"
)]
pub trait HasMode {
    /// Diesel's loading mode.
    type Mode;
}

#[cfg(feature = "postgres")]
impl HasMode for diesel::PgConnection {
    // Rows are read as they arrive, not after the last one.
    type Mode = diesel::pg::PgRowByRowLoadingMode;
}

#[cfg(feature = "sqlite")]
impl HasMode for diesel::SqliteConnection {
    type Mode = DefaultLoadingMode;
}

#[cfg(feature = "mysql")]
impl HasMode for diesel::MysqlConnection {
    type Mode = DefaultLoadingMode;
}

#[cfg(feature = "r2d2")]
impl<M> HasMode for diesel::r2d2::PooledConnection<M>
where
    M: diesel::r2d2::ManageConnection,
    M::Connection: HasMode,
{
    type Mode = <M::Connection as HasMode>::Mode;
}

/// How a database finds rows by a list of keys.
pub trait FindsKeys<Pairs, Child, Parent>: Backend
where
    Pairs: KeySql<Child, Parent, Self>,
{
    /// How many rows' keys fit into a statement; all if there is no limit.
    const ROWS: Option<usize>;
    /// Whether a limit of rows for each key is that of a query for each key, within the statement,
    /// over the keys as a table. Otherwise the rows of all keys are numbered.
    const LIMITS_EACH: bool = false;

    /// The condition that the columns are one of the keys in a range. `columns` writes them.
    fn push_condition<'b, 'row: 'b>(
        columns: &dyn Fn(&mut AstPass<'_, 'b, Self>) -> QueryResult<()>,
        lists: &'b Pairs::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, Self>,
    ) -> QueryResult<()>;

    /// Writes a column so that two of its texts are equal only if Rust says so. Rows of a key are
    /// counted and numbered by this; elsewhere what the database alone takes for equal is left out
    /// afterwards.
    fn push_exact(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, '_, Self>,
    ) -> QueryResult<()>;

    /// The keys in a range as the rows of a table: `VALUES (?, ?), (?, ?)`.
    fn push_rows<'b, 'row: 'b>(
        lists: &'b Pairs::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        if rows.len() > 1 {
            pass.unsafe_to_cache_prepared();
        }
        pass.push_sql("VALUES ");
        for (position, row) in rows.enumerate() {
            pass.push_sql(if position > 0 { ", (" } else { "(" });
            Pairs::push_row(lists, row, pass)?;
            pass.push_sql(")");
        }
        Ok(())
    }
}

/// A column, and the collation that tells all texts apart if one is declared that may not.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
fn push_collated<DB: Backend>(
    columns: &Columns,
    position: usize,
    collation: &str,
    pass: &mut AstPass<'_, '_, DB>,
) -> QueryResult<()> {
    push_column(&columns.table, columns.names[position], pass)?;
    if columns.texts.get(position) == Some(&Texts::Collated) {
        pass.push_sql(collation);
    }
    Ok(())
}

/// `column = ?`, `(first, second) = (?, ?)`: a statement that finds the rows of one key is always the
/// same, and as good as one that is written by hand.
#[cfg(any(feature = "sqlite", feature = "mysql", feature = "postgres"))]
fn push_equals<'b, 'row: 'b, Pairs, Child, Parent, DB>(
    columns: &dyn Fn(&mut AstPass<'_, 'b, DB>) -> QueryResult<()>,
    (lists, row): (&'b Pairs::Lists<'row>, usize),
    pass: &mut AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    Pairs: KeySql<Child, Parent, DB>,
    DB: Backend,
{
    let (open, close) = parentheses(Pairs::LENGTH);
    pass.push_sql(open);
    columns(pass)?;
    pass.push_sql(close);
    pass.push_sql(" = ");
    pass.push_sql(open);
    Pairs::push_row(lists, row, pass)?;
    pass.push_sql(close);
    Ok(())
}

#[cfg(any(feature = "sqlite", feature = "mysql", feature = "postgres"))]
fn parentheses(columns: usize) -> (&'static str, &'static str) {
    match columns {
        1 => ("", ""),
        _ => ("(", ")"),
    }
}

/// Up to how many keys a statement is worth keeping. The last key is repeated until there are a power
/// of two of them, so that a query has few such statements.
#[cfg(any(feature = "sqlite", feature = "mysql"))]
const CACHED_KEYS: usize = 128;

/// `column IN (?, ?)`, `(first, second) IN (VALUES (?, ?), (?, ?))`.
#[cfg(any(feature = "sqlite", feature = "mysql"))]
fn push_in<'b, 'row: 'b, Pairs, Child, Parent, DB>(
    columns: &dyn Fn(&mut AstPass<'_, 'b, DB>) -> QueryResult<()>,
    (lists, rows): (&'b Pairs::Lists<'row>, Range<usize>),
    values: &str,
    pass: &mut AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    Pairs: KeySql<Child, Parent, DB>,
    DB: Backend,
{
    if rows.len() == 1 {
        return push_equals::<Pairs, Child, Parent, DB>(columns, (lists, rows.start), pass);
    }
    let count = if rows.len() <= CACHED_KEYS {
        rows.len().next_power_of_two()
    } else {
        // The text depends on the number of keys: such statements would fill the cache.
        pass.unsafe_to_cache_prepared();
        rows.len()
    };
    let (open, close) = parentheses(Pairs::LENGTH);
    pass.push_sql(open);
    columns(pass)?;
    pass.push_sql(close);
    pass.push_sql(" IN (");
    if Pairs::LENGTH > 1 {
        pass.push_sql(values);
    }
    for position in 0..count {
        if position > 0 {
            pass.push_sql(", ");
        }
        pass.push_sql(open);
        let row = (rows.start + position).min(rows.end - 1);
        Pairs::push_row(lists, row, pass)?;
        pass.push_sql(close);
    }
    pass.push_sql(")");
    Ok(())
}

#[cfg(feature = "sqlite")]
impl<Pairs, Child, Parent> FindsKeys<Pairs, Child, Parent> for diesel::sqlite::Sqlite
where
    Pairs: KeySql<Child, Parent, Self>,
{
    // SQLite takes 32,766 values; half are left for the user's conditions.
    const ROWS: Option<usize> = Some(16_000 / if Pairs::LENGTH == 0 { 1 } else { Pairs::LENGTH });
    // It sorts all rows twice where they are numbered. A query for each key reads an index.
    const LIMITS_EACH: bool = true;

    fn push_exact(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, '_, Self>,
    ) -> QueryResult<()> {
        push_collated(columns, position, " COLLATE BINARY", pass)
    }

    fn push_condition<'b, 'row: 'b>(
        columns: &dyn Fn(&mut AstPass<'_, 'b, Self>) -> QueryResult<()>,
        lists: &'b Pairs::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        push_in::<Pairs, Child, Parent, Self>(columns, (lists, rows), "VALUES ", pass)
    }
}

#[cfg(feature = "mysql")]
impl<Pairs, Child, Parent> FindsKeys<Pairs, Child, Parent> for diesel::mysql::Mysql
where
    Pairs: KeySql<Child, Parent, Self>,
{
    // MySQL takes 65,535 values; half are left for the user's conditions.
    const ROWS: Option<usize> = Some(32_000 / if Pairs::LENGTH == 0 { 1 } else { Pairs::LENGTH });

    fn push_exact(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, '_, Self>,
    ) -> QueryResult<()> {
        // Its own collations take capitals for small letters.
        if columns
            .texts
            .get(position)
            .is_some_and(|texts| *texts != Texts::None)
        {
            pass.push_sql("BINARY ");
        }
        push_column(&columns.table, columns.names[position], pass)
    }

    fn push_condition<'b, 'row: 'b>(
        columns: &dyn Fn(&mut AstPass<'_, 'b, Self>) -> QueryResult<()>,
        lists: &'b Pairs::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, Self>,
    ) -> QueryResult<()> {
        push_in::<Pairs, Child, Parent, Self>(columns, (lists, rows), "", pass)
    }
}

#[cfg(feature = "postgres")]
pub use postgres::KeyArrays;

#[cfg(feature = "postgres")]
mod postgres {
    use super::{Columns, FindsKeys, KeySql, push_collated, push_equals};
    use crate::relation::key::{KeyColumn, KeyPairs, Pair};
    use diesel::pg::Pg;
    use diesel::query_builder::AstPass;
    use diesel::result::QueryResult;
    use diesel::serialize::ToSql;
    use diesel::sql_types::{Array, HasSqlType};
    use std::fmt::Debug;
    use std::hash::Hash;
    use std::ops::Range;

    /// Keys as arrays, one for each column: a statement with one text and few values, whatever the
    /// number of keys.
    pub trait KeyArrays<Child, Parent>: KeyPairs<Child, Parent> {
        /// Binds the arrays: `$1, $2`.
        fn push_arrays<'b, 'row: 'b>(
            lists: &'b Self::Lists<'row>,
            pass: &mut AstPass<'_, 'b, Pg>,
        ) -> QueryResult<()>;
    }

    impl<Child, Parent> KeyArrays<Child, Parent> for () {
        fn push_arrays<'b, 'row: 'b>((): &'b (), _: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
            Ok(())
        }
    }

    impl<Child, Parent, Rest, Value, const C: usize, const P: usize> KeyArrays<Child, Parent>
        for (Pair<C, P>, Rest)
    where
        Child: KeyColumn<C, Value = Value>,
        Parent: KeyColumn<P, Value = Value>,
        Value: Eq + Hash + Debug + ToSql<Child::SqlType, Pg> + 'static,
        Rest: KeyArrays<Child, Parent>,
        Pg: HasSqlType<Child::SqlType>,
    {
        fn push_arrays<'b, 'row: 'b>(
            lists: &'b Self::Lists<'row>,
            pass: &mut AstPass<'_, 'b, Pg>,
        ) -> QueryResult<()> {
            let (list, rest) = lists;
            pass.push_bind_param::<Array<Child::SqlType>, Vec<&'row Value>>(list)?;
            if Rest::LENGTH > 0 {
                pass.push_sql(", ");
            }
            Rest::push_arrays(rest, pass)
        }
    }

    impl<Pairs, Child, Parent> FindsKeys<Pairs, Child, Parent> for Pg
    where
        Pairs: KeySql<Child, Parent, Pg> + KeyArrays<Child, Parent>,
    {
        const ROWS: Option<usize> = None;

        fn push_exact(
            columns: &Columns,
            position: usize,
            pass: &mut AstPass<'_, '_, Pg>,
        ) -> QueryResult<()> {
            push_collated(columns, position, " COLLATE \"C\"", pass)
        }

        fn push_condition<'b, 'row: 'b>(
            columns: &dyn Fn(&mut AstPass<'_, 'b, Pg>) -> QueryResult<()>,
            lists: &'b Pairs::Lists<'row>,
            rows: Range<usize>,
            pass: &mut AstPass<'_, 'b, Pg>,
        ) -> QueryResult<()> {
            if rows.len() == 1 {
                let row = rows.start;
                return push_equals::<Pairs, Child, Parent, Pg>(columns, (lists, row), pass);
            }
            if Pairs::LENGTH == 1 {
                columns(pass)?;
                pass.push_sql(" = ANY(");
                Pairs::push_arrays(lists, pass)?;
                pass.push_sql(")");
            } else {
                pass.push_sql("(");
                columns(pass)?;
                pass.push_sql(") IN (SELECT * FROM UNNEST(");
                Pairs::push_arrays(lists, pass)?;
                pass.push_sql("))");
            }
            Ok(())
        }
    }
}
