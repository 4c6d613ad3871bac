//! JSON with a line for each thing that can be changed by itself. Commas stand at the beginning of a
//! line, so that a line that is added at the end of a list leaves the line before it as it is.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Up to which depth lists and objects are spread over lines: the schema, its tables, a table, its
/// columns. A column is a line.
const SPREAD: usize = 5;

/// Writes a value.
pub(super) fn to_string(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Nothing can fail: the keys are texts, and memory takes every byte.
    let written = value.serialize(&mut Serializer::with_formatter(
        &mut bytes,
        Lines { depth: 0 },
    ));
    debug_assert!(written.is_ok(), "{written:?}");
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Lines {
    depth: usize,
}

impl Lines {
    fn begin(&mut self, writer: &mut (impl ?Sized + Write), bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)
    }

    fn item(&mut self, writer: &mut (impl ?Sized + Write), first: bool) -> io::Result<()> {
        match (self.depth <= SPREAD, first) {
            (true, true) => write!(writer, "\n{:1$}", "", 2 * self.depth),
            (true, false) => write!(writer, "\n{:1$}, ", "", 2 * self.depth - 2),
            (false, true) => Ok(()),
            (false, false) => writer.write_all(b", "),
        }
    }

    fn end(&mut self, writer: &mut (impl ?Sized + Write), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < SPREAD {
            write!(writer, "\n{:1$}", "", 2 * self.depth)?;
        }
        writer.write_all(bracket)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.item(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.item(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
