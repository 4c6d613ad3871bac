//! What SQLite says: its pragmas and, for what they leave out (the names of constraints, when they
//! are checked, collations, expressions), the statements that it keeps.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer, Nullable, Text};
use schema_core::definition::{Deferrability, ReferentialAction};
use schema_migrate::Dialect;

use super::expression::{Kind, found_default, normalised};
use super::{Catalog, Column, ForeignKey, Index, IndexColumn, Table, Unique};
use crate::Outcome;
use crate::database::TestConnection;

impl TestConnection for SqliteConnection {
    const DIALECT: Dialect = Dialect::Sqlite;

    fn catalog(&mut self) -> Outcome<Catalog> {
        let mut tables = BTreeMap::new();
        for found in load_statements(self)? {
            let name = found.name.clone();
            if found.kind == "table" {
                tables.insert(name, table(self, &found)?);
            } else if found.kind != "index" && !is_of_a_reference(&found) {
                return Err(format!("`{name}` is a {}", found.kind).into());
            }
        }
        Ok(Catalog {
            tables,
            enums: BTreeMap::new(),
        })
    }
}

/// Whether it is a trigger of a polymorphic reference, which has tests of its own.
fn is_of_a_reference(found: &FoundStatement) -> bool {
    found.kind == "trigger" && found.name.contains("_polymorphic_")
}

#[derive(QueryableByName)]
struct FoundStatement {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

fn load_statements(connection: &mut SqliteConnection) -> QueryResult<Vec<FoundStatement>> {
    sql_query(
        "SELECT type AS kind, name, COALESCE(sql, '') AS sql FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .load(connection)
}

fn table(connection: &mut SqliteConnection, found: &FoundStatement) -> Outcome<Table> {
    let clauses = Clause::all_of(&found.sql);
    let columns = load_columns(connection, &found.name)?;
    let mut keyed: Vec<&FoundColumn> = columns.iter().filter(|column| column.key > 0).collect();
    keyed.sort_by_key(|column| column.key);
    let mut table = Table {
        primary_key: keyed.iter().map(|column| column.name.clone()).collect(),
        foreign_keys: foreign_keys(connection, &found.name, &clauses)?,
        ..Table::default()
    };
    for column in columns {
        let clause = clauses.iter().find(|clause| {
            clause.constraint.is_none() && first_name(&clause.text).as_ref() == Some(&column.name)
        });
        let written = clause.map_or("", |clause| &clause.text);
        table.columns.push(column.column(written));
    }
    let checks = clauses
        .iter()
        .filter(|clause| clause.text.starts_with("CHECK"));
    table.checks = checks
        .filter_map(|clause| clause.constraint.clone())
        .collect();
    add_indexes(connection, &found.name, &clauses, &mut table)?;
    Ok(table)
}

#[derive(QueryableByName)]
struct FoundColumn {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql_type: String,
    #[diesel(sql_type = Bool)]
    not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Integer)]
    key: i32,
    #[diesel(sql_type = Integer)]
    hidden: i32,
}

fn load_columns(connection: &mut SqliteConnection, table: &str) -> QueryResult<Vec<FoundColumn>> {
    sql_query(
        "SELECT name, type AS sql_type, \"notnull\" AS not_null, dflt_value AS default_value,
             pk AS key, hidden FROM pragma_table_xinfo(?) ORDER BY cid",
    )
    .bind::<Text, _>(table)
    .load(connection)
}

impl FoundColumn {
    fn column(self, written: &str) -> Column {
        // SQLite counts the words of a generated column to its type.
        let sql_type = self.sql_type.replace(" GENERATED ALWAYS", "");
        let kind = Kind::of(&sql_type);
        let default = self.default_value.map(|default| {
            let default = found_default(&default, kind);
            default
                .strip_prefix("jsonb")
                .map_or(default.clone(), str::to_owned)
        });
        let collation = written
            .split_once(" COLLATE ")
            .and_then(|(_, rest)| first_name(rest));
        Column {
            name: self.name,
            nullable: !self.not_null,
            default,
            generated: match self.hidden {
                2 => Some("virtual"),
                3 => Some("stored"),
                _ => None,
            },
            identity: written.contains(" AUTOINCREMENT").then_some("by default"),
            collation,
            comment: String::new(),
            sql_type,
        }
    }
}

