//! The names that follow from others: tables from structs, constraints from tables and columns.

use quote::ToTokens;

/// The longest name that every database takes: PostgreSQL cuts names after 63 bytes, MySQL refuses
/// more than 64 characters.
const LONGEST_NAME: usize = 63;

/// The digits of the hash that a shortened name carries.
const HASH_DIGITS: usize = 8;

/// `BlogPost` → `blog_post`, by the rule of Diesel's derives.
pub(crate) fn snake_case(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    for (position, character) in name.chars().enumerate() {
        if character.is_uppercase() && position > 0 {
            result.push('_');
        }
        result.extend(character.to_lowercase());
    }
    result
}

/// The table that Diesel's derives assume where `#[diesel(table_name = …)]` is missing.
pub(crate) fn default_table_name(model: &str) -> String {
    format!("{}s", snake_case(model))
}

/// `<table>_<columns>_<suffix>`, PostgreSQL's convention for constraints and indexes, shortened if
/// need be with the suffix kept.
pub(crate) fn constraint_name(table: &str, columns: &[&str], suffix: &str) -> String {
    let mut stem = table.to_owned();
    for column in columns {
        stem.push('_');
        stem.push_str(column);
    }
    shorten(&stem, &format!("_{suffix}"))
}

/// A name that was given, or a hash-shortened one if it is too long for a database.
pub(crate) fn fitting(name: &str) -> String {
    shorten(name, "")
}

/// Tokens as one writes them: with a space only between two words.
pub(crate) fn source_text(tokens: &impl ToTokens) -> String {
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '\'');
    let spaced = tokens.to_token_stream().to_string();
    let mut text = String::new();
    let mut words = spaced.split(' ');
    text.extend(words.next());
    for word in words {
        if text.ends_with(is_word) && word.starts_with(is_word) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// `stem` and `suffix`; beyond [`LONGEST_NAME`] bytes, the start of the stem, a hash of all of it
/// and the suffix. The same input always gives the same name.
fn shorten(stem: &str, suffix: &str) -> String {
    if stem.len() + suffix.len() <= LONGEST_NAME {
        return format!("{stem}{suffix}");
    }
    let hash = fnv1a(stem.bytes().chain(suffix.bytes())) & 0xffff_ffff;
    let mut end = LONGEST_NAME - suffix.len() - HASH_DIGITS - 1;
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!(
        "{}_{hash:0width$x}{suffix}",
        &stem[..end],
        width = HASH_DIGITS
    )
}

/// The 64-bit FNV-1a hash: <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(crate) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_named_as_diesel_names_them() {
        assert_eq!(default_table_name("User"), "users");
        assert_eq!(default_table_name("BlogPost"), "blog_posts");
    }

    #[test]
    fn short_names_stay() {
        assert_eq!(
            constraint_name("plan_step", &["plan_id"], "idx"),
            "plan_step_plan_id_idx"
        );
    }

    #[test]
    fn long_names_keep_their_suffix_and_differ() {
        let table = "a_table_with_a_name_that_is_really_rather_long";
        let first = constraint_name(table, &["some_column", "one"], "idx");
        let second = constraint_name(table, &["some_column", "two"], "idx");
        assert_eq!(first.len(), 63);
        assert!(first.ends_with("_idx"));
        assert_ne!(first, second);
        assert_eq!(
            first,
            constraint_name(table, &["some_column", "one"], "idx")
        );
    }

    #[test]
    fn characters_are_not_cut_in_two() {
        let name = fitting(&"ü".repeat(60));
        assert!(name.len() <= 63);
    }
}
