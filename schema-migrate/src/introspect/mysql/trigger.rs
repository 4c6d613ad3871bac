use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use crate::dialect::Dialect;
use crate::introspect::IntrospectError;
use crate::introspect::tables::qualified_name;
use crate::introspect::trigger::Found;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    timing: String,
    #[diesel(sql_type = Text)]
    event: String,
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    body: String,
}

/// The triggers of the current database.
pub(super) fn load(connection: &mut MysqlConnection) -> Result<Vec<Found>, IntrospectError> {
    let rows: Vec<Row> = sql_query(
        "SELECT TRIGGER_NAME AS name, ACTION_TIMING AS timing, EVENT_MANIPULATION AS event,
             EVENT_OBJECT_TABLE AS table_name, ACTION_STATEMENT AS body
         FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()",
    )
    .load(connection)
    .map_err(IntrospectError::query("triggers"))?;
    rows.into_iter().map(Row::found).collect()
}

impl Row {
    fn found(self) -> Result<Found, IntrospectError> {
        let table = qualified_name(None, self.table_name)?;
        let name = qualified_name(None, self.name.as_str())?;
        Ok(Found {
            sql: format!(
                "CREATE TRIGGER {} {} {} ON {} FOR EACH ROW\n{}",
                name.to_sql(Dialect::Mysql),
                self.timing,
                self.event,
                table.to_sql(Dialect::Mysql),
                self.body
            ),
            table,
            name: self.name,
        })
    }
}
