use crate::dialect::Dialect;
use crate::introspect::syntax::{Cursor, SyntaxError, TokenKind, expression, literal};
use crate::schema::{Column, DefaultValue, Generated, GeneratedStorage, SqlType};
use crate::sql::{Expression, Literal, Text};

/// The words that end the type of a column.
const AFTER_TYPE: [&str; 11] = [
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
];

/// The types that lowering writes. SQLite does not tell upper from lower case in them.
const OWN_TYPES: [&str; 12] = [
    "BIGINT",
    "BLOB",
    "BOOLEAN",
    "DATE",
    "DOUBLE",
    "FLOAT",
    "INTEGER",
    "NUMERIC",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
];

/// A column up to its type; the constraints follow.
pub(super) fn column(body: &mut Cursor<'_>) -> Result<Column, SyntaxError> {
    Ok(Column {
        name: body.name()?,
        sql_type: sql_type(body)?,
        nullable: true,
        default: None,
        generated: None,
        identity: None,
        collation: None,
        comment: None,
    })
}

/// The type of a column, which may be missing: one that lowering writes as lowering spells it, any
/// other as it was written.
fn sql_type(body: &mut Cursor<'_>) -> Result<SqlType, SyntaxError> {
    let mut words: Vec<String> = Vec::new();
    while let Some(token) = body.peek() {
        let is_name = match token.kind {
            TokenKind::Word => !AFTER_TYPE.iter().any(|word| token.is_keyword(word)),
            TokenKind::Name(_) | TokenKind::Text(_) => true,
            _ => false,
        };
        if !is_name {
            break;
        }
        words.push(token.sql.to_owned());
        body.advance();
    }
    let mut sql = words.join(" ");
    if body.peek().is_some_and(|token| token.is_symbol('(')) {
        sql.push_str(&format!("({})", body.parenthesised()?));
    }
    Ok(SqlType::Named(spelt(sql)))
}

fn spelt(sql: String) -> String {
    let upper = sql.to_ascii_uppercase();
    let is_varchar = upper
        .strip_prefix("VARCHAR(")
        .and_then(|length| length.strip_suffix(')'))
        .is_some_and(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
    if is_varchar || OWN_TYPES.contains(&upper.as_str()) {
        upper
    } else {
        sql
    }
}

/// What stands after `DEFAULT`. `DEFAULT NULL` is none.
pub(super) fn default_value(body: &mut Cursor<'_>) -> Result<Option<DefaultValue>, SyntaxError> {
    if body.peek().is_some_and(|token| token.is_symbol('(')) {
        let sql = body.parenthesised()?;
        return Ok(written_default(sql));
    }
    let Some(token) = body.advance().cloned() else {
        return Err(body.unexpected("a default"));
    };
    Ok(match token.kind {
        TokenKind::Symbol(sign @ ('+' | '-')) => {
            let number = body.advance().map_or("", |token| token.sql);
            written_default(&format!("{sign}{number}"))
        }
        // SQLite takes a name in the place of a text.
        TokenKind::Name(name) => Some(text_default(name)?),
        TokenKind::Word if !is_value(token.sql) => Some(text_default(token.sql)?),
        _ => written_default(token.sql),
    })
}

/// Whether a word after `DEFAULT` is a value and no name.
fn is_value(word: &str) -> bool {
    const VALUES: [&str; 6] = [
        "NULL",
        "TRUE",
        "FALSE",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
    ];
    VALUES.iter().any(|value| value.eq_ignore_ascii_case(word))
}

fn text_default(text: impl Into<String>) -> Result<DefaultValue, SyntaxError> {
    Ok(DefaultValue::Literal(Literal::Text(Text::new(text)?)))
}

fn written_default(sql: &str) -> Option<DefaultValue> {
    let default = expression(sql, Dialect::Sqlite);
    if default.as_str().eq_ignore_ascii_case("NULL") {
        return None;
    }
    Some(match literal(sql, Dialect::Sqlite) {
        Some(literal) => DefaultValue::Literal(literal),
        None => DefaultValue::Expression(default),
    })
}

/// What stands after `AS` in a generated column; it is virtual if nothing is said.
pub(super) fn generated(body: &mut Cursor<'_>) -> Result<Generated, SyntaxError> {
    let expression: Expression = expression(body.parenthesised()?, Dialect::Sqlite);
    let storage = if body.keyword("STORED") {
        GeneratedStorage::Stored
    } else {
        body.keyword("VIRTUAL");
        GeneratedStorage::Virtual
    };
    Ok(Generated {
        expression,
        storage,
    })
}
