use super::token::{Token, TokenKind, tokens};
use crate::dialect::Dialect;

/// Whether an expression names a column, as far as one can tell without the grammar of the database:
/// where that is in doubt, it does not.
pub(crate) fn names_column(sql: &str, column: &str, dialect: Dialect) -> bool {
    let Ok(tokens) = tokens(sql, dialect) else {
        return false;
    };
    let has_other_words = tokens.iter().any(|token| is_one_of(token, &TAKE_WORDS));
    (0..tokens.len()).any(|position| match &tokens[position].kind {
        // On MySQL, text may stand in double quotes.
        TokenKind::Name(name) => {
            let is_text = dialect == Dialect::Mysql && tokens[position].sql.starts_with('"');
            !is_text && is_same(name, column) && !is_qualifier(&tokens, position)
        }
        TokenKind::Word => {
            let word = &tokens[position];
            let in_doubt = has_other_words && is_one_of(word, &WORDS);
            is_same(word.sql, column) && !in_doubt && is_operand(&tokens, position)
        }
        TokenKind::Text(_) | TokenKind::Constant | TokenKind::Symbol(_) => false,
    })
}

/// What takes words that are no columns: `INTERVAL 1 DAY`, `CONVERT(total, DATE)`.
const TAKE_WORDS: [&str; 6] = [
    "INTERVAL",
    "EXTRACT",
    "TIMESTAMPADD",
    "TIMESTAMPDIFF",
    "GET_FORMAT",
    "CONVERT",
];

/// The words that they take and that may be names of columns all the same.
const WORDS: [&str; 17] = [
    "microsecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "date",
    "time",
    "datetime",
    "timestamp",
    "binary",
    "nchar",
    "signed",
    "json",
];

/// A word is neither the name of a function or a table, nor that of a type, a collation or a
/// character set.
fn is_operand(tokens: &[Token<'_>], position: usize) -> bool {
    let is_called = tokens
        .get(position + 1)
        .is_some_and(|next| next.is_symbol('('));
    let before = position.checked_sub(1).map(|before| &tokens[before]);
    let is_of_other_kind =
        before.is_some_and(|before| is_one_of(before, &["AS", "COLLATE", "USING"]));
    !is_called && !is_of_other_kind && !is_qualifier(tokens, position)
}

/// `posts` in `posts.title`.
fn is_qualifier(tokens: &[Token<'_>], position: usize) -> bool {
    let next = tokens.get(position + 1);
    next.is_some_and(|next| next.is_symbol('.'))
}

fn is_one_of(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is_keyword(word))
}

/// Databases find columns by their names in any case, but for quoted ones on PostgreSQL.
fn is_same(name: &str, column: &str) -> bool {
    name.to_lowercase() == column.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_wherever_they_stand() {
        for sql in [
            "author_id > 0",
            "AUTHOR_ID IS NOT NULL",
            "`author_id` > 0",
            "posts.author_id > 0",
            "`posts` . `author_id` > 0",
            "length(author_id) > 1",
            "a > 0 OR (b < 1 AND author_id>b)",
            "author_id IN (1, 2)",
            "CAST(author_id AS CHAR) <> ''",
        ] {
            assert!(names_column(sql, "author_id", Dialect::Mysql), "{sql}");
        }
        assert!(names_column("year > 2000", "year", Dialect::Mysql));
    }

    #[test]
    fn what_is_no_column_is_not_taken_for_one() {
        for (sql, column) in [
            ("title <> 'author_id'", "author_id"),
            ("title <> \"author_id\"", "author_id"),
            ("title <> '' /* author_id */", "author_id"),
            ("my_author_id > 0", "author_id"),
            ("length(title) > 1", "length"),
            ("lower (title) = title", "lower"),
            ("author.title <> ''", "author"),
            ("CAST(total AS date) > 0", "date"),
            ("title COLLATE latin1_bin <> ''", "latin1_bin"),
            ("born + INTERVAL 1 day > died", "day"),
            ("EXTRACT(year FROM born) > 1900", "year"),
            ("TIMESTAMPDIFF(month, born, died) > 0", "month"),
            ("title <> 'unclosed", "title"),
        ] {
            assert!(!names_column(sql, column, Dialect::Mysql), "{sql}");
        }
    }
}
