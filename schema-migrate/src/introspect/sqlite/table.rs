use super::column::column;
use super::constraint::{Constraint, column_constraint, table_constraint};
use super::{as_declared, unqualified};
use crate::dialect::Dialect;
use crate::introspect::syntax::{Cursor, SyntaxError};
use crate::introspect::tables::empty_table;
use crate::introspect::{IntrospectError, Other, OtherKind};
use crate::schema::{Column, SqlType, Table};
use crate::sql::Identifier;

/// A `CREATE TABLE`, as written.
#[derive(Default)]
pub(super) struct CreateTable {
    pub(super) columns: Vec<Column>,
    pub(super) constraints: Vec<Constraint>,
    options: Vec<String>,
}

/// A table and its options from its `CREATE TABLE`.
pub(super) fn read(name: &str, sql: &str) -> Result<(Table, Vec<Other>), IntrospectError> {
    let mut created = CreateTable::default();
    created.read(sql).map_err(IntrospectError::sql(name))?;
    let table_name = unqualified(name.to_owned())?;
    let options = created.options.iter().map(|option| {
        Ok(Other {
            kind: OtherKind::TableOption,
            name: unqualified(option.clone())?,
            table: Some(table_name.clone()),
        })
    });
    let options = options.collect::<Result<_, IntrospectError>>()?;
    Ok((created.into_table(name)?, options))
}

impl CreateTable {
    fn read(&mut self, sql: &str) -> Result<(), SyntaxError> {
        let mut statement = Cursor::new(sql, Dialect::Sqlite)?;
        statement.keywords(&["CREATE", "TABLE"]);
        statement.keywords(&["IF", "NOT", "EXISTS"]);
        statement.name()?;
        if statement.symbol('.') {
            statement.name()?;
        }
        let mut body = Cursor::new(statement.parenthesised()?, Dialect::Sqlite)?;
        while body.peek().is_some() {
            self.item(&mut body)?;
            // A comma may be missing between two constraints.
            body.symbol(',');
        }
        let mut option = Vec::new();
        while let Some(token) = statement.advance() {
            if token.is_symbol(',') {
                self.options.push(option.join(" "));
                option.clear();
            } else {
                option.push(token.sql.to_ascii_uppercase());
            }
        }
        if !option.is_empty() {
            self.options.push(option.join(" "));
        }
        Ok(())
    }

    /// A constraint of the table, or a column with its constraints.
    fn item(&mut self, body: &mut Cursor<'_>) -> Result<(), SyntaxError> {
        if let Some(written) = table_constraint(body)? {
            self.constraints.push(written);
            return Ok(());
        }
        let mut column = column(body)?;
        while column_constraint(body, &mut column, &mut self.constraints)? {}
        self.columns.push(column);
        Ok(())
    }

    fn into_table(self, name: &str) -> Result<Table, IntrospectError> {
        let mut table = empty_table(unqualified(name.to_owned())?);
        table.columns = self.columns;
        let mut names: Vec<Identifier> = self
            .constraints
            .iter()
            .filter_map(|constraint| constraint.name.clone())
            .collect();
        for constraint in self.constraints {
            constraint.add_to(&mut table, &mut names)?;
        }
        spell_columns_as_declared(&mut table);
        let without_rowid = self.options.iter().any(|option| option == "WITHOUT ROWID");
        mark_key_not_null(&mut table, without_rowid);
        Ok(table)
    }
}

/// Keys may spell a column with other letters in upper case than the column itself.
fn spell_columns_as_declared(table: &mut Table) {
    let declared = table.clone();
    let primary_key = table.primary_key.iter_mut().map(|key| &mut key.columns);
    let unique = table
        .unique_constraints
        .iter_mut()
        .map(|constraint| &mut constraint.columns);
    let foreign = table.foreign_keys.iter_mut().map(|key| &mut key.columns);
    for column in primary_key.chain(unique).chain(foreign).flatten() {
        *column = as_declared(&declared, column);
    }
}

