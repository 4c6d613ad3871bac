//! Inserts that see to it that what a row references is there.

use super::{HasReference, LeadsTo, Polymorphic};
use crate::Model;
use crate::definition::TableName;
use crate::relation::RelationConnection;
use crate::relation::backend::FindsKeys;
use crate::relation::path::{push_column, push_table};
use crate::relation::tagged::Tagged;
use diesel::associations::HasTable;
use diesel::backend::Backend;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::deserialize::FromSql;
use diesel::expression::QueryMetadata;
use diesel::query_builder::{AstPass, InsertStatement, Query, QueryFragment, QueryId};
use diesel::query_dsl::methods::ExecuteDsl;
use diesel::result::{Error, QueryResult};
use diesel::row::{Field, Row};
use diesel::sql_types::HasSqlType;
use diesel::{Connection, Insertable, RunQueryDsl};
use std::collections::HashSet;
use std::fmt::{self, Debug};
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

/// Inserts rows after it is checked, in the same transaction, that the rows are there that they
/// reference by [`Polymorphic`] enums.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model, HasQuery)] pub struct Post { pub id: i32 }
/// # #[derive(Model, HasQuery)] pub struct Video { pub id: i32 }
/// # #[derive(Polymorphic, Debug, Clone, PartialEq)]
/// # pub enum Subject { #[polymorphic(tag = "post")] Post(i32), #[polymorphic(tag = "video")] Video(i32) }
/// # #[derive(Model, HasQuery, Insertable)]
/// # pub struct Comment { pub id: i32, #[diesel(embed)] #[polymorphic] pub subject: Subject }
/// # schema_core::schema! { struct Site; site: [Post, Video, Comment] }
/// # fn main() {}
/// use schema_core::polymorphic::{InsertChecked, InsertCheckedError};
///
/// fn add(comments: &[Comment], connection: &mut SqliteConnection) -> QueryResult<bool> {
///     match comments.insert_checked(connection) {
///         Ok(_) => Ok(true),
///         Err(InsertCheckedError::Missing(missing)) => {
///             println!("{missing}"); // `Comment.subject` references no row of `posts`: 7, 9
///             for one in missing.iter().filter(|one| one.table.table == "videos") {
///                 println!("no such videos: {}", one.keys.join(", "));
///             }
///             Ok(false)
///         }
///         Err(InsertCheckedError::Database(error)) => Err(error),
///     }
/// }
/// ```
///
/// One statement for each table that occurs, whatever the number of rows, comes before the insert. The error names
/// all rows that are missing, of all fields and tables.
///
/// - On **PostgreSQL** it locks the rows that it finds (`FOR KEY SHARE`), so that nobody deletes them before the
///   transaction ends: who deletes one waits, and sees the new rows afterwards.
/// - On **MySQL and MariaDB** it does the same (`LOCK IN SHARE MODE`).
/// - **SQLite** has one writer at a time: if another connection deletes a row after it was found, the insert
///   fails with "database is locked", and can be tried again.
///
/// A row that is deleted later leaves its references behind unless triggers
/// (`#[polymorphic(enforce = "triggers")]`) or foreign keys (`strategy = "exclusive_arc"`) forbid it.
pub trait InsertChecked<'rows, C: Connection> {
    /// Checks, and inserts; gives the number of rows.
    ///
    /// # Errors
    /// [`InsertCheckedError::Missing`], with all of them, if rows are not there, and what the database
    /// says. Nothing is inserted then.
    fn insert_checked(&'rows self, connection: &mut C) -> Result<usize, InsertCheckedError>;
}

impl<'rows, M, C> InsertChecked<'rows, C> for [M]
where
    C: Connection,
    M: Model + CheckReferences<C> + 'rows,
    M::Table: HasTable<Table = M::Table>,
    &'rows [M]: Insertable<M::Table>,
    InsertStatement<M::Table, <&'rows [M] as Insertable<M::Table>>::Values>: ExecuteDsl<C>,
{
    fn insert_checked(&'rows self, connection: &mut C) -> Result<usize, InsertCheckedError> {
        connection.transaction(|connection| {
            M::check_references(self, connection)?;
            let insert = diesel::insert_into(M::Table::table()).values(self);
            Ok(insert.execute(connection)?)
        })
    }
}

impl<'rows, M, C> InsertChecked<'rows, C> for M
where
    C: Connection,
    M: Model + 'rows,
    [M]: InsertChecked<'rows, C>,
{
    fn insert_checked(&'rows self, connection: &mut C) -> Result<usize, InsertCheckedError> {
        std::slice::from_ref(self).insert_checked(connection)
    }
}

/// A model whose polymorphic references can be checked, which the derive implements.
///
/// Checks alone, within a transaction of one's own: before an update, or an insert by another struct.
#[diagnostic::on_unimplemented(
    message = "the references of `{Self}` cannot be checked",
    note = "a model has a field with `#[polymorphic]`, and its database's feature is on"
)]
pub trait CheckReferences<C>: Sized {
    /// Checks that the rows are there that some rows reference, and keeps them from being deleted until the
    /// transaction ends.
    ///
    /// # Errors
    /// As [`InsertChecked::insert_checked`].
    fn check_references(rows: &[Self], connection: &mut C) -> Result<(), InsertCheckedError>;
}

