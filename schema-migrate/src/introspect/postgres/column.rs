use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text};

use super::default::default_value;
use super::expression::expression;
use super::sql_type::CatalogType;
use super::{RELATIONS, SCHEMA, SERIALS, Scope};
use crate::introspect::IntrospectError;
use crate::introspect::tables::{Tables, comment, qualified_name};
use crate::schema::{Column, Generated, GeneratedStorage, Identity};
use crate::sql::Identifier;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<Text>)]
    table_schema: Option<String>,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    type_name: String,
    #[diesel(sql_type = Bool)]
    is_array: bool,
    #[diesel(sql_type = Nullable<Text>)]
    enum_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    enum_name: Option<String>,
    #[diesel(sql_type = Bool)]
    not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Text)]
    generated: String,
    #[diesel(sql_type = Text)]
    identity: String,
    #[diesel(sql_type = Bool)]
    is_serial: bool,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

/// Adds the columns to the tables.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
    tables: &mut Tables,
) -> Result<(), IntrospectError> {
    let found: Vec<Found> = sql_query(format!(
        "WITH serials AS ({SERIALS})
         SELECT {SCHEMA} AS table_schema, c.relname::text AS table_name, a.attname::text AS name,
             format_type(e.oid, a.atttypmod) AS type_name, e.oid <> t.oid AS is_array,
             NULLIF(en.nspname, current_schema())::text AS enum_schema,
             CASE WHEN e.typtype = 'e' THEN e.typname::text END AS enum_name,
             a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid) AS default_value,
             a.attgenerated::text AS generated, a.attidentity::text AS identity,
             s.table_id IS NOT NULL AS is_serial, o.collname::text AS collation,
             m.description AS comment
         FROM {RELATIONS}
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             JOIN pg_type t ON t.oid = a.atttypid
             LEFT JOIN pg_type element ON element.oid = t.typelem AND element.typarray = t.oid
             JOIN pg_type e ON e.oid = COALESCE(element.oid, t.oid)
             JOIN pg_namespace en ON en.oid = e.typnamespace
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
             LEFT JOIN serials s ON s.table_id = c.oid AND s.number = a.attnum
             LEFT JOIN pg_collation o ON o.oid = a.attcollation AND o.oid <> t.typcollation
             LEFT JOIN pg_description m ON m.objoid = c.oid AND m.objsubid = a.attnum
                 AND m.classoid = 'pg_class'::regclass
         WHERE c.relkind IN ('r', 'p')
         ORDER BY c.oid, a.attnum"
    ))
    .bind::<Array<Text>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("columns"))?;
    for column in found {
        let name = qualified_name(column.table_schema.clone(), column.table_name.as_str())?;
        if let Some(table) = tables.get_mut(&name) {
            table.columns.push(column.column()?);
        }
    }
    Ok(())
}

impl Found {
    fn column(self) -> Result<Column, IntrospectError> {
        let storage = self.storage()?;
        let identity = self.identity()?;
        let catalog_type = CatalogType {
            name: self.type_name,
            is_array: self.is_array,
            enum_name: self.enum_name.map(|name| (self.enum_schema, name)),
        };
        let (generated, default) = match (storage, self.default_value) {
            (Some(storage), Some(sql)) => {
                let expression = expression(&sql);
                let generated = Generated {
                    expression,
                    storage,
                };
                (Some(generated), None)
            }
            (None, Some(sql)) if !self.is_serial => (None, default_value(&sql, &catalog_type)),
            _ => (None, None),
        };
        Ok(Column {
            name: Identifier::new(self.name)?,
            sql_type: catalog_type.spelt()?,
            nullable: !self.not_null,
            default,
            generated,
            identity,
            collation: self.collation.map(Identifier::new).transpose()?,
            comment: comment(self.comment)?,
        })
    }

    fn storage(&self) -> Result<Option<GeneratedStorage>, IntrospectError> {
        match self.generated.as_str() {
            "" => Ok(None),
            "s" => Ok(Some(GeneratedStorage::Stored)),
            "v" => Ok(Some(GeneratedStorage::Virtual)),
            code => Err(self.unknown("storage of a generated column", code)),
        }
    }

    fn identity(&self) -> Result<Option<Identity>, IntrospectError> {
        match self.identity.as_str() {
            "" => Ok(self.is_serial.then_some(Identity::Serial)),
            "d" => Ok(Some(Identity::ByDefault)),
            "a" => Ok(Some(Identity::Always)),
            code => Err(self.unknown("kind of identity", code)),
        }
    }

    fn unknown(&self, what: &'static str, code: &str) -> IntrospectError {
        IntrospectError::unknown(&format!("{}.{}", self.table_name, self.name), what, code)
    }
}
