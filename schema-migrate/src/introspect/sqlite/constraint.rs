use super::column::{default_value, generated};
use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::syntax::{Cursor, SyntaxError, expression};
use crate::schema::{
    Check, Column, Deferrability, ForeignKey, Identity, PrimaryKey, ReferentialAction, Table,
    UniqueConstraint,
};
use crate::sql::{Expression, Identifier, QualifiedName};

/// A constraint of a table, with its name if it has one.
pub(super) struct Constraint {
    pub(super) name: Option<Identifier>,
    kind: Kind,
}

enum Kind {
    PrimaryKey {
        columns: Vec<Identifier>,
        autoincrement: bool,
    },
    Unique(Vec<Identifier>),
    Check {
        /// The column that it stands at.
        column: Option<Identifier>,
        expression: Expression,
    },
    ForeignKey {
        columns: Vec<Identifier>,
        target: Target,
    },
}

/// What stands after `REFERENCES`.
struct Target {
    table: QualifiedName,
    columns: Vec<Identifier>,
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
    deferrability: Deferrability,
}

/// A constraint of the whole table, if one is next.
pub(super) fn table_constraint(body: &mut Cursor<'_>) -> Result<Option<Constraint>, SyntaxError> {
    let name = constraint_name(body)?;
    let kind = if body.keywords(&["PRIMARY", "KEY"]) {
        let (columns, autoincrement) = key_columns(body.parenthesised()?)?;
        Kind::PrimaryKey {
            columns,
            autoincrement,
        }
    } else if body.keyword("UNIQUE") {
        Kind::Unique(key_columns(body.parenthesised()?)?.0)
    } else if body.keyword("CHECK") {
        Kind::Check {
            column: None,
            expression: expression(body.parenthesised()?, Dialect::Sqlite),
        }
    } else if body.keywords(&["FOREIGN", "KEY"]) {
        let columns = key_columns(body.parenthesised()?)?.0;
        if !body.keyword("REFERENCES") {
            return Err(body.unexpected("`REFERENCES`"));
        }
        let target = target(body)?;
        Kind::ForeignKey { columns, target }
    } else if name.is_some() {
        return Err(body.unexpected("a constraint"));
    } else {
        return Ok(None);
    };
    conflict_clause(body);
    Ok(Some(Constraint { name, kind }))
}

/// Reads a constraint of a column into the column or into those of the table. Whether there was one.
pub(super) fn column_constraint(
    body: &mut Cursor<'_>,
    column: &mut Column,
    constraints: &mut Vec<Constraint>,
) -> Result<bool, SyntaxError> {
    let name = constraint_name(body)?;
    if column_property(body, column)? {
        return Ok(true);
    }
    let columns = vec![column.name.clone()];
    let kind = if body.keywords(&["PRIMARY", "KEY"]) {
        let _has_direction = body.keyword("ASC") || body.keyword("DESC");
        conflict_clause(body);
        Kind::PrimaryKey {
            columns,
            autoincrement: body.keyword("AUTOINCREMENT"),
        }
    } else if body.keyword("UNIQUE") {
        Kind::Unique(columns)
    } else if body.keyword("CHECK") {
        Kind::Check {
            column: Some(column.name.clone()),
            expression: expression(body.parenthesised()?, Dialect::Sqlite),
        }
    } else if body.keyword("REFERENCES") {
        let target = target(body)?;
        Kind::ForeignKey { columns, target }
    } else if body.peek().is_none_or(|token| token.is_symbol(',')) {
        return Ok(false);
    } else {
        return Err(body.unexpected("a constraint of a column"));
    };
    conflict_clause(body);
    constraints.push(Constraint { name, kind });
    Ok(true)
}

