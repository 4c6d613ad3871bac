use schema_core::definition::{self, ColumnType};

use super::{
    CommentPlace, Dialect, IdentityLimit, KeyExcess, Placement, PortableDefault, Rules, Syntax,
    TypeRequest,
};
use crate::error::Feature;
use crate::schema::{Column, DefaultValue, Identity, SqlType};
use crate::sql::{Expression, Literal};

/// The rules and the syntax that MySQL 8 and MariaDB 10.11 have in common, with InnoDB tables.
pub(super) struct Mysql;

/// The length of a text or binary key that declares none: its index fits into InnoDB's pages.
const KEY_LENGTH: u32 = 255;

/// The longest key of an InnoDB index, in bytes.
const LONGEST_KEY_BYTES: u32 = 3072;

/// The bytes of one character in `utf8mb4`.
const CHARACTER_BYTES: u32 = 4;

/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

/// The longest comments, in characters.
const LONGEST_TABLE_COMMENT: usize = 2048;
const LONGEST_COLUMN_COMMENT: usize = 1024;

impl Rules for Mysql {
    fn scalar_type(&self, request: &TypeRequest<'_>) -> Option<SqlType> {
        let sql = match request.column_type {
            ColumnType::Bool => "BOOLEAN",
            ColumnType::TinyInt => "TINYINT",
            ColumnType::SmallInt => "SMALLINT",
            ColumnType::Integer => "INT",
            ColumnType::BigInt => "BIGINT",
            ColumnType::UnsignedTinyInt => "TINYINT UNSIGNED",
            ColumnType::UnsignedSmallInt => "SMALLINT UNSIGNED",
            ColumnType::UnsignedInteger => "INT UNSIGNED",
            ColumnType::UnsignedBigInt => "BIGINT UNSIGNED",
            ColumnType::Float => "FLOAT",
            ColumnType::Double => "DOUBLE",
            // Without a precision it would be DECIMAL(10, 0); this is the largest there is.
            ColumnType::Numeric => "DECIMAL(65,30)",
            ColumnType::Text => return Some(sized(request, "VARCHAR", "LONGTEXT")),
            ColumnType::Binary => return Some(sized(request, "VARBINARY", "LONGBLOB")),
            ColumnType::Date => "DATE",
            ColumnType::Time => "TIME(6)",
            // A TIMESTAMP ends in 2038 and is converted between time zones.
            ColumnType::Timestamp | ColumnType::Datetime => "DATETIME(6)",
            ColumnType::Timestamptz => "TIMESTAMP(6)",
            ColumnType::Uuid => "BINARY(16)",
            ColumnType::Json | ColumnType::Jsonb => "JSON",
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
        Some("utf8mb4_bin")
    }

    fn literal_default(&self, literal: Literal, _column_type: &ColumnType) -> DefaultValue {
        DefaultValue::Literal(literal)
    }

    fn portable_default(
        &self,
        default: PortableDefault,
        column_type: &ColumnType,
        sql_type: &SqlType,
    ) -> Expression {
        let precision = match type_name(sql_type).as_str() {
            "DATETIME" | "TIMESTAMP" | "TIME" => parameters(sql_type).unwrap_or_default(),
            _ => String::new(),
        };
        Expression::new(match default.narrowed(column_type) {
            PortableDefault::Timestamp => format!("CURRENT_TIMESTAMP{precision}"),
            PortableDefault::Date => "CURRENT_DATE".to_owned(),
            PortableDefault::Time => format!("CURRENT_TIME{precision}"),
        })
    }

    fn lacks(&self, feature: Feature) -> Option<&'static str> {
        match feature {
            Feature::DatabaseSchemas => None,
            Feature::DeferrableForeignKeys | Feature::DeferrableUniqueConstraints => {
                Some("leave `deferrable` out")
            }
            Feature::SetDefault => Some("use another action: InnoDB refuses it"),
            Feature::PartialIndexes => Some(
                "index a generated column that is NULL elsewhere, or keep the index to the other databases: `only(postgres, sqlite)`",
            ),
            Feature::ExpressionIndexes => Some(
                "index a generated column, or keep the index to the other databases: `only(postgres, sqlite)`",
            ),
            Feature::IncludedColumns => {
                Some("index its columns as well, or keep the index to PostgreSQL: `only(postgres)`")
            }
            Feature::NullsNotDistinct => Some("use columns that are not `Option`"),
            Feature::NullsOrder => Some("leave `nulls` out: NULLs sort before all values"),
            Feature::OperatorClasses => Some(
                "leave `operator_class` out, or keep the index to PostgreSQL: `only(postgres)`",
            ),
            Feature::IndexCollations => Some("use `#[column(collation = \"…\")]`"),
        }
    }

    fn has_index_method(&self, method: &str) -> bool {
        matches!(method, "hash" | "fulltext" | "spatial")
    }

    fn nulls_are_largest(&self) -> bool {
        false
    }

    fn refuses_identity(
        &self,
        table: &definition::Table,
        column: &definition::Column,
    ) -> Option<IdentityLimit> {
        let is_first = table
            .columns
            .iter()
            .find(|column| column.identity.is_some())
            .is_some_and(|first| first.name == column.name);
        if !is_first {
            return Some(IdentityLimit {
                condition: "in one column of a table",
                fix: "take `identity` off one of them",
            });
        }
        (!leads_a_key(table, column.name)).then_some(IdentityLimit {
            condition: "in the first column of a key or index",
            fix: "use it first in the primary key, or add `#[index]`",
        })
    }

