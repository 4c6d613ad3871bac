//! What SQLite says: the statements that it keeps.
//!
//! They are whole and true: `ALTER TABLE` rewrites them. The pragmas know less, neither the names of
//! constraints nor any expression.
//!
//! Not read, since no `SqlSchema` can say it: conflict clauses, the order and collation of the
//! columns of a key, and temporary tables.

mod column;
mod constraint;
mod index;
mod table;

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::tables::{MIGRATIONS_TABLE, Tables, qualified_name};
use super::trigger::Found as Trigger;
use super::{Introspect, IntrospectError, IntrospectOptions, Introspection, Other, OtherKind};
use crate::dialect::Dialect;
use crate::schema::{SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName};

impl Introspect for SqliteConnection {
    fn introspect(
        &mut self,
        _options: &IntrospectOptions,
    ) -> Result<Introspection, IntrospectError> {
        let statements = load_statements(self)?;
        let shadows = load_shadow_tables(self)?;
        let mut tables = Tables::default();
        let mut others = Vec::new();
        for statement in &statements {
            if statement.belongs_to(MIGRATIONS_TABLE) || shadows.contains(&statement.table_name) {
                continue;
            }
            match statement.other_kind() {
                Some(kind) => others.push(statement.other(kind)?),
                None if statement.kind == "table" => {
                    let (table, options) = table::read(&statement.name, &statement.sql)?;
                    others.extend(options);
                    tables.insert(table);
                }
                None => {}
            }
        }
        for statement in statements.iter().filter(|found| found.kind == "index") {
            let name = qualified_name(None, statement.table_name.as_str())?;
            if let Some(table) = tables.get_mut(&name) {
                table
                    .indexes
                    .push(index::read(&statement.name, &statement.sql)?);
            }
        }
        let triggers = statements.iter().filter(|found| found.kind == "trigger");
        let triggers = triggers.map(Statement::trigger).collect::<Result<_, _>>()?;
        super::trigger::add(triggers, &mut tables, &mut others)?;
        complete_references(&mut tables);
        let schema = SqlSchema {
            dialect: Dialect::Sqlite,
            database_schemas: Vec::new(),
            enum_types: Vec::new(),
            tables: tables.sorted(),
        };
        Ok(Introspection::new(schema, others))
    }
}

#[derive(QueryableByName)]
struct Statement {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// Tables and what is on them; the indexes of constraints have no statement of their own.
fn load_statements(connection: &mut SqliteConnection) -> Result<Vec<Statement>, IntrospectError> {
    sql_query(
        "SELECT type AS kind, name, tbl_name AS table_name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name",
    )
    .load(connection)
    .map_err(IntrospectError::query("tables"))
}

/// The tables in which virtual tables keep what is in them.
fn load_shadow_tables(
    connection: &mut SqliteConnection,
) -> Result<BTreeSet<String>, IntrospectError> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let found: Vec<Found> = sql_query(
        "SELECT name FROM pragma_table_list WHERE \"schema\" = 'main' AND type = 'shadow'",
    )
    .load(connection)
    .map_err(IntrospectError::query("virtual tables"))?;
    Ok(found.into_iter().map(|table| table.name).collect())
}

impl Statement {
    fn belongs_to(&self, table: &str) -> bool {
        self.table_name.eq_ignore_ascii_case(table)
    }

    /// What the statement creates, if it is neither a table nor an index.
    fn other_kind(&self) -> Option<OtherKind> {
        match self.kind.as_str() {
            "view" => Some(OtherKind::View),
            "trigger" => Some(OtherKind::Trigger),
            "table" if is_virtual(&self.sql) => Some(OtherKind::VirtualTable),
            _ => None,
        }
    }

    fn trigger(&self) -> Result<Trigger, IntrospectError> {
        Ok(Trigger {
            table: qualified_name(None, self.table_name.as_str())?,
            name: self.name.clone(),
            sql: self.sql.clone(),
        })
    }

    fn other(&self, kind: OtherKind) -> Result<Other, IntrospectError> {
        let table = match kind {
            OtherKind::Trigger => Some(qualified_name(None, self.table_name.as_str())?),
            _ => None,
        };
        Ok(Other {
            kind,
            name: qualified_name(None, self.name.as_str())?,
            table,
        })
    }
}

/// SQLite keeps every statement with its first words in upper case and without comments in between.
fn is_virtual(sql: &str) -> bool {
    sql.starts_with("CREATE VIRTUAL")
}

/// SQLite does not tell upper from lower case in names, and a foreign key without columns references
/// the primary key: the names become those of the tables and columns that are meant.
fn complete_references(tables: &mut Tables) {
    let parents: Vec<Table> = tables.iter_mut().map(|table| table.clone()).collect();
    for table in tables.iter_mut() {
        for key in &mut table.foreign_keys {
            let parent = parents
                .iter()
                .find(|parent| is_same_name(&parent.name.name, &key.references.name));
            let Some(parent) = parent else {
                continue;
            };
            key.references = parent.name.clone();
            if key.referenced_columns.is_empty()
                && let Some(primary_key) = &parent.primary_key
            {
                key.referenced_columns.clone_from(&primary_key.columns);
            }
            for column in &mut key.referenced_columns {
                *column = as_declared(parent, column);
            }
        }
    }
}

/// The name of a column as its table spells it.
fn as_declared(table: &Table, name: &Identifier) -> Identifier {
    let mut columns = table.columns.iter();
    let column = columns.find(|column| is_same_name(&column.name, name));
    column.map_or_else(|| name.clone(), |column| column.name.clone())
}

fn is_same_name(one: &Identifier, other: &Identifier) -> bool {
    one.as_str().eq_ignore_ascii_case(other.as_str())
}

fn unqualified(name: String) -> Result<QualifiedName, IntrospectError> {
    qualified_name(None, name)
}
