//! References to rows of one of several tables, as triggers enforce them.

mod behaviour;
mod changes;
mod orphans;
mod races;

use diesel::prelude::*;
use diesel::result::DatabaseErrorKind;
use diesel::sql_types::BigInt;
use integration_tests::Outcome;
use integration_tests::cases::Case;
use integration_tests::database::TestConnection;
use schema_core::definition::Schema;
use schema_migrate::{Dialect, SqlSchema};

/// Chunks of artifacts and outputs; artifacts go with their projects.
const TABLES: &str = "\
enum kind(artifact, output) text
table project
  id integer
table artifact
  id integer
  project_id integer null references project cascade
  index(project_id)
table output
  id integer
table chunk
  id integer
  body integer null
  source_table kind null
  source_id integer null
  index(source_table, source_id)
  polymorphic(source_table, source_id) to artifact as 'artifact', output as 'output' triggers ACTION
";

/// The declared schema of a text.
fn declared(text: &str) -> Outcome<&'static Schema> {
    let case = Case::parse("polymorphic", &format!("# before\n{text}\n# after\n{text}"))?;
    Ok(case.before)
}

fn tables(action: &str) -> Outcome<&'static Schema> {
    declared(&TABLES.replace("ACTION", action))
}

/// Creates the tables and some rows: two artifacts, an output, and a chunk of the first artifact.
fn create<C: TestConnection>(connection: &mut C, action: &str) -> Outcome<SqlSchema> {
    let schema = SqlSchema::lower(tables(action)?, C::DIALECT)?;
    connection.run(&schema.create_script())?;
    if C::DIALECT == Dialect::Sqlite {
        connection.batch_execute("PRAGMA foreign_keys = ON")?;
    }
    connection.batch_execute(
        "INSERT INTO project (id) VALUES (1);
         INSERT INTO artifact (id, project_id) VALUES (1, 1), (2, NULL);
         INSERT INTO output (id) VALUES (1);
         INSERT INTO chunk (id, source_table, source_id) VALUES (1, 'artifact', 1);",
    )?;
    Ok(schema)
}

/// Runs a statement that has to be refused as a violation of a foreign key.
#[track_caller]
fn assert_refused<C: TestConnection>(connection: &mut C, sql: &str) -> String {
    // A savepoint lets the connection live on.
    let result = connection.transaction(|connection| connection.batch_execute(sql));
    assert_is_refusal(C::DIALECT, result, sql)
}

#[track_caller]
fn assert_is_refusal(dialect: Dialect, result: QueryResult<()>, sql: &str) -> String {
    match result {
        Err(diesel::result::Error::DatabaseError(kind, said)) => {
            let message = said.message().to_owned();
            match (dialect, kind) {
                (Dialect::Sqlite, DatabaseErrorKind::Unknown) => assert!(
                    message.starts_with("FOREIGN KEY constraint failed: "),
                    "{message}"
                ),
                // Diesel does not ask for the kind of an error of several statements.
                (Dialect::Mysql, DatabaseErrorKind::Unknown)
                | (Dialect::Postgres | Dialect::Mysql, DatabaseErrorKind::ForeignKeyViolation) => {}
                other => panic!("{sql}: {other:?}: {message}"),
            }
            message
        }
        other => panic!("{sql} should be refused: {other:?}"),
    }
}

/// The result of a query of one number, by the names of both.
macro_rules! number {
    ($connection:expr, $sql:expr) => {
        diesel::select(diesel::dsl::sql::<BigInt>(&format!("({})", $sql)))
            .get_result::<i64>($connection)?
    };
}
use number;
