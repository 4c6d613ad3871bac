//! A schema in the words of a case.

use super::spec::{KeySpec, Names, SchemaSpec, TableSpec};
use schema_migrate::Dialect;
use std::fmt::Write;

/// A schema that is written, and what it was before.
pub(super) struct Text<'s> {
    pub(super) schema: &'s SchemaSpec,
    pub(super) names: &'s Names,
    pub(super) former: Option<&'s SchemaSpec>,
    pub(super) dialect: Dialect,
}

const VALUES: [&str; 5] = ["happy", "sad", "very calm", "über", "meh"];

impl Text<'_> {
    pub(super) fn table(&self, place: usize) -> String {
        format!("t{}", self.names.tables[place])
    }

    pub(super) fn column(&self, table: usize, place: usize) -> String {
        format!("c{}", self.names.columns[table][place])
    }

    pub(super) fn value(&self, place: usize) -> &'static str {
        VALUES[self.names.values[place]]
    }

    /// The table as it was, if it was.
    fn former(&self, table: usize) -> Option<&TableSpec> {
        self.former?.tables[table].as_ref()
    }

    /// ` was …`, if something was there under another name.
    fn was(&self, is_kept: bool, name: &str, former: &str) -> String {
        match is_kept && name != former {
            true => format!(" was {former}"),
            false => String::new(),
        }
    }

    pub(super) fn write(&self) -> String {
        let mut text = self.enumeration();
        for (place, table) in self.schema.tables.iter().enumerate() {
            if let Some(table) = table {
                let is_kept = self.former(place).is_some();
                let name = self.table(place);
                let was = self.was(is_kept, &name, &format!("t{place}"));
                let comment = if table.comment {
                    " comment 'it''s -- ☂'"
                } else {
                    ""
                };
                let _ = writeln!(text, "table {name}{was}{comment}");
                self.columns(&mut text, place, table);
                self.keys(&mut text, table);
                self.indexes(&mut text, place, table);
                self.constraints(&mut text, place, table);
            }
        }
        text
    }

    fn enumeration(&self) -> String {
        let mut places: Vec<usize> = (0..4)
            .filter(|one| self.schema.values[*one].is_some())
            .collect();
        places.sort_by_key(|one| self.schema.values[*one]);
        let values: Vec<String> = places
            .into_iter()
            .map(|place| {
                let is_kept = self
                    .former
                    .is_some_and(|former| former.values[place].is_some());
                let value = self.value(place);
                format!("{value}{}", self.was(is_kept, value, VALUES[place]))
            })
            .collect();
        let storage = if self.schema.is_text { " text" } else { "" };
        format!("enum mood({}){storage}\n", values.join(", "))
    }

    fn columns(&self, text: &mut String, place: usize, table: &TableSpec) {
        let key = match table.key {
            KeySpec::Big => "bigint",
            KeySpec::Numbered => "integer identity",
            KeySpec::Plain | KeySpec::Wide => "integer",
        };
        let _ = writeln!(text, "  id {key}");
        let former = self.former(place).map(TableSpec::places);
        let named = |column: usize| {
            let name = self.column(place, column);
            let is_kept = former.is_some_and(|former| former[column]);
            let was = self.was(is_kept, &name, &format!("c{column}"));
            (name, was)
        };
        for (position, column) in table.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let types = match position % 2 {
                0 => ["smallint", "integer", "bigint"],
                _ => ["varchar(20)", "varchar(40)", "text"],
            };
            let default = match (position % 2, column.default) {
                (_, 0) if column.nullable => String::new(),
                (0, other) => format!(" default {other} backfill 7"),
                (_, other) => format!(" default 'ä''{other}' backfill 'ö'"),
            };
            let null = if column.nullable { " null" } else { "" };
            let comment = if column.comment {
                " comment 'one ''of'' many'"
            } else {
                ""
            };
            let sql_type = types[usize::from(column.size)];
            let (name, was) = named(position);
            let _ = writeln!(text, "  {name} {sql_type}{null}{default}{comment}{was}");
        }
        if let Some(mood) = &table.mood {
            let null = if mood.nullable { " null" } else { "" };
            let value = self.value(0);
            let default = match mood.default || !mood.nullable {
                true => format!(" default '{value}' backfill '{value}'"),
                false => String::new(),
            };
            let (name, was) = named(4);
            let _ = writeln!(text, "  {name} mood{null}{default}{was}");
        }
        if table.is_generated() {
            let storage = match (table.generated, self.dialect) {
                (Some(1), Dialect::Sqlite | Dialect::Mysql) => "virtual",
                _ => "stored",
            };
            let added = table.generated.unwrap_or_default();
            let (name, was) = named(5);
            let first = self.column(place, 0);
            let _ = writeln!(
                text,
                "  {name} bigint null {storage} ({first} + {added}){was}"
            );
        }
    }

    fn keys(&self, text: &mut String, table: &TableSpec) {
        for (other, action) in table.keys.iter().enumerate() {
            let (Some(action), Some(target)) = (action, &self.schema.tables[other]) else {
                continue;
            };
            let action = ["cascade", "set_null", "restrict"][usize::from(*action)];
            let sql_type = if target.key == KeySpec::Big {
                "bigint"
            } else {
                "integer"
            };
            let parent = self.table(other);
            if target.key == KeySpec::Wide {
                let _ = writeln!(
                    text,
                    "  r{other} integer null\n  w{other} integer null\n  key(r{other}, w{other}) references {parent}(id, w) {action}\n  index(r{other}, w{other})"
                );
            } else {
                let _ = writeln!(
                    text,
                    "  r{other} {sql_type} null references {parent} {action}\n  index(r{other})"
                );
            }
        }
        if table.key == KeySpec::Wide {
            text.push_str("  primary key (id, w)\n  w integer default 1\n");
        }
    }

    fn indexes(&self, text: &mut String, place: usize, table: &TableSpec) {
        for (position, kind) in table.index.iter().enumerate() {
            let (Some(kind), Some(_)) = (kind, table.columns[position]) else {
                continue;
            };
            let name = self.column(place, position);
            let is_mysql = self.dialect == Dialect::Mysql;
            let line = match kind {
                0 => format!("index({name})"),
                1 => format!("index({name} desc)"),
                2 => format!("index({name}, id) unique"),
                _ if is_mysql => continue,
                3 => format!("index({name}) where({name} is not null)"),
                _ if position % 2 == 0 => format!("index(abs({name})) as e{place}_{position}"),
                _ => format!("index(lower({name})) as e{place}_{position}"),
            };
            let _ = writeln!(text, "  {line}");
        }
        if table.mood.is_some_and(|mood| mood.index) {
            let _ = writeln!(text, "  index({}, id)", self.column(place, 4));
        }
    }

    fn constraints(&self, text: &mut String, place: usize, table: &TableSpec) {
        let former = self.former(place);
        // Another name of the same constraint, if it is about the same columns.
        let named = |kind: &str, is_kept: bool| {
            let name = format!("{kind}{place}_{}", table.names);
            let old = former.map_or(0, |former| former.names);
            let was = self.was(is_kept, &name, &format!("{kind}{place}_{old}"));
            format!("as {name}{was}")
        };
        let has = |position: u8| table.columns[usize::from(position)].is_some();
        if let Some(position) = table.unique.filter(|&one| has(one)) {
            let kept = former.and_then(|former| Some((former, former.unique?)));
            let is_kept =
                kept.is_some_and(|(former, one)| former.columns[usize::from(one)].is_some());
            let column = self.column(place, usize::from(position));
            let _ = writeln!(text, "  unique({column}, id) {}", named("u", is_kept));
        }
        if let Some(position) = table.check.map(|one| 2 * one).filter(|&one| has(one)) {
            let kept = former.and_then(|former| Some((former, 2 * former.check?)));
            let is_kept =
                kept.is_some_and(|(former, one)| former.columns[usize::from(one)].is_some());
            let column = self.column(place, usize::from(position));
            let _ = writeln!(text, "  check({column}>=0) {}", named("k", is_kept));
        }
        let other = (1..4).find(|one| self.schema.values[*one].is_some());
        if let (Some(other), Some(mood)) = (other, &table.mood)
            && mood.check
        {
            let (column, value) = (self.column(place, 4), self.value(other));
            let _ = writeln!(text, "  check({column}<>'{value}') as m{place}");
        }
    }
}
