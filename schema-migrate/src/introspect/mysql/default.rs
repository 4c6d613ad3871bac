use super::Server;
use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::syntax::{expression, literal};
use crate::schema::DefaultValue;
use crate::sql::{Expression, Literal, Number, Text};

/// A default as the catalog has it.
pub(super) struct CatalogDefault {
    pub(super) value: String,
    /// Whether MySQL calls it an expression.
    pub(super) is_expression: bool,
}

impl CatalogDefault {
    /// The default of a column of a type that is spelt as lowering spells it.
    pub(super) fn read(
        self,
        server: Server,
        sql_type: &str,
    ) -> Result<Option<DefaultValue>, IntrospectError> {
        if server == Server::Mysql && !self.is_expression {
            return Ok(Some(constant(self.value, sql_type)?));
        }
        Ok(read_sql(&server.written(self.value), sql_type))
    }
}

/// A default that MySQL gives as a value.
fn constant(value: String, sql_type: &str) -> Result<DefaultValue, IntrospectError> {
    if let Some(moment) = moment(&value) {
        return Ok(DefaultValue::Expression(moment));
    }
    let literal = match Number::new(&value) {
        Ok(number) if is_number(sql_type) => Literal::Number(number),
        _ => Literal::Text(Text::new(value)?),
    };
    Ok(DefaultValue::Literal(fitting(literal, sql_type)))
}

/// A default that the server gives as SQL; `NULL` is none.
fn read_sql(sql: &str, sql_type: &str) -> Option<DefaultValue> {
    let whole = expression(sql, Dialect::Mysql);
    let without_character_set = whole.as_str().strip_prefix("_utf8mb4");
    let found = literal(
        without_character_set.unwrap_or(whole.as_str()),
        Dialect::Mysql,
    );
    if let Some(literal) = found {
        return Some(DefaultValue::Literal(fitting(literal, sql_type)));
    }
    if whole.as_str().eq_ignore_ascii_case("NULL") {
        return None;
    }
    let expression = moment(whole.as_str()).unwrap_or(whole);
    Some(DefaultValue::Expression(expression))
}

/// The literal that was meant: a truth value is kept as a number, and a decimal with zeros.
fn fitting(literal: Literal, sql_type: &str) -> Literal {
    let Literal::Number(number) = &literal else {
        return literal;
    };
    let written = number.as_str();
    if sql_type == "BOOLEAN" && matches!(written, "0" | "1") {
        return Literal::Bool(written == "1");
    }
    if !sql_type.starts_with("DECIMAL") || !written.contains('.') {
        return literal;
    }
    let shortest = written.trim_end_matches('0').trim_end_matches('.');
    Number::new(shortest).map_or(literal, Literal::Number)
}

fn is_number(sql_type: &str) -> bool {
    const NUMBERS: [&str; 5] = ["BOOLEAN", "DECIMAL", "DOUBLE", "FLOAT", "mediumint"];
    let name = sql_type.split(['(', ' ']).next().unwrap_or_default();
    NUMBERS.contains(&name) || name.ends_with("INT")
}

/// `CURRENT_TIMESTAMP(6)` for `current_timestamp(6)`, `CURRENT_DATE` for `curdate()`: as lowering
/// spells what every database can do.
fn moment(sql: &str) -> Option<Expression> {
    let (name, precision) = sql.split_once('(').unwrap_or((sql, ")"));
    let precision = precision.strip_suffix(')')?;
    if !precision.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let name = match name.to_ascii_lowercase().as_str() {
        "current_timestamp" | "now" => "CURRENT_TIMESTAMP",
        "current_date" | "curdate" => "CURRENT_DATE",
        "current_time" | "curtime" => "CURRENT_TIME",
        _ => return None,
    };
    Some(if precision.is_empty() {
        Expression::new(name)
    } else {
        Expression::new(format!("{name}({precision})"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(server: Server, value: &str, is_expression: bool, sql_type: &str) -> String {
        let default = CatalogDefault {
            value: value.to_owned(),
            is_expression,
        };
        match default.read(server, sql_type) {
            Ok(Some(DefaultValue::Literal(literal))) => literal.to_sql(Dialect::Mysql),
            Ok(Some(DefaultValue::Expression(expression))) => format!("= {}", expression.as_str()),
            Ok(None) => "none".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn mariadb_writes_sql() {
        for (found, sql_type, expected) in [
            ("'draft'", "VARCHAR(9)", "'draft'"),
            (r"'it\'s \\'", "LONGTEXT", r"'it''s \\'"),
            ("42", "INT", "42"),
            ("-1.5", "DOUBLE", "-1.5"),
            ("0.2500", "DECIMAL(9,4)", "0.25"),
            ("10.00", "DECIMAL(9,2)", "10"),
            ("1", "BOOLEAN", "TRUE"),
            ("NULL", "INT", "none"),
            (
                "current_timestamp(6)",
                "DATETIME(6)",
                "= CURRENT_TIMESTAMP(6)",
            ),
            ("current_timestamp()", "DATETIME", "= CURRENT_TIMESTAMP"),
            ("curdate()", "DATE", "= CURRENT_DATE"),
            ("curtime(6)", "TIME(6)", "= CURRENT_TIME(6)"),
            ("lcase('A')", "VARCHAR(9)", "= lcase('A')"),
        ] {
            assert_eq!(read(Server::MariaDb, found, false, sql_type), expected);
        }
    }

    #[test]
    fn mysql_writes_a_value_or_an_expression() {
        for (found, is_expression, sql_type, expected) in [
            ("draft", false, "VARCHAR(9)", "'draft'"),
            ("it's", false, "VARCHAR(9)", "'it''s'"),
            ("42", false, "VARCHAR(9)", "'42'"),
            ("42", false, "BIGINT UNSIGNED", "42"),
            ("0", false, "BOOLEAN", "FALSE"),
            ("NULL", false, "VARCHAR(9)", "'NULL'"),
            (r"_utf8mb4\'{}\'", true, "JSON", "'{}'"),
            (
                r"lower(_utf8mb4\'A\')",
                true,
                "VARCHAR(9)",
                "= lower(_utf8mb4'A')",
            ),
            (
                "CURRENT_TIMESTAMP(6)",
                true,
                "DATETIME(6)",
                "= CURRENT_TIMESTAMP(6)",
            ),
        ] {
            assert_eq!(
                read(Server::Mysql, found, is_expression, sql_type),
                expected
            );
        }
    }
}
