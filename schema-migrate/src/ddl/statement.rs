use crate::schema::{EnumType, ForeignKey, Index, Table};
use crate::sql::{Identifier, QualifiedName, Text};

/// One SQL statement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Statement {
    /// Creates a database schema if it does not exist (PostgreSQL).
    CreateDatabaseSchema {
        /// The name.
        name: Identifier,
    },
    /// Creates an enum type (PostgreSQL). Its comment is a statement of its own.
    CreateEnumType {
        /// The type.
        enum_type: EnumType,
    },
    /// Creates a table with the keys and indexes that it holds.
    CreateTable {
        /// The table, without what other statements add.
        table: Box<Table>,
    },
    /// Creates an index.
    CreateIndex {
        /// The table.
        table: QualifiedName,
        /// The index.
        index: Index,
    },
    /// Adds a foreign key to a table (PostgreSQL, MySQL).
    AddForeignKey {
        /// The table that references.
        table: QualifiedName,
        /// The key.
        foreign_key: ForeignKey,
    },
    /// Sets a comment (PostgreSQL).
    Comment {
        /// What is commented on.
        on: Commented,
        /// The comment.
        comment: Text,
    },
    /// Checks foreign keys only at the end of the transaction (SQLite): tables that reference each
    /// other can be dropped with their rows then.
    DeferForeignKeys,
    /// Drops a foreign key (PostgreSQL, MySQL).
    DropForeignKey {
        /// The table that references.
        table: QualifiedName,
        /// The name of the key.
        name: Identifier,
    },
    /// Drops a table, its rows and its indexes.
    DropTable {
        /// The name.
        name: QualifiedName,
    },
    /// Drops an enum type (PostgreSQL).
    DropEnumType {
        /// The name.
        name: QualifiedName,
    },
    /// Drops a database schema if nothing is in it (PostgreSQL).
    DropDatabaseSchema {
        /// The name.
        name: Identifier,
    },
}

/// What a comment is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Commented {
    /// A table.
    Table(QualifiedName),
    /// A column of a table.
    Column(QualifiedName, Identifier),
    /// An enum type.
    EnumType(QualifiedName),
}
