//! The values of rows that are there already, in columns that are new or become NOT NULL.

use super::PlanProblem;
use super::keys::enum_of;
use crate::dialect::Dialect;
use crate::diff::Hints;
use crate::schema::{Column, SqlSchema, SqlType, Table};
use crate::sql::Expression;

/// Where the values come from.
#[derive(Clone, Copy)]
pub(super) enum Fill<'h> {
    /// The declaration says them: a mistake if it does not.
    Declared(&'h Hints),
    /// The values that there were are gone, and others stand in for them.
    Placeholders(&'h Hints),
}

impl Fill<'_> {
    pub(super) fn hints(&self) -> &Hints {
        match self {
            Fill::Declared(hints) | Fill::Placeholders(hints) => hints,
        }
    }

    /// The value of a new column in rows that are there, if the database does not give one.
    pub(super) fn new_column(
        &self,
        schema: &SqlSchema,
        table: &Table,
        column: &Column,
    ) -> Result<Option<Expression>, PlanProblem> {
        if column.generated.is_some() || column.identity.is_some() {
            return Ok(None);
        }
        match self {
            Fill::Declared(hints) => {
                let declared = self.declared(schema, table, column);
                if declared.is_none() && !column.nullable && column.default.is_none() {
                    let place = hints.place(&table.name, Some(&column.name));
                    return Err(PlanProblem {
                        place: place.unwrap_or_default().to_owned(),
                        table: table.name.name.as_str().to_owned(),
                        column: column.name.as_str().to_owned(),
                    });
                }
                Ok(declared)
            }
            Fill::Placeholders(_) if column.nullable || column.default.is_some() => Ok(None),
            Fill::Placeholders(_) => Ok(placeholder(schema, &column.sql_type)),
        }
    }

    /// The value of a column that becomes NOT NULL, in rows where it is NULL.
    pub(super) fn not_null(
        &self,
        schema: &SqlSchema,
        table: &Table,
        column: &Column,
    ) -> Option<Expression> {
        let declared = self.declared(schema, table, column);
        match self {
            Fill::Declared(_) => declared,
            Fill::Placeholders(_) => declared.or_else(|| placeholder(schema, &column.sql_type)),
        }
    }

    /// The value that is declared. To PostgreSQL a text is a value of an enum only if it is written out.
    pub(super) fn declared(
        &self,
        schema: &SqlSchema,
        table: &Table,
        column: &Column,
    ) -> Option<Expression> {
        let declared = self.hints().backfill(&table.name, &column.name)?;
        Some(match enum_of(&column.sql_type) {
            Some(_) => {
                let (value, sql_type) = (declared.as_str(), column.sql_type.to_sql(schema.dialect));
                Expression::new(format!("({value})::{sql_type}"))
            }
            None => declared.clone(),
        })
    }
}

/// A value of a type.
fn placeholder(schema: &SqlSchema, sql_type: &SqlType) -> Option<Expression> {
    let dialect = schema.dialect;
    let name = match sql_type {
        SqlType::Array(_) => return Some(Expression::new("'{}'")),
        SqlType::Enum(name) => {
            let mut types = schema.enum_types.iter();
            let value = types.find(|one| one.name == *name)?.values.first()?;
            return Some(Expression::new(value.to_sql(dialect)));
        }
        SqlType::Named(name) => name.to_ascii_lowercase(),
    };
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let sql = if has(&["range", "interval", "point"]) {
        return None;
    } else if has(&["bool"]) {
        "FALSE"
    } else if has(&[
        "int", "numeric", "decimal", "float", "double", "real", "money", "oid",
    ]) {
        "0"
    } else if has(&["json"]) {
        "'{}'"
    } else if has(&["char", "text"]) {
        "''"
    } else if has(&["timestamp", "datetime"]) {
        "'1970-01-01 00:00:01'"
    } else if has(&["date"]) {
        "'1970-01-01'"
    } else if has(&["time"]) {
        "'00:00:00'"
    } else if has(&["uuid"]) {
        "'00000000-0000-0000-0000-000000000000'"
    } else if has(&["blob", "binary"]) {
        "x''"
    } else if has(&["bytea"]) {
        "''"
    } else {
        return None;
    };
    Some(Expression::new(sql))
}

/// The condition that a column is NULL.
pub(super) fn is_null(dialect: Dialect, column: &Column) -> Expression {
    Expression::new(format!("{} IS NULL", column.name.to_sql(dialect)))
}
