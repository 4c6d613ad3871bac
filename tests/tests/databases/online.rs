//! Migrations of a PostgreSQL database in use: every case of `tests/cases` in stages, what squawk says of
//! them, and who waits for whom.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::Outcome;
use integration_tests::cases::Case;
use integration_tests::database::{Database, Postgres, TestConnection};
use schema_migrate::{Dialect, Hints, Online, OnlinePlan, SqlSchema, Stage};
use squawk_linter::{Linter, Rule};
use squawk_syntax::SourceFile;

use super::cases::{Value, assert_declared, assert_is, created};

/// The rules of squawk that a stage fulfils which disturbs nobody. Not among them are those that are
/// about taste (types), about losses and renames, which a plan says in its own words, and
/// `prefer-robust-stmts`: `IF NOT EXISTS` takes an index that is not valid for one.
const RULES: [Rule; 13] = [
    Rule::AddingFieldWithDefault,
    Rule::AddingForeignKeyConstraint,
    Rule::AddingNotNullableField,
    Rule::AddingRequiredField,
    Rule::AddingSerialPrimaryKeyField,
    Rule::BanConcurrentIndexCreationInTransaction,
    Rule::BanUncommittedTransaction,
    Rule::ConstraintMissingNotValid,
    Rule::DisallowedUniqueConstraint,
    Rule::RequireConcurrentIndexCreation,
    Rule::RequireConcurrentIndexDeletion,
    Rule::RequireTimeoutSettings,
    Rule::TransactionNesting,
];

fn plan(case: &Case) -> Outcome<OnlinePlan> {
    let before = SqlSchema::lower(case.before, Dialect::Postgres)?;
    let after = SqlSchema::lower(case.after, Dialect::Postgres)?;
    let hints = Hints::from_definition(case.after, Dialect::Postgres);
    let online = Online::default();
    Ok(OnlinePlan::between(&before, &after, &hints, &online)?)
}

/// Runs a text as Diesel runs a migration.
fn migrate(connection: &mut PgConnection, stage: &Stage, sql: &str) -> QueryResult<()> {
    if stage.runs_in_transaction() {
        connection.transaction(|connection| connection.batch_execute(sql))
    } else {
        connection.batch_execute(sql)
    }
}

/// The stages in one text.
fn text(plan: &OnlinePlan) -> String {
    let mut text = String::new();
    for stage in plan.stages() {
        let transaction = match stage.runs_in_transaction() {
            true => "",
            false => ", without a transaction",
        };
        text += &format!("--- {}{transaction}\n{}", stage.name(), stage.up_sql());
        text += &format!("--- back\n{}", stage.down_sql());
    }
    text
}

fn check(case: &mut Case, connection: &mut PgConnection, fresh: &mut PgConnection) -> Outcome {
    let before = SqlSchema::lower(case.before, Dialect::Postgres)?;
    let after = SqlSchema::lower(case.after, Dialect::Postgres)?;
    let expected_before = created(fresh, &before)?;
    let expected_after = created(fresh, &after)?;
    let plan = plan(case)?;
    case.expect_if_there("postgres online", &text(&plan))?;
    connection.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")?;
    if !before.tables.is_empty() {
        connection.run(&before.create_script())?;
    }
    let rows = case.section("rows", Dialect::Postgres);
    if !rows.is_empty() {
        connection.batch_execute(rows)?;
    }
    let asked = |connection: &mut PgConnection, title: &str| -> Outcome<Vec<Value>> {
        match case.section(title, Dialect::Postgres) {
            "" => Ok(Vec::new()),
            query => Ok(diesel::sql_query(query).load(connection)?),
        }
    };
    let mut expected = asked(connection, "query before")?;
    for round in ["up", "up again"] {
        for stage in plan.stages() {
            let sql = stage.up_sql();
            migrate(connection, stage, &sql).map_err(|error| format!("{round}: {error}\n{sql}"))?;
        }
        assert_is(connection, case.after, &expected_after, round)?;
        let found = asked(connection, "query after")?;
        if found != expected {
            return Err(format!("after {round}: {found:?} and not {expected:?}").into());
        }
        if round == "up" {
            for stage in plan.stages().iter().rev() {
                let sql = stage.down_sql();
                migrate(connection, stage, &sql)
                    .map_err(|error| format!("down: {error}\n{sql}"))?;
            }
            assert_is(connection, case.before, &expected_before, "down")?;
            let found = asked(connection, "query before")?;
            if plan.losses().next().is_none() && found != expected {
                return Err(format!("after down: {found:?} and not {expected:?}").into());
            }
            // No row is lost, whatever becomes of values; and what is there now is kept.
            assert_eq!(found.len(), expected.len(), "after down");
            expected = found;
        }
    }
    Ok(())
}

