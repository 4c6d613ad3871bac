//! What a declaration knows of the past and of its places, and a schema of a database does not.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::definition::{self, ColumnType, EnumStorage};

use super::Rename;
use crate::dialect::Dialect;
use crate::schema::SqlSchema;
use crate::sql::{Expression, Identifier, QualifiedName, Text};

/// The names of a table and of a thing within it.
type Place = (QualifiedName, Option<Identifier>);

/// What the declaration of a schema says beside the schema: former names, values for rows that are
/// there already, and where in the Rust code things come from.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    renames: Vec<(Rename, String)>,
    backfills: BTreeMap<Place, Expression>,
    /// The tables with values for rows in whose SQL a name is, in lower case.
    readers: BTreeMap<String, BTreeSet<QualifiedName>>,
    places: BTreeMap<Place, String>,
}

impl Hints {
    /// The hints of a declared schema for one database.
    pub fn of<S: schema_core::Schema>(dialect: Dialect) -> Hints {
        Hints::from_definition(S::SCHEMA, dialect)
    }

    /// The hints of a schema for one database.
    pub fn from_definition(schema: &definition::Schema, dialect: Dialect) -> Hints {
        let mut hints = Hints::default();
        for table in schema.tables() {
            // A name that is none is reported where the schema is lowered.
            let _ = hints.add_table(table, dialect);
        }
        // A table is renamed before what is within it.
        hints
            .renames
            .sort_by_key(|(rename, _)| super::sequence::rank(rename));
        hints.renames.dedup();
        hints
    }

    /// The value for rows that are there when a column is added or becomes NOT NULL.
    pub(crate) fn backfill(
        &self,
        table: &QualifiedName,
        column: &Identifier,
    ) -> Option<&Expression> {
        self.backfills.get(&(table.clone(), Some(column.clone())))
    }

