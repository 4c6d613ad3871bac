use std::collections::BTreeMap;

use super::IntrospectError;
use crate::schema::Table;
use crate::sql::{Identifier, QualifiedName};

/// The table in which Diesel notes the migrations that have run.
pub(super) const MIGRATIONS_TABLE: &str = "__diesel_schema_migrations";

/// The tables by name, while the catalogs are read.
///
/// A catalog that is read later may know tables that were made in between: they are left out.
#[derive(Default)]
pub(super) struct Tables(BTreeMap<QualifiedName, Table>);

impl Tables {
    pub(super) fn insert(&mut self, table: Table) {
        self.0.insert(table.name.clone(), table);
    }

    pub(super) fn get_mut(&mut self, name: &QualifiedName) -> Option<&mut Table> {
        self.0.get_mut(name)
    }

    #[cfg(any(feature = "sqlite", feature = "mysql"))]
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        self.0.values_mut()
    }

    /// The tables and what belongs to each, in the order of the names.
    pub(super) fn sorted(self) -> Vec<Table> {
        let mut tables: Vec<Table> = self.0.into_values().collect();
        for table in &mut tables {
            table
                .unique_constraints
                .sort_by(|one, other| one.name.cmp(&other.name));
            table.checks.sort_by(|one, other| one.name.cmp(&other.name));
            table
                .foreign_keys
                .sort_by(|one, other| one.name.cmp(&other.name));
            table
                .indexes
                .sort_by(|one, other| one.name.cmp(&other.name));
            table
                .triggers
                .sort_by(|one, other| one.name.cmp(&other.name));
        }
        tables
    }
}

/// A table of which nothing but the name is known.
pub(super) fn empty_table(name: QualifiedName) -> Table {
    Table {
        name,
        columns: Vec::new(),
        primary_key: None,
        unique_constraints: Vec::new(),
        checks: Vec::new(),
        foreign_keys: Vec::new(),
        indexes: Vec::new(),
        triggers: Vec::new(),
        comment: None,
    }
}

/// A name in the default database schema, or in the one that is given.
pub(super) fn qualified_name(
    schema: Option<String>,
    name: impl Into<String>,
) -> Result<QualifiedName, IntrospectError> {
    Ok(QualifiedName {
        schema: schema.map(Identifier::new).transpose()?,
        name: Identifier::new(name)?,
    })
}

#[cfg(feature = "postgres")]
pub(super) fn identifiers(
    names: impl IntoIterator<Item = String>,
) -> Result<Vec<Identifier>, IntrospectError> {
    let names = names.into_iter().map(Identifier::new);
    Ok(names.collect::<Result<_, _>>()?)
}

/// A comment; an empty one is none.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(super) fn comment(
    comment: Option<String>,
) -> Result<Option<crate::sql::Text>, IntrospectError> {
    let comment = comment.filter(|comment| !comment.is_empty());
    Ok(comment.map(crate::sql::Text::new).transpose()?)
}
