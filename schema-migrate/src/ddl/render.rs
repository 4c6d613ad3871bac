//! Statements as text. Every name and text is escaped by its type; parts are only put together.

use schema_core::definition::{Deferrability, Direction, NullsOrder, ReferentialAction};

use super::online::limit_time;
use super::{Commented, Statement};
use crate::dialect::Dialect;
use crate::schema::{
    Check, Column, EnumType, ForeignKey, GeneratedStorage, Index, IndexColumn, IndexKey,
    PrimaryKey, Table, UniqueConstraint,
};
use crate::sql::{Identifier, QualifiedName, Text};

impl Statement {
    /// The statement as it is written in SQL, without `;`.
    pub fn to_sql(&self, dialect: Dialect) -> String {
        let writer = Writer { dialect };
        match self {
            Statement::CreateDatabaseSchema { name } => {
                format!("CREATE SCHEMA IF NOT EXISTS {}", name.to_sql(dialect))
            }
            Statement::CreateEnumType { enum_type } => writer.create_enum_type(enum_type),
            Statement::CreateTable { table } => writer.create_table(table),
            Statement::CreateIndex { table, index } => writer.create_index(table, index),
            Statement::CreateIndexConcurrently { table, index } => {
                writer.index_on(table, index, "CONCURRENTLY ")
            }
            Statement::DropIndexConcurrently { table, name } => {
                writer.drop_index_concurrently(table, name)
            }
            Statement::LimitTime {
                timeout,
                milliseconds,
            } => limit_time(*timeout, *milliseconds),
            Statement::FillRows {
                table,
                column,
                value,
            } => writer.fill_rows(table, column, value),
            Statement::AddForeignKey { table, foreign_key } => {
                let table = table.to_sql(dialect);
                format!(
                    "ALTER TABLE {table} ADD {}",
                    writer.foreign_key(foreign_key)
                )
            }
            Statement::AlterTable { table, action } => writer.alter_table(table, action),
            Statement::AlterEnumType { name, action } => writer.alter_enum_type(name, action),
            Statement::RenameIndex { table, from, to } => writer.rename_index(table, from, to),
            Statement::DropIndex { table, name } => writer.drop_index(table, name),
            Statement::UpdateRows {
                table,
                column,
                value,
                condition,
            } => writer.update_rows(table, column, value, condition.as_ref()),
            Statement::SkipUsedNumbers { table, column } => writer.skip_used_numbers(table, column),
            Statement::CreateSequence {
                table,
                column,
                sql_type,
            } => writer.create_sequence(table, column, sql_type),
            Statement::SetSequenceType {
                table,
                column,
                sql_type,
            } => {
                let change = format!("ALTER SEQUENCE %s AS {}", sql_type.to_sql(dialect));
                writer.change_sequence(table, column, &change)
            }
            Statement::DropSequence { table, column } => {
                writer.change_sequence(table, column, "DROP SEQUENCE %s")
            }
            Statement::CreateTrigger { table, trigger } => writer.create_trigger(table, trigger),
            Statement::DropTrigger { table, name } => writer.drop_trigger(table, name),
            Statement::CheckReferences {
                table,
                reference,
                targets,
                rolls_back,
            } => writer.check_references(table, reference, targets, *rolls_back),
            Statement::CheckTagsUnused {
                table,
                tag,
                tags,
                rolls_back,
            } => writer.check_tags_unused(table, tag, tags, *rolls_back),
            Statement::Rebuild(step) => writer.rebuild_step(step),
            Statement::Comment { on, comment } => writer.comment(on, comment.as_ref()),
            Statement::DeferForeignKeys => "PRAGMA defer_foreign_keys = ON".to_owned(),
            Statement::DropForeignKey { table, name } => {
                let action = dialect.syntax().drop_foreign_key();
                let table = table.to_sql(dialect);
                format!("ALTER TABLE {table} {action} {}", name.to_sql(dialect))
            }
            Statement::DropTable { name } => format!("DROP TABLE {}", name.to_sql(dialect)),
            Statement::DropEnumType { name } => format!("DROP TYPE {}", name.to_sql(dialect)),
            Statement::DropDatabaseSchema { name } => writer.drop_database_schema(name),
        }
    }
}

/// Writes the parts of statements for one database.
#[derive(Clone, Copy)]
pub(super) struct Writer {
    pub(super) dialect: Dialect,
}

impl Writer {
    fn create_enum_type(self, enum_type: &EnumType) -> String {
        let name = enum_type.name.to_sql(self.dialect);
        let values: Vec<String> = enum_type
            .values
            .iter()
            .map(|value| value.to_sql(self.dialect))
            .collect();
        format!("CREATE TYPE {name} AS ENUM ({})", values.join(", "))
    }

