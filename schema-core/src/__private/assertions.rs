//! The rules between two models, evaluated by the compiler. Each function states one rule and ends
//! the compilation with a message where it is broken.

use super::joins::{column_position, contains, field_of, same_table, same_type};
use super::message::{Message, texts_equal};
use super::probes::{Membership, Rules};
use crate::Schema;
use crate::definition::{self, Column, Table};

/// Every model is listed in a `schema!`.
#[track_caller]
pub const fn check_listed(model: &str, membership: Option<Membership>) {
    if membership.is_none() {
        Message::new()
            .code(model)
            .text(
                " is not listed in a `schema!`: add it to one, `schema! { pub struct …; domain: [",
            )
            .text(model)
            .text("] }`")
            .fail();
    }
}

/// What a key references and a relation leads to is a model.
#[track_caller]
pub const fn check_model(written: &str, table: Option<&Table>) {
    if table.is_none() {
        Message::new()
            .code(written)
            .text(" is not a model: add `#[derive(Model)]` to it")
            .fail();
    }
}

/// What a variant of a polymorphic enum references is a model with a key of the variant's type.
#[track_caller]
pub const fn check_polymorphic_target(
    written: &str,
    key: &str,
    has_key_type: bool,
    table: Option<&Table>,
) {
    check_model(written, table);
    let Some(table) = table else { return };
    if table.primary_key.columns.len() != 1 {
        Message::new()
            .text("the primary key of ")
            .code(written)
            .text(" has several columns, and a polymorphic reference has one: reference it with `#[references]`")
            .fail();
    }
    if has_key_type {
        return;
    }
    let mut message = Message::new()
        .text("the key of ")
        .code(written)
        .text(" is not ")
        .code(key);
    if let Some(position) = column_position(table, table.primary_key.columns[0]) {
        let rust_type = table.columns[position].rust_type;
        message = message.text(": use ").code(rust_type);
    }
    message.fail();
}

/// An exclusive arc has a column for each target.
#[track_caller]
pub const fn check_arc(
    written: &str,
    targets: &[definition::PolymorphicTarget],
    listed: &[definition::TableName],
) {
    let mut position = 0;
    while position < targets.len() {
        let mut is_listed = false;
        let mut number = 0;
        while number < listed.len() {
            is_listed = is_listed || same_table(&targets[position].table, &listed[number]);
            number += 1;
        }
        if !is_listed {
            let model = targets[position].table.model;
            Message::new()
                .code(written)
                .text(" references ")
                .code(model)
                .text(", for which there is no column: add `…: ")
                .text(model)
                .text("` to `columns(…)`")
                .fail();
        }
        position += 1;
    }
}

/// The type of a field with `#[column(enum)]` is an enum with a SQL type.
#[track_caller]
pub const fn check_enum(written: &str, is_enum: bool) -> bool {
    if !is_enum {
        Message::new()
            .code(written)
            .text(" is not an enum that a column can hold: add `#[derive(SqlEnum)]` to it")
            .fail();
    }
    true
}

/// The database's name for a column's type is known.
#[track_caller]
pub const fn check_column_type(written: &str, known: bool) {
    if !known {
        Message::new()
            .text("what the database calls the SQL type ")
            .code(written)
            .text(" is not known: add `#[column(sql_type = \"…\")]`")
            .fail();
    }
}

/// A foreign key as the user wrote it.
pub struct WrittenKey {
    /// The parent.
    pub parent: &'static str,
    /// Its position among the foreign keys of the table.
    pub position: usize,
    /// Whether the columns of the parent are named.
    pub names_columns: bool,
    /// Whether the Rust types are those of the parent's primary key.
    pub has_key_type: bool,
}

/// A foreign key references columns of a model that exist and are unique, has their types, and may
/// point there from its domain.
#[track_caller]
pub const fn check_foreign_key(
    child: &Table,
    written: WrittenKey,
    parent: Option<&Table>,
    child_membership: Option<Membership>,
    parent_membership: Option<Membership>,
) {
    check_model(written.parent, parent);
    let Some(parent) = parent else { return };
    let key = &child.foreign_keys[written.position];
    // A key of the right Rust types to the primary key is right in these respects, and most are.
    if written.names_columns || !written.has_key_type {
        columns_exist(parent, key.referenced_columns);
        columns_are_as_many(child, parent, key);
        columns_are_unique(parent, key.referenced_columns);
    }
    let mut place = 0;
    while place < key.columns.len() {
        types_are_equal(child, parent, key, place);
        place += 1;
    }
    if !written.has_key_type && same_list(key.referenced_columns, parent.primary_key.columns) {
        rust_types_differ(child, parent, key);
    }
    if let (Some(child_membership), Some(parent_membership)) = (child_membership, parent_membership)
    {
        let memberships = (&child_membership, &parent_membership);
        reference_is_allowed(child, parent, key, memberships);
    }
}

