//! SQL expressions in a form that does not depend on who wrote them.
//!
//! Databases give expressions back in their own words: with parentheses, casts and other quotes.

use schema_core::definition::DefaultValue;
use schema_migrate::Dialect;

/// An expression in lower case, without space, parentheses, casts and the quotes of names. Texts
/// stay as they are.
pub(super) fn normalised(sql: &str) -> String {
    let mut result = String::new();
    let mut rest = sql;
    while let Some(character) = rest.chars().next() {
        if character == '\'' {
            let end = end_of_text(rest);
            result.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if let Some(cast) = rest.strip_prefix("::") {
            rest = after_type(cast);
        } else {
            if !character.is_whitespace() && !matches!(character, '(' | ')' | '"' | '`') {
                result.extend(character.to_lowercase());
            }
            rest = &rest[character.len_utf8()..];
        }
    }
    result
}

/// Where the text ends that begins here, in bytes.
fn end_of_text(sql: &str) -> usize {
    let mut characters = sql.char_indices().skip(1).peekable();
    while let Some((position, character)) = characters.next() {
        if character == '\'' && characters.next_if(|(_, next)| *next == '\'').is_none() {
            return position + 1;
        }
    }
    sql.len()
}

/// What is left after the type that a cast names.
fn after_type(sql: &str) -> &str {
    const SECOND_WORDS: [&str; 5] = [
        " varying",
        " precision",
        " without time zone",
        " with time zone",
        "[]",
    ];
    let is_name = |character: char| character.is_alphanumeric() || "_.".contains(character);
    let mut rest = sql.trim_start_matches(is_name);
    if let Some(quoted) = rest.strip_prefix('"') {
        rest = quoted.split_once('"').map_or("", |(_, after)| after);
    }
    for word in SECOND_WORDS {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(length) = rest.strip_prefix('(')
        && let Some((_, after)) = length.split_once(')')
    {
        rest = after;
    }
    rest.strip_prefix("[]").unwrap_or(rest)
}

/// What kind of values a column has: databases write a default differently for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Number,
    Other,
}

impl Kind {
    /// The kind of values of a type, by its name in a catalog.
    pub(super) fn of(sql_type: &str) -> Kind {
        const NUMBERS: [&str; 9] = [
            "tinyint", "smallint", "int", "bigint", "numeric", "decimal", "real", "float", "double",
        ];
        let name = sql_type.to_lowercase();
        if name == "boolean" || name == "tinyint(1)" {
            Kind::Bool
        } else if !name.ends_with("range")
            && !name.ends_with("[]")
            && NUMBERS.iter().any(|number| name.starts_with(number))
        {
            Kind::Number
        } else {
            Kind::Other
        }
    }
}

/// The default of a column as a catalog gives it, normalised: `true`, `-1.5`, `'text'`, `now`,
/// `today`, `time`, or an expression.
pub(super) fn found_default(sql: &str, kind: Kind) -> String {
    let sql = normalised(sql);
    match kind {
        Kind::Bool => match sql.as_str() {
            "1" => "true".to_owned(),
            "0" => "false".to_owned(),
            _ => sql,
        },
        Kind::Number => number(sql.trim_matches('\'')),
        Kind::Other => moment(&sql).map_or(sql.clone(), str::to_owned),
    }
}

/// The default of a column as it is declared, in the same form.
pub(super) fn declared_default(default: &DefaultValue, dialect: Dialect) -> Option<String> {
    match default {
        DefaultValue::Bool(value) => Some(value.to_string()),
        DefaultValue::Number(written) => Some(number(written)),
        DefaultValue::Text(text) => Some(format!("'{}'", text.replace('\'', "''"))),
        DefaultValue::Expression(text) => {
            let own = match dialect {
                Dialect::Postgres => text.postgres,
                Dialect::Sqlite => text.sqlite,
                Dialect::Mysql => text.mysql,
            };
            let sql = normalised(own.or(text.all)?);
            Some(moment(&sql).map_or(sql.clone(), str::to_owned))
        }
    }
}

/// A number without superfluous zeros.
fn number(written: &str) -> String {
    match written.split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole}.{fraction}"),
        },
        None => written.to_owned(),
    }
}

/// The moment that an expression stands for, without its precision.
fn moment(sql: &str) -> Option<&'static str> {
    if sql.starts_with("strftime'%Y-%m-%d %H:%M:%f") {
        return Some("now");
    }
    match sql.trim_end_matches(|digit: char| digit.is_ascii_digit()) {
        "now" | "current_timestamp" => Some("now"),
        "current_date" | "curdate" => Some("today"),
        "current_time" | "curtime" => Some("time"),
        _ => None,
    }
}
