/// An index that is not the one of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    /// The index's name: `<table>_<columns>_idx` by convention.
    pub name: &'static str,
    /// What is indexed, in order.
    pub columns: &'static [IndexColumn],
    /// Whether two rows may not have equal keys.
    pub unique: bool,
    /// Whether two NULLs count as equal in a unique index (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// `where = "…"`: only rows that fulfil this SQL condition are in the index (PostgreSQL, SQLite).
    pub condition: Option<&'static str>,
    /// `method = "…"`: the access method, such as `gin`; the database's default otherwise.
    pub method: Option<&'static str>,
    /// `include(…)`: the SQL names of columns that are stored in the index and not searched by it
    /// (PostgreSQL).
    pub include: &'static [&'static str],
    /// `only(…)`: the databases that have the index; all of them otherwise.
    pub only: Databases,
    /// Why the index is there.
    pub origin: IndexOrigin,
    /// The former name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

impl Index {
    /// An index of the database's usual kind over all rows; the other methods change it.
    pub const fn new(
        name: &'static str,
        columns: &'static [IndexColumn],
        origin: IndexOrigin,
    ) -> Index {
        Index {
            name,
            columns,
            unique: false,
            nulls_not_distinct: false,
            condition: None,
            method: None,
            include: &[],
            only: Databases::ALL,
            origin,
            renamed_from: None,
        }
    }

    /// No two rows have equal keys.
    pub const fn unique(self) -> Index {
        Index {
            unique: true,
            ..self
        }
    }

    /// Two NULLs count as equal.
    pub const fn nulls_not_distinct(self) -> Index {
        Index {
            nulls_not_distinct: true,
            ..self
        }
    }

    /// Sets the condition of a partial index.
    pub const fn condition(self, condition: &'static str) -> Index {
        Index {
            condition: Some(condition),
            ..self
        }
    }

    /// Sets the access method.
    pub const fn method(self, method: &'static str) -> Index {
        Index {
            method: Some(method),
            ..self
        }
    }

    /// Sets the columns that are stored and not searched by.
    pub const fn include(self, include: &'static [&'static str]) -> Index {
        Index { include, ..self }
    }

    /// Sets the databases that have the index.
    pub const fn only(self, only: Databases) -> Index {
        Index { only, ..self }
    }

    /// Sets the former name.
    pub const fn renamed_from(self, name: &'static str) -> Index {
        Index {
            renamed_from: Some(name),
            ..self
        }
    }
}

/// Some of the databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Databases {
    /// PostgreSQL.
    pub postgres: bool,
    /// SQLite.
    pub sqlite: bool,
    /// MySQL and MariaDB.
    pub mysql: bool,
}

impl Databases {
    /// Every database.
    pub const ALL: Databases = Databases {
        postgres: true,
        sqlite: true,
        mysql: true,
    };

    /// Whether none is missing.
    pub const fn are_all(&self) -> bool {
        self.postgres && self.sqlite && self.mysql
    }
}

/// One column or expression of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexColumn {
    /// What is indexed.
    pub key: IndexKey,
    /// The order.
    pub direction: Direction,
    /// Where NULLs go (PostgreSQL); the database's default otherwise.
    pub nulls: Option<NullsOrder>,
    /// The operator class, such as `text_pattern_ops` (PostgreSQL).
    pub operator_class: Option<&'static str>,
    /// The collation, if it is not the column's (PostgreSQL, SQLite).
    pub collation: Option<&'static str>,
}

impl IndexColumn {
    /// A column, from the smallest to the largest value.
    pub const fn new(column: &'static str) -> IndexColumn {
        IndexColumn {
            key: IndexKey::Column(column),
            direction: Direction::Ascending,
            nulls: None,
            operator_class: None,
            collation: None,
        }
    }
}

/// What an index is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexKey {
    /// The SQL name of a column.
    Column(&'static str),
    /// An SQL expression.
    Expression(&'static str),
}

/// The order of an index column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest to the largest, the default.
    Ascending,
    /// From the largest to the smallest.
    Descending,
}

/// Where an index puts NULLs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// After all values.
    Last,
}

/// Why an index is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexOrigin {
    /// It is declared with `#[index]`.
    Declared,
    /// It comes with the foreign key of this name.
    ForeignKey(&'static str),
}
