//! Lowered schemas and those that were read, in the form in which both are equal.
//!
//! A database keeps some things in words of its own, and forgets others; here is the list.

use std::fmt::Debug;

use schema_migrate::schema::{
    Column, DefaultValue, Direction, Identity, Index, IndexKey, PrimaryKey, ReferentialAction,
    SqlType, Table, UniqueConstraint,
};
use schema_migrate::sql::{Expression, Identifier, Literal, Number};
use schema_migrate::{Dialect, SqlSchema};

/// Fails with the first table or type in which two schemas differ.
pub fn assert_equal(found: &SqlSchema, expected: &SqlSchema) {
    assert_all_equal(&found.tables, &expected.tables);
    assert_all_equal(&found.enum_types, &expected.enum_types);
    assert_eq!(found, expected);
}

fn assert_all_equal<T: Debug + PartialEq>(found: &[T], expected: &[T]) {
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            found == expected,
            "found {found:#?}\ninstead of {expected:#?}"
        );
    }
}

/// A schema in the order of the names, without what its database does not keep.
pub fn comparable(mut schema: SqlSchema) -> SqlSchema {
    let dialect = schema.dialect;
    for table in &mut schema.tables {
        simplify(table, dialect);
    }
    schema
        .tables
        .sort_by(|one, other| one.name.cmp(&other.name));
    schema
        .enum_types
        .sort_by(|one, other| one.name.cmp(&other.name));
    schema.database_schemas.sort();
    schema
}

fn simplify(table: &mut Table, dialect: Dialect) {
    // The key of a column that says itself that it is one has no name.
    let is_numbered = table.columns.iter().any(|column| column.identity.is_some());
    if dialect == Dialect::Sqlite
        && is_numbered
        && let Some(PrimaryKey { name, .. }) = &mut table.primary_key
    {
        *name = None;
    }
    for column in &mut table.columns {
        simplify_column(column, dialect);
    }
    for check in &mut table.checks {
        forget(&mut check.expression, dialect);
    }
    for index in &mut table.indexes {
        simplify_index(index, dialect);
    }
    if dialect == Dialect::Mysql {
        simplify_for_mysql(table);
    }
    sort(table);
}

fn sort(table: &mut Table) {
    fn by_name<T>(list: &mut [T], name: fn(&T) -> &Identifier) {
        list.sort_by(|one, other| name(one).cmp(name(other)));
    }
    by_name(&mut table.unique_constraints, |constraint| &constraint.name);
    by_name(&mut table.checks, |check| &check.name);
    by_name(&mut table.foreign_keys, |key| &key.name);
    by_name(&mut table.indexes, |index| &index.name);
}

fn simplify_column(column: &mut Column, dialect: Dialect) {
    // `numeric(12, 2)` is how a user wrote it.
    let written = column.sql_type.to_sql(dialect).to_lowercase();
    let mut written = written.replace(", ", ",");
    if dialect == Dialect::Mysql {
        written = written.replace("numeric(", "decimal(");
    }
    column.sql_type = SqlType::Named(written);
    if dialect != Dialect::Postgres && column.identity.is_some() {
        column.identity = Some(Identity::ByDefault);
    }
    match &mut column.default {
        Some(DefaultValue::Expression(expression)) => forget(expression, dialect),
        Some(DefaultValue::Literal(Literal::Number(number))) => *number = shortest(number),
        _ => {}
    }
    if let Some(generated) = &mut column.generated {
        forget(&mut generated.expression, dialect);
    }
}

/// A number without zeros at the end of its fraction.
fn shortest(number: &Number) -> Number {
    let written = number.as_str();
    let shortest = if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.')
    } else {
        written
    };
    Number::new(shortest).unwrap_or_else(|_| number.clone())
}

fn simplify_index(index: &mut Index, dialect: Dialect) {
    for column in &mut index.columns {
        if let IndexKey::Expression(expression) = &mut column.key {
            forget(expression, dialect);
        }
    }
    if let Some(condition) = &mut index.condition {
        forget(condition, dialect);
    }
}

/// SQLite alone keeps expressions as they were written.
fn forget(expression: &mut Expression, dialect: Dialect) {
    if dialect != Dialect::Sqlite {
        *expression = Expression::new("…");
    }
}

/// A unique index is a unique constraint, and there is one way to refuse a change.
fn simplify_for_mysql(table: &mut Table) {
    for key in &mut table.foreign_keys {
        for action in [&mut key.on_delete, &mut key.on_update] {
            if *action == ReferentialAction::Restrict {
                *action = ReferentialAction::NoAction;
            }
        }
    }
    let (unique, others) = table.indexes.drain(..).partition(|index: &Index| {
        let mut columns = index.columns.iter();
        index.unique && columns.all(|column| column.direction == Direction::Ascending)
    });
    table.indexes = others;
    table
        .unique_constraints
        .extend(unique.into_iter().map(|index| UniqueConstraint {
            columns: index.columns.into_iter().filter_map(column_name).collect(),
            name: index.name,
            nulls_not_distinct: false,
            deferrability: schema_migrate::schema::Deferrability::NotDeferrable,
        }));
}

fn column_name(column: schema_migrate::schema::IndexColumn) -> Option<Identifier> {
    match column.key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    }
}
