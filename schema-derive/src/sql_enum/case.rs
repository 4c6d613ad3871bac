//! The spellings that `rename_all` knows: serde's.

use crate::naming::snake_case;

/// How the values follow from the names of the variants.
#[derive(Clone, Copy, Default)]
pub(crate) enum Case {
    #[default]
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
    Lower,
    Upper,
    Pascal,
    Camel,
}

pub(crate) const CASES: [(&str, Case); 8] = [
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
];

impl Case {
    /// The value of a variant.
    pub(crate) fn apply(self, variant: &str) -> String {
        match self {
            Case::Snake => snake_case(variant),
            Case::ScreamingSnake => snake_case(variant).to_uppercase(),
            Case::Kebab => snake_case(variant).replace('_', "-"),
            Case::ScreamingKebab => snake_case(variant).to_uppercase().replace('_', "-"),
            Case::Lower => variant.to_lowercase(),
            Case::Upper => variant.to_uppercase(),
            Case::Pascal => variant.to_owned(),
            Case::Camel => {
                let mut characters = variant.chars();
                characters
                    .next()
                    .map(|first| first.to_lowercase().chain(characters).collect())
                    .unwrap_or_default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case() {
        let expected = [
            "in_review",
            "IN_REVIEW",
            "in-review",
            "IN-REVIEW",
            "inreview",
            "INREVIEW",
            "InReview",
            "inReview",
        ];
        for ((_, case), expected) in CASES.iter().zip(expected) {
            assert_eq!(case.apply("InReview"), expected);
        }
    }
}
