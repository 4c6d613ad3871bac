use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Nullable, Text};

use super::{RELATIONS, SCHEMA, Scope};
use crate::ddl::dollar_quote;
use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::tables::qualified_name;
use crate::introspect::trigger::Found;
use crate::sql::Identifier;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Text>)]
    database_schema: Option<String>,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    function: String,
    #[diesel(sql_type = Text)]
    body: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// The triggers whose functions stand beside their tables under their names.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<Vec<Found>, IntrospectError> {
    let rows: Vec<Row> = sql_query(format!(
        "SELECT {SCHEMA} AS database_schema, c.relname::text AS table_name, g.tgname::text AS name,
             f.proname::text AS function, f.prosrc AS body,
             pg_get_triggerdef(g.oid, TRUE)
                 || CASE g.tgenabled WHEN 'O' THEN '' ELSE ' /* ' || g.tgenabled::text || ' */' END
                 AS definition
         FROM {RELATIONS} JOIN pg_trigger g ON g.tgrelid = c.oid AND NOT g.tgisinternal
             AND g.tgparentid = 0
             JOIN pg_proc f ON f.oid = g.tgfoid AND f.pronamespace = n.oid AND f.proname = g.tgname
             JOIN pg_language l ON l.oid = f.prolang AND l.lanname = 'plpgsql'"
    ))
    .bind::<Array<Text>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("triggers"))?;
    rows.into_iter().map(Row::found).collect()
}

impl Row {
    fn found(self) -> Result<Found, IntrospectError> {
        let function = qualified_name(self.database_schema.clone(), self.function)?;
        let function = function.to_sql(Dialect::Postgres);
        let quote = dollar_quote(&self.body);
        Ok(Found {
            sql: format!(
                "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql\n    \
                 SET search_path FROM CURRENT AS {quote}{}{quote};\n{}",
                self.body, self.definition
            ),
            table: qualified_name(self.database_schema, self.table_name)?,
            name: Identifier::new(self.name)?.as_str().to_owned(),
        })
    }
}