    /// Columns first, then the constraints, one a line.
    fn create_table(self, table: &Table) -> String {
        let mut lines: Vec<String> = table
            .columns
            .iter()
            .map(|column| self.column(column))
            .collect();
        lines.extend(self.primary_key_line(table));
        lines.extend(
            table
                .unique_constraints
                .iter()
                .map(|constraint| self.unique(constraint)),
        );
        lines.extend(table.checks.iter().map(|check| self.check(check)));
        lines.extend(table.indexes.iter().map(|index| self.index_in_table(index)));
        lines.extend(table.foreign_keys.iter().map(|key| self.foreign_key(key)));
        let comment = match &table.comment {
            Some(comment) => format!(" COMMENT = {}", comment.to_sql(self.dialect)),
            None => String::new(),
        };
        let name = table.name.to_sql(self.dialect);
        format!(
            "CREATE TABLE {name} (\n    {}\n){comment}",
            lines.join(",\n    ")
        )
    }

    pub(super) fn column(self, column: &Column) -> String {
        let syntax = self.dialect.syntax();
        let mut parts = vec![column.name.to_sql(self.dialect), syntax.column_type(column)];
        if let Some(collation) = &column.collation {
            parts.push(format!("COLLATE {}", collation.to_sql(self.dialect)));
        }
        if let Some(generated) = &column.generated {
            let storage = match generated.storage {
                GeneratedStorage::Stored => "STORED",
                GeneratedStorage::Virtual => "VIRTUAL",
            };
            let expression = generated.expression.in_parentheses();
            parts.push(format!("GENERATED ALWAYS AS {expression} {storage}"));
        }
        if !column.nullable {
            parts.push("NOT NULL".to_owned());
        }
        if let Some(default) = &column.default {
            parts.push(format!(
                "DEFAULT {}",
                syntax.default_value(default, &column.sql_type)
            ));
        }
        if let Some(identity) = column
            .identity
            .and_then(|identity| syntax.identity(identity))
        {
            parts.push(identity.to_owned());
        }
        if let Some(comment) = &column.comment {
            parts.push(format!("COMMENT {}", comment.to_sql(self.dialect)));
        }
        parts.join(" ")
    }

    /// The primary key, unless a column says itself that it is.
    fn primary_key_line(self, table: &Table) -> Option<String> {
        let is_in_column = self.dialect.syntax().identity_is_primary_key()
            && table.columns.iter().any(|column| column.identity.is_some());
        let key = table.primary_key.as_ref().filter(|_| !is_in_column)?;
        Some(self.primary_key(key))
    }

    pub(super) fn primary_key(self, key: &PrimaryKey) -> String {
        let columns = self.names(&key.columns);
        match &key.name {
            Some(name) => format!("{} PRIMARY KEY ({columns})", self.constraint(name)),
            None => format!("PRIMARY KEY ({columns})"),
        }
    }

    pub(super) fn unique(self, constraint: &UniqueConstraint) -> String {
        let nulls = nulls_not_distinct(constraint.nulls_not_distinct);
        let name = self.constraint(&constraint.name);
        let columns = self.names(&constraint.columns);
        let deferrability = deferrability(constraint.deferrability);
        format!("{name} UNIQUE{nulls} ({columns}){deferrability}")
    }

    pub(super) fn check(self, check: &Check) -> String {
        format!(
            "{} CHECK {}",
            self.constraint(&check.name),
            check.expression.in_parentheses()
        )
    }

    pub(super) fn foreign_key(self, key: &ForeignKey) -> String {
        format!(
            "{} FOREIGN KEY ({}) REFERENCES {} ({}){}{}{}",
            self.constraint(&key.name),
            self.names(&key.columns),
            key.references.to_sql(self.dialect),
            self.names(&key.referenced_columns),
            action("ON DELETE", key.on_delete),
            action("ON UPDATE", key.on_update),
            deferrability(key.deferrability),
        )
    }

    pub(super) fn constraint(self, name: &Identifier) -> String {
        format!("CONSTRAINT {}", name.to_sql(self.dialect))
    }

    fn create_index(self, table: &QualifiedName, index: &Index) -> String {
        if self.dialect == Dialect::Mysql {
            let index = self.index_in_table(index);
            return format!("ALTER TABLE {} ADD {index}", table.to_sql(self.dialect));
        }
        self.index_on(table, index, "")
    }

