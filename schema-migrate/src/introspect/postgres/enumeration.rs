use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Nullable, Text as SqlText};

use super::{SCHEMA, Scope, is_own};
use crate::introspect::IntrospectError;
use crate::introspect::tables::{comment, qualified_name};
use crate::schema::EnumType;
use crate::sql::Text;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<SqlText>)]
    database_schema: Option<String>,
    #[diesel(sql_type = SqlText)]
    name: String,
    #[diesel(sql_type = Array<SqlText>)]
    labels: Vec<String>,
    #[diesel(sql_type = Nullable<SqlText>)]
    comment: Option<String>,
}

/// The enum types with their values in order.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<Vec<EnumType>, IntrospectError> {
    let is_own = is_own("pg_type", "t.oid");
    let found: Vec<Found> = sql_query(format!(
        "SELECT {SCHEMA} AS database_schema, t.typname::text AS name, d.description AS comment,
             ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid
                   ORDER BY enumsortorder) AS labels
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND n.nspname = ANY($1)
             LEFT JOIN pg_description d ON d.objoid = t.oid AND d.objsubid = 0
                 AND d.classoid = 'pg_type'::regclass
         WHERE t.typtype = 'e' AND {is_own}"
    ))
    .bind::<Array<SqlText>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("enum types"))?;
    found.into_iter().map(Found::enum_type).collect()
}

impl Found {
    fn enum_type(self) -> Result<EnumType, IntrospectError> {
        let values = self.labels.into_iter().map(Text::new);
        Ok(EnumType {
            name: qualified_name(self.database_schema, self.name)?,
            values: values.collect::<Result<_, _>>()?,
            comment: comment(self.comment)?,
        })
    }
}
