use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text};

use super::{RELATIONS, SCHEMA, Scope, is_own};
use crate::introspect::tables::{
    MIGRATIONS_TABLE, Tables, comment, empty_table, identifiers, qualified_name,
};
use crate::introspect::{IntrospectError, Other, OtherKind};
use crate::sql::{Identifier, QualifiedName};

#[derive(QueryableByName)]
struct Relation {
    #[diesel(sql_type = Nullable<Text>)]
    database_schema: Option<String>,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    is_partition: bool,
    /// The table that it is a partition of or that it inherits from.
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    parent_schema: Option<String>,
    /// The words of the table's definition that no schema says.
    #[diesel(sql_type = Array<Text>)]
    options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    comment: Option<String>,
}

/// The tables, still empty, and what only looks like one.
pub(super) fn load(
    connection: &mut PgConnection,
    scope: &Scope,
) -> Result<(Tables, Vec<Other>), IntrospectError> {
    let is_own = is_own("pg_class", "c.oid");
    let found: Vec<Relation> = sql_query(format!(
        "SELECT {SCHEMA} AS database_schema, c.relname::text AS name, c.relkind::text AS kind,
             c.relispartition AS is_partition, p.relname::text AS parent,
             NULLIF(pn.nspname, current_schema())::text AS parent_schema,
             array_remove(ARRAY[
                 CASE WHEN c.relkind = 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(c.oid) END,
                 CASE WHEN NOT c.relispartition THEN 'INHERITS ' || p.oid::regclass END,
                 CASE WHEN c.relpersistence = 'u' THEN 'UNLOGGED' END], NULL) AS options,
             d.description AS comment
         FROM {RELATIONS}
             LEFT JOIN pg_inherits h ON h.inhrelid = c.oid AND h.inhseqno = 1
             LEFT JOIN pg_class p ON p.oid = h.inhparent
             LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
             LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
                 AND d.classoid = 'pg_class'::regclass
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {is_own}
             AND c.relname <> '{MIGRATIONS_TABLE}'"
    ))
    .bind::<Array<Text>, _>(&scope.schemas)
    .load(connection)
    .map_err(IntrospectError::query("tables"))?;
    let mut tables = Tables::default();
    let mut others = Vec::new();
    for relation in found {
        relation.add_to(&mut tables, &mut others)?;
    }
    Ok((tables, others))
}

impl Relation {
    fn add_to(self, tables: &mut Tables, others: &mut Vec<Other>) -> Result<(), IntrospectError> {
        let name = qualified_name(self.database_schema, self.name)?;
        let kind = match self.kind.as_str() {
            "v" => OtherKind::View,
            "m" => OtherKind::MaterializedView,
            _ if self.is_partition => OtherKind::Partition,
            "f" => OtherKind::ForeignTable,
            _ => {
                let options = identifiers(self.options)?.into_iter();
                others.extend(options.map(|option| table_option(option, &name)));
                let mut table = empty_table(name);
                table.comment = comment(self.comment)?;
                tables.insert(table);
                return Ok(());
            }
        };
        let parent = self.parent.filter(|_| self.is_partition);
        let table = parent.map(|parent| qualified_name(self.parent_schema, parent));
        let table = table.transpose()?;
        others.push(Other { kind, name, table });
        Ok(())
    }
}

fn table_option(option: Identifier, table: &QualifiedName) -> Other {
    Other {
        kind: OtherKind::TableOption,
        name: QualifiedName::unqualified(option),
        table: Some(table.clone()),
    }
}
