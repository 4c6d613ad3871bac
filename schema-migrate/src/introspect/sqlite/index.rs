use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::syntax::{Cursor, SyntaxError, Token, TokenKind, expression, tokens};
use crate::schema::{Direction, Index, IndexColumn, IndexKey};
use crate::sql::Identifier;

/// An index from its `CREATE INDEX`.
pub(super) fn read(name: &str, sql: &str) -> Result<Index, IntrospectError> {
    let written = Written::read(sql).map_err(IntrospectError::sql(name))?;
    let columns = split(written.columns)
        .and_then(|parts| parts.into_iter().map(column).collect())
        .map_err(IntrospectError::sql(name))?;
    Ok(Index {
        name: Identifier::new(name)?,
        columns,
        unique: written.unique,
        nulls_not_distinct: false,
        condition: written
            .condition
            .map(|condition| expression(condition, Dialect::Sqlite)),
        method: None,
        include: Vec::new(),
    })
}

/// The parts of a `CREATE INDEX`.
struct Written<'a> {
    unique: bool,
    columns: &'a str,
    condition: Option<&'a str>,
}

impl<'a> Written<'a> {
    fn read(sql: &'a str) -> Result<Written<'a>, SyntaxError> {
        let mut statement = Cursor::new(sql, Dialect::Sqlite)?;
        statement.keyword("CREATE");
        let unique = statement.keyword("UNIQUE");
        statement.keyword("INDEX");
        statement.keywords(&["IF", "NOT", "EXISTS"]);
        statement.name()?;
        if statement.symbol('.') {
            statement.name()?;
        }
        if !statement.keyword("ON") {
            return Err(statement.unexpected("`ON`"));
        }
        statement.name()?;
        Ok(Written {
            unique,
            columns: statement.parenthesised()?,
            condition: statement.keyword("WHERE").then(|| statement.rest()),
        })
    }
}

/// The parts of a list, as tokens with the SQL that they are of.
fn split(list: &str) -> Result<Vec<(&str, Vec<Token<'_>>)>, SyntaxError> {
    let mut parts = vec![(list, Vec::new())];
    let mut depth = 0;
    for token in tokens(list, Dialect::Sqlite)? {
        match token.kind {
            TokenKind::Symbol('(') => depth += 1,
            TokenKind::Symbol(')') => depth -= 1,
            TokenKind::Symbol(',') if depth == 0 => {
                parts.push((list, Vec::new()));
                continue;
            }
            _ => {}
        }
        if let Some((_, part)) = parts.last_mut() {
            part.push(token);
        }
    }
    Ok(parts)
}

/// `name`, `name COLLATE "NOCASE" DESC`, `lower(name)`.
fn column((list, part): (&str, Vec<Token<'_>>)) -> Result<IndexColumn, SyntaxError> {
    let mut part = part.as_slice();
    let mut direction = Direction::Ascending;
    if let [before @ .., last] = part
        && (last.is_keyword("ASC") || last.is_keyword("DESC"))
    {
        if last.is_keyword("DESC") {
            direction = Direction::Descending;
        }
        part = before;
    }
    let mut collation = None;
    if let [before @ .., collate, name] = part
        && collate.is_keyword("COLLATE")
    {
        collation = Some(identifier(name)?);
        part = before;
    }
    let key = match part {
        [] => {
            return Err(SyntaxError::End {
                expected: "a column",
            });
        }
        [name] if matches!(name.kind, TokenKind::Word | TokenKind::Name(_)) => {
            IndexKey::Column(identifier(name)?)
        }
        [first, .., last] => {
            let sql = &list[first.start..last.end()];
            IndexKey::Expression(expression(sql, Dialect::Sqlite))
        }
        [constant] => IndexKey::Expression(expression(constant.sql, Dialect::Sqlite)),
    };
    Ok(IndexColumn {
        key,
        direction,
        nulls: None,
        operator_class: None,
        collation,
    })
}

fn identifier(token: &Token<'_>) -> Result<Identifier, SyntaxError> {
    Ok(match &token.kind {
        TokenKind::Name(name) | TokenKind::Text(name) => Identifier::new(name.as_str())?,
        _ => Identifier::new(token.sql)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"CREATE UNIQUE INDEX "i ( ""x""" ON [a table] (
        "a ,b" COLLATE "NOCASE" DESC, lower(c) ASC, (d + (1)), e /* , */, 'f' || ')'
    ) WHERE e > 0 AND (c <> ')') -- the end"#;

    #[test]
    fn columns_and_expressions_are_told_apart() -> Result<(), IntrospectError> {
        let index = read("i", INDEX)?;
        let keys = index.columns.iter().map(|column| match &column.key {
            IndexKey::Column(name) => format!("[{}]", name.as_str()),
            IndexKey::Expression(expression) => expression.as_str().to_owned(),
        });
        let keys: Vec<String> = keys.collect();
        assert_eq!(keys, ["[a ,b]", "lower(c)", "d + (1)", "[e]", "'f' || ')'"]);
        assert_eq!(index.columns[0].direction, Direction::Descending);
        assert_eq!(index.columns[0].collation, Identifier::new("NOCASE").ok());
        let condition = index.condition.as_ref();
        let condition = condition.map(crate::sql::Expression::as_str);
        assert_eq!(condition, Some("e > 0 AND (c <> ')')"));
        assert!(index.unique);
        Ok(())
    }

    #[test]
    fn half_a_statement_is_a_mistake_and_no_panic() {
        let end = INDEX.find(") WHERE").unwrap_or_default();
        for (length, _) in INDEX[..end].char_indices() {
            assert!(read("half", &INDEX[..length]).is_err(), "{length}");
        }
    }
}