/// Why nothing was inserted.
#[derive(Debug)]
pub enum InsertCheckedError {
    /// Rows that are referenced are not there.
    Missing(MissingReferences),
    /// The database says so.
    Database(Error),
}

impl From<Error> for InsertCheckedError {
    fn from(error: Error) -> InsertCheckedError {
        InsertCheckedError::Database(error)
    }
}

impl fmt::Display for InsertCheckedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InsertCheckedError::Missing(missing) => fmt::Display::fmt(missing, formatter),
            InsertCheckedError::Database(error) => fmt::Display::fmt(error, formatter),
        }
    }
}

impl std::error::Error for InsertCheckedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            InsertCheckedError::Missing(_) => None,
            InsertCheckedError::Database(error) => std::error::Error::source(error),
        }
    }
}

/// All rows that are referenced and are not there, for each field and each table that it leads to, in
/// the order of declaration. There is at least one.
///
/// It is a slice of [`MissingReference`]; as text it has a line for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingReferences(Vec<MissingReference>);

impl MissingReferences {
    /// None so far, for the derive.
    #[doc(hidden)]
    pub const fn none() -> MissingReferences {
        MissingReferences(Vec::new())
    }

    /// An error if there are any, for the derive.
    ///
    /// # Errors
    /// If there are any.
    #[doc(hidden)]
    pub fn into_result(self) -> Result<(), InsertCheckedError> {
        match self.is_empty() {
            true => Ok(()),
            false => Err(InsertCheckedError::Missing(self)),
        }
    }
}

impl Deref for MissingReferences {
    type Target = [MissingReference];

    fn deref(&self) -> &[MissingReference] {
        &self.0
    }
}

impl<'m> IntoIterator for &'m MissingReferences {
    type Item = &'m MissingReference;
    type IntoIter = std::slice::Iter<'m, MissingReference>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for MissingReferences {
    type Item = MissingReference;
    type IntoIter = std::vec::IntoIter<MissingReference>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for MissingReferences {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, missing) in self.iter().enumerate() {
            if position > 0 {
                formatter.write_str("\n")?;
            }
            fmt::Display::fmt(missing, formatter)?;
        }
        Ok(())
    }
}

impl std::error::Error for MissingReferences {}

/// Rows of one table that one field references and that are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingReference {
    /// The model that references them.
    pub model: &'static str,
    /// The field.
    pub field: &'static str,
    /// The table that they should be in.
    pub table: TableName,
    /// Their keys, each once, in the order of the rows that reference them, as `Debug` writes them.
    pub keys: Vec<String>,
}

