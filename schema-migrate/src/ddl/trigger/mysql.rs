//! Statements in a trigger that lock what they read see what is committed, whatever the isolation. So of
//! an insert and a deletion at the same time one waits for the other.
//!
//! Actions of foreign keys fire no triggers, and neither does `TRUNCATE`; a trigger cannot change the
//! table whose row fires it. With a binary log, MySQL lets only some users create triggers
//! (`log_bin_trust_function_creators`).

use super::{LONGEST_MESSAGE, Writer, cut, missing, still_referenced};
use crate::ddl::alter::beside;
use crate::schema::{
    PolymorphicColumns, ReferentialAction, SourceEvent, TargetEvent, Trigger, TriggerAction,
    TriggerTarget,
};
use crate::sql::{Identifier, QualifiedName};

/// The numbers of MySQL's own errors: there is no such row, and there are rows that reference it.
const NO_REFERENCED_ROW: u16 = 1452;
const ROW_IS_REFERENCED: u16 = 1451;

pub(super) fn create(writer: Writer, table: &QualifiedName, trigger: &Trigger) -> String {
    let (event, body) = match &trigger.action {
        TriggerAction::CheckSource {
            event,
            reference,
            targets,
        } => {
            let event_name = match event {
                SourceEvent::Insert => "AFTER INSERT",
                SourceEvent::Update => "AFTER UPDATE",
            };
            let body = check_source(writer, table, *event, reference, targets);
            (event_name, body)
        }
        TriggerAction::GuardTarget { event, .. } => {
            let event = match event {
                TargetEvent::Delete => "AFTER DELETE",
                TargetEvent::ChangeKey | TargetEvent::Truncate => "AFTER UPDATE",
            };
            (event, guard_target(writer, table, &trigger.action))
        }
        TriggerAction::DeleteFirst {
            referenced_columns,
            by,
            columns,
        } => {
            let pairs = columns
                .iter()
                .zip(referenced_columns)
                .map(|(column, referenced)| {
                    let (column, referenced) = (
                        column.to_sql(writer.dialect),
                        referenced.to_sql(writer.dialect),
                    );
                    format!("{column} = OLD.{referenced}")
                });
            let condition = pairs.collect::<Vec<_>>().join(" AND ");
            let child = by.to_sql(writer.dialect);
            (
                "BEFORE DELETE",
                format!("    DELETE FROM {child} WHERE {condition};\n"),
            )
        }
        TriggerAction::Written(_) => return String::new(),
    };
    format!(
        "CREATE TRIGGER {} {event} ON {} FOR EACH ROW\nBEGIN\n{body}END",
        beside(table, &trigger.name).to_sql(writer.dialect),
        table.to_sql(writer.dialect)
    )
}

fn check_source(
    writer: Writer,
    table: &QualifiedName,
    event: SourceEvent,
    reference: &PolymorphicColumns,
    targets: &[TriggerTarget],
) -> String {
    let tag = reference.tag.to_sql(writer.dialect);
    let key = reference.key.to_sql(writer.dialect);
    let mut body = "    DECLARE __found BIGINT DEFAULT 0;\n".to_owned();
    let unchanged = match event {
        SourceEvent::Insert => String::new(),
        SourceEvent::Update => {
            format!("\n        OR (OLD.{tag} <=> NEW.{tag} AND OLD.{key} <=> NEW.{key})")
        }
    };
    body.push_str(&format!(
        "    IF NEW.{tag} IS NULL OR NEW.{key} IS NULL{unchanged} THEN\n        \
         SET __found = 1;\n"
    ));
    for target in targets {
        let said = missing(table, reference, &format!("`{}`", target.tag.as_str()));
        body.push_str(&format!(
            "    ELSEIF NEW.{tag} = {} THEN\n        \
             SELECT COUNT(*) INTO __found FROM {} AS target\n            \
             WHERE target.{} = NEW.{key} LOCK IN SHARE MODE;\n        \
             IF NOT __found THEN\n    {}        END IF;\n",
            target.tag.to_sql(writer.dialect),
            target.table.to_sql(writer.dialect),
            target.column.to_sql(writer.dialect),
            signal(writer, NO_REFERENCED_ROW, &said)
        ));
    }
    let unknown = missing(table, reference, "another table");
    body.push_str("    ELSE\n");
    body.push_str(&signal(writer, NO_REFERENCED_ROW, &unknown));
    body.push_str("    END IF;\n");
    body
}

fn signal(writer: Writer, number: u16, message: &str) -> String {
    let message = writer.text(&cut(message, LONGEST_MESSAGE));
    format!(
        "        SIGNAL SQLSTATE '23000' SET MYSQL_ERRNO = {number},\n            \
         MESSAGE_TEXT = {message};\n"
    )
}

fn guard_target(writer: Writer, table: &QualifiedName, action: &TriggerAction) -> String {
    let TriggerAction::GuardTarget {
        event,
        column,
        by,
        reference,
        tags,
        on_delete,
        ..
    } = action
    else {
        return String::new();
    };
    let name = |name: &Identifier| name.to_sql(writer.dialect);
    let (tag, key, column) = (name(&reference.tag), name(&reference.key), name(column));
    let child = by.to_sql(writer.dialect);
    let condition = format!("{} AND {key} = OLD.{column}", writer.is_one_of(&tag, tags));
    match on_delete {
        ReferentialAction::Cascade => format!("    DELETE FROM {child} WHERE {condition};\n"),
        ReferentialAction::SetNull => {
            format!("    UPDATE {child} SET {tag} = NULL, {key} = NULL WHERE {condition};\n")
        }
        _ => {
            let is_concerned = match event {
                TargetEvent::ChangeKey => format!("NOT (OLD.{column} <=> NEW.{column})"),
                TargetEvent::Delete | TargetEvent::Truncate => "TRUE".to_owned(),
            };
            format!(
                "    DECLARE __count BIGINT;\n    \
                 IF {is_concerned} THEN\n        \
                 SELECT COUNT(*) INTO __count FROM {child}\n            \
                 WHERE {condition} LOCK IN SHARE MODE;\n        \
                 IF __count > 0 THEN\n    {}        END IF;\n    END IF;\n",
                signal(
                    writer,
                    ROW_IS_REFERENCED,
                    &still_referenced(table, by, tags)
                )
            )
        }
    }
}
