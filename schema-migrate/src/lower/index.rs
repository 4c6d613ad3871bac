use schema_core::definition::{self, Direction, NullsOrder};

use super::Lowering;
use super::place::Place;
use crate::error::{Feature, Problem};
use crate::schema::{Index, IndexColumn, IndexKey, SqlType, Table};
use crate::sql::{Expression, Identifier};

/// The index method of every database where none is named.
const DEFAULT_METHOD: &str = "btree";

impl Lowering {
    pub(super) fn indexes(&mut self, table: &definition::Table) -> Vec<Index> {
        self.dialect
            .indexes_of(table)
            .filter_map(|index| self.index(table, index))
            .collect()
    }

    fn index(
        &mut self,
        table: &definition::Table,
        index: &'static definition::Index,
    ) -> Option<Index> {
        let place = place(table, index);
        if index.condition.is_some() {
            self.require(place, Feature::PartialIndexes);
        }
        if !index.include.is_empty() {
            self.require(place, Feature::IncludedColumns);
        }
        Some(Index {
            name: self.identifier(place, index.name)?,
            columns: index
                .columns
                .iter()
                .filter_map(|column| self.index_column(place, column))
                .collect(),
            unique: index.unique,
            nulls_not_distinct: index.nulls_not_distinct
                && self.has_nulls_not_distinct(place, table, &indexed_columns(index)),
            condition: index.condition.map(Expression::new),
            method: self.index_method(place, index),
            include: self.identifiers(place, index.include),
        })
    }

    fn index_column(
        &mut self,
        place: Place,
        column: &definition::IndexColumn,
    ) -> Option<IndexColumn> {
        let key = match column.key {
            definition::IndexKey::Column(name) => IndexKey::Column(self.identifier(place, name)?),
            definition::IndexKey::Expression(expression) => {
                self.require(place, Feature::ExpressionIndexes);
                IndexKey::Expression(Expression::new(expression))
            }
        };
        if column.operator_class.is_some() {
            self.require(place, Feature::OperatorClasses);
        }
        let collation = match column.collation {
            Some(collation) => {
                self.require(place, Feature::IndexCollations);
                self.identifier(place, collation)
            }
            None => None,
        };
        Some(IndexColumn {
            key,
            direction: column.direction,
            nulls: self.nulls_order(place, column),
            operator_class: column.operator_class.map(Expression::new),
            collation,
        })
    }

    /// Where an index puts NULLs, if it is not where the database puts them anyway.
    fn nulls_order(
        &mut self,
        place: Place,
        column: &definition::IndexColumn,
    ) -> Option<NullsOrder> {
        let descending = column.direction == Direction::Descending;
        let default = if self.rules.nulls_are_largest() == descending {
            NullsOrder::First
        } else {
            NullsOrder::Last
        };
        let wanted = column.nulls.filter(|nulls| *nulls != default)?;
        self.require(place, Feature::NullsOrder);
        Some(wanted)
    }

    /// The method of an index, if it is not the default one.
    fn index_method(&mut self, place: Place, index: &definition::Index) -> Option<Identifier> {
        let method = index.method?.trim().to_ascii_lowercase();
        if method == DEFAULT_METHOD {
            return None;
        }
        if !self.rules.has_index_method(&method) {
            self.report(
                place,
                Problem::NoIndexMethod {
                    dialect: self.dialect,
                    method,
                },
            );
            return None;
        }
        self.identifier(place, &method)
    }

    /// No key of a table is longer than the database allows.
    pub(super) fn check_key_lengths(&mut self, declared: &definition::Table, table: &Table) {
        let primary_key = &declared.primary_key;
        let places = std::iter::once((primary_key.name, primary_key.columns.to_vec()))
            .chain(
                declared
                    .unique_constraints
                    .iter()
                    .map(|constraint| (constraint.name, constraint.columns.to_vec())),
            )
            .chain(
                self.dialect
                    .indexes_of(declared)
                    .filter(|index| holds_values(index))
                    .map(|index| (index.name, indexed_columns(index))),
            );
        for (name, columns) in places {
            let types: Vec<&SqlType> = table
                .columns
                .iter()
                .filter(|column| columns.contains(&column.name.as_str()))
                .map(|column| &column.sql_type)
                .collect();
            if let Some(excess) = self.rules.key_excess(&types) {
                let (bytes, limit) = (excess.bytes, excess.limit);
                let place = Place::object(declared, name, &columns);
                self.report(
                    place,
                    Problem::KeyTooLong {
                        dialect: self.dialect,
                        bytes,
                        limit,
                    },
                );
            }
        }
    }
}

fn place(table: &definition::Table, index: &'static definition::Index) -> Place {
    Place::object(table, index.name, &indexed_columns(index))
}

fn indexed_columns(index: &definition::Index) -> Vec<&'static str> {
    let keys = index.columns.iter().map(|column| column.key);
    keys.filter_map(|key| match key {
        definition::IndexKey::Column(name) => Some(name),
        definition::IndexKey::Expression(_) => None,
    })
    .collect()
}

/// Whether an index holds the values of its columns, and not words or shapes in them.
pub(super) fn holds_values(index: &definition::Index) -> bool {
    !index.method.is_some_and(|method| {
        ["fulltext", "spatial"]
            .iter()
            .any(|other| method.trim().eq_ignore_ascii_case(other))
    })
}
