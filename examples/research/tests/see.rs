//! The commands that show the schema, as a user calls them.

use std::ffi::OsString;

use research::Research;
use schema_core::Schema as _;

/// The exit code, and what was said and complained.
fn schema(arguments: &[&str]) -> (u8, String, String) {
    let arguments = std::iter::once("schema").chain(arguments.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = schema_cli::run::<Research>(arguments.map(OsString::from), &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (code, text(out), text(err))
}

#[test]
fn the_tree_of_a_plan_is_the_graph_of_the_description() {
    for table in ["research_plan", "ResearchPlan"] {
        let (code, out, err) = schema(&["tree", table]);
        assert_eq!(code, 0);
        assert_eq!(out, include_str!("platform/graph.txt"));
        assert!(err.contains("`--polymorphic` shows them"), "{err}");
    }
}

#[test]
fn a_tree_shows_chunks_below_their_sources() {
    let (code, out, err) = schema(&["tree", "research_output", "--polymorphic", "--ascii"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let expected = "\
research_output
`-- document_chunk      many  nothing   source_table, source_id  (polymorphic source)
";
    assert_eq!(out, expected);
}

#[test]
fn a_tree_in_json_is_json() -> serde_json::Result<()> {
    let (code, out, _) = schema(&["tree", "ai_batch", "--json"]);
    assert_eq!(code, 0);
    let trees: serde_json::Value = serde_json::from_str(&out)?;
    assert_eq!(trees[0]["children"][0]["table"], "ai_usage");
    assert_eq!(trees[0]["children"][0]["on_delete"], "no action");
    Ok(())
}

#[test]
fn every_table_is_in_the_tree_of_all() {
    let (code, out, _) = schema(&["tree"]);
    assert_eq!(code, 0);
    let roots: Vec<&str> = out.lines().filter(|line| !line.contains("─ ")).collect();
    assert_eq!(roots, ["user", "organization", "ai_model"]);
    assert!(out.contains("(again)"), "{out}");
}

#[test]
fn an_unknown_table_is_a_mistake() {
    let (code, out, err) = schema(&["tree", "artifact"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let complaint = "there is no table `artifact`: did you mean `research_artifact`?";
    assert!(err.contains(complaint), "{err}");
}

#[test]
fn a_stale_document_is_told() -> std::io::Result<()> {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/SCHEMA.md");
    let (code, ..) = schema(&["docs", "--check", "--output", committed]);
    assert_eq!(code, 0);
    let (code, out, _) = schema(&["docs", "--check", "--json", "--output", committed]);
    assert_eq!(code, 0);
    assert!(out.contains("\"up_to_date\": true"), "{out}");

    let folder = tempfile::tempdir()?;
    let path = folder.path().join("SCHEMA.md");
    let file = path.to_string_lossy();
    let (code, out, _) = schema(&["docs", "--check", "--output", &file]);
    assert_eq!(code, 1, "{out}");
    assert!(out.starts_with("there is no `"), "{out}");
    let (code, ..) = schema(&["docs", "--output", &file]);
    assert_eq!(code, 0);
    let document = std::fs::read_to_string(&path)?;
    let stale = document.replace("usage outlives for billing", "an old reason");
    std::fs::write(&path, stale)?;
    let (code, out, _) = schema(&["docs", "--check", "--output", &file]);
    assert_eq!(code, 1);
    assert!(out.contains("an old reason") && out.contains("usage outlives"));
    Ok(())
}

#[test]
fn lint_fails_for_errors_only() {
    let (code, out, _) = schema(&["lint", "--deny", "missing-comment"]);
    assert_eq!((code, out.as_str()), (0, "nothing to find fault with\n"));
    let (code, out, _) = schema(&["lint", "--dialect", "mysql"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("warning[mysql-text-key-length] user.email: "));
    assert!(out.ends_with("\n0 errors, 1 warning\n"), "{out}");
    let (code, out, _) = schema(&["lint", "--json"]);
    assert_eq!((code, out.as_str()), (0, "[]\n"));
    let (code, _, err) = schema(&["lint", "--allow", "nothing"]);
    assert_eq!(code, 2);
    assert!(err.contains("unknown code `nothing`"), "{err}");
}

#[test]
fn every_command_has_examples() {
    for command in ["tree", "docs", "lint", "impact", "diagram"] {
        let (code, out, _) = schema(&[command, "--help"]);
        assert_eq!(code, 0);
        assert!(out.contains(&format!("Examples:\n  schema {command}")));
        assert!(out.contains("Exit codes: 0 "), "{out}");
        let (examples, options) = out.split_once("Options:").map_or(("", ""), |(_, rest)| {
            let (options, examples) = rest.split_once("Examples:").unwrap_or((rest, ""));
            (examples, options)
        });
        let (_, common, _) = schema(&["orphans", "--help"]);
        for line in options.lines() {
            let option = line.split_whitespace().find(|word| word.starts_with("--"));
            let Some(option) = option.filter(|option| !common.contains(option)) else {
                continue;
            };
            assert!(examples.contains(option), "{command} {option}");
        }
    }
}

/// What is complained of, with the exit code.
fn complaint(arguments: &[&str]) -> (u8, String) {
    let (code, out, err) = schema(arguments);
    assert_eq!(out, "", "{arguments:?}");
    (code, err)
}

#[test]
fn a_mistake_is_told_with_its_remedy() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/no/such/folder.md");
    let mistakes: [(&[&str], u8, &str); 11] = [
        (
            &["impact", "reserch_plan"],
            1,
            "did you mean `research_plan`",
        ),
        (&["tree", "user", "--depth", "-1"], 2, "use a whole number"),
        (
            &["diagram", "--around", "user", "--depth", "x"],
            2,
            "use a whole number",
        ),
        (&["diagram", "--depth", "2"], 2, "--around <TABLE>"),
        (
            &["diagram", "--keys-only", "--tables-only"],
            2,
            "cannot be used with",
        ),
        (
            &["diagram", "--domain", "mcp", "--around", "ai_model"],
            1,
            "leave out `--domain` or `--around`",
        ),
        (
            &["diagram", "--json"],
            2,
            "choose another language with `--format`",
        ),
        (
            &["--json", "diagram", "--format", "dot"],
            2,
            "Usage: schema diagram [OPTIONS]",
        ),
        (&["docs", "--json"], 2, "add `--check`"),
        (
            &["docs", "--json", "--output", "SCHEMA.md"],
            2,
            "Usage: schema docs [OPTIONS]",
        ),
        (&["docs", "--output", folder], 1, "make the folder"),
    ];
    for (arguments, code, remedy) in mistakes {
        let (answered, complaint) = complaint(arguments);
        assert_eq!(answered, code, "{complaint}");
        assert!(complaint.contains(remedy), "{complaint}");
    }
}

#[test]
fn nothing_is_said_to_be_left_out_where_nothing_is() {
    let (code, _, err) = schema(&["tree", "ai_batch"]);
    assert_eq!((code, err.as_str()), (0, ""));
}

/// An answer, against the record of it. `BLESS=1 cargo test -p research` writes the record.
fn check(record: &str, arguments: &[&str]) -> std::io::Result<()> {
    let (code, out, err) = schema(arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    let path = format!("{}/tests/platform/{record}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &out)?;
    }
    assert_eq!(out, std::fs::read_to_string(path)?, "{record}");
    Ok(())
}

#[test]
fn the_impact_of_a_deletion_is_as_recorded() -> std::io::Result<()> {
    check("impact.plan.txt", &["impact", "research_plan"])?;
    check("impact.user.txt", &["impact", "User"])
}

#[test]
fn diagrams_are_as_recorded() -> std::io::Result<()> {
    check("diagram.mmd", &["diagram", "--keys-only"])?;
    let around = [
        "diagram",
        "--format",
        "dot",
        "--around",
        "ai_usage",
        "--tables-only",
    ];
    check("diagram.dot", &around)?;
    check(
        "diagram.dbml",
        &["diagram", "--format", "dbml", "--domain", "search"],
    )
}

#[test]
fn the_picture_of_the_readme_is_as_recorded() -> std::io::Result<()> {
    check(
        "../../schema.svg",
        &["diagram", "--format", "svg", "--keys-only"],
    )
}

#[test]
fn a_page_shows_keys_and_knows_all_columns() {
    let rows = |arguments: &[&str]| {
        let arguments = [&["diagram", "--format", "html"], arguments].concat();
        let (code, out, err) = schema(&arguments);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("data-column=\"settings\""));
        out.matches("class=\"type\" text-anchor").count()
    };
    let all: usize = Research::SCHEMA
        .tables()
        .map(|table| table.columns.len())
        .sum();
    assert_eq!(rows(&["--all-columns"]), all);
    assert_eq!(rows(&["--tables-only"]), 0);
    assert_eq!(rows(&[]), rows(&["--keys-only"]));
    assert!(rows(&[]) < all);
    let (code, _, err) = schema(&["diagram", "--all-columns", "--keys-only"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot be used with"), "{err}");
}

/// What is left of a pipe whose reader has gone.
struct Closed;

impl std::io::Write for Closed {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for command in ["tree", "docs", "lint", "diagram"] {
        let mut err = Vec::new();
        let arguments = ["schema", command].map(OsString::from);
        let code = schema_cli::run::<Research>(arguments, &mut Closed, &mut err);
        assert_eq!((code, err.as_slice()), (141, &b""[..]), "{command}");
    }
}

#[test]
fn a_diagram_is_written_as_a_whole() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("schema.svg");
    let file = path.to_string_lossy().into_owned();
    let (_, printed, _) = schema(&["diagram", "--format", "svg"]);
    std::fs::write(&path, "what was there before")?;
    let (code, out, _) = schema(&["diagram", "--format", "svg", "--output", &file]);
    assert_eq!((code, out), (0, format!("written: {file}\n")));
    assert_eq!(std::fs::read_to_string(&path)?, printed);
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    let nowhere = folder.path().join("none").join("schema.svg");
    let (code, _, err) = schema(&["diagram", "--output", &nowhere.to_string_lossy()]);
    assert_eq!(code, 1);
    assert!(err.contains("could not be written"), "{err}");
    Ok(())
}

#[test]
fn an_unknown_domain_is_a_mistake() {
    let (code, _, err) = schema(&["diagram", "--domain", "billing"]);
    assert_eq!(code, 1);
    let complaint = "there is no domain `billing`: use one of auth, ai, research, search, mcp";
    assert!(err.contains(complaint), "{err}");
}
