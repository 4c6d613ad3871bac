//! The commands that compare with a live database: what it is, and what the migrations make of an
//! empty one.
//!
//! The structs are created in a scratch database, and both are read: a database gives expressions back
//! in its own words, so only what it says of both can be compared.

use std::io::Write;

use diesel::Connection;
use diesel::backend::Backend;
use diesel::migration::MigrationSource;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schema_core::Schema;
use schema_migrate::introspect::{Introspect, IntrospectOptions, Introspection};
use schema_migrate::{Dialect, Diff, Hints, Plan, SqlSchema};
use serde::Serialize;

use crate::commands::{Telling, Verdict, json_line};
use crate::error::CommandError;
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
        writeln!(out, "the database is what the structs say")?;
    }
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    if !sql.is_empty() {
        let what = match telling.reverse {
            false => "-- makes the database what the structs say",
            true => "-- makes what the structs say the database",
        };
        write!(out, "\n{what}\n\n{sql}")?;
    }
    for other in &others {
        writeln!(out, "no model declares the {other}")?;
    }
    Ok(verdict)
}

/// Runs every migration on an empty database, compares it with the structs, takes all back, and
/// compares it with nothing.
pub(crate) fn verify<S: Schema, C, DB>(
    (migrated, fresh): (&mut Scratch<C>, &mut Scratch<C>),
    source: &FileBasedMigrations,
    dialect: Dialect,
    out: &mut dyn Write,
) -> Result<Verdict, CommandError>
where
    DB: Backend,
    C: Introspect + Connection<Backend = DB> + MigrationHarness<DB>,
    FileBasedMigrations: MigrationSource<DB>,
{
    let wanted = created::<S, C>(fresh.connection()?, dialect)?;
    let connection = migrated.connection()?;
    crate::database::migrate_on(connection, source, out)?;
    let found = read::<S, C>(connection, dialect)?.schema;
    let diff = Diff::between_databases(&found, &wanted);
    let differences = diff.in_words("what the migrations make", "the structs");
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    let has_migrations = !connection
        .applied_migrations()
        .map_err(|error| CommandError::Applied(error.to_string()))?
        .is_empty();
    if has_migrations {
        crate::database::revert_on(connection, source, usize::MAX, out)?;
    }
    let left = read::<S, C>(connection, dialect)?.schema;
    for table in &left.tables {
        let name = table.name.name.as_str();
        writeln!(
            out,
            "the table `{name}` is still there when all migrations are taken back"
        )?;
    }
    let is_fine = differences.is_empty() && left.tables.is_empty();
    if is_fine {
        writeln!(
            out,
            "the migrations make what the structs say, and nothing is left without them"
        )?;
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
