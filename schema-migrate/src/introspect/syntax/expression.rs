use super::{Token, TokenKind, tokens};
use crate::dialect::Dialect;
use crate::sql::{Expression, Literal, Number, Text};

/// An expression without the parentheses around all of it, which a script writes anew.
///
/// What cannot be read stays as it is: the database knows better.
pub(in crate::introspect) fn expression(sql: &str, dialect: Dialect) -> Expression {
    let mut sql = sql.trim();
    while let Some(inner) = tokens(sql, dialect)
        .ok()
        .and_then(|tokens| in_parentheses(sql, &tokens))
    {
        sql = inner.trim();
    }
    Expression::new(sql)
}

/// What stands in the parentheses around all of a piece of SQL, if there are such.
fn in_parentheses<'a>(sql: &'a str, tokens: &[Token<'a>]) -> Option<&'a str> {
    let (last, others) = tokens.split_last()?;
    let first = others.first().filter(|token| token.is_symbol('('))?;
    let mut depth = 0;
    for token in others {
        match token.kind {
            TokenKind::Symbol('(') => depth += 1,
            TokenKind::Symbol(')') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return None;
        }
    }
    last.is_symbol(')').then(|| &sql[first.end()..last.start])
}

/// The constant that a piece of SQL consists of: a text, a decimal number, `TRUE` or `FALSE`.
pub(in crate::introspect) fn literal(sql: &str, dialect: Dialect) -> Option<Literal> {
    let expression = expression(sql, dialect);
    let sql = expression.as_str();
    let tokens = tokens(sql, dialect).ok()?;
    match tokens.as_slice() {
        [token] => match &token.kind {
            TokenKind::Text(text) => Text::new(text.clone()).ok().map(Literal::Text),
            TokenKind::Word if token.is_keyword("TRUE") => Some(Literal::Bool(true)),
            TokenKind::Word if token.is_keyword("FALSE") => Some(Literal::Bool(false)),
            TokenKind::Constant => Number::new(sql).ok().map(Literal::Number),
            _ => None,
        },
        [sign, number] if sign.is_symbol('-') && number.kind == TokenKind::Constant => {
            let number = format!("-{}", number.sql);
            Number::new(&number).ok().map(Literal::Number)
        }
        [sign, number] if sign.is_symbol('+') => Number::new(number.sql).ok().map(Literal::Number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Option<Literal> {
        Text::new(text).ok().map(Literal::Text)
    }

    fn number(number: &str) -> Option<Literal> {
        Number::new(number).ok().map(Literal::Number)
    }

    #[test]
    fn the_parentheses_around_all_of_an_expression_go() {
        let plain = |sql| expression(sql, Dialect::Postgres).as_str().to_owned();
        assert_eq!(plain(" ((a + b)) "), "a + b");
        assert_eq!(plain("(a) + (b)"), "(a) + (b)");
        assert_eq!(plain("(')' = (b))"), "')' = (b)");
        assert_eq!(plain("(a"), "(a");
        assert_eq!(plain("()"), "");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn constants_are_recognised() {
        let literal = |sql| literal(sql, Dialect::Sqlite);
        assert_eq!(literal("'it''s'"), text("it's"));
        assert_eq!(literal("(('a'))"), text("a"));
        assert_eq!(literal("- 1.5"), number("-1.5"));
        assert_eq!(literal("+1"), number("1"));
        assert_eq!(literal("true"), Some(Literal::Bool(true)));
        for expression in ["0xff", "x'00'", "CURRENT_DATE", "'a' || 'b'", "- -1", ""] {
            assert_eq!(literal(expression), None, "{expression}");
        }
    }
}
