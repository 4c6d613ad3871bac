//! What a database says about its tables, in one form for every database.
//!
//! [`expected`] makes the same form of a declaration, without `schema-migrate`, so that the two can
//! be compared.

mod expected;
mod expression;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

pub use expected::expected;
use schema_core::definition::{Deferrability, ReferentialAction};

/// Everything in a database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// The tables by their names, with the database schema in front if it is not the default one.
    pub tables: BTreeMap<String, Table>,
    /// The enum types by their names (PostgreSQL).
    pub enums: BTreeMap<String, Enum>,
}

/// An enum type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enum {
    /// The values in their order.
    pub values: Vec<String>,
    /// The comment; empty if there is none.
    pub comment: String,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns in their order.
    pub columns: Vec<Column>,
    /// The columns of the primary key in their order.
    pub primary_key: Vec<String>,
    /// The foreign keys by their names.
    pub foreign_keys: BTreeMap<String, ForeignKey>,
    /// The unique constraints by their names. MySQL does not tell them from unique indexes: they are
    /// among the indexes there.
    pub unique: BTreeMap<String, Unique>,
    /// The names of the checks.
    pub checks: BTreeSet<String>,
    /// The indexes that are not those of constraints, by their names.
    pub indexes: BTreeMap<String, Index>,
    /// The comment; empty if there is none.
    pub comment: String,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type as the catalog calls it.
    pub sql_type: String,
    /// Whether it takes NULL.
    pub nullable: bool,
    /// The default: `true`, `-1.5`, `'text'`, `now`, `today`, `time`, or a normalised expression.
    pub default: Option<String>,
    /// `stored` or `virtual`, if the column is generated.
    pub generated: Option<&'static str>,
    /// How the rows are numbered, if they are in this column.
    pub identity: Option<&'static str>,
    /// The collation, if it is not the default one.
    pub collation: Option<String>,
    /// The comment; empty if there is none.
    pub comment: String,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns that reference.
    pub columns: Vec<String>,
    /// The table that is referenced.
    pub references: String,
    /// The columns that are referenced.
    pub referenced_columns: Vec<String>,
    /// What happens when the referenced row is deleted.
    pub on_delete: ReferentialAction,
    /// What happens when the referenced key changes.
    pub on_update: ReferentialAction,
    /// When the key is checked.
    pub deferrability: Deferrability,
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unique {
    /// The columns.
    pub columns: Vec<String>,
    /// Whether two NULLs count as equal.
    pub nulls_not_distinct: bool,
    /// When the constraint is checked.
    pub deferrability: Deferrability,
}

/// An index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Whether two rows may not have equal keys.
    pub unique: bool,
    /// What is indexed.
    pub columns: Vec<IndexColumn>,
    /// The condition of a partial index, normalised.
    pub condition: Option<String>,
    /// The access method, if it is not the default one.
    pub method: Option<String>,
    /// The columns that are stored in it and not searched by it.
    pub include: Vec<String>,
    /// Whether two NULLs count as equal.
    pub nulls_not_distinct: bool,
}

/// One column or expression of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexColumn {
    /// The name of the column, or the expression, normalised.
    pub key: String,
    /// Whether it is descending.
    pub descending: bool,
    /// Where NULLs go, if it is not where they go by default.
    pub nulls: Option<&'static str>,
    /// The operator class, if it is not the default one.
    pub operator_class: Option<String>,
    /// The collation, if it is not the column's.
    pub collation: Option<String>,
}

impl Catalog {
    /// Panics with every difference, one a line, if the two are not equal.
    #[track_caller]
    pub fn assert_is(&self, expected: &Catalog) {
        let difference = self.difference(expected);
        assert!(
            difference.is_empty(),
            "the database is not as declared (- declared, + found):\n{difference}"
        );
        assert_eq!(self, expected, "no fact tells the difference");
    }

    /// What differs, a line for each fact: `-` is declared, `+` was found.
    pub fn difference(&self, expected: &Catalog) -> String {
        let (found, declared) = (self.facts(), expected.facts());
        let missing = declared.difference(&found).map(|fact| format!("- {fact}"));
        let surplus = found.difference(&declared).map(|fact| format!("+ {fact}"));
        let mut differences: Vec<String> = missing.chain(surplus).collect();
        differences.sort_by(|one, other| one[2..].cmp(&other[2..]));
        differences.join("\n")
    }

    /// The table of this name.
    ///
    /// # Errors
    /// If there is none.
    pub fn table(&self, name: &str) -> crate::Outcome<&Table> {
        let table = self.tables.get(name);
        table.ok_or_else(|| format!("there is no table `{name}`").into())
    }

