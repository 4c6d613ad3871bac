//! What a table that is made anew on SQLite keeps beside its rows.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use integration_tests::Outcome;
use integration_tests::cases::Case;
use integration_tests::database::{Database, Sqlite, TestConnection, Throwaway};
use schema_migrate::{Dialect, Hints, Plan, SqlSchema};

const CASE: &str = "\
# before
table team
  id integer
  name text
table person
  id integer
  team_id integer null references team cascade
  index(team_id)
# after
table team
  id integer
  name varchar(50)
table person
  id integer
  team_id integer null references team cascade
  index(team_id)
";

const ROWS: &str = "
    INSERT INTO team (id, name) VALUES (1, 'Zürich ☂'), (2, '');
    INSERT INTO person (id, team_id) VALUES (1, 1), (2, NULL), (3, 2);
    CREATE TRIGGER on_team AFTER INSERT ON team
        BEGIN UPDATE team SET name = 'new' WHERE id = NEW.id; END;
    CREATE TRIGGER on_person AFTER INSERT ON person
        BEGIN UPDATE team SET name = name || '!' WHERE id = NEW.team_id; END;
    CREATE VIEW used AS SELECT name FROM team WHERE id IN (SELECT team_id FROM person);";

#[derive(QueryableByName, Debug, PartialEq)]
struct Team {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

fn teams(connection: &mut SqliteConnection) -> QueryResult<Vec<(String, i64)>> {
    let sql = "SELECT name, (SELECT count(*) FROM person WHERE team_id = team.id) AS people \
               FROM team ORDER BY id";
    let teams: Vec<Team> = diesel::sql_query(sql).load(connection)?;
    Ok(teams
        .into_iter()
        .map(|team| (team.name, team.people))
        .collect())
}

fn people(connection: &mut SqliteConnection) -> QueryResult<i64> {
    let count = diesel::dsl::sql::<BigInt>("(SELECT count(*) FROM person)");
    diesel::select(count).get_result(connection)
}

/// A database with the tables as they were, and the plan.
fn before_the_rebuild() -> Outcome<(Throwaway<SqliteConnection>, Plan)> {
    let case = Case::parse("rebuild", CASE)?;
    let before = SqlSchema::lower(case.before, Dialect::Sqlite)?;
    let after = SqlSchema::lower(case.after, Dialect::Sqlite)?;
    let hints = Hints::from_definition(case.after, Dialect::Sqlite);
    let plan = Plan::between(&before, &after, &hints)?;
    let mut database = Sqlite::create()?.ok_or("SQLite is always there")?;
    database.connection()?.run(&before.create_script())?;
    Ok((database, plan))
}

/// A column by hand, or of another branch whose migration ran before: the new table would not have it.
#[test]
fn a_column_that_the_migration_does_not_know_is_not_lost() -> Outcome {
    let (mut database, plan) = before_the_rebuild()?;
    let connection = database.connection()?;
    connection.batch_execute(
        "ALTER TABLE team ADD COLUMN note TEXT DEFAULT 'precious';
         INSERT INTO team (id, name) VALUES (1, 'one');",
    )?;
    let refused = connection.batch_execute(&plan.up_sql());
    let message = refused.err().ok_or("the column is lost")?.to_string();
    assert!(
        message.contains("`team` has a column that this migration does not know"),
        "{message}"
    );
    let kept = diesel::dsl::sql::<Text>("(SELECT note FROM team)");
    assert_eq!(
        diesel::select(kept).get_result::<String>(connection)?,
        "precious"
    );
    // What the database computes is computed from the rest; and names differ in case.
    connection.batch_execute(
        "ALTER TABLE team DROP COLUMN note;
         ALTER TABLE team RENAME COLUMN name TO NAME;
         ALTER TABLE team ADD COLUMN twice INTEGER AS (id * 2);",
    )?;
    connection.batch_execute(&plan.up_sql())?;
    Ok(())
}

/// An index by hand, or of another branch whose migration ran before.
#[test]
fn an_index_that_the_migration_does_not_know_is_not_lost() -> Outcome {
    let (mut database, plan) = before_the_rebuild()?;
    let connection = database.connection()?;
    connection.batch_execute("CREATE UNIQUE INDEX \"One Name\" ON team (lower(name))")?;
    let refused = connection.batch_execute(&plan.up_sql());
    let message = refused.err().ok_or("the index is lost")?.to_string();
    assert!(
        message.contains("`team` has an index that this migration does not know"),
        "{message}"
    );
    let indexes =
        diesel::dsl::sql::<BigInt>("(SELECT count(*) FROM sqlite_master WHERE name = 'One Name')");
    assert_eq!(diesel::select(indexes).get_result::<i64>(connection)?, 1);
    // As the message says.
    let up = plan.up_sql();
    let begin = "BEGIN IMMEDIATE;";
    let create = "CREATE UNIQUE INDEX \"One Name\" ON team (lower(name));";
    let up = up.replace(begin, &format!("{begin} DROP INDEX \"One Name\";"));
    connection.batch_execute(&up.replace("COMMIT;", &format!("{create} COMMIT;")))?;
    Ok(())
}

#[test]
fn triggers_views_and_children_are_kept() -> Outcome {
    let (mut database, plan) = before_the_rebuild()?;
    assert!(!plan.runs_in_transaction(), "the table is made anew");
    let connection = database.connection()?;
    connection.batch_execute(ROWS)?;
    for sql in [plan.up_sql(), plan.down_sql(), plan.up_sql()] {
        connection.batch_execute(&sql)?;
        let expected = [("Zürich ☂".to_owned(), 1), (String::new(), 1)];
        assert_eq!(teams(connection)?, expected);
    }
    // Both triggers work, and the view and the cascade do.
    connection
        .batch_execute("INSERT INTO team VALUES (3, 'x'); INSERT INTO person VALUES (4, 3)")?;
    assert_eq!(teams(connection)?[2], ("new!".to_owned(), 1));
    connection.batch_execute("SELECT name FROM used; DELETE FROM team WHERE id = 1")?;
    assert_eq!(teams(connection)?.len(), 2);
    assert_eq!(people(connection)?, 3);
    Ok(())
}

/// Rows that the new table refuses stay in the old one, and no transaction is left open.
#[test]
fn what_is_refused_is_rolled_back() -> Outcome {
    let text = CASE.replace(
        "  team_id integer null references team cascade\n  index(team_id)\n# after",
        "  team_id integer null\n  index(team_id)\n# after",
    );
    let case = Case::parse("refused", &text)?;
    let before = SqlSchema::lower(case.before, Dialect::Sqlite)?;
    let after = SqlSchema::lower(case.after, Dialect::Sqlite)?;
    let plan = Plan::between(&before, &after, &Hints::default())?;
    let mut database = Sqlite::create()?.ok_or("SQLite is always there")?;
    let connection = database.connection()?;
    connection.run(&before.create_script())?;
    connection.batch_execute("INSERT INTO person (id, team_id) VALUES (1, 77)")?;
    let refused = connection.batch_execute(&plan.up_sql());
    let said = refused
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(
        said.contains("a row references one that is not there"),
        "{said}"
    );
    // A transaction can begin, so none is open.
    connection.batch_execute("BEGIN; COMMIT")?;
    assert_eq!(people(connection)?, 1);
    Ok(())
}
