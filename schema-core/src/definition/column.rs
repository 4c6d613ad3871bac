use super::Enum;

/// One column: what one field of the struct declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The Rust field.
    pub field: &'static str,
    /// The SQL name.
    pub name: &'static str,
    /// The Rust type as written, without `Option`.
    pub rust_type: &'static str,
    /// The type of the column.
    pub column_type: ColumnType,
    /// `#[column(sql_type = "…")]`: the type as it is to be written in SQL, where it is not the
    /// one that follows from `column_type`.
    pub sql_type: DialectText,
    /// `#[column(max_length = n)]`, in characters: `VARCHAR(n)` in place of `TEXT`.
    pub max_length: Option<u32>,
    /// Whether the field is an `Option`.
    pub nullable: bool,
    /// The default, if there is one.
    pub default: Option<DefaultValue>,
    /// The expression of a generated column.
    pub generated: Option<Generated>,
    /// Whether the database numbers the rows.
    pub identity: Option<Identity>,
    /// The collation.
    pub collation: DialectText,
    /// The SQL expression of the value that rows get that are there already, when a migration adds
    /// the column or makes it NOT NULL.
    pub backfill: DialectText,
    /// The documentation of the field; empty if there is none.
    pub comment: &'static str,
    /// The former SQL name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

impl Column {
    /// A column that is NOT NULL and has its field's name; the other methods add to it.
    pub const fn new(
        field: &'static str,
        rust_type: &'static str,
        column_type: ColumnType,
    ) -> Column {
        Column {
            field,
            name: field,
            rust_type,
            column_type,
            sql_type: DialectText::NONE,
            max_length: None,
            nullable: false,
            default: None,
            generated: None,
            identity: None,
            collation: DialectText::NONE,
            backfill: DialectText::NONE,
            comment: "",
            renamed_from: None,
        }
    }

    /// Sets the SQL name.
    pub const fn name(self, name: &'static str) -> Column {
        Column { name, ..self }
    }

    /// Sets the type as it is to be written in SQL.
    pub const fn sql_type(self, sql_type: DialectText) -> Column {
        Column { sql_type, ..self }
    }

    /// Sets the length, in characters.
    pub const fn max_length(self, length: u32) -> Column {
        Column {
            max_length: Some(length),
            ..self
        }
    }

    /// The column takes NULL.
    pub const fn nullable(self) -> Column {
        Column {
            nullable: true,
            ..self
        }
    }

    /// Sets the default.
    pub const fn default(self, default: DefaultValue) -> Column {
        Column {
            default: Some(default),
            ..self
        }
    }

    /// The database computes the column.
    pub const fn generated(self, generated: Generated) -> Column {
        Column {
            generated: Some(generated),
            ..self
        }
    }

    /// The database numbers the rows.
    pub const fn identity(self, identity: Identity) -> Column {
        Column {
            identity: Some(identity),
            ..self
        }
    }

    /// Sets the collation.
    pub const fn collation(self, collation: DialectText) -> Column {
        Column { collation, ..self }
    }

    /// Sets the value for rows that are there already.
    pub const fn backfill(self, backfill: DialectText) -> Column {
        Column { backfill, ..self }
    }

    /// Sets the comment.
    pub const fn comment(self, comment: &'static str) -> Column {
        Column { comment, ..self }
    }

    /// Sets the former SQL name.
    pub const fn renamed_from(self, name: &'static str) -> Column {
        Column {
            renamed_from: Some(name),
            ..self
        }
    }
}

/// SQL text that may be written differently for each database.
///
/// `#[column(default = "…")]` sets `all`; `#[column(default(postgres = "…", sqlite = "…"))]` sets
/// the others, which take precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DialectText {
    /// For every database that has no text of its own.
    pub all: Option<&'static str>,
    /// For PostgreSQL.
    pub postgres: Option<&'static str>,
    /// For SQLite.
    pub sqlite: Option<&'static str>,
    /// For MySQL and MariaDB.
    pub mysql: Option<&'static str>,
}

impl DialectText {
    /// No text for any database.
    pub const NONE: DialectText = DialectText {
        all: None,
        postgres: None,
        sqlite: None,
        mysql: None,
    };

    /// The same text for every database.
    pub const fn all(text: &'static str) -> DialectText {
        DialectText {
            all: Some(text),
            ..DialectText::NONE
        }
    }

    /// Whether there is no text for any database.
    pub const fn is_none(&self) -> bool {
        self.all.is_none()
            && self.postgres.is_none()
            && self.sqlite.is_none()
            && self.mysql.is_none()
    }
}

