use crate::schema::{
    Check, Column, DefaultValue, EnumType, ForeignKey, Identity, Index, PolymorphicColumns,
    PrimaryKey, SqlType, Table, Trigger, TriggerTarget, UniqueConstraint,
};
use crate::sql::{Expression, Identifier, QualifiedName, Text};

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
    /// Creates an index while others write; it is not valid if that fails (PostgreSQL).
    CreateIndexConcurrently {
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
    /// Changes a table.
    AlterTable {
        /// The table.
        table: QualifiedName,
        /// What is changed.
        action: TableAction,
    },
    /// Changes an enum type (PostgreSQL).
    AlterEnumType {
        /// The type.
        name: QualifiedName,
        /// What is changed.
        action: EnumAction,
    },
    /// Renames an index (PostgreSQL, MySQL).
    RenameIndex {
        /// The table.
        table: QualifiedName,
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
    /// Drops an index.
    DropIndex {
        /// The table.
        table: QualifiedName,
        /// The name.
        name: Identifier,
    },
    /// Drops an index while others read and write (PostgreSQL).
    DropIndexConcurrently {
        /// The table.
        table: QualifiedName,
        /// The name.
        name: Identifier,
    },
    /// Limits the time of what follows in the transaction (PostgreSQL).
    LimitTime {
        /// Which time.
        timeout: Timeout,
        /// The limit; there is none if it is 0.
        milliseconds: u64,
    },
    /// Gives a column a value in rows where it is NULL, some at a time, each in a transaction of its own
    /// (PostgreSQL).
    FillRows {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
        /// The value.
        value: Expression,
    },
    /// Gives a column of rows that are there a value.
    UpdateRows {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
        /// The value.
        value: Expression,
        /// In which rows; in all if there is none.
        condition: Option<Expression>,
    },
    /// Lets the numbers of an identity column go on after those that are there (PostgreSQL).
    SkipUsedNumbers {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
    },
    /// Creates the sequence that numbers the rows of a `serial` column (PostgreSQL).
    CreateSequence {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
        /// Its type.
        sql_type: SqlType,
    },
    /// Lets the sequence of a `serial` column count as far as the column's type goes (PostgreSQL).
    SetSequenceType {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
        /// The type of the column.
        sql_type: SqlType,
    },
    /// Drops the sequence of a `serial` column (PostgreSQL).
    DropSequence {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Identifier,
    },
    /// Creates a trigger of a polymorphic reference, and its function on PostgreSQL.
    CreateTrigger {
        /// The table.
        table: QualifiedName,
        /// The trigger.
        trigger: Trigger,
    },
    /// Drops a trigger of a polymorphic reference, and its function on PostgreSQL.
    DropTrigger {
        /// The table.
        table: QualifiedName,
        /// The name.
        name: Identifier,
    },
    /// Fails if a row has a polymorphic reference to one that is not there.
    CheckReferences {
        /// The table that references.
        table: QualifiedName,
        /// What references.
        reference: PolymorphicColumns,
        /// What may be referenced.
        targets: Vec<TriggerTarget>,
        /// Whether the failure has to end a transaction of the migration's own (SQLite).
        rolls_back: bool,
    },
    /// Fails if a row still references a table that is not to be referenced any more.
    CheckTagsUnused {
        /// The table that references.
        table: QualifiedName,
        /// The column that says which table is meant.
        tag: Identifier,
        /// Its values that are not to be there.
        tags: Vec<Text>,
        /// Whether the failure has to end a transaction of the migration's own (SQLite).
        rolls_back: bool,
    },
    /// A step of rebuilding tables (SQLite).
    Rebuild(RebuildStep),
    /// Sets or removes a comment (PostgreSQL).
    Comment {
        /// What is commented on.
        on: Commented,
        /// The comment.
        comment: Option<Text>,
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

/// A time that PostgreSQL can limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeout {
    /// How long a statement waits for a lock.
    Lock,
    /// How long a statement takes.
    Statement,
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

/// What is changed about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableAction {
    /// The name within its database schema.
    Rename(Identifier),
    /// A column more.
    AddColumn(Column),
    /// A column more whose numbers the rows that are there get, too, with an index for them (MySQL).
    AddNumberedColumn {
        /// The column.
        column: Column,
        /// The name of the index.
        index: Identifier,
    },
    /// A column less.
    DropColumn(Identifier),
    /// Another name of a column.
    RenameColumn {
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
    /// Everything about a column (MySQL).
    ModifyColumn(Column),
    /// The type and collation of a column (PostgreSQL).
    SetType {
        /// The column as it is to be.
        column: Column,
        /// What becomes of the values, if it is not what storing them in the new type makes of them.
        using: Option<Expression>,
    },
    /// The column is NOT NULL (PostgreSQL).
    SetNotNull(Identifier),
    /// The column may be NULL (PostgreSQL).
    DropNotNull(Identifier),
    /// Another default (PostgreSQL).
    SetDefault {
        /// The column.
        column: Identifier,
        /// Its type.
        sql_type: SqlType,
        /// The default.
        default: DefaultValue,
    },
    /// The next number of a sequence as the default, as a `serial` column has it (PostgreSQL).
    SetSequenceDefault(Identifier),
    /// No default any more (PostgreSQL).
    DropDefault(Identifier),
    /// A generated column becomes an ordinary one (PostgreSQL).
    DropExpression(Identifier),
    /// The database numbers the rows (PostgreSQL).
    AddIdentity {
        /// The column.
        column: Identifier,
        /// How.
        identity: Identity,
    },
    /// The database numbers the rows otherwise (PostgreSQL).
    SetIdentity {
        /// The column.
        column: Identifier,
        /// How.
        identity: Identity,
    },
    /// The database does not number the rows any more (PostgreSQL).
    DropIdentity(Identifier),
    /// A primary key.
    AddPrimaryKey(PrimaryKey),
    /// No primary key any more. On MySQL it has no name.
    DropPrimaryKey(Option<Identifier>),
    /// A unique constraint more.
    AddUnique(UniqueConstraint),
    /// A unique constraint less.
    DropUnique(Identifier),
    /// A check more.
    AddCheck(Check),
    /// A check less.
    DropCheck(Identifier),
    /// A foreign key that rows which are there need not fulfil yet (PostgreSQL).
    AddForeignKeyNotValid(ForeignKey),
    /// A check that rows which are there need not fulfil yet (PostgreSQL).
    AddCheckNotValid(Check),
    /// A constraint holds for the rows that are there, too (PostgreSQL).
    ValidateConstraint(Identifier),
    /// A unique constraint of an index that is there, which gets its name (PostgreSQL).
    AddUniqueUsingIndex {
        /// The constraint.
        constraint: UniqueConstraint,
        /// The index.
        index: Identifier,
    },
    /// Another name of a constraint (PostgreSQL).
    RenameConstraint {
        /// The name so far.
        from: Identifier,
        /// The new name.
        to: Identifier,
    },
    /// Another comment (MySQL); the empty one is none.
    SetComment(Option<Text>),
}

/// What is changed about an enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumAction {
    /// The name within its database schema.
    Rename(Identifier),
    /// A value more.
    AddValue {
        /// The value.
        value: Text,
        /// The value that it comes before; at the end if there is none.
        before: Option<Text>,
    },
    /// Another text of a value.
    RenameValue {
        /// The value so far.
        from: Text,
        /// The new value.
        to: Text,
    },
}

/// A step of rebuilding tables on SQLite, as <https://www.sqlite.org/lang_altertable.html#otheralter>
/// tells them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RebuildStep {
    /// No foreign key is followed from here on: outside of a transaction, where alone it has an effect.
    Begin,
    /// From here on a table is renamed and nothing else: what names it means the new table.
    Prepare,
    /// Remembers the triggers of a table, which go with it.
    SaveTriggers(QualifiedName),
    /// Rolls everything back if a table has a column or an index that the migration does not know: it came by
    /// hand, or by a migration of another branch, and the new table would not have it.
    CheckKnown {
        /// The table.
        table: QualifiedName,
        /// The columns that it should have.
        columns: Vec<Identifier>,
        /// The indexes that it may have.
        indexes: Vec<Identifier>,
    },
    /// Copies the rows of a table into another.
    Copy {
        /// The table.
        from: QualifiedName,
        /// The other one.
        to: QualifiedName,
        /// The columns of the other one, and what they become.
        columns: Vec<(Identifier, Expression)>,
    },
    /// Lets the numbers of an AUTOINCREMENT column go on where they were.
    CopySequence {
        /// The table.
        from: QualifiedName,
        /// The other one.
        to: QualifiedName,
    },
    /// Puts the triggers back.
    RestoreTriggers,
    /// Rolls everything back if a foreign key leads nowhere.
    CheckForeignKeys,
    /// Makes everything last, and follows foreign keys again.
    Commit,
}
