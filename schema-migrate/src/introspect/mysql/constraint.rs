use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};

use super::Server;
use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::syntax::expression;
use crate::introspect::tables::{Tables, qualified_name};
use crate::schema::{Check, Deferrability, ForeignKey, PrimaryKey, ReferentialAction, Table};
use crate::sql::Identifier;

/// The name of every primary key.
const PRIMARY_KEY: &str = "PRIMARY";

/// The conditions of checks, by table and name. A check that stands at a column has the column's
/// name on MariaDB, which another check of the table may have as well.
pub(super) struct Checks(BTreeMap<CheckKey, String>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct CheckKey {
    table: String,
    name: String,
    of_column: bool,
}

#[derive(QueryableByName)]
struct FoundCheck {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    of_column: bool,
    #[diesel(sql_type = Text)]
    condition: String,
}

pub(super) fn load_checks(
    connection: &mut MysqlConnection,
    server: Server,
) -> Result<Checks, IntrospectError> {
    let query = match server {
        Server::MariaDb => {
            "SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name,
                 LEVEL = 'Column' AS of_column, CHECK_CLAUSE AS `condition`
             FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()"
        }
        Server::Mysql => {
            "SELECT t.TABLE_NAME AS table_name, c.CONSTRAINT_NAME AS name, FALSE AS of_column,
                 c.CHECK_CLAUSE AS `condition`
             FROM information_schema.CHECK_CONSTRAINTS c
                 JOIN information_schema.TABLE_CONSTRAINTS t
                     ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA
                         AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
                         AND t.CONSTRAINT_TYPE = 'CHECK'
             WHERE c.CONSTRAINT_SCHEMA = DATABASE()"
        }
    };
    let found: Vec<FoundCheck> = sql_query(query)
        .load(connection)
        .map_err(IntrospectError::query("check constraints"))?;
    let checks = found.into_iter().map(|check| {
        let key = CheckKey {
            table: check.table_name,
            name: check.name,
            of_column: check.of_column,
        };
        (key, server.written(check.condition))
    });
    Ok(Checks(checks.collect()))
}

impl Checks {
    /// Takes away the check that MariaDB adds to a column of the type `JSON`. Whether there is one.
    pub(super) fn take_json(&mut self, table: &str, column: &str) -> bool {
        let key = CheckKey {
            table: table.to_owned(),
            name: column.to_owned(),
            of_column: true,
        };
        let is_json = self
            .0
            .get(&key)
            .is_some_and(|condition| condition.starts_with("json_valid("));
        is_json && self.0.remove(&key).is_some()
    }
}

/// Adds the checks to the tables.
pub(super) fn add_checks(checks: Checks, tables: &mut Tables) -> Result<(), IntrospectError> {
    for (key, condition) in checks.0 {
        if let Some(table) = tables.get_mut(&qualified_name(None, key.table)?) {
            table.checks.push(Check {
                name: Identifier::new(key.name)?,
                expression: expression(&condition, Dialect::Mysql),
            });
        }
    }
    Ok(())
}

/// One row for each column of a primary or foreign key.
#[derive(QueryableByName)]
struct FoundKeyColumn {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    /// The database, if it is another one.
    #[diesel(sql_type = Nullable<Text>)]
    parent_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    referenced_column: Option<String>,
}

/// Adds the primary and foreign keys to the tables.
pub(super) fn load_keys(
    connection: &mut MysqlConnection,
    tables: &mut Tables,
) -> Result<(), IntrospectError> {
    let rules = load_rules(connection)?;
    let found: Vec<FoundKeyColumn> = sql_query(format!(
        "SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name, COLUMN_NAME AS column_name,
             NULLIF(REFERENCED_TABLE_SCHEMA, DATABASE()) AS parent_schema,
             REFERENCED_TABLE_NAME AS parent, REFERENCED_COLUMN_NAME AS referenced_column
         FROM information_schema.KEY_COLUMN_USAGE
         WHERE TABLE_SCHEMA = DATABASE()
             AND (CONSTRAINT_NAME = '{PRIMARY_KEY}' OR REFERENCED_TABLE_NAME IS NOT NULL)
         ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION"
    ))
    .load(connection)
    .map_err(IntrospectError::query("keys"))?;
    for column in found {
        if let Some(table) = tables.get_mut(&qualified_name(None, column.table_name.as_str())?) {
            column.add_to(table, &rules)?;
        }
    }
    Ok(())
}

/// What happens to the rows of foreign keys, by table and name: on a delete and on an update.
type Rules = BTreeMap<(String, String), (ReferentialAction, ReferentialAction)>;

fn load_rules(connection: &mut MysqlConnection) -> Result<Rules, IntrospectError> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        table_name: String,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        on_delete: String,
        #[diesel(sql_type = Text)]
        on_update: String,
    }
    let found: Vec<Found> = sql_query(
        "SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name, DELETE_RULE AS on_delete,
             UPDATE_RULE AS on_update
         FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()",
    )
    .load(connection)
    .map_err(IntrospectError::query("foreign keys"))?;
    let rules = found.into_iter().map(|key| {
        let actions = (
            action(&key.name, &key.on_delete)?,
            action(&key.name, &key.on_update)?,
        );
        Ok(((key.table_name, key.name), actions))
    });
    rules.collect()
}

/// `RESTRICT` and `NO ACTION` are one: MariaDB calls it by the first name where none is written, and
/// MySQL by the second.
fn action(key: &str, rule: &str) -> Result<ReferentialAction, IntrospectError> {
    match rule {
        "NO ACTION" | "RESTRICT" => Ok(ReferentialAction::NoAction),
        "CASCADE" => Ok(ReferentialAction::Cascade),
        "SET NULL" => Ok(ReferentialAction::SetNull),
        "SET DEFAULT" => Ok(ReferentialAction::SetDefault),
        rule => Err(IntrospectError::unknown(key, "referential action", rule)),
    }
}

impl FoundKeyColumn {
    /// Adds the column to its key, which comes into being with the first one.
    fn add_to(self, table: &mut Table, rules: &Rules) -> Result<(), IntrospectError> {
        let column = Identifier::new(self.column_name)?;
        let (Some(parent), Some(referenced)) = (self.parent, self.referenced_column) else {
            let key = table.primary_key.get_or_insert(PrimaryKey {
                name: None,
                columns: Vec::new(),
            });
            key.columns.push(column);
            return Ok(());
        };
        let name = Identifier::new(self.name.as_str())?;
        let is_new = table.foreign_keys.last().is_none_or(|key| key.name != name);
        if is_new {
            let no_action = (ReferentialAction::NoAction, ReferentialAction::NoAction);
            let actions = rules.get(&(self.table_name, self.name));
            let (on_delete, on_update) = actions.copied().unwrap_or(no_action);
            table.foreign_keys.push(ForeignKey {
                name,
                columns: Vec::new(),
                references: qualified_name(self.parent_schema, parent)?,
                referenced_columns: Vec::new(),
                on_delete,
                on_update,
                deferrability: Deferrability::NotDeferrable,
            });
        }
        if let Some(key) = table.foreign_keys.last_mut() {
            key.columns.push(column);
            key.referenced_columns.push(Identifier::new(referenced)?);
        }
        Ok(())
    }
}
