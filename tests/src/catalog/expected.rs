//! What a database should say about the tables of a declared schema.
//!
//! This follows from the declaration and from what the database is known to make of it; nothing
//! here asks `schema-migrate`.

use std::collections::BTreeMap;

use schema_core::definition::{
    self, ColumnType, Direction, GeneratedStorage, Identity, IndexKey, NullsOrder,
    ReferentialAction,
};
use schema_migrate::Dialect;

use super::expression::{declared_default, normalised};
use super::{Catalog, Column, Enum, ForeignKey, Index, IndexColumn, Table, Unique, types};

/// What a database should say once the script that creates a schema has run.
pub fn expected(schema: &'static definition::Schema, dialect: Dialect) -> Catalog {
    let declared = Declared { schema, dialect };
    Catalog {
        tables: schema
            .tables()
            .map(|table| (table_name(&table.name), declared.table(table)))
            .collect(),
        enums: declared.enums(),
    }
}

/// A name with the database schema in front of it.
pub(super) fn qualified(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{schema}.{name}"),
        None => name.to_owned(),
    }
}

fn table_name(name: &definition::TableName) -> String {
    qualified(name.schema, name.table)
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

struct Declared {
    schema: &'static definition::Schema,
    dialect: Dialect,
}

impl Declared {
    fn enums(&self) -> BTreeMap<String, Enum> {
        let columns = self.schema.tables().flat_map(|table| table.columns);
        columns
            .filter(|column| self.text(&column.sql_type).is_none())
            .filter_map(|column| enum_of(&column.column_type))
            .filter(|declared| types::is_native(declared, self.dialect))
            .map(|declared| {
                let values = declared.values.iter().map(|value| value.value.to_owned());
                let found = Enum {
                    values: values.collect(),
                    comment: declared.comment.to_owned(),
                };
                (qualified(declared.schema, declared.name), found)
            })
            .collect()
    }

    fn table(&self, declared: &'static definition::Table) -> Table {
        let mut table = Table {
            columns: declared
                .columns
                .iter()
                .map(|column| self.column(declared, column))
                .collect(),
            primary_key: strings(declared.primary_key.columns),
            foreign_keys: declared
                .foreign_keys
                .iter()
                .map(|key| (key.name.to_owned(), self.foreign_key(key)))
                .collect(),
            unique: declared
                .unique_constraints
                .iter()
                .map(|constraint| (constraint.name.to_owned(), unique(constraint)))
                .collect(),
            checks: declared
                .checks
                .iter()
                .filter(|check| self.text(&check.expression).is_some())
                .map(|check| check.name.to_owned())
                .chain(self.enum_checks(declared))
                .collect(),
            indexes: declared
                .indexes
                .iter()
                .filter(|index| match self.dialect {
                    Dialect::Postgres => index.only.postgres,
                    Dialect::Sqlite => index.only.sqlite,
                    Dialect::Mysql => index.only.mysql,
                })
                .map(|index| (index.name.to_owned(), self.index(index)))
                .collect(),
            comment: self.comment(declared.comment),
        };
        if self.dialect == Dialect::Mysql {
            unique_constraints_are_indexes(&mut table);
            foreign_keys_have_indexes(&mut table);
        }
        table
    }

    fn column(
        &self,
        table: &'static definition::Table,
        declared: &'static definition::Column,
    ) -> Column {
        Column {
            name: declared.name.to_owned(),
            // SQLite numbers the rows of nothing else; a column that references it keeps its own type.
            sql_type: match declared.identity.is_some() && self.dialect == Dialect::Sqlite {
                true => "INTEGER".to_owned(),
                false => self.sql_type(table, declared),
            },
            // MariaDB takes no NOT NULL on a generated column.
            nullable: declared.nullable
                || (declared.generated.is_some() && self.dialect == Dialect::Mysql),
            default: self.default(declared),
            generated: declared.generated.map(|generated| match generated.storage {
                GeneratedStorage::Stored => "stored",
                GeneratedStorage::Virtual => "virtual",
            }),
            identity: declared.identity.map(|identity| self.identity(identity)),
            collation: self.collation(table, declared),
            comment: self.comment(declared.comment),
        }
    }

    /// The type that the column names, or else the one of the column that it references, or else
    /// the one that follows from its Diesel type.
    fn sql_type(
        &self,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> String {
        if let Some(written) = self.text(&column.sql_type) {
            return types::written_name(written, self.dialect);
        }
        if column.max_length.is_none()
            && let Some((parent, referenced)) = self.referenced(table, column)
        {
            return self.sql_type(parent, referenced);
        }
        let in_key = is_in_key(table, column.name);
        types::name(&column.column_type, column.max_length, in_key, self.dialect)
    }

    /// The collation that the column names, or else the one of the column that it references. An
    /// enum that is text tells upper from lower case.
    fn collation(
        &self,
        table: &'static definition::Table,
        column: &'static definition::Column,
    ) -> Option<String> {
        if let Some(collation) = self.text(&column.collation) {
            return Some(collation.to_owned());
        }
        if let Some((parent, referenced)) = self.referenced(table, column) {
            return self.collation(parent, referenced);
        }
        let is_enum = matches!(column.column_type, ColumnType::Enum(_));
        (is_enum && self.dialect == Dialect::Mysql).then(|| "utf8mb4_bin".to_owned())
    }

    /// The column of another table that a column references.
    fn referenced(
        &self,
        table: &'static definition::Table,
        column: &definition::Column,
    ) -> Option<(&'static definition::Table, &'static definition::Column)> {
        table.foreign_keys.iter().find_map(|key| {
            let place = key.columns.iter().position(|name| *name == column.name)?;
            let parent = self.schema.table_of_model(key.references.model)?;
            let referenced = parent.column(key.referenced_columns.get(place)?)?;
            (parent.name != table.name).then_some((parent, referenced))
        })
    }

    fn default(&self, column: &definition::Column) -> Option<String> {
        let default = declared_default(&column.default?, self.dialect)?;
        let is_date = column.column_type == ColumnType::Date;
        // `now()` is narrowed to the column's type, which PostgreSQL does when it stores the value.
        if default == "now" && is_date && self.dialect != Dialect::Postgres {
            return Some("today".to_owned());
        }
        Some(default)
    }

    fn identity(&self, identity: Identity) -> &'static str {
        match identity {
            Identity::Always if self.dialect == Dialect::Postgres => "always",
            Identity::Serial if self.dialect == Dialect::Postgres => "serial",
            _ => "by default",
        }
    }

    fn foreign_key(&self, key: &definition::ForeignKey) -> ForeignKey {
        ForeignKey {
            columns: strings(key.columns),
            references: table_name(&key.references),
            referenced_columns: strings(key.referenced_columns),
            on_delete: self.action(key.on_delete),
            on_update: self.action(key.on_update),
            deferrability: key.deferrability,
        }
    }

    /// MySQL knows only one way to refuse a change.
    fn action(&self, action: ReferentialAction) -> ReferentialAction {
        match action {
            ReferentialAction::NoAction if self.dialect == Dialect::Mysql => {
                ReferentialAction::Restrict
            }
            other => other,
        }
    }

    fn enum_checks(&self, table: &'static definition::Table) -> impl Iterator<Item = String> {
        let columns = table.columns.iter();
        let held = columns.filter(|column| {
            enum_of(&column.column_type)
                .is_some_and(|declared| !types::is_native(declared, self.dialect))
        });
        held.map(|column| format!("{}_{}_enum_check", table.name.table, column.name))
    }

    fn index(&self, index: &definition::Index) -> Index {
        let method = index.method.map(str::to_lowercase);
        Index {
            unique: index.unique,
            columns: index
                .columns
                .iter()
                .map(|column| self.index_column(column))
                .collect(),
            condition: index.condition.map(normalised),
            method: method.filter(|method| method != "btree"),
            include: strings(index.include),
            nulls_not_distinct: index.nulls_not_distinct,
        }
    }

    fn index_column(&self, column: &definition::IndexColumn) -> IndexColumn {
        let descending = column.direction == Direction::Descending;
        let default = match (self.dialect, descending) {
            (Dialect::Postgres, true) | (Dialect::Sqlite | Dialect::Mysql, false) => {
                NullsOrder::First
            }
            (Dialect::Postgres, false) | (Dialect::Sqlite | Dialect::Mysql, true) => {
                NullsOrder::Last
            }
        };
        let nulls = column.nulls.filter(|nulls| *nulls != default);
        IndexColumn {
            key: match column.key {
                IndexKey::Column(name) => name.to_owned(),
                IndexKey::Expression(expression) => normalised(expression),
            },
            descending,
            nulls: nulls.map(|nulls| match nulls {
                NullsOrder::First => "first",
                NullsOrder::Last => "last",
            }),
            operator_class: column.operator_class.map(str::to_owned),
            collation: column.collation.map(str::to_owned),
        }
    }

    fn comment(&self, comment: &str) -> String {
        match self.dialect {
            Dialect::Sqlite => String::new(),
            Dialect::Postgres | Dialect::Mysql => comment.to_owned(),
        }
    }

    fn text(&self, text: &definition::DialectText) -> Option<&'static str> {
        let own = match self.dialect {
            Dialect::Postgres => text.postgres,
            Dialect::Sqlite => text.sqlite,
            Dialect::Mysql => text.mysql,
        };
        own.or(text.all)
    }
}