/// One row for each column of a foreign key.
#[derive(QueryableByName)]
struct FoundKeyColumn {
    #[diesel(sql_type = Integer)]
    number: i32,
    #[diesel(sql_type = Text)]
    parent: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    referenced_column: String,
    #[diesel(sql_type = Text)]
    on_delete: String,
    #[diesel(sql_type = Text)]
    on_update: String,
}

fn foreign_keys(
    connection: &mut SqliteConnection,
    table: &str,
    clauses: &[Clause],
) -> Outcome<BTreeMap<String, ForeignKey>> {
    let found: Vec<FoundKeyColumn> = sql_query(
        "SELECT id AS number, \"table\" AS parent, \"from\" AS column_name,
             \"to\" AS referenced_column, on_delete, on_update
         FROM pragma_foreign_key_list(?) ORDER BY id, seq",
    )
    .bind::<Text, _>(table)
    .load(connection)?;
    let mut keys: BTreeMap<i32, ForeignKey> = BTreeMap::new();
    for column in found {
        let new = ForeignKey {
            columns: Vec::new(),
            references: column.parent,
            referenced_columns: Vec::new(),
            on_delete: action(&column.on_delete)?,
            on_update: action(&column.on_update)?,
            deferrability: Deferrability::NotDeferrable,
        };
        let key = keys.entry(column.number).or_insert(new);
        key.columns.push(column.column_name);
        key.referenced_columns.push(column.referenced_column);
    }
    // The list is in the opposite order of the statement, and has no names.
    let written = clauses
        .iter()
        .filter(|clause| clause.text.starts_with("FOREIGN KEY"));
    let named = written.zip(keys.into_values().rev()).map(|(clause, key)| {
        let name = clause.constraint.clone().unwrap_or_default();
        if clause.names() != key.columns {
            return Err(format!("`{name}` is over other columns than {:?}", key.columns).into());
        }
        let deferrability = clause.deferrability();
        Ok((
            name,
            ForeignKey {
                deferrability,
                ..key
            },
        ))
    });
    named.collect()
}

fn action(name: &str) -> Outcome<ReferentialAction> {
    match name {
        "NO ACTION" => Ok(ReferentialAction::NoAction),
        "RESTRICT" => Ok(ReferentialAction::Restrict),
        "CASCADE" => Ok(ReferentialAction::Cascade),
        "SET NULL" => Ok(ReferentialAction::SetNull),
        "SET DEFAULT" => Ok(ReferentialAction::SetDefault),
        other => Err(format!("unknown action {other}").into()),
    }
}

#[derive(QueryableByName)]
struct FoundIndex {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Text)]
    origin: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

#[derive(QueryableByName)]
struct FoundIndexColumn {
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Bool)]
    descending: bool,
    #[diesel(sql_type = Text)]
    collation: String,
}

fn add_indexes(
    connection: &mut SqliteConnection,
    name: &str,
    clauses: &[Clause],
    table: &mut Table,
) -> Outcome {
    let indexes: Vec<FoundIndex> = sql_query(
        "SELECT i.name, i.\"unique\" AS is_unique, i.origin, COALESCE(s.sql, '') AS sql
         FROM pragma_index_list(?) i LEFT JOIN sqlite_schema s ON s.name = i.name",
    )
    .bind::<Text, _>(name)
    .load(connection)?;
    for index in indexes {
        let columns: Vec<FoundIndexColumn> = sql_query(
            "SELECT name, \"desc\" AS descending, coll AS collation
             FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno",
        )
        .bind::<Text, _>(&index.name)
        .load(connection)?;
        match index.origin.as_str() {
            "u" => add_unique(columns, clauses, table)?,
            "c" => {
                table
                    .indexes
                    .insert(index.name.clone(), index.index(columns, table));
            }
            _ => {}
        }
    }
    Ok(())
}

fn add_unique(columns: Vec<FoundIndexColumn>, clauses: &[Clause], table: &mut Table) -> Outcome {
    let columns: Vec<String> = columns
        .into_iter()
        .filter_map(|column| column.name)
        .collect();
    let clause = clauses
        .iter()
        .find(|clause| clause.text.starts_with("UNIQUE") && clause.names() == columns);
    let name = clause.and_then(|clause| clause.constraint.clone());
    let name = name.ok_or_else(|| format!("a constraint on {columns:?} has no name"))?;
    let unique = Unique {
        columns,
        nulls_not_distinct: false,
        deferrability: Deferrability::NotDeferrable,
    };
    table.unique.insert(name, unique);
    Ok(())
}

