//! A function and a trigger. The function finds unqualified names where the migration does.
//!
//! All are `AFTER` triggers. One that refuses or deletes what references a row runs when the row is
//! already locked, and its statements see whatever was committed until then; one that looks for a
//! row locks its key as a foreign key does. So of an insert and a deletion at the same time one waits for
//! the other. `REPEATABLE READ` would not see what was inserted meanwhile, so it is refused;
//! `SERIALIZABLE` finds it out where those who insert are serializable, too.

use super::{Writer, still_referenced};
use crate::ddl::alter::beside;
use crate::schema::{
    PolymorphicColumns, ReferentialAction, SourceEvent, TargetEvent, Trigger, TriggerAction,
    TriggerTarget,
};
use crate::sql::{Identifier, QualifiedName, Text};

pub(super) fn create(writer: Writer, table: &QualifiedName, trigger: &Trigger) -> String {
    let (event, condition, body) = match &trigger.action {
        TriggerAction::CheckSource {
            event,
            reference,
            targets,
        } => {
            let body = check_source(writer, table, reference, targets);
            let (event, condition) = source_event(writer, *event, reference);
            (event, condition, body)
        }
        TriggerAction::GuardTarget {
            event,
            column,
            by,
            reference,
            tags,
            on_delete,
            ..
        } => {
            let rows = Rows {
                by,
                reference,
                tags,
                column,
            };
            let body = guard_target(writer, table, *event, &rows, *on_delete);
            let (event, condition) = target_event(writer, *event, column);
            (event, condition, body)
        }
        TriggerAction::DeleteFirst { .. } | TriggerAction::Written(_) => return String::new(),
    };
    let function = beside(table, &trigger.name).to_sql(writer.dialect);
    let quote = dollar_quote(&body);
    format!(
        "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql\n    \
         SET search_path FROM CURRENT AS {quote}\nBEGIN\n{body}    RETURN NULL;\nEND\n{quote};\n\
         CREATE TRIGGER {} AFTER {event} ON {}\n    {condition}EXECUTE FUNCTION {function}()",
        trigger.name.to_sql(writer.dialect),
        table.to_sql(writer.dialect),
    )
}

/// Fails if a query has rows.
pub(super) fn refuse_rows(writer: Writer, rows: &str, message: &str) -> String {
    let body = format!(
        "BEGIN\n    IF EXISTS ({rows}) THEN\n        \
         RAISE foreign_key_violation USING MESSAGE = {};\n    END IF;\nEND\n",
        writer.text(message)
    );
    let quote = dollar_quote(&body);
    format!("DO {quote}\n{body}{quote}")
}

/// A quote that the text does not have in it.
pub(crate) fn dollar_quote(text: &str) -> String {
    let mut quote = "$body$".to_owned();
    while text.contains(&quote) {
        quote.insert(1, '_');
    }
    quote
}

fn source_event(
    writer: Writer,
    event: SourceEvent,
    reference: &PolymorphicColumns,
) -> (&'static str, String) {
    let tag = reference.tag.to_sql(writer.dialect);
    let key = reference.key.to_sql(writer.dialect);
    let is_set = format!("NEW.{tag} IS NOT NULL AND NEW.{key} IS NOT NULL");
    match event {
        SourceEvent::Insert => ("INSERT", format!("FOR EACH ROW WHEN ({is_set})\n    ")),
        SourceEvent::Update => (
            "UPDATE",
            format!(
                "FOR EACH ROW WHEN ({is_set}\n        AND (OLD.{tag} IS DISTINCT FROM NEW.{tag} \
                 OR OLD.{key} IS DISTINCT FROM NEW.{key}))\n    "
            ),
        ),
    }
}

fn target_event(writer: Writer, event: TargetEvent, column: &Identifier) -> (&'static str, String) {
    let column = column.to_sql(writer.dialect);
    match event {
        TargetEvent::Delete => ("DELETE", "FOR EACH ROW ".to_owned()),
        TargetEvent::ChangeKey => (
            "UPDATE",
            format!("FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})\n    "),
        ),
        TargetEvent::Truncate => ("TRUNCATE", String::new()),
    }
}

