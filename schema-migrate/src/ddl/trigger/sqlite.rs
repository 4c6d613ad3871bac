//! SQLite has one writer at a time, so nothing comes in between.
//!
//! The actions of foreign keys fire triggers. `INSERT OR REPLACE` does so for the rows that it deletes
//! only with `PRAGMA recursive_triggers = ON`, which also lets a trigger fire itself.

use super::{Writer, missing, still_referenced};
use crate::ddl::alter::beside;
use crate::schema::{
    PolymorphicColumns, ReferentialAction, SourceEvent, TargetEvent, Trigger, TriggerAction,
    TriggerTarget,
};
use crate::sql::{Identifier, QualifiedName};

/// How the message of SQLite's foreign keys begins.
const FAILED: &str = "FOREIGN KEY constraint failed";

pub(super) fn create(writer: Writer, table: &QualifiedName, trigger: &Trigger) -> String {
    let column = |name: &Identifier| name.to_sql(writer.dialect);
    let (event, body) = match &trigger.action {
        TriggerAction::CheckSource {
            event,
            reference,
            targets,
        } => {
            let event = source_event(*event, &column(&reference.tag), &column(&reference.key));
            (event, check_source(writer, table, reference, targets))
        }
        TriggerAction::GuardTarget {
            event,
            column: target,
            ..
        } => {
            let target = column(target);
            let event = match event {
                TargetEvent::Delete => format!("DELETE ON {}", table.to_sql(writer.dialect)),
                TargetEvent::ChangeKey | TargetEvent::Truncate => format!(
                    "UPDATE ON {}\n    WHEN OLD.{target} IS NOT NEW.{target}",
                    table.to_sql(writer.dialect)
                ),
            };
            let body = guard_target(writer, table, &trigger.action);
            return written(writer, table, trigger, &event, &body);
        }
        TriggerAction::DeleteFirst { .. } | TriggerAction::Written(_) => return String::new(),
    };
    let (keyword, condition) = event;
    let event = format!(
        "{keyword} ON {}\n    WHEN {condition}",
        table.to_sql(writer.dialect)
    );
    written(writer, table, trigger, &event, &body)
}

fn written(
    writer: Writer,
    table: &QualifiedName,
    trigger: &Trigger,
    event: &str,
    body: &str,
) -> String {
    let name = beside(table, &trigger.name).to_sql(writer.dialect);
    format!("CREATE TRIGGER {name} AFTER {event}\nBEGIN\n{body}END")
}

fn source_event(event: SourceEvent, tag: &str, key: &str) -> (&'static str, String) {
    let is_set = format!("NEW.{tag} IS NOT NULL AND NEW.{key} IS NOT NULL");
    match event {
        SourceEvent::Insert => ("INSERT", is_set),
        SourceEvent::Update => (
            "UPDATE",
            format!(
                "{is_set}\n        AND (OLD.{tag} IS NOT NEW.{tag} OR OLD.{key} IS NOT NEW.{key})"
            ),
        ),
    }
}

fn check_source(
    writer: Writer,
    table: &QualifiedName,
    reference: &PolymorphicColumns,
    targets: &[TriggerTarget],
) -> String {
    let tag = reference.tag.to_sql(writer.dialect);
    let key = reference.key.to_sql(writer.dialect);
    let mut body = String::new();
    for target in targets {
        body.push_str(&refusal(
            writer,
            &missing(table, reference, &format!("`{}`", target.tag.as_str())),
            &format!(
                "NEW.{tag} = {}\n        AND NOT EXISTS (SELECT 1 FROM {} WHERE {} = NEW.{key})",
                target.tag.to_sql(writer.dialect),
                target.table.to_sql(writer.dialect),
                target.column.to_sql(writer.dialect)
            ),
        ));
    }
    let tags: Vec<_> = targets.iter().map(|target| target.tag.clone()).collect();
    let known = writer.is_one_of(&format!("NEW.{tag}"), &tags);
    let unknown = missing(table, reference, "another table");
    body.push_str(&refusal(writer, &unknown, &format!("NOT ({known})")));
    body
}

fn refusal(writer: Writer, message: &str, condition: &str) -> String {
    let message = writer.text(&format!("{FAILED}: {message}"));
    format!("    SELECT RAISE(ABORT, {message})\n    WHERE {condition};\n")
}

fn guard_target(writer: Writer, table: &QualifiedName, action: &TriggerAction) -> String {
    let TriggerAction::GuardTarget {
        column,
        by,
        reference,
        tags,
        on_delete,
        recursive,
        ..
    } = action
    else {
        return String::new();
    };
    let tag = reference.tag.to_sql(writer.dialect);
    let key = reference.key.to_sql(writer.dialect);
    let child = by.to_sql(writer.dialect);
    let condition = format!(
        "{} AND {key} = OLD.{}",
        writer.is_one_of(&tag, tags),
        column.to_sql(writer.dialect)
    );
    let is_referenced = format!("EXISTS (SELECT 1 FROM {child} WHERE {condition})");
    match on_delete {
        ReferentialAction::Cascade => {
            let delete = format!("    DELETE FROM {child} WHERE {condition};\n");
            match recursive {
                true => needs_recursion(writer, table, &is_referenced) + &delete,
                false => delete,
            }
        }
        ReferentialAction::SetNull => {
            format!("    UPDATE {child} SET {tag} = NULL, {key} = NULL WHERE {condition};\n")
        }
        _ => refusal(writer, &still_referenced(table, by, tags), &is_referenced),
    }
}

/// Without the setting the trigger would not fire for the rows of its table that go by it.
fn needs_recursion(writer: Writer, table: &QualifiedName, is_referenced: &str) -> String {
    let message = writer.text(&format!(
        "what references a row of `{}` only goes with it after PRAGMA recursive_triggers = ON",
        table.name.as_str()
    ));
    format!(
        "    SELECT RAISE(ABORT, {message})\n    \
         WHERE {is_referenced}\n        \
         AND NOT (SELECT recursive_triggers FROM pragma_recursive_triggers);\n"
    )
}
