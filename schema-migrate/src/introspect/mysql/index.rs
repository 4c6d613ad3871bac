use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};

use super::Server;
use crate::dialect::Dialect;
use crate::introspect::syntax::expression;
use crate::introspect::tables::{Tables, qualified_name};
use crate::introspect::{IntrospectError, Other, OtherKind};
use crate::schema::{
    Deferrability, Direction, Index, IndexColumn, IndexKey, Table, UniqueConstraint,
};
use crate::sql::{Identifier, QualifiedName};

/// One row for each column of an index.
#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Nullable<Text>)]
    column_name: Option<String>,
    /// What is indexed, if it is no column (MySQL).
    #[diesel(sql_type = Nullable<Text>)]
    expression: Option<String>,
    #[diesel(sql_type = Bool)]
    is_descending: bool,
    /// Whether only the first characters of the column are indexed.
    #[diesel(sql_type = Bool)]
    is_prefix: bool,
    /// The method in lower case.
    #[diesel(sql_type = Text)]
    method: String,
}

/// Adds the indexes and unique constraints to the tables; gives the indexes that no schema says.
pub(super) fn load(
    connection: &mut MysqlConnection,
    server: Server,
    tables: &mut Tables,
) -> Result<Vec<Other>, IntrospectError> {
    let mut others = Vec::new();
    let found = load_columns(connection, server)?;
    let is_same = |one: &Found, other: &Found| {
        (&one.table_name, &one.name) == (&other.table_name, &other.name)
    };
    for columns in found.chunk_by(is_same) {
        let Some(first) = columns.first() else {
            continue;
        };
        let table = qualified_name(None, first.table_name.as_str())?;
        if let Some(table) = tables.get_mut(&table) {
            others.extend(add_index(first, columns, server, table)?);
        }
    }
    Ok(others)
}

fn load_columns(
    connection: &mut MysqlConnection,
    server: Server,
) -> Result<Vec<Found>, IntrospectError> {
    // MariaDB has no indexes over expressions, and no column for them.
    let expression = match server {
        Server::Mysql => "EXPRESSION",
        Server::MariaDb => "NULL",
    };
    sql_query(format!(
        "SELECT TABLE_NAME AS table_name, INDEX_NAME AS name, NON_UNIQUE = 0 AS is_unique,
             COLUMN_NAME AS column_name, {expression} AS expression,
             COALESCE(COLLATION, 'A') = 'D' AS is_descending,
             SUB_PART IS NOT NULL AND INDEX_TYPE <> 'SPATIAL' AS is_prefix,
             LOWER(INDEX_TYPE) AS method
         FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME <> 'PRIMARY'
         ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"
    ))
    .load(connection)
    .map_err(IntrospectError::query("indexes"))
}

/// Adds an index to its table. A unique one over whole columns is a unique constraint: the two are
/// the same to MySQL.
fn add_index(
    first: &Found,
    columns: &[Found],
    server: Server,
    table: &mut Table,
) -> Result<Option<Other>, IntrospectError> {
    let name = Identifier::new(first.name.as_str())?;
    if columns.iter().any(|column| column.is_prefix) {
        return Ok(Some(Other {
            kind: OtherKind::Index,
            name: QualifiedName::unqualified(name),
            table: Some(table.name.clone()),
        }));
    }
    let method = match first.method.as_str() {
        "btree" => None,
        // What MariaDB makes of a unique constraint over a text without a limit.
        "hash" if first.is_unique => None,
        method => Some(Identifier::new(method)?),
    };
    let is_constraint = first.is_unique
        && method.is_none()
        && columns
            .iter()
            .all(|column| column.column_name.is_some() && !column.is_descending);
    if is_constraint {
        let names = columns
            .iter()
            .filter_map(|column| column.column_name.as_ref());
        let names = names.map(Identifier::new);
        table.unique_constraints.push(UniqueConstraint {
            name,
            columns: names.collect::<Result<_, _>>()?,
            nulls_not_distinct: false,
            deferrability: Deferrability::NotDeferrable,
        });
        return Ok(None);
    }
    let columns = columns.iter().map(|column| column.column(server));
    table.indexes.push(Index {
        name,
        columns: columns.collect::<Result<_, _>>()?,
        unique: first.is_unique,
        nulls_not_distinct: false,
        condition: None,
        method,
        include: Vec::new(),
    });
    Ok(None)
}

impl Found {
    fn column(&self, server: Server) -> Result<IndexColumn, IntrospectError> {
        let key = match &self.column_name {
            Some(name) => IndexKey::Column(Identifier::new(name)?),
            None => {
                let sql = self.expression.clone().unwrap_or_default();
                IndexKey::Expression(expression(&server.written(sql), Dialect::Mysql))
            }
        };
        Ok(IndexColumn {
            key,
            direction: if self.is_descending {
                Direction::Descending
            } else {
                Direction::Ascending
            },
            nulls: None,
            operator_class: None,
            collation: None,
        })
    }
}
