//! The research platform's foreign keys are those of its description, `platform.md`, as the catalogs
//! of the databases tell them.

use diesel::delete;
use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::ForeignKeyViolation;
use integration_tests::Outcome;
use integration_tests::catalog::{Catalog, ForeignKey, Table};
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::research_rows::ResearchRows;
use integration_tests::violation::assert_violates;
use research::Research;
use research::ai::{ai_batch, ai_call_details, ai_usage};
use research::auth::{member, session, user};
use research::data::{ADA, HEAT_PUMPS};
use research::research::{
    extraction_result, mcp_tool_call_log, plan_audit_log, plan_branching_condition, plan_step,
    research_artifact, research_feedback, research_output, research_plan, skill_execution,
};
use schema_core::definition::ReferentialAction;
use schema_migrate::Dialect;

/// One row of the description.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    child: String,
    column: String,
    parent: String,
    on_delete: String,
    nullable: bool,
    unique: bool,
}

/// Reads the rows of `platform.md`.
fn described() -> Outcome<Vec<Row>> {
    let lines = include_str!("platform.md").lines();
    let table = lines.filter(|line| line.starts_with('|'));
    // The first two lines are the heading.
    table.skip(2).map(row).collect()
}

/// `| child.column (unique) | parent | on delete: why | null | … |`
fn row(line: &str) -> Outcome<Row> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [key, parent, on_delete, nullable, ..] = cells[..] else {
        return Err(format!("`{line}` has too few cells").into());
    };
    let (key, unique) = match key.strip_suffix(" (unique)") {
        Some(key) => (key, true),
        None => (key, false),
    };
    let (child, column) = key.split_once('.').ok_or("a key without a column")?;
    Ok(Row {
        child: child.to_owned(),
        column: column.to_owned(),
        parent: parent.to_owned(),
        on_delete: on_delete.split(':').next().unwrap_or_default().to_owned(),
        nullable: match nullable {
            "null" => true,
            "" => false,
            other => return Err(format!("`{other}` is neither `null` nor nothing").into()),
        },
        unique,
    })
}

/// Reads the same rows from a catalog; every key must have an index.
fn found(catalog: &Catalog, dialect: Dialect) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for (child, table) in &catalog.tables {
        for key in table.foreign_keys.values() {
            rows.push(found_row(child, table, key, dialect)?);
        }
    }
    Ok(rows)
}

fn found_row(child: &str, table: &Table, key: &ForeignKey, dialect: Dialect) -> Outcome<Row> {
    let [column] = &key.columns[..] else {
        return Err(format!("{child}: a key of several columns").into());
    };
    assert_eq!(key.referenced_columns, ["id"], "{child}.{column}");
    assert!(table.is_indexed(&[column]), "{child}.{column} has no index");
    let on_delete = match key.on_delete {
        // MySQL's way to say it.
        ReferentialAction::Restrict if dialect == Dialect::Mysql => ReferentialAction::NoAction,
        other => other,
    };
    Ok(Row {
        child: child.to_owned(),
        column: column.clone(),
        parent: key.references.clone(),
        on_delete: on_delete.as_str().to_owned(),
        nullable: table.column(column).ok_or("no such column")?.nullable,
        unique: table.is_unique(&[column]),
    })
}

on_every_database!(foreign_keys_are_those_of_the_description, |connection| {
    connection.create_schema::<Research>()?;
    let mut expected = described()?;
    expected.sort();
    let mut found = found(&connection.catalog()?, connection.dialect())?;
    found.sort();
    assert_eq!(found.len(), 34);
    assert_eq!(found, expected);
    Ok(())
});

/// How many rows of a table are of the plan about heat pumps, and how many there are in all.
macro_rules! rows_of_the_plan {
    ($connection:ident: $($table:ident)+) => {
        [$((
            stringify!($table),
            $table::table
                .filter($table::plan_id.eq(HEAT_PUMPS))
                .count()
                .get_result::<i64>($connection)?,
            $table::table.count().get_result::<i64>($connection)?,
        )),+]
    };
}

on_every_database!(knowledge_outlives_its_plan, |connection| {
    connection.create_schema::<Research>()?;
    connection.insert_example()?;
    macro_rules! operations {
        () => {
            rows_of_the_plan!(connection: plan_step plan_branching_condition plan_audit_log
                research_output research_feedback)
        };
    }
    macro_rules! knowledge {
        () => {
            rows_of_the_plan!(connection: research_artifact extraction_result skill_execution
                mcp_tool_call_log)
        };
    }
    let (operations, knowledge) = (operations!(), knowledge!());
    delete(research_plan::table.find(HEAT_PUMPS)).execute(connection)?;
    for ((table, of_plan, all), left) in operations.into_iter().zip(operations!()) {
        assert!(of_plan > 0, "{table} has no rows to delete");
        assert_eq!(left, (table, 0, all - of_plan));
    }
    for ((table, of_plan, all), left) in knowledge.into_iter().zip(knowledge!()) {
        assert!(of_plan > 0, "{table} has no rows to keep");
        assert_eq!(left, (table, 0, all));
    }
    Ok(())
});

on_every_database!(
    a_user_stays_while_there_is_something_to_bill,
    |connection| {
        connection.create_schema::<Research>()?;
        connection.insert_example()?;
        let ada = || delete(user::table.find(ADA));
        assert_violates(ada().execute(connection), ForeignKeyViolation);
        let details = ai_call_details::table.count();
        assert!(details.get_result::<i64>(connection)? > 0);
        delete(ai_usage::table).execute(connection)?;
        assert_eq!(details.get_result::<i64>(connection)?, 0);
        assert_violates(ada().execute(connection), ForeignKeyViolation);
        delete(ai_batch::table).execute(connection)?;
        ada().execute(connection)?;
        let sessions = session::table.filter(session::user_id.eq(ADA)).count();
        assert_eq!(sessions.get_result::<i64>(connection)?, 0);
        let members = member::table.filter(member::user_id.eq(ADA)).count();
        assert_eq!(members.get_result::<i64>(connection)?, 0);
        let plans = research_plan::table.find(HEAT_PUMPS).count();
        assert_eq!(plans.get_result::<i64>(connection)?, 0);
        Ok(())
    }
);
