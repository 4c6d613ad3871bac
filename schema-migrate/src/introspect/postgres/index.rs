use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text};

use super::expression::expression;
use super::{RELATIONS, SCHEMA, Scope};
use crate::dialect::Dialect;
use crate::introspect::syntax::{SyntaxError, TokenKind, tokens};
use crate::introspect::tables::{Tables, qualified_name};
use crate::introspect::{IntrospectError, Other, OtherKind};
use crate::schema::{Direction, Index, IndexColumn, IndexKey, NullsOrder, Table};
use crate::sql::{Expression, Identifier};

/// The method that an index has where none is named.
const DEFAULT_METHOD: &str = "btree";

/// One row for each column of an index.
#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Nullable<Text>)]
    table_schema: Option<String>,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    database_schema: Option<String>,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_valid: bool,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Bool)]
    nulls_not_distinct: bool,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Nullable<Text>)]
    condition: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    column_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    expression: Option<String>,
    /// The whole statement, if the column is an expression.
    #[diesel(sql_type = Nullable<Text>)]
    statement: Option<String>,
    #[diesel(sql_type = Bool)]
    is_first: bool,
    #[diesel(sql_type = Bool)]
    is_included: bool,
    #[diesel(sql_type = Bool)]
    is_descending: bool,
    #[diesel(sql_type = Bool)]
    nulls_first: bool,
    #[diesel(sql_type = Nullable<Text>)]
    operator_class: Option<String>,
    /// The collation, if it is not the column's.
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
}

/// Adds the indexes to the tables; gives those that are not valid.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
    tables: &mut Tables,
) -> Result<Vec<Other>, IntrospectError> {
    let mut others = Vec::new();
    for found in load_columns(connection, scope)? {
        let name = qualified_name(found.table_schema.clone(), found.table_name.as_str())?;
        let Some(table) = tables.get_mut(&name) else {
            continue;
        };
        if found.is_valid {
            found.add_to(table)?;
        } else if found.is_first {
            others.push(Other {
                kind: OtherKind::InvalidIndex,
                name: qualified_name(found.database_schema, found.name)?,
                table: Some(name),
            });
        }
    }
    Ok(others)
}

