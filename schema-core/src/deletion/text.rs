//! What a deletion does as text, and for `serde`.

use super::impact::{DeletionImpact, PathImpact, TableImpact};
use crate::graph::{Edge, Outcome};
use std::fmt::{self, Display};

impl Display for DeletionImpact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, name) = (Rows(self.rows), self.table.name);
        let refused = match (self.is_refused(), self.may_be_refused()) {
            (true, _) => " is refused",
            (false, true) => " may be refused",
            (false, false) => "",
        };
        writeln!(formatter, "deleting {rows} of {name}{refused}")?;
        for outcome in Outcome::ALL {
            let paths = self.with(outcome);
            // Rows that would refuse it if they did not go themselves come last.
            let (gone, paths): (Vec<&PathImpact>, Vec<&PathImpact>) =
                paths.partition(|path| path.outcome() == Outcome::Refused && path.goes());
            write_section(formatter, outcome.heading(), &paths)?;
            write_section(formatter, "is not refused by rows that go, too", &gone)?;
        }
        let tables = self.tables.iter().filter(|table| !table.is_untouched());
        let tables: Vec<&TableImpact> = tables.collect();
        if tables.is_empty() {
            return Ok(());
        }
        match self.is_refused() {
            true => writeln!(formatter, "\nin all, if it were not refused")?,
            false => writeln!(formatter, "\nin all")?,
        }
        let names: Vec<String> = tables
            .iter()
            .map(|table| table.table.name.to_string())
            .collect();
        let width = width(&names);
        for (name, table) in names.iter().zip(tables) {
            writeln!(formatter, "  {name:width$}{}", table.numbers())?;
        }
        Ok(())
    }
}

fn write_section(
    formatter: &mut fmt::Formatter<'_>,
    heading: &str,
    paths: &[&PathImpact],
) -> fmt::Result {
    if paths.is_empty() {
        return Ok(());
    }
    writeln!(formatter, "\n{heading}")?;
    write_paths(formatter, paths)
}

/// `  session   2  user ← session.user_id  (the reason of the reference; a note)`
fn write_paths(formatter: &mut fmt::Formatter<'_>, paths: &[&PathImpact]) -> fmt::Result {
    let names: Vec<String> = paths.iter().map(|path| path.effect.rows()).collect();
    let numbers: Vec<String> = paths.iter().map(|path| path.rows.to_string()).collect();
    let name_width = width(&names);
    let number_width = numbers.iter().map(String::len).max().unwrap_or_default();
    for (path, (name, number)) in paths.iter().zip(names.iter().zip(&numbers)) {
        write!(
            formatter,
            "  {name:name_width$}{number:>number_width$}  {}",
            path.path()
        )?;
        match path.remarks().as_slice() {
            [] => writeln!(formatter)?,
            remarks => writeln!(formatter, "  ({})", remarks.join("; "))?,
        }
    }
    Ok(())
}

fn width(names: &[String]) -> usize {
    let widths = names.iter().map(|name| name.chars().count());
    widths.max().unwrap_or_default() + 2
}

/// `1 row`, `2 rows`
struct Rows(u64);

impl Display for Rows {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => formatter.write_str("1 row"),
            rows => write!(formatter, "{rows} rows"),
        }
    }
}

impl PathImpact {
    /// Whether all rows are deleted, and none of them may refuse it before.
    fn goes(&self) -> bool {
        self.deleted == self.rows && self.contested == 0
    }

    /// Why the reference does what it does, what becomes of rows otherwise, and what is in doubt.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        match self.effect.edge().map_or("", Edge::reason) {
            "" => {}
            reason => remarks.push(reason.to_owned()),
        }
        if self.outcome() != Outcome::Deleted && self.deleted > 0 {
            remarks.push(format!("{} of them deleted", self.deleted));
        }
        match self.contested {
            0 => {}
            rows if self.effect.changes() && rows > self.deleted => {
                remarks.push(format!(
                    "{rows} of them may be looked at between two changes"
                ));
            }
            rows if self.deleted == 0 => {
                remarks.push(format!("{rows} of them may lose the reference before"));
            }
            rows => remarks.push(format!("{rows} of those may be looked at before they go")),
        }
        if self.outcome() == Outcome::Defaulted && self.deleted < self.rows {
            remarks.push("refused if the row that the default refers to is missing".to_owned());
        }
        remarks
    }
}

impl TableImpact {
    fn is_untouched(&self) -> bool {
        self.parts().iter().all(|(rows, _)| *rows == 0)
    }

    fn parts(&self) -> [(u64, &'static str); 5] {
        [
            (self.deleted, "deleted"),
            (self.nulled, "set to NULL"),
            (self.defaulted, "set to the default"),
            (self.refusing, "refusing"),
            (self.dangling, "dangling"),
        ]
    }

    /// `2 deleted, 1 set to NULL`
    fn numbers(&self) -> String {
        let parts = self.parts().into_iter().filter(|(rows, _)| *rows > 0);
        let parts: Vec<String> = parts.map(|(rows, what)| format!("{rows} {what}")).collect();
        parts.join(", ")
    }
}

#[cfg(feature = "serde")]
mod json {
    use super::super::impact::{DeletionImpact, PathImpact, TableImpact};
    use crate::graph::Edge;
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    impl Serialize for DeletionImpact {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("DeletionImpact", 6)?;
            fields.serialize_field("table", &self.table.name.to_string())?;
            fields.serialize_field("rows", &self.rows)?;
            fields.serialize_field("refused", &self.is_refused())?;
            fields.serialize_field("may_be_refused", &self.may_be_refused())?;
            fields.serialize_field("paths", &self.paths)?;
            fields.serialize_field("tables", &self.tables)?;
            fields.end()
        }
    }

    impl Serialize for PathImpact {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let table = self.effect.table().map(|table| table.name.to_string());
            let columns = self.effect.edge().map_or(&[][..], |edge| edge.columns);
            let mut fields = serializer.serialize_struct("PathImpact", 8)?;
            fields.serialize_field("outcome", self.effect.outcome.as_str())?;
            fields.serialize_field("table", &table)?;
            fields.serialize_field("columns", columns)?;
            let path: Vec<String> = self.effect.edges.iter().map(Edge::place).collect();
            fields.serialize_field("path", &path)?;
            fields.serialize_field("rows", &self.rows)?;
            fields.serialize_field("deleted", &self.deleted)?;
            fields.serialize_field("contested", &self.contested)?;
            let reason = self.effect.edge().map_or("", Edge::reason);
            fields.serialize_field("reason", reason)?;
            fields.end()
        }
    }

    impl Serialize for TableImpact {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("TableImpact", 7)?;
            fields.serialize_field("table", &self.table.name.to_string())?;
            fields.serialize_field("deleted", &self.deleted)?;
            fields.serialize_field("nulled", &self.nulled)?;
            fields.serialize_field("defaulted", &self.defaulted)?;
            fields.serialize_field("refusing", &self.refusing)?;
            fields.serialize_field("dangling", &self.dangling)?;
            fields.serialize_field("contested", &self.contested)?;
            fields.end()
        }
    }
}