/// The type of a column, named after Diesel's SQL type.
///
/// Every type in [`diesel::sql_types`] and in the `sql_types` modules of its backends has its
/// variant, so that two columns have equal types exactly when Diesel would compare them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnType {
    /// `bool`
    Bool,
    /// `i8` (MySQL)
    TinyInt,
    /// `i16`
    SmallInt,
    /// `i32`
    Integer,
    /// `i64`
    BigInt,
    /// `u8` (MySQL)
    UnsignedTinyInt,
    /// `u16` (MySQL)
    UnsignedSmallInt,
    /// `u32` (MySQL)
    UnsignedInteger,
    /// `u64` (MySQL)
    UnsignedBigInt,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// `bigdecimal::BigDecimal`
    Numeric,
    /// `String`
    Text,
    /// `String` in PostgreSQL's case-insensitive `citext`
    Citext,
    /// `String` in one byte (PostgreSQL's `"char"`)
    CChar,
    /// `Vec<u8>`
    Binary,
    /// `chrono::NaiveDate`, `time::Date`
    Date,
    /// `chrono::NaiveTime`, `time::Time`
    Time,
    /// `chrono::NaiveDateTime`, `time::PrimitiveDateTime`
    Timestamp,
    /// `chrono::DateTime`, `time::OffsetDateTime`
    Timestamptz,
    /// Diesel's `TimestamptzSqlite`
    TimestamptzSqlite,
    /// Diesel's MySQL `Datetime`
    Datetime,
    /// `chrono::TimeDelta`, `PgInterval`
    Interval,
    /// `uuid::Uuid`
    Uuid,
    /// `serde_json::Value` as text
    Json,
    /// `serde_json::Value` as binary JSON
    Jsonb,
    /// `ipnetwork::IpNetwork`, `ipnet::IpNet`
    Inet,
    /// A network without host bits (PostgreSQL)
    Cidr,
    /// `[u8; 6]` (PostgreSQL)
    MacAddr,
    /// `[u8; 8]` (PostgreSQL)
    MacAddr8,
    /// `PgMoney` (PostgreSQL)
    Money,
    /// `u32` (PostgreSQL)
    Oid,
    /// `PgLsn` (PostgreSQL)
    PgLsn,
    /// `Vec<T>` (PostgreSQL)
    Array(&'static ColumnType),
    /// A range over another type (PostgreSQL)
    Range(&'static ColumnType),
    /// A multirange over another type (PostgreSQL)
    Multirange(&'static ColumnType),
    /// An enum that derives `SqlEnum`
    Enum(&'static Enum),
    /// A type that only its SQL name describes: `#[column(sql_type = "…")]` must be there.
    Custom,
}

impl ColumnType {
    /// Diesel's name for the type: `Integer`, `Unsigned<Integer>`, `Array`; an enum's SQL name.
    ///
    /// ```
    /// use schema_core::definition::ColumnType;
    /// assert_eq!(ColumnType::BigInt.name(), "BigInt");
    /// ```
    pub const fn name(&self) -> &'static str {
        match self {
            ColumnType::Bool => "Bool",
            ColumnType::TinyInt => "TinyInt",
            ColumnType::SmallInt => "SmallInt",
            ColumnType::Integer => "Integer",
            ColumnType::BigInt => "BigInt",
            ColumnType::Float => "Float",
            ColumnType::Double => "Double",
            ColumnType::Numeric => "Numeric",
            ColumnType::Text => "Text",
            ColumnType::Citext => "Citext",
            ColumnType::CChar => "CChar",
            ColumnType::Binary => "Binary",
            ColumnType::Date => "Date",
            ColumnType::Time => "Time",
            ColumnType::Timestamp => "Timestamp",
            ColumnType::Timestamptz => "Timestamptz",
            ColumnType::TimestamptzSqlite => "TimestamptzSqlite",
            ColumnType::Datetime => "Datetime",
            ColumnType::Interval => "Interval",
            ColumnType::Uuid => "Uuid",
            ColumnType::Json => "Json",
            ColumnType::Jsonb => "Jsonb",
            ColumnType::Inet => "Inet",
            ColumnType::Cidr => "Cidr",
            ColumnType::MacAddr => "MacAddr",
            ColumnType::MacAddr8 => "MacAddr8",
            ColumnType::Money => "Money",
            ColumnType::Oid => "Oid",
            ColumnType::PgLsn => "PgLsn",
            ColumnType::UnsignedTinyInt => "Unsigned<TinyInt>",
            ColumnType::UnsignedSmallInt => "Unsigned<SmallInt>",
            ColumnType::UnsignedInteger => "Unsigned<Integer>",
            ColumnType::UnsignedBigInt => "Unsigned<BigInt>",
            ColumnType::Array(_) => "Array",
            ColumnType::Range(_) => "Range",
            ColumnType::Multirange(_) => "Multirange",
            ColumnType::Enum(declared) => declared.name,
            ColumnType::Custom => "Custom",
        }
    }
}

/// The default of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultValue {
    /// `default = true`
    Bool(bool),
    /// `default = 0`, `default = -1.5`: the number as written, without `_` and suffix
    Number(&'static str),
    /// The text of an enum's value: `default = Status::Draft`
    Text(&'static str),
    /// `default = "now()"`: an SQL expression. `now()`, `current_timestamp`, `current_date` and
    /// `current_time` are understood on every database.
    Expression(DialectText),
}

/// A column that the database computes from others of the same row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated {
    /// The SQL expression.
    pub expression: DialectText,
    /// Whether the result is stored.
    pub storage: GeneratedStorage,
}

/// When a generated column is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratedStorage {
    /// On every write (`STORED`); the only one before PostgreSQL 18.
    Stored,
    /// On every read (`VIRTUAL`).
    Virtual,
}

/// How the database numbers the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// `#[column(identity)]`: `GENERATED BY DEFAULT AS IDENTITY` on PostgreSQL, `AUTOINCREMENT` on
    /// SQLite, `AUTO_INCREMENT` on MySQL.
    ByDefault,
    /// `#[column(identity = "always")]`: PostgreSQL refuses a value of the client's; as
    /// [`Identity::ByDefault`] elsewhere.
    Always,
    /// `#[column(identity = "serial")]`: PostgreSQL's older `SERIAL`; as [`Identity::ByDefault`]
    /// elsewhere.
    Serial,
}
