use schema_core::definition::{self, ColumnType};

use super::{
    CommentPlace, Dialect, IdentityLimit, KeyExcess, Placement, PortableDefault, Rules, Syntax,
    TypeRequest,
};
use crate::error::Feature;
use crate::schema::{Column, DefaultValue, Identity, SqlType};
use crate::sql::{Expression, Literal};

/// The rules and the syntax of SQLite.
///
/// A column declared `JSON` would have numeric affinity and turn the text `1.0` into a number.
pub(super) struct Sqlite;

/// The time of the insert as Diesel writes a `TimestamptzSqlite`; it does not read one without an
/// offset.
const TIMESTAMP_WITH_OFFSET: &str = "strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')";

impl Rules for Sqlite {
    fn scalar_type(&self, request: &TypeRequest<'_>) -> Option<SqlType> {
        if request.identity {
            // No other type is the rowid's.
            return Some(SqlType::named("INTEGER"));
        }
        let sql = match request.column_type {
            ColumnType::Bool => "BOOLEAN",
            ColumnType::SmallInt => "SMALLINT",
            ColumnType::Integer => "INTEGER",
            ColumnType::BigInt => "BIGINT",
            ColumnType::Float => "FLOAT",
            ColumnType::Double => "DOUBLE",
            ColumnType::Numeric => "NUMERIC",
            ColumnType::Text => return Some(text(request.max_length)),
            ColumnType::Json => "TEXT",
            ColumnType::Binary | ColumnType::Jsonb | ColumnType::Uuid => "BLOB",
            ColumnType::Date => "DATE",
            ColumnType::Time => "TIME",
            ColumnType::Timestamp | ColumnType::Timestamptz | ColumnType::TimestamptzSqlite => {
                "TIMESTAMP"
            }
            _ => return None,
        };
        Some(SqlType::named(sql))
    }

    fn has_arrays(&self) -> bool {
        false
    }

    fn has_enum_types(&self) -> bool {
        false
    }

    fn enum_collation(&self) -> Option<&'static str> {
        None
    }

    fn literal_default(&self, literal: Literal, column_type: &ColumnType) -> DefaultValue {
        match literal {
            // Diesel reads SQLite's binary JSON from the column, and no text.
            Literal::Text(text) if *column_type == ColumnType::Jsonb => {
                let json = text.to_sql(Dialect::Sqlite);
                DefaultValue::Expression(Expression::new(format!("jsonb({json})")))
            }
            other => DefaultValue::Literal(other),
        }
    }

    fn portable_default(
        &self,
        default: PortableDefault,
        column_type: &ColumnType,
        _sql_type: &SqlType,
    ) -> Expression {
        let has_offset = matches!(
            column_type,
            ColumnType::Timestamptz | ColumnType::TimestamptzSqlite
        );
        Expression::new(match default.narrowed(column_type) {
            PortableDefault::Timestamp if has_offset => TIMESTAMP_WITH_OFFSET,
            PortableDefault::Timestamp => "CURRENT_TIMESTAMP",
            PortableDefault::Date => "CURRENT_DATE",
            PortableDefault::Time => "CURRENT_TIME",
        })
    }

    fn lacks(&self, feature: Feature) -> Option<&'static str> {
        match feature {
            Feature::DatabaseSchemas => Some("leave `schema` out"),
            Feature::DeferrableUniqueConstraints => Some("leave `deferrable` out"),
            Feature::IncludedColumns => {
                Some("index its columns as well, or keep the index to PostgreSQL: `only(postgres)`")
            }
            Feature::NullsNotDistinct => Some("use columns that are not `Option`"),
            Feature::NullsOrder => Some("leave `nulls` out: NULLs sort before all values"),
            Feature::OperatorClasses => Some(
                "leave `operator_class` out, or keep the index to PostgreSQL: `only(postgres)`",
            ),
            Feature::DeferrableForeignKeys
            | Feature::SetDefault
            | Feature::PartialIndexes
            | Feature::ExpressionIndexes
            | Feature::IndexCollations => None,
        }
    }

    fn has_index_method(&self, _method: &str) -> bool {
        false
    }

    fn nulls_are_largest(&self) -> bool {
        false
    }

    fn refuses_identity(
        &self,
        table: &definition::Table,
        column: &definition::Column,
    ) -> Option<IdentityLimit> {
        (table.primary_key.columns != [column.name]).then_some(IdentityLimit {
            condition: "in the only column of the primary key",
            fix: "use it as the primary key, or take `identity` off",
        })
    }

    fn primary_key_name(&self, name: &'static str) -> Option<&'static str> {
        Some(name)
    }

    fn has_generated_not_null(&self) -> bool {
        true
    }

    fn comment(&self, _text: &str, _on: CommentPlace) -> Option<String> {
        None
    }

    fn name_fits(&self, _name: &str) -> bool {
        true
    }

    fn key_excess(&self, _types: &[&SqlType]) -> Option<KeyExcess> {
        None
    }

    fn creates_database_schema(&self, _name: &str) -> bool {
        false
    }
}

impl Syntax for Sqlite {
    fn identifier_quote(&self) -> char {
        '"'
    }

    fn backslash_escapes(&self) -> bool {
        false
    }

    fn column_type(&self, column: &Column) -> String {
        column.sql_type.to_sql(Dialect::Sqlite)
    }

    fn default_value(&self, default: &DefaultValue, _sql_type: &SqlType) -> String {
        match default {
            DefaultValue::Literal(literal) => literal.to_sql(Dialect::Sqlite),
            DefaultValue::Expression(expression) if is_keyword(expression) => {
                expression.as_str().to_owned()
            }
            DefaultValue::Expression(expression) => expression.in_parentheses(),
        }
    }

    fn identity(&self, _identity: Identity) -> Option<&'static str> {
        Some("PRIMARY KEY AUTOINCREMENT")
    }

    fn identity_is_primary_key(&self) -> bool {
        true
    }

    fn indexes(&self) -> Placement {
        Placement::AfterTable
    }

    fn comments(&self) -> Placement {
        Placement::InTable
    }

    fn forward_foreign_keys(&self) -> Placement {
        Placement::InTable
    }

    fn drop_foreign_key(&self) -> &'static str {
        "DROP CONSTRAINT"
    }
}

fn text(max_length: Option<u32>) -> SqlType {
    match max_length {
        Some(length) => SqlType::Named(format!("VARCHAR({length})")),
        None => SqlType::named("TEXT"),
    }
}

/// Whether an expression is one of the words that may stand after `DEFAULT` without parentheses.
fn is_keyword(expression: &Expression) -> bool {
    matches!(
        expression.as_str().to_ascii_uppercase().as_str(),
        "CURRENT_TIMESTAMP" | "CURRENT_DATE" | "CURRENT_TIME" | "NULL"
    )
}
