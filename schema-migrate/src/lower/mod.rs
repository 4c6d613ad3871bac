//! From a declared schema to what one database sees.
//!
//! [`Lowering`] walks the declaration once. Whatever the database cannot express is reported with
//! its place and left out, so that one run finds every mistake.

mod cascade;
mod catalog;
mod changed;
mod column;
mod constraint;
mod default;
mod enumeration;
mod index;
mod place;
mod polymorphic;

use schema_core::definition;

use crate::dialect::{CommentPlace, Dialect, Rules};
use crate::error::{Feature, LoweringError, LoweringErrors, Problem};
use crate::schema::{SqlSchema, Table};
use crate::sql::{Identifier, QualifiedName, Text};

use catalog::Catalog;
use place::Place;

impl SqlSchema {
    /// Lowers the schema that `schema!` declares to one database.
    pub fn of<S: schema_core::Schema>(dialect: Dialect) -> Result<SqlSchema, LoweringErrors> {
        SqlSchema::lower(S::SCHEMA, dialect)
    }

    /// Lowers a schema to one database; the error lists everything that the database cannot express.
    ///
    /// Tables of other crates are left out, and so are the enum types of their columns. Defaults,
    /// checks and collations that are written for other databases only are left out as well.
    ///
    /// A foreign key column without a length, SQL type or collation of its own takes those of the
    /// column that it references.
    pub fn lower(
        schema: &definition::Schema,
        dialect: Dialect,
    ) -> Result<SqlSchema, LoweringErrors> {
        let mut lowering = Lowering {
            catalog: Catalog::of(schema),
            dialect,
            rules: dialect.rules(),
            errors: Vec::new(),
        };
        lowering.names_differ_in_more_than_case(schema);
        let enum_types = lowering.enum_types(schema);
        let mut tables: Vec<Table> = schema
            .tables()
            .filter_map(|table| lowering.table(table))
            .collect();
        lowering.triggers(schema, &mut tables);
        let names = enum_types
            .iter()
            .map(|enum_type| &enum_type.name)
            .chain(tables.iter().map(|table| &table.name));
        let database_schemas = lowering.database_schemas(names);
        if lowering.errors.is_empty() {
            Ok(SqlSchema {
                dialect,
                database_schemas,
                enum_types,
                tables,
            })
        } else {
            let errors = lowering.errors;
            Err(LoweringErrors {
                schema: schema.name.to_owned(),
                dialect,
                errors,
            })
        }
    }
}

/// One walk over a declared schema.
struct Lowering {
    catalog: Catalog,
    dialect: Dialect,
    rules: &'static dyn Rules,
    errors: Vec<LoweringError>,
}

impl Lowering {
    fn table(&mut self, table: &'static definition::Table) -> Option<Table> {
        let place = Place::table(table);
        if table.name.schema.is_some() {
            self.require(place, Feature::DatabaseSchemas);
        }
        let name = self.qualified_name(place, table.name.schema, table.name.table);
        let columns = table
            .columns
            .iter()
            .filter_map(|column| self.column(table, column))
            .collect();
        let lowered = Table {
            primary_key: self.primary_key(table),
            unique_constraints: self.unique_constraints(table),
            checks: self.checks(table),
            foreign_keys: self.foreign_keys(table),
            indexes: self.indexes(table),
            triggers: Vec::new(),
            comment: self.comment(place, table.comment, CommentPlace::Table),
            columns,
            name: name?,
        };
        self.check_key_lengths(table, &lowered);
        self.expressions_of_changed_columns(table, &lowered);
        Some(lowered)
    }

    /// SQLite finds tables and columns, and MySQL columns, by their names in any case.
    fn names_differ_in_more_than_case(&mut self, schema: &definition::Schema) {
        if self.dialect == Dialect::Postgres {
            return;
        }
        let mut tables: Vec<&str> = Vec::new();
        for table in schema.tables() {
            if self.dialect == Dialect::Sqlite {
                self.differs(Place::table(table), &mut tables, table.name.table);
            }
            let mut columns: Vec<&str> = Vec::new();
            for column in table.columns {
                self.differs(Place::column(table, column), &mut columns, column.name);
            }
        }
    }

    fn differs<'n>(&mut self, place: Place, met: &mut Vec<&'n str>, name: &'n str) {
        let is_same = |other: &&&str| **other != name && other.eq_ignore_ascii_case(name);
        if let Some(other) = met.iter().find(is_same) {
            let problem = Problem::SameInAnotherCase {
                dialect: self.dialect,
                name: name.to_owned(),
                other: (*other).to_owned(),
            };
            self.report(place, problem);
        }
        met.push(name);
    }

    /// The database schemas that the names are in and that the schema creates.
    fn database_schemas<'a>(
        &self,
        names: impl Iterator<Item = &'a QualifiedName>,
    ) -> Vec<Identifier> {
        let mut database_schemas = Vec::new();
        for name in names.filter_map(|name| name.schema.as_ref()) {
            let is_own = self.rules.creates_database_schema(name.as_str());
            if is_own && !database_schemas.contains(name) {
                database_schemas.push(name.clone());
            }
        }
        database_schemas
    }

    fn report(&mut self, place: Place, problem: impl Into<Problem>) {
        self.errors.push(place.error(problem.into()));
    }

    /// Whether the database has a feature; it is a mistake if not.
    fn require(&mut self, place: Place, feature: Feature) -> bool {
        match self.rules.lacks(feature) {
            Some(fix) => {
                self.report(
                    place,
                    Problem::Lacks {
                        dialect: self.dialect,
                        feature,
                        fix,
                    },
                );
                false
            }
            None => true,
        }
    }

    fn identifier(&mut self, place: Place, name: &str) -> Option<Identifier> {
        if !self.rules.name_fits(name) {
            let name = name.to_owned();
            self.report(
                place,
                Problem::NameTooLong {
                    dialect: self.dialect,
                    name,
                },
            );
            return None;
        }
        if let Some(fault) = self.rules.name_fault(name) {
            let problem = Problem::NameRefused {
                dialect: self.dialect,
                name: name.to_owned(),
                fault,
            };
            self.report(place, problem);
            return None;
        }
        match Identifier::new(name) {
            Ok(identifier) => Some(identifier),
            Err(invalid) => {
                self.report(place, invalid);
                None
            }
        }
    }

    fn identifiers(&mut self, place: Place, names: &[&str]) -> Vec<Identifier> {
        names
            .iter()
            .filter_map(|name| self.identifier(place, name))
            .collect()
    }

    fn qualified_name(
        &mut self,
        place: Place,
        schema: Option<&str>,
        name: &str,
    ) -> Option<QualifiedName> {
        let schema = match schema {
            Some(schema) => Some(self.identifier(place, schema)?),
            None => None,
        };
        Some(QualifiedName {
            schema,
            name: self.identifier(place, name)?,
        })
    }

    fn text(&mut self, place: Place, text: &str) -> Option<Text> {
        match Text::new(text) {
            Ok(text) => Some(text),
            Err(invalid) => {
                self.report(place, invalid);
                None
            }
        }
    }

    fn comment(&mut self, place: Place, comment: &str, on: CommentPlace) -> Option<Text> {
        let comment = self.rules.comment(comment.trim(), on)?;
        self.text(place, &comment)
    }
}
