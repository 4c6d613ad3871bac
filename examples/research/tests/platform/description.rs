//! Reads the tables of the description.

const DOMAINS: &str = include_str!("domains.md");
const FOREIGN_KEYS: &str = include_str!("foreign_keys.md");

/// One row of the table of foreign keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignKeyRow {
    pub(crate) child: String,
    pub(crate) column: String,
    pub(crate) unique: bool,
    pub(crate) parent: String,
    pub(crate) on_delete: String,
    pub(crate) nullable: bool,
    pub(crate) relation: String,
    pub(crate) inverse: Option<String>,
}

/// The domains with their tables.
pub(crate) fn domains() -> Vec<(String, Vec<String>)> {
    rows(DOMAINS)
        .map(|cells| {
            let [domain, tables] = cells.as_slice() else {
                panic!("a row of domains has two cells: {cells:?}");
            };
            let tables = tables.split(", ").map(str::to_owned);
            ((*domain).to_owned(), tables.collect())
        })
        .collect()
}

/// The foreign keys. An action may be followed by a reason, which is left out.
pub(crate) fn foreign_keys() -> Vec<ForeignKeyRow> {
    rows(FOREIGN_KEYS)
        .map(|cells| {
            let [child, parent, on_delete, null, relation, inverse] = cells.as_slice() else {
                panic!("a row of foreign keys has six cells: {cells:?}");
            };
            let unique = child.ends_with(" (unique)");
            let (child, column) = child
                .trim_end_matches(" (unique)")
                .split_once('.')
                .unwrap_or_else(|| panic!("`{child}` is not `table.column`"));
            let action = on_delete.split(':').next().unwrap_or_default();
            ForeignKeyRow {
                child: child.to_owned(),
                column: column.to_owned(),
                unique,
                parent: (*parent).to_owned(),
                on_delete: action.to_owned(),
                nullable: *null == "null",
                relation: (*relation).to_owned(),
                inverse: (!inverse.is_empty()).then(|| (*inverse).to_owned()),
            }
        })
        .collect()
}

/// The cells of a Markdown table, without its heading.
fn rows(markdown: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    markdown.lines().skip(2).map(|line| {
        let cells = line.trim_start_matches('|').trim_end_matches('|');
        cells.split('|').map(str::trim).collect()
    })
}
