use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text};

use super::expression::expression;
use super::{RELATIONS, SCHEMA, Scope};
use crate::introspect::tables::{Tables, identifiers, qualified_name};
use crate::introspect::{IntrospectError, Other, OtherKind};
use crate::schema::{
    Check, Deferrability, ForeignKey, PrimaryKey, ReferentialAction, Table, UniqueConstraint,
};
use crate::sql::{Identifier, QualifiedName};

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<Text>)]
    table_schema: Option<String>,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    parent_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    parent_name: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    referenced_columns: Vec<String>,
    #[diesel(sql_type = Text)]
    on_delete: String,
    #[diesel(sql_type = Text)]
    on_update: String,
    #[diesel(sql_type = Bool)]
    deferrable: bool,
    #[diesel(sql_type = Bool)]
    deferred: bool,
    #[diesel(sql_type = Bool)]
    nulls_not_distinct: bool,
    #[diesel(sql_type = Nullable<Text>)]
    condition: Option<String>,
}

/// Adds the constraints to the tables; gives those that no schema says.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
    tables: &mut Tables,
) -> Result<Vec<Other>, IntrospectError> {
    let found: Vec<Found> = sql_query(format!(
        "SELECT {SCHEMA} AS table_schema, c.relname::text AS table_name, k.conname::text AS name,
             k.contype::text AS kind, {columns} AS columns,
             NULLIF(pn.nspname, current_schema())::text AS parent_schema,
             p.relname::text AS parent_name, {referenced_columns} AS referenced_columns,
             k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
             k.condeferrable AS deferrable, k.condeferred AS deferred,
             {nulls_not_distinct} AS nulls_not_distinct,
             CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS condition
         FROM {RELATIONS} JOIN pg_constraint k ON k.conrelid = c.oid
             LEFT JOIN pg_class p ON p.oid = k.confrelid
             LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
             LEFT JOIN pg_index i ON i.indexrelid = k.conindid
         WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0",
        columns = names("k.conrelid", "k.conkey"),
        referenced_columns = names("k.confrelid", "k.confkey"),
        nulls_not_distinct = scope.nulls_not_distinct(),
    ))
    .bind::<Array<Text>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("constraints"))?;
    let mut others = Vec::new();
    for constraint in found {
        let name = constraint.table_schema.clone();
        let name = qualified_name(name, constraint.table_name.as_str())?;
        if let Some(table) = tables.get_mut(&name) {
            others.extend(constraint.add_to(table)?);
        }
    }
    Ok(others)
}

/// The names of columns by their numbers, in SQL.
fn names(table: &str, numbers: &str) -> String {
    format!(
        "ARRAY(SELECT a.attname::text
               FROM unnest({numbers}) WITH ORDINALITY AS u(number, place)
                   JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.number
               ORDER BY u.place)"
    )
}

impl Found {
    fn add_to(self, table: &mut Table) -> Result<Option<Other>, IntrospectError> {
        let deferrability = self.deferrability();
        let name = Identifier::new(self.name.as_str())?;
        match self.kind.as_str() {
            "p" => {
                table.primary_key = Some(PrimaryKey {
                    name: Some(name),
                    columns: identifiers(self.columns)?,
                });
            }
            "u" => table.unique_constraints.push(UniqueConstraint {
                name,
                columns: identifiers(self.columns)?,
                nulls_not_distinct: self.nulls_not_distinct,
                deferrability,
            }),
            "c" => table.checks.push(Check {
                name,
                expression: expression(self.condition.as_deref().unwrap_or_default()),
            }),
            "x" => {
                return Ok(Some(Other {
                    kind: OtherKind::ExclusionConstraint,
                    name: QualifiedName::unqualified(name),
                    table: Some(table.name.clone()),
                }));
            }
            _ => table.foreign_keys.push(self.foreign_key(name)?),
        }
        Ok(None)
    }

    fn foreign_key(self, name: Identifier) -> Result<ForeignKey, IntrospectError> {
        let deferrability = self.deferrability();
        let on_delete = action(&self.name, &self.on_delete)?;
        let on_update = action(&self.name, &self.on_update)?;
        let parent = self.parent_name.unwrap_or_default();
        Ok(ForeignKey {
            name,
            columns: identifiers(self.columns)?,
            references: qualified_name(self.parent_schema, parent)?,
            referenced_columns: identifiers(self.referenced_columns)?,
            on_delete,
            on_update,
            deferrability,
        })
    }

    fn deferrability(&self) -> Deferrability {
        match (self.deferrable, self.deferred) {
            (false, _) => Deferrability::NotDeferrable,
            (true, false) => Deferrability::InitiallyImmediate,
            (true, true) => Deferrability::InitiallyDeferred,
        }
    }
}

fn action(constraint: &str, code: &str) -> Result<ReferentialAction, IntrospectError> {
    match code {
        "a" => Ok(ReferentialAction::NoAction),
        "r" => Ok(ReferentialAction::Restrict),
        "c" => Ok(ReferentialAction::Cascade),
        "n" => Ok(ReferentialAction::SetNull),
        "d" => Ok(ReferentialAction::SetDefault),
        code => Err(IntrospectError::unknown(
            constraint,
            "referential action",
            code,
        )),
    }
}