impl fmt::Display for MissingReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}.{}` references no row of `{}`: {}",
            self.model,
            self.field,
            self.table.table,
            self.keys.join(", ")
        )
    }
}

/// The models of a polymorphic enum, as nested pairs, which the derive implements.
#[doc(hidden)]
pub trait TargetModels {
    /// `(First, (Second, ()))`
    type Models;
}

/// Checks one field of some rows, for the derive, and adds what is missing.
///
/// # Errors
/// What the database says.
#[doc(hidden)]
pub fn check_field<'r, M, E, C, const NUMBER: usize>(
    rows: &'r [M],
    field: &'static str,
    connection: &mut C,
    missing: &mut MissingReferences,
) -> QueryResult<()>
where
    M: Model + HasReference<NUMBER, Reference = E>,
    E: TargetModels + 'r,
    E::Models: CheckTargets<E, C>,
{
    let references: Vec<&E> = rows.iter().filter_map(HasReference::reference).collect();
    let place = (M::NAME.model, field);
    E::Models::check(&references, place, connection, missing)
}

/// Models of which each is looked for.
pub trait CheckTargets<E, C> {
    /// Looks for the rows, and adds those that are not there.
    ///
    /// # Errors
    /// What the database says.
    fn check(
        references: &[&E],
        place: (&'static str, &'static str),
        connection: &mut C,
        missing: &mut MissingReferences,
    ) -> QueryResult<()>;
}

impl<E, C> CheckTargets<E, C> for () {
    fn check(
        _: &[&E],
        _: (&'static str, &'static str),
        _: &mut C,
        _: &mut MissingReferences,
    ) -> QueryResult<()> {
        Ok(())
    }
}

/// What is known of an enum alone: it is its own reference.
type Keys = Tagged<0, 0, 0>;

impl<E, C, T, Rest, Key> CheckTargets<E, C> for (T, Rest)
where
    C: RelationConnection,
    E: LeadsTo<T> + HasReference<0, Reference = E> + Polymorphic<Key = Key>,
    T: Model,
    Key: Eq + Hash + Debug + FromSql<E::KeySqlType, C::Backend> + 'static,
    C::Backend: FindsKeys<Keys, E, T>
        + LocksRows
        + HasSqlType<E::KeySqlType>
        + QueryMetadata<E::KeySqlType>,
    Keys: crate::relation::key::KeySql<E, T, C::Backend>
        + for<'row> crate::relation::key::KeyPairs<E, T, Lists<'row> = Vec<&'row Key>>,
    Rest: CheckTargets<E, C>,
{
    fn check(
        references: &[&E],
        place: (&'static str, &'static str),
        connection: &mut C,
        missing: &mut MissingReferences,
    ) -> QueryResult<()> {
        let mut seen = HashSet::new();
        let keys = references
            .iter()
            .filter_map(|reference| LeadsTo::<T>::key_to(*reference))
            .filter(|key| seen.insert(*key));
        let keys: Vec<&Key> = keys.collect();
        let found = find::<E, T, C, Key>(&keys, connection)?;
        let absent = keys.iter().filter(|key| !found.contains(**key));
        let absent: Vec<String> = absent.map(|key| format!("{key:?}")).collect();
        if !absent.is_empty() {
            let (model, field) = place;
            missing.0.push(MissingReference {
                model,
                field,
                table: T::NAME,
                keys: absent,
            });
        }
        Rest::check(references, place, connection, missing)
    }
}

/// The keys that are there.
fn find<E, T, C, Key>(keys: &Vec<&Key>, connection: &mut C) -> QueryResult<HashSet<Key>>
where
    C: RelationConnection,
    E: LeadsTo<T> + HasReference<0, Reference = E> + Polymorphic<Key = Key>,
    T: Model,
    Key: Eq + Hash + FromSql<E::KeySqlType, C::Backend> + 'static,
    C::Backend: FindsKeys<Keys, E, T> + LocksRows + QueryMetadata<E::KeySqlType>,
    Keys: crate::relation::key::KeySql<E, T, C::Backend>
        + for<'row> crate::relation::key::KeyPairs<E, T, Lists<'row> = Vec<&'row Key>>,
{
    let size = <C::Backend as FindsKeys<Keys, E, T>>::ROWS.unwrap_or(usize::MAX);
    let mut found = HashSet::new();
    for start in (0..keys.len()).step_by(size) {
        let query = LockedKeys::<E, T, Key> {
            keys,
            rows: start..start.saturating_add(size).min(keys.len()),
            types: PhantomData,
        };
        for row in LoadConnection::<DefaultLoadingMode>::load(connection, query)? {
            let row = row?;
            let field = row.get(0).ok_or(Error::NotFound)?;
            let key = Key::from_nullable_sql(field.value());
            found.insert(key.map_err(Error::DeserializationError)?);
        }
    }
    Ok(found)
}

/// How a database keeps rows from being deleted until a transaction ends.
pub trait LocksRows: Backend {
    /// What stands at the end of the statement.
    const LOCK: &'static str;
}

#[cfg(feature = "postgres")]
impl LocksRows for diesel::pg::Pg {
    const LOCK: &'static str = " FOR KEY SHARE";
}

#[cfg(feature = "mysql")]
impl LocksRows for diesel::mysql::Mysql {
    const LOCK: &'static str = " LOCK IN SHARE MODE";
}

#[cfg(feature = "sqlite")]
impl LocksRows for diesel::sqlite::Sqlite {
    // Whoever writes is alone.
    const LOCK: &'static str = "";
}

/// The keys of a target, of those in a range.
struct LockedKeys<'k, 'row, E, T, Key> {
    keys: &'k Vec<&'row Key>,
    rows: Range<usize>,
    types: PhantomData<(E, T)>,
}

impl<E: Polymorphic, T, Key> Query for LockedKeys<'_, '_, E, T, Key> {
    type SqlType = E::KeySqlType;
}

impl<E, T, Key> QueryId for LockedKeys<'_, '_, E, T, Key> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<E, T, Key, DB> QueryFragment<DB> for LockedKeys<'_, '_, E, T, Key>
where
    E: LeadsTo<T> + HasReference<0, Reference = E> + Polymorphic<Key = Key>,
    T: Model,
    Key: Eq + Hash + 'static,
    DB: FindsKeys<Keys, E, T> + LocksRows,
    Keys: crate::relation::key::KeySql<E, T, DB>
        + for<'row> crate::relation::key::KeyPairs<E, T, Lists<'row> = Vec<&'row Key>>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let column = T::COLUMNS[<E as LeadsTo<T>>::COLUMN].name;
        let columns = |pass: &mut AstPass<'_, 'b, DB>| -> QueryResult<()> {
            push_column(&T::NAME, column, pass)
        };
        pass.push_sql("SELECT ");
        columns(&mut pass)?;
        pass.push_sql(" FROM ");
        push_table(&T::NAME, &mut pass)?;
        pass.push_sql(" WHERE ");
        DB::push_condition(&columns, self.keys, self.rows.clone(), &mut pass)?;
        pass.push_sql(DB::LOCK);
        Ok(())
    }
}
