//! What in a schema is likely to be a mistake, although every database takes it.
//!
//! ```
//! # use diesel::prelude::*;
//! # use schema_core::prelude::*;
//! # #[derive(Model)]
//! # #[diesel(table_name = user)]
//! # struct User { id: i32 }
//! #[derive(Model)]
//! #[diesel(table_name = invoice)]
//! struct Invoice {
//!     id: i32,
//!     #[references(User, index = false)]
//!     payer_id: i32,
//! }
//! # schema_core::schema! { struct Blog; blog: [User, Invoice] }
//! use schema_migrate::graph::lint::{Code, Level, Lints};
//!
//! let findings = Lints::default().check(Blog::SCHEMA);
//! assert_eq!(findings[0].code, Code::ForeignKeyWithoutIndex);
//! assert_eq!(findings[0].place, "invoice.payer_id");
//!
//! let lints = Lints::default().with(Code::ForeignKeyWithoutIndex, Level::Off);
//! assert!(lints.check(Blog::SCHEMA).is_empty());
//! ```

mod code;
mod indexes;
mod keys;
mod relations;
mod tables;
mod words;

pub use code::{Code, Level, UnknownCode};

use std::collections::BTreeMap;

use schema_core::definition::{Schema, Table, TableName};
use serde::Serialize;

use super::shown;

/// What is looked for, and how bad it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lints {
    levels: BTreeMap<Code, Level>,
}

/// Something that is likely to be a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of mistake.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// The table and what of it: `post.author_id`.
    pub place: String,
    /// What is wrong, and what to do.
    pub message: String,
    /// The table, of which `#[table(allow("…"))]` silences it.
    #[serde(skip)]
    pub table: TableName,
}

impl Lints {
    /// The same, with another level of one code.
    pub fn with(mut self, code: Code, level: Level) -> Lints {
        self.levels.insert(code, level);
        self
    }

    /// The level of a code.
    pub fn level(&self, code: Code) -> Level {
        let level = self.levels.get(&code).copied();
        level.unwrap_or(code.default_level())
    }

    /// Looks through a schema. Findings are in the order of the tables, then of the codes.
    pub fn check(&self, schema: &Schema) -> Vec<Finding> {
        let mut findings = Vec::new();
        for table in schema.tables() {
            let mut found = Found {
                table,
                items: Vec::new(),
            };
            relations::check(schema, &mut found);
            keys::check(schema, &mut found);
            indexes::check(schema, &mut found);
            tables::check(&mut found);
            found.items.sort_by_key(|(code, ..)| *code);
            findings.extend(self.chosen(found));
        }
        findings
    }

    /// Those that are neither off nor allowed by the table.
    fn chosen(&self, found: Found) -> impl Iterator<Item = Finding> {
        let table = found.table;
        let items = found
            .items
            .into_iter()
            .map(move |(code, place, message)| Finding {
                code,
                level: self.level(code),
                place,
                message,
                table: table.name,
            });
        items.filter(move |finding| {
            finding.level != Level::Off && !table.allow.contains(&finding.code.as_str())
        })
    }
}

/// What is found in one table.
struct Found {
    table: &'static Table,
    items: Vec<(Code, String, String)>,
}

impl Found {
    /// Notes something at a part of the table, or at the table itself.
    fn add(&mut self, code: Code, part: &str, message: String) {
        let mut place = shown(&self.table.name);
        if !part.is_empty() {
            place += &format!(".{part}");
        }
        self.items.push((code, place, message));
    }
}
