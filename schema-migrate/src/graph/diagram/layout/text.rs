//! How wide texts are, without a font at hand.

use unicode_width::UnicodeWidthStr;

/// How many letters of a part are always kept.
const SHORTEST: usize = 4;

/// The width of a text in a font of this size whose letters are all equally wide, as most programs have
/// them: six tenths of the size.
pub(in crate::graph::diagram) fn width(text: &str, font_size: i32) -> i32 {
    let cells = i32::try_from(text.width()).unwrap_or(i32::MAX / 1_000);
    (cells * font_size * 31 + 49) / 50
}

/// A text that is no wider than this, as far as its parts, which have commas between them, can be cut: the
/// longest first, so that a long name does not hide what a deletion does.
pub(super) fn cut(text: &str, font_size: i32, room: i32) -> String {
    let mut parts: Vec<String> = text.split(", ").map(str::to_owned).collect();
    while width(&parts.join(", "), font_size) > room {
        let longest = parts.iter_mut().max_by_key(|part| part.chars().count());
        let Some(part) = longest.filter(|part| part.chars().count() > SHORTEST) else {
            break;
        };
        let kept = part.chars().count() - 2;
        *part = part.chars().take(kept).chain(['…']).collect();
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_is_cut() {
        let cut = |text| cut(text, 10, 124);
        assert_eq!(cut("user_id, set null"), "user_id, set null");
        assert_eq!(cut("account_that_pays_id, cascade"), "account_th…, cascade");
        assert_eq!(cut("restrict, one of many_things"), "restrict, one of ma…");
        assert_eq!(cut("a_b, c_d, e_f, g_h, i_j"), "a_b, c_d, e_f, g_h, i_j");
    }
}
