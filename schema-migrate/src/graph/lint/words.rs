//! Which words mean one, and which many. What is not sure may be both: better to miss a wrong name than to find
//! fault with a right one.

/// What the form of a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
    Either,
}

/// Words that mean both, or what cannot be counted.
const EITHER: [&str; 103] = [
    "access",
    "accounting",
    "advice",
    "aircraft",
    "audio",
    "baggage",
    "billing",
    "cash",
    "cattle",
    "chaos",
    "chassis",
    "clothing",
    "cms",
    "consent",
    "content",
    "contents",
    "coordinates",
    "credentials",
    "data",
    "deer",
    "defaults",
    "details",
    "dice",
    "dimensions",
    "dns",
    "earnings",
    "email",
    "equipment",
    "evidence",
    "feedback",
    "firmware",
    "fish",
    "funding",
    "furniture",
    "goods",
    "gps",
    "hardware",
    "headquarters",
    "help",
    "history",
    "homework",
    "hosting",
    "hours",
    "housing",
    "information",
    "inventory",
    "knowledge",
    "limits",
    "luggage",
    "machinery",
    "mail",
    "marketing",
    "means",
    "media",
    "merchandise",
    "metadata",
    "middleware",
    "money",
    "monitoring",
    "music",
    "news",
    "offspring",
    "options",
    "packaging",
    "payroll",
    "permissions",
    "personnel",
    "police",
    "preferences",
    "premises",
    "pricing",
    "progress",
    "research",
    "savings",
    "series",
    "settings",
    "sheep",
    "shipping",
    "sms",
    "software",
    "spacecraft",
    "species",
    "specs",
    "staff",
    "stats",
    "stock",
    "storage",
    "strata",
    "success",
    "support",
    "terms",
    "time",
    "totals",
    "tracking",
    "traffic",
    "training",
    "transport",
    "truth",
    "usage",
    "wealth",
    "weather",
    "wildlife",
    "work",
];

/// Plural words that do not end in `s`.
const PLURAL: [&str; 42] = [
    "addenda",
    "alumnae",
    "alumni",
    "antennae",
    "automata",
    "bacteria",
    "cacti",
    "children",
    "corpora",
    "criteria",
    "curricula",
    "errata",
    "feet",
    "foci",
    "formulae",
    "fungi",
    "geese",
    "genera",
    "grandchildren",
    "indicia",
    "larvae",
    "lice",
    "loci",
    "memoranda",
    "men",
    "mice",
    "nebulae",
    "nuclei",
    "oxen",
    "people",
    "phenomena",
    "radii",
    "referenda",
    "schemata",
    "spectra",
    "staves",
    "stimuli",
    "syllabi",
    "symposia",
    "teeth",
    "vertebrae",
    "women",
];

/// Singular words that end in `s`, beside those in `ss`.
const SINGULAR: [&str; 38] = [
    "status",
    "bus",
    "virus",
    "bonus",
    "campus",
    "census",
    "circus",
    "corpus",
    "focus",
    "genius",
    "genus",
    "nucleus",
    "radius",
    "consensus",
    "nexus",
    "octopus",
    "prospectus",
    "stimulus",
    "surplus",
    "syllabus",
    "chorus",
    "analysis",
    "basis",
    "axis",
    "thesis",
    "crisis",
    "synopsis",
    "diagnosis",
    "hypothesis",
    "emphasis",
    "oasis",
    "paralysis",
    "alias",
    "atlas",
    "canvas",
    "bias",
    "lens",
    "gas",
];

/// What a name is said of comes before them: `bill_of_materials`.
const PREPOSITIONS: [&str; 14] = [
    "about", "as", "at", "by", "for", "from", "in", "of", "on", "over", "to", "under", "via",
    "with",
];

/// Words that say what was done to that before them, beside those in `ed`.
const PARTICIPLES: [&str; 18] = [
    "bought", "chosen", "drawn", "driven", "found", "given", "held", "hidden", "kept", "lost",
    "made", "paid", "sent", "shown", "sold", "taken", "won", "written",
];

/// Whether a name may stand for many.
pub(super) fn may_be_many(name: &str) -> bool {
    nouns(name).any(|noun| number(noun) != Number::One)
}

/// Whether a name may stand for one.
pub(super) fn may_be_one(name: &str) -> bool {
    nouns(name).any(|noun| number(noun) != Number::Many)
}

/// What a name may be about: its last word, as in `audit_logs`, and what is before a preposition or a participle,
/// as in `bill_of_materials` and `posts_written`.
fn nouns(name: &str) -> impl Iterator<Item = &str> {
    let words = || name.split('_').filter(|word| !word.is_empty());
    let is_noun = |word: &&str| {
        let is_participle = PARTICIPLES.contains(word) || word.ends_with("ed");
        !PREPOSITIONS.contains(word) && !is_participle
    };
    let head = words().take_while(is_noun).last();
    words().next_back().into_iter().chain(head)
}

fn number(word: &str) -> Number {
    let has_no_letter = !word.contains(char::is_alphabetic);
    if EITHER.contains(&word) || has_no_letter {
        Number::Either
    } else if PLURAL.contains(&word) || word.ends_with("people") || word.ends_with("women") {
        Number::Many
    } else if SINGULAR.contains(&word) || word.ends_with("ss") {
        Number::One
    } else if ["us", "is", "ics"].iter().any(|end| word.ends_with(end)) {
        // `menus` and `apis` are many, `walrus` and `iris` one; `analytics` is both.
        Number::Either
    } else if word.ends_with('s') {
        Number::Many
    } else {
        Number::One
    }
}

#[cfg(test)]
mod tests {
    use super::{EITHER, may_be_many, may_be_one};

    /// Five hundred nouns with their plurals.
    const NOUNS: &str = include_str!("nouns.txt");

    fn nouns() -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = NOUNS.lines();
        lines.map(|line| {
            line.split_once(' ')
                .expect("a line has a word and its plural")
        })
    }

    #[test]
    fn a_right_name_is_never_found_fault_with() {
        for (one, many) in nouns() {
            assert!(may_be_one(one), "{one}");
            assert!(may_be_many(many), "{many}");
        }
        for either in EITHER {
            assert!(may_be_one(either) && may_be_many(either), "{either}");
        }
    }

    #[test]
    fn a_wrong_name_is_found() {
        let count = nouns().count();
        let missed: Vec<&str> = nouns()
            .flat_map(|(one, many)| {
                let one = Some(one).filter(|one| may_be_many(one));
                let many = Some(many).filter(|many| may_be_one(many));
                one.into_iter().chain(many)
            })
            .collect();
        assert!(count > 450 && missed.len() < 50, "{count} {missed:?}");
    }

    #[test]
    fn the_noun_is_not_always_the_last_word() {
        for one in [
            "bill_of_materials",
            "reports_to",
            "assigned_to",
            "created_by",
            "sales_order",
            "last_used_with",
        ] {
            assert!(may_be_one(one), "{one}");
        }
        for many in [
            "members_of_team",
            "posts_written",
            "orders_2",
            "reviews_received",
            "topics",
            "menus",
            "apis",
        ] {
            assert!(may_be_many(many), "{many}");
        }
        assert!(!may_be_many("tool_call"));
        assert!(!may_be_one("tool_calls"));
        assert!(!may_be_one("posts_written_and_reviews"));
    }
}
