//! A schema under its new names, so that what is left to compare has equal names where it is the same.

use super::{Rename, in_sequence};
use crate::schema::{Column, DefaultValue, IndexKey, SqlSchema, SqlType, Table};
use crate::sql::{Expression, Identifier, Literal, QualifiedName, Text};

/// The schema after renames.
pub(crate) fn renamed(schema: &SqlSchema, renames: &[Rename]) -> SqlSchema {
    let mut schema = schema.clone();
    for rename in in_sequence(schema.dialect, renames) {
        apply(&mut schema, &rename);
    }
    schema
}

fn apply(schema: &mut SqlSchema, rename: &Rename) {
    match rename {
        Rename::Table { from, to } => rename_table(schema, from, to),
        Rename::EnumType { from, to } => rename_enum_type(schema, from, to),
        Rename::EnumValue {
            enum_type,
            from,
            to,
        } => rename_value(schema, enum_type, from, to),
        // The rows follow, where the check and the default change.
        Rename::TextValue {
            table,
            column,
            from,
            to,
        } => rename_tag(schema, (table, column), from, to),
        Rename::Column { table, from, to } => rename_column(schema, table, from, to),
        Rename::Constraint { table, from, to } => {
            if let Some(table) = table_of(schema, table) {
                rename_constraint(table, from, to);
            }
        }
        Rename::Index { table, from, to } => {
            let table = table_of(schema, table);
            for index in table.into_iter().flat_map(|table| &mut table.indexes) {
                replace(&mut index.name, from, to);
            }
        }
    }
}

fn table_of<'s>(schema: &'s mut SqlSchema, name: &QualifiedName) -> Option<&'s mut Table> {
    schema.tables.iter_mut().find(|table| table.name == *name)
}

fn replace<T: Clone + PartialEq>(name: &mut T, from: &T, to: &T) {
    if name == from {
        *name = to.clone();
    }
}

fn rename_table(schema: &mut SqlSchema, from: &QualifiedName, to: &QualifiedName) {
    for table in &mut schema.tables {
        replace(&mut table.name, from, to);
        for key in &mut table.foreign_keys {
            replace(&mut key.references, from, to);
        }
        for trigger in &mut table.triggers {
            trigger.rename_table(from, to);
        }
    }
}

fn rename_enum_type(schema: &mut SqlSchema, from: &QualifiedName, to: &QualifiedName) {
    for enum_type in &mut schema.enum_types {
        replace(&mut enum_type.name, from, to);
    }
    for table in &mut schema.tables {
        for column in &mut table.columns {
            rename_type(&mut column.sql_type, from, to);
        }
    }
}

fn rename_type(sql_type: &mut SqlType, from: &QualifiedName, to: &QualifiedName) {
    match sql_type {
        SqlType::Named(_) => {}
        SqlType::Enum(name) => replace(name, from, to),
        SqlType::Array(element) => rename_type(element, from, to),
    }
}

fn rename_value(schema: &mut SqlSchema, enum_type: &QualifiedName, from: &Text, to: &Text) {
    for one in &mut schema.enum_types {
        if one.name == *enum_type {
            for value in &mut one.values {
                replace(value, from, to);
            }
        }
    }
    let mut tags = Vec::new();
    for table in &mut schema.tables {
        for column in &mut table.columns {
            if column.sql_type == SqlType::Enum(enum_type.clone()) {
                rename_default(column, from, to);
                tags.push((table.name.clone(), column.name.clone()));
            }
        }
    }
    for (table, column) in tags {
        rename_tag(schema, (&table, &column), from, to);
    }
}

/// A value by which triggers know what a row references.
fn rename_tag(
    schema: &mut SqlSchema,
    (table, column): (&QualifiedName, &Identifier),
    from: &Text,
    to: &Text,
) {
    for one in &mut schema.tables {
        for trigger in &mut one.triggers {
            trigger.rename_tag(&one.name, (table, column), (from, to));
        }
    }
}

fn rename_default(column: &mut Column, from: &Text, to: &Text) {
    if let Some(DefaultValue::Literal(Literal::Text(default))) = &mut column.default {
        replace(default, from, to);
    }
}

fn rename_column(
    schema: &mut SqlSchema,
    table: &QualifiedName,
    from: &Identifier,
    to: &Identifier,
) {
    for one in &mut schema.tables {
        for key in &mut one.foreign_keys {
            if key.references == *table {
                replace_all(&mut key.referenced_columns, from, to);
            }
        }
        if one.name == *table {
            rename_column_within(one, from, to);
        }
        for trigger in &mut one.triggers {
            trigger.rename_column(&one.name, table, (from, to));
        }
    }
}

fn rename_column_within(table: &mut Table, from: &Identifier, to: &Identifier) {
    for column in &mut table.columns {
        replace(&mut column.name, from, to);
        if let Some(generated) = &mut column.generated {
            rename_in(&mut generated.expression, from, to);
        }
    }
    if let Some(key) = &mut table.primary_key {
        replace_all(&mut key.columns, from, to);
    }
    for constraint in &mut table.unique_constraints {
        replace_all(&mut constraint.columns, from, to);
    }
    for check in &mut table.checks {
        rename_in(&mut check.expression, from, to);
    }
    for key in &mut table.foreign_keys {
        replace_all(&mut key.columns, from, to);
    }
    for index in &mut table.indexes {
        for column in &mut index.columns {
            match &mut column.key {
                IndexKey::Column(name) => replace(name, from, to),
                IndexKey::Expression(expression) => rename_in(expression, from, to),
            }
        }
        replace_all(&mut index.include, from, to);
        if let Some(condition) = &mut index.condition {
            rename_in(condition, from, to);
        }
    }
}

