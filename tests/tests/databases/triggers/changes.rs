//! Migrations that the rows do not allow, and what a database has beside what is wanted.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::{Outcome, on_every_database};
use schema_core::definition::Schema;
use schema_migrate::introspect::Introspect;
use schema_migrate::{Dialect, Diff, Hints, Plan, Risk, SqlSchema};

use super::*;

fn plan<C: TestConnection>(before: &'static Schema, after: &'static Schema) -> Outcome<Plan> {
    let schema = |one| SqlSchema::lower(one, C::DIALECT);
    let hints = Hints::from_definition(after, C::DIALECT);
    Ok(Plan::between(&schema(before)?, &schema(after)?, &hints)?)
}

fn migrate<C: TestConnection>(connection: &mut C, plan: &Plan) -> QueryResult<()> {
    let sql = plan.up_sql();
    if plan.runs_in_transaction() && C::DIALECT != Dialect::Mysql {
        connection.transaction(|connection| connection.batch_execute(&sql))
    } else {
        connection.batch_execute(&sql)
    }
}

/// The risks of a plan.
fn risks(plan: &Plan) -> Vec<String> {
    let risks = plan.steps().iter().filter_map(|step| match step.risk() {
        Risk::MayFail(condition) => Some(condition.clone()),
        _ => None,
    });
    risks.collect()
}

fn has_open_transaction<C: TestConnection>(connection: &mut C) -> bool {
    connection.batch_execute("BEGIN; COMMIT").is_err()
}

on_every_database!(a_target_in_use_is_not_removed, |connection| {
    create(connection, "cascade")?;
    let without = TABLES
        .replace("ACTION", "cascade")
        .replace("enum kind(artifact, output)", "enum kind(output)")
        .replace("artifact as 'artifact', ", "")
        .replace("table artifact\n  id integer\n  project_id integer null references project cascade\n  index(project_id)\n", "");
    let after = declared(&without)?;
    let plan = plan_on(connection, tables("cascade")?, after)?;
    let condition = "if a row of `chunk` still references `artifact`";
    assert!(
        risks(&plan).iter().any(|risk| risk == condition),
        "{:?}",
        risks(&plan)
    );
    let refused = migrate(connection, &plan).err();
    let said = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(
        said.replace("``", "`")
            .contains("a row of `chunk` still references"),
        "{said}"
    );
    assert!(!has_open_transaction(connection));
    // Nothing has happened, where DDL commits by itself neither.
    assert_eq!(number!(connection, "SELECT count(*) FROM artifact"), 2);
    assert_refused(
        connection,
        "INSERT INTO chunk (id, source_table, source_id) VALUES (5, 'output', 9)",
    );
    connection.batch_execute("DELETE FROM chunk")?;
    migrate(connection, &plan)?;
    assert_refused(
        connection,
        "INSERT INTO chunk (id, source_table, source_id) VALUES (5, 'output', 9)",
    );
    Ok(())
});

on_every_database!(triggers_do_not_come_where_orphans_are, |connection| {
    let program = declared(&TABLES.replace("triggers ACTION", "cascade"))?;
    let before = SqlSchema::lower(program, connection.dialect())?;
    connection.run(&before.create_script())?;
    connection
        .batch_execute("INSERT INTO chunk (id, source_table, source_id) VALUES (1, 'output', 9)")?;
    let plan = plan_on(connection, program, tables("cascade")?)?;
    assert_eq!(risks(&plan), ["if a row references one that is not there"]);
    let refused = migrate(connection, &plan).err();
    let said = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(said.contains("references one that is not there"), "{said}");
    assert!(!has_open_transaction(connection));
    Ok(())
});

fn plan_on<C: TestConnection>(
    _connection: &mut C,
    before: &'static Schema,
    after: &'static Schema,
) -> Outcome<Plan> {
    plan::<C>(before, after)
}

on_every_database!(
    a_trigger_that_is_gone_or_changed_is_seen_and_mended,
    |connection| {
        let schema = create(connection, "cascade")?;
        let wanted = connection.introspect(&Default::default())?;
        assert!(wanted.others.is_empty(), "{:?}", wanted.others);
        let count: usize = wanted
            .schema
            .tables
            .iter()
            .map(|table| table.triggers.len())
            .sum();
        let declared: usize = schema.tables.iter().map(|table| table.triggers.len()).sum();
        assert_eq!(count, declared);
        let name = "artifact_chunk_source_polymorphic_delete";
        connection.batch_execute(&match connection.dialect() {
        Dialect::Postgres => format!(
            "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
             DROP TRIGGER chunk_source_polymorphic_insert ON chunk;"
        ),
        Dialect::Sqlite => format!(
            "DROP TRIGGER {name}; DROP TRIGGER chunk_source_polymorphic_insert;
             CREATE TRIGGER {name} AFTER DELETE ON artifact BEGIN SELECT 1; END;"
        ),
        Dialect::Mysql => format!(
            "DROP TRIGGER {name}; DROP TRIGGER chunk_source_polymorphic_insert;
             CREATE TRIGGER {name} AFTER DELETE ON artifact FOR EACH ROW SET @nothing = 1;"
        ),
    })?;
        let found = connection.introspect(&Default::default())?;
        let diff = Diff::between_databases(&found.schema, &wanted.schema);
        let changes: usize = diff.altered.iter().map(|table| table.triggers.len()).sum();
        assert_eq!(changes, 2, "{diff:#?}");
        if connection.dialect() == Dialect::Postgres {
            // Its function is still there.
            connection.batch_execute("DROP FUNCTION chunk_source_polymorphic_insert()")?;
        }
        let plan = Plan::mending(&found.schema, &wanted.schema, &Hints::default())?;
        migrate(connection, &plan)?;
        let found = connection.introspect(&Default::default())?;
        assert!(Diff::between_databases(&found.schema, &wanted.schema).is_empty());
        connection.batch_execute("DELETE FROM artifact")?;
        assert_eq!(number!(connection, "SELECT count(*) FROM chunk"), 0);
        Ok(())
    }
);

on_every_database!(the_triggers_of_others_are_let_be, |connection| {
    create(connection, "cascade")?;
    connection.batch_execute(match connection.dialect() {
        Dialect::Postgres => {
            "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
             CREATE TRIGGER stamp AFTER DELETE ON artifact FOR EACH ROW EXECUTE FUNCTION stamp()"
        }
        Dialect::Sqlite => "CREATE TRIGGER stamp AFTER DELETE ON artifact BEGIN SELECT 1; END",
        Dialect::Mysql => {
            "CREATE TRIGGER stamp AFTER DELETE ON artifact FOR EACH ROW SET @nothing = 1"
        }
    })?;
    let found = connection.introspect(&Default::default())?;
    let others: Vec<String> = found.others.iter().map(ToString::to_string).collect();
    assert!(
        others.contains(&"trigger `stamp` on `artifact`".to_owned()),
        "{others:?}"
    );
    assert!(
        others.iter().all(|other| other.contains("stamp")),
        "{others:?}"
    );
    Ok(())
});

#[test]
fn a_snapshot_holds_triggers() -> Outcome {
    for dialect in Dialect::ALL {
        let schema = SqlSchema::lower(tables("set_null")?, dialect)?;
        assert_eq!(SqlSchema::from_snapshot(&schema.to_snapshot())?, schema);
    }
    Ok(())
}
