//! Texts in constants: comparing them, and building the message of an assertion.

use super::joins::field_of;
use crate::definition::Table;

/// Whether two texts are equal.
pub(crate) const fn texts_equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    // From the end: the names of one table begin alike.
    let mut position = left.len();
    while position > 0 {
        position -= 1;
        if left[position] != right[position] {
            return false;
        }
    }
    true
}

/// Whether two names are one to a database that does not tell capitals from small letters, as
/// SQLite and MySQL do.
pub(crate) const fn texts_alike(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}

const CAPACITY: usize = 2048;

/// A message under construction. What goes beyond its capacity is left out.
pub(crate) struct Message {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Message {
        Message {
            bytes: [0; CAPACITY],
            length: 0,
        }
    }

    /// Adds a text, unless it does not fit as a whole.
    pub(crate) const fn text(mut self, text: &str) -> Message {
        let text = text.as_bytes();
        if self.length + text.len() > CAPACITY {
            return self;
        }
        let mut position = 0;
        while position < text.len() {
            self.bytes[self.length] = text[position];
            self.length += 1;
            position += 1;
        }
        self
    }

    /// Adds a text in backticks.
    pub(crate) const fn code(self, text: &str) -> Message {
        self.text("`").text(text).text("`")
    }

    /// Adds the fields of columns: one in backticks, or several in parentheses.
    pub(crate) const fn fields(self, table: &Table, columns: &[&str]) -> Message {
        if columns.len() == 1 {
            return self.code(field_of(table, columns[0]));
        }
        let mut message = self.text("(");
        let mut position = 0;
        while position < columns.len() {
            if position > 0 {
                message = message.text(", ");
            }
            message = message.code(field_of(table, columns[position]));
            position += 1;
        }
        message.text(")")
    }

    /// Adds `1 column` or `n columns`.
    pub(crate) const fn count(mut self, number: usize, singular: &str, plural: &str) -> Message {
        let mut divisor = 1;
        while number / divisor >= 10 {
            divisor *= 10;
        }
        while divisor > 0 {
            self = self.digit((number / divisor % 10) as u8);
            divisor /= 10;
        }
        self.text(" ")
            .text(if number == 1 { singular } else { plural })
    }

    const fn digit(mut self, digit: u8) -> Message {
        if self.length < CAPACITY {
            self.bytes[self.length] = b'0' + digit;
            self.length += 1;
        }
        self
    }

    /// Ends the compilation with the message.
    #[track_caller]
    pub(crate) const fn fail(&self) -> ! {
        let (message, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(message) {
            Ok(message) => panic!("{}", message),
            Err(_) => panic!("the schema is not valid"),
        }
    }
}
