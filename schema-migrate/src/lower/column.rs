use schema_core::definition::{self, ColumnType, EnumStorage};

use super::Lowering;
use super::catalog::is_keyed;
use super::place::Place;
use crate::dialect::{CommentPlace, TypeRequest};
use crate::error::Problem;
use crate::schema::{Column, Generated, SqlType};
use crate::sql::{Expression, Identifier};

/// The words that PostgreSQL and MySQL take in place of a type.
const SERIAL_TYPES: [&str; 6] = [
    "serial",
    "bigserial",
    "smallserial",
    "serial2",
    "serial4",
    "serial8",
];

impl Lowering {
    pub(super) fn column(
        &mut self,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> Option<Column> {
        let place = Place::column(table, column);
        let name = self.identifier(place, column.name);
        let sql_type = self.sql_type(table, column)?;
        let generated = self.generated(place, column);
        if let Some(limit) = column
            .identity
            .and_then(|_| self.rules.refuses_identity(table, column))
        {
            let (condition, fix) = (limit.condition, limit.fix);
            self.report(
                place,
                Problem::NoIdentity {
                    dialect: self.dialect,
                    condition,
                    fix,
                },
            );
        }
        Some(Column {
            name: name?,
            nullable: column.nullable
                || (generated.is_some() && !self.rules.has_generated_not_null()),
            default: self.default_value(place, column, &sql_type),
            generated,
            identity: column.identity,
            collation: self.collation(place, table, column),
            comment: self.comment(place, column.comment, CommentPlace::Column),
            sql_type,
        })
    }

    /// The type of a column: the one that it names, or the length and name of the column that it
    /// references, or the one that follows from its Diesel type.
    fn sql_type(
        &mut self,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> Option<SqlType> {
        let place = Place::column(table, column);
        let dialect = self.dialect;
        let decisive = self.catalog.decisive_column(table, column, &|candidate| {
            dialect.text_of(&candidate.sql_type).is_some() || candidate.max_length.is_some()
        });
        if let Some(sql_type) = dialect.text_of(&decisive.sql_type) {
            if std::ptr::eq(decisive, column) {
                self.check_not_serial(place, sql_type);
            }
            return Some(SqlType::named(sql_type));
        }
        let request = TypeRequest {
            column_type: &decisive.column_type,
            max_length: decisive.max_length,
            keyed: is_keyed(self.dialect, table, column.name),
            identity: column.identity.is_some(),
        };
        let sql_type = self.declared_type(request);
        if sql_type.is_none() {
            let rust_type = column.rust_type.to_owned();
            self.report(
                place,
                match column.column_type {
                    ColumnType::Custom => Problem::UnknownType { dialect, rust_type },
                    _ => Problem::NoType { dialect, rust_type },
                },
            );
        }
        sql_type
    }

    /// `serial` makes a sequence and is no type: foreign keys to the column could not take it.
    fn check_not_serial(&mut self, place: Place, sql_type: &str) {
        let sql_type = sql_type.trim();
        let is_serial = SERIAL_TYPES
            .iter()
            .any(|serial| sql_type.eq_ignore_ascii_case(serial));
        if is_serial {
            self.report(
                place,
                Problem::SerialType {
                    sql_type: sql_type.to_owned(),
                },
            );
        }
    }

    /// The type that follows from a Diesel type.
    fn declared_type(&self, request: TypeRequest<'_>) -> Option<SqlType> {
        match *request.column_type {
            ColumnType::Enum(declared) if self.is_native(declared) => {
                self.enum_name(declared).map(SqlType::Enum)
            }
            ColumnType::Enum(_) => self.rules.scalar_type(&TypeRequest {
                column_type: &ColumnType::Text,
                keyed: true,
                ..request
            }),
            ColumnType::Array(element) if self.rules.has_arrays() => self
                .declared_type(TypeRequest {
                    column_type: element,
                    ..request
                })
                .map(|element| SqlType::Array(Box::new(element))),
            _ => self.rules.scalar_type(&request),
        }
    }

    /// Whether the database stores an enum as a type of its own.
    pub(super) fn is_native(&self, declared: &definition::Enum) -> bool {
        self.rules.has_enum_types() && declared.storage == EnumStorage::Native
    }

    fn generated(&mut self, place: Place, column: &definition::Column) -> Option<Generated> {
        let generated = column.generated?;
        match self.dialect.text_of(&generated.expression) {
            Some(expression) => Some(Generated {
                expression: Expression::new(expression),
                storage: generated.storage,
            }),
            None => {
                self.report(
                    place,
                    Problem::NoGeneratedExpression {
                        dialect: self.dialect,
                    },
                );
                None
            }
        }
    }

    /// The collation of a column: its own, or the one of the column that it references, or the one
    /// that the check of a text enum needs.
    fn collation(
        &mut self,
        place: Place,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> Option<Identifier> {
        let dialect = self.dialect;
        let decisive = self.catalog.decisive_column(table, column, &|candidate| {
            dialect.text_of(&candidate.collation).is_some()
        });
        let of_enum = match column.column_type {
            ColumnType::Enum(_) if dialect.text_of(&column.sql_type).is_none() => {
                self.rules.enum_collation()
            }
            _ => None,
        };
        let collation = dialect.text_of(&decisive.collation).or(of_enum)?;
        self.identifier(place, collation)
    }
}