/// The referenced columns exist.
#[track_caller]
const fn columns_exist(parent: &Table, referenced: &[&str]) {
    let mut place = 0;
    while place < referenced.len() {
        if column_position(parent, referenced[place]).is_none() {
            let mut names = Message::new()
                .code(parent.name.model)
                .text(" has no column ")
                .code(referenced[place])
                .text(": use one of ");
            let mut position = 0;
            while position < parent.columns.len() {
                if position > 0 {
                    names = names.text(", ");
                }
                names = names.code(parent.columns[position].field);
                position += 1;
            }
            names.fail();
        }
        place += 1;
    }
}

/// A key has as many columns as it references.
#[track_caller]
const fn columns_are_as_many(child: &Table, parent: &Table, key: &definition::ForeignKey) {
    let referenced = key.referenced_columns;
    if referenced.len() == key.columns.len() {
        return;
    }
    let message = Message::new()
        .text("the foreign key ")
        .fields(child, key.columns)
        .text(" of ")
        .code(child.name.model)
        .text(" has ")
        .count(key.columns.len(), "column", "columns")
        .text(", but the primary key of ")
        .code(parent.name.model)
        .text(" has ")
        .count(referenced.len(), "column", "columns")
        .text(", ")
        .fields(parent, referenced)
        .text(": use `#[references(")
        .text(parent.name.model);
    if referenced.len() > 1 {
        message
            .text(", columns(…))]` on the struct with a column for each")
            .fail();
    } else {
        message
            .text(")]` on one column, or name the referenced columns")
            .fail();
    }
}

/// Databases reference only what is unique.
#[track_caller]
const fn columns_are_unique(parent: &Table, referenced: &[&str]) {
    if parent.can_be_referenced(referenced) {
        return;
    }
    if parent.is_unique(referenced) {
        Message::new()
            .fields(parent, referenced)
            .text(" of ")
            .code(parent.name.model)
            .text(" is unique by a deferrable constraint, which no foreign key can reference: remove its `deferrable`, or reference the primary key")
            .fail();
    }
    Message::new()
        .fields(parent, referenced)
        .text(" of ")
        .code(parent.name.model)
        .text(" is not unique, so no foreign key can reference it: add `#[unique]` there, or reference the primary key")
        .fail();
}

const fn same_list(left: &[&str], right: &[&str]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut position = 0;
    while position < left.len() {
        if !texts_equal(left[position], right[position]) {
            return false;
        }
        position += 1;
    }
    true
}

/// The columns of a key have the types of the columns that they reference. A length or SQL type
/// that only the parent has is taken over; two that differ are a mistake.
#[track_caller]
const fn types_are_equal(
    child: &Table,
    parent: &Table,
    key: &definition::ForeignKey,
    place: usize,
) {
    let (Some(column), Some(referenced)) = (
        column_position(child, key.columns[place]),
        column_position(parent, key.referenced_columns[place]),
    ) else {
        return;
    };
    let (column, referenced) = (&child.columns[column], &parent.columns[referenced]);
    if !same_type(&column.column_type, &referenced.column_type) {
        types_differ(child, parent, column, referenced);
    }
    if let (Some(length), Some(referenced_length)) = (column.max_length, referenced.max_length)
        && length != referenced_length
    {
        Message::new()
            .text("`")
            .text(child.name.model)
            .text(".")
            .text(column.field)
            .text("` has another `max_length` than ")
            .code(parent.name.model)
            .text(".")
            .code(referenced.field)
            .text(", which it references: remove it here, the length is taken over")
            .fail();
    }
    if let (Some(sql_type), Some(referenced_type)) = (column.sql_type.all, referenced.sql_type.all)
        && !texts_equal(sql_type, referenced_type)
    {
        Message::new()
            .code(child.name.model)
            .text(".")
            .code(column.field)
            .text(" is ")
            .code(sql_type)
            .text(", but ")
            .code(parent.name.model)
            .text(".")
            .code(referenced.field)
            .text(", which it references, is ")
            .code(referenced_type)
            .text(": remove the `sql_type` here, it is taken over")
            .fail();
    }
}

#[track_caller]
const fn types_differ(child: &Table, parent: &Table, column: &Column, referenced: &Column) -> ! {
    let message = Message::new()
        .text("`")
        .text(child.name.model)
        .text(".")
        .text(column.field)
        .text("` is ")
        .code(column.rust_type)
        .text(" (")
        .text(column.column_type.name())
        .text("), but `")
        .text(parent.name.model)
        .text(".")
        .text(referenced.field)
        .text("`, which it references, is ")
        .code(referenced.rust_type)
        .text(" (")
        .text(referenced.column_type.name())
        .text("): make the field ");
    if column.nullable {
        message
            .text("`Option<")
            .text(referenced.rust_type)
            .text(">`")
            .fail();
    }
    message.code(referenced.rust_type).fail();
}