    /// The same without the values of some columns, which get them otherwise.
    pub(crate) fn without_backfills<'c>(
        &self,
        columns: impl Iterator<Item = (&'c QualifiedName, &'c Identifier)>,
    ) -> Hints {
        let mut hints = self.clone();
        for (table, column) in columns {
            hints
                .backfills
                .remove(&(table.clone(), Some(column.clone())));
        }
        hints
    }

    /// Whether the rows of another table get values from a table.
    pub(crate) fn is_read(&self, table: &QualifiedName) -> bool {
        self.readers(table).next().is_some()
    }

    /// The other tables whose rows get values from a table.
    pub(crate) fn readers<'h>(
        &'h self,
        table: &'h QualifiedName,
    ) -> impl Iterator<Item = &'h QualifiedName> {
        let readers = self.readers.get(&table.name.as_str().to_lowercase());
        let readers = readers.into_iter().flatten();
        readers.filter(move |reader| *reader != table)
    }

    /// Whether a text in SQL is in a value for rows that are there.
    pub(crate) fn is_filled_with(&self, text: &str) -> bool {
        let mut values = self.backfills.values();
        values.any(|value| value.as_str().contains(text))
    }

    /// Where something comes from: `Plan.title`.
    pub(crate) fn place(&self, table: &QualifiedName, object: Option<&Identifier>) -> Option<&str> {
        let place = self.places.get(&(table.clone(), object.cloned()));
        place
            .or_else(|| self.places.get(&(table.clone(), None)))
            .map(String::as_str)
    }

    /// The renames that are still to be done, and where those stand that have done their work or have
    /// nothing to do.
    pub(crate) fn renames(
        &self,
        before: &SqlSchema,
        after: &SqlSchema,
    ) -> (Vec<Rename>, Vec<String>) {
        let declared: Vec<Rename> = self.renames.iter().map(|(one, _)| one.clone()).collect();
        let (mut due, current) = super::due::among(&declared, before, after);
        let stale = self.renames.iter().filter(|(one, _)| !due.contains(one));
        let stale = stale.map(|(_, place)| place.clone()).collect();
        due.extend(super::derived::names(&current, after, &due));
        (due, stale)
    }

    fn add_table(&mut self, table: &definition::Table, dialect: Dialect) -> Option<()> {
        let model = table.name.model;
        let name = qualified(table.name.schema, table.name.table)?;
        self.places.insert((name.clone(), None), model.to_owned());
        if let Some(former) = table.renamed_from {
            let from = qualified(table.name.schema, former)?;
            let to = name.clone();
            self.add(Rename::Table { from, to }, model.to_owned());
        }
        for column in table.columns {
            self.add_column(&name, column, format!("{model}.{}", column.field), dialect)?;
        }
        let constraints = (table.unique_constraints.iter())
            .map(|one| (one.name, one.columns, one.renamed_from))
            .chain(
                table
                    .checks
                    .iter()
                    .map(|one| (one.name, &[] as &[&str], one.renamed_from)),
            )
            .chain(
                table
                    .foreign_keys
                    .iter()
                    .map(|one| (one.name, one.columns, one.renamed_from)),
            );
        for (constraint, columns, former) in constraints {
            let place = place_of(table, columns);
            let to = Identifier::new(constraint).ok()?;
            self.places
                .insert((name.clone(), Some(to.clone())), place.clone());
            if let Some(former) = former {
                let (table, from) = (name.clone(), Identifier::new(former).ok()?);
                self.add(Rename::Constraint { table, from, to }, place);
            }
        }
        for index in dialect.indexes_of(table) {
            let to = Identifier::new(index.name).ok()?;
            self.places
                .insert((name.clone(), Some(to.clone())), model.to_owned());
            if let Some(former) = index.renamed_from {
                let (table, from) = (name.clone(), Identifier::new(former).ok()?);
                self.add(Rename::Index { table, from, to }, model.to_owned());
            }
        }
        Some(())
    }

    fn add_column(
        &mut self,
        table: &QualifiedName,
        column: &definition::Column,
        place: String,
        dialect: Dialect,
    ) -> Option<()> {
        let name = Identifier::new(column.name).ok()?;
        let key = (table.clone(), Some(name.clone()));
        self.places.insert(key.clone(), place.clone());
        if let Some(former) = column.renamed_from {
            let rename = Rename::Column {
                table: table.clone(),
                from: Identifier::new(former).ok()?,
                to: name.clone(),
            };
            self.add(rename, place);
        }
        if let Some(backfill) = dialect.text_of(&column.backfill) {
            let value = Expression::new(backfill);
            for named in super::apply::names(&value) {
                self.readers
                    .entry(named.to_lowercase())
                    .or_default()
                    .insert(table.clone());
            }
            self.backfills.insert(key, value);
        }
        self.add_enum(table, &name, &column.column_type, dialect)
    }

    fn add_enum(
        &mut self,
        table: &QualifiedName,
        column: &Identifier,
        column_type: &ColumnType,
        dialect: Dialect,
    ) -> Option<()> {
        let declared = match column_type {
            ColumnType::Enum(declared) => declared,
            ColumnType::Array(element) => return self.add_enum(table, column, element, dialect),
            _ => return Some(()),
        };
        let is_native = dialect.rules().has_enum_types() && declared.storage == EnumStorage::Native;
        let to = qualified(declared.schema, declared.name)?;
        if let Some(former) = declared.renamed_from.filter(|_| is_native) {
            let from = qualified(declared.schema, former)?;
            let rename = Rename::EnumType {
                from,
                to: to.clone(),
            };
            self.add(rename, declared.rust_name.to_owned());
        }
        for value in declared.values {
            let Some(former) = value.renamed_from else {
                continue;
            };
            let (from, new) = (Text::new(former).ok()?, Text::new(value.value).ok()?);
            let rename = if is_native {
                Rename::EnumValue {
                    enum_type: to.clone(),
                    from,
                    to: new,
                }
            } else {
                let (table, column) = (table.clone(), column.clone());
                Rename::TextValue {
                    table,
                    column,
                    from,
                    to: new,
                }
            };
            self.add(rename, format!("{}::{}", declared.rust_name, value.variant));
        }
        Some(())
    }

    fn add(&mut self, rename: Rename, place: String) {
        let hint = (rename, place);
        if !self.renames.contains(&hint) {
            self.renames.push(hint);
        }
    }
}

fn qualified(schema: Option<&str>, name: &str) -> Option<QualifiedName> {
    let schema = match schema {
        Some(schema) => Some(Identifier::new(schema).ok()?),
        None => None,
    };
    let name = Identifier::new(name).ok()?;
    Some(QualifiedName { schema, name })
}

/// The field of a constraint over one column, otherwise the model.
fn place_of(table: &definition::Table, columns: &[&str]) -> String {
    let model = table.name.model;
    match columns {
        [column] => match table.column(column) {
            Some(column) => format!("{model}.{}", column.field),
            None => model.to_owned(),
        },
        _ => model.to_owned(),
    }
}
