//! Which words mean one, and which many.

/// Words that mean both.
const EITHER: [&str; 34] = [
    "access",
    "advice",
    "analytics",
    "audio",
    "content",
    "credentials",
    "data",
    "details",
    "equipment",
    "feedback",
    "hardware",
    "history",
    "information",
    "inventory",
    "knowledge",
    "mail",
    "media",
    "metadata",
    "money",
    "news",
    "options",
    "preferences",
    "pricing",
    "research",
    "series",
    "settings",
    "software",
    "species",
    "staff",
    "statistics",
    "stats",
    "stock",
    "traffic",
    "usage",
];

/// Plural words that do not end in `s`.
const PLURAL: [&str; 11] = [
    "children",
    "criteria",
    "feet",
    "fungi",
    "geese",
    "men",
    "mice",
    "people",
    "phenomena",
    "teeth",
    "women",
];

/// Ends of singular words that end in `s`.
const SINGULAR: [&str; 28] = [
    "ss",
    "status",
    "bus",
    "virus",
    "bonus",
    "campus",
    "census",
    "corpus",
    "focus",
    "radius",
    "consensus",
    "nexus",
    "stimulus",
    "surplus",
    "chorus",
    "analysis",
    "basis",
    "axis",
    "thesis",
    "crisis",
    "synopsis",
    "diagnosis",
    "hypothesis",
    "alias",
    "atlas",
    "canvas",
    "bias",
    "lens",
];

/// Whether a name may stand for many.
pub(super) fn may_be_many(name: &str) -> bool {
    EITHER.contains(&last_word(name)) || is_plural(last_word(name))
}

/// Whether a name may stand for one.
pub(super) fn may_be_one(name: &str) -> bool {
    EITHER.contains(&last_word(name)) || !is_plural(last_word(name))
}

fn is_plural(word: &str) -> bool {
    let ends_in_s = word.ends_with('s') && !SINGULAR.iter().any(|end| word.ends_with(end));
    ends_in_s || PLURAL.contains(&word)
}

/// A name says last what it is: `audit_logs`.
fn last_word(name: &str) -> &str {
    let name = name.trim_end_matches('_');
    name.rsplit('_').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{may_be_many, may_be_one};

    #[test]
    fn one_and_many_are_told_apart() {
        for name in [
            "steps",
            "audit_logs",
            "people",
            "statuses",
            "usage",
            "boxes",
            "analyses",
        ] {
            assert!(may_be_many(name), "{name}");
        }
        for name in [
            "step",
            "status",
            "address",
            "source_artifact",
            "details",
            "usage",
            "analysis",
        ] {
            assert!(may_be_one(name), "{name}");
        }
        for name in ["step", "status", "tool_call", "address"] {
            assert!(!may_be_many(name), "{name}");
        }
        for name in ["steps", "children", "users"] {
            assert!(!may_be_one(name), "{name}");
        }
    }
}
