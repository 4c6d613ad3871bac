//! A difference in words.

use std::fmt;

use super::{Changed, Diff, Rename, TableDiff};
use crate::sql::Identifier;

impl Diff {
    /// What differs, a sentence each: `new` and `old` are what the two schemas are called.
    ///
    /// ```
    /// use schema_migrate::{Dialect, Diff, SqlSchema};
    ///
    /// let empty = SqlSchema::empty(Dialect::Postgres);
    /// let diff = Diff::between(&empty, &empty, &[]);
    /// assert!(diff.in_words("the database", "the structs").is_empty());
    /// ```
    pub fn in_words(&self, old: &str, new: &str) -> Vec<String> {
        let mut words = Words {
            old,
            new,
            sentences: Vec::new(),
        };
        for rename in &self.renames {
            words.rename(rename);
        }
        for change in &self.database_schemas {
            words.change("the database schema", Identifier::as_str, change);
        }
        for change in &self.enum_types {
            words.change("the enum type", |one| one.name.name.as_str(), change);
        }
        for table in &self.created {
            words.only_in(new, "the table", table.name.name.as_str());
        }
        for table in &self.dropped {
            words.only_in(old, "the table", table.name.name.as_str());
        }
        for table in &self.altered {
            words.table(table);
        }
        words.sentences
    }
}

struct Words<'n> {
    old: &'n str,
    new: &'n str,
    sentences: Vec<String>,
}

impl Words<'_> {
    fn say(&mut self, sentence: impl fmt::Display) {
        self.sentences.push(sentence.to_string());
    }

    fn only_in(&mut self, place: &str, kind: &str, name: &str) {
        self.say(format_args!("{kind} `{name}` is only in {place}"));
    }

    fn change<T>(&mut self, kind: &str, name: impl Fn(&T) -> &str, change: &Changed<T>) {
        match change {
            Changed::Added(one) => self.only_in(self.new, kind, name(one)),
            Changed::Removed(one) => self.only_in(self.old, kind, name(one)),
            Changed::Altered { after, .. } => {
                let (old, new) = (self.old, self.new);
                self.say(format_args!(
                    "{kind} `{}` differs between {old} and {new}",
                    name(after)
                ));
            }
        }
    }

    fn table(&mut self, diff: &TableDiff) {
        let table = diff.table.name.as_str();
        let of = |kind: &str| format!("`{table}`: the {kind}");
        for change in &diff.columns {
            self.change(&of("column"), |one| one.name.as_str(), change);
        }
        if let Some(change) = &diff.primary_key {
            self.change(&of("key"), |_| "primary key", change);
        }
        for change in &diff.unique_constraints {
            self.change(&of("unique constraint"), |one| one.name.as_str(), change);
        }
        for change in &diff.checks {
            self.change(&of("check"), |one| one.name.as_str(), change);
        }
        for change in &diff.foreign_keys {
            self.change(&of("foreign key"), |one| one.name.as_str(), change);
        }
        for change in &diff.indexes {
            self.change(&of("index"), |one| one.name.as_str(), change);
        }
        for change in &diff.triggers {
            self.change(&of("trigger"), |one| one.name.as_str(), change);
        }
        if let Some(change) = &diff.comment {
            self.change(&of("comment"), |text| text.as_str(), change);
        }
    }

    fn rename(&mut self, rename: &Rename) {
        let (from, to) = rename.names();
        let new = self.new;
        self.say(format_args!("`{from}` is called `{to}` in {new}"));
    }
}
