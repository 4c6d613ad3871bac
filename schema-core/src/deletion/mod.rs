//! What deleting rows would do, counted in the database: [`CountImpact::deletion_impact`].
//!
//! ```
//! use diesel::prelude::*;
//! use schema_core::prelude::*;
//!
//! #[derive(Model)]
//! #[diesel(table_name = user)]
//! pub struct User { pub id: i32 }
//!
//! #[derive(Model)]
//! #[diesel(table_name = post)]
//! pub struct Post {
//!     pub id: i32,
//!     #[references(User, on_delete = "cascade")]
//!     pub author_id: i32,
//! }
//!
//! #[derive(Model)]
//! #[diesel(table_name = bill)]
//! pub struct Bill {
//!     pub id: i32,
//!     #[references(Post, on_delete = "restrict")]
//!     pub post_id: i32,
//! }
//!
//! schema_core::schema! { pub struct Blog; blog: [User, Post, Bill] }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mut connection = SqliteConnection::establish(":memory:")?;
//! # use diesel::connection::SimpleConnection;
//! # connection.batch_execute(
//! #     "CREATE TABLE user (id integer PRIMARY KEY);
//! #      CREATE TABLE post (id integer PRIMARY KEY, author_id integer NOT NULL REFERENCES user ON DELETE CASCADE);
//! #      CREATE TABLE bill (id integer PRIMARY KEY, post_id integer NOT NULL REFERENCES post ON DELETE RESTRICT);
//! #      INSERT INTO user VALUES (1), (2);
//! #      INSERT INTO post VALUES (1, 1), (2, 1), (3, 2);
//! #      INSERT INTO bill VALUES (1, 2);"
//! # )?;
//! let impact = User::deletion_impact(&[1], &mut connection)?;
//! assert!(impact.is_refused());
//! assert_eq!(
//!     impact.to_string(),
//!     "\
//! deleting 1 row of user is refused
//!
//! is refused while there are
//!   bill  1  user ← post.author_id ← bill.post_id
//!
//! deletes
//!   post  2  user ← post.author_id
//!
//! in all, if it were not refused
//!   user  1 deleted
//!   post  2 deleted
//!   bill  1 refusing
//! "
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # What is counted
//!
//! - A **path** is a reference to a table that may lose rows: each is there once, with the shortest way to it. It has the rows that
//!   reference by it a row that is deleted, by whatever way that one is deleted.
//! - In a **table**, a row is counted once. One that is deleted is nothing else, even if another reference would set it to
//!   NULL, or keep what it references.
//! - Rings of tables, and rows that reference each other, are followed to their end.
//! - Polymorphic references with triggers do what their triggers do; without, their rows are left dangling.
//!
//! Rows that keep what they reference (`no action`, `restrict`) refuse the deletion unless they are deleted themselves. If they are, the databases do
//! differently:
//!
//! | | rows that reference one that is deleted, and are deleted, too |
//! |---|---|
//! | SQLite, `no action` | never refuse: it looks when the statement ends |
//! | SQLite, `restrict` | may refuse: it looks when the row goes that they reference |
//! | PostgreSQL | never refuse if they are among the rows that the statement itself deletes, or the key is `deferrable = "deferred"`; others may, if the key that would delete them comes later. `no action` and `restrict` are the same here |
//! | MySQL, MariaDB | may refuse: they look row by row. `no action` and `restrict` are the same here |
//! | triggers | as `restrict` |
//!
//! PostgreSQL may refuse, too, where two references set columns of a row to NULL or their default, and a third one deletes it or
//! changes it later, by a longer path or further down a tree: when the row is changed for the second time, it looks at all keys of
//! the row. It asks at once for the row that a default refers to, also if the row that gets it is deleted later.
//!
//! Where two keys share a column, one of which sets it to NULL and the other refuses, the row may not reference anything
//! any more when it is looked at.
//!
//! What comes first depends on when the keys were created, on their names, and on the order of the rows. So such rows are
//! [`contested`](PathImpact::contested): [`may_be_refused`](DeletionImpact::may_be_refused) says that it is not sure, and
//! [`is_refused`](DeletionImpact::is_refused) only what is.
//!
//! # What it costs
//!
//! One statement, whatever the schema and the rows; nothing of it is written, and nothing but the counts is read. No keys, no
//! statement. For more than 16,000 values of keys on SQLite and 32,000 elsewhere, there is one more for every so many:
//! they find the rows, and the last one gets them as a list.
//!
//! On PostgreSQL it runs without the just-in-time compiler, which would take longer than the statement: the setting is undone by the
//! end of a transaction, or of a savepoint, that is rolled back.
//!
//! It takes as long as finding the rows does: a reference without an index costs a scan of its table, as it does in the
//! deletion.
//!
//! It needs recursive queries and window functions: SQLite 3.34, MySQL 8, MariaDB 10.2 (10.6 for so many keys).
//!
//! With the feature `serde`, a [`DeletionImpact`] is what `schema impact --json` says, with the numbers: `table`, `rows`, `refused`,
//! `may_be_refused`, `paths` and `tables`.
//!
//! # Limits
//!
//! - It counts what the schema says. References of tables that are in no [`schema!`](crate::schema!), or in that of another crate, and triggers by hand are unknown
//!   to it. On SQLite, foreign keys do nothing without `PRAGMA foreign_keys = ON`, and it counts what they would do.
//! - What is counted is a single `DELETE` of all the rows. One that a deferred key refuses fails when the transaction ends.
//! - Keys of up to six columns.
//! - It is not known whether the row is there that a default refers to; without it, the deletion is refused. Nor is it known whether
//!   a check or a unique constraint takes the NULL or the default.
//! - On PostgreSQL, a row that was inserted in the same transaction is looked at when it is changed for the first time, and so are
//!   rows of a ring of references.
//! - If two keys of a table share a column, and one sets it to NULL while the other deletes the row, what comes first
//!   decides; here the row is deleted. So it is if a column that becomes NULL is itself referenced: what `on_update` does is not
//!   followed.
//! - MySQL and MariaDB refuse a deletion that goes on for more than 15 levels, such as down a long thread of
//!   answers. Here it is counted; MariaDB stops counting after `max_recursive_iterations`, MySQL fails after
//!   `cte_max_recursion_depth` (both 1000).
//! - SQLite takes up to 499 references, and refuses a deletion that goes on for more than 1,000 levels.
//! - MariaDB tells keys apart by their first 1,024 bytes (`max_sort_length`), and takes about 250,000 keys of rows that are there
//!   (`max_allowed_packet`).
//! - On PostgreSQL, a text key and the key to it need the same collation.

