use super::{SyntaxError, Token, TokenKind, tokens};
use crate::dialect::Dialect;
use crate::sql::Identifier;

/// A place in a piece of SQL, between two tokens.
pub(in crate::introspect) struct Cursor<'a> {
    sql: &'a str,
    tokens: Vec<Token<'a>>,
    position: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of a piece of SQL.
    pub(in crate::introspect) fn new(
        sql: &'a str,
        dialect: Dialect,
    ) -> Result<Cursor<'a>, SyntaxError> {
        Ok(Cursor {
            sql,
            tokens: tokens(sql, dialect)?,
            position: 0,
        })
    }

    /// The next token.
    pub(in crate::introspect) fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.position)
    }

    /// Goes past the next token.
    pub(in crate::introspect) fn advance(&mut self) -> Option<&Token<'a>> {
        let token = self.tokens.get(self.position);
        self.position += 1;
        token
    }

    /// Goes past a keyword if it is next.
    pub(in crate::introspect) fn keyword(&mut self, keyword: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| token.is_keyword(keyword));
        self.position += usize::from(is_next);
        is_next
    }

    /// Goes past keywords if all of them are next.
    pub(in crate::introspect) fn keywords(&mut self, keywords: &[&str]) -> bool {
        let start = self.position;
        let all = keywords.iter().all(|keyword| self.keyword(keyword));
        if !all {
            self.position = start;
        }
        all
    }

    /// Goes past a symbol if it is next.
    pub(in crate::introspect) fn symbol(&mut self, symbol: char) -> bool {
        let is_next = self.peek().is_some_and(|token| token.is_symbol(symbol));
        self.position += usize::from(is_next);
        is_next
    }

    /// Goes past a name, with or without quotes. SQLite takes texts for names, too.
    pub(in crate::introspect) fn name(&mut self) -> Result<Identifier, SyntaxError> {
        let name = match self.peek().map(|token| (&token.kind, token.sql)) {
            Some((TokenKind::Word, word)) => Identifier::new(word)?,
            Some((TokenKind::Name(name) | TokenKind::Text(name), _)) => {
                Identifier::new(name.as_str())?
            }
            _ => return Err(self.unexpected("a name")),
        };
        self.position += 1;
        Ok(name)
    }

    /// Goes past parentheses; gives what stands in them.
    pub(in crate::introspect) fn parenthesised(&mut self) -> Result<&'a str, SyntaxError> {
        let Some(open) = self.peek().filter(|token| token.is_symbol('(')).cloned() else {
            return Err(self.unexpected("`(`"));
        };
        let first = self.position + 1;
        let mut depth = 0;
        while let Some(token) = self.tokens.get(self.position) {
            self.position += 1;
            match token.kind {
                TokenKind::Symbol('(') => depth += 1,
                TokenKind::Symbol(')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(self.between(first, self.position - 1));
            }
        }
        Err(SyntaxError::Unclosed {
            opening: "(".to_owned(),
            position: open.start,
        })
    }

    /// Everything from here.
    pub(in crate::introspect) fn rest(&self) -> &'a str {
        self.between(self.position, self.tokens.len())
    }

    /// The SQL of some tokens, without the comments before and after them.
    fn between(&self, first: usize, end: usize) -> &'a str {
        match self.tokens.get(first..end) {
            Some([first, .., last]) => &self.sql[first.start..last.end()],
            Some([only]) => only.sql,
            _ => "",
        }
    }

    /// What is wrong with the next token.
    pub(in crate::introspect) fn unexpected(&self, expected: &'static str) -> SyntaxError {
        match self.peek() {
            Some(token) => SyntaxError::Unexpected {
                expected,
                found: token.sql.to_owned(),
                position: token.start,
            },
            None => SyntaxError::End { expected },
        }
    }
}
