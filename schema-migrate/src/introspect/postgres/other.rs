use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Nullable, Text};

use super::{RELATIONS, SCHEMA, SERIALS, Scope, is_own};
use crate::introspect::tables::{MIGRATIONS_TABLE, qualified_name};
use crate::introspect::{IntrospectError, Other, OtherKind};

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    database_schema: Option<String>,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    table_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    table_name: Option<String>,
}

/// What is neither a table nor a part of one that a schema says.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<Vec<Other>, IntrospectError> {
    let queries = [in_a_schema(), on_a_table()].join(" UNION ALL ");
    let found: Vec<Found> = sql_query(queries)
        .bind::<Array<Text>, _>(&scope.schemas)
        .load(connection)
        .map_err(IntrospectError::query("views, functions and triggers"))?;
    found.into_iter().map(Found::other).collect()
}

/// Sequences, types and functions.
fn in_a_schema() -> String {
    let of_schema = |kind: &str, name: &str, from: &str, catalog: &str, id: &str| {
        format!(
            "SELECT {kind} AS kind, {SCHEMA} AS database_schema, {name} AS name,
                 NULL::text AS table_schema, NULL::text AS table_name
             FROM {from} AND {}",
            is_own(catalog, id)
        )
    };
    let namespace = |catalog: &str, column: &str| {
        format!("{catalog} JOIN pg_namespace n ON n.oid = {column} AND n.nspname = ANY($1)")
    };
    let types = namespace("pg_type t", "t.typnamespace");
    let functions = namespace("pg_proc f", "f.pronamespace");
    [
        of_schema(
            "'sequence'",
            "c.relname::text",
            &format!(
                "{RELATIONS} WHERE c.relkind = 'S'
                     AND c.oid NOT IN (SELECT sequence_id FROM ({SERIALS}) serials)"
            ),
            "pg_class",
            "c.oid",
        ),
        of_schema(
            "'type'",
            "t.typname::text",
            &format!(
                "{types} LEFT JOIN pg_class c ON c.oid = t.typrelid
                 WHERE (t.typtype IN ('d', 'r') OR c.relkind = 'c')"
            ),
            "pg_type",
            "t.oid",
        ),
        of_schema(
            "'function ' || f.prokind::text",
            "f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')'",
            &format!("{functions} WHERE TRUE"),
            "pg_proc",
            "f.oid",
        ),
    ]
    .join(" UNION ALL ")
}

/// Triggers, rules, policies and statistics.
fn on_a_table() -> String {
    let of_table = |kind: &str, name: &str, join: &str| {
        format!(
            "SELECT '{kind}', NULL, {name}::text, {SCHEMA}, c.relname::text
             FROM {RELATIONS} AND c.relname <> '{MIGRATIONS_TABLE}' JOIN {join}"
        )
    };
    [
        of_table(
            "trigger",
            "g.tgname",
            "pg_trigger g ON g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgparentid = 0",
        ),
        of_table(
            "rule",
            "w.rulename",
            "pg_rewrite w ON w.ev_class = c.oid AND w.rulename <> '_RETURN'",
        ),
        of_table("policy", "y.polname", "pg_policy y ON y.polrelid = c.oid"),
        of_table(
            "statistics",
            "e.stxname",
            "pg_statistic_ext e ON e.stxrelid = c.oid",
        ),
    ]
    .join(" UNION ALL ")
}

impl Found {
    fn other(self) -> Result<Other, IntrospectError> {
        let kind = match self.kind.as_str() {
            "sequence" => OtherKind::Sequence,
            "type" => OtherKind::Type,
            "function a" => OtherKind::Aggregate,
            "function p" => OtherKind::Procedure,
            "function f" | "function w" => OtherKind::Function,
            "trigger" => OtherKind::Trigger,
            "rule" => OtherKind::Rule,
            "policy" => OtherKind::Policy,
            "statistics" => OtherKind::Statistics,
            code => return Err(IntrospectError::unknown(&self.name, "kind of object", code)),
        };
        let table = self.table_name;
        let table = table.map(|table| qualified_name(self.table_schema, table));
        Ok(Other {
            kind,
            name: qualified_name(self.database_schema, self.name)?,
            table: table.transpose()?,
        })
    }
}
