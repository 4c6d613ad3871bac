//! Statements that change what is there, as text.

use super::render::{Writer, dollar_quote};
use super::{EnumAction, TableAction};
use crate::dialect::Dialect;
use crate::schema::{Column, Identity, SqlType};
use crate::sql::{Expression, Identifier, QualifiedName, Text};

impl Writer {
    pub(super) fn alter_table(self, table: &QualifiedName, action: &TableAction) -> String {
        let dialect = self.dialect;
        let sql = |name: &Identifier| name.to_sql(dialect);
        let column =
            |name: &Identifier, change: &str| format!("ALTER COLUMN {} {change}", sql(name));
        let action = match action {
            TableAction::Rename(to) => self.rename_to(table, to),
            TableAction::AddColumn(added) => format!("ADD COLUMN {}", self.column(added)),
            TableAction::AddNumberedColumn { column, index } => format!(
                "ADD COLUMN {}, ADD UNIQUE INDEX {} ({})",
                self.column(column),
                sql(index),
                sql(&column.name)
            ),
            TableAction::DropColumn(name) => format!("DROP COLUMN {}", sql(name)),
            TableAction::RenameColumn { from, to } => {
                format!("RENAME COLUMN {} TO {}", sql(from), sql(to))
            }
            TableAction::ModifyColumn(to) => format!("MODIFY COLUMN {}", self.column(to)),
            TableAction::SetType { column, using } => self.set_type(column, using.as_ref()),
            TableAction::SetNotNull(name) => column(name, "SET NOT NULL"),
            TableAction::DropNotNull(name) => column(name, "DROP NOT NULL"),
            TableAction::SetDefault {
                column: name,
                sql_type,
                default,
            } => {
                let default = dialect.syntax().default_value(default, sql_type);
                column(name, &format!("SET DEFAULT {default}"))
            }
            TableAction::SetSequenceDefault(name) => {
                let sequence = sequence(table, name).to_sql(dialect);
                let sequence = string(&sequence, dialect);
                column(name, &format!("SET DEFAULT nextval({sequence})"))
            }
            TableAction::DropDefault(name) => column(name, "DROP DEFAULT"),
            TableAction::DropExpression(name) => column(name, "DROP EXPRESSION"),
            TableAction::AddIdentity {
                column: name,
                identity,
            } => column(
                name,
                &format!("ADD GENERATED {} AS IDENTITY", when(*identity)),
            ),
            TableAction::SetIdentity {
                column: name,
                identity,
            } => column(name, &format!("SET GENERATED {}", when(*identity))),
            TableAction::DropIdentity(name) => column(name, "DROP IDENTITY"),
            TableAction::AddPrimaryKey(key) => format!("ADD {}", self.primary_key(key)),
            TableAction::DropPrimaryKey(None) => "DROP PRIMARY KEY".to_owned(),
            TableAction::DropUnique(name) if dialect == Dialect::Mysql => {
                format!("DROP INDEX {}", sql(name))
            }
            TableAction::DropPrimaryKey(Some(name))
            | TableAction::DropUnique(name)
            | TableAction::DropCheck(name) => format!("DROP CONSTRAINT {}", sql(name)),
            TableAction::AddUnique(constraint) => format!("ADD {}", self.unique(constraint)),
            TableAction::AddCheck(check) => format!("ADD {}", self.check(check)),
            TableAction::AddForeignKeyNotValid(key) => {
                format!("ADD {} NOT VALID", self.foreign_key(key))
            }
            TableAction::AddCheckNotValid(check) => format!("ADD {} NOT VALID", self.check(check)),
            TableAction::ValidateConstraint(name) => format!("VALIDATE CONSTRAINT {}", sql(name)),
            TableAction::AddUniqueUsingIndex { constraint, index } => {
                self.unique_using_index(constraint, index)
            }
            TableAction::RenameConstraint { from, to } => {
                format!("RENAME CONSTRAINT {} TO {}", sql(from), sql(to))
            }
            TableAction::SetComment(comment) => {
                let comment = comment.as_ref().map_or("", Text::as_str);
                format!("COMMENT = {}", string(comment, dialect))
            }
        };
        format!("ALTER TABLE {} {action}", table.to_sql(dialect))
    }

    /// MySQL would move a table to the current database if the new name had none.
    fn rename_to(self, table: &QualifiedName, to: &Identifier) -> String {
        let to = QualifiedName {
            schema: table
                .schema
                .clone()
                .filter(|_| self.dialect == Dialect::Mysql),
            name: to.clone(),
        };
        format!("RENAME TO {}", to.to_sql(self.dialect))
    }

    fn set_type(self, column: &Column, using: Option<&Expression>) -> String {
        let collation = match &column.collation {
            Some(collation) => format!(" COLLATE {}", collation.to_sql(self.dialect)),
            None => String::new(),
        };
        let using = match using {
            Some(using) => format!(" USING {}", using.as_str()),
            None => String::new(),
        };
        format!(
            "ALTER COLUMN {} TYPE {}{collation}{using}",
            column.name.to_sql(self.dialect),
            column.sql_type.to_sql(self.dialect),
        )
    }