impl FoundIndex {
    fn index(self, columns: Vec<FoundIndexColumn>, table: &Table) -> Index {
        let (written, after) = in_parentheses(&self.sql);
        let written = parts(written);
        let columns = columns.into_iter().zip(written).map(|(column, written)| {
            let own = column.name.as_deref().and_then(|name| table.column(name));
            let own = own.and_then(|column| column.collation.as_deref());
            let expression = || normalised(written.trim_end_matches(" DESC"));
            IndexColumn {
                collation: Some(column.collation)
                    .filter(|collation| *collation != own.unwrap_or("BINARY")),
                key: column.name.unwrap_or_else(expression),
                descending: column.descending,
                ..IndexColumn::default()
            }
        });
        Index {
            unique: self.is_unique,
            columns: columns.collect(),
            condition: after
                .split_once(" WHERE ")
                .map(|(_, condition)| normalised(condition)),
            ..Index::default()
        }
    }
}

/// A column or a constraint in a CREATE TABLE.
struct Clause {
    /// The name of the constraint, if it is one.
    constraint: Option<String>,
    /// What is left after `CONSTRAINT name`.
    text: String,
}

impl Clause {
    fn all_of(create_table: &str) -> Vec<Clause> {
        let clauses = parts(in_parentheses(create_table).0).into_iter();
        clauses
            .map(|clause| match clause.strip_prefix("CONSTRAINT ") {
                Some(named) => Clause {
                    constraint: first_name(named),
                    text: named[end_of_name(named)..].trim().to_owned(),
                },
                None => Clause {
                    constraint: None,
                    text: clause.to_owned(),
                },
            })
            .collect()
    }

    /// The names in the first parentheses.
    fn names(&self) -> Vec<String> {
        parts(in_parentheses(&self.text).0)
            .into_iter()
            .filter_map(first_name)
            .collect()
    }

    fn deferrability(&self) -> Deferrability {
        if self.text.ends_with(" DEFERRABLE INITIALLY DEFERRED") {
            Deferrability::InitiallyDeferred
        } else if self.text.contains(" DEFERRABLE") {
            Deferrability::InitiallyImmediate
        } else {
            Deferrability::NotDeferrable
        }
    }
}

/// Every character with its position, how deep in parentheses it stands and whether it is quoted.
fn marked(sql: &str) -> impl Iterator<Item = (usize, char, usize, bool)> {
    let mut depth = 0;
    let mut quote = None;
    sql.char_indices().map(move |(position, character)| {
        let was_quoted = quote.is_some();
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if "'\"`".contains(character) => quote = Some(character),
            None if character == '(' => depth += 1,
            None if character == ')' => depth -= 1,
            None => {}
        }
        (position, character, depth, was_quoted || quote.is_some())
    })
}

/// What stands in the first parentheses, and what stands after them.
fn in_parentheses(sql: &str) -> (&str, &str) {
    let open = marked(sql).find(|(_, character, _, quoted)| *character == '(' && !quoted);
    let close = marked(sql)
        .find(|(_, character, depth, quoted)| *character == ')' && *depth == 0 && !quoted);
    match (open, close) {
        (Some((open, ..)), Some((close, ..))) => (&sql[open + 1..close], &sql[close + 1..]),
        _ => ("", ""),
    }
}

/// The parts between commas that stand in no parentheses.
fn parts(list: &str) -> Vec<&str> {
    let commas = marked(list)
        .filter(|(_, character, depth, quoted)| *character == ',' && *depth == 0 && !quoted)
        .map(|(position, ..)| position);
    let mut parts = Vec::new();
    let mut start = 0;
    for comma in commas.chain([list.len()]) {
        parts.push(list[start..comma].trim());
        start = comma + 1;
    }
    parts
}

/// The length of the quoted name that a text begins with.
fn end_of_name(sql: &str) -> usize {
    let unquoted = marked(sql)
        .find(|(position, character, _, quoted)| *position > 0 && *character != '"' && !quoted);
    unquoted.map_or(sql.len(), |(position, ..)| position)
}

/// The quoted name that a text begins with.
fn first_name(sql: &str) -> Option<String> {
    let quoted = sql[..end_of_name(sql)]
        .strip_prefix('"')?
        .strip_suffix('"')?;
    Some(quoted.replace("\"\"", "\""))
}
