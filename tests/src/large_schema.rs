//! Schemas of any size, as one would not write them by hand.

use schema_core::definition::{
    Column, ColumnType, Domain, ForeignKey, Index, IndexColumn, IndexOrigin, Parent, PrimaryKey,
    ReferentialAction, Schema, Table, TableName,
};

const THINGS: [&str; 20] = [
    "account", "order", "item", "note", "event", "rule", "batch", "label", "price", "stock",
    "visit", "route", "grant", "token", "draft", "image", "quota", "alert", "topic", "lease",
];
const FIELDS: [&str; 12] = [
    "title",
    "status",
    "amount_in_cents",
    "created_at",
    "updated_at",
    "description",
    "position",
    "payload",
    "is_active",
    "external_reference",
    "currency",
    "remark",
];
const TYPES: [ColumnType; 5] = [
    ColumnType::Text,
    ColumnType::Integer,
    ColumnType::Bool,
    ColumnType::Timestamp,
    ColumnType::Json,
];
const ACTIONS: [ReferentialAction; 4] = [
    ReferentialAction::Cascade,
    ReferentialAction::Cascade,
    ReferentialAction::SetNull,
    ReferentialAction::NoAction,
];
const ID: &[&str] = &["id"];

/// A schema of so many tables in so many domains, always the same one for the same numbers: each table
/// references up to three of its domain that come before it, many the first table of all, some
/// one of any domain, some themselves, and some one that comes later. The names lead from the first to the last: `d0_account_0`.
pub fn schema(tables: usize, domains: usize) -> &'static Schema {
    let names: Vec<TableName> = (0..tables).map(|number| name(number, domains)).collect();
    let tables: Vec<&'static Table> = (0..tables)
        .map(|number| table(number, domains, &names))
        .collect();
    let domains = (0..domains).map(|domain| {
        let own = tables.iter().copied().enumerate();
        let own = own.filter(|(number, _)| number % domains == domain);
        let own: Vec<&'static Table> = own.map(|(_, table)| table).collect();
        Domain {
            name: kept(format!("domain_{domain}")),
            relations: kept_list(vec![&[] as &[_]; own.len()]),
            tables: kept_list(own),
        }
    });
    Box::leak(Box::new(Schema {
        name: "Large",
        comment: "",
        domains: kept_list(domains.collect()),
        external: &[],
        shared: &[],
        allow: &[],
    }))
}

/// Numbers that look like chance, and are always the same.
fn chance(number: usize, what: usize) -> usize {
    let mut state = (number * 1_000 + what) as u64;
    state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((state ^ (state >> 31)) % 1_000_003) as usize
}

fn name(number: usize, domains: usize) -> TableName {
    let (domain, thing) = (number % domains, THINGS[chance(number, 0) % THINGS.len()]);
    TableName {
        model: kept(format!("Model{number}")),
        schema: None,
        table: kept(format!("d{domain}_{thing}_{number}")),
    }
}

fn table(number: usize, domains: usize, names: &[TableName]) -> &'static Table {
    let name = names[number];
    let parents = parents(number, domains, names.len());
    let mut columns =
        vec![Column::new("id", "String", ColumnType::Text).comment("What it is found by.")];
    let mut keys = Vec::new();
    let mut indexes = Vec::new();
    for parent in parents {
        let column = kept(format!("{}_id", names[parent].table));
        if columns.iter().any(|other| other.name == column) {
            continue;
        }
        let action = ACTIONS[chance(number, 20 + parent) % ACTIONS.len()];
        let own = Column::new(column, "String", ColumnType::Text);
        columns.push(match action {
            ReferentialAction::SetNull => own.nullable(),
            _ => own,
        });
        let parent = Parent {
            table: names[parent],
            primary_key: ID,
        };
        let over = kept_list(vec![column]);
        let key_name = kept(format!("{}_{column}_fkey", name.table));
        keys.push(ForeignKey::new(key_name, over, parent, column).on_delete(action));
        indexes.push(Index::new(
            kept(format!("{}_{column}_index", name.table)),
            kept_list(vec![IndexColumn::new(column)]),
            IndexOrigin::ForeignKey(key_name),
        ));
    }
    for field in 0..2 + chance(number, 3) % 9 {
        let column_type = TYPES[chance(number, 40 + field) % TYPES.len()];
        columns.push(Column::new(FIELDS[field], "Value", column_type));
    }
    Box::leak(Box::new(Table {
        name,
        comment: "A table of a large schema.",
        renamed_from: None,
        columns: kept_list(columns),
        primary_key: PrimaryKey {
            name: kept(format!("{}_pkey", name.table)),
            columns: ID,
        },
        foreign_keys: kept_list(keys),
        unique_constraints: &[],
        indexes: kept_list(indexes),
        checks: &[],
        polymorphic: &[],
        allow: &[],
    }))
}

/// The numbers of the tables that a table references.
fn parents(number: usize, domains: usize, count: usize) -> Vec<usize> {
    let before = number / domains;
    let mut parents = Vec::new();
    for reference in 0..chance(number, 1) % 4 {
        // Tables that come early are referenced more.
        let place = (chance(number, 5 + reference) % (before + 1))
            .min(chance(number, 15 + reference) % (before + 1));
        if before > 0 && place < before {
            parents.push(place * domains + number % domains);
        }
    }
    if number > 0 && chance(number, 2).is_multiple_of(3) {
        parents.push(0);
    }
    if chance(number, 4).is_multiple_of(12) {
        parents.push(number);
    }
    if chance(number, 6).is_multiple_of(25) && number + domains < count {
        parents.push(number + domains);
    }
    // One of any domain.
    if number > 0 && chance(number, 7).is_multiple_of(6) {
        parents.push(chance(number, 8) % number);
    }
    parents
}

fn kept(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn kept_list<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}
