//! `schema lint`

use schema_core::definition::Schema;
use schema_migrate::graph::lint::{Code, Finding, Level, Lints};

use super::options::LintOptions;
use crate::commands::{Verdict, json_line};
use crate::console::{BAD, Console, GOOD, NOTE, painted};
use crate::error::CommandError;
use crate::options::{Common, Dialect};

pub(super) fn show(
    options: &LintOptions,
    schema: &Schema,
    common: &Common,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let findings = lints(options, common.dialect).check(schema);
    let errors = count(&findings, Level::Error);
    let verdict = match errors {
        0 => Verdict::Fine,
        _ => Verdict::Differs,
    };
    if common.json {
        json_line(console.out, &findings)?;
        return Ok(verdict);
    }
    for finding in &findings {
        let style = match finding.level {
            Level::Error => BAD,
            _ => NOTE,
        };
        let head = format!("{}[{}]", finding.level, finding.code);
        let (place, message) = (&finding.place, &finding.message);
        console.say(&format!("{} {place}: {message}", painted(style, &head)))?;
    }
    let warnings = count(&findings, Level::Warning);
    let end = match findings.is_empty() {
        true => painted(GOOD, "nothing to find fault with").to_string(),
        false => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    };
    console.say(&end)?;
    Ok(verdict)
}

/// What is looked for: what MySQL needs, too, if it is for MySQL.
fn lints(options: &LintOptions, dialect: Option<Dialect>) -> Lints {
    let mut lints = Lints::default();
    if dialect == Some(Dialect::Mysql) {
        lints = lints.with(Code::MysqlTextKeyLength, Level::Warning);
    }
    let chosen = [
        (&options.allow, Level::Off),
        (&options.warn, Level::Warning),
        (&options.deny, Level::Error),
    ];
    for (codes, level) in chosen {
        for &code in codes {
            lints = lints.with(code, level);
        }
    }
    lints
}

fn count(findings: &[Finding], level: Level) -> usize {
    findings
        .iter()
        .filter(|finding| finding.level == level)
        .count()
}

fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