/// A key to a primary key has its Rust types as well: a `UserId` is no `OrganizationId`.
#[track_caller]
const fn rust_types_differ(child: &Table, parent: &Table, key: &definition::ForeignKey) {
    let mut place = 0;
    while place < key.columns.len() {
        if let (Some(column), Some(referenced)) = (
            column_position(child, key.columns[place]),
            column_position(parent, key.referenced_columns[place]),
        ) {
            let (column, referenced) = (&child.columns[column], &parent.columns[referenced]);
            let differs = !texts_equal(column.rust_type, referenced.rust_type);
            if differs || place + 1 == key.columns.len() {
                types_differ(child, parent, column, referenced);
            }
        }
        place += 1;
    }
}

/// A key stays within its domain, or goes where `shared`, `allow` or `external` lets it.
#[track_caller]
const fn reference_is_allowed(
    child: &Table,
    parent: &Table,
    key: &definition::ForeignKey,
    (child_membership, parent_membership): (&Membership, &Membership),
) {
    let schema = child_membership.schema;
    if parent_membership.schema.id != schema.id {
        if !is_external(schema, parent) {
            reference(child, parent, key)
                .text(", which belongs to the schema ")
                .code(parent_membership.schema.name)
                .text(": add it to `external: […]` of the schema ")
                .code(schema.name)
                .fail();
        }
        return;
    }
    let same_domain = texts_equal(child_membership.domain, parent_membership.domain);
    if same_domain
        || contains(schema.shared, parent.name.model)
        || is_allowed(schema, child, parent)
    {
        return;
    }
    if is_allowed(schema, parent, child) && !references(parent, child.name.model) {
        // The entry of `allow` says that it is the wrong way round.
        return;
    }
    reference(child, parent, key)
        .text(" across domains, from ")
        .code(child_membership.domain)
        .text(" to ")
        .code(parent_membership.domain)
        .text(": add `")
        .text(child.name.model)
        .text(" -> ")
        .text(parent.name.model)
        .text("` to `allow: […]` of the schema, or ")
        .code(parent.name.model)
        .text(" to `shared: […]`")
        .fail();
}

/// Begins a message: `Post.user_id` references `User`.
const fn reference(child: &Table, parent: &Table, key: &definition::ForeignKey) -> Message {
    Message::new()
        .text("`")
        .text(child.name.model)
        .text(".")
        .text(field_of(child, key.columns[0]))
        .text("` references ")
        .code(parent.name.model)
}

const fn is_external(schema: &Rules, table: &Table) -> bool {
    let mut position = 0;
    while position < schema.external.len() {
        if same_table(&schema.external[position], &table.name) {
            return true;
        }
        position += 1;
    }
    false
}

const fn is_allowed(schema: &Rules, child: &Table, parent: &Table) -> bool {
    let mut position = 0;
    while position < schema.allow.len() {
        let (from, to) = schema.allow[position];
        if texts_equal(from, child.name.model) && texts_equal(to, parent.name.model) {
            return true;
        }
        position += 1;
    }
    false
}

/// An entry of `allow` lets a reference pass that is there and crosses domains.
#[track_caller]
pub const fn check_allowed<S: Schema>(position: usize) {
    let schema = S::SCHEMA;
    let (from, to) = schema.allow[position];
    if schema_references(schema, from, to) {
        return;
    }
    let message = Message::new()
        .code(from)
        .text(" has no foreign key to ")
        .code(to);
    if schema_references(schema, to, from) {
        message
            .text(", it is the other way round: use `")
            .text(to)
            .text(" -> ")
            .text(from)
            .text("`")
            .fail();
    }
    message
        .text(", so there is nothing to allow: remove the entry")
        .fail();
}

/// Whether one model of the schema references the other.
const fn schema_references(schema: &definition::Schema, from: &str, to: &str) -> bool {
    let mut domain = 0;
    while domain < schema.domains.len() {
        let tables = schema.domains[domain].tables;
        let mut table = 0;
        while table < tables.len() {
            if texts_equal(tables[table].name.model, from) && references(tables[table], to) {
                return true;
            }
            table += 1;
        }
        domain += 1;
    }
    false
}

const fn references(table: &Table, model: &str) -> bool {
    let mut position = 0;
    while position < table.foreign_keys.len() {
        if texts_equal(table.foreign_keys[position].references.model, model) {
            return true;
        }
        position += 1;
    }
    false
}
