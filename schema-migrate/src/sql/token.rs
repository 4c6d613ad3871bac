use thiserror::Error;

use crate::dialect::Dialect;
use crate::sql::{InvalidIdentifier, InvalidText};

/// Why a piece of SQL cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SyntaxError {
    /// A quote, a comment or a parenthesis does not end.
    #[error("`{opening}` at byte {position} is not closed")]
    Unclosed {
        /// What opens it.
        opening: String,
        /// Where, in bytes.
        position: usize,
    },
    /// Something else is expected.
    #[error("expected {expected}, found `{found}` at byte {position}")]
    Unexpected {
        /// What is expected.
        expected: &'static str,
        /// What is there.
        found: String,
        /// Where, in bytes.
        position: usize,
    },
    /// The SQL ends too early.
    #[error("expected {expected}, found the end")]
    End {
        /// What is expected.
        expected: &'static str,
    },
    /// A name is none.
    #[error(transparent)]
    Name(#[from] InvalidIdentifier),
    /// A text cannot be written in SQL.
    #[error(transparent)]
    Text(#[from] InvalidText),
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in quotes, without them.
    Name(String),
    /// A text, without its quotes.
    Text(String),
    /// A number, or a blob such as `x'00'`.
    Constant,
    /// Any other character.
    Symbol(char),
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: TokenKind,
    /// The token as written.
    pub(crate) sql: &'a str,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.start + self.sql.len()
    }

    pub(crate) fn is_symbol(&self, symbol: char) -> bool {
        self.kind == TokenKind::Symbol(symbol)
    }

    pub(crate) fn is_keyword(&self, keyword: &str) -> bool {
        self.kind == TokenKind::Word && self.sql.eq_ignore_ascii_case(keyword)
    }
}

/// The tokens of a piece of SQL, without comments.
pub(crate) fn tokens(sql: &str, dialect: Dialect) -> Result<Vec<Token<'_>>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(first) = sql[position..].chars().next() {
        let rest = &sql[position..];
        let length = match blank(rest, position)? {
            Some(length) => length,
            None => {
                let (kind, length) = token(rest, first, position, dialect)?;
                tokens.push(Token {
                    kind,
                    sql: &rest[..length],
                    start: position,
                });
                length
            }
        };
        position += length;
    }
    Ok(tokens)
}

/// The length of the white space or the comment that a text begins with.
fn blank(rest: &str, position: usize) -> Result<Option<usize>, SyntaxError> {
    if rest.starts_with("--") {
        return Ok(Some(rest.find('\n').map_or(rest.len(), |end| end + 1)));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        let end = comment.find("*/");
        let end = end.ok_or_else(|| unclosed("/*", position))?;
        return Ok(Some(end + 4));
    }
    let space = rest.len() - rest.trim_start().len();
    Ok((space > 0).then_some(space))
}

/// The token that a text begins with, and its length.
fn token(
    rest: &str,
    first: char,
    position: usize,
    dialect: Dialect,
) -> Result<(TokenKind, usize), SyntaxError> {
    if let Some(close) = closing_quote(first, dialect) {
        let backslash_escapes = first == '\'' && dialect.syntax().backslash_escapes();
        let (content, length) = quoted(rest, close, backslash_escapes)
            .ok_or_else(|| unclosed(&first.to_string(), position))?;
        let kind = match first {
            '\'' => TokenKind::Text(content),
            _ => TokenKind::Name(content),
        };
        return Ok((kind, length));
    }
    if let Some(blob) = rest.strip_prefix(['x', 'X'])
        && blob.starts_with('\'')
    {
        let (_, length) = quoted(blob, '\'', false).ok_or_else(|| unclosed("x'", position))?;
        return Ok((TokenKind::Constant, length + 1));
    }
    if first.is_ascii_digit() || (first == '.' && starts_with_digit(&rest[1..])) {
        return Ok((TokenKind::Constant, number_length(rest)));
    }
    if is_word(first) {
        let length = rest.find(|character| !is_word(character));
        return Ok((TokenKind::Word, length.unwrap_or(rest.len())));
    }
    Ok((TokenKind::Symbol(first), first.len_utf8()))
}

/// What ends the quotes that a character opens.
fn closing_quote(opening: char, dialect: Dialect) -> Option<char> {
    match (opening, dialect) {
        ('\'' | '"', _) => Some(opening),
        ('`', Dialect::Sqlite | Dialect::Mysql) => Some('`'),
        ('[', Dialect::Sqlite) => Some(']'),
        _ => None,
    }
}

