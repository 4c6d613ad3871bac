//! Names with quotes, spaces, emoji and reserved words, each of 60 bytes or more.

use integration_tests::Outcome;
use schema_migrate::schema::{
    Check, Column, DefaultValue, Deferrability, Direction, ForeignKey, Index, IndexColumn,
    IndexKey, PrimaryKey, ReferentialAction, SqlType, Table, UniqueConstraint,
};
use schema_migrate::sql::{Expression, Identifier, Literal, QualifiedName, Text};
use schema_migrate::{Dialect, SqlSchema};

const TABLE: &str = r#"select " from ` where ' [x] ; -- 🦀 /* group */ (order), by"#;
const KEY: &str = "primary key";
const COLUMN: &str = r#"references "🦀" check (x) `default` 'null' \ constraint [y]"#;

/// The names are with emoji where they may be: MySQL has none beyond U+FFFF in a name, and MariaDB
/// none in its catalogs.
struct Names {
    dialect: Dialect,
}

impl Names {
    fn text(&self, text: &str) -> Outcome<Text> {
        Ok(Text::new(match self.dialect {
            Dialect::Mysql => text.replace('🦀', "☠"),
            _ => text.to_owned(),
        })?)
    }

    fn name(&self, name: &str) -> Outcome<Identifier> {
        Ok(Identifier::new(self.text(name)?.as_str())?)
    }
}

fn column(name: Identifier, nullable: bool, sql_type: &str) -> Column {
    Column {
        name,
        sql_type: SqlType::named(sql_type),
        nullable,
        default: None,
        generated: None,
        identity: None,
        collation: None,
        comment: None,
    }
}

/// A table that has something of everything.
pub(super) fn schema(dialect: Dialect) -> Outcome<SqlSchema> {
    let names = Names { dialect };
    let integer = if dialect == Dialect::Mysql {
        "INT"
    } else {
        "INTEGER"
    };
    let integer = if dialect == Dialect::Postgres {
        "integer"
    } else {
        integer
    };
    let text = if dialect == Dialect::Postgres {
        "varchar(99)"
    } else {
        "VARCHAR(99)"
    };
    let mut texts = column(names.name("table")?, false, text);
    texts.default = Some(DefaultValue::Literal(Literal::Text(
        names.text("it's \\ \"quoted\" `so` \n (a), b; -- 🦀 /* c")?,
    )));
    let is_sqlite = dialect == Dialect::Sqlite;
    let comment = names.text("it's \\ \"commented\" 🦀\n on")?;
    texts.comment = (!is_sqlite).then(|| comment.clone());
    let table = QualifiedName::unqualified(names.name(TABLE)?);
    let columns = vec![names.name(COLUMN)?];
    Ok(SqlSchema {
        dialect,
        database_schemas: Vec::new(),
        enum_types: Vec::new(),
        tables: vec![Table {
            name: table.clone(),
            columns: vec![
                column(names.name(KEY)?, false, integer),
                column(names.name(COLUMN)?, true, integer),
                texts,
            ],
            primary_key: Some(PrimaryKey {
                name: match dialect {
                    Dialect::Mysql => None,
                    _ => Some(names.name("check (primary) 'key' \"🦀\"")?),
                },
                columns: vec![names.name(KEY)?],
            }),
            unique_constraints: vec![UniqueConstraint {
                name: names.name("unique ) \"where\" `x` 'y' 🦀 of more than just a few bytes")?,
                columns: vec![names.name(COLUMN)?, names.name("table")?],
                nulls_not_distinct: false,
                deferrability: Deferrability::NotDeferrable,
            }],
            checks: vec![Check {
                name: names.name("check ( \"x\" ) 'y' [ 🦀")?,
                expression: Expression::new(format!(
                    "{} <> 7 AND {} <> 'a '' ) -- b'",
                    names.name(COLUMN)?.to_sql(dialect),
                    names.name("table")?.to_sql(dialect)
                )),
            }],
            foreign_keys: vec![ForeignKey {
                name: names.name("foreign key ( \"x\" ) references 'y' 🦀")?,
                columns: columns.clone(),
                references: table,
                referenced_columns: vec![names.name(KEY)?],
                on_delete: ReferentialAction::Cascade,
                on_update: ReferentialAction::NoAction,
                deferrability: Deferrability::NotDeferrable,
            }],
            indexes: vec![Index {
                name: names.name("index on \"x\" (y) 'z' desc 🦀")?,
                columns: columns
                    .into_iter()
                    .map(|column| IndexColumn {
                        key: IndexKey::Column(column),
                        direction: Direction::Descending,
                        nulls: None,
                        operator_class: None,
                        collation: None,
                    })
                    .collect(),
                unique: false,
                nulls_not_distinct: false,
                condition: None,
                method: None,
                include: Vec::new(),
            }],
            triggers: Vec::new(),
            comment: (!is_sqlite).then_some(comment),
        }],
    })
}
