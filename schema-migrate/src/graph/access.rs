//! By which indexes rows are found, those of constraints included.

use schema_core::definition::{Databases, Direction, Index, IndexColumn, IndexKey, Table};

/// A primary key, a unique constraint or an index.
pub(crate) struct Access {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What it is over, in order.
    pub(crate) columns: Vec<IndexColumn>,
    /// The rows that are in it, if not all are.
    pub(crate) condition: Option<&'static str>,
    /// Whether it is a tree, which every database has, and not a hash or an index of words.
    pub(crate) is_ordered: bool,
    /// The databases that have it.
    pub(crate) databases: Databases,
    /// The columns that it holds beside, by which nothing is searched.
    pub(crate) include: &'static [&'static str],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    PrimaryKey,
    Constraint,
    UniqueIndex,
    Index,
}

impl Access {
    /// Whether rows are found by these columns: it begins with them, in whatever order, and holds all rows.
    pub(crate) fn serves(&self, columns: &[&str]) -> bool {
        let Some(first) = self.columns.get(..columns.len()) else {
            return false;
        };
        let is_first = |name: &str| {
            let mut keys = first.iter().map(|column| column.key);
            keys.any(|key| matches!(key, IndexKey::Column(other) if other == name))
        };
        self.is_ordered
            && self.databases.are_all()
            && self.condition.is_none()
            && columns.iter().all(|name| is_first(name))
    }

    /// What it is over, as one reads it.
    pub(crate) fn shown(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(shown_column).collect();
        columns.join(", ")
    }
}

/// A column of an index as one reads it, with its direction.
pub(crate) fn shown_column(column: &IndexColumn) -> String {
    let key = match column.key {
        IndexKey::Column(name) => name.to_owned(),
        IndexKey::Expression(expression) => format!("({expression})"),
    };
    match column.direction {
        Direction::Ascending => key,
        Direction::Descending => format!("{key} desc"),
    }
}

/// All of a table, the primary key first.
pub(crate) fn accesses(table: &'static Table) -> Vec<Access> {
    let key = &table.primary_key;
    let mut accesses = vec![of_constraint(key.name, key.columns, Kind::PrimaryKey)];
    let constraints = table.unique_constraints.iter();
    accesses.extend(
        constraints.map(|unique| of_constraint(unique.name, unique.columns, Kind::Constraint)),
    );
    accesses.extend(table.indexes.iter().map(of_index));
    accesses
}

fn of_constraint(name: &'static str, columns: &[&'static str], kind: Kind) -> Access {
    Access {
        name,
        kind,
        columns: columns.iter().map(|name| IndexColumn::new(name)).collect(),
        condition: None,
        is_ordered: true,
        databases: Databases::ALL,
        include: &[],
    }
}

fn of_index(index: &'static Index) -> Access {
    let kind = match index.unique {
        true => Kind::UniqueIndex,
        false => Kind::Index,
    };
    Access {
        name: index.name,
        kind,
        columns: index.columns.to_vec(),
        condition: index.condition,
        is_ordered: matches!(index.method, None | Some("btree")),
        databases: index.only,
        include: index.include,
    }
}
