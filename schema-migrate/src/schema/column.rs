use serde::{Deserialize, Serialize};

use super::remote;
use super::{GeneratedStorage, Identity};
use crate::dialect::Dialect;
use crate::sql::{Expression, Identifier, Literal, QualifiedName, Text};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The name.
    pub name: Identifier,
    /// The type.
    #[serde(rename = "type")]
    pub sql_type: SqlType,
    /// Whether the column may be NULL. On MySQL a generated column always may: MariaDB has no
    /// `NOT NULL` there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// The default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultValue>,
    /// How the column is computed from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
    /// Whether and how the database numbers the rows in this column.
    #[serde(
        default,
        with = "remote::identity",
        skip_serializing_if = "Option::is_none"
    )]
    pub identity: Option<Identity>,
    /// The collation, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Identifier>,
    /// The comment. SQLite has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
}

/// The type of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SqlType {
    /// An enum type (PostgreSQL).
    Enum(QualifiedName),
    /// An array (PostgreSQL).
    Array(Box<SqlType>),
    /// A type as it is written in SQL: `varchar(21)`.
    #[serde(untagged)]
    Named(String),
}

impl SqlType {
    /// A type as it is written in SQL.
    pub fn named(sql: impl AsRef<str>) -> SqlType {
        SqlType::Named(sql.as_ref().trim().to_owned())
    }

    /// The type as it is written in SQL.
    ///
    /// ```
    /// use schema_migrate::{Dialect, schema::SqlType};
    ///
    /// let tags = SqlType::Array(Box::new(SqlType::named("text")));
    /// assert_eq!(tags.to_sql(Dialect::Postgres), "text[]");
    /// ```
    pub fn to_sql(&self, dialect: Dialect) -> String {
        match self {
            SqlType::Named(sql) => sql.clone(),
            SqlType::Enum(name) => name.to_sql(dialect),
            SqlType::Array(element) => format!("{}[]", element.to_sql(dialect)),
        }
    }
}

/// The default of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultValue {
    /// An SQL expression of this database.
    #[serde(rename = "sql")]
    Expression(Expression),
    /// A constant.
    #[serde(untagged)]
    Literal(Literal),
}

/// How a column is computed from others of its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generated {
    /// The SQL expression.
    pub expression: Expression,
    /// Whether the result is stored.
    #[serde(with = "remote::GeneratedStorageName")]
    pub storage: GeneratedStorage,
}
