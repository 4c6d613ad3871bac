//! The steps of rebuilding tables on SQLite, as text.
//!
//! A statement that fails leaves the transaction open, and the connection may live on; so those that
//! can fail because of rows say `OR ROLLBACK`. `CREATE UNIQUE INDEX` has no such words, so a table that is made
//! anew has its unique indexes before its rows. Where one comes to a table that stays, and two rows have equal
//! values, the transaction stays open until it is rolled back or the connection ends.

use super::RebuildStep;
use super::render::Writer;
use crate::sql::{Identifier, QualifiedName};

/// Where triggers are kept meanwhile.
const TRIGGERS: &str = "__rebuild_triggers";
/// A table that takes no rows.
const VIOLATIONS: &str = "__rebuild_violations";

impl Writer {
    pub(super) fn rebuild_step(self, step: &RebuildStep) -> String {
        match step {
            RebuildStep::Begin => "PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE".to_owned(),
            RebuildStep::Prepare => format!(
                "PRAGMA legacy_alter_table = ON;\n\
                 CREATE TEMPORARY TABLE {TRIGGERS} AS SELECT type, name, tbl_name, rootpage, sql \
                 FROM main.sqlite_master WHERE FALSE"
            ),
            RebuildStep::SaveTriggers(table) => format!(
                "INSERT INTO {TRIGGERS} SELECT type, name, tbl_name, rootpage, sql \
                 FROM main.sqlite_master WHERE type = 'trigger' AND tbl_name = {} COLLATE NOCASE",
                self.string(&table.name)
            ),
            RebuildStep::CheckKnown {
                table,
                columns,
                indexes,
            } => self.check_known(table, columns, indexes),
            RebuildStep::Copy { from, to, columns } => self.copy(from, to, columns),
            RebuildStep::CopySequence { from, to } => {
                let (from, to) = (self.string(&from.name), self.string(&to.name));
                // The number is there only if there were rows.
                format!(
                    "DELETE FROM main.sqlite_sequence WHERE name = {to};\n\
                     INSERT INTO main.sqlite_sequence (name, seq) \
                     SELECT {to}, seq FROM main.sqlite_sequence WHERE name = {from}"
                )
            }
            RebuildStep::RestoreTriggers => format!(
                "PRAGMA writable_schema = ON;\n\
                 INSERT INTO main.sqlite_master (type, name, tbl_name, rootpage, sql) \
                 SELECT type, name, tbl_name, rootpage, sql FROM {TRIGGERS};\n\
                 PRAGMA writable_schema = RESET;\n\
                 DROP TABLE {TRIGGERS}"
            ),
            RebuildStep::CheckForeignKeys => format!(
                "CREATE TEMPORARY TABLE {VIOLATIONS} (\"table\" TEXT CONSTRAINT \
                 \"a row references one that is not there: PRAGMA foreign_key_check lists it\" \
                 CHECK (FALSE));\n\
                 INSERT OR ROLLBACK INTO {VIOLATIONS} SELECT \"table\" \
                 FROM pragma_foreign_key_check;\n\
                 DROP TABLE {VIOLATIONS}"
            ),
            RebuildStep::Commit => "PRAGMA legacy_alter_table = OFF;\n\
                 COMMIT;\n\
                 PRAGMA foreign_keys = ON"
                .to_owned(),
        }
    }

    fn copy(
        self,
        from: &QualifiedName,
        to: &QualifiedName,
        columns: &[(Identifier, crate::sql::Expression)],
    ) -> String {
        let names: Vec<String> = columns
            .iter()
            .map(|(name, _)| name.to_sql(self.dialect))
            .collect();
        let values: Vec<&str> = columns.iter().map(|(_, value)| value.as_str()).collect();
        format!(
            "INSERT OR ROLLBACK INTO {} ({})\n    SELECT {}\n    FROM {}",
            to.to_sql(self.dialect),
            names.join(", "),
            values.join(", "),
            from.to_sql(self.dialect)
        )
    }

    /// A column that the database computes has no values to lose, and an index without SQL is that of a
    /// constraint.
    fn check_known(
        self,
        table: &QualifiedName,
        columns: &[Identifier],
        indexes: &[Identifier],
    ) -> String {
        let (name, shown) = (self.string(&table.name), table.name.as_str());
        let refusal = |what: &str, column: &str, remedy: &str| {
            let message = format!(
                "`{shown}` has {what} that this migration does not know: {remedy}, or write \
                 the migration again from the merged structs"
            );
            let message = message.replace('"', "\"\"");
            format!("{column} TEXT CONSTRAINT \"{message}\" CHECK ({column} IS NULL)")
        };
        let [column, index] = [
            refusal("a column", "\"column\"", "drop the column"),
            refusal(
                "an index",
                "\"index\"",
                "drop it here and create it again at the end",
            ),
        ];
        let known = if indexes.is_empty() {
            String::new()
        } else {
            format!(
                " AND name COLLATE NOCASE NOT IN ({})",
                self.strings(indexes)
            )
        };
        format!(
            "CREATE TEMPORARY TABLE {VIOLATIONS} ({column}, {index});\n\
             INSERT OR ROLLBACK INTO {VIOLATIONS} (\"column\") SELECT name \
             FROM pragma_table_info({name}, 'main') WHERE name COLLATE NOCASE NOT IN ({});\n\
             INSERT OR ROLLBACK INTO {VIOLATIONS} (\"index\") SELECT name FROM main.sqlite_master \
             WHERE type = 'index' AND tbl_name = {name} COLLATE NOCASE AND sql IS NOT NULL{known};\n\
             DROP TABLE {VIOLATIONS}",
            self.strings(columns),
        )
    }

    fn strings(self, names: &[Identifier]) -> String {
        let names: Vec<String> = names.iter().map(|name| self.string(name)).collect();
        names.join(", ")
    }

    fn string(self, name: &Identifier) -> String {
        format!("'{}'", name.as_str().replace('\'', "''"))
    }
}
