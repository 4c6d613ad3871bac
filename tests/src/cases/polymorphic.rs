//! Polymorphic references, as the derive would declare them. Columns, checks and indexes are lines of their
//! own.

use schema_core::definition::{
    Enforcement, PolymorphicReference, PolymorphicStorage, PolymorphicTarget, ReferentialAction,
    TableName,
};

use super::declare::{leak, leak_all};
use super::lexer::{call, unquoted};
use crate::Outcome;

/// `polymorphic(source_table, source_id) to artifact as 'artifact', output as 'output' triggers cascade`
pub(super) fn reference(words: &[String]) -> Outcome<PolymorphicReference> {
    let (_, columns) = call(&words[0]);
    let [tag, key] = columns.as_slice() else {
        return Err("a polymorphic reference has a tag and a key".into());
    };
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let targets = words
        .windows(3)
        .filter(|words| words[1] == "as")
        .map(|words| target(&words[0], &words[2]));
    Ok(PolymorphicReference {
        name: leak(key.trim_end_matches("_id")),
        rust_name: "Source",
        columns: leak_all(vec![leak(tag.as_str()), leak(key.as_str())]),
        storage: PolymorphicStorage::Tagged {
            tag: leak(tag.as_str()),
            key: leak(key.as_str()),
        },
        nullable: true,
        targets: leak_all(targets.collect()),
        on_delete: match () {
            () if has("cascade") => ReferentialAction::Cascade,
            () if has("set_null") => ReferentialAction::SetNull,
            () if has("restrict") => ReferentialAction::Restrict,
            () => ReferentialAction::NoAction,
        },
        enforcement: match has("triggers") {
            true => Enforcement::Triggers,
            false => Enforcement::Program,
        },
        reason: "",
    })
}

/// `artifact as 'artifact',`, or `artifact(number) as 'artifact'` for another key
fn target(table: &str, tag: &str) -> PolymorphicTarget {
    let (table, column) = call(table);
    let column = column.first().map_or("id", |column| leak(column.as_str()));
    PolymorphicTarget {
        variant: leak(table),
        tag: leak(unquoted(tag.trim_end_matches(','))),
        table: TableName {
            model: leak(table),
            schema: None,
            table: leak(table),
        },
        column,
    }
}
