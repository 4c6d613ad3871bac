//! What PostgreSQL says, from `pg_catalog`.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text};
use schema_core::definition::{Deferrability, ReferentialAction};
use schema_migrate::Dialect;

use super::expression::{Kind, found_default, normalised};
use super::{Catalog, Column, Enum, ForeignKey, Index, IndexColumn, Table, Unique};
use crate::Outcome;
use crate::database::TestConnection;

impl TestConnection for PgConnection {
    const DIALECT: Dialect = Dialect::Postgres;

    fn catalog(&mut self) -> Outcome<Catalog> {
        let mut tables = tables(self)?;
        for found in load_columns(self)? {
            let table = tables.entry(found.table_name.clone()).or_default();
            table.columns.push(found.column());
        }
        for found in load_constraints(self)? {
            let table = tables.entry(found.table_name.clone()).or_default();
            found.add_to(table)?;
        }
        for found in load_index_columns(self)? {
            let table = tables.entry(found.table_name.clone()).or_default();
            found.add_to(table);
        }
        Ok(Catalog {
            tables,
            enums: enums(self)?,
        })
    }
}

/// The name of a table or type as everything here writes it.
const NAME_OF: &str = "CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END ||";

/// The tables that are not PostgreSQL's own.
const TABLES: &str = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname !~ '^pg_' AND NOT (c.relkind = 'S' AND EXISTS (
        SELECT FROM pg_depend WHERE objid = c.oid AND deptype IN ('a', 'i')))";

fn tables(connection: &mut PgConnection) -> Outcome<BTreeMap<String, Table>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Nullable<Text>)]
        comment: Option<String>,
    }
    let query = format!(
        "SELECT {NAME_OF} c.relname AS name, obj_description(c.oid, 'pg_class') AS comment
         FROM {TABLES}"
    );
    let found: Vec<Found> = sql_query(query).load(connection)?;
    let tables = found.into_iter().map(|table| {
        let comment = table.comment.unwrap_or_default();
        let empty = Table::default();
        (table.name, Table { comment, ..empty })
    });
    Ok(tables.collect())
}

fn enums(connection: &mut PgConnection) -> Outcome<BTreeMap<String, Enum>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Array<Text>)]
        labels: Vec<String>,
        #[diesel(sql_type = Nullable<Text>)]
        comment: Option<String>,
    }
    let query = format!(
        "SELECT {NAME_OF} t.typname AS name, obj_description(t.oid, 'pg_type') AS comment,
             ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid
                   ORDER BY enumsortorder) AS labels
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace AND t.typtype = 'e'"
    );
    let found: Vec<Found> = sql_query(query).load(connection)?;
    let enums = found.into_iter().map(|found| {
        let values = found.labels;
        let comment = found.comment.unwrap_or_default();
        (found.name, Enum { values, comment })
    });
    Ok(enums.collect())
}