/// Reads what is no constraint of the table but a property of the column.
fn column_property(body: &mut Cursor<'_>, column: &mut Column) -> Result<bool, SyntaxError> {
    if body.keywords(&["NOT", "NULL"]) {
        conflict_clause(body);
        column.nullable = false;
    } else if body.keyword("NULL") {
        conflict_clause(body);
    } else if body.keyword("DEFAULT") {
        column.default = default_value(body)?;
    } else if body.keyword("COLLATE") {
        column.collation = Some(body.name()?);
    } else if body.keywords(&["GENERATED", "ALWAYS", "AS"]) || body.keyword("AS") {
        column.generated = Some(generated(body)?);
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn constraint_name(body: &mut Cursor<'_>) -> Result<Option<Identifier>, SyntaxError> {
    let has_name = body.keyword("CONSTRAINT");
    has_name.then(|| body.name()).transpose()
}

fn conflict_clause(body: &mut Cursor<'_>) {
    if body.keywords(&["ON", "CONFLICT"]) {
        body.advance();
    }
}

/// The columns of a key, and whether it says `AUTOINCREMENT`.
fn key_columns(list: &str) -> Result<(Vec<Identifier>, bool), SyntaxError> {
    let mut list = Cursor::new(list, Dialect::Sqlite)?;
    let mut columns = vec![list.name()?];
    let mut autoincrement = false;
    while let Some(token) = list.advance() {
        autoincrement |= token.is_keyword("AUTOINCREMENT");
        if token.is_symbol(',') {
            columns.push(list.name()?);
        }
    }
    Ok((columns, autoincrement))
}

fn target(body: &mut Cursor<'_>) -> Result<Target, SyntaxError> {
    let mut target = Target {
        table: QualifiedName::unqualified(body.name()?),
        columns: Vec::new(),
        on_delete: ReferentialAction::NoAction,
        on_update: ReferentialAction::NoAction,
        deferrability: Deferrability::NotDeferrable,
    };
    if body.peek().is_some_and(|token| token.is_symbol('(')) {
        target.columns = key_columns(body.parenthesised()?)?.0;
    }
    loop {
        if body.keywords(&["ON", "DELETE"]) {
            target.on_delete = action(body)?;
        } else if body.keywords(&["ON", "UPDATE"]) {
            target.on_update = action(body)?;
        } else if body.keyword("MATCH") {
            body.name()?;
        } else if body.keywords(&["NOT", "DEFERRABLE"]) {
            initially_deferred(body);
        } else if body.keyword("DEFERRABLE") {
            target.deferrability = if initially_deferred(body) {
                Deferrability::InitiallyDeferred
            } else {
                Deferrability::InitiallyImmediate
            };
        } else {
            return Ok(target);
        }
    }
}

fn action(body: &mut Cursor<'_>) -> Result<ReferentialAction, SyntaxError> {
    const ACTIONS: [(&[&str], ReferentialAction); 5] = [
        (&["NO", "ACTION"], ReferentialAction::NoAction),
        (&["RESTRICT"], ReferentialAction::Restrict),
        (&["CASCADE"], ReferentialAction::Cascade),
        (&["SET", "NULL"], ReferentialAction::SetNull),
        (&["SET", "DEFAULT"], ReferentialAction::SetDefault),
    ];
    let found = ACTIONS.iter().find(|(words, _)| body.keywords(words));
    found
        .map(|(_, action)| *action)
        .ok_or_else(|| body.unexpected("a referential action"))
}

fn initially_deferred(body: &mut Cursor<'_>) -> bool {
    body.keyword("INITIALLY") && (body.keyword("DEFERRED") || !body.keyword("IMMEDIATE"))
}

impl Constraint {
    /// Adds the constraint to its table. One without a name gets the one that PostgreSQL would give
    /// it, or the next one that is free.
    pub(super) fn add_to(
        self,
        table: &mut Table,
        names: &mut Vec<Identifier>,
    ) -> Result<(), IntrospectError> {
        let given = self.name;
        let mut name_over = |columns: &[Identifier], suffix| match given.clone() {
            Some(name) => Ok(name),
            None => free_name(&table.name.name, columns, suffix, names),
        };
        match self.kind {
            Kind::PrimaryKey {
                columns,
                autoincrement,
            } => {
                let mut own = table.columns.iter_mut();
                if autoincrement && let Some(column) = own.find(|own| columns.contains(&own.name)) {
                    column.identity = Some(Identity::ByDefault);
                }
                table.primary_key = Some(PrimaryKey {
                    name: given,
                    columns,
                });
            }
            Kind::Unique(columns) => table.unique_constraints.push(UniqueConstraint {
                name: name_over(&columns, "key")?,
                columns,
                nulls_not_distinct: false,
                deferrability: Deferrability::NotDeferrable,
            }),
            Kind::Check { column, expression } => table.checks.push(Check {
                name: name_over(column.as_slice(), "check")?,
                expression,
            }),
            Kind::ForeignKey { columns, target } => table.foreign_keys.push(ForeignKey {
                name: name_over(&columns, "fkey")?,
                columns,
                references: target.table,
                referenced_columns: target.columns,
                on_delete: target.on_delete,
                on_update: target.on_update,
                deferrability: target.deferrability,
            }),
        }
        Ok(())
    }
}

/// `<table>_<columns>_<suffix>`, with a number after it if there is such a name already.
fn free_name(
    table: &Identifier,
    columns: &[Identifier],
    suffix: &str,
    names: &mut Vec<Identifier>,
) -> Result<Identifier, IntrospectError> {
    let parts = std::iter::once(table).chain(columns);
    let stem = parts.map(Identifier::as_str).collect::<Vec<_>>().join("_");
    let mut name = Identifier::shortened(&stem, &format!("_{suffix}"))?;
    let mut number = 1;
    while names.contains(&name) {
        name = Identifier::shortened(&stem, &format!("_{suffix}{number}"))?;
        number += 1;
    }
    names.push(name.clone());
    Ok(name)
}