/// What squawk says of the stages that disturb nobody.
fn lint(plan: &OnlinePlan) -> Vec<String> {
    let mut said = Vec::new();
    for stage in plan.stages() {
        if stage
            .steps()
            .iter()
            .any(|step| step.disturbance().is_some())
        {
            continue;
        }
        let sql = stage.up_sql();
        let file = SourceFile::parse(&sql);
        if !file.errors().is_empty() {
            said.push(format!("not understood: {:?}\n{sql}", file.errors()));
        }
        let rules = RULES.into_iter().filter(|rule| fits(stage, *rule));
        let mut linter = Linter::from(rules);
        linter.settings.assume_in_transaction = stage.runs_in_transaction();
        for violation in linter.lint(&file, &sql) {
            said.push(format!("{}: {}\n{sql}", violation.code, violation.message));
        }
    }
    said
}

/// Whether a rule can be asked of one stage, which squawk sees without those before it: a check proves
/// `NOT NULL` there, and a statement without a transaction stands alone, with no limit before it.
fn fits(stage: &Stage, rule: Rule) -> bool {
    match rule {
        Rule::AddingNotNullableField => stage.name() != "not_null",
        Rule::RequireTimeoutSettings => stage.runs_in_transaction(),
        _ => true,
    }
}

#[test]
fn every_case_goes_up_and_down_in_stages() -> Outcome {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut failures = Vec::new();
    let (Some(mut database), Some(mut fresh)) = (Postgres::create()?, Postgres::create()?) else {
        return Ok(());
    };
    for mut case in Case::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"))? {
        if !case.is_on(Dialect::Postgres) || !case.name.contains(&wanted) {
            continue;
        }
        let result = check(&mut case, database.connection()?, fresh.connection()?);
        case.write()?;
        let said = lint(&plan(&case)?).into_iter();
        let errors = result.err().map(|error| error.to_string());
        for failure in errors.into_iter().chain(said) {
            failures.push(format!("== {}\n{failure}", case.name));
        }
    }
    match failures.as_slice() {
        [] => Ok(()),
        _ => Err(format!("{} failures\n{}", failures.len(), failures.join("\n")).into()),
    }
}

/// A table with rows, and what changes about it.
const IN_USE: &str = "\
# before
table team
  id integer
table person
  id integer
  name text null
  team_id integer null
# after
table team
  id integer
table person
  id integer
  name text backfill 'nobody'
  team_id integer null references team
  index(team_id)
  check(name<>'') as named
";

/// A transaction that has written to `person` and is not at its end.
fn writing(writer: &mut PgConnection) -> QueryResult<()> {
    writer.batch_execute("BEGIN; INSERT INTO person (id, name) VALUES (7, 'Grace')")
}

