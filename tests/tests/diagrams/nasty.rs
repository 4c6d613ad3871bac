//! Names and texts that would break a page if they were not escaped.

use schema_core::definition::{
    Column, ColumnType, Domain, ForeignKey, Parent, PrimaryKey, Schema, Table, TableName,
};

const ID: &[&str] = &["id"];

const COLUMNS: &[Column] = &[
    Column::new("id", "i32", ColumnType::Integer).comment("<i>&amp;"),
    Column::new("</text>\u{7}", "i32", ColumnType::Integer),
];

const PARENT: Table = table(
    "a\"b'c<d>&e",
    "</style></script><script>alert(1)</script>",
    &[],
);
const SPACED: Table = table("with space/and#hash?", "]]> --> <!--", &[]);
const CHILD: Table = table(
    "naïve 東京 🦀",
    "x",
    &[
        ForeignKey::new(
            "one",
            &["id"],
            Parent {
                table: PARENT.name,
                primary_key: ID,
            },
            "one\"<",
        )
        .reason("because <b>\"&'"),
        ForeignKey::new(
            "two",
            &["id"],
            Parent {
                table: SPACED.name,
                primary_key: ID,
            },
            "two",
        ),
    ],
);

/// The names of the tables.
pub(super) const NAMES: [&str; 3] = [
    "billing.a\"b'c<d>&e",
    "billing.with space/and#hash?",
    "billing.naïve 東京 🦀",
];

pub(super) const SCHEMA: &Schema = &Schema {
    name: "Nasty<\"&'>",
    comment: "",
    domains: &[Domain {
        name: "a <domain> & \"more\"",
        tables: &[&PARENT, &SPACED, &CHILD],
        relations: &[&[], &[], &[]],
    }],
    external: &[],
    shared: &[],
    allow: &[],
};

const fn table(
    name: &'static str,
    comment: &'static str,
    foreign_keys: &'static [ForeignKey],
) -> Table {
    Table {
        name: TableName {
            model: "Model",
            schema: Some("billing"),
            table: name,
        },
        comment,
        renamed_from: None,
        columns: COLUMNS,
        primary_key: PrimaryKey {
            name: "key",
            columns: ID,
        },
        foreign_keys,
        unique_constraints: &[],
        indexes: &[],
        checks: &[],
        polymorphic: &[],
        allow: &[],
    }
}
