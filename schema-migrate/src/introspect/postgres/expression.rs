use crate::dialect::Dialect;
use crate::introspect::syntax::{self, Token, TokenKind, tokens};
use crate::sql::Expression;

/// An expression as the catalogs have it, in the words that PostgreSQL keeps from then on.
///
/// A check `kind IN ('a', 'b')` on a `varchar` comes back as
/// `(ARRAY['a'::character varying, …])::text[]`, which PostgreSQL would change once more: it casts the
/// elements and not the array.
pub(super) fn expression(sql: &str) -> Expression {
    let mut sql = sql.to_owned();
    while let Some(changed) = cast_elements(&sql) {
        sql = changed;
    }
    syntax::expression(&sql, Dialect::Postgres)
}

/// The SQL with the first cast of an array literal made one of each element, if there is one.
fn cast_elements(sql: &str) -> Option<String> {
    let tokens = tokens(sql, Dialect::Postgres).ok()?;
    let cast = (0..tokens.len()).find_map(|first| ArrayCast::at(&tokens[first..]))?;
    let elements = cast.elements.iter().map(|element| {
        let start = element.first().map_or(0, |first| first.start);
        let end = element.last().map_or(start, Token::end);
        let element = &sql[start..end];
        format!("({element})::{}", cast.type_name)
    });
    let elements: Vec<String> = elements.collect();
    let before = &sql[..cast.start];
    let after = &sql[cast.end..];
    Some(format!("{before}ARRAY[{}]{after}", elements.join(", ")))
}

/// `(ARRAY[element, …])::type[]`
struct ArrayCast<'a> {
    start: usize,
    end: usize,
    elements: Vec<&'a [Token<'a>]>,
    type_name: String,
}

impl<'a> ArrayCast<'a> {
    /// The cast that some tokens begin with.
    fn at(tokens: &'a [Token<'a>]) -> Option<ArrayCast<'a>> {
        let [open, array, bracket, rest @ ..] = tokens else {
            return None;
        };
        if !(open.is_symbol('(') && array.is_keyword("ARRAY") && bracket.is_symbol('[')) {
            return None;
        }
        let (elements, rest) = elements(rest)?;
        if elements.iter().any(|element| element.is_empty()) {
            return None;
        }
        let [close, colon, second_colon, rest @ ..] = rest else {
            return None;
        };
        if !(close.is_symbol(')') && colon.is_symbol(':') && second_colon.is_symbol(':')) {
            return None;
        }
        let is_word = |token: &&Token<'_>| token.kind == TokenKind::Word;
        let words: Vec<&str> = rest
            .iter()
            .take_while(is_word)
            .map(|word| word.sql)
            .collect();
        match rest.get(words.len()..) {
            Some([open_array, close_array, ..])
                if !words.is_empty() && open_array.is_symbol('[') && close_array.is_symbol(']') =>
            {
                Some(ArrayCast {
                    start: open.start,
                    end: close_array.end(),
                    elements,
                    type_name: words.join(" "),
                })
            }
            _ => None,
        }
    }
}

/// The elements of an array up to its `]`, and what stands after that.
fn elements<'a>(tokens: &'a [Token<'a>]) -> Option<(Vec<&'a [Token<'a>]>, &'a [Token<'a>])> {
    let mut elements = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (position, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Symbol(',') if depth == 0 => {
                elements.push(&tokens[start..position]);
                start = position + 1;
            }
            TokenKind::Symbol(']') if depth == 0 => {
                elements.push(&tokens[start..position]);
                return Some((elements, &tokens[position + 1..]));
            }
            TokenKind::Symbol('(' | '[') => depth += 1,
            TokenKind::Symbol(')' | ']') => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cast_of_an_array_becomes_one_of_its_elements() {
        let settled = |sql| expression(sql).as_str().to_owned();
        assert_eq!(
            settled(
                "((s)::text = ANY ((ARRAY['a'::character varying, 'b, ]'::character varying])::text[]))"
            ),
            "(s)::text = ANY (ARRAY[('a'::character varying)::text, ('b, ]'::character varying)::text])"
        );
        assert_eq!(
            settled("x = ANY ((ARRAY[f(1, 2), g[3]])::double precision[]) AND TRUE"),
            "x = ANY (ARRAY[(f(1, 2))::double precision, (g[3])::double precision]) AND TRUE"
        );
    }

    #[test]
    fn other_arrays_stay() {
        for sql in [
            "ARRAY['a'::text]",
            "(ARRAY[1, 2])[1]",
            "(ARRAY[1])::my_list",
            "(ARRAY[1",
            "(ARRAY[])::text[]",
        ] {
            assert_eq!(expression(sql).as_str(), sql);
        }
    }
}
