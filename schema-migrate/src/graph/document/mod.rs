//! The relationships of a schema, as a Markdown document.

mod indexes;
mod keys;
mod markdown;

use schema_core::definition::{
    Domain, Enforcement, PolymorphicReference, PolymorphicTarget, RelationKind, Schema, Table,
};

pub(super) use keys::inverse_of;

use super::{edges, shown};
use markdown::{Section, code, prose};

/// Everything that a reader wants to know of the references in a schema, as Markdown: the foreign keys with
/// their actions and reasons, what becomes NULL or gets its default and what refuses a deletion, which index serves which key,
/// polymorphic references, and what crosses domains.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model)]
/// # #[diesel(table_name = user)]
/// # struct User { id: i32 }
/// #[derive(Model)]
/// #[diesel(table_name = invoice)]
/// struct Invoice {
///     id: i32,
///     #[references(User, reason = "bills are kept for ten years")]
///     payer_id: i32,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Invoice] }
///
/// let document = schema_migrate::graph::document(Blog::SCHEMA);
/// assert!(document.contains("| bills are kept for ten years |"));
/// ```
pub fn document(schema: &Schema) -> String {
    let mut text = format!("# The relationships of {}\n\n", schema.name);
    text += "Written by `schema docs`: change the structs, not this file.\n";
    if !schema.comment.is_empty() {
        text += &format!("\n{}\n", schema.comment);
    }
    let sections = [
        domains(schema),
        keys::foreign_keys(schema),
        keys::set_to_null(schema),
        keys::set_to_default(schema),
        keys::refusals(schema),
        many_to_many(schema),
        polymorphic(schema),
        keys::across_domains(schema),
        indexes::indexes(schema),
        indexes::unserved(schema),
    ];
    for section in sections {
        text += &section.to_string();
    }
    text
}

fn domains(schema: &Schema) -> Section {
    let mut section = Section::new("Domains", &["domain", "tables"]);
    for domain in schema.domains {
        let tables = domain.tables.iter().map(|table| code(&shown(&table.name)));
        let tables: Vec<String> = tables.collect();
        section.row([domain.name.to_owned(), tables.join(", ")]);
    }
    section
}

/// The domain of a table; none if it is another crate's.
fn domain_of(schema: &Schema, table: &Table) -> Option<&'static Domain> {
    let mut domains = schema.domains.iter();
    domains.find(|domain| domain.tables.iter().any(|other| other.name == table.name))
}

fn many_to_many(schema: &Schema) -> Section {
    let header = ["table", "relation", "leads to", "through"];
    let mut section = Section::new("Many to many", &header);
    for table in schema.tables() {
        for relation in schema.relations(&table.name) {
            if relation.kind == RelationKind::ManyThrough {
                let names = [&table.name, &relation.target, &relation.holder];
                let [from, to, through] = names.map(|name| code(&shown(name)));
                section.row([from, relation.name.to_owned(), to, through]);
            }
        }
    }
    section
}

fn polymorphic(schema: &Schema) -> Section {
    let header = [
        "reference",
        "columns",
        "null",
        "one of",
        "on delete",
        "held by",
        "inverse",
        "reason",
    ];
    let mut section = Section::new("Polymorphic references", &header);
    for table in schema.tables() {
        for reference in table.polymorphic {
            let targets = reference.targets.iter();
            let targets: Vec<String> = targets.map(|it| target(reference, it)).collect();
            let columns: Vec<String> = reference.columns.iter().map(|name| code(name)).collect();
            let on_delete = match reference.enforcement {
                Enforcement::Program => "nothing: rows are left dangling",
                Enforcement::Triggers | Enforcement::ForeignKeys => reference.on_delete.as_str(),
            };
            let held_by = match reference.enforcement {
                Enforcement::Program => "the program, by checked inserts",
                Enforcement::Triggers => "triggers",
                Enforcement::ForeignKeys => "foreign keys, of which one is set",
            };
            section.row([
                code(&format!("{}.{}", shown(&table.name), reference.name)),
                columns.join(", "),
                if reference.nullable { "null" } else { "" }.to_owned(),
                targets.join(", "),
                on_delete.to_owned(),
                held_by.to_owned(),
                inverses(schema, table, reference),
                prose(reference.reason),
            ]);
        }
    }
    section
}

/// A table, and the tag of its rows if that is another word.
fn target(reference: &PolymorphicReference, target: &PolymorphicTarget) -> String {
    let table = code(&shown(&target.table));
    match target.tag {
        _ if reference.enforcement == Enforcement::ForeignKeys => table,
        tag if tag == target.table.table => table,
        tag => format!("{table} as '{}'", prose(tag)),
    }
}

/// The relations of what is referenced, table by table.
fn inverses(schema: &Schema, table: &Table, reference: &PolymorphicReference) -> String {
    let edges = edges(schema).into_iter();
    let own =
        edges.filter(|edge| edge.child.name == table.name && edge.polymorphic() == Some(reference));
    let inverses = own.filter_map(|edge| {
        let inverse = keys::inverse_of(schema, &edge);
        (!inverse.is_empty()).then(|| format!("{}: {inverse}", code(&shown(&edge.parent))))
    });
    let inverses: Vec<String> = inverses.collect();
    inverses.join("; ")
}