/// The rowid is never NULL, and neither is any key of a table without one. Another primary key may
/// be NULL, against the standard.
fn mark_key_not_null(table: &mut Table, without_rowid: bool) {
    let Some(key) = &table.primary_key else {
        return;
    };
    let is_single = key.columns.len() == 1;
    for column in &mut table.columns {
        if !key.columns.contains(&column.name) {
            continue;
        }
        let is_rowid = is_single
            && matches!(&column.sql_type, SqlType::Named(sql) if sql.eq_ignore_ascii_case("INTEGER"));
        if is_rowid || without_rowid {
            column.nullable = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{DefaultValue, Deferrability, GeneratedStorage, Identity};

    const EVERYTHING: &str = r#"CREATE TABLE "a ""b""" ( -- ) a comment
        [id] INTEGER CONSTRAINT pk PRIMARY KEY ASC ON CONFLICT ABORT AUTOINCREMENT NOT NULL,
        `select` numeric(12, 2) DEFAULT (1 + (2)) COLLATE "NOCASE" UNIQUE ON CONFLICT IGNORE,
        plain, 'text' TEXT NULL DEFAULT 'it''s ) , --' CHECK ("text" <> ')' /* ( */),
        made AS (plain || ',') STORED, ref INT REFERENCES "p ,q" (x) ON UPDATE SET NULL
            ON DELETE CASCADE MATCH SIMPLE DEFERRABLE INITIALLY DEFERRED NOT NULL,
        CONSTRAINT "u )" UNIQUE (plain COLLATE BINARY DESC, "select")
        CHECK (plain > 0) FOREIGN KEY (plain, made) REFERENCES other
    ) STRICT, WITHOUT   ROWID"#;

    fn read_all() -> Result<(Table, Vec<Other>), IntrospectError> {
        read("a \"b\"", EVERYTHING)
    }

    fn names(names: &[Identifier]) -> Vec<&str> {
        names.iter().map(Identifier::as_str).collect()
    }

    #[test]
    fn columns_are_read_with_everything_that_stands_at_them() -> Result<(), IntrospectError> {
        let (table, options) = read_all()?;
        let column_names = table.columns.iter().map(|column| column.name.as_str());
        let column_names: Vec<&str> = column_names.collect();
        assert_eq!(
            column_names,
            ["id", "select", "plain", "text", "made", "ref"]
        );
        let types = table
            .columns
            .iter()
            .map(|column| column.sql_type.to_sql(Dialect::Sqlite));
        let types: Vec<String> = types.collect();
        assert_eq!(types, ["INTEGER", "numeric(12, 2)", "", "TEXT", "", "INT"]);
        let [id, select, _, text, made, reference] = table.columns.as_slice() else {
            panic!("{:?}", table.columns);
        };
        assert_eq!(id.identity, Some(Identity::ByDefault));
        assert!(!id.nullable && text.nullable && !reference.nullable);
        assert_eq!(select.collation, Identifier::new("NOCASE").ok());
        let default = |sql: &str| DefaultValue::Expression(crate::sql::Expression::new(sql));
        assert_eq!(select.default, Some(default("1 + (2)")));
        assert!(matches!(&text.default, Some(DefaultValue::Literal(_))));
        let generated = made.generated.as_ref();
        let generated = generated.map(|made| (made.expression.as_str(), made.storage));
        assert_eq!(generated, Some(("plain || ','", GeneratedStorage::Stored)));
        let options = options.iter().map(|option| option.name.name.as_str());
        assert_eq!(options.collect::<Vec<_>>(), ["STRICT", "WITHOUT ROWID"]);
        Ok(())
    }

    #[test]
    fn constraints_are_read_with_and_without_names() -> Result<(), IntrospectError> {
        let (table, _) = read_all()?;
        let key = table.primary_key.as_ref();
        let key = key.map(|key| (key.name.clone(), names(&key.columns)));
        assert_eq!(key, Some((Identifier::new("pk").ok(), vec!["id"])));
        let unique = table.unique_constraints.iter();
        let unique = unique.map(|unique| (unique.name.as_str(), names(&unique.columns)));
        assert_eq!(
            unique.collect::<Vec<_>>(),
            [
                ("a \"b\"_select_key", vec!["select"]),
                ("u )", vec!["plain", "select"])
            ]
        );
        let checks = table.checks.iter();
        let checks = checks.map(|check| (check.name.as_str(), check.expression.as_str()));
        assert_eq!(
            checks.collect::<Vec<_>>(),
            [
                ("a \"b\"_text_check", "\"text\" <> ')'"),
                ("a \"b\"_check", "plain > 0")
            ]
        );
        let [first, second] = table.foreign_keys.as_slice() else {
            panic!("{:?}", table.foreign_keys);
        };
        assert_eq!(first.references.name.as_str(), "p ,q");
        assert_eq!(first.deferrability, Deferrability::InitiallyDeferred);
        assert_eq!(names(&second.columns), ["plain", "made"]);
        assert!(second.referenced_columns.is_empty());
        Ok(())
    }

    #[test]
    fn half_a_statement_is_a_mistake_and_no_panic() {
        let end = EVERYTHING.find(") STRICT").unwrap_or_default();
        for (length, _) in EVERYTHING[..end].char_indices() {
            assert!(read("half", &EVERYTHING[..length]).is_err(), "{length}");
        }
    }
}
