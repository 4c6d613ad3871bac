//! Writes the crates: a workspace with two members for each number of tables.

use crate::ring::Ring;
use std::fmt::{self, Display, Write};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How the tables of a crate are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// With `#[derive(Model)]` and `schema!`.
    Derived,
    /// With `table!`, `joinable!` and `allow_tables_to_appear_in_same_query!`.
    HandWritten,
}

impl Variant {
    pub(crate) const ALL: [Variant; 2] = [Variant::Derived, Variant::HandWritten];

    /// The name of the crate with so many tables.
    pub(crate) fn crate_name(self, tables: u16) -> String {
        format!("{self}-{tables}")
    }
}

impl Display for Variant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Variant::Derived => "derived",
            Variant::HandWritten => "hand-written",
        })
    }
}

/// The columns beside the foreign keys: name, Rust type, SQL type.
const COLUMNS: [(&str, &str, &str); 8] = [
    ("id", "i32", "Integer"),
    ("name", "String", "Text"),
    ("summary", "Option<String>", "Nullable<Text>"),
    ("position", "i32", "Integer"),
    ("amount", "i64", "BigInt"),
    ("price", "Option<f64>", "Nullable<Double>"),
    ("created_at", "chrono::NaiveDateTime", "Timestamp"),
    (
        "updated_at",
        "Option<chrono::NaiveDateTime>",
        "Nullable<Timestamp>",
    ),
];

/// The foreign keys: name, Rust type, SQL type, and how many tables back the parent is.
const FOREIGN_KEYS: [(&str, &str, &str, u16); 2] = [
    ("first_id", "i32", "Integer", 1),
    ("second_id", "Option<i32>", "Nullable<Integer>", 2),
];

/// Where the crates go, and what they depend on.
pub(crate) struct Crates {
    pub(crate) directory: PathBuf,
    pub(crate) schema_core: PathBuf,
    pub(crate) features: Vec<String>,
}

impl Crates {
    /// Writes both variants for each number of tables, and the rings.
    pub(crate) fn write(&self, tables: &[u16], queries: u16) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        // The project's own versions of the dependencies.
        let lock = self.schema_core.join("../Cargo.lock");
        if lock.exists() {
            fs::copy(lock, self.directory.join("Cargo.lock"))?;
        }
        let mut members = Vec::new();
        for &tables in tables {
            for variant in Variant::ALL {
                let code = match variant {
                    Variant::Derived => derived(tables),
                    Variant::HandWritten => hand_written(tables),
                };
                let name = variant.crate_name(tables);
                self.write_crate(variant, &name, code)?;
                members.push(format!("{name:?}"));
            }
            for queries in [0, queries] {
                let ring = Ring { tables, queries };
                self.write_crate(Variant::Derived, &ring.crate_name(), ring.code())?;
                members.push(format!("{:?}", ring.crate_name()));
            }
        }
        members.dedup();
        let members = members.join(", ");
        fs::write(
            self.directory.join("Cargo.toml"),
            format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
        )
    }

    fn write_crate(&self, variant: Variant, name: &str, code: String) -> io::Result<()> {
        let source = source_file(&self.directory, name);
        fs::create_dir_all(self.directory.join(name).join("src"))?;
        fs::write(
            self.directory.join(name).join("Cargo.toml"),
            self.manifest(variant, name),
        )?;
        fs::write(source, code)
    }

    /// Both variants have one Diesel, with the features that `schema-core` asks for.
    fn manifest(&self, variant: Variant, name: &str) -> String {
        let mut features = vec!["32-column-tables", "chrono"];
        features.extend(self.features.iter().map(String::as_str));
        let schema_core = match variant {
            Variant::Derived => format!(
                "schema-core = {{ path = {:?}, features = {:?} }}\n",
                self.schema_core, self.features
            ),
            Variant::HandWritten => String::new(),
        };
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n\
             chrono = {{ version = \"0.4\", default-features = false }}\n\
             diesel = {{ version = \"2.3\", default-features = false, features = {features:?} }}\n\
             {schema_core}"
        )
    }
}

