use super::expression::expression;
use super::sql_type::{CatalogType, without_parameters};
use crate::dialect::Dialect;
use crate::introspect::syntax::{TokenKind, literal, tokens};
use crate::schema::DefaultValue;
use crate::sql::{Literal, Number, Text};

/// The default of a column: a constant without the cast that PostgreSQL writes behind it, if the
/// column would cast it to the same.
pub(super) fn default_value(sql: &str, column_type: &CatalogType) -> Option<DefaultValue> {
    let whole = expression(sql);
    if let Some(literal) = literal(whole.as_str(), Dialect::Postgres) {
        return Some(DefaultValue::Literal(literal));
    }
    match cast(whole.as_str()) {
        Some((Constant::Null, _)) => None,
        Some((Constant::Text(text), to)) => {
            let literal = uncast(text, &to, &column_type.cast_name());
            Some(literal.map_or(DefaultValue::Expression(whole), DefaultValue::Literal))
        }
        None => Some(DefaultValue::Expression(whole)),
    }
}

enum Constant {
    Null,
    Text(String),
}

/// The parts of `'text'::type` or of `NULL::type`.
fn cast(sql: &str) -> Option<(Constant, String)> {
    let tokens = tokens(sql, Dialect::Postgres).ok()?;
    let (first, rest) = tokens.split_first()?;
    let constant = match &first.kind {
        TokenKind::Text(text) => Constant::Text(text.clone()),
        _ if first.is_keyword("NULL") => Constant::Null,
        _ => return None,
    };
    let [colon, second_colon, type_tokens @ ..] = rest else {
        return match constant {
            Constant::Null if rest.is_empty() => Some((constant, String::new())),
            _ => None,
        };
    };
    let is_cast = colon.is_symbol(':') && second_colon.is_symbol(':');
    let is_type = type_tokens.iter().all(|token| match token.kind {
        TokenKind::Symbol(symbol) => ".,()[]".contains(symbol),
        TokenKind::Text(_) => false,
        TokenKind::Word | TokenKind::Name(_) | TokenKind::Constant => true,
    });
    let type_name = sql[second_colon.end()..].trim();
    (is_cast && is_type).then(|| (constant, type_name.to_owned()))
}

/// The constant that a column of a type makes the same value of as the cast to another one does.
fn uncast(text: String, cast: &str, column_type: &str) -> Option<Literal> {
    const NUMBERS: [&str; 6] = [
        "smallint",
        "integer",
        "bigint",
        "numeric",
        "real",
        "double precision",
    ];
    const TEXTS: [&str; 6] = [
        "text",
        "character varying",
        "character",
        "bpchar",
        "citext",
        "name",
    ];
    let cast = without_parameters(cast);
    let are_both =
        |family: &[&str]| family.contains(&cast.as_str()) && family.contains(&column_type);
    if are_both(&NUMBERS)
        && let Ok(number) = Number::new(&text)
    {
        return Some(Literal::Number(number));
    }
    let is_same = cast == column_type || are_both(&TEXTS);
    is_same
        .then(|| Text::new(text).ok().map(Literal::Text))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default_of(sql: &str, name: &str) -> String {
        let column_type = CatalogType {
            name: name.trim_end_matches("[]").to_owned(),
            is_array: name.ends_with("[]"),
            enum_name: None,
        };
        match default_value(sql, &column_type) {
            Some(DefaultValue::Literal(literal)) => literal.to_sql(Dialect::Postgres),
            Some(DefaultValue::Expression(expression)) => format!("= {}", expression.as_str()),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn a_constant_loses_its_cast_to_the_type_of_the_column() {
        for (found, column_type, expected) in [
            ("'draft'::text", "text", "'draft'"),
            (
                "'it''s'::character varying",
                "character varying(9)",
                "'it''s'",
            ),
            ("'draft'::\"plan status\"", "\"plan status\"", "'draft'"),
            ("'high'::kinds.level", "kinds.level", "'high'"),
            ("'{}'::text[]", "text[]", "'{}'"),
            ("'x'::bpchar", "character(1)", "'x'"),
            ("'-7'::integer", "bigint", "-7"),
            ("'-1.5'::numeric", "double precision", "-1.5"),
            ("0.25", "numeric(12,2)", "0.25"),
            ("true", "boolean", "TRUE"),
            (
                "'2020-01-01 00:00:00'::timestamp without time zone",
                "timestamp(3) without time zone",
                "'2020-01-01 00:00:00'",
            ),
        ] {
            assert_eq!(default_of(found, column_type), expected);
        }
    }

    #[test]
    fn what_is_more_than_a_constant_stays_an_expression() {
        for (found, column_type) in [
            ("now()", "timestamp with time zone"),
            ("'a'::text || 'b'::text", "text"),
            ("'5'::integer", "text"),
            ("'1 day'::interval", "text"),
            ("lower('A'::text)", "text"),
        ] {
            assert_eq!(default_of(found, column_type), format!("= {found}"));
        }
    }

    #[test]
    fn null_is_no_default() {
        assert_eq!(default_of("NULL::character varying", "text"), "none");
        assert_eq!(default_of("NULL", "text"), "none");
    }
}