fn replace_all(names: &mut [Identifier], from: &Identifier, to: &Identifier) {
    for name in names {
        replace(name, from, to);
    }
}

fn rename_constraint(table: &mut Table, from: &Identifier, to: &Identifier) {
    if let Some(name) = table.primary_key.as_mut().and_then(|key| key.name.as_mut()) {
        replace(name, from, to);
    }
    for constraint in &mut table.unique_constraints {
        replace(&mut constraint.name, from, to);
    }
    for check in &mut table.checks {
        replace(&mut check.name, from, to);
    }
    for key in &mut table.foreign_keys {
        replace(&mut key.name, from, to);
    }
}

fn rename_in(expression: &mut Expression, from: &Identifier, to: &Identifier) {
    let sql: String = words(expression.as_str())
        .map(|word| match word.name() {
            Some(name) if name == from.as_str() || word.is_folded(&name, from) => {
                word.with_name(to.as_str())
            }
            _ => word.text.to_owned(),
        })
        .collect();
    *expression = Expression::new(sql);
}

/// A schema whose expressions have no quotes that they do not need: SQLite puts some where a column was
/// renamed.
pub(crate) fn without_needless_quotes(schema: &SqlSchema) -> SqlSchema {
    let mut schema = schema.clone();
    for table in &mut schema.tables {
        let generated = table
            .columns
            .iter_mut()
            .filter_map(|column| column.generated.as_mut());
        let checks = table.checks.iter_mut().map(|check| &mut check.expression);
        let (mut keys, mut conditions) = (Vec::new(), Vec::new());
        for index in &mut table.indexes {
            for column in &mut index.columns {
                if let IndexKey::Expression(expression) = &mut column.key {
                    keys.push(expression);
                }
            }
            conditions.extend(&mut index.condition);
        }
        let generated = generated.map(|generated| &mut generated.expression);
        for expression in generated.chain(checks).chain(keys).chain(conditions) {
            let sql: String = words(expression.as_str())
                .map(|word| match word.name() {
                    Some(name) if is_plain(&name) => name,
                    _ => word.text.to_owned(),
                })
                .collect();
            *expression = Expression::new(sql);
        }
    }
    schema
}

/// Whether a name means the same with and without quotes.
fn is_plain(name: &str) -> bool {
    let mut characters = name.chars();
    let is_first = |one: char| one.is_ascii_lowercase() || one == '_';
    characters.next().is_some_and(is_first)
        && characters.all(|one| is_first(one) || one.is_ascii_digit())
}

/// Whether an expression has a word that is a name, in quotes or not, in any case.
pub(crate) fn mentions(expression: &Expression, name: &Identifier) -> bool {
    let name = name.as_str().to_lowercase();
    let mut names = words(expression.as_str()).filter_map(|word| word.name());
    names.any(|word| word.to_lowercase() == name)
}

/// The words of an expression that can be names.
pub(super) fn names(expression: &Expression) -> impl Iterator<Item = String> {
    words(expression.as_str()).filter_map(|word| word.name())
}

/// A piece of an SQL expression: a word, something in quotes, or one other character.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
}

impl Word<'_> {
    /// The name, if the piece can be one.
    fn name(&self) -> Option<String> {
        let first = self.text.chars().next()?;
        match first {
            '"' | '`' => {
                let inner = self.text.get(1..self.text.len().checked_sub(1)?)?;
                Some(inner.replace(&format!("{first}{first}"), &first.to_string()))
            }
            _ if is_word(first) => Some(self.text.to_owned()),
            _ => None,
        }
    }

    /// Whether the piece is a name in another case, which counts only within quotes.
    fn is_folded(self, name: &str, wanted: &Identifier) -> bool {
        !self.text.starts_with(['"', '`']) && name.eq_ignore_ascii_case(wanted.as_str())
    }

    /// Another name in the same quotes; in double ones if it needs some.
    fn with_name(&self, name: &str) -> String {
        match self.text.chars().next() {
            Some(quote @ ('"' | '`')) => {
                let doubled = name.replace(quote, &format!("{quote}{quote}"));
                format!("{quote}{doubled}{quote}")
            }
            _ => name.to_owned(),
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The pieces of an expression, of which it consists.
fn words(sql: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = match first {
            '\'' | '"' | '`' => quoted(rest, first),
            _ if is_word(first) => rest.find(|one| !is_word(one)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        Some(Word { text })
    })
}

/// The length of what stands in quotes, with its quotes; a doubled one is part of it.
fn quoted(sql: &str, quote: char) -> usize {
    let mut rest = sql[1..].char_indices().peekable();
    while let Some((position, one)) = rest.next() {
        if one == quote && rest.next_if(|(_, next)| *next == quote).is_none() {
            return position + 2;
        }
    }
    sql.len()
}

/// The texts in an expression as they are written, in their order.
pub(crate) fn texts(expression: &Expression) -> impl Iterator<Item = &str> {
    words(expression.as_str())
        .map(|word| word.text)
        .filter(|text| text.starts_with('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(sql: &str, from: &str, to: &str) -> String {
        let mut expression = Expression::new(sql);
        let name = |name: &str| Identifier::new(name).expect("a name");
        rename_in(&mut expression, &name(from), &name(to));
        expression.as_str().to_owned()
    }

    #[test]
    fn a_column_in_an_expression_is_a_whole_word_outside_of_texts() {
        assert_eq!(rename("a > 0 AND ab < 'a'", "a", "b"), "b > 0 AND ab < 'a'");
        assert_eq!(rename("\"a\" = `a`", "a", "b c"), "\"b c\" = `b c`");
        assert_eq!(
            rename("lower(ä) <> 'it''s ä'", "ä", "ö"),
            "lower(ö) <> 'it''s ä'"
        );
    }
}