    pub(super) fn alter_enum_type(self, name: &QualifiedName, action: &EnumAction) -> String {
        let action = match action {
            EnumAction::Rename(to) => format!("RENAME TO {}", to.to_sql(self.dialect)),
            EnumAction::AddValue { value, before } => {
                let before = match before {
                    Some(before) => format!(" BEFORE {}", before.to_sql(self.dialect)),
                    None => String::new(),
                };
                format!("ADD VALUE {}{before}", value.to_sql(self.dialect))
            }
            EnumAction::RenameValue { from, to } => format!(
                "RENAME VALUE {} TO {}",
                from.to_sql(self.dialect),
                to.to_sql(self.dialect)
            ),
        };
        format!("ALTER TYPE {} {action}", name.to_sql(self.dialect))
    }

    pub(super) fn rename_index(
        self,
        table: &QualifiedName,
        from: &Identifier,
        to: &Identifier,
    ) -> String {
        let new = to.to_sql(self.dialect);
        match self.dialect {
            Dialect::Mysql => format!(
                "ALTER TABLE {} RENAME INDEX {} TO {new}",
                table.to_sql(self.dialect),
                from.to_sql(self.dialect)
            ),
            Dialect::Postgres | Dialect::Sqlite => {
                let from = beside(table, from).to_sql(self.dialect);
                format!("ALTER INDEX {from} RENAME TO {new}")
            }
        }
    }

    pub(super) fn drop_index(self, table: &QualifiedName, name: &Identifier) -> String {
        match self.dialect {
            Dialect::Mysql => format!(
                "DROP INDEX {} ON {}",
                name.to_sql(self.dialect),
                table.to_sql(self.dialect)
            ),
            Dialect::Postgres | Dialect::Sqlite => {
                format!("DROP INDEX {}", beside(table, name).to_sql(self.dialect))
            }
        }
    }

    pub(super) fn update_rows(
        self,
        table: &QualifiedName,
        column: &Identifier,
        value: &Expression,
        condition: Option<&Expression>,
    ) -> String {
        let condition = match condition {
            Some(condition) => format!(" WHERE {}", condition.as_str()),
            None => String::new(),
        };
        format!(
            "UPDATE {} SET {} = {}{condition}",
            table.to_sql(self.dialect),
            column.to_sql(self.dialect),
            value.as_str()
        )
    }

    /// A table or a column that was renamed has a sequence of the former name: the database knows it.
    pub(super) fn change_sequence(
        self,
        table: &QualifiedName,
        column: &Identifier,
        change: &str,
    ) -> String {
        let block = format!(
            "BEGIN EXECUTE format({}, pg_get_serial_sequence({}, {})); END",
            string(change, self.dialect),
            string(&table.to_sql(self.dialect), self.dialect),
            string(column.as_str(), self.dialect)
        );
        let quote = dollar_quote(&block);
        format!("DO {quote} {block} {quote}")
    }

    pub(super) fn skip_used_numbers(self, table: &QualifiedName, column: &Identifier) -> String {
        let name = table.to_sql(self.dialect);
        let sequence = format!(
            "pg_get_serial_sequence({}, {})",
            string(&name, self.dialect),
            string(column.as_str(), self.dialect)
        );
        let column = column.to_sql(self.dialect);
        // With `false` the number itself is the next one.
        format!(
            "SELECT setval({sequence}, (SELECT coalesce(max({column}), 0) + 1 FROM {name}), false)"
        )
    }

    pub(super) fn create_sequence(
        self,
        table: &QualifiedName,
        column: &Identifier,
        sql_type: &SqlType,
    ) -> String {
        format!(
            "CREATE SEQUENCE {} AS {} OWNED BY {}.{}",
            sequence(table, column).to_sql(self.dialect),
            sql_type.to_sql(self.dialect),
            table.to_sql(self.dialect),
            column.to_sql(self.dialect)
        )
    }
}

/// The name that PostgreSQL gives to the sequence of a `serial` column: shortened as in its
/// `makeObjectName`, the longer part first.
fn sequence(table: &QualifiedName, column: &Identifier) -> QualifiedName {
    const LONGEST: usize = 63 - "__seq".len();
    let (mut one, mut other) = (table.name.as_str(), column.as_str());
    while one.len() + other.len() > LONGEST {
        let longer = if one.len() > other.len() {
            &mut one
        } else {
            &mut other
        };
        *longer = &longer[..longer.floor_char_boundary(longer.len() - 1)];
    }
    let name = Identifier::shortened(&format!("{one}_{other}"), "_seq");
    QualifiedName {
        schema: table.schema.clone(),
        // Neither empty nor with a NUL, as it is made of two names.
        name: name.unwrap_or_else(|_| table.name.clone()),
    }
}

/// Something in the database schema of a table.
pub(super) fn beside(table: &QualifiedName, name: &Identifier) -> QualifiedName {
    QualifiedName {
        schema: table.schema.clone(),
        name: name.clone(),
    }
}

fn when(identity: Identity) -> &'static str {
    match identity {
        Identity::Always => "ALWAYS",
        Identity::ByDefault | Identity::Serial => "BY DEFAULT",
    }
}

/// A text as it is written in SQL. Names and comments have no NUL characters.
fn string(text: &str, dialect: Dialect) -> String {
    Text::new(text).map_or_else(|_| "''".to_owned(), |text| text.to_sql(dialect))
}
