//! Generated rows: the counts, against all rows in memory and against the deletion itself.

use super::oracle::{Lines, assert_counts, assert_deletion, rows};
use super::prepare;
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::portable::archive::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schema_core::Schema;
use schema_core::prelude::*;
use std::cell::RefCell;

/// Numbers of which rows are made: a table, and what its columns are made of.
type Seed = (u8, u8, u8, u8, u8);

/// SQL that inserts rows; what they reference is among those before.
#[derive(Default)]
struct Inserts {
    sql: Vec<String>,
    writers: usize,
    books: usize,
    sections: Vec<(usize, usize)>,
    citations: usize,
    pages: Vec<usize>,
    lefts: usize,
    rights: usize,
    shelves: usize,
    loans: usize,
    others: usize,
}

/// One of some rows, numbered from 0.
fn one(seed: u8, rows: usize) -> Option<usize> {
    (rows > 0).then(|| usize::from(seed) % rows)
}

/// One of some rows, or none.
fn maybe(seed: u8, rows: usize) -> String {
    let row = one(seed / 3, rows).filter(|_| !seed.is_multiple_of(3));
    row.map_or_else(|| "NULL".to_owned(), |row| row.to_string())
}

impl Inserts {
    fn add(&mut self, (table, a, b, c, d): Seed) {
        self.add_row(table % 18, [a, b, c, d]);
    }

    fn add_row(&mut self, table: u8, [a, b, c, d]: [u8; 4]) -> Option<()> {
        let (writers, books, shelves) = (self.writers, self.books, self.shelves);
        let sql = match table {
            0 | 1 => {
                self.writers += 1;
                format!("writer (id, code) VALUES ({writers}, 'w{writers}')")
            }
            2..=4 => {
                let writer = one(a, writers)?;
                self.books += 1;
                let editor = if d % 4 == 0 {
                    maybe(d / 4, writers)
                } else {
                    "NULL".to_owned()
                };
                let (part, sequel) = (maybe(b, books), maybe(c, books + 1));
                format!(
                    "book (id, writer_id, editor_id, part_of_id, sequel_of_id) \
                     VALUES ({books}, {writer}, {editor}, {part}, {sequel})"
                )
            }
            5 => {
                let book = one(a, books)?;
                let of_book = self
                    .sections
                    .iter()
                    .filter(|section| section.0 == book)
                    .count();
                self.sections.push((book, of_book));
                let parent = maybe(b, of_book + 1);
                format!(
                    "section (book_id, number, parent_number) VALUES ({book}, {of_book}, {parent})"
                )
            }
            6 | 7 => {
                let section = one(b, self.sections.len()).filter(|_| b % 5 > 0);
                let section = section.and_then(|at| self.sections.get(at));
                let cited = section.map_or_else(
                    || "NULL, 3".to_owned(),
                    |(book, number)| format!("{book}, {number}"),
                );
                let writer = if c % 4 == 0 {
                    maybe(c / 4, writers)
                } else {
                    "NULL".to_owned()
                };
                self.citations += 1;
                format!(
                    "citation (id, book_id, cited_book, cited_number, writer_id) \
                     VALUES ({}, {}, {cited}, {writer})",
                    self.citations - 1,
                    maybe(a, books)
                )
            }
            8 => {
                let writer = one(a, writers).filter(|writer| !self.pages.contains(writer))?;
                self.pages.push(writer);
                format!("page (writer_code) VALUES ('w{writer}')")
            }
            9 => {
                let page = one(a, self.pages.len()).and_then(|at| self.pages.get(at));
                let page = page.map_or_else(|| "NULL".to_owned(), |page| format!("'w{page}'"));
                format!("hit (id, page_code) VALUES ({}, {page})", self.other())
            }
            10 => {
                let book = if a % 3 == 0 {
                    maybe(a / 3, books)
                } else {
                    "NULL".to_owned()
                };
                self.loans += 1;
                let (loan, citation) = (self.loans - 1, maybe(b, self.citations));
                format!("loan (id, book_id, citation_id) VALUES ({loan}, {book}, {citation})")
            }
            11 => {
                self.lefts += 1;
                let right = maybe(a, self.rights);
                format!(
                    "{{left}} (id, right_id) VALUES ({}, {right})",
                    self.lefts - 1
                )
            }
            12 => {
                self.rights += 1;
                let (left, writer) = (maybe(a, self.lefts), maybe(b, writers));
                format!(
                    "{{right}} (id, left_id, writer_id) VALUES ({}, {left}, {writer})",
                    self.rights - 1
                )
            }
            13 => {
                let writer = one(a, writers)?;
                self.shelves += 1;
                format!("shelf (id, writer_id) VALUES ({shelves}, {writer})")
            }
            14 | 15 => self.tagged(a, b, c)?,
            _ => self.arc(a, b)?,
        };
        self.sql.push(format!("INSERT INTO {sql}"));
        Some(())
    }

