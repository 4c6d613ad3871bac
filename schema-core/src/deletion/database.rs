use crate::definition::{Deferrability, ReferentialAction};
use crate::graph::{Edge, Outcome};
use diesel::backend::Backend;
use diesel::deserialize;
use diesel::expression::QueryMetadata;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Text};

/// Four numbers: a group of rows that are counted.
pub type Numbers = (BigInt, BigInt, BigInt, BigInt);

/// A database that can count what a deletion does.
#[diagnostic::on_unimplemented(
    message = "what a deletion does cannot be counted on `{Self}`",
    note = "use Diesel's `PgConnection`, `SqliteConnection` or `MysqlConnection`, or a pooled connection of one",
    note = "`schema-core` has a feature for each database (`postgres`, `sqlite`, `mysql`), and `r2d2` for pooled connections"
)]
pub trait CountsDeletions: Backend + QueryMetadata<Numbers> + QueryMetadata<Text> {
    /// The database.
    const DATABASE: Database;

    /// Reads a number of a result.
    ///
    /// # Errors
    /// If it is none.
    fn number(value: Option<Self::RawValue<'_>>) -> deserialize::Result<i64>;

    /// Reads a text of a result.
    ///
    /// # Errors
    /// If it is none.
    fn text(value: Option<Self::RawValue<'_>>) -> deserialize::Result<String>;

    /// Binds a text.
    ///
    /// # Errors
    /// If it cannot be written.
    fn push_text<'b>(text: &'b str, pass: &mut AstPass<'_, 'b, Self>) -> QueryResult<()>;
}

macro_rules! counts_deletions {
    ($feature:literal, $backend:ty, $database:ident) => {
        #[cfg(feature = $feature)]
        impl CountsDeletions for $backend {
            const DATABASE: Database = Database::$database;

            fn number(value: Option<Self::RawValue<'_>>) -> deserialize::Result<i64> {
                diesel::deserialize::FromSql::<BigInt, $backend>::from_nullable_sql(value)
            }

            fn text(value: Option<Self::RawValue<'_>>) -> deserialize::Result<String> {
                diesel::deserialize::FromSql::<Text, $backend>::from_nullable_sql(value)
            }

            fn push_text<'b>(
                text: &'b str,
                pass: &mut AstPass<'_, 'b, $backend>,
            ) -> QueryResult<()> {
                pass.push_bind_param::<Text, str>(text)
            }
        }
    };
}

counts_deletions!("postgres", diesel::pg::Pg, Postgres);
counts_deletions!("sqlite", diesel::sqlite::Sqlite, Sqlite);
counts_deletions!("mysql", diesel::mysql::Mysql, Mysql);

/// What the databases do differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// PostgreSQL
    Postgres,
    /// SQLite
    Sqlite,
    /// MySQL and MariaDB
    Mysql,
}

impl Database {
    /// How many values a statement is given at most; it could take about twice as many.
    pub(super) const fn most_values(self) -> usize {
        match self {
            Database::Sqlite => 16_000,
            Database::Postgres | Database::Mysql => 32_000,
        }
    }

    /// Whether it may look for the rows that refuse a deletion before it has deleted all that is to go.
    ///
    /// SQLite counts the rows whose parent is gone, and looks at the number when the statement ends; only
    /// `restrict` is looked at row by row. PostgreSQL looks when it comes to the key, among the keys that
    /// delete rows, and so does InnoDB. So do triggers.
    pub(super) fn checks_at_once(self, edge: &Edge) -> bool {
        let Some(key) = edge.key() else {
            return edge.outcome() == Outcome::Refused;
        };
        match key.on_delete {
            ReferentialAction::Restrict => true,
            ReferentialAction::NoAction => match self {
                Database::Sqlite => false,
                Database::Postgres => key.deferrability != Deferrability::InitiallyDeferred,
                Database::Mysql => true,
            },
            _ => false,
        }
    }

    /// Whether it looks at all keys of a row that the deletion changes for the second time. It does so
    /// though the row is to be deleted by a reference that it comes to later.
    pub(super) const fn looks_at_what_changes_twice(self) -> bool {
        matches!(self, Database::Postgres)
    }

    /// Whether the rows that a statement deletes itself are gone before anything is checked.
    pub(super) const fn deletes_first(self) -> bool {
        matches!(self, Database::Postgres)
    }

    /// A name in quotes.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Database::Postgres | Database::Sqlite => format!("\"{}\"", name.replace('"', "\"\"")),
            Database::Mysql => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text in quotes.
    pub(super) fn literal(self, text: &str) -> String {
        let text = text.replace('\'', "''");
        match self {
            Database::Postgres | Database::Sqlite => format!("'{text}'"),
            Database::Mysql => format!("'{}'", text.replace('\\', "\\\\")),
        }
    }

    /// What stands before a list of several keys of several columns.
    pub(super) const fn values(self) -> &'static str {
        match self {
            // PostgreSQL would make a condition of each key, and has no stack for many.
            Database::Postgres | Database::Sqlite => "VALUES ",
            Database::Mysql => "",
        }
    }

    /// A column as one of any length: PostgreSQL takes a `varchar(21)` for another type than a NULL of it.
    pub(super) fn any_length(self, column: &str) -> String {
        match self {
            Database::Postgres => format!("CASE WHEN TRUE THEN {column} END"),
            Database::Sqlite | Database::Mysql => column.to_owned(),
        }
    }

    /// A whole number as the result has it.
    pub(super) fn big(self, number: &str) -> String {
        match self {
            Database::Postgres => format!("CAST({number} AS bigint)"),
            Database::Sqlite | Database::Mysql => number.to_owned(),
        }
    }

    /// A key as a text by which rows of its table can be told apart, and which is never in need of quotes.
    pub(super) fn fingerprint(self, columns: &[String]) -> String {
        let each = |one: &dyn Fn(&str) -> String, between: &str| {
            let texts: Vec<String> = columns.iter().map(|column| one(column)).collect();
            texts.join(between)
        };
        match self {
            Database::Postgres => each(
                &|column| format!("encode(convert_to(CAST({column} AS text), 'UTF8'), 'hex')"),
                " || '-' || ",
            ),
            Database::Sqlite => each(&|column| format!("hex({column})"), " || '-' || "),
            Database::Mysql => format!(
                "CONVERT(SHA2(CONCAT_WS('-', {}), 256) USING latin1)",
                each(&|column| format!("HEX(CAST({column} AS BINARY))"), ", ")
            ),
        }
    }

    /// What comes before and after the one value that has many fingerprints in it.
    pub(super) const fn among_fingerprints(self) -> (&'static str, &'static str) {
        match self {
            Database::Postgres => (" IN (SELECT json_array_elements_text(CAST(", " AS json)))"),
            Database::Sqlite => (" IN (SELECT value FROM json_each(", "))"),
            Database::Mysql => (
                " IN (SELECT DISTINCT __list.fingerprint FROM JSON_TABLE(",
                ", '$[*]' COLUMNS (fingerprint CHAR(64) CHARACTER SET latin1 PATH '$')) AS __list)",
            ),
        }
    }
}
