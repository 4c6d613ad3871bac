use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};

use crate::introspect::tables::{MIGRATIONS_TABLE, Tables, comment, empty_table, qualified_name};
use crate::introspect::{IntrospectError, Other, OtherKind};

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    engine: Option<String>,
    #[diesel(sql_type = Bool)]
    is_partitioned: bool,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

/// The storage engine that a table has where none is named.
const DEFAULT_ENGINE: &str = "InnoDB";

/// The tables, still empty, and what only looks like one.
pub(super) fn load(
    connection: &mut MysqlConnection,
) -> Result<(Tables, Vec<Other>), IntrospectError> {
    let found: Vec<Found> = sql_query(format!(
        "SELECT TABLE_NAME AS name, TABLE_TYPE AS kind, ENGINE AS engine,
             COALESCE(CREATE_OPTIONS LIKE '%partitioned%', FALSE) AS is_partitioned,
             TABLE_COMMENT AS comment
         FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> '{MIGRATIONS_TABLE}'
             AND TABLE_TYPE NOT LIKE 'TEMPORARY%'"
    ))
    .load(connection)
    .map_err(IntrospectError::query("tables"))?;
    let mut tables = Tables::default();
    let mut others = Vec::new();
    for table in found {
        table.add_to(&mut tables, &mut others)?;
    }
    Ok((tables, others))
}

impl Found {
    fn add_to(self, tables: &mut Tables, others: &mut Vec<Other>) -> Result<(), IntrospectError> {
        let name = qualified_name(None, self.name.as_str())?;
        let other = match self.kind.as_str() {
            "BASE TABLE" | "SYSTEM VERSIONED" => None,
            "VIEW" => Some(OtherKind::View),
            "SEQUENCE" => Some(OtherKind::Sequence),
            kind => return Err(IntrospectError::unknown(&self.name, "kind of table", kind)),
        };
        if let Some(kind) = other {
            let table = None;
            others.push(Other { kind, name, table });
            return Ok(());
        }
        for option in self.options() {
            others.push(Other {
                kind: OtherKind::TableOption,
                name: qualified_name(None, option)?,
                table: Some(name.clone()),
            });
        }
        let mut table = empty_table(name);
        table.comment = comment(self.comment)?;
        tables.insert(table);
        Ok(())
    }

    /// The words of the table's definition that no schema says.
    fn options(&self) -> Vec<String> {
        let engine = self.engine.as_deref();
        let engine = engine.filter(|engine| !engine.eq_ignore_ascii_case(DEFAULT_ENGINE));
        let mut options: Vec<String> = engine
            .map(|engine| format!("ENGINE = {engine}"))
            .into_iter()
            .collect();
        if self.is_partitioned {
            options.push("PARTITION BY".to_owned());
        }
        if self.kind == "SYSTEM VERSIONED" {
            options.push("WITH SYSTEM VERSIONING".to_owned());
        }
        options
    }
}
