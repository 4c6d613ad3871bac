use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};

use super::Server;
use super::constraint::Checks;
use super::default::CatalogDefault;
use super::sql_type::spelt;
use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::syntax::expression;
use crate::introspect::tables::{Tables, comment, qualified_name};
use crate::schema::{Column, Generated, GeneratedStorage, Identity, SqlType};
use crate::sql::Identifier;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    column_type: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    generation: Option<String>,
    /// In lower case.
    #[diesel(sql_type = Text)]
    extra: String,
    /// The collation, if the column has one.
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Bool)]
    has_default_collation: bool,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

/// Adds the columns to the tables, and takes the checks away that only make a text JSON.
pub(super) fn load(
    connection: &mut MysqlConnection,
    server: Server,
    checks: &mut Checks,
    tables: &mut Tables,
) -> Result<(), IntrospectError> {
    let found: Vec<Found> = sql_query(
        "SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name, COLUMN_TYPE AS column_type,
             IS_NULLABLE = 'YES' AS nullable, COLUMN_DEFAULT AS default_value,
             NULLIF(GENERATION_EXPRESSION, '') AS generation, LOWER(EXTRA) AS extra,
             COLLATION_NAME AS collation,
             COALESCE(COLLATION_NAME = @@collation_database, TRUE) AS has_default_collation,
             COLUMN_COMMENT AS comment
         FROM information_schema.COLUMNS
         WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION",
    )
    .load(connection)
    .map_err(IntrospectError::query("columns"))?;
    for column in found {
        let name = qualified_name(None, column.table_name.as_str())?;
        let is_json = column.may_be_json() && checks.take_json(&column.table_name, &column.name);
        if let Some(table) = tables.get_mut(&name) {
            table.columns.push(column.column(server, is_json)?);
        }
    }
    Ok(())
}

impl Found {
    /// Whether the column is what `JSON` makes on MariaDB, but for the check.
    fn may_be_json(&self) -> bool {
        self.column_type == "longtext" && self.collation.as_deref() == Some("utf8mb4_bin")
    }

    fn column(self, server: Server, is_json: bool) -> Result<Column, IntrospectError> {
        let storage = self.storage();
        let sql_type = if is_json {
            "JSON".to_owned()
        } else {
            spelt(&self.column_type)
        };
        let default = self.default_value.filter(|_| storage.is_none());
        let default = default.map(|value| CatalogDefault {
            value,
            is_expression: self.extra.contains("default_generated"),
        });
        let collation = self.collation;
        let collation = collation.filter(|_| !is_json && !self.has_default_collation);
        Ok(Column {
            name: Identifier::new(self.name)?,
            nullable: self.nullable,
            default: match default {
                Some(default) => default.read(server, &sql_type)?,
                None => None,
            },
            generated: storage.map(|storage| Generated {
                expression: expression(
                    &server.written(self.generation.unwrap_or_default()),
                    Dialect::Mysql,
                ),
                storage,
            }),
            identity: self
                .extra
                .contains("auto_increment")
                .then_some(Identity::ByDefault),
            collation: collation.map(Identifier::new).transpose()?,
            comment: comment(self.comment)?,
            sql_type: SqlType::Named(sql_type),
        })
    }

    fn storage(&self) -> Option<GeneratedStorage> {
        if self.extra.contains("virtual generated") {
            Some(GeneratedStorage::Virtual)
        } else if self.extra.contains("stored generated") {
            Some(GeneratedStorage::Stored)
        } else {
            None
        }
    }
}