    /// One line for everything that is in the database.
    fn facts(&self) -> BTreeSet<String> {
        let mut facts = BTreeSet::new();
        for (name, declared) in &self.enums {
            let Enum { values, comment } = declared;
            facts.insert(format!("enum {name}: {values:?} {comment:?}"));
        }
        for (name, table) in &self.tables {
            facts.extend(table.facts().map(|fact| format!("{name}: {fact}")));
        }
        facts
    }
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether rows are found by these columns: the primary key, a unique constraint or an index
    /// that holds every row begins with them.
    pub fn is_indexed(&self, columns: &[&str]) -> bool {
        let begins = |key: &[String]| {
            key.len() >= columns.len() && columns.iter().zip(key).all(|(one, other)| one == other)
        };
        let indexes = self
            .indexes
            .values()
            .filter(|index| index.condition.is_none() && index.method.is_none())
            .map(|index| index.columns.iter().map(|column| column.key.clone()));
        begins(&self.primary_key)
            || self.unique.values().any(|unique| begins(&unique.columns))
            || indexes
                .into_iter()
                .any(|index| begins(&index.collect::<Vec<_>>()))
    }

    /// Whether no two rows can have the same values in exactly these columns.
    pub fn is_unique(&self, columns: &[&str]) -> bool {
        let indexes = self
            .indexes
            .values()
            .filter(|index| index.unique && index.condition.is_none())
            .map(|index| {
                index
                    .columns
                    .iter()
                    .map(|column| column.key.clone())
                    .collect()
            });
        let constraints = self.unique.values().map(|unique| unique.columns.clone());
        constraints
            .chain(indexes)
            .chain([self.primary_key.clone()])
            .any(|key: Vec<String>| key == columns)
    }

    fn facts(&self) -> impl Iterator<Item = String> {
        let columns = self
            .columns
            .iter()
            .enumerate()
            .map(|(position, column)| format!("column {position:>2} {column}"));
        let foreign_keys = self.foreign_keys.iter();
        let unique = self.unique.iter();
        let indexes = self.indexes.iter();
        let table = [
            format!("comment {:?}", self.comment),
            format!("primary key ({})", self.primary_key.join(", ")),
        ];
        table
            .into_iter()
            .chain(columns)
            .chain(foreign_keys.map(|(name, key)| format!("foreign key {name} {key}")))
            .chain(unique.map(|(name, unique)| format!("unique {name} {unique}")))
            .chain(self.checks.iter().map(|name| format!("check {name}")))
            .chain(indexes.map(|(name, index)| format!("index {name} {index}")))
    }
}

impl Display for Column {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.name, self.sql_type)?;
        optional(formatter, "collate", self.collation.as_ref())?;
        if !self.nullable {
            formatter.write_str(" not null")?;
        }
        optional(formatter, "default", self.default.as_ref())?;
        optional(formatter, "generated", self.generated)?;
        optional(formatter, "identity", self.identity)?;
        if !self.comment.is_empty() {
            write!(formatter, " comment {:?}", self.comment)?;
        }
        Ok(())
    }
}

impl Display for ForeignKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "({}) references {} ({}) on delete {} on update {}{}",
            self.columns.join(", "),
            self.references,
            self.referenced_columns.join(", "),
            self.on_delete.as_str(),
            self.on_update.as_str(),
            deferrability(self.deferrability),
        )
    }
}

impl Display for Unique {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let nulls = if self.nulls_not_distinct {
            " nulls not distinct"
        } else {
            ""
        };
        let columns = self.columns.join(", ");
        write!(
            formatter,
            "({columns}){nulls}{}",
            deferrability(self.deferrability)
        )
    }
}

impl Display for Index {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.unique {
            formatter.write_str("unique ")?;
        }
        let columns: Vec<String> = self.columns.iter().map(IndexColumn::to_string).collect();
        write!(formatter, "({})", columns.join(", "))?;
        optional(formatter, "using", self.method.as_ref())?;
        if !self.include.is_empty() {
            write!(formatter, " include ({})", self.include.join(", "))?;
        }
        if self.nulls_not_distinct {
            formatter.write_str(" nulls not distinct")?;
        }
        optional(formatter, "where", self.condition.as_ref())
    }
}

impl Display for IndexColumn {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.key)?;
        optional(formatter, "collate", self.collation.as_ref())?;
        optional(formatter, "class", self.operator_class.as_ref())?;
        if self.descending {
            formatter.write_str(" desc")?;
        }
        optional(formatter, "nulls", self.nulls)
    }
}

fn optional<T: Display>(
    formatter: &mut Formatter<'_>,
    word: &str,
    value: Option<T>,
) -> fmt::Result {
    match value {
        Some(value) => write!(formatter, " {word} {value}"),
        None => Ok(()),
    }
}

fn deferrability(deferrability: Deferrability) -> &'static str {
    match deferrability {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " deferrable",
        Deferrability::InitiallyDeferred => " deferrable initially deferred",
    }
}
