//! Plans as the text of migrations.

use std::fmt::Write;

use super::{Risk, Step};
use crate::dialect::Dialect;

/// Steps with what they come from and what they can cost, a blank line between each two.
pub(super) fn script(dialect: Dialect, steps: &[Step], in_transaction: bool) -> String {
    let mut text = String::new();
    let mut former: Option<&Step> = None;
    let wraps = !in_transaction && !steps.iter().any(Step::is_rebuild);
    if wraps {
        text.push_str("BEGIN IMMEDIATE;\n\n");
    }
    for step in steps {
        let says_nothing = step.risk == Risk::None && step.disturbance.is_none();
        let goes_on = former
            .is_some_and(|former| former.cause == step.cause && says_nothing && !former.is_limit());
        if former.is_some() && !goes_on {
            text.push('\n');
        }
        if !goes_on {
            heading(&mut text, step);
        }
        for statement in &step.statements {
            let _ = writeln!(text, "{};", statement.to_sql(dialect));
        }
        former = Some(step);
    }
    if wraps {
        text.push_str("\nCOMMIT;\n");
    }
    text
}

fn heading(text: &mut String, step: &Step) {
    if let Some(cause) = &step.cause {
        let _ = writeln!(text, "-- {}", line(cause));
    }
    if let Some(disturbance) = &step.disturbance {
        let _ = writeln!(text, "-- disturbs others: {}", line(disturbance));
    }
    match &step.risk {
        Risk::None => {}
        Risk::MayFail(condition) => {
            let _ = writeln!(text, "-- may fail: {}", line(condition));
        }
        Risk::LosesData(loss) => {
            let _ = writeln!(text, "-- loses data: {}", line(loss));
        }
    }
}

/// A text without an end of line, which would end a comment.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// The steps back, after what they cannot bring back.
pub(super) fn reverse_script(
    dialect: Dialect,
    down: &[Step],
    up: &[Step],
    in_transaction: bool,
) -> String {
    let mut text = String::new();
    for loss in up.iter().filter_map(Step::loss) {
        let _ = writeln!(
            text,
            "-- irreversible: {} are gone and do not come back",
            line(loss)
        );
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text + &script(dialect, down, in_transaction)
}
