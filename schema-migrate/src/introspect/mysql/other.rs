use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text};

use crate::introspect::tables::qualified_name;
use crate::introspect::{IntrospectError, Other, OtherKind};

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    table_name: Option<String>,
}

/// The catalogs of what is no table, one after the other: their names are of different collations,
/// which `UNION` does not take.
const CATALOGS: [(OtherKind, &str); 4] = [
    (
        OtherKind::Function,
        "SELECT ROUTINE_NAME AS name, NULL AS table_name FROM information_schema.ROUTINES
         WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE = 'FUNCTION'",
    ),
    (
        OtherKind::Procedure,
        "SELECT ROUTINE_NAME AS name, NULL AS table_name FROM information_schema.ROUTINES
         WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE = 'PROCEDURE'",
    ),
    (
        OtherKind::Trigger,
        "SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS table_name
         FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()",
    ),
    (
        OtherKind::Event,
        "SELECT EVENT_NAME AS name, NULL AS table_name FROM information_schema.EVENTS
         WHERE EVENT_SCHEMA = DATABASE()",
    ),
];

/// What is neither a table nor a part of one that a schema says.
pub(super) fn load(connection: &mut MysqlConnection) -> Result<Vec<Other>, IntrospectError> {
    let mut others = Vec::new();
    for (kind, query) in CATALOGS {
        let found: Vec<Found> = sql_query(query)
            .load(connection)
            .map_err(IntrospectError::query("functions, triggers and events"))?;
        for other in found {
            let table = other.table_name.map(|table| qualified_name(None, table));
            others.push(Other {
                kind,
                name: qualified_name(None, other.name)?,
                table: table.transpose()?,
            });
        }
    }
    Ok(others)
}
