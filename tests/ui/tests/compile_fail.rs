//! Misuse is refused, in the user's words. `TRYBUILD=overwrite` writes down what the compiler says
//! now.

use std::io;
use ui_tests::{cases, names};

/// Cases where a derive of Diesel's, beside ours, reports the same mistake as well.
const DIESEL_SAYS_IT_TOO: [&str; 4] = [
    "columns/column_name_is_a_path",
    "keys/column_is_unknown",
    "keys/no_primary_key_to_identify_by",
    "polymorphic/not_embedded",
];

/// Cases whose errors are not good enough yet.
const UNFINISHED: [&str; 9] = [
    "deletion/model_is_not_listed",
    "enums/private",
    "enums/without_debug",
    "loading/relation_of_another_model",
    "names/two_modules",
    "schema/model_by_two_paths",
    "schema/model_is_not_imported",
    "schema/model_is_unknown",
    "schema/table_is_listed",
];

#[test]
fn misuse_is_refused() {
    trybuild::TestCases::new().compile_fail("compile_fail/*/*.rs");
}

#[test]
fn every_case_has_its_errors_and_no_errors_are_left_over() -> io::Result<()> {
    assert_eq!(names("rs")?, names("stderr")?);
    Ok(())
}

#[test]
fn no_case_got_lost() -> io::Result<()> {
    let count = cases()?.len();
    assert!(count >= 200, "{count} cases");
    Ok(())
}

/// One mistake is one error, at the mistake, without a name that only generated code has.
#[test]
fn errors_are_in_the_words_of_the_user() -> io::Result<()> {
    let mut faulty = Vec::new();
    let mut finished = Vec::new();
    for case in cases()? {
        let faults = case.faults();
        let name = case.name.as_str();
        let unfinished = UNFINISHED.contains(&name) || DIESEL_SAYS_IT_TOO.contains(&name);
        if unfinished && faults.is_empty() {
            finished.push(case.name);
        } else if !unfinished && !faults.is_empty() {
            faulty.push(format!("{} {}", case.name, faults.join("; ")));
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
    assert!(finished.is_empty(), "not unfinished any more: {finished:?}");
    Ok(())
}
