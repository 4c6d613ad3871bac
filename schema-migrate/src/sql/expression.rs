use serde::{Deserialize, Serialize};

use crate::sql::Literal;
use crate::sql::literal::{Number, Text};

/// SQL that the user wrote, in an attribute or in the database: it is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Expression(String);

impl Expression {
    /// Trusts `sql` to be an expression.
    ///
    /// ```
    /// use schema_migrate::sql::Expression;
    ///
    /// assert_eq!(Expression::new(" price > 0 ").as_str(), "price > 0");
    /// ```
    pub fn new(sql: impl AsRef<str>) -> Expression {
        Expression(sql.as_ref().trim().to_owned())
    }

    /// The SQL.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The expression in parentheses, which may stand wherever the SQL grammar wants one operand.
    ///
    /// ```
    /// use schema_migrate::sql::Expression;
    ///
    /// assert_eq!(Expression::new("a + b").in_parentheses(), "(a + b)");
    /// ```
    pub fn in_parentheses(&self) -> String {
        format!("({})", self.0)
    }

    /// The literal that the expression consists of, if it is one that every database reads alike:
    /// a text without backslashes, a decimal number, `true` or `false`.
    ///
    /// ```
    /// use schema_migrate::sql::{Expression, Literal};
    ///
    /// assert_eq!(Expression::new("TRUE").as_literal(), Some(Literal::Bool(true)));
    /// assert_eq!(Expression::new("lower('a')").as_literal(), None);
    /// ```
    pub fn as_literal(&self) -> Option<Literal> {
        if self.0.eq_ignore_ascii_case("true") {
            return Some(Literal::Bool(true));
        }
        if self.0.eq_ignore_ascii_case("false") {
            return Some(Literal::Bool(false));
        }
        if let Ok(number) = Number::new(&self.0) {
            return Some(Literal::Number(number));
        }
        let quoted = self.0.strip_prefix('\'')?.strip_suffix('\'')?;
        let text = quoted.replace("''", "\0");
        if text.contains(['\'', '\\']) || quoted.contains('\0') {
            return None;
        }
        Text::new(text.replace('\0', "'")).ok().map(Literal::Text)
    }
}