fn load_columns(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<Vec<Found>, IntrospectError> {
    sql_query(format!(
        "SELECT {SCHEMA} AS table_schema, c.relname::text AS table_name,
             {SCHEMA} AS database_schema, r.relname::text AS name, i.indisvalid AS is_valid,
             i.indisunique AS is_unique, {nulls_not_distinct} AS nulls_not_distinct,
             m.amname::text AS method, pg_get_expr(i.indpred, i.indrelid) AS condition,
             a.attname::text AS column_name,
             CASE WHEN i.indkey[p] = 0
                 THEN pg_get_indexdef(i.indexrelid, p + 1, FALSE) END AS expression,
             CASE WHEN i.indkey[p] = 0 THEN pg_get_indexdef(i.indexrelid) END AS statement,
             p = 0 AS is_first, p >= i.indnkeyatts AS is_included,
             COALESCE(i.indoption[p] & 1 = 1, FALSE) AS is_descending,
             COALESCE(i.indoption[p] & 2 = 2, FALSE) AS nulls_first,
             CASE WHEN o.opcdefault THEN NULL
                 WHEN pg_opclass_is_visible(o.oid) THEN quote_ident(o.opcname)
                 ELSE quote_ident(os.nspname) || '.' || quote_ident(o.opcname)
             END AS operator_class,
             CASE WHEN i.indcollation[p] <> a.attcollation THEN l.collname::text END AS collation
         FROM {RELATIONS} JOIN pg_index i ON i.indrelid = c.oid
             JOIN pg_class r ON r.oid = i.indexrelid JOIN pg_am m ON m.oid = r.relam
             CROSS JOIN LATERAL generate_series(0, i.indnatts - 1) AS p
             LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[p]
             LEFT JOIN pg_opclass o ON o.oid = i.indclass[p]
             LEFT JOIN pg_namespace os ON os.oid = o.opcnamespace
             LEFT JOIN pg_collation l ON l.oid = i.indcollation[p]
         WHERE NOT EXISTS (SELECT FROM pg_constraint k
                           WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
         ORDER BY c.oid, r.relname, p",
        nulls_not_distinct = scope.nulls_not_distinct(),
    ))
    .bind::<Array<Text>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("indexes"))
}

impl Found {
    /// Adds the column to its index, which comes into being with the first one.
    fn add_to(self, table: &mut Table) -> Result<(), IntrospectError> {
        if self.is_first {
            table.indexes.push(self.empty_index()?);
        }
        let Some(index) = table.indexes.last_mut() else {
            return Ok(());
        };
        match &self.column_name {
            Some(name) if self.is_included => index.include.push(Identifier::new(name.as_str())?),
            _ => index.columns.push(self.column()?),
        }
        Ok(())
    }

    fn empty_index(&self) -> Result<Index, IntrospectError> {
        let method = Some(self.method.as_str()).filter(|method| *method != DEFAULT_METHOD);
        let condition = self.condition.as_deref();
        Ok(Index {
            name: Identifier::new(self.name.as_str())?,
            columns: Vec::new(),
            unique: self.is_unique,
            nulls_not_distinct: self.nulls_not_distinct,
            condition: condition.map(expression),
            method: method.map(Identifier::new).transpose()?,
            include: Vec::new(),
        })
    }

    fn column(self) -> Result<IndexColumn, IntrospectError> {
        let direction = if self.is_descending {
            Direction::Descending
        } else {
            Direction::Ascending
        };
        let nulls = match (self.is_descending, self.nulls_first) {
            (false, true) => Some(NullsOrder::First),
            (true, false) => Some(NullsOrder::Last),
            _ => None,
        };
        let collation = match self.collation {
            Some(collation) => Some(Identifier::new(collation)?),
            None => self.collation_of_expression()?,
        };
        let key = match (self.column_name, self.expression) {
            (Some(name), _) => IndexKey::Column(Identifier::new(name)?),
            (None, sql) => {
                let sql = sql.unwrap_or_default();
                IndexKey::Expression(expression(&sql))
            }
        };
        Ok(IndexColumn {
            key,
            direction,
            nulls,
            operator_class: self.operator_class.map(Expression::new),
            collation,
        })
    }

    /// The collation of an expression, if it is not the one that follows from its columns: only the
    /// statement tells. An expression that stands there twice is read where it stands first.
    fn collation_of_expression(&self) -> Result<Option<Identifier>, IntrospectError> {
        let (Some(expression), Some(statement)) = (&self.expression, &self.statement) else {
            return Ok(None);
        };
        let rest = statement
            .split_once(expression.as_str())
            .map_or("", |(_, rest)| rest);
        collation_after(rest).map_err(IntrospectError::sql(&self.name))
    }
}

/// The collation that a piece of a statement begins with, without its database schema.
fn collation_after(rest: &str) -> Result<Option<Identifier>, SyntaxError> {
    let Some(rest) = rest.strip_prefix(" COLLATE ") else {
        return Ok(None);
    };
    let tokens = tokens(rest, Dialect::Postgres)?;
    let name = match tokens.as_slice() {
        [_schema, dot, name, ..] if dot.is_symbol('.') => name,
        [name, ..] => name,
        [] => {
            return Err(SyntaxError::End {
                expected: "a collation",
            });
        }
    };
    Ok(Some(match &name.kind {
        TokenKind::Name(name) => Identifier::new(name.as_str())?,
        _ => Identifier::new(name.sql)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collation_is_read_without_its_schema() {
        let read = |rest| collation_after(rest).ok().flatten();
        let name = |name: &str| Identifier::new(name).ok();
        assert_eq!(read(" COLLATE \"C\" text_pattern_ops)"), name("C"));
        assert_eq!(read(" COLLATE pg_catalog.\"de-x\" DESC)"), name("de-x"));
        assert_eq!(read(", b COLLATE \"C\")"), None);
    }
}
