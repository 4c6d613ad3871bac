use schema_core::definition::{self, Deferrability, ReferentialAction};

use super::Lowering;
use super::catalog::is_unique;
use super::changed::is_in_an_arc;
use super::place::Place;
use crate::dialect::Dialect;
use crate::error::{Feature, Problem};
use crate::schema::{Check, ForeignKey, PrimaryKey, UniqueConstraint};
use crate::sql::Expression;

impl Lowering {
    pub(super) fn primary_key(&mut self, table: &definition::Table) -> Option<PrimaryKey> {
        let key = &table.primary_key;
        let place = Place::object(table, key.name, key.columns);
        let name = match self.rules.primary_key_name(key.name) {
            Some(name) => Some(self.identifier(place, name)?),
            None => None,
        };
        Some(PrimaryKey {
            name,
            columns: self.identifiers(place, key.columns),
        })
    }

    pub(super) fn unique_constraints(
        &mut self,
        table: &definition::Table,
    ) -> Vec<UniqueConstraint> {
        let constraints = table.unique_constraints.iter();
        constraints
            .filter_map(|constraint| self.unique_constraint(table, constraint))
            .collect()
    }

    fn unique_constraint(
        &mut self,
        table: &definition::Table,
        constraint: &definition::UniqueConstraint,
    ) -> Option<UniqueConstraint> {
        let place = Place::object(table, constraint.name, constraint.columns);
        if constraint.deferrability != Deferrability::NotDeferrable {
            self.require(place, Feature::DeferrableUniqueConstraints);
        }
        Some(UniqueConstraint {
            name: self.identifier(place, constraint.name)?,
            columns: self.identifiers(place, constraint.columns),
            nulls_not_distinct: constraint.nulls_not_distinct
                && self.has_nulls_not_distinct(place, table, constraint.columns),
            deferrability: constraint.deferrability,
        })
    }

    /// Whether the database can hold two NULLs for equal; it is a mistake if not, unless there can be
    /// no NULL.
    pub(super) fn has_nulls_not_distinct(
        &mut self,
        place: Place,
        table: &definition::Table,
        columns: &[&str],
    ) -> bool {
        let mut columns = columns.iter().filter_map(|name| table.column(name));
        let lacks = self.rules.lacks(Feature::NullsNotDistinct).is_some();
        if lacks && !columns.any(|column| column.nullable) {
            return false;
        }
        self.require(place, Feature::NullsNotDistinct)
    }

    /// The checks that are declared for this database, then those of text enums.
    pub(super) fn checks(&mut self, table: &'static definition::Table) -> Vec<Check> {
        let mut checks: Vec<Check> = table
            .checks
            .iter()
            .filter_map(|check| self.check(table, check))
            .collect();
        checks.extend(self.enum_checks(table));
        checks
    }

    fn check(&mut self, table: &definition::Table, check: &definition::Check) -> Option<Check> {
        let expression = self.dialect.text_of(&check.expression)?;
        let place = Place::object(table, check.name, &[]);
        let name = self.identifier(place, check.name)?;
        Some(Check {
            name,
            expression: Expression::new(expression),
        })
    }

    pub(super) fn foreign_keys(&mut self, table: &definition::Table) -> Vec<ForeignKey> {
        table
            .foreign_keys
            .iter()
            .filter_map(|key| self.foreign_key(table, key))
            .collect()
    }

    fn foreign_key(
        &mut self,
        table: &definition::Table,
        key: &definition::ForeignKey,
    ) -> Option<ForeignKey> {
        let place = Place::object(table, key.name, key.columns);
        self.check_target(place, key);
        if self.dialect == Dialect::Mysql
            && key.on_delete == ReferentialAction::SetNull
            && is_in_an_arc(table, key)
        {
            self.report(place, Problem::SetNullInAnArc);
        }
        let actions = [key.on_delete, key.on_update];
        if actions.contains(&ReferentialAction::SetDefault) {
            self.require(place, Feature::SetDefault);
        }
        if key.deferrability != Deferrability::NotDeferrable {
            self.require(place, Feature::DeferrableForeignKeys);
        }
        let target = &key.references;
        if target.schema.is_some() && self.catalog.is_external(target) {
            self.require(place, Feature::DatabaseSchemas);
        }
        Some(ForeignKey {
            name: self.identifier(place, key.name)?,
            columns: self.identifiers(place, key.columns),
            references: self.qualified_name(place, target.schema, target.table)?,
            referenced_columns: self.identifiers(place, key.referenced_columns),
            on_delete: key.on_delete,
            on_update: key.on_update,
            deferrability: key.deferrability,
        })
    }

    /// A foreign key references columns of a table of the schema that are unique there.
    fn check_target(&mut self, place: Place, key: &definition::ForeignKey) {
        let model = key.references.model.to_owned();
        let Some(parent) = self.catalog.table(&key.references) else {
            return self.report(place, Problem::ReferencedModelMissing { model });
        };
        let mut missing = key
            .referenced_columns
            .iter()
            .filter(|column| parent.column(column).is_none());
        if let Some(column) = missing.next() {
            let column = (*column).to_owned();
            self.report(place, Problem::ReferencedColumnMissing { model, column });
        } else if !is_unique(self.dialect, parent, key.referenced_columns) {
            let columns = key.referenced_columns.join(", ");
            self.report(place, Problem::ReferenceNotUnique { model, columns });
        }
    }
}
