//! The triggers of polymorphic references, as text.
//!
//! What is refused is refused as a violation of a foreign key where the database lets a trigger say so:
//! on PostgreSQL and MySQL. Diesel does not know the error of SQLite's triggers.

mod mysql;
mod postgres;
mod sqlite;

#[cfg(feature = "postgres")]
pub(crate) use postgres::dollar_quote;

use super::alter::beside;
use super::render::Writer;
use crate::dialect::Dialect;
use crate::schema::{PolymorphicColumns, Trigger, TriggerAction, TriggerTarget};
use crate::sql::{Identifier, QualifiedName, Text};

/// The longest message that MySQL's `SIGNAL` takes, in characters.
const LONGEST_MESSAGE: usize = 128;
/// A table that takes no rows.
const VIOLATIONS: &str = "__reference_violations";

impl Writer {
    pub(super) fn create_trigger(self, table: &QualifiedName, trigger: &Trigger) -> String {
        if let TriggerAction::Written(sql) = &trigger.action {
            return sql.as_str().to_owned();
        }
        match self.dialect {
            Dialect::Postgres => postgres::create(self, table, trigger),
            Dialect::Sqlite => sqlite::create(self, table, trigger),
            Dialect::Mysql => mysql::create(self, table, trigger),
        }
    }

    /// A trigger, and its function on PostgreSQL.
    pub(super) fn drop_trigger(self, table: &QualifiedName, name: &Identifier) -> String {
        let qualified = beside(table, name).to_sql(self.dialect);
        match self.dialect {
            Dialect::Postgres => format!(
                "DROP TRIGGER {} ON {};\nDROP FUNCTION {qualified}()",
                name.to_sql(self.dialect),
                table.to_sql(self.dialect)
            ),
            Dialect::Sqlite | Dialect::Mysql => format!("DROP TRIGGER {qualified}"),
        }
    }

    /// Fails if a row references one that is not there.
    pub(super) fn check_references(
        self,
        table: &QualifiedName,
        reference: &PolymorphicColumns,
        targets: &[TriggerTarget],
        rolls_back: bool,
    ) -> String {
        let child = table.to_sql(self.dialect);
        let column = |name: &Identifier| format!("reference.{}", name.to_sql(self.dialect));
        let (tag, key) = (column(&reference.tag), column(&reference.key));
        let (tag, key) = (self.as_text(&tag), key);
        let known: Vec<String> = targets
            .iter()
            .map(|target| {
                format!(
                    "{tag} = {} AND EXISTS (SELECT 1 FROM {} AS target WHERE target.{} = {key})",
                    self.text(target.tag.as_str()),
                    target.table.to_sql(self.dialect),
                    target.column.to_sql(self.dialect)
                )
            })
            .collect();
        let rows = format!(
            "SELECT 1 FROM {child} AS reference WHERE {tag} IS NOT NULL AND {key} IS NOT NULL\n    \
             AND NOT ({})",
            known.join("\n        OR ")
        );
        let name = table.name.as_str();
        let message = format!("a row of `{name}` references one that is not there");
        self.refuse_rows(&rows, &message, rolls_back)
    }

    /// Fails if a row has one of some tags.
    pub(super) fn check_tags_unused(
        self,
        table: &QualifiedName,
        tag: &Identifier,
        tags: &[Text],
        rolls_back: bool,
    ) -> String {
        let column = self.as_text(&format!("reference.{}", tag.to_sql(self.dialect)));
        let rows = format!(
            "SELECT 1 FROM {} AS reference WHERE {}",
            table.to_sql(self.dialect),
            self.is_one_of(&column, tags)
        );
        let tags: Vec<&str> = tags.iter().map(Text::as_str).collect();
        let message = format!(
            "a row of `{}` still references `{}`",
            table.name.as_str(),
            tags.join("`, `")
        );
        self.refuse_rows(&rows, &message, rolls_back)
    }

    /// Fails if a query has rows: by a constraint of a table where only triggers can fail by themselves.
    fn refuse_rows(self, rows: &str, message: &str, rolls_back: bool) -> String {
        if self.dialect == Dialect::Postgres {
            return postgres::refuse_rows(self, rows, message);
        }
        let insert = match rolls_back {
            true => "INSERT OR ROLLBACK INTO",
            false => "INSERT INTO",
        };
        let name = cut(message, 64);
        let name = Identifier::new(name).map_or(String::new(), |name| name.to_sql(self.dialect));
        let drop = match self.dialect {
            Dialect::Mysql => "DROP TEMPORARY TABLE",
            _ => "DROP TABLE",
        };
        let clear = match self.dialect {
            // A failure before may have left it.
            Dialect::Mysql => format!("{drop} IF EXISTS {VIOLATIONS};\n"),
            _ => String::new(),
        };
        format!(
            "{clear}CREATE TEMPORARY TABLE {VIOLATIONS} (violation INTEGER,\n    \
             CONSTRAINT {name} CHECK (violation = 0));\n\
             {insert} {VIOLATIONS} {rows} LIMIT 1;\n\
             {drop} {VIOLATIONS}"
        )
    }

    /// PostgreSQL does not compare with a value of an enum that the transaction adds.
    fn as_text(self, column: &str) -> String {
        match self.dialect {
            Dialect::Postgres => format!("{column}::text"),
            Dialect::Sqlite | Dialect::Mysql => column.to_owned(),
        }
    }

    fn text(self, text: &str) -> String {
        // Names and tags have no NUL characters.
        Text::new(text).map_or_else(|_| "''".to_owned(), |text| text.to_sql(self.dialect))
    }

    fn is_one_of(self, column: &str, tags: &[Text]) -> String {
        match tags {
            [tag] => format!("{column} = {}", tag.to_sql(self.dialect)),
            tags => {
                let tags: Vec<String> = tags.iter().map(|tag| tag.to_sql(self.dialect)).collect();
                format!("{column} IN ({})", tags.join(", "))
            }
        }
    }
}

/// What is said of a row that references one that is not there.
fn missing(table: &QualifiedName, reference: &PolymorphicColumns, target: &str) -> String {
    format!(
        "`{}` references a row of {target} that is not there: `{}`, `{}`",
        table.name.as_str(),
        reference.tag.as_str(),
        reference.key.as_str()
    )
}

/// What is said of a row that goes and is referenced.
fn still_referenced(table: &QualifiedName, by: &QualifiedName, tags: &[Text]) -> String {
    let tags: Vec<&str> = tags.iter().map(Text::as_str).collect();
    format!(
        "a row of `{}` is still referenced by `{}` as `{}`",
        table.name.as_str(),
        by.name.as_str(),
        tags.join("`, `")
    )
}

fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}
