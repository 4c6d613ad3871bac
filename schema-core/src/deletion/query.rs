//! The statements as Diesel runs them, and what they say.

use super::database::{CountsDeletions, Database, Numbers};
use super::key::BindKey;
use super::statement::Statement;
use diesel::backend::Backend;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::{Error, QueryResult};
use diesel::row::{Field, Row};
use diesel::sql_types::Text;
use std::marker::PhantomData;

/// Rows that the statement which counts has in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// The number of the reference; 0 for the rows that are to be deleted.
    pub(super) edge: usize,
    /// Whether they are deleted.
    pub(super) state: State,
    /// Whether no reference before does the same to them.
    pub(super) is_first: bool,
    /// How many they are.
    pub(super) rows: u64,
}

/// Whether a row is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is not.
    Stays,
    /// It is not, and more than two references change it.
    StaysChanged,
    /// It goes with one that it references.
    Goes,
    /// It goes, and more than one reference changes it on the way.
    GoesChanged,
    /// It is one of those that are to be deleted.
    Root,
}

impl State {
    /// Whether the row is not deleted.
    pub(super) fn stays(self) -> bool {
        matches!(self, State::Stays | State::StaysChanged)
    }
}

/// Runs the statement that counts.
pub(super) fn count<Connection, Condition>(
    connection: &mut Connection,
    statement: &Statement,
    condition: &Condition,
) -> QueryResult<Vec<Group>>
where
    Connection: LoadConnection<DefaultLoadingMode>,
    Connection::Backend: CountsDeletions,
    Condition: OnKey<Connection::Backend>,
{
    let query = Around::<_, Numbers>::new(statement, condition);
    let mut groups = Vec::new();
    for row in LoadConnection::<DefaultLoadingMode>::load(connection, query)? {
        let row = row?;
        let number = |position: usize| {
            let field = row.get(position).ok_or(Error::NotFound)?;
            <Connection::Backend as CountsDeletions>::number(field.value())
                .map_err(Error::DeserializationError)
        };
        groups.push(Group {
            edge: unsigned(number(0)?)?,
            state: match number(1)? {
                0 => State::Stays,
                1 => State::Goes,
                3 => State::GoesChanged,
                4 => State::StaysChanged,
                _ => State::Root,
            },
            is_first: number(2)? == 1,
            rows: unsigned(number(3)?)?,
        });
    }
    Ok(groups)
}

/// Runs work on PostgreSQL without its just-in-time compiler: a query of many parts takes it seconds, more
/// than the query itself. The setting is undone with the transaction, or the savepoint, that it is made in.
pub(super) fn without_jit<Connection, T>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> QueryResult<T>,
) -> QueryResult<T>
where
    Connection: LoadConnection<DefaultLoadingMode>,
{
    let mut result = None;
    let end = connection.transaction::<(), Error, _>(|connection| {
        connection.batch_execute(NO_JIT)?;
        result = Some(work(connection)?);
        Err(Error::RollbackTransaction)
    });
    match (result, end) {
        (Some(result), Err(Error::RollbackTransaction)) => Ok(result),
        (_, Err(error)) => Err(error),
        (_, Ok(())) => Err(Error::RollbackTransaction),
    }
}

/// Not every server that speaks PostgreSQL's language has the setting.
const NO_JIT: &str = "SELECT set_config('jit', 'off', true) FROM pg_settings WHERE name = 'jit'";

/// Runs a statement of one text in each row.
pub(super) fn texts<Connection, Condition>(
    connection: &mut Connection,
    statement: &Statement,
    condition: &Condition,
) -> QueryResult<Vec<String>>
where
    Connection: LoadConnection<DefaultLoadingMode>,
    Connection::Backend: CountsDeletions,
    Condition: OnKey<Connection::Backend>,
{
    let query = Around::<_, Text>::new(statement, condition);
    let mut texts = Vec::new();
    for row in LoadConnection::<DefaultLoadingMode>::load(connection, query)? {
        let row = row?;
        let field = row.get(0).ok_or(Error::NotFound)?;
        let text = <Connection::Backend as CountsDeletions>::text(field.value());
        texts.push(text.map_err(Error::DeserializationError)?);
    }
    Ok(texts)
}