    fn index_on(self, table: &QualifiedName, index: &Index, concurrently: &str) -> String {
        let unique = if index.unique { "UNIQUE " } else { "" };
        let name = index.name.to_sql(self.dialect);
        let table = table.to_sql(self.dialect);
        let method = match &index.method {
            Some(method) => format!("USING {} ", method.to_sql(self.dialect)),
            None => String::new(),
        };
        let columns = self.index_columns(index);
        let include = match index.include.as_slice() {
            [] => String::new(),
            include => format!(" INCLUDE ({})", self.names(include)),
        };
        let nulls = nulls_not_distinct(index.nulls_not_distinct);
        let condition = match &index.condition {
            Some(condition) => format!(" WHERE {}", condition.as_str()),
            None => String::new(),
        };
        format!(
            "CREATE {unique}INDEX {concurrently}{name} ON {table} {method}({columns}){include}{nulls}{condition}"
        )
    }

    /// An index as MySQL takes it inside of a table.
    fn index_in_table(self, index: &Index) -> String {
        let name = index.name.to_sql(self.dialect);
        let columns = self.index_columns(index);
        let method = index.method.as_ref().map(Identifier::as_str);
        let kind = match method {
            Some("fulltext") => "FULLTEXT ",
            Some("spatial") => "SPATIAL ",
            _ if index.unique => "UNIQUE ",
            _ => "",
        };
        let using = match method {
            Some("hash") => " USING HASH",
            _ => "",
        };
        format!("{kind}INDEX {name} ({columns}){using}")
    }

    fn index_columns(self, index: &Index) -> String {
        let columns: Vec<String> = index
            .columns
            .iter()
            .map(|column| self.index_column(column))
            .collect();
        columns.join(", ")
    }

    fn index_column(self, column: &IndexColumn) -> String {
        let mut sql = match &column.key {
            IndexKey::Column(name) => name.to_sql(self.dialect),
            IndexKey::Expression(expression) => expression.in_parentheses(),
        };
        if let Some(collation) = &column.collation {
            sql.push_str(" COLLATE ");
            sql.push_str(&collation.to_sql(self.dialect));
        }
        if let Some(operator_class) = &column.operator_class {
            sql.push(' ');
            sql.push_str(operator_class.as_str());
        }
        if column.direction == Direction::Descending {
            sql.push_str(" DESC");
        }
        match column.nulls {
            Some(NullsOrder::First) => sql.push_str(" NULLS FIRST"),
            Some(NullsOrder::Last) => sql.push_str(" NULLS LAST"),
            None => {}
        }
        sql
    }

    fn comment(self, on: &Commented, comment: Option<&Text>) -> String {
        let target = match on {
            Commented::Table(table) => format!("TABLE {}", table.to_sql(self.dialect)),
            Commented::Column(table, column) => {
                format!(
                    "COLUMN {}.{}",
                    table.to_sql(self.dialect),
                    column.to_sql(self.dialect)
                )
            }
            Commented::EnumType(name) => format!("TYPE {}", name.to_sql(self.dialect)),
        };
        let comment = match comment {
            Some(comment) => comment.to_sql(self.dialect),
            None => "NULL".to_owned(),
        };
        format!("COMMENT ON {target} IS {comment}")
    }

    /// PostgreSQL refuses to drop a database schema that something is in; that is no mistake here.
    fn drop_database_schema(self, name: &Identifier) -> String {
        let block = format!(
            "BEGIN\n    DROP SCHEMA {};\nEXCEPTION WHEN dependent_objects_still_exist THEN\n    \
             NULL; -- others use it\nEND",
            name.to_sql(self.dialect)
        );
        let quote = dollar_quote(&block);
        format!("DO {quote}\n{block}\n{quote}")
    }

    pub(super) fn names(self, names: &[Identifier]) -> String {
        let names: Vec<String> = names.iter().map(|name| name.to_sql(self.dialect)).collect();
        names.join(", ")
    }
}

fn nulls_not_distinct(nulls_not_distinct: bool) -> &'static str {
    if nulls_not_distinct {
        " NULLS NOT DISTINCT"
    } else {
        ""
    }
}

/// The action of a foreign key; nothing for the one that SQL assumes.
fn action(event: &str, action: ReferentialAction) -> String {
    match action {
        ReferentialAction::NoAction => String::new(),
        other => format!(" {event} {}", other.as_str().to_ascii_uppercase()),
    }
}

pub(super) fn deferrability(deferrability: Deferrability) -> &'static str {
    match deferrability {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

/// A dollar quote of PostgreSQL's that does not occur in a text.
pub(super) fn dollar_quote(text: &str) -> String {
    let mut tag = String::new();
    while text.contains(&format!("${tag}$")) {
        tag.push('q');
    }
    format!("${tag}$")
}
