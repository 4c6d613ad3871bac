use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::dialect::Dialect;

/// A constant value in SQL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Literal {
    /// `TRUE` or `FALSE`
    Bool(bool),
    /// A decimal number
    Number(Number),
    /// A text
    Text(Text),
}

impl Literal {
    /// The literal as it is written in SQL.
    ///
    /// ```
    /// use schema_migrate::{Dialect, sql::Literal};
    ///
    /// assert_eq!(Literal::Bool(true).to_sql(Dialect::Sqlite), "TRUE");
    /// ```
    pub fn to_sql(&self, dialect: Dialect) -> String {
        match self {
            Literal::Bool(true) => "TRUE".to_owned(),
            Literal::Bool(false) => "FALSE".to_owned(),
            Literal::Number(number) => number.as_str().to_owned(),
            Literal::Text(text) => text.to_sql(dialect),
        }
    }
}

/// A text that every database can hold: one without the NUL character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

/// A text contains the character U+0000, which no database takes in a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a text in SQL cannot contain the NUL character")]
pub struct InvalidText;

impl Text {
    /// Takes any text without a NUL character.
    pub fn new(text: impl Into<String>) -> Result<Text, InvalidText> {
        let text = text.into();
        if text.contains('\0') {
            Err(InvalidText)
        } else {
            Ok(Text(text))
        }
    }

    /// The text without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as it is written in SQL. On PostgreSQL this counts on `standard_conforming_strings`
    /// (on by default), on MySQL on an `sql_mode` without `NO_BACKSLASH_ESCAPES` (the default).
    ///
    /// ```
    /// use schema_migrate::{Dialect, sql::Text};
    ///
    /// let text = Text::new(r"it's a \")?;
    /// assert_eq!(text.to_sql(Dialect::Postgres), r"'it''s a \'");
    /// assert_eq!(text.to_sql(Dialect::Mysql), r"'it''s a \\'");
    /// # Ok::<(), schema_migrate::sql::InvalidText>(())
    /// ```
    pub fn to_sql(&self, dialect: Dialect) -> String {
        let backslash_escapes = dialect.syntax().backslash_escapes();
        let mut sql = String::with_capacity(self.0.len() + 2);
        sql.push('\'');
        for character in self.0.chars() {
            sql.push(character);
            if character == '\'' || (character == '\\' && backslash_escapes) {
                sql.push(character);
            }
        }
        sql.push('\'');
        sql
    }
}

impl TryFrom<String> for Text {
    type Error = InvalidText;

    fn try_from(text: String) -> Result<Text, InvalidText> {
        Text::new(text)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0
    }
}

/// A decimal number, as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// A text is not a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a decimal number")]
pub struct InvalidNumber(pub String);

impl Number {
    /// Takes a decimal number with an optional sign, fraction and exponent.
    ///
    /// ```
    /// use schema_migrate::sql::Number;
    ///
    /// assert!(Number::new("-1.5e10").is_ok());
    /// assert!(Number::new("0xff").is_err());
    /// assert!(Number::new("1; DROP TABLE users").is_err());
    /// ```
    pub fn new(number: &str) -> Result<Number, InvalidNumber> {
        if is_decimal(number) {
            Ok(Number(number.to_owned()))
        } else {
            Err(InvalidNumber(number.to_owned()))
        }
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Number {
    type Error = InvalidNumber;

    fn try_from(number: String) -> Result<Number, InvalidNumber> {
        Number::new(&number)
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.0
    }
}

/// `[+-]digits[.digits][e[+-]digits]`, which is a number in Rust and in every SQL.
fn is_decimal(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (number, None),
    };
    let mantissa = unsigned(mantissa);
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(&mantissa),
    };
    mantissa_fits && exponent.is_none_or(|exponent| digits(&unsigned(exponent)))
}
