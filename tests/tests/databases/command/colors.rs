//! Colours are for terminals, and for who asks for them.

use integration_tests::Outcome;
use integration_tests::portable::fellows::Fellows;

use super::process::command;
use super::{Place, schema};

/// What a colour begins with.
const ESCAPE: char = '\x1b';

/// Every command that has some, with what it said and complained.
fn said(place: &Place, color: &[&str]) -> Outcome<Vec<(String, String)>> {
    let path = place.path("blog.sqlite");
    let commands: [&[&str]; 8] = [
        &["check"],
        &["migrate"],
        &["status"],
        &["diff"],
        &["verify"],
        &["revert", "--all"],
        &["generat"],
        &["--help"],
    ];
    let mut said = Vec::new();
    for arguments in commands {
        let output = command(place, &path, &[arguments, color].concat()).output()?;
        let text = [output.stdout, output.stderr].concat();
        said.push((arguments.join(" "), String::from_utf8(text)?));
    }
    Ok(said)
}

fn place() -> Outcome<Place> {
    let place = Place::new()?;
    assert_eq!(
        place
            .run::<Fellows>(&["generate", "create", "--version", "1"])?
            .0,
        0
    );
    Ok(place)
}

#[test]
fn a_pipe_gets_none() -> Outcome {
    for color in [&[][..], &["--color", "auto"], &["--color=never"]] {
        for (command, text) in said(&place()?, color)? {
            assert!(
                !text.is_empty() && !text.contains(ESCAPE),
                "{command}: {text}"
            );
        }
    }
    Ok(())
}

#[test]
fn who_asks_for_them_gets_them() -> Outcome {
    for color in [&["--color", "always"][..], &["--color=always"]] {
        for (command, text) in said(&place()?, color)? {
            assert!(text.contains(ESCAPE), "{command}: {text}");
        }
    }
    Ok(())
}

/// What the environment asks for counts where nothing else is asked for, and `NO_COLOR` before all.
#[test]
fn the_environment_says_it() -> Outcome {
    let place = place()?;
    let path = place.path("blog.sqlite");
    let has_some = |arguments: &[&str], variables: &[&str]| -> Outcome<bool> {
        let mut command = command(&place, &path, arguments);
        command.envs(variables.iter().map(|variable| (variable, "1")));
        Ok(String::from_utf8(command.output()?.stdout)?.contains(ESCAPE))
    };
    assert!(has_some(&["check"], &["CLICOLOR_FORCE"])?);
    assert!(!has_some(&["check"], &["CLICOLOR_FORCE", "NO_COLOR"])?);
    assert!(!has_some(
        &["check", "--color", "never"],
        &["CLICOLOR_FORCE"]
    )?);
    assert!(has_some(&["check", "--color", "always"], &["NO_COLOR"])?);
    Ok(())
}

#[test]
fn who_asks_for_them_gets_them_from_the_library() -> Outcome {
    let (_, out, _) = schema::<Fellows>(&["--help", "--color", "always"])?;
    assert!(out.contains(ESCAPE), "{out}");
    let (_, out, _) = schema::<Fellows>(&["--help"])?;
    assert!(!out.contains(ESCAPE), "{out}");
    let (code, _, err) = schema::<Fellows>(&["check", "--color", "sometimes"])?;
    assert_eq!(code, 2);
    assert!(
        err.contains("[possible values: auto, always, never]"),
        "{err}"
    );
    Ok(())
}

/// What a program reads has none, whatever is said.
#[test]
fn json_has_none() -> Outcome {
    let place = place()?;
    for arguments in [
        &["check"][..],
        &["migrate"],
        &["status"],
        &["diff"],
        &["verify"],
    ] {
        let all = [arguments, &["--json", "--color", "always"]].concat();
        let (_, out, err) = place.run::<Fellows>(&all)?;
        let answer: Result<serde_json::Value, _> = serde_json::from_str(&out);
        assert!(
            answer.is_ok() && err.is_empty(),
            "{arguments:?}: {out}{err}"
        );
    }
    Ok(())
}

#[test]
fn every_command_has_examples() -> Outcome {
    let commands = [
        "generate", "check", "sql", "adopt", "migrate", "revert", "diff", "verify", "status",
    ];
    for command in commands {
        let (code, out, _) = schema::<Fellows>(&[command, "--help"])?;
        assert_eq!(code, 0);
        assert!(
            out.contains(&format!("Examples:\n  schema {command}")),
            "{out}"
        );
        assert!(out.contains("Exit codes: 0 "), "{out}");
    }
    Ok(())
}