/// What stands in the quotes that a text begins with, and the length with them. A closing quote that
/// is written twice stands for itself, but for `]`.
fn quoted(rest: &str, close: char, backslash_escapes: bool) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((position, character)) = characters.next() {
        if character == '\\' && backslash_escapes {
            let (_, escaped) = characters.next()?;
            content.push(unescaped(escaped));
        } else if character != close {
            content.push(character);
        } else if close != ']' && characters.next_if(|(_, next)| *next == close).is_some() {
            content.push(close);
        } else {
            return Some((content, position + close.len_utf8()));
        }
    }
    None
}

/// What a character after a backslash stands for on MySQL.
fn unescaped(character: char) -> char {
    match character {
        '0' => '\0',
        'b' => '\u{8}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'Z' => '\u{1a}',
        other => other,
    }
}

/// The length of the number that a text begins with: `1`, `.5`, `1.5e-10`, `0xff`.
fn number_length(rest: &str) -> usize {
    let mut previous = ' ';
    let end = rest.find(|character: char| {
        let in_exponent = matches!(character, '+' | '-') && matches!(previous, 'e' | 'E');
        previous = character;
        !(is_word(character) || character == '.' || in_exponent)
    });
    end.unwrap_or(rest.len())
}

fn starts_with_digit(rest: &str) -> bool {
    rest.starts_with(|character: char| character.is_ascii_digit())
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$') || !character.is_ascii()
}

fn unclosed(opening: &str, position: usize) -> SyntaxError {
    SyntaxError::Unclosed {
        opening: opening.to_owned(),
        position,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(sql: &str, dialect: Dialect) -> Vec<TokenKind> {
        let tokens = tokens(sql, dialect).unwrap_or_default();
        tokens.into_iter().map(|token| token.kind).collect()
    }

    fn name(name: &str) -> TokenKind {
        TokenKind::Name(name.to_owned())
    }

    fn text(text: &str) -> TokenKind {
        TokenKind::Text(text.to_owned())
    }

    #[test]
    fn names_are_read_in_all_quotes_of_sqlite() {
        let found = kinds(r#""a ""b""" [c "d] `e ``f```"#, Dialect::Sqlite);
        assert_eq!(found, [name("a \"b\""), name("c \"d"), name("e `f`")]);
    }

    #[test]
    fn a_bracket_is_no_quote_on_postgresql() {
        let found = kinds("ARRAY['a]']", Dialect::Postgres);
        let symbol = TokenKind::Symbol;
        assert_eq!(
            found,
            [TokenKind::Word, symbol('['), text("a]"), symbol(']')]
        );
    }

    #[test]
    fn a_backslash_escapes_on_mysql_alone() {
        assert_eq!(kinds(r"'it\'s \\'", Dialect::Mysql), [text(r"it's \")]);
        assert_eq!(kinds(r"'a\'", Dialect::Sqlite), [text(r"a\")]);
    }

    #[test]
    fn comments_are_left_out() {
        let found = kinds("a -- ' \n /* ( */ 'b -- c'", Dialect::Sqlite);
        assert_eq!(found, [TokenKind::Word, text("b -- c")]);
    }

    #[test]
    fn numbers_and_blobs_are_one_token() {
        let found = tokens("1.5e-10-.5 x'00' 0xff 7", Dialect::Sqlite).unwrap_or_default();
        let found: Vec<&str> = found.iter().map(|token| token.sql).collect();
        assert_eq!(found, ["1.5e-10", "-", ".5", "x'00'", "0xff", "7"]);
    }

    #[test]
    fn words_have_letters_of_all_languages() {
        let found = tokens("größe 雪 🦀", Dialect::Sqlite).unwrap_or_default();
        let found: Vec<(&str, usize)> =
            found.iter().map(|token| (token.sql, token.end())).collect();
        assert_eq!(found, [("größe", 7), ("雪", 11), ("🦀", 16)]);
    }

    #[test]
    fn what_is_not_closed_is_a_mistake() {
        for (sql, opening, position) in [
            ("a 'b", "'", 2),
            ("\"b\"\"", "\"", 0),
            ("[b", "[", 0),
            ("a /* b", "/*", 2),
        ] {
            let opening = opening.to_owned();
            let expected = SyntaxError::Unclosed { opening, position };
            assert_eq!(tokens(sql, Dialect::Sqlite), Err(expected));
        }
    }
}