/// The only source file of a crate.
pub(crate) fn source_file(directory: &Path, name: &str) -> PathBuf {
    directory.join(name).join("src/lib.rs")
}

fn derived(tables: u16) -> String {
    let mut code = "use diesel::prelude::*;\nuse schema_core::prelude::*;\n".to_owned();
    for table in 0..tables {
        code += &model(Variant::Derived, table, tables);
    }
    let models = list(tables, "Item", "");
    code + &format!("schema_core::schema! {{ pub struct All; all: [{models}] }}\n")
}

fn hand_written(tables: u16) -> String {
    // Diesel's macro recurses once for each table.
    let mut code = format!("#![recursion_limit = \"{}\"]\n", 128 + 2 * tables);
    code += "use diesel::prelude::*;\n";
    for table in 0..tables {
        code += &diesel_table(table);
        code += &model(Variant::HandWritten, table, tables);
    }
    for table in 0..tables {
        for (column, _, _, back) in FOREIGN_KEYS {
            let parent = parent(table, back, tables);
            code +=
                &format!("diesel::joinable!(item{table:03}s -> item{parent:03}s ({column}));\n");
        }
    }
    let names = list(tables, "item", "s");
    code + &format!("diesel::allow_tables_to_appear_in_same_query!({names});\n")
}

/// The struct: the same in both variants but for `Model` and the references.
fn model(variant: Variant, table: u16, tables: u16) -> String {
    let derive = match variant {
        Variant::Derived => "Model, ",
        Variant::HandWritten => "",
    };
    let mut code = format!(
        "#[derive({derive}Queryable, Selectable, Identifiable, Insertable, AsChangeset, Debug, \
         Clone)]\npub struct Item{table:03} {{\n"
    );
    for (name, rust_type, _) in COLUMNS {
        code += &format!("    pub {name}: {rust_type},\n");
    }
    for (name, rust_type, _, back) in FOREIGN_KEYS {
        if variant == Variant::Derived {
            let parent = parent(table, back, tables);
            code += &format!("    #[references(Item{parent:03})]\n");
        }
        code += &format!("    pub {name}: {rust_type},\n");
    }
    code + "}\n"
}

fn diesel_table(table: u16) -> String {
    let mut code = format!("diesel::table! {{\n    item{table:03}s (id) {{\n");
    let keys = FOREIGN_KEYS.map(|(name, _, sql_type, _)| (name, "", sql_type));
    for (name, _, sql_type) in COLUMNS.into_iter().chain(keys) {
        code += &format!("        {name} -> {sql_type},\n");
    }
    code + "    }\n}\n"
}

/// The table that many places back, in a ring.
fn parent(table: u16, back: u16, tables: u16) -> u16 {
    (table + tables - back) % tables
}

/// The names of all tables, with commas between them.
fn list(tables: u16, prefix: &str, suffix: &str) -> String {
    (0..tables).fold(String::new(), |mut names, table| {
        let comma = if table > 0 { ", " } else { "" };
        let _ = write!(names, "{comma}{prefix}{table:03}{suffix}");
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_connect_the_same_two_tables() {
        let tables = 5;
        let mut pairs = Vec::new();
        for table in 0..tables {
            for (_, _, _, back) in FOREIGN_KEYS {
                let parent = parent(table, back, tables);
                pairs.push((table.min(parent), table.max(parent)));
            }
        }
        let all = pairs.len();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), all);
    }

    #[test]
    fn both_variants_have_the_same_fields() {
        let derived = model(Variant::Derived, 7, 20);
        let without: String = derived
            .replace("Model, ", "")
            .lines()
            .filter(|line| !line.contains("#[references"))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(without, model(Variant::HandWritten, 7, 20));
        assert!(derived.contains("#[references(Item006)]"));
    }
}
