use schema_core::definition::{self, ColumnType};

use super::{
    CommentPlace, IdentityLimit, KeyExcess, Placement, PortableDefault, Rules, Syntax, TypeRequest,
};
use crate::error::Feature;
use crate::schema::{Column, DefaultValue, Identity, SqlType};
use crate::sql::{Expression, Literal};

/// The rules and the syntax of PostgreSQL.
pub(super) struct Postgres;

/// PostgreSQL cuts longer names silently.
const LONGEST_NAME_BYTES: usize = 63;

impl Rules for Postgres {
    fn scalar_type(&self, request: &TypeRequest<'_>) -> Option<SqlType> {
        let sql = match request.column_type {
            ColumnType::Bool => "boolean",
            ColumnType::SmallInt => "smallint",
            ColumnType::Integer => "integer",
            ColumnType::BigInt => "bigint",
            ColumnType::Float => "real",
            ColumnType::Double => "double precision",
            ColumnType::Numeric => "numeric",
            ColumnType::Text => return Some(text(request.max_length)),
            ColumnType::Citext => "citext",
            ColumnType::CChar => "\"char\"",
            ColumnType::Binary => "bytea",
            ColumnType::Date => "date",
            ColumnType::Time => "time",
            ColumnType::Timestamp => "timestamp",
            ColumnType::Timestamptz => "timestamptz",
            ColumnType::Interval => "interval",
            ColumnType::Uuid => "uuid",
            ColumnType::Json => "json",
            ColumnType::Jsonb => "jsonb",
            ColumnType::Inet => "inet",
            ColumnType::Cidr => "cidr",
            ColumnType::MacAddr => "macaddr",
            ColumnType::MacAddr8 => "macaddr8",
            ColumnType::Money => "money",
            ColumnType::Oid => "oid",
            ColumnType::PgLsn => "pg_lsn",
            ColumnType::Range(element) => range(element)?.0,
            ColumnType::Multirange(element) => range(element)?.1,
            _ => return None,
        };
        Some(SqlType::named(sql))
    }

    fn has_arrays(&self) -> bool {
        true
    }

    fn has_enum_types(&self) -> bool {
        true
    }

    fn enum_collation(&self) -> Option<&'static str> {
        None
    }

    fn literal_default(&self, literal: Literal, _column_type: &ColumnType) -> DefaultValue {
        DefaultValue::Literal(literal)
    }

    fn portable_default(
        &self,
        default: PortableDefault,
        _column_type: &ColumnType,
        _sql_type: &SqlType,
    ) -> Expression {
        Expression::new(match default {
            PortableDefault::Timestamp => "now()",
            PortableDefault::Date => "CURRENT_DATE",
            PortableDefault::Time => "CURRENT_TIME",
        })
    }

    fn lacks(&self, _feature: Feature) -> Option<&'static str> {
        None
    }

    fn has_index_method(&self, _method: &str) -> bool {
        true
    }

    fn nulls_are_largest(&self) -> bool {
        true
    }

    fn refuses_identity(
        &self,
        _table: &definition::Table,
        column: &definition::Column,
    ) -> Option<IdentityLimit> {
        let is_integer = matches!(
            column.column_type,
            ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt
        );
        (!is_integer).then_some(IdentityLimit {
            condition: "in columns of the types `i16`, `i32` and `i64`",
            fix: "use one of them, or take `identity` off",
        })
    }

    fn primary_key_name(&self, name: &'static str) -> Option<&'static str> {
        Some(name)
    }

    fn has_generated_not_null(&self) -> bool {
        true
    }

    fn comment(&self, text: &str, _on: CommentPlace) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn name_fits(&self, name: &str) -> bool {
        name.len() <= LONGEST_NAME_BYTES
    }

    fn key_excess(&self, _types: &[&SqlType]) -> Option<KeyExcess> {
        None
    }

    fn creates_database_schema(&self, name: &str) -> bool {
        name != "public"
    }
}

impl Syntax for Postgres {
    fn identifier_quote(&self) -> char {
        '"'
    }

    fn backslash_escapes(&self) -> bool {
        false
    }

    fn column_type(&self, column: &Column) -> String {
        let sql = column.sql_type.to_sql(super::Dialect::Postgres);
        if column.identity != Some(Identity::Serial) {
            return sql;
        }
        match sql.as_str() {
            "smallint" => "smallserial".to_owned(),
            "integer" => "serial".to_owned(),
            "bigint" => "bigserial".to_owned(),
            _ => sql,
        }
    }

    fn default_value(&self, default: &DefaultValue, _sql_type: &SqlType) -> String {
        match default {
            DefaultValue::Literal(literal) => literal.to_sql(super::Dialect::Postgres),
            DefaultValue::Expression(expression) if is_operand(expression.as_str()) => {
                expression.as_str().to_owned()
            }
            DefaultValue::Expression(expression) => expression.in_parentheses(),
        }
    }

    fn identity(&self, identity: Identity) -> Option<&'static str> {
        match identity {
            Identity::ByDefault => Some("GENERATED BY DEFAULT AS IDENTITY"),
            Identity::Always => Some("GENERATED ALWAYS AS IDENTITY"),
            Identity::Serial => None,
        }
    }

    fn identity_is_primary_key(&self) -> bool {
        false
    }

    fn indexes(&self) -> Placement {
        Placement::AfterTable
    }

    fn comments(&self) -> Placement {
        Placement::AfterTable
    }

    fn forward_foreign_keys(&self) -> Placement {
        Placement::AfterTable
    }

    fn drop_foreign_key(&self) -> &'static str {
        "DROP CONSTRAINT"
    }
}

fn text(max_length: Option<u32>) -> SqlType {
    match max_length {
        Some(length) => SqlType::Named(format!("varchar({length})")),
        None => SqlType::named("text"),
    }
}

/// The range and the multirange over a type.
fn range(element: &ColumnType) -> Option<(&'static str, &'static str)> {
    match element {
        ColumnType::Integer => Some(("int4range", "int4multirange")),
        ColumnType::BigInt => Some(("int8range", "int8multirange")),
        ColumnType::Numeric => Some(("numrange", "nummultirange")),
        ColumnType::Date => Some(("daterange", "datemultirange")),
        ColumnType::Timestamp => Some(("tsrange", "tsmultirange")),
        ColumnType::Timestamptz => Some(("tstzrange", "tstzmultirange")),
        _ => None,
    }
}

/// Whether a default may stand without parentheses: without a space there is no operator in words,
/// such as `NOT` or `IN`, which the grammar takes only inside of them.
fn is_operand(expression: &str) -> bool {
    !expression.contains(char::is_whitespace)
}
