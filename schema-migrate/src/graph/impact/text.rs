//! The impact of a deletion as text, and in JSON.

use std::fmt::{self, Display};

use serde::{Serialize, Serializer};
use unicode_width::UnicodeWidthStr;

use super::{Effect, Impact, Outcome, place};
use crate::graph::{self, padded, shown};

impl Outcome {
    /// The heading of what happens so.
    const fn heading(self) -> &'static str {
        match self {
            Outcome::Deleted => "deletes",
            Outcome::Nulled => "sets to NULL",
            Outcome::Defaulted => "sets to the default",
            Outcome::Refused => "is refused while there are",
            Outcome::Dangling => "leaves without what they reference, as no foreign key holds it",
        }
    }

    /// What happens, in a word.
    const fn as_str(self) -> &'static str {
        match self {
            Outcome::Deleted => "deleted",
            Outcome::Nulled => "nulled",
            Outcome::Defaulted => "defaulted",
            Outcome::Refused => "refused",
            Outcome::Dangling => "dangling",
        }
    }
}

const OUTCOMES: [Outcome; 5] = [
    Outcome::Deleted,
    Outcome::Nulled,
    Outcome::Defaulted,
    Outcome::Refused,
    Outcome::Dangling,
];

impl Display for Impact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = shown(&self.table.name);
        if self.effects.is_empty() {
            return writeln!(formatter, "deleting a row of {name} touches no other table");
        }
        writeln!(formatter, "deleting a row of {name}")?;
        for outcome in OUTCOMES {
            let effects: Vec<&Effect> = self.with(outcome).collect();
            if effects.is_empty() {
                continue;
            }
            writeln!(formatter, "\n{}", outcome.heading())?;
            let names = effects.iter().map(|effect| what(effect));
            let names: Vec<String> = names.collect();
            let width = names
                .iter()
                .map(|name| name.width())
                .max()
                .unwrap_or_default()
                + 2;
            for (name, effect) in names.iter().zip(&effects) {
                write!(formatter, "  {}{}", padded(name, width), effect.path())?;
                match reason(effect) {
                    "" => writeln!(formatter)?,
                    reason => writeln!(formatter, "  ({reason})")?,
                }
            }
        }
        if !self.troubles.is_empty() {
            writeln!(formatter, "\nto look at")?;
        }
        for trouble in &self.troubles {
            writeln!(formatter, "  {trouble}")?;
        }
        Ok(())
    }
}

/// The table, or the columns where the rows stay.
fn what(effect: &Effect) -> String {
    match (effect.outcome, effect.edge()) {
        (_, None) => String::new(),
        (Outcome::Nulled | Outcome::Defaulted, Some(edge)) => place(edge),
        (_, Some(edge)) => shown(&edge.child.name),
    }
}

fn reason(effect: &Effect) -> &'static str {
    effect.edge().map_or("", graph::reason)
}

#[derive(Serialize)]
struct Answer<'i> {
    table: String,
    effects: Vec<EffectAnswer>,
    troubles: &'i [String],
}

#[derive(Serialize)]
struct EffectAnswer {
    outcome: &'static str,
    table: String,
    columns: Vec<&'static str>,
    on_delete: &'static str,
    path: Vec<String>,
    reason: &'static str,
}

impl Serialize for Impact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answer = Answer {
            table: shown(&self.table.name),
            effects: self.effects.iter().filter_map(effect_answer).collect(),
            troubles: &self.troubles,
        };
        answer.serialize(serializer)
    }
}

fn effect_answer(effect: &Effect) -> Option<EffectAnswer> {
    let edge = effect.edge()?;
    Some(EffectAnswer {
        outcome: effect.outcome.as_str(),
        table: shown(&edge.child.name),
        columns: edge.columns.to_vec(),
        on_delete: edge.on_delete.as_str(),
        path: effect.edges.iter().map(place).collect(),
        reason: reason(effect),
    })
}
