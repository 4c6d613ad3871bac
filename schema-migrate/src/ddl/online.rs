//! Statements of PostgreSQL's that let others read and write, as text.

use super::Timeout;
use super::alter::beside;
use super::render::{Writer, deferrability, dollar_quote};
use crate::schema::UniqueConstraint;
use crate::sql::{Expression, Identifier, QualifiedName};

/// How many pages of a table are filled in one transaction, whose rows nobody else changes meanwhile:
/// some thousand rows. PostgreSQL 14 and later find them without reading the others.
const PAGES: u32 = 100;

impl Writer {
    pub(super) fn drop_index_concurrently(
        self,
        table: &QualifiedName,
        name: &Identifier,
    ) -> String {
        let name = beside(table, name).to_sql(self.dialect);
        format!("DROP INDEX CONCURRENTLY IF EXISTS {name}")
    }

    pub(super) fn unique_using_index(
        self,
        constraint: &UniqueConstraint,
        index: &Identifier,
    ) -> String {
        let name = self.constraint(&constraint.name);
        let index = index.to_sql(self.dialect);
        let deferrability = deferrability(constraint.deferrability);
        format!("ADD {name} UNIQUE USING INDEX {index}{deferrability}")
    }

    /// One statement, as several would be one transaction. Rows that change meanwhile may move behind
    /// those that were counted: they are filled when the column is checked.
    pub(super) fn fill_rows(
        self,
        table: &QualifiedName,
        column: &Identifier,
        value: &Expression,
    ) -> String {
        let (name, column) = (table.to_sql(self.dialect), column.to_sql(self.dialect));
        let value = value.as_str();
        let quoted = name.replace('\'', "''");
        let block = format!(
            "#variable_conflict use_column\n\
             <<filling>>\n\
             DECLARE\n    \
                 page bigint := 0;\n    \
                 pages bigint := pg_relation_size('{quoted}') / current_setting('block_size')::bigint;\n\
             BEGIN\n    \
                 WHILE filling.page <= filling.pages LOOP\n        \
                     UPDATE {name} SET {column} = {value}\n        \
                     WHERE {column} IS NULL\n            \
                         AND ctid >= format('(%s,0)', filling.page)::tid\n            \
                         AND ctid < format('(%s,0)', filling.page + {PAGES})::tid;\n        \
                     COMMIT;\n        \
                     filling.page := filling.page + {PAGES};\n    \
                 END LOOP;\n\
             END"
        );
        let quote = dollar_quote(&block);
        format!("DO {quote}\n{block}\n{quote}")
    }
}

/// In the transaction only, as `SET LOCAL` says.
pub(super) fn limit_time(timeout: Timeout, milliseconds: u64) -> String {
    let setting = match timeout {
        Timeout::Lock => "lock_timeout",
        Timeout::Statement => "statement_timeout",
    };
    let time = match milliseconds {
        0 => "0".to_owned(),
        _ if milliseconds.is_multiple_of(1000) => format!("'{}s'", milliseconds / 1000),
        _ => format!("'{milliseconds}ms'"),
    };
    format!("SET LOCAL {setting} = {time}")
}
