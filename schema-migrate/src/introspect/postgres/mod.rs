//! What PostgreSQL says: its catalogs.
//!
//! Not read, since no `SqlSchema` can say it: the options of sequences, storage parameters,
//! tablespaces, privileges, `MATCH FULL`, the columns of `SET NULL (…)`, the included columns of a
//! unique constraint, whether a constraint was validated, and the schema of a collation.

mod column;
mod constraint;
mod default;
mod enumeration;
mod expression;
mod index;
mod other;
mod relation;
mod sql_type;
mod trigger;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Integer, Nullable, Text};

use super::tables::identifiers;
use super::{Introspect, IntrospectError, IntrospectOptions, Introspection};
use crate::dialect::Dialect;
use crate::schema::SqlSchema;
use crate::sql::Identifier;

impl Introspect for PgConnection {
    fn introspect(
        &mut self,
        options: &IntrospectOptions,
    ) -> Result<Introspection, IntrospectError> {
        let scope = Scope::load(self, options)?;
        let (mut tables, mut others) = relation::load(self, &scope)?;
        column::load(self, &scope, &mut tables)?;
        others.extend(constraint::load(self, &scope, &mut tables)?);
        others.extend(index::load(self, &scope, &mut tables)?);
        others.extend(other::load(self, &scope)?);
        let triggers = trigger::load(self, &scope)?;
        super::trigger::add(triggers, &mut tables, &mut others)?;
        let schema = SqlSchema {
            dialect: Dialect::Postgres,
            enum_types: enumeration::load(self, &scope)?,
            tables: tables.sorted(),
            database_schemas: scope.created,
        };
        Ok(Introspection::new(schema, others))
    }
}

/// What is read, and of which server.
struct Scope {
    /// The database schemas, the current one included.
    schemas: Vec<String>,
    /// Those among them that a script creates.
    created: Vec<Identifier>,
    /// The version of the server: 150004 is 15.4.
    version: i32,
}

/// The first version with `NULLS NOT DISTINCT`.
const NULLS_NOT_DISTINCT_VERSION: i32 = 150_000;

impl Scope {
    fn load(
        connection: &mut PgConnection,
        options: &IntrospectOptions,
    ) -> Result<Scope, IntrospectError> {
        #[derive(QueryableByName)]
        struct Server {
            #[diesel(sql_type = Nullable<Text>)]
            current: Option<String>,
            #[diesel(sql_type = Array<Text>)]
            named: Vec<String>,
            #[diesel(sql_type = Integer)]
            version: i32,
        }
        let names = options.database_schemas().iter().map(Identifier::as_str);
        let server: Server = sql_query(
            "SELECT current_schema()::text AS current,
                 current_setting('server_version_num')::int AS version,
                 ARRAY(SELECT nspname::text FROM pg_namespace
                       WHERE nspname = ANY($1) AND nspname IS DISTINCT FROM current_schema()
                           AND nspname !~ '^pg_' AND nspname <> 'information_schema'
                       ORDER BY 1) AS named",
        )
        .bind::<Array<Text>, _>(names.collect::<Vec<_>>())
        .get_result(connection)
        .map_err(IntrospectError::query("database schemas"))?;
        let rules = Dialect::Postgres.rules();
        let created = server.named.iter().cloned();
        let created = created.filter(|name| rules.creates_database_schema(name));
        Ok(Scope {
            created: identifiers(created)?,
            schemas: server.named.into_iter().chain(server.current).collect(),
            version: server.version,
        })
    }

    /// Whether an index counts two NULLs as equal, in SQL; `i` is its row in `pg_index`.
    fn nulls_not_distinct(&self) -> &'static str {
        if self.version >= NULLS_NOT_DISTINCT_VERSION {
            "COALESCE(i.indnullsnotdistinct, FALSE)"
        } else {
            "FALSE"
        }
    }
}

/// The database schema that is written in front of a name; `n` is its row in `pg_namespace`.
const SCHEMA: &str = "NULLIF(n.nspname, current_schema())::text";

/// The tables and what looks like one; `$1` are the database schemas.
const RELATIONS: &str = "pg_class c JOIN pg_namespace n
    ON n.oid = c.relnamespace AND n.nspname = ANY($1) AND c.relpersistence <> 't'";

/// That an object belongs to no extension and to no other object, in SQL.
fn is_own(catalog: &str, id: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '{catalog}'::regclass
             AND x.objid = {id} AND x.objsubid = 0 AND x.deptype IN ('e', 'i'))"
    )
}

/// The columns by which `serial` numbers rows: of one of its types, never NULL, and with a default
/// that is no more than the next number of a sequence that the column owns.
const SERIALS: &str = "SELECT owned.refobjid AS table_id, owned.refobjsubid AS number,
        owned.objid AS sequence_id
    FROM pg_depend owned
        JOIN pg_class s ON s.oid = owned.objid AND s.relkind = 'S'
        JOIN pg_attribute a ON a.attrelid = owned.refobjid AND a.attnum = owned.refobjsubid
            AND a.attnotnull AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
        JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            AND pg_get_expr(d.adbin, d.adrelid) ~ '^nextval\\(''.*''::regclass\\)$'
        JOIN pg_depend used ON used.classid = 'pg_attrdef'::regclass AND used.objid = d.oid
            AND used.refclassid = 'pg_class'::regclass AND used.refobjid = s.oid
    WHERE owned.classid = 'pg_class'::regclass AND owned.refclassid = 'pg_class'::regclass
        AND owned.deptype = 'a'";
