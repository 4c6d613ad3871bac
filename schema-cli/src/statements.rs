//! The statements of a migration, as a database takes them one by one.

use schema_migrate::Dialect;

/// One statement of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Statement<'s> {
    /// With the comments before it, and its semicolon.
    pub(crate) text: &'s str,
    /// It may be several: on MySQL all that is left of the file, from a stored program on, whose end only
    /// MySQL knows; on PostgreSQL the whole file, which it takes as one.
    pub(crate) is_rest: bool,
    /// Where the comments before it end.
    start: usize,
}

impl Statement<'_> {
    /// Whether it begins with a word, in capitals.
    pub(crate) fn begins_with(&self, word: &str) -> bool {
        let words = &self.text[self.start..];
        let first = words.split(|character: char| !character.is_alphanumeric());
        first.take(1).any(|first| first.eq_ignore_ascii_case(word))
    }

    /// It says something about the connection, and so has to be said again on another one.
    pub(crate) fn is_about_connection(&self) -> bool {
        let words = ["SET", "USE", "PREPARE", "PRAGMA"];
        words.iter().any(|word| self.begins_with(word))
    }

    /// The index that it makes, if it does so outside of a transaction on PostgreSQL.
    pub(crate) fn new_index(&self) -> Option<NewIndex<'_>> {
        let mut words = words(&self.text[self.start..], Dialect::Postgres).peekable();
        let mut is_next = |wanted: &str| {
            let is_so = |word: &&str| word.eq_ignore_ascii_case(wanted);
            words.next_if(is_so).is_some()
        };
        let is_create = is_next("CREATE");
        is_next("UNIQUE");
        if !is_create || !is_next("INDEX") || !is_next("CONCURRENTLY") {
            return None;
        }
        let _ = is_next("IF") && is_next("NOT") && is_next("EXISTS");
        if is_next("ON") {
            return None;
        }
        let name = words.next()?;
        let is_on = |word: &str| word.eq_ignore_ascii_case("ON");
        words.next().filter(|word| is_on(word))?;
        words.next_if(|word| word.eq_ignore_ascii_case("ONLY"));
        let ends = |word: &&str| *word == "(" || word.eq_ignore_ascii_case("USING");
        let table = words.take_while(|word| !ends(word)).collect();
        Some(NewIndex { name, table })
    }

    /// Its first line that is no comment.
    pub(crate) fn first_line(&self) -> &str {
        self.text[self.start..].lines().next().unwrap_or_default()
    }
}

/// An index, as a statement calls it that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewIndex<'s> {
    pub(crate) name: &'s str,
    pub(crate) table: String,
}

/// The words of a text, without space and comments.
fn words(sql: &str, dialect: Dialect) -> impl Iterator<Item = &str> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (kind, length) = token(rest, dialect);
            let text = &rest[..length];
            rest = &rest[length..];
            if kind == Token::Word {
                return Some(text);
            }
        }
        None
    })
}

/// The statements of a file. Comments after the last one are left out.
pub(crate) fn statements(sql: &str, dialect: Dialect) -> Vec<Statement<'_>> {
    if dialect == Dialect::Postgres {
        let whole = first(sql, dialect).map(|first| Statement {
            text: sql,
            is_rest: true,
            ..first
        });
        return whole.into_iter().collect();
    }
    let mut statements = Vec::new();
    let mut rest = sql;
    while let Some(statement) = first(rest, dialect) {
        rest = &rest[statement.text.len()..];
        statements.push(statement);
    }
    statements
}

fn first(sql: &str, dialect: Dialect) -> Option<Statement<'_>> {
    let mut words: Vec<&str> = Vec::new();
    // How many of them came before the last semicolon.
    let mut before = 0;
    let (mut start, mut position) = (0, 0);
    let mut is_rest = false;
    while position < sql.len() {
        let (token, length) = token(&sql[position..], dialect);
        let text = &sql[position..position + length];
        position += length;
        match token {
            Token::Space => {}
            Token::Word => {
                if words.is_empty() {
                    start = position - length;
                }
                words.push(text);
            }
            Token::Semicolon if words.is_empty() => {}
            Token::Semicolon if is_program(&words) => {
                let is_end = matches!(words[before..], [end] if end.eq_ignore_ascii_case("END"));
                if dialect == Dialect::Sqlite && is_end {
                    break;
                }
                is_rest = dialect != Dialect::Sqlite;
                before = words.len();
            }
            Token::Semicolon => break,
        }
    }
    if words.is_empty() {
        return None;
    }
    Some(Statement {
        text: &sql[..position],
        is_rest,
        start,
    })
}

