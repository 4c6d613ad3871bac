//! Names with quotes, spaces, emoji and reserved words, each of 60 bytes or more.

use integration_tests::Outcome;
use schema_migrate::schema::{
    Check, Column, DefaultValue, Deferrability, Direction, ForeignKey, Index, IndexColumn,
    IndexKey, PrimaryKey, ReferentialAction, SqlType, Table, UniqueConstraint,
};
use schema_migrate::sql::{Expression, Identifier, Literal, QualifiedName, Text};
use schema_migrate::{Dialect, SqlSchema};

const TABLE: &str = r#"select " from ` where ' [x] ; -- 🦀 /* group */ (order), by, "#;
const KEY: &str = "primary key";
const COLUMN: &str = r#"references "🦀" check (x) `default` 'null' \ constraint [y]"#;

fn name(name: &str) -> Outcome<Identifier> {
    Ok(Identifier::new(name)?)
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
    let mut texts = column(name("table")?, false, text);
    texts.default = Some(DefaultValue::Literal(Literal::Text(Text::new(
        "it's \\ \"quoted\" `so` \n (a), b; -- 🦀 /* c",
    )?)));
    let is_sqlite = dialect == Dialect::Sqlite;
    let comment = Text::new("it's \\ \"commented\" 🦀\n on")?;
    texts.comment = (!is_sqlite).then(|| comment.clone());
    let table = QualifiedName::unqualified(name(TABLE)?);
    let columns = vec![name(COLUMN)?];
    Ok(SqlSchema {
        dialect,
        database_schemas: Vec::new(),
        enum_types: Vec::new(),
        tables: vec![Table {
            name: table.clone(),
            columns: vec![
                column(name(KEY)?, false, integer),
                column(name(COLUMN)?, true, integer),
                texts,
            ],
            primary_key: Some(PrimaryKey {
                name: match dialect {
                    Dialect::Mysql => None,
                    _ => Some(name("check (primary) 'key' \"🦀\"")?),
                },
                columns: vec![name(KEY)?],
            }),
            unique_constraints: vec![UniqueConstraint {
                name: name("unique ) \"where\" `x` 'y' 🦀 of more than just a few bytes")?,
                columns: vec![name(COLUMN)?, name("table")?],
                nulls_not_distinct: false,
                deferrability: Deferrability::NotDeferrable,
            }],
            checks: vec![Check {
                name: name("check ( \"x\" ) 'y' [ 🦀")?,
                expression: Expression::new(format!(
                    "{} <> 7 AND {} <> 'a '' ) -- b'",
                    name(COLUMN)?.to_sql(dialect),
                    name("table")?.to_sql(dialect)
                )),
            }],
            foreign_keys: vec![ForeignKey {
                name: name("foreign key ( \"x\" ) references 'y' 🦀")?,
                columns: columns.clone(),
                references: table,
                referenced_columns: vec![name(KEY)?],
                on_delete: ReferentialAction::Cascade,
                on_update: ReferentialAction::NoAction,
                deferrability: Deferrability::NotDeferrable,
            }],
            indexes: vec![Index {
                name: name("index on \"x\" (y) 'z' desc 🦀")?,
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
            comment: (!is_sqlite).then_some(comment),
        }],
    })
}
