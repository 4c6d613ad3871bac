//! Writing the data set, all of it or nothing.

use super::{Result, counts};
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use research::Research;
use research::ai::*;
use research::auth::*;
use research::data::DataSet;
use research::mcp::*;
use research::research::*;
use research::search::*;
use schema_core::prelude::*;
use std::io::Write;

pub(crate) fn insert(connection: &mut SqliteConnection, data: &DataSet) -> Result {
    connection.transaction(|connection| {
        insert_auth(connection, data)?;
        insert_ai(connection, data)?;
        insert_plans(connection, data)?;
        insert_findings(connection, data)?;
        for chunk in &data.document_chunk {
            insert_chunk(connection, chunk)?;
        }
        Ok(())
    })
}

fn insert_auth(connection: &mut SqliteConnection, data: &DataSet) -> QueryResult<()> {
    let insert = diesel::insert_into;
    insert(user::table).values(&data.user).execute(connection)?;
    Ok(())
}
