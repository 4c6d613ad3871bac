//! Cases of migrations: a schema before and after, rows that must survive, and the SQL for each
//! database, in one text file each.
//!
//! ```text
//! # before
//! table person
//!   id integer
//!   name text default 'nobody'
//!   team_id integer null references team cascade
//!   primary key (id)
//! # after
//! …
//! # rows
//! INSERT INTO person …;
//! # query before
//! SELECT name AS value FROM person ORDER BY id
//! # query after
//! SELECT full_name AS value FROM person ORDER BY id
//! # postgres up
//! …
//! ```
//!
//! A name with odd characters stands in brackets: `[a "b" 'c']`.
//!
//! `BLESS=1` writes the SQL; one database after the other, as each writes into the same files.
//!
//! Both queries have the same results, before and after, and again when the migration is reverted.

mod declare;
mod lexer;
mod polymorphic;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schema_core::definition::Schema;
use schema_migrate::Dialect;

use crate::Outcome;

/// A case.
pub struct Case {
    /// The name of the file without its ending.
    pub name: String,
    /// The schema before.
    pub before: &'static Schema,
    /// The schema after.
    pub after: &'static Schema,
    /// Where it is, if it is in a file.
    path: Option<PathBuf>,
    sections: BTreeMap<String, String>,
    order: Vec<String>,
}

impl Case {
    /// Reads every case of a folder, by name.
    ///
    /// # Errors
    /// If a file cannot be read, or is no case.
    pub fn all(folder: &Path) -> Outcome<Vec<Case>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
        paths.sort();
        paths.into_iter().map(Case::read).collect()
    }

    fn read(path: PathBuf) -> Outcome<Case> {
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut case = Case::parse(&name, &text)?;
        case.path = Some(path);
        Ok(case)
    }

    /// A case that is in no file, whose SQL may be any.
    ///
    /// # Errors
    /// If the text is no case.
    pub fn parse(name: &str, text: &str) -> Outcome<Case> {
        let (mut sections, mut order) = (BTreeMap::new(), Vec::new());
        for section in text
            .split("\n# ")
            .flat_map(|part| part.strip_prefix("# ").or(Some(part)))
        {
            let (title, content) = section.split_once('\n').unwrap_or((section, ""));
            order.push(title.to_owned());
            sections.insert(title.to_owned(), content.trim_end().to_owned());
        }
        let declared = |title: &str| -> Outcome<&'static Schema> {
            let text = sections.get(title).map_or("", String::as_str);
            match declare::schema(text) {
                Ok(schema) => Ok(Box::leak(Box::new(schema))),
                Err(error) => Err(format!("{name}, {title}: {error}").into()),
            }
        };
        Ok(Case {
            before: declared("before")?,
            after: declared("after")?,
            name: name.to_owned(),
            path: None,
            sections,
            order,
        })
    }

    /// Whether the case is about a database: about all if it does not say about which.
    pub fn is_on(&self, dialect: Dialect) -> bool {
        let only = self.sections.get("only");
        only.is_none_or(|only| only.split_whitespace().any(|name| name == key(dialect)))
    }

    /// A section, empty if there is none: the one for a database, otherwise the one for all.
    pub fn section(&self, title: &str, dialect: Dialect) -> &str {
        let own = self.sections.get(&format!("{title} {}", key(dialect)));
        own.or_else(|| self.sections.get(title))
            .map_or("", String::as_str)
    }

    /// Fails if the SQL is not the one in the file, or writes it there if `BLESS` is set.
    ///
    /// # Errors
    /// As said.
    pub fn expect(&mut self, dialect: Dialect, up: &str, down: &str) -> Outcome {
        if self.path.is_none() {
            return Ok(());
        }
        for (direction, sql) in [("up", up), ("down", down)] {
            self.expect_section(format!("{} {direction}", key(dialect)), sql)?;
        }
        Ok(())
    }

    /// Fails if a section is there and says something else, or writes it there if `BLESS` is set.
    ///
    /// # Errors
    /// As said.
    pub fn expect_if_there(&mut self, title: &str, text: &str) -> Outcome {
        match self.sections.contains_key(title) {
            true => self.expect_section(title.to_owned(), text),
            false => Ok(()),
        }
    }

    fn expect_section(&mut self, title: String, text: &str) -> Outcome {
        if self.sections.get(&title).map(String::as_str) == Some(text.trim_end()) {
            return Ok(());
        }
        if std::env::var_os("BLESS").is_none() {
            return Err(format!(
                "{}: another `{title}` (BLESS=1 accepts it):\n{text}",
                self.name
            )
            .into());
        }
        if !self.sections.contains_key(&title) {
            self.order.push(title.clone());
        }
        self.sections.insert(title, text.trim_end().to_owned());
        Ok(())
    }

    /// Writes the file, if what it expects was accepted.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self) -> Outcome {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let sections = self.order.iter().map(|title| {
            let content = self.sections.get(title).map_or("", String::as_str);
            format!("# {title}\n{content}\n")
        });
        let text: String = sections.collect();
        if std::env::var_os("BLESS").is_some() && fs::read_to_string(path)? != text {
            fs::write(path, text)?;
        }
        Ok(())
    }
}

/// How a file calls a database.
fn key(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "postgres",
        Dialect::Sqlite => "sqlite",
        Dialect::Mysql => "mysql",
    }
}