    fn other(&mut self) -> usize {
        self.others += 1;
        self.others
    }

    fn tagged(&mut self, a: u8, b: u8, c: u8) -> Option<String> {
        // Few rows refuse.
        let table =
            ["mark", "star", "remark", "mark", "star", "remark", "{lock}"][usize::from(a % 7)];
        let (tag, rows) = match (table, b % 3) {
            ("remark", 0) => ("book", self.books + 1),
            ("remark", 1) => ("loan", self.loans + 1),
            (_, 0) => ("shelf", self.shelves),
            _ => ("writer", self.writers),
        };
        let key = one(c, rows)?;
        let id = self.other();
        Some(format!(
            "{table} (id, on_type, on_id) VALUES ({id}, '{tag}', {key})"
        ))
    }

    fn arc(&mut self, a: u8, b: u8) -> Option<String> {
        let id = self.other();
        let (copy, memo, row) = match a % 2 {
            0 => ("book_id", "memo_book_id", one(b, self.books)?),
            _ => ("shelf_id", "memo_shelf_id", one(b, self.shelves)?),
        };
        Some(match a % 16 {
            0..=13 => format!("copy (id, {copy}) VALUES ({id}, {row})"),
            _ => format!("memo (id, {memo}) VALUES ({id}, {row})"),
        })
    }
}

const TABLES: [&str; 14] = [
    "memo", "copy", "remark", "{lock}", "star", "mark", "loan", "hit", "page", "citation",
    "section", "shelf", "book", "writer",
];

/// Names that are words of SQL.
fn quoted<C: TestConnection>(sql: &str) -> String {
    let quote = match C::DIALECT {
        schema_migrate::Dialect::Mysql => "`",
        _ => "\"",
    };
    sql.replace(['{', '}'], quote)
}

on_every_database!(as_the_deletion_does, |connection| {
    prepare::<Archive, _>(connection)?;
    let connection = RefCell::new(connection);
    let mut runner = TestRunner::new(Config {
        cases: 60,
        ..Config::default()
    });
    let seeds = prop::collection::vec(any::<Seed>(), 0..60);
    let keys = prop::collection::vec(0..6_i32, 1..4);
    // How each of the rows of a ring closes it.
    let ring = prop::collection::vec(any::<u8>(), 0..4);
    runner.run(&(seeds, keys, ring), |(seeds, keys, ring)| {
        let connection = &mut **connection.borrow_mut();
        fn case<C>(connection: &mut C, seeds: &[Seed], keys: &[i32], ring: &[u8]) -> integration_tests::Outcome
        where
            C: Lines
                + diesel::connection::LoadConnection<
                    diesel::connection::DefaultLoadingMode,
                    Backend: schema_core::deletion::CountsDeletions,
                >,
            i32: schema_core::deletion::BindKey<(diesel::sql_types::Integer, ()), C::Backend>,
        {
            let mut inserts = Inserts::default();
            for seed in seeds {
                inserts.add(*seed);
            }
            for (seed, row) in ring.iter().zip(0..inserts.lefts) {
                let right = maybe(*seed, inserts.rights);
                inserts.sql.push(format!("UPDATE {{left}} SET right_id = {right} WHERE id = {row}"));
            }
            let empty = "UPDATE {left} SET right_id = NULL; DELETE FROM {right}; DELETE FROM {left}; \
                         UPDATE book SET part_of_id = NULL, sequel_of_id = NULL";
            connection.batch_execute(&quoted::<C>(empty))?;
            for table in TABLES {
                connection.batch_execute(&quoted::<C>(&format!("DELETE FROM {table}")))?;
            }
            for sql in inserts.sql {
                connection.batch_execute(&quoted::<C>(&sql))?;
            }
            let all = rows(Archive::SCHEMA, connection)?;
            let texts: Vec<Vec<String>> = keys.iter().map(|key| vec![key.to_string()]).collect();
            let listed: Vec<&str> = texts.iter().map(|key| key[0].as_str()).collect();
            let condition = format!("id IN ({})", listed.join(", "));
            macro_rules! check {
                ($($model:ident)+) => {$(
                    let impact = $model::deletion_impact(keys, connection)?;
                    assert_counts(&impact, Archive::SCHEMA, &all, &texts);
                    assert_deletion(&impact, Archive::SCHEMA, &condition, connection)?;
                )+};
            }
            check!(Writer Book Citation Shelf Loan);
            Ok(())
        }
        case(connection, &seeds, &keys, &ring).map_err(|error| TestCaseError::fail(error.to_string()))
    })?;
    Ok(())
});
