//! The impact of a deletion as text, and in JSON.

use std::fmt::{self, Display};

use schema_core::graph::{Edge, Effect, Outcome};
use serde::{Serialize, Serializer};
use unicode_width::UnicodeWidthStr;

use super::Impact;
use crate::graph::{padded, shown};

impl Display for Impact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = shown(&self.table.name);
        if self.effects.is_empty() {
            return writeln!(formatter, "deleting a row of {name} touches no other table");
        }
        writeln!(formatter, "deleting a row of {name}")?;
        for outcome in Outcome::ALL {
            let effects: Vec<&Effect> = self.with(outcome).collect();
            if effects.is_empty() {
                continue;
            }
            writeln!(formatter, "\n{}", outcome.heading())?;
            let names = effects.iter().map(|effect| effect.rows());
            let names: Vec<String> = names.collect();
            let width = names
                .iter()
                .map(|name| name.width())
                .max()
                .unwrap_or_default()
                + 2;
            for (name, effect) in names.iter().zip(&effects) {
                write!(formatter, "  {}{}", padded(name, width), effect.path())?;
                // On one line, however it is written down.
                let words: Vec<&str> = reason(effect).split_whitespace().collect();
                match words.as_slice() {
                    [] => writeln!(formatter)?,
                    words => writeln!(formatter, "  ({})", words.join(" "))?,
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

fn reason(effect: &Effect) -> &'static str {
    effect.edge().map_or("", Edge::reason)
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
        path: effect.edges.iter().map(Edge::place).collect(),
        reason: reason(effect),
    })
}
