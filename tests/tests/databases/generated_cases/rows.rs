//! Rows in the tables of a pair, and the values that they keep.

use super::spec::{KeySpec, Pair, TableSpec};
use super::text::Text;
use schema_migrate::Dialect;
use std::fmt::Write;

const IDS: [u8; 3] = [1, 2, 5];

/// Rows in all tables of the first schema; those that reference others do so where these are.
pub(super) fn of(pair: &Pair) -> String {
    let (mut rows, mut keys) = (String::new(), String::new());
    for (place, table) in pair.before.tables.iter().enumerate() {
        let Some(table) = table else { continue };
        let after = pair.after.tables[place].as_ref();
        for id in IDS {
            let (mut names, mut values) = ("id".to_owned(), id.to_string());
            for (position, column) in table.columns.iter().enumerate() {
                let Some(column) = column else { continue };
                let kept = after.map(|after| after.columns[position]);
                let takes_null = column.nullable && kept.flatten().is_none_or(|kept| kept.nullable);
                let value = match (position % 2, id) {
                    (_, 5) if takes_null => "NULL".to_owned(),
                    (0, _) => format!("{}", 10 * usize::from(id) + position),
                    (_, _) => format!("'it''s ☂ \"{id}{position}'"),
                };
                let _ = write!(names, ", c{position}");
                let _ = write!(values, ", {value}");
            }
            if table.mood.is_some() {
                names.push_str(", c4");
                values.push_str(", 'happy'");
            }
            let _ = write!(rows, "INSERT INTO t{place} ({names}) VALUES ({values});");
        }
        for (other, _) in key_columns(pair, table) {
            let is_wide = pair.before.tables[other].as_ref();
            let is_wide = is_wide.is_some_and(|one| one.key == KeySpec::Wide);
            let wide = if is_wide {
                format!(", w{other} = 1")
            } else {
                String::new()
            };
            let _ = write!(keys, "UPDATE t{place} SET r{other} = 2{wide} WHERE id = 1;");
        }
    }
    rows + &keys
}

/// The tables that a table references, and with what.
fn key_columns<'p>(pair: &'p Pair, table: &'p TableSpec) -> impl Iterator<Item = (usize, u8)> + 'p {
    let keys = table.keys.iter().enumerate();
    keys.filter_map(|(other, action)| {
        pair.before.tables[other].as_ref()?;
        Some((other, (*action)?))
    })
}

/// The query for the values that are there before and after, under the names of one of both schemas.
pub(super) fn values(pair: &Pair, text: &Text<'_>) -> Option<String> {
    let sql_type = match text.dialect {
        Dialect::Mysql => "char",
        Dialect::Postgres | Dialect::Sqlite => "text",
    };
    let mut queries = Vec::new();
    for place in 0..3 {
        let (Some(before), Some(after)) = (&pair.before.tables[place], &pair.after.tables[place])
        else {
            continue;
        };
        let mut add = |name: &str, value: String| {
            let table = text.table(place);
            queries.push(format!(
                "SELECT {value} AS value, '{place}{name}' AS place, id FROM {table}"
            ));
        };
        add("id", format!("CAST(id AS {sql_type})"));
        for position in 0..4 {
            if before.columns[position].is_some() && after.columns[position].is_some() {
                let column = text.column(place, position);
                add(
                    &position.to_string(),
                    format!("CAST({column} AS {sql_type})"),
                );
            }
        }
        if before.mood.is_some() && after.mood.is_some() {
            let (column, value) = (text.column(place, 4), text.value(0));
            add(
                "mood",
                format!("CASE WHEN {column} = '{value}' THEN 'first' END"),
            );
        }
        for other in 0..3 {
            let has = |table: &TableSpec, target: &Option<TableSpec>| {
                table.keys[other].is_some() && target.is_some()
            };
            if has(before, &pair.before.tables[other]) && has(after, &pair.after.tables[other]) {
                add(
                    &format!("r{other}"),
                    format!("CAST(r{other} AS {sql_type})"),
                );
            }
        }
    }
    let all = queries.join(" UNION ALL ");
    let query = format!("SELECT value FROM ({all}) AS kept ORDER BY place, id");
    (!queries.is_empty()).then_some(query)
}
