//! SQL that a user writes in quotes: an expression, which stands in a statement of ours.
//!
//! It is not parsed, only searched for what would end the expression before its end.

use crate::attribute::{DialectText, Text};
use crate::errors::Errors;
use syn::LitStr;

/// Reports what is wrong with an expression in any of the databases.
pub(crate) fn check(text: &DialectText, keywords: &[&str], errors: &Errors) {
    let all = [&text.all, &text.postgres, &text.sqlite, &text.mysql];
    for Text(literal) in all.into_iter().flatten() {
        check_literal(literal, keywords, errors);
    }
}

/// Reports what is wrong with an expression that comes after one of the keywords.
pub(crate) fn check_literal(literal: &LitStr, keywords: &[&str], errors: &Errors) {
    if let Some(fault) = fault(&literal.value(), keywords) {
        errors.at(literal, fault);
    }
}

/// Whether the first words are these, in capitals or not.
fn begins_with(sql: &str, words: &str) -> bool {
    let sql = sql.trim_start();
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    sql.get(..words.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(words))
        && !sql[words.len()..].starts_with(is_word)
}

fn fault(sql: &str, keywords: &[&str]) -> Option<String> {
    if let Some(keyword) = keywords.iter().find(|keyword| begins_with(sql, keyword)) {
        let keyword = keyword.to_uppercase();
        return Some(format!(
            "the expression stands alone, `{keyword}` comes by itself: remove it"
        ));
    }
    // What stands between PostgreSQL's `$$` may be anything, and what a backslash does within quotes
    // depends on the database.
    if sql.contains("$$") || sql.contains('\\') {
        return None;
    }
    let mut characters = sql.chars().peekable();
    let mut depth = 0_usize;
    while let Some(character) = characters.next() {
        let is_quote = matches!(character, '\'' | '"' | '`');
        match character {
            _ if is_quote && characters.any(|other| other == character) => {}
            _ if is_quote => {
                return Some(format!("the quote {character} is not closed: add another"));
            }
            ';' => return Some("it is one expression: remove the `;`".to_owned()),
            '-' if characters.peek() == Some(&'-') => {
                return Some("a comment hides what comes after it: remove the `--`".to_owned());
            }
            '(' => depth += 1,
            ')' if depth == 0 => {
                return Some("a `)` closes nothing: remove it, or add a `(`".to_owned());
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    (depth > 0).then(|| "a `(` is not closed: add a `)`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn expressions_pass() {
        for sql in [
            "a > 0",
            "lower(name) <> 'it''s; (--'",
            "\"strange)\" IS NOT NULL",
            "a - -1 > 0",
            "'{}'::jsonb",
            "checked",
            "check_sum > 0",
            "name <> 'it\\'s; ('",
            "$$;--($$",
        ] {
            assert_eq!(fault(sql, &["check"]), None, "{sql}");
        }
    }

    #[test]
    fn what_ends_an_expression_is_a_fault() {
        for sql in ["CHECK (a)", "check(a)", "a; b", "(a", "a)", "'a", "a -- b"] {
            assert!(fault(sql, &["check"]).is_some(), "{sql}");
        }
    }
}
