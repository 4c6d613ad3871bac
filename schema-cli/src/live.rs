//! The commands that compare with a live database: what it is, and what the migrations make of an
//! empty one.
//!
//! The structs are created in a scratch database, and both are read: a database gives expressions back
//! in its own words, so only what it says of both can be compared.

use std::io::Write;

use schema_core::Schema;
use schema_migrate::introspect::{Introspect, IntrospectOptions, Introspection};
use schema_migrate::{Dialect, Diff, Hints, Plan, SqlSchema};
use serde::Serialize;

use crate::commands::{Telling, Verdict, json_line};
use crate::connection::Migrating;
use crate::console::{self, BAD, Console, GOOD, painted};
use crate::error::CommandError;
use crate::folder::Found;
use crate::run::Manner;
use crate::scratch::Scratch;

/// What `diff --json` answers.
#[derive(Serialize)]
struct Told<'d> {
    differences: &'d [String],
    sql: String,
    others: Vec<String>,
}

/// Says how a database differs from the structs.
pub(crate) fn diff<S: Schema, C: Introspect>(
    connection: &mut C,
    scratch: &mut C,
    dialect: Dialect,
    telling: Telling,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let found = read::<S, C>(connection, dialect)?;
    let wanted = created::<S, C>(scratch, dialect)?;
    let plan = Plan::mending(&found.schema, &wanted, &Hints::of::<S>(dialect))
        .map_err(|error| CommandError::Generate(error.into()))?;
    let differences = plan.diff().in_words("the database", "the structs");
    let sql = if telling.reverse {
        plan.down_sql()
    } else {
        plan.up_sql()
    };
    let undeclared = found
        .schema
        .tables
        .iter()
        .filter(|table| wanted.table(&table.name).is_none())
        .map(|table| format!("table `{}`", table.name.name.as_str()));
    let others: Vec<String> = undeclared
        .chain(found.others.iter().map(ToString::to_string))
        .filter(|_| telling.all)
        .collect();
    let verdict = if plan.is_empty() {
        Verdict::Fine
    } else {
        Verdict::Differs
    };
    if telling.json {
        let told = Told {
            differences: &differences,
            sql,
            others,
        };
        json_line(out, &told)?;
        return Ok(verdict);
    }
    if plan.is_empty() {
        let fine = "the database is what the structs say";
        writeln!(out, "{}", painted(GOOD, fine))?;
    }
    for difference in &differences {
        writeln!(out, "{}", painted(BAD, difference))?;
    }
    if !sql.is_empty() {
        let what = match telling.reverse {
            false => "-- makes the database what the structs say",
            true => "-- makes what the structs say the database",
        };
        write!(out, "\n{}", console::sql(&format!("{what}\n\n{sql}")))?;
    }
    for other in &others {
        writeln!(out, "no model declares the {other}")?;
    }
    Ok(verdict)
}

/// What `verify --json` answers.
#[derive(Serialize)]
struct Verified {
    differences: Vec<String>,
    tables_left: Vec<String>,
}

/// Runs every migration on an empty database, compares it with the structs, takes all back, and
/// compares it with nothing.
pub(crate) fn verify<S: Schema, C: Introspect + Migrating>(
    (migrated, fresh): (&mut Scratch<C>, &mut Scratch<C>),
    folder: &[Found],
    dialect: Dialect,
    console: &mut Console<'_>,
) -> Result<Verdict, CommandError> {
    let wanted = created::<S, C>(fresh.connection()?, dialect)?;
    let connection = migrated.connection()?;
    crate::run::migrate(connection, folder, Manner::default(), console)?;
    let found = read::<S, C>(connection, dialect)?.schema;
    let diff = Diff::between_databases(&found, &wanted);
    let differences = diff.in_words("what the migrations make", "the structs");
    for difference in &differences {
        console.say(&painted(BAD, difference).to_string())?;
    }
    if !folder.is_empty() {
        crate::run::revert(connection, folder, usize::MAX, Manner::default(), console)?;
    }
    let left = read::<S, C>(connection, dialect)?.schema;
    let tables_left = left.tables.iter();
    let tables_left: Vec<String> = tables_left
        .map(|table| table.name.name.as_str().to_owned())
        .collect();
    for name in &tables_left {
        let left = format!("the table `{name}` is still there when all migrations are taken back");
        console.say(&painted(BAD, &left).to_string())?;
    }
    let is_fine = differences.is_empty() && tables_left.is_empty();
    if is_fine {
        let fine = "the migrations make what the structs say, and nothing is left without them";
        console.say(&painted(GOOD, fine).to_string())?;
    }
    if console.json {
        let verified = Verified {
            differences,
            tables_left,
        };
        json_line(console.out, &verified)?;
    }
    Ok(match is_fine {
        true => Verdict::Fine,
        false => Verdict::Differs,
    })
}

fn read<S: Schema, C: Introspect>(
    connection: &mut C,
    dialect: Dialect,
) -> Result<Introspection, CommandError> {
    let declared = SqlSchema::of::<S>(dialect)?;
    let options = IntrospectOptions::default().with_database_schemas(declared.database_schemas);
    Ok(connection.introspect(&options)?)
}

/// What a database says of the structs' schema when it is created there.
fn created<S: Schema, C: Introspect>(
    scratch: &mut C,
    dialect: Dialect,
) -> Result<SqlSchema, CommandError> {
    let script = SqlSchema::of::<S>(dialect)?.create_script();
    if !script.is_empty() {
        let created = scratch.batch_execute(&script.to_string());
        created.map_err(|error| CommandError::Scratch(error.to_string()))?;
    }
    Ok(read::<S, C>(scratch, dialect)?.schema)
}
