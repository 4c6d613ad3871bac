/// The types that lowering writes, without their lengths.
const OWN_TYPES: [&str; 17] = [
    "bigint",
    "binary",
    "date",
    "datetime",
    "decimal",
    "double",
    "float",
    "int",
    "json",
    "longblob",
    "longtext",
    "smallint",
    "time",
    "timestamp",
    "tinyint",
    "varbinary",
    "varchar",
];

/// A type that lowering writes as lowering spells it, any other as the database does.
///
/// `int(11)` is `INT`: MySQL 8 shows no width. `tinyint(1)` is how both show a bool.
pub(super) fn spelt(column_type: &str) -> String {
    if column_type == "tinyint(1)" {
        return "BOOLEAN".to_owned();
    }
    let name = column_type.split(['(', ' ']).next().unwrap_or_default();
    if !OWN_TYPES.contains(&name) {
        return column_type.to_owned();
    }
    let upper = column_type.to_ascii_uppercase();
    match upper.split_once('(') {
        Some((name, rest)) if name.ends_with("INT") && !upper.ends_with("ZEROFILL") => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            format!("{name}{after}")
        }
        _ => upper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_spelt_as_lowering_spells_them() {
        for (found, expected) in [
            ("tinyint(1)", "BOOLEAN"),
            ("tinyint(4)", "TINYINT"),
            ("int(11)", "INT"),
            ("int(10) unsigned", "INT UNSIGNED"),
            ("int(5) unsigned zerofill", "INT(5) UNSIGNED ZEROFILL"),
            ("bigint unsigned", "BIGINT UNSIGNED"),
            ("varchar(255)", "VARCHAR(255)"),
            ("decimal(65,30)", "DECIMAL(65,30)"),
            ("timestamp(6)", "TIMESTAMP(6)"),
            ("tinytext", "tinytext"),
            ("enum('int','B')", "enum('int','B')"),
        ] {
            assert_eq!(spelt(found), expected);
        }
    }
}
