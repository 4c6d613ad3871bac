//! What MariaDB says, from `information_schema`.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};
use schema_core::definition::{Deferrability, ReferentialAction};
use schema_migrate::Dialect;

use super::expression::{Kind, found_default};
use super::{Catalog, Column, ForeignKey, Index, IndexColumn, Table};
use crate::Outcome;
use crate::database::TestConnection;

impl TestConnection for MysqlConnection {
    const DIALECT: Dialect = Dialect::Mysql;

    fn catalog(&mut self) -> Outcome<Catalog> {
        let mut tables = tables(self)?;
        let checks = load_checks(self)?;
        for found in load_columns(self)? {
            let is_json = checks.iter().any(|check| check.makes_json(&found));
            let table = tables.entry(found.table_name.clone()).or_default();
            table.columns.push(found.column(is_json));
        }
        for found in load_key_columns(self)? {
            let table = tables.entry(found.table_name.clone()).or_default();
            found.add_to(table)?;
        }
        for found in load_index_columns(self)? {
            let table = tables.entry(found.table_name.clone()).or_default();
            found.add_to(table);
        }
        for found in checks.into_iter().filter(|check| !check.of_column) {
            let table = tables.entry(found.table_name).or_default();
            table.checks.insert(found.name);
        }
        Ok(Catalog {
            tables,
            enums: BTreeMap::new(),
        })
    }
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
}

fn tables(connection: &mut MysqlConnection) -> Outcome<BTreeMap<String, Table>> {
    let query = "SELECT TABLE_NAME AS table_name, TABLE_COMMENT AS name
        FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()";
    let found: Vec<Named> = sql_query(query).load(connection)?;
    let tables = found.into_iter().map(|table| {
        let comment = table.name;
        let empty = Table::default();
        (table.table_name, Table { comment, ..empty })
    });
    Ok(tables.collect())
}

/// A check of a table, or one that is part of a column: MariaDB's JSON is a text with such a check.
#[derive(QueryableByName)]
struct FoundCheck {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    of_column: bool,
    #[diesel(sql_type = Text)]
    clause: String,
}

fn load_checks(connection: &mut MysqlConnection) -> QueryResult<Vec<FoundCheck>> {
    sql_query(
        "SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name, LEVEL = 'Column' AS of_column,
             CHECK_CLAUSE AS clause
         FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()",
    )
    .load(connection)
}

impl FoundCheck {
    fn makes_json(&self, column: &FoundColumn) -> bool {
        self.of_column
            && (&self.table_name, &self.name) == (&column.table_name, &column.name)
            && self.clause.starts_with("json_valid(")
    }
}

#[derive(QueryableByName)]
struct FoundColumn {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql_type: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Text)]
    extra: String,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Text)]
    comment: String,
}

fn load_columns(connection: &mut MysqlConnection) -> QueryResult<Vec<FoundColumn>> {
    sql_query(
        "SELECT c.TABLE_NAME AS table_name, c.COLUMN_NAME AS name, c.COLUMN_TYPE AS sql_type,
             c.IS_NULLABLE = 'YES' AS nullable, c.COLUMN_DEFAULT AS default_value,
             LOWER(c.EXTRA) AS extra,
             NULLIF(c.COLLATION_NAME, @@collation_database) AS collation,
             c.COLUMN_COMMENT AS comment
         FROM information_schema.COLUMNS c
         WHERE c.TABLE_SCHEMA = DATABASE() ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION",
    )
    .load(connection)
}

impl FoundColumn {
    fn column(self, is_json: bool) -> Column {
        let sql_type = if is_json {
            "json".to_owned()
        } else {
            without_display_width(&self.sql_type)
        };
        let kind = Kind::of(&sql_type);
        let default = self
            .default_value
            .filter(|default| default != "NULL")
            .map(|default| found_default(&in_standard_words(&default), kind));
        let generated = match self.extra.as_str() {
            "stored generated" => Some("stored"),
            "virtual generated" => Some("virtual"),
            _ => None,
        };
        Column {
            name: self.name,
            nullable: self.nullable,
            default: default.filter(|_| generated.is_none()),
            generated,
            identity: (self.extra == "auto_increment").then_some("by default"),
            collation: self.collation.filter(|_| !is_json),
            comment: self.comment,
            sql_type,
        }
    }
}

