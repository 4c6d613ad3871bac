//! The foreign keys.

use schema_core::definition::{Deferrability, ForeignKey, ReferentialAction, RelationKind, Schema};

use super::domain_of;
use super::markdown::{Section, code, prose};
use crate::graph::{Edge, edges, shown, table_named};

const HEADER: [&str; 7] = [
    "child column",
    "parent",
    "on delete",
    "null",
    "relation",
    "inverse",
    "reason",
];

/// Every foreign key.
pub(super) fn foreign_keys(schema: &Schema) -> Section {
    let note = "`cascade`: the parent owns the child. `set null`: the child stays, without a parent. \
                `set default`: it gets its default one. `no action`, `restrict`: the parent cannot go while there are children.";
    let mut section = Section::new("Foreign keys", &HEADER).note(note);
    for edge in edges(schema) {
        let Some(key) = edge.key() else {
            continue;
        };
        section.row([
            child(&edge) + particulars(&edge),
            parent(schema, &edge),
            actions(key),
            if edge.is_nullable() { "null" } else { "" }.to_owned(),
            edge.relation().to_owned(),
            inverse_of(schema, &edge),
            prose(key.reason),
        ]);
    }
    section
}

/// What a deletion does, and a change of the parent's key where that does anything.
fn actions(key: &ForeignKey) -> String {
    let (delete, update) = (key.on_delete.as_str(), key.on_update.as_str());
    match key.on_update {
        ReferentialAction::NoAction => delete.to_owned(),
        _ => format!("{delete} (on update: {update})"),
    }
}

/// The relations of the parent that a reference is behind, with their cardinality.
pub(in crate::graph) fn inverse_of(schema: &Schema, edge: &Edge) -> String {
    let relations = schema.relations(&edge.parent).iter();
    // The tag is the same for all rows of a relation, which is over the key alone.
    let columns = match edge.columns {
        [_, key] if edge.is_tagged() => std::slice::from_ref(key),
        columns => columns,
    };
    let inverse = relations
        .filter(|relation| relation.holder == edge.child.name && relation.columns == columns);
    let inverse = inverse.filter_map(|relation| match relation.kind {
        RelationKind::InverseOne => Some(format!("one {}", relation.name)),
        RelationKind::Many => Some(format!("many {}", relation.name)),
        RelationKind::One { .. } | RelationKind::ManyThrough => None,
    });
    let inverse: Vec<String> = inverse.collect();
    inverse.join(", ")
}

/// The columns that reference.
fn child(edge: &Edge) -> String {
    let (table, columns) = (shown(&edge.child.name), edge.columns);
    match columns {
        [column] => code(&format!("{table}.{column}")),
        several => code(&format!("{table}.({})", several.join(", "))),
    }
}

/// The parent, with its columns where they are not its primary key.
fn parent(schema: &Schema, edge: &Edge) -> String {
    let primary_key = table_named(schema, &edge.parent).map(|table| table.primary_key.columns);
    match edge.referenced_columns {
        columns if primary_key == Some(columns) => code(&shown(&edge.parent)),
        columns => code(&format!("{}({})", shown(&edge.parent), columns.join(", "))),
    }
}

fn particulars(edge: &Edge) -> &'static str {
    let deferrability = edge.key().map(|key| key.deferrability);
    match (edge.is_one(), deferrability) {
        (true, Some(Deferrability::InitiallyDeferred)) => " (unique, deferred)",
        (true, Some(Deferrability::InitiallyImmediate)) => " (unique, deferrable)",
        (true, _) => " (unique)",
        (false, Some(Deferrability::InitiallyDeferred)) => " (deferred)",
        (false, Some(Deferrability::InitiallyImmediate)) => " (deferrable)",
        (false, _) => "",
    }
}

/// What becomes NULL.
pub(super) fn set_to_null(schema: &Schema) -> Section {
    let mut section = Section::new(
        "What becomes NULL",
        &["when a row is deleted from", "becomes NULL", "reason"],
    );
    list(schema, &mut section, &[ReferentialAction::SetNull]);
    section
}

/// What gets its default.
pub(super) fn set_to_default(schema: &Schema) -> Section {
    let mut section = Section::new(
        "What gets its default",
        &["when a row is deleted from", "gets its default", "reason"],
    );
    list(schema, &mut section, &[ReferentialAction::SetDefault]);
    section
}

/// What refuses a deletion.
pub(super) fn refusals(schema: &Schema) -> Section {
    let mut section = Section::new(
        "What refuses a deletion",
        &[
            "a row cannot be deleted from",
            "while it is referenced by",
            "reason",
        ],
    );
    let actions = [ReferentialAction::NoAction, ReferentialAction::Restrict];
    list(schema, &mut section, &actions);
    section
}

/// The references with one of these actions, parent by parent, that the database sees to.
fn list(schema: &Schema, section: &mut Section, actions: &[ReferentialAction]) {
    let edges = edges(schema);
    let mut parents = Vec::new();
    for edge in &edges {
        if !parents.contains(&edge.parent) {
            parents.push(edge.parent);
        }
    }
    for name in parents {
        for edge in edges.iter().filter(|edge| edge.parent == name) {
            if actions.contains(&edge.on_delete) && !edge.is_unheld() {
                section.row([parent(schema, edge), child(edge), prose(edge.reason())]);
            }
        }
    }
}

/// The references that leave their domain.
pub(super) fn across_domains(schema: &Schema) -> Section {
    let mut section = Section::new(
        "References across domains",
        &["from", "column", "to", "parent", "allowed by"],
    )
    .note("`shared`: every domain may reference the model. `allow`: this reference alone is an exception.");
    for edge in edges(schema) {
        let parent = table_named(schema, &edge.parent);
        let to = parent.and_then(|table| domain_of(schema, table));
        let from = domain_of(schema, edge.child);
        let name = |domain: Option<&schema_core::definition::Domain>| {
            domain.map_or_else(
                || "another crate".to_owned(),
                |domain| domain.name.to_owned(),
            )
        };
        let (from, to) = (name(from), name(to));
        if from != to {
            let (child_model, parent_model) = (edge.child.name.model, edge.parent.model);
            let allowed = if edge.is_unheld() {
                "polymorphic, no foreign key".to_owned()
            } else if edge.is_tagged() {
                "polymorphic, by triggers".to_owned()
            } else if schema.shared.contains(&parent_model) {
                format!("shared: {parent_model}")
            } else if schema.allow.contains(&(child_model, parent_model)) {
                format!("allow: {child_model} -> {parent_model}")
            } else {
                "external".to_owned()
            };
            section.row([from, child(&edge), to, code(&shown(&edge.parent)), allowed]);
        }
    }
    section
}
