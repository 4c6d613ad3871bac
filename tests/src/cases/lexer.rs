//! The words of a line: names, texts in quotes with their quotes, and what stands in parentheses. A name with
//! odd characters stands in brackets.

/// Where a character stands.
#[derive(Default)]
struct Place {
    depth: usize,
    quoted: bool,
    bracketed: bool,
}

impl Place {
    /// Goes on by a character, and tells whether the place is outside of everything.
    fn is_outside_after(&mut self, character: char) -> bool {
        match character {
            ']' if self.bracketed => self.bracketed = false,
            _ if self.bracketed => {}
            '\'' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            '[' => self.bracketed = true,
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0 && !self.quoted && !self.bracketed
    }
}

/// The words of a line.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut place = Place::default();
    for character in line.chars() {
        if place.is_outside_after(character) && character.is_whitespace() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        } else {
            word.push(character);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// `name(one, two)` as its name and its parts.
pub(super) fn call(word: &str) -> (&str, Vec<String>) {
    let start = match word.starts_with('[') {
        true => word.find(']').unwrap_or(0),
        false => 0,
    };
    match word[start..].find('(') {
        Some(position) => {
            let (name, rest) = word.split_at(start + position);
            let inner = rest[1..].strip_suffix(')').unwrap_or(&rest[1..]);
            (bare(name), list(inner))
        }
        None => (bare(word), Vec::new()),
    }
}

/// The parts between commas outside of parentheses and quotes.
pub(super) fn list(text: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut place = Place::default();
    for character in text.chars() {
        if place.is_outside_after(character) && character == ',' {
            parts.push(std::mem::take(&mut part).trim().to_owned());
        } else {
            part.push(character);
        }
    }
    if !part.trim().is_empty() {
        parts.push(part.trim().to_owned());
    }
    parts
}

/// A name without its brackets.
pub(super) fn bare(word: &str) -> &str {
    let inner = word
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner.unwrap_or(word)
}

/// A text without its quotes; `⏎` is the end of a line.
pub(super) fn unquoted(word: &str) -> String {
    let inner = word
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    inner.unwrap_or(word).replace("''", "'").replace('⏎', "\n")
}