fn unsigned<Number: TryFrom<i64>>(number: i64) -> QueryResult<Number>
where
    Number::Error: std::error::Error + Send + Sync + 'static,
{
    Number::try_from(number).map_err(|error| Error::DeserializationError(error.into()))
}

/// A condition on the primary key.
pub(super) trait OnKey<DB: Backend> {
    /// Writes it. `columns` are those of the key.
    fn push_condition<'b>(
        &'b self,
        columns: &[String],
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()>;
}

/// The key is one of some.
pub(super) struct IsOneOf<'k, Key, Types> {
    keys: &'k [Key],
    types: PhantomData<Types>,
}

impl<'k, Key, Types> IsOneOf<'k, Key, Types> {
    pub(super) fn new(keys: &'k [Key]) -> IsOneOf<'k, Key, Types> {
        IsOneOf {
            keys,
            types: PhantomData,
        }
    }
}

impl<Key, Types, DB> OnKey<DB> for IsOneOf<'_, Key, Types>
where
    DB: CountsDeletions,
    Key: BindKey<Types, DB>,
{
    fn push_condition<'b>(
        &'b self,
        columns: &[String],
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let (open, close, values) = match columns {
            [_] => ("", "", ""),
            _ => ("(", ")", DB::DATABASE.values()),
        };
        // The text depends on how many there are: such statements would fill the cache.
        if self.keys.len() > 1 {
            pass.unsafe_to_cache_prepared();
        }
        pass.push_sql(&format!("{open}{}{close} IN ({values}", columns.join(", ")));
        for (position, key) in self.keys.iter().enumerate() {
            pass.push_sql(if position > 0 { ", " } else { "" });
            pass.push_sql(open);
            key.push_key(pass)?;
            pass.push_sql(close);
        }
        pass.push_sql(")");
        Ok(())
    }
}

/// The key's fingerprint is in a list.
pub(super) struct HasFingerprint(String);

impl HasFingerprint {
    /// The list as JSON; a fingerprint has neither quotes nor backslashes in it.
    pub(super) fn new(fingerprints: &[String]) -> HasFingerprint {
        HasFingerprint(format!("[\"{}\"]", fingerprints.join("\",\"")))
    }
}

impl<DB: CountsDeletions> OnKey<DB> for HasFingerprint {
    fn push_condition<'b>(
        &'b self,
        columns: &[String],
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        let database: Database = DB::DATABASE;
        let (before, after) = database.among_fingerprints();
        pass.push_sql(&database.fingerprint(columns));
        pass.push_sql(before);
        DB::push_text(&self.0, pass)?;
        pass.push_sql(after);
        Ok(())
    }
}

/// A statement around a condition.
struct Around<'q, Condition, SqlType> {
    statement: &'q Statement,
    condition: &'q Condition,
    sql_type: PhantomData<SqlType>,
}

impl<'q, Condition, SqlType> Around<'q, Condition, SqlType> {
    fn new(statement: &'q Statement, condition: &'q Condition) -> Self {
        Around {
            statement,
            condition,
            sql_type: PhantomData,
        }
    }
}

impl<Condition, SqlType> Query for Around<'_, Condition, SqlType> {
    type SqlType = SqlType;
}

impl<Condition, SqlType> QueryId for Around<'_, Condition, SqlType> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Condition, SqlType, DB> QueryFragment<DB> for Around<'_, Condition, SqlType>
where
    DB: Backend,
    Condition: OnKey<DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        pass.push_sql(&self.statement.before);
        self.condition
            .push_condition(&self.statement.key, &mut pass)?;
        pass.push_sql(&self.statement.after);
        Ok(())
    }
}