#[derive(QueryableByName)]
struct FoundColumn {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql_type: String,
    #[diesel(sql_type = Bool)]
    not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_value: Option<String>,
    #[diesel(sql_type = Text)]
    generated: String,
    #[diesel(sql_type = Text)]
    identity: String,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

fn load_columns(connection: &mut PgConnection) -> QueryResult<Vec<FoundColumn>> {
    // The name of an enum type, or of the enum type of an array's elements, stands by itself.
    let type_name = "CASE
        WHEN t.typtype = 'e' THEN 'enum ' || enums.name
        WHEN elements.typtype = 'e' THEN 'enum ' || enums.name || '[]'
        ELSE format_type(a.atttypid, a.atttypmod) END";
    sql_query(format!(
        "SELECT {NAME_OF} c.relname AS table_name, a.attname::text AS name, {type_name} AS sql_type,
             a.attnotnull AS not_null, pg_get_expr(d.adbin, d.adrelid) AS default_value,
             a.attgenerated::text AS generated, a.attidentity::text AS identity,
             CASE WHEN a.attcollation <> t.typcollation THEN o.collname::text END AS collation,
             col_description(c.oid, a.attnum) AS comment
         FROM {TABLES}
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             JOIN pg_type t ON t.oid = a.atttypid
             LEFT JOIN pg_type elements ON elements.oid = t.typelem
             LEFT JOIN (SELECT t.oid, {NAME_OF} t.typname AS name
                        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace) enums
                 ON enums.oid IN (t.oid, elements.oid)
                     AND 'e' IN (t.typtype, elements.typtype)
                     AND (t.typtype = 'e') = (enums.oid = t.oid)
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
             LEFT JOIN pg_collation o ON o.oid = a.attcollation
         WHERE c.relkind = 'r'
         ORDER BY n.nspname, c.relname, a.attnum"
    ))
    .load(connection)
}

impl FoundColumn {
    fn column(self) -> Column {
        let is_generated = !self.generated.is_empty();
        let is_serial = self
            .default_value
            .as_deref()
            .is_some_and(|default| default.starts_with("nextval("));
        let kind = Kind::of(&self.sql_type);
        let default = self
            .default_value
            .filter(|_| !is_generated && !is_serial)
            .map(|default| found_default(&default, kind));
        Column {
            name: self.name,
            nullable: !self.not_null,
            default,
            generated: is_generated.then_some("stored"),
            identity: match self.identity.as_str() {
                "d" => Some("by default"),
                "a" => Some("always"),
                _ => is_serial.then_some("serial"),
            },
            collation: self.collation,
            comment: self.comment.unwrap_or_default(),
            sql_type: self.sql_type,
        }
    }
}

#[derive(QueryableByName)]
struct FoundConstraint {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    referenced_columns: Vec<String>,
    #[diesel(sql_type = Text)]
    on_delete: String,
    #[diesel(sql_type = Text)]
    on_update: String,
    #[diesel(sql_type = Bool)]
    deferrable: bool,
    #[diesel(sql_type = Bool)]
    deferred: bool,
    #[diesel(sql_type = Bool)]
    nulls_not_distinct: bool,
}

fn load_constraints(connection: &mut PgConnection) -> QueryResult<Vec<FoundConstraint>> {
    let columns = |table: &str, positions: &str| {
        format!(
            "ARRAY(SELECT a.attname::text
                   FROM unnest({positions}) WITH ORDINALITY AS p(attnum, place)
                   JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = p.attnum
                   ORDER BY p.place)"
        )
    };
    sql_query(format!(
        "SELECT {NAME_OF} c.relname AS table_name, k.conname::text AS name, k.contype::text AS kind,
             {} AS columns, {} AS referenced_columns,
             (SELECT {NAME_OF} c.relname FROM {TABLES} WHERE c.oid = k.confrelid) AS parent,
             k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
             k.condeferrable AS deferrable, k.condeferred AS deferred,
             COALESCE(i.indnullsnotdistinct, FALSE) AS nulls_not_distinct
         FROM {TABLES} JOIN pg_constraint k ON k.conrelid = c.oid
             LEFT JOIN pg_index i ON i.indexrelid = k.conindid",
        columns("k.conrelid", "k.conkey"),
        columns("k.confrelid", "k.confkey"),
    ))
    .load(connection)
}

impl FoundConstraint {
    fn add_to(self, table: &mut Table) -> Outcome {
        let deferrability = match (self.deferrable, self.deferred) {
            (false, _) => Deferrability::NotDeferrable,
            (true, false) => Deferrability::InitiallyImmediate,
            (true, true) => Deferrability::InitiallyDeferred,
        };
        match self.kind.as_str() {
            "p" => table.primary_key = self.columns,
            "c" => {
                table.checks.insert(self.name);
            }
            "u" => {
                let unique = Unique {
                    columns: self.columns,
                    nulls_not_distinct: self.nulls_not_distinct,
                    deferrability,
                };
                table.unique.insert(self.name, unique);
            }
            "f" => {
                let key = ForeignKey {
                    columns: self.columns,
                    references: self.parent.unwrap_or_default(),
                    referenced_columns: self.referenced_columns,
                    on_delete: action(&self.on_delete)?,
                    on_update: action(&self.on_update)?,
                    deferrability,
                };
                table.foreign_keys.insert(self.name, key);
            }
            other => return Err(format!("`{}` is a constraint of kind {other}", self.name).into()),
        }
        Ok(())
    }
}