fn unique(constraint: &definition::UniqueConstraint) -> Unique {
    Unique {
        columns: strings(constraint.columns),
        nulls_not_distinct: constraint.nulls_not_distinct,
        deferrability: constraint.deferrability,
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

/// Whether a column is part of a key or of an index of values.
fn is_in_key(table: &definition::Table, column: &str) -> bool {
    let foreign_keys = table.foreign_keys.iter().map(|key| key.columns);
    let unique = table.unique_constraints.iter().map(|unique| unique.columns);
    let indexes = table
        .indexes
        .iter()
        .filter(|index| index.method != Some("fulltext"))
        .flat_map(|index| index.columns);
    foreign_keys
        .chain(unique)
        .chain([table.primary_key.columns])
        .any(|columns| columns.contains(&column))
        || indexes
            .map(|indexed| indexed.key)
            .any(|key| matches!(key, IndexKey::Column(name) if name == column))
}

/// MySQL makes a unique index of a unique constraint.
fn unique_constraints_are_indexes(table: &mut Table) {
    for (name, unique) in std::mem::take(&mut table.unique) {
        let columns = unique.columns.into_iter().map(|key| IndexColumn {
            key,
            ..IndexColumn::default()
        });
        let index = Index {
            unique: true,
            columns: columns.collect(),
            ..Index::default()
        };
        table.indexes.insert(name, index);
    }
}

/// InnoDB makes an index for a foreign key that has none.
fn foreign_keys_have_indexes(table: &mut Table) {
    for (name, key) in table.foreign_keys.clone() {
        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        if !table.is_indexed(&columns) {
            let columns = key.columns.iter().map(|key| IndexColumn {
                key: key.clone(),
                ..IndexColumn::default()
            });
            let index = Index {
                columns: columns.collect(),
                ..Index::default()
            };
            table.indexes.insert(name, index);
        }
    }
}