    fn primary_key_name(&self, _name: &'static str) -> Option<&'static str> {
        None
    }

    fn has_generated_not_null(&self) -> bool {
        false
    }

    fn comment(&self, text: &str, on: CommentPlace) -> Option<String> {
        let longest = match on {
            CommentPlace::Table => LONGEST_TABLE_COMMENT,
            CommentPlace::Column => LONGEST_COLUMN_COMMENT,
        };
        (!text.is_empty()).then(|| cut(text, longest))
    }

    fn name_fits(&self, name: &str) -> bool {
        name.chars().count() <= LONGEST_NAME
    }

    fn name_fault(&self, name: &str) -> Option<&'static str> {
        // https://dev.mysql.com/doc/refman/8.0/en/identifiers.html
        let is_beyond = |letter: char| u32::from(letter) > 0xFFFF;
        if name.contains(is_beyond) {
            Some("has a character beyond U+FFFF")
        } else if name.ends_with(' ') {
            Some("ends with a space")
        } else {
            None
        }
    }

    fn key_excess(&self, types: &[&SqlType]) -> Option<KeyExcess> {
        let bytes = types
            .iter()
            .map(|sql_type| key_bytes(sql_type))
            .fold(0, u32::saturating_add);
        (bytes > LONGEST_KEY_BYTES).then_some(KeyExcess {
            bytes,
            limit: LONGEST_KEY_BYTES,
        })
    }

    fn creates_database_schema(&self, _name: &str) -> bool {
        false
    }
}

impl Syntax for Mysql {
    fn identifier_quote(&self) -> char {
        '`'
    }

    fn backslash_escapes(&self) -> bool {
        true
    }

    fn column_type(&self, column: &Column) -> String {
        column.sql_type.to_sql(Dialect::Mysql)
    }

    fn default_value(&self, default: &DefaultValue, sql_type: &SqlType) -> String {
        let type_name = type_name(sql_type);
        match default {
            DefaultValue::Literal(literal) => {
                let sql = literal.to_sql(Dialect::Mysql);
                let only_expressions = ["TEXT", "BLOB", "JSON"];
                if only_expressions
                    .iter()
                    .any(|family| type_name.ends_with(family))
                {
                    format!("({sql})")
                } else {
                    sql
                }
            }
            DefaultValue::Expression(expression) => {
                let is_timestamp = expression.as_str().starts_with("CURRENT_TIMESTAMP");
                let takes_timestamp = matches!(type_name.as_str(), "DATETIME" | "TIMESTAMP");
                if is_timestamp && takes_timestamp {
                    expression.as_str().to_owned()
                } else {
                    expression.in_parentheses()
                }
            }
        }
    }

    fn identity(&self, _identity: Identity) -> Option<&'static str> {
        Some("AUTO_INCREMENT")
    }

    fn identity_is_primary_key(&self) -> bool {
        false
    }

    fn indexes(&self) -> Placement {
        Placement::InTable
    }

    fn comments(&self) -> Placement {
        Placement::InTable
    }

    fn forward_foreign_keys(&self) -> Placement {
        Placement::AfterTable
    }

    fn drop_foreign_key(&self) -> &'static str {
        "DROP FOREIGN KEY"
    }
}

/// A type with the declared length, or one that fits into a key, or one without a limit.
fn sized(request: &TypeRequest<'_>, limited: &str, unlimited: &str) -> SqlType {
    match request.max_length {
        Some(length) => SqlType::Named(format!("{limited}({length})")),
        None if request.keyed => SqlType::Named(format!("{limited}({KEY_LENGTH})")),
        None => SqlType::named(unlimited),
    }
}

/// Whether a column is the first of the primary key, of a unique constraint or of an index.
fn leads_a_key(table: &definition::Table, column: &str) -> bool {
    let constraints = table
        .unique_constraints
        .iter()
        .map(|constraint| constraint.columns);
    let mut keys = std::iter::once(table.primary_key.columns).chain(constraints);
    let mut indexes = Dialect::Mysql
        .indexes_of(table)
        .filter_map(|index| index.columns.first());
    keys.any(|columns| columns.first() == Some(&column))
        || indexes
            .any(|first| matches!(first.key, definition::IndexKey::Column(name) if name == column))
}

/// The name of a type in upper case, without its length.
fn type_name(sql_type: &SqlType) -> String {
    let sql = sql_type.to_sql(Dialect::Mysql).to_ascii_uppercase();
    sql.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

/// What stands in parentheses after the name of a type, with the parentheses.
fn parameters(sql_type: &SqlType) -> Option<String> {
    let sql = sql_type.to_sql(Dialect::Mysql);
    let start = sql.find('(')?;
    let end = sql.find(')')?;
    sql.get(start..=end).map(str::to_owned)
}

/// How many bytes a text or binary column adds to a key. Other types are short.
fn key_bytes(sql_type: &SqlType) -> u32 {
    let character_bytes = match type_name(sql_type).as_str() {
        "VARCHAR" | "CHAR" => CHARACTER_BYTES,
        "VARBINARY" | "BINARY" => 1,
        _ => return 0,
    };
    let length = parameters(sql_type).and_then(|parameters| {
        parameters
            .trim_matches(['(', ')'])
            .trim()
            .parse::<u32>()
            .ok()
    });
    length.unwrap_or(1).saturating_mul(character_bytes)
}

/// A text of at most `longest` characters; where something is missing, it ends in `…`.
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}