/// Whether a statement that begins with some words has statements in it.
fn is_program(words: &[&str]) -> bool {
    let is_one_of =
        |word: &&str, all: &[&str]| all.iter().any(|one| word.eq_ignore_ascii_case(one));
    let programs = ["TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "PACKAGE"];
    let others = ["TABLE", "INDEX", "VIEW", "DATABASE", "SCHEMA", "USER", "("];
    let blocks = ["IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"];
    let Some((first, after)) = words.split_first() else {
        return false;
    };
    if is_one_of(first, &["CREATE", "ALTER"]) {
        let mut what = after.iter().take_while(|word| !is_one_of(word, &others));
        return what.any(|word| is_one_of(word, &programs));
    }
    let is_block =
        is_one_of(first, &["BEGIN"]) && after.iter().take(1).any(|word| is_one_of(word, &["NOT"]));
    is_block || is_one_of(first, &blocks)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Something quoted and a sign, too.
    Word,
    Semicolon,
    /// A comment, too.
    Space,
}

/// The token that a text begins with, and its length.
fn token(sql: &str, dialect: Dialect) -> (Token, usize) {
    let is_mysql = dialect == Dialect::Mysql;
    let until = |end: &str| {
        sql.find(end)
            .map_or(sql.len(), |position| position + end.len())
    };
    let mut characters = sql.chars();
    let (first, second) = (characters.next().unwrap_or(' '), characters.next());
    match first {
        ';' => (Token::Semicolon, 1),
        '\'' | '"' | '`' => (Token::Word, quoted(sql, first, is_mysql && first != '`')),
        '[' if dialect == Dialect::Sqlite => (Token::Word, until("]")),
        '#' if is_mysql => (Token::Space, until("\n")),
        '-' if second == Some('-') => (Token::Space, until("\n")),
        '/' if second == Some('*') => {
            let end = sql[2..].find("*/").map_or(sql.len(), |end| end + 4);
            // MySQL runs what is in such a comment.
            let is_code = is_mysql && (sql.starts_with("/*!") || sql.starts_with("/*M!"));
            (if is_code { Token::Word } else { Token::Space }, end)
        }
        _ if first.is_whitespace() => (Token::Space, first.len_utf8()),
        _ if first.is_alphanumeric() || first == '_' => {
            let is_part = |character: char| character.is_alphanumeric() || character == '_';
            let end = sql.find(|character| !is_part(character));
            let end = end.unwrap_or(sql.len());
            (Token::Word, end)
        }
        _ => (Token::Word, first.len_utf8()),
    }
}

/// The length of a quoted text at the beginning. A doubled quote in it ends one and begins another.
fn quoted(sql: &str, quote: char, has_escapes: bool) -> usize {
    let mut is_escaped = false;
    for (position, character) in sql.char_indices().skip(1) {
        if is_escaped {
            is_escaped = false;
        } else if has_escapes && character == '\\' {
            is_escaped = true;
        } else if character == quote {
            return position + 1;
        }
    }
    sql.len()
}

#[cfg(test)]
mod tests {
    use super::statements;
    use schema_migrate::Dialect::{self, Mysql, Postgres, Sqlite};

    fn texts(sql: &str, dialect: Dialect) -> Vec<&str> {
        let found = statements(sql, dialect);
        found.iter().map(|one| one.text.trim()).collect()
    }

    #[test]
    fn semicolons_in_quotes_and_comments_end_nothing() {
        let one = [
            "SELECT ';', \";\", `;` -- ;\n # ;\n /* ; */ FROM a;",
            r"SELECT 'it\'s;', 'it''s;';",
            "-- of a; of b\nSELECT 1",
            "CREATE TABLE t (event int, `x;y` int)",
        ];
        for sql in one {
            assert_eq!(texts(sql, Mysql), [sql]);
        }
        assert_eq!(texts(r"SELECT '\'; SELECT [a;b]", Sqlite).len(), 2);
        assert_eq!(texts("SELECT 1;; \n-- the end\n", Mysql), ["SELECT 1;"]);
        assert_eq!(
            texts("/*!40101 SET NAMES utf8 */; SELECT 1", Mysql).len(),
            2
        );
        assert!(texts(" -- nothing\n", Mysql).is_empty());
    }

    #[test]
    fn a_trigger_is_one_statement_on_sqlite() {
        let trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN \
                       UPDATE a SET b = CASE WHEN 1 THEN 2 END; DELETE FROM c; END;";
        let sql = format!("{trigger} SELECT 1;");
        assert_eq!(texts(&sql, Sqlite), [trigger, "SELECT 1;"]);
    }

    #[test]
    fn a_stored_program_and_what_follows_it_are_left_together_on_mysql() {
        let program = "CREATE DEFINER=`a`@`b` PROCEDURE p() BEGIN SELECT 1; END; SELECT 2;";
        let sql = format!("START TRANSACTION; COMMIT; {program}");
        let found = statements(&sql, Mysql);
        assert_eq!(found.len(), 3);
        assert!(found[2].is_rest && found[2].text.trim() == program);
        assert!(!found[1].is_rest);
    }

    #[test]
    fn the_index_that_a_statement_makes_has_a_name_and_a_table() {
        let made = |sql: &str| {
            let found = statements(sql, Postgres);
            let index = found[0].new_index();
            index.map(|index| (index.name.to_owned(), index.table))
        };
        let of = |name: &str, table: &str| Some((name.to_owned(), table.to_owned()));
        let sql = "-- of a\nCREATE UNIQUE INDEX CONCURRENTLY \"a ON b\" ON \"s\".\"t\" (\"id\");";
        assert_eq!(made(sql), of("\"a ON b\"", "\"s\".\"t\""));
        let sql = "create index concurrently if not exists a /* ; */ on only s.t using gin(x)";
        assert_eq!(made(sql), of("a", "s.t"));
        for other in [
            "CREATE INDEX CONCURRENTLY ON t (id)",
            "CREATE INDEX a ON t (id)",
            "DROP INDEX CONCURRENTLY a",
        ] {
            assert_eq!(made(other), None);
        }
    }

    #[test]
    fn the_line_that_is_shown_is_no_comment() {
        let found = statements("-- of `a`\n-- SELECT\nALTER TABLE a\n  ADD b int;", Mysql);
        assert_eq!(found[0].first_line(), "ALTER TABLE a");
    }
}
