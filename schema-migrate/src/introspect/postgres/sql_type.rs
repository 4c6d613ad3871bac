use crate::introspect::IntrospectError;
use crate::introspect::tables::qualified_name;
use crate::schema::SqlType;

/// The type of a column as the catalogs describe it.
pub(super) struct CatalogType {
    /// The type, or that of an array's elements, as `format_type` writes it.
    pub(super) name: String,
    pub(super) is_array: bool,
    /// The database schema and the name, if it is an enum.
    pub(super) enum_name: Option<(Option<String>, String)>,
}

impl CatalogType {
    /// The type as lowering spells it.
    pub(super) fn spelt(self) -> Result<SqlType, IntrospectError> {
        let element = match self.enum_name {
            Some((schema, name)) => SqlType::Enum(qualified_name(schema, name)?),
            None => SqlType::Named(short_name(&self.name)),
        };
        Ok(if self.is_array {
            SqlType::Array(Box::new(element))
        } else {
            element
        })
    }

    /// The name that stands in casts to the type, without a length.
    pub(super) fn cast_name(&self) -> String {
        let mut name = without_parameters(&self.name);
        if self.is_array {
            name.push_str("[]");
        }
        name
    }
}

/// `varchar(21)` for `character varying(21)`: the shortest of the names that PostgreSQL takes.
fn short_name(name: &str) -> String {
    let (stem, parameters) = split_parameters(name);
    let short = match stem.as_str() {
        "character varying" => "varchar",
        "character" => "char",
        "timestamp without time zone" => "timestamp",
        "timestamp with time zone" => "timestamptz",
        "time without time zone" => "time",
        "time with time zone" => "timetz",
        _ => return name.to_owned(),
    };
    format!("{short}{parameters}")
}

/// `timestamp without time zone` for `timestamp(3) without time zone`.
pub(super) fn without_parameters(name: &str) -> String {
    split_parameters(name).0
}

/// A name and its parameters in parentheses. A name in quotes has none that matter here.
fn split_parameters(name: &str) -> (String, &str) {
    if let Some(open) = name.find('(')
        && let Some(close) = name[open..].find(')').map(|length| open + length)
        && !name.contains('"')
    {
        let stem = format!("{}{}", &name[..open], &name[close + 1..]);
        return (stem, &name[open..=close]);
    }
    (name.to_owned(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_lowering_writes() {
        for (found, expected) in [
            ("character varying(21)", "varchar(21)"),
            ("character varying", "varchar"),
            ("character(3)", "char(3)"),
            ("timestamp without time zone", "timestamp"),
            ("timestamp(3) without time zone", "timestamp(3)"),
            ("timestamp(6) with time zone", "timestamptz(6)"),
            ("time without time zone", "time"),
            ("time(0) with time zone", "timetz(0)"),
            ("numeric(12,2)", "numeric(12,2)"),
            ("double precision", "double precision"),
            ("\"char\"", "\"char\""),
            ("\"a (b)\"", "\"a (b)\""),
            ("interval", "interval"),
        ] {
            assert_eq!(short_name(found), expected);
        }
    }
}