/// `FOUND` is false until a row was found.
fn check_source(
    writer: Writer,
    table: &QualifiedName,
    reference: &PolymorphicColumns,
    targets: &[TriggerTarget],
) -> String {
    let tag = reference.tag.to_sql(writer.dialect);
    let key = reference.key.to_sql(writer.dialect);
    let mut body = String::new();
    for (position, target) in targets.iter().enumerate() {
        let keyword = if position == 0 { "IF" } else { "ELSIF" };
        body.push_str(&format!(
            "    {keyword} NEW.{tag} = {} THEN\n        \
             PERFORM FROM {} AS target WHERE target.{} = NEW.{key} FOR KEY SHARE;\n",
            target.tag.to_sql(writer.dialect),
            target.table.to_sql(writer.dialect),
            target.column.to_sql(writer.dialect),
        ));
    }
    if !targets.is_empty() {
        body.push_str("    END IF;\n");
    }
    let text = |text: String| writer.text(&text);
    let message = format!(
        "concat({}, NEW.{tag}, {}, NEW.{key})",
        text(format!(
            "`{}` references a row that is not there: `{}` is ",
            table.name.as_str(),
            reference.tag.as_str()
        )),
        text(format!(", `{}` is ", reference.key.as_str()))
    );
    body.push_str("    IF NOT FOUND THEN\n");
    body.push_str(&refusal(&message));
    body.push_str("    END IF;\n");
    body
}

/// An error that says where it comes from.
fn refusal(message: &str) -> String {
    format!(
        "        RAISE foreign_key_violation USING\n            MESSAGE = {message},\n            \
         SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;\n"
    )
}

/// The rows that reference a row.
struct Rows<'a> {
    by: &'a QualifiedName,
    reference: &'a PolymorphicColumns,
    tags: &'a [Text],
    column: &'a Identifier,
}

impl Rows<'_> {
    fn condition(&self, writer: Writer, event: TargetEvent) -> String {
        let column = |name: &Identifier| format!("reference.{}", name.to_sql(writer.dialect));
        let tag = writer.is_one_of(&column(&self.reference.tag), self.tags);
        match event {
            TargetEvent::Truncate => {
                format!("{tag} AND {} IS NOT NULL", column(&self.reference.key))
            }
            TargetEvent::Delete | TargetEvent::ChangeKey => format!(
                "{tag}\n        AND {} = OLD.{}",
                column(&self.reference.key),
                self.column.to_sql(writer.dialect)
            ),
        }
    }
}

fn guard_target(
    writer: Writer,
    table: &QualifiedName,
    event: TargetEvent,
    rows: &Rows<'_>,
    on_delete: ReferentialAction,
) -> String {
    let blind = writer.text(&format!(
        "rows of `{}` do not go in REPEATABLE READ, which does not see new references to them; \
         use READ COMMITTED or SERIALIZABLE",
        table.name.as_str()
    ));
    let mut body = format!(
        "    IF current_setting('transaction_isolation') = 'repeatable read' THEN\n        \
         RAISE feature_not_supported USING MESSAGE =\n            {blind};\n    END IF;\n"
    );
    let by = rows.by.to_sql(writer.dialect);
    let condition = rows.condition(writer, event);
    let column = |name: &Identifier| name.to_sql(writer.dialect);
    body.push_str(&match on_delete {
        ReferentialAction::Cascade => {
            format!("    DELETE FROM {by} AS reference WHERE {condition};\n")
        }
        ReferentialAction::SetNull => format!(
            "    UPDATE {by} AS reference SET {} = NULL, {} = NULL\n    WHERE {condition};\n",
            column(&rows.reference.tag),
            column(&rows.reference.key)
        ),
        _ => {
            let said = writer.text(&still_referenced(table, rows.by, rows.tags));
            let message = match event {
                TargetEvent::Truncate => said,
                _ => format!("concat({said}, ' ', OLD.{})", column(rows.column)),
            };
            format!(
                "    IF EXISTS (SELECT FROM {by} AS reference WHERE {condition}) THEN\n{}    END IF;\n",
                refusal(&message)
            )
        }
    });
    body
}
