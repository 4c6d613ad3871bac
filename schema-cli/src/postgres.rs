//! What the commands do on PostgreSQL.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use schema_migrate::Dialect;

use crate::connection::{Answer, Holder, Locking, Migrating, read_unfinished};
use crate::journal::{TABLE, Unfinished};
use crate::statements::NewIndex;

/// The limits that a role or a database may set for its sessions.
const LIMITS: &str = "('statement_timeout', 'lock_timeout', 'transaction_timeout', \
                      'idle_in_transaction_session_timeout')";

/// No other session builds an index, which is not valid before its end. Who may not see which index one
/// builds has to take it for any.
const NOBODY_BUILDS: &str = "NOT EXISTS (\
     SELECT FROM pg_stat_progress_create_index AS building \
     WHERE building.datname = current_database() AND building.pid <> pg_backend_pid() \
     AND COALESCE(building.index_relid, indexrelid) = indexrelid)";

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Session {
    #[diesel(sql_type = Integer)]
    pid: i32,
    #[diesel(sql_type = Text)]
    user: String,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    seconds: Option<i64>,
    #[diesel(sql_type = Text)]
    tables: String,
}

impl Migrating for PgConnection {
    const DIALECT: Dialect = Dialect::Postgres;

    fn unfinished(&mut self) -> QueryResult<Option<Unfinished>> {
        let is_there = format!("SELECT to_regclass('{TABLE}') IS NOT NULL AS answer");
        read_unfinished!(self, is_there)
    }

    fn invalid_indexes(&mut self) -> QueryResult<Vec<String>> {
        let sql = format!(
            "SELECT indexrelid::regclass::text AS name FROM pg_index \
             WHERE NOT indisvalid AND {NOBODY_BUILDS} ORDER BY 1"
        );
        let names: Vec<Name> = diesel::sql_query(sql).load(self)?;
        Ok(names.into_iter().map(|row| row.name).collect())
    }

    fn has_index(&mut self, index: &NewIndex<'_>) -> QueryResult<bool> {
        let sql = "SELECT EXISTS (SELECT FROM pg_index JOIN pg_class ON oid = indexrelid \
                   WHERE indrelid = to_regclass($1) AND relname = (parse_ident($2))[1]) AS answer";
        let query = diesel::sql_query(sql).bind::<Text, _>(&index.table);
        let found: Answer = query.bind::<Text, _>(index.name).get_result(self)?;
        Ok(found.answer)
    }

    fn remove_unusable(&mut self, index: &NewIndex<'_>) -> QueryResult<Option<String>> {
        let sql = format!(
            "SELECT indexrelid::regclass::text AS name \
             FROM pg_index JOIN pg_class ON oid = indexrelid \
             WHERE NOT indisvalid AND indrelid = to_regclass($1) \
             AND relname = (parse_ident($2))[1] AND {NOBODY_BUILDS}"
        );
        let query = diesel::sql_query(sql).bind::<Text, _>(&index.table);
        let query = query.bind::<Text, _>(index.name);
        let Some(Name { name }) = query.get_result(self).optional()? else {
            return Ok(None);
        };
        self.batch_execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))?;
        Ok(Some(name))
    }

    /// Diesel does not tell the code of an error, 55P03. Where the server may speak another language,
    /// [`Locking::try_lock`] asks for this one.
    fn is_lock_timeout(reason: &str) -> bool {
        reason.contains("canceling statement due to lock timeout")
    }

    fn lock_holders(&mut self, sql: &str) -> QueryResult<Vec<Holder>> {
        let holders = "SELECT pid, COALESCE(usename::text, '') AS user, state, \
             floor(extract(epoch FROM clock_timestamp() - xact_start))::bigint AS seconds, \
             string_agg(DISTINCT relation::regclass::text, ', ') AS tables \
             FROM pg_locks JOIN pg_stat_activity USING (pid) \
             JOIN pg_class ON pg_class.oid = relation \
             WHERE granted AND pid <> pg_backend_pid() AND datname = current_database() \
             AND relkind IN ('r', 'p') AND relnamespace <> 'pg_catalog'::regnamespace \
             AND strpos($1, relname) > 0 \
             GROUP BY pid, usename, state, xact_start ORDER BY xact_start, pid LIMIT 3";
        let sessions: Vec<Session> = diesel::sql_query(holders).bind::<Text, _>(sql).load(self)?;
        Ok(sessions.into_iter().map(Holder::from).collect())
    }

    fn without_limits<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let sql = format!(
            "SELECT name, current_setting(name) AS value FROM pg_settings \
             WHERE name IN {LIMITS} AND setting <> '0'"
        );
        // A connection that is lost says so when something is run.
        let limits: Vec<Setting> = diesel::sql_query(sql).load(self).unwrap_or_default();
        for limit in &limits {
            let _ = set(self, &limit.name, "0");
        }
        let result = run(self);
        for limit in &limits {
            let _ = set(self, &limit.name, &limit.value);
        }
        result
    }
}

/// Sets something for the session.
fn set(connection: &mut PgConnection, name: &str, value: &str) -> QueryResult<usize> {
    let query = diesel::sql_query("SELECT set_config($1, $2, false)").bind::<Text, _>(name);
    query.bind::<Text, _>(value).execute(connection)
}

impl From<Session> for Holder {
    fn from(session: Session) -> Holder {
        Holder {
            process: session.pid,
            user: session.user,
            state: session.state,
            seconds: session.seconds,
            tables: session.tables,
        }
    }
}

fn takes_lock(connection: &mut PgConnection) -> QueryResult<bool> {
    // Any number that nothing else locks.
    let sql = "SELECT pg_try_advisory_lock(7236179804523651) AS answer";
    let got: Answer = diesel::sql_query(sql).get_result(connection)?;
    Ok(got.answer)
}

impl Locking for PgConnection {
    fn try_lock(&mut self) -> QueryResult<bool> {
        // A server that looks for us while it waits lets go of what a killed process had. Old ones and
        // those of some systems cannot.
        let _ = self.batch_execute("SET client_connection_check_interval = '1s'");
        // Not everybody may choose the language of errors.
        let _ = self.batch_execute("SET lc_messages = 'C'");
        takes_lock(self)
    }

    fn lock(&mut self) -> QueryResult<bool> {
        // Who waits within a statement has a snapshot, which `CREATE INDEX CONCURRENTLY` of the other process waits
        // for: a deadlock, of which the index may be the victim. So it asks again and again.
        while !takes_lock(self)? {
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        Ok(true)
    }
}