mod database;
mod impact;
mod key;
mod query;
mod statement;
mod text;

pub use database::{CountsDeletions, Database, Numbers};
pub use impact::{DeletionImpact, PathImpact, TableImpact};
pub use key::{BindKey, KeyTypes};

use crate::Model;
use crate::graph::{Edge, Effect, Outcome, effects};
use crate::schema::InSchema;
use diesel::connection::{DefaultLoadingMode, LoadConnection};
use diesel::result::QueryResult;
use query::{HasFingerprint, IsOneOf, OnKey};

/// Counts what deleting rows would do, for every model that is in a [`schema!`](crate::schema!).
pub trait CountImpact: Model {
    /// Counts what deleting the rows with these primary keys would do, and deletes nothing.
    ///
    /// Keys are what Diesel's `find` takes, tuples if there are several columns. Those of no row count nothing, and a
    /// key that comes twice counts once.
    ///
    /// ```
    /// # use diesel::prelude::*;
    /// # use schema_core::prelude::*;
    /// # #[derive(Model)] #[diesel(table_name = user)] pub struct User { pub id: String }
    /// # schema_core::schema! { struct Blog; blog: [User] }
    /// fn may_go(ids: &[String], connection: &mut SqliteConnection) -> QueryResult<bool> {
    ///     let impact = User::deletion_impact(ids, connection)?;
    ///     println!("{impact}");
    ///     Ok(!impact.may_be_refused() && impact.deleted() < 1_000)
    /// }
    /// # fn main() {}
    /// ```
    ///
    /// [The module](self) tells what is counted, what it costs, and what it does not know. Over a connection that
    /// is one of several kinds, as Diesel's `MultiConnection` is, match on the kind.
    ///
    /// # Errors
    /// What the database says.
    fn deletion_impact<Key, Connection>(
        keys: &[Key],
        connection: &mut Connection,
    ) -> QueryResult<DeletionImpact>
    where
        Self: InSchema + KeyTypes,
        Connection: LoadConnection<DefaultLoadingMode>,
        Connection::Backend: CountsDeletions,
        Key: BindKey<<Self as KeyTypes>::SqlTypes, Connection::Backend>;
}

