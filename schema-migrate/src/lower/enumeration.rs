use schema_core::definition::{self, ColumnType, ReferentialAction};

use super::Lowering;
use super::place::Place;
use crate::dialect::{CommentPlace, Dialect};
use crate::error::Problem;
use crate::schema::{Check, EnumType};
use crate::sql::{Expression, Identifier, QualifiedName, Text};

/// The end of the name of the check that holds a column to the values of a text enum.
const ENUM_CHECK_SUFFIX: &str = "_enum_check";

/// Whether deleting or changing a referenced row changes the column.
fn is_changed_by_a_key(table: &definition::Table, column: &str) -> bool {
    table.foreign_keys.iter().any(|key| {
        let on_delete = matches!(
            key.on_delete,
            ReferentialAction::SetNull | ReferentialAction::SetDefault
        );
        let on_update = !matches!(
            key.on_update,
            ReferentialAction::NoAction | ReferentialAction::Restrict
        );
        key.columns.contains(&column) && (on_delete || on_update)
    })
}

impl Lowering {
    /// The enum types in the order in which the tables first use them, without those of external
    /// tables.
    pub(super) fn enum_types(&mut self, schema: &definition::Schema) -> Vec<EnumType> {
        let external: Vec<&definition::Enum> = schema
            .external
            .iter()
            .flat_map(|table| table.columns)
            .filter_map(|column| self.native_enum(column))
            .collect();
        let mut met: Vec<&'static definition::Enum> = Vec::new();
        let mut enum_types = Vec::new();
        for declared in schema.tables().flat_map(|table| table.columns) {
            let Some(declared) = self.native_enum(declared) else {
                continue;
            };
            match met.iter().find(|first| same_name(first, declared)) {
                Some(first) => self.check_same_values(first, declared),
                None => {
                    met.push(declared);
                    if !external.iter().any(|other| same_name(other, declared)) {
                        enum_types.extend(self.enum_type(declared));
                    }
                }
            }
        }
        enum_types
    }

    /// The enum whose type a column has, if the database knows such types.
    fn native_enum(&self, column: &definition::Column) -> Option<&'static definition::Enum> {
        if self.dialect.text_of(&column.sql_type).is_some() {
            return None;
        }
        enum_of(&column.column_type).filter(|declared| self.is_native(declared))
    }

    fn enum_type(&mut self, declared: &'static definition::Enum) -> Option<EnumType> {
        let place = Place::enumeration(declared);
        if self.catalog.has_table(declared.schema, declared.name) {
            let name = declared.name.to_owned();
            self.report(place, Problem::EnumNamedLikeTable { name });
        }
        Some(EnumType {
            name: self.qualified_name(place, declared.schema, declared.name)?,
            values: self.values(declared),
            comment: self.comment(place, declared.comment, CommentPlace::Table),
        })
    }

    /// The name of an enum's type. A name that is none is reported where the type is lowered.
    pub(super) fn enum_name(&self, declared: &definition::Enum) -> Option<QualifiedName> {
        let schema = match declared.schema {
            Some(schema) => Some(Identifier::new(schema).ok()?),
            None => None,
        };
        Some(QualifiedName {
            schema,
            name: Identifier::new(declared.name).ok()?,
        })
    }

    fn values(&mut self, declared: &'static definition::Enum) -> Vec<Text> {
        let place = Place::enumeration(declared);
        declared
            .values
            .iter()
            .filter_map(|value| self.text(place, value.value))
            .collect()
    }

    fn check_same_values(
        &mut self,
        first: &'static definition::Enum,
        second: &'static definition::Enum,
    ) {
        let same_values = first.values.len() == second.values.len()
            && first
                .values
                .iter()
                .zip(second.values)
                .all(|(one, other)| one.value == other.value);
        if !same_values {
            let problem = Problem::EnumNameTaken {
                name: first.name.to_owned(),
                first: first.rust_name.to_owned(),
                second: second.rust_name.to_owned(),
            };
            let error = Place::enumeration(second).error(problem);
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
    }

    /// The checks that hold the columns of a table to the values of their text enums.
    pub(super) fn enum_checks(&mut self, table: &'static definition::Table) -> Vec<Check> {
        table
            .columns
            .iter()
            .filter_map(|column| self.enum_check(table, column))
            .collect()
    }

    fn enum_check(
        &mut self,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> Option<Check> {
        let declared = enum_of(&column.column_type)?;
        let is_array = matches!(column.column_type, ColumnType::Array(_));
        if self.is_native(declared) || (is_array && !self.rules.has_arrays()) {
            return None;
        }
        if self.dialect == Dialect::Mysql && is_changed_by_a_key(table, column.name) {
            // MySQL refuses a check on such a column; the key is one of the parent's values, which
            // has the check.
            return None;
        }
        let stem = format!("{}_{}", table.name.table, column.name);
        let name = Identifier::shortened(&stem, ENUM_CHECK_SUFFIX).ok()?;
        let operand = Identifier::new(column.name).ok()?.to_sql(self.dialect);
        let values: Vec<String> = self
            .values(declared)
            .iter()
            .map(|value| value.to_sql(self.dialect))
            .collect();
        let values = values.join(", ");
        let condition = if is_array {
            // An array may hold NULLs if the Rust type is a `Vec<Option<_>>`.
            format!("array_remove({operand}::text[], NULL) <@ ARRAY[{values}]")
        } else {
            format!("{operand} IN ({values})")
        };
        Some(Check {
            name,
            expression: Expression::new(condition),
        })
    }
}

/// The enum that a type is, or that it is an array of.
fn enum_of(column_type: &ColumnType) -> Option<&'static definition::Enum> {
    match column_type {
        ColumnType::Enum(declared) => Some(declared),
        ColumnType::Array(element) => enum_of(element),
        _ => None,
    }
}

fn same_name(first: &definition::Enum, second: &definition::Enum) -> bool {
    (first.schema, first.name) == (second.schema, second.name)
}