/// MariaDB escapes characters of a text with a backslash, and calls functions by its own names.
fn in_standard_words(sql: &str) -> String {
    let sql = sql.replace(r"\'", "''").replace(r"\\", r"\");
    sql.replace("lcase(", "lower(")
}

/// `int(11)` is `int`: MySQL 8 shows no width. `tinyint(1)` is how both show a bool.
fn without_display_width(sql_type: &str) -> String {
    match sql_type.split_once('(') {
        Some((name, rest)) if name.ends_with("int") && sql_type != "tinyint(1)" => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            format!("{name}{after}")
        }
        _ => sql_type.to_owned(),
    }
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
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    referenced_column: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    on_delete: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    on_update: Option<String>,
}

fn load_key_columns(connection: &mut MysqlConnection) -> QueryResult<Vec<FoundKeyColumn>> {
    sql_query(
        "SELECT k.TABLE_NAME AS table_name, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS column_name,
             k.REFERENCED_TABLE_NAME AS parent, k.REFERENCED_COLUMN_NAME AS referenced_column,
             r.DELETE_RULE AS on_delete, r.UPDATE_RULE AS on_update
         FROM information_schema.KEY_COLUMN_USAGE k
             LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r
                 ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME
                     AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
         WHERE k.TABLE_SCHEMA = DATABASE()
             AND (k.CONSTRAINT_NAME = 'PRIMARY' OR k.REFERENCED_TABLE_NAME IS NOT NULL)
         ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION",
    )
    .load(connection)
}

impl FoundKeyColumn {
    fn add_to(self, table: &mut Table) -> Outcome {
        let (Some(parent), Some(referenced)) = (self.parent, self.referenced_column) else {
            table.primary_key.push(self.column_name);
            return Ok(());
        };
        let new = ForeignKey {
            columns: Vec::new(),
            references: parent,
            referenced_columns: Vec::new(),
            on_delete: action(self.on_delete.as_deref())?,
            on_update: action(self.on_update.as_deref())?,
            deferrability: Deferrability::NotDeferrable,
        };
        let key = table.foreign_keys.entry(self.name).or_insert(new);
        key.columns.push(self.column_name);
        key.referenced_columns.push(referenced);
        Ok(())
    }
}

/// MySQL knows only one way to refuse a change, under two names.
fn action(rule: Option<&str>) -> Outcome<ReferentialAction> {
    match rule {
        Some("NO ACTION" | "RESTRICT") => Ok(ReferentialAction::Restrict),
        Some("CASCADE") => Ok(ReferentialAction::Cascade),
        Some("SET NULL") => Ok(ReferentialAction::SetNull),
        other => Err(format!("unknown action {other:?}").into()),
    }
}

/// One row for each column of an index.
#[derive(QueryableByName)]
struct FoundIndexColumn {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Bool)]
    descending: bool,
    #[diesel(sql_type = Text)]
    method: String,
}

fn load_index_columns(connection: &mut MysqlConnection) -> QueryResult<Vec<FoundIndexColumn>> {
    sql_query(
        "SELECT TABLE_NAME AS table_name, INDEX_NAME AS name, NON_UNIQUE = 0 AS is_unique,
             COLUMN_NAME AS column_name, COALESCE(COLLATION, 'A') = 'D' AS descending,
             LOWER(INDEX_TYPE) AS method
         FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME <> 'PRIMARY'
         ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
    )
    .load(connection)
}

impl FoundIndexColumn {
    fn add_to(self, table: &mut Table) {
        let index = table.indexes.entry(self.name).or_insert_with(|| Index {
            unique: self.is_unique,
            method: Some(self.method).filter(|method| method != "btree"),
            ..Index::default()
        });
        index.columns.push(IndexColumn {
            key: self.column_name,
            descending: self.descending,
            ..IndexColumn::default()
        });
    }
}