impl<M: Model> CountImpact for M {
    fn deletion_impact<Key, Connection>(
        keys: &[Key],
        connection: &mut Connection,
    ) -> QueryResult<DeletionImpact>
    where
        Self: InSchema + KeyTypes,
        Connection: LoadConnection<DefaultLoadingMode>,
        Connection::Backend: CountsDeletions,
        Key: BindKey<<Self as KeyTypes>::SqlTypes, Connection::Backend>,
    {
        let counting = Counting {
            database: <Connection::Backend as CountsDeletions>::DATABASE,
            impact: DeletionImpact::none(M::TABLE, effects(<M as InSchema>::SCHEMA, M::TABLE)),
        };
        let most = counting.database.most_values() / Key::LENGTH.max(1);
        if keys.is_empty() {
            return Ok(counting.impact);
        }
        if keys.len() <= most {
            return counting.run(
                &IsOneOf::<Key, <M as KeyTypes>::SqlTypes>::new(keys),
                connection,
            );
        }
        let statement = statement::fingerprints(counting.database, M::TABLE);
        let mut found = Vec::new();
        for keys in keys.chunks(most) {
            let some = IsOneOf::<Key, <M as KeyTypes>::SqlTypes>::new(keys);
            found.extend(query::texts(connection, &statement, &some)?);
        }
        counting.run(&HasFingerprint::new(&found), connection)
    }
}

/// An impact to be counted.
struct Counting {
    database: Database,
    impact: DeletionImpact,
}

impl Counting {
    fn run<Connection, Condition>(
        mut self,
        condition: &Condition,
        connection: &mut Connection,
    ) -> QueryResult<DeletionImpact>
    where
        Connection: LoadConnection<DefaultLoadingMode>,
        Connection::Backend: CountsDeletions,
        Condition: OnKey<Connection::Backend>,
    {
        let order = self.order();
        let edges = order.iter().filter_map(|path| self.edge(*path));
        let edges: Vec<Edge> = edges.collect();
        let statement = statement::counts(self.database, self.impact.table, &edges);
        let groups = match self.database {
            Database::Postgres if !edges.is_empty() => {
                query::without_jit(connection, |connection| {
                    query::count(connection, &statement, condition)
                })?
            }
            _ => query::count(connection, &statement, condition)?,
        };
        for group in groups {
            let path = group.edge.checked_sub(1);
            let path = path.and_then(|number| order.get(number).copied());
            self.impact.add(group, path, self.database);
        }
        Ok(self.impact)
    }

    fn edge(&self, path: usize) -> Option<Edge> {
        let path = self.impact.paths.get(path)?;
        path.effect.edge().copied()
    }

    /// The positions of the paths as the statement numbers them: what is looked at before rows are
    /// gone comes first, so that it is the one by which a contested row is counted in its table.
    fn order(&self) -> Vec<usize> {
        let effects: Vec<&Effect> = self.impact.paths.iter().map(|path| &path.effect).collect();
        let is_late = |effect: &Effect| {
            let edge = effect.edge();
            effect.outcome == Outcome::Refused
                && !edge.is_some_and(|edge| self.database.checks_at_once(edge))
        };
        let mut order: Vec<usize> = (0..effects.len()).collect();
        order.sort_by_key(|path| is_late(effects[*path]));
        order
    }
}
