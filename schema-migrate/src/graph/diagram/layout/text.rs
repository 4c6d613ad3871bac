//! How wide texts are, without a font at hand.

use unicode_width::UnicodeWidthStr;

/// The width of a text in a font of this size whose letters are all equally wide, as most programs have
/// them: six tenths of the size.
pub(in crate::graph::diagram) fn width(text: &str, font_size: i32) -> i32 {
    let cells = i32::try_from(text.width()).unwrap_or(i32::MAX / 1_000);
    (cells * font_size * 31 + 49) / 50
}
