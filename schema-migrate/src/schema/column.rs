use super::{GeneratedStorage, Identity};
use crate::dialect::Dialect;
use crate::sql::{Expression, Identifier, Literal, QualifiedName, Text};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: Identifier,
    /// The type.
    pub sql_type: SqlType,
    /// Whether the column may be NULL. On MySQL a generated column always may: MariaDB has no
    /// `NOT NULL` there.
    pub nullable: bool,
    /// The default.
    pub default: Option<DefaultValue>,
    /// How the column is computed from others.
    pub generated: Option<Generated>,
    /// Whether and how the database numbers the rows in this column.
    pub identity: Option<Identity>,
    /// The collation, if it is not the default one.
    pub collation: Option<Identifier>,
    /// The comment. SQLite has none.
    pub comment: Option<Text>,
}

/// The type of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SqlType {
    /// A type as it is written in SQL: `varchar(21)`.
    Named(String),
    /// An enum type (PostgreSQL).
    Enum(QualifiedName),
    /// An array (PostgreSQL).
    Array(Box<SqlType>),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// A constant.
    Literal(Literal),
    /// An SQL expression of this database.
    Expression(Expression),
}

/// How a column is computed from others of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The SQL expression.
    pub expression: Expression,
    /// Whether the result is stored.
    pub storage: GeneratedStorage,
}
