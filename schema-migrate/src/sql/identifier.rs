use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::dialect::Dialect;

/// The longest name that every database takes, in bytes: PostgreSQL cuts what is longer.
const LONGEST_NAME: usize = 63;

/// The digits of the hash in a name that was shortened.
const HASH_DIGITS: usize = 8;

/// The name of something in a database. It is always written in quotes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Identifier(String);

/// Why a text cannot be the name of something in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidIdentifier {
    /// The text is empty.
    #[error("a name in SQL cannot be empty")]
    Empty,
    /// The text contains the character U+0000.
    #[error("a name in SQL cannot contain the NUL character")]
    Nul,
}

impl Identifier {
    /// Makes a name of any text but the empty one and one with a NUL character.
    pub fn new(name: impl Into<String>) -> Result<Identifier, InvalidIdentifier> {
        let name = name.into();
        if name.is_empty() {
            return Err(InvalidIdentifier::Empty);
        }
        if name.contains('\0') {
            return Err(InvalidIdentifier::Nul);
        }
        Ok(Identifier(name))
    }

    /// Makes a name of two parts that every database takes. Beyond 63 bytes it consists of the start
    /// of `stem`, a hash of both parts and `suffix`; the same parts always give the same name.
    ///
    /// ```
    /// use schema_migrate::sql::Identifier;
    ///
    /// let name = Identifier::shortened("post_status", "_enum_check")?;
    /// assert_eq!(name.as_str(), "post_status_enum_check");
    ///
    /// let name = Identifier::shortened(&"x".repeat(80), "_enum_check")?;
    /// assert_eq!(name.as_str().len(), 63);
    /// # Ok::<(), schema_migrate::sql::InvalidIdentifier>(())
    /// ```
    pub fn shortened(stem: &str, suffix: &str) -> Result<Identifier, InvalidIdentifier> {
        if stem.len() + suffix.len() <= LONGEST_NAME {
            return Identifier::new(format!("{stem}{suffix}"));
        }
        let hash = hash(stem.bytes().chain(suffix.bytes()));
        let room = LONGEST_NAME.saturating_sub(suffix.len() + HASH_DIGITS + 1);
        let start = &stem[..stem.floor_char_boundary(room)];
        Identifier::new(format!(
            "{start}_{hash:0width$x}{suffix}",
            width = HASH_DIGITS
        ))
    }

    /// The name without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it is written in SQL.
    ///
    /// ```
    /// use schema_migrate::{Dialect, sql::Identifier};
    ///
    /// let name = Identifier::new("a \"b\" `c`")?;
    /// assert_eq!(name.to_sql(Dialect::Postgres), r#""a ""b"" `c`""#);
    /// assert_eq!(name.to_sql(Dialect::Mysql), r#"`a "b" ``c```"#);
    /// # Ok::<(), schema_migrate::sql::InvalidIdentifier>(())
    /// ```
    pub fn to_sql(&self, dialect: Dialect) -> String {
        let quote = dialect.syntax().identifier_quote();
        let mut sql = String::with_capacity(self.0.len() + 2);
        sql.push(quote);
        for character in self.0.chars() {
            sql.push(character);
            if character == quote {
                sql.push(quote);
            }
        }
        sql.push(quote);
        sql
    }
}

impl TryFrom<String> for Identifier {
    type Error = InvalidIdentifier;

    fn try_from(name: String) -> Result<Identifier, InvalidIdentifier> {
        Identifier::new(name)
    }
}

impl From<Identifier> for String {
    fn from(name: Identifier) -> String {
        name.0
    }
}

/// The name of a table or type, with the database schema that it is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct QualifiedName {
    /// The database schema (on MySQL: the database), if it is not the default one.
    pub schema: Option<Identifier>,
    /// The name within the schema.
    pub name: Identifier,
}

/// How a [`QualifiedName`] is written in a snapshot: `"user"`, or `["auth", "user"]`.
#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a name is a text that is not empty, or a list of a database schema and a name"
)]
enum Written {
    Unqualified(Identifier),
    Qualified(Identifier, Identifier),
}

impl From<QualifiedName> for Written {
    fn from(name: QualifiedName) -> Written {
        match name.schema {
            Some(schema) => Written::Qualified(schema, name.name),
            None => Written::Unqualified(name.name),
        }
    }
}

impl From<Written> for QualifiedName {
    fn from(written: Written) -> QualifiedName {
        match written {
            Written::Unqualified(name) => QualifiedName::unqualified(name),
            Written::Qualified(schema, name) => QualifiedName {
                schema: Some(schema),
                name,
            },
        }
    }
}

impl QualifiedName {
    /// A name in the default database schema.
    pub fn unqualified(name: Identifier) -> QualifiedName {
        QualifiedName { schema: None, name }
    }

    /// The name as it is written in SQL.
    ///
    /// ```
    /// use schema_migrate::{Dialect, sql::{Identifier, QualifiedName}};
    ///
    /// let user = Identifier::new("user")?;
    /// let name = QualifiedName { schema: Some(Identifier::new("auth")?), name: user };
    /// assert_eq!(name.to_sql(Dialect::Postgres), r#""auth"."user""#);
    /// # Ok::<(), schema_migrate::sql::InvalidIdentifier>(())
    /// ```
    pub fn to_sql(&self, dialect: Dialect) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", schema.to_sql(dialect), self.name.to_sql(dialect)),
            None => self.name.to_sql(dialect),
        }
    }
}

/// The lower half of the 64-bit FNV-1a hash: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash & 0xffff_ffff
}