fn action(code: &str) -> Outcome<ReferentialAction> {
    match code {
        "a" => Ok(ReferentialAction::NoAction),
        "r" => Ok(ReferentialAction::Restrict),
        "c" => Ok(ReferentialAction::Cascade),
        "n" => Ok(ReferentialAction::SetNull),
        "d" => Ok(ReferentialAction::SetDefault),
        other => Err(format!("unknown action {other}").into()),
    }
}

/// One row for each column of an index.
#[derive(QueryableByName)]
struct FoundIndexColumn {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Bool)]
    nulls_not_distinct: bool,
    #[diesel(sql_type = Text)]
    method: String,
    #[diesel(sql_type = Nullable<Text>)]
    condition: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    column_name: Option<String>,
    #[diesel(sql_type = Text)]
    definition: String,
    #[diesel(sql_type = Bool)]
    included: bool,
    #[diesel(sql_type = Bool)]
    descending: bool,
    #[diesel(sql_type = Bool)]
    nulls_first: bool,
    #[diesel(sql_type = Nullable<Text>)]
    operator_class: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    collation: Option<String>,
}

fn load_index_columns(connection: &mut PgConnection) -> QueryResult<Vec<FoundIndexColumn>> {
    sql_query(format!(
        "SELECT {NAME_OF} c.relname AS table_name, r.relname::text AS name,
             i.indisunique AS is_unique, i.indnullsnotdistinct AS nulls_not_distinct,
             m.amname::text AS method, pg_get_expr(i.indpred, i.indrelid) AS condition,
             a.attname::text AS column_name, pg_get_indexdef(i.indexrelid, p + 1, TRUE) AS definition,
             p >= i.indnkeyatts AS included,
             COALESCE(i.indoption[p] & 1 = 1, FALSE) AS descending,
             COALESCE(i.indoption[p] & 2 = 2, FALSE) AS nulls_first,
             CASE WHEN NOT o.opcdefault THEN o.opcname::text END AS operator_class,
             CASE WHEN i.indcollation[p] <> a.attcollation THEN l.collname::text END AS collation
         FROM {TABLES} JOIN pg_index i ON i.indrelid = c.oid
             JOIN pg_class r ON r.oid = i.indexrelid JOIN pg_am m ON m.oid = r.relam
             CROSS JOIN LATERAL generate_series(0, i.indnatts - 1) AS p
             LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[p]
             LEFT JOIN pg_opclass o ON o.oid = i.indclass[p]
             LEFT JOIN pg_collation l ON l.oid = i.indcollation[p]
         WHERE NOT EXISTS (SELECT FROM pg_constraint k
                           WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
         ORDER BY 1, 2, p"
    ))
    .load(connection)
}

impl FoundIndexColumn {
    fn add_to(self, table: &mut Table) {
        let index = table.indexes.entry(self.name).or_insert_with(|| Index {
            unique: self.is_unique,
            columns: Vec::new(),
            condition: self.condition.as_deref().map(normalised),
            method: Some(self.method.clone()).filter(|method| method != "btree"),
            include: Vec::new(),
            nulls_not_distinct: self.nulls_not_distinct,
        });
        let key = self
            .column_name
            .unwrap_or_else(|| normalised(&self.definition));
        if self.included {
            index.include.push(key);
            return;
        }
        let nulls = match (self.descending, self.nulls_first) {
            (false, true) => Some("first"),
            (true, false) => Some("last"),
            _ => None,
        };
        index.columns.push(IndexColumn {
            key,
            descending: self.descending,
            nulls: nulls.filter(|_| self.method == "btree"),
            operator_class: self.operator_class,
            collation: self.collation,
        });
    }
}
