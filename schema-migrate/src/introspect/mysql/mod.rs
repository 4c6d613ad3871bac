//! What MySQL and MariaDB say: their `information_schema`, of the current database.
//!
//! Where the two differ, [`Server`] knows: MariaDB writes a default as SQL and MySQL as a value, and
//! MySQL puts the text of an expression in quotes once more.
//!
//! Not read, since no `SqlSchema` can say it: `ON UPDATE CURRENT_TIMESTAMP`, invisible columns and
//! indexes, where numbering begins, and the default collation of a table, which its columns carry if
//! it is not the database's.
//!
//! The catalogs of MariaDB have a character set without those beyond U+FFFF: an emoji in a comment, a
//! default or a check comes back as question marks.

mod column;
mod constraint;
mod default;
mod index;
mod other;
mod sql_type;
mod table;
mod trigger;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text};

use super::tables::Tables;
use super::{Introspect, IntrospectError, IntrospectOptions, Introspection};
use crate::dialect::Dialect;
use crate::schema::SqlSchema;

impl Introspect for MysqlConnection {
    fn introspect(
        &mut self,
        _options: &IntrospectOptions,
    ) -> Result<Introspection, IntrospectError> {
        let server = Server::load(self)?;
        let (mut tables, mut others) = table::load(self)?;
        let mut checks = constraint::load_checks(self, server)?;
        column::load(self, server, &mut checks, &mut tables)?;
        constraint::add_checks(checks, &mut tables)?;
        constraint::load_keys(self, &mut tables)?;
        others.extend(index::load(self, server, &mut tables)?);
        drop_indexes_of_foreign_keys(&mut tables);
        others.extend(other::load(self)?);
        super::trigger::add(trigger::load(self)?, &mut tables, &mut others)?;
        let schema = SqlSchema {
            dialect: Dialect::Mysql,
            database_schemas: Vec::new(),
            enum_types: Vec::new(),
            tables: tables.sorted(),
        };
        Ok(Introspection::new(schema, others))
    }
}

/// Whose server it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Server {
    Mysql,
    MariaDb,
}

impl Server {
    fn load(connection: &mut MysqlConnection) -> Result<Server, IntrospectError> {
        #[derive(QueryableByName)]
        struct Found {
            #[diesel(sql_type = Bool)]
            is_mariadb: bool,
            #[diesel(sql_type = Nullable<Text>)]
            current: Option<String>,
        }
        let found: Found =
            sql_query("SELECT VERSION() LIKE '%MariaDB%' AS is_mariadb, DATABASE() AS current")
                .get_result(connection)
                .map_err(IntrospectError::query("version"))?;
        if found.current.is_none() {
            return Err(IntrospectError::NoDatabase);
        }
        Ok(if found.is_mariadb {
            Server::MariaDb
        } else {
            Server::Mysql
        })
    }

    /// An expression as one would write it. MySQL keeps it as a text, with a backslash before each
    /// quote.
    fn written(self, expression: String) -> String {
        match self {
            Server::Mysql => expression.replace(r"\'", "'"),
            Server::MariaDb => expression,
        }
    }
}

/// InnoDB makes an index for a foreign key that has none, under the name of the key.
fn drop_indexes_of_foreign_keys(tables: &mut Tables) {
    for table in tables.iter_mut() {
        let keys = &table.foreign_keys;
        table.indexes.retain(|index| {
            let is_made_for_a_key = keys.iter().any(|key| key.name == index.name);
            index.unique || !is_made_for_a_key
        });
    }
}