#[test]
fn who_writes_waits_for_no_rows() -> Outcome {
    let Some(mut database) = Postgres::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("a server has a URL")?.to_owned();
    let connection = database.connection()?;
    let case = Case::parse("in use", IN_USE)?;
    let before = SqlSchema::lower(case.before, Dialect::Postgres)?;
    let after = SqlSchema::lower(case.after, Dialect::Postgres)?;
    let hints = Hints::from_definition(case.after, Dialect::Postgres);
    let online = Online {
        lock_timeout: Duration::from_millis(50),
        ..Online::default()
    };
    let plan = OnlinePlan::between(&before, &after, &hints, &online)?;
    connection.run(&before.create_script())?;
    connection.batch_execute(
        "INSERT INTO team (id) VALUES (1); \
         INSERT INTO person (id, team_id) SELECT number, 1 FROM generate_series(100, 3000) AS number",
    )?;
    let mut writer = PgConnection::establish(&url)?;
    let names: Vec<&str> = plan.stages().iter().map(Stage::name).collect();
    assert_eq!(
        names,
        [
            "backfill",
            "index",
            "constraints",
            "backfill",
            "validate",
            "not_null"
        ]
    );
    for stage in plan.stages() {
        let sql = stage.up_sql();
        // What takes long lets others write; what does not gives up if it has to wait, and changes
        // nothing.
        let lets_write = ["backfill", "validate"].contains(&stage.name());
        if stage.name() != "index" {
            writing(&mut writer)?;
            let result = migrate(connection, stage, &sql);
            writer.batch_execute("ROLLBACK")?;
            match result {
                Ok(()) => assert!(lets_write, "{} waited for nobody", stage.name()),
                Err(error) => {
                    assert!(!lets_write, "{}: {error}", stage.name());
                    assert!(error.to_string().contains("lock timeout"), "{error}");
                }
            }
        }
        if !lets_write {
            migrate(connection, stage, &sql)?;
        }
    }
    assert_declared(connection, case.after)?;
    let unnamed = "SELECT count(*)::text AS value FROM person WHERE name = 'nobody'";
    let found: Vec<Value> = diesel::sql_query(unnamed).load(connection)?;
    assert_eq!(found[0].value.as_deref(), Some("2901"));
    Ok(())
}

/// Writers go on through all stages; none of them fails, and all they wrote is there.
#[test]
fn writers_go_on_through_all_stages() -> Outcome {
    let Some(mut database) = Postgres::create()? else {
        return Ok(());
    };
    let url = database.url().ok_or("a server has a URL")?.to_owned();
    let connection = database.connection()?;
    let case = Case::parse("in use", IN_USE)?;
    let plan = plan(&case)?;
    connection.run(&SqlSchema::lower(case.before, Dialect::Postgres)?.create_script())?;
    connection.batch_execute(
        "INSERT INTO team (id) VALUES (1); \
         INSERT INTO person (id, team_id) SELECT number, 1 FROM generate_series(1000000, 1020000) AS number",
    )?;
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| -> Outcome {
        let writers: Vec<_> = (0..4_i32)
            .map(|writer| {
                let (url, is_done) = (&url, &is_done);
                scope.spawn(move || write_until(url, writer, is_done))
            })
            .collect();
        let migrated = plan
            .stages()
            .iter()
            .try_for_each(|stage| migrate(connection, stage, &stage.up_sql()));
        is_done.store(true, Ordering::Relaxed);
        let mut written = 0;
        for writer in writers {
            let rows = writer.join().map_err(|_| "a writer panicked")?;
            written += rows.map_err(|error| format!("a writer failed: {error}"))?;
        }
        migrated?;
        assert_declared(connection, case.after)?;
        let count = "SELECT count(*)::text AS value FROM person";
        let found: Vec<Value> = diesel::sql_query(count).load(connection)?;
        assert_eq!(found[0].value, Some((20_001 + written).to_string()));
        Ok(())
    })
}

/// Inserts and updates rows until the time is come; gives the number of new ones.
fn write_until(url: &str, writer: i32, is_done: &AtomicBool) -> Result<i32, String> {
    let mut connection = PgConnection::establish(url).map_err(|error| error.to_string())?;
    let mut number = 0;
    while !is_done.load(Ordering::Relaxed) {
        let id = writer * 100_000 + number;
        let old = 1_000_000 + (id * 7) % 20_000;
        connection
            .batch_execute(&format!(
                "INSERT INTO person (id, name, team_id) VALUES ({id}, 'new', 1); \
                 UPDATE person SET name = 'changed' WHERE id = {old}"
            ))
            .map_err(|error| error.to_string())?;
        number += 1;
    }
    Ok(number)
}
