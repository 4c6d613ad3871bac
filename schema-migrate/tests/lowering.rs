//! One test for each rule by which a declared schema becomes that of one database.

mod fixture;

use fixture::build::{
    bigint, column, foreign_key, index, indexed, integer, nullable, primary_key, table, table_name,
    text, unique,
};
use fixture::{errors, lower, schema_of};
use schema_core::definition::{
    Column, ColumnType, DefaultValue, Deferrability, DialectText, Direction, ForeignKey, Generated,
    GeneratedStorage, Identity, Index, IndexColumn, IndexKey, NullsOrder, ReferentialAction, Table,
    TableName, UniqueConstraint,
};
use schema_migrate::{Dialect, SqlSchema, schema};

const NO_ACTION: ReferentialAction = ReferentialAction::NoAction;

/// The column of the first table that has it, after lowering.
fn lowered_column(schema: &SqlSchema, table: &str, column: &str) -> schema::Column {
    let table = schema
        .tables
        .iter()
        .find(|candidate| candidate.name.name.as_str() == table)
        .expect("the table exists");
    let column = table
        .columns
        .iter()
        .find(|candidate| candidate.name.as_str() == column);
    column.expect("the column exists").clone()
}

/// The type of a column after lowering.
fn type_of(tables: &[Table], dialect: Dialect, table: &str, column: &str) -> String {
    let schema = lower(tables, dialect).expect("the database can express it");
    lowered_column(&schema, table, column)
        .sql_type
        .to_sql(dialect)
}

/// A table `a` with the primary key `id` and one column more.
fn with_column(column: Column) -> Table {
    let columns = vec![integer("id"), column].leak();
    table(
        table_name("A", "a"),
        columns,
        primary_key("a_pkey", &["id"]),
    )
}

/// A table whose key `id` is one text column, with a foreign key on it or on `parent_id`.
fn text_table(
    name: &'static str,
    id: Column,
    reference: Option<(&'static str, &'static str)>,
) -> Table {
    let keys: Vec<ForeignKey> = reference
        .into_iter()
        .map(|(column, parent)| {
            let columns = vec![column].leak();
            foreign_key("fkey", columns, table_name(parent, parent), NO_ACTION)
        })
        .collect();
    let columns = vec![id, nullable(text("parent_id"))].leak();
    Table {
        foreign_keys: keys.leak(),
        ..table(
            table_name(name, name),
            columns,
            primary_key("pkey", &["id"]),
        )
    }
}

#[test]
fn a_foreign_key_column_takes_the_length_of_the_column_at_the_end_of_its_keys() {
    let tables = [
        text_table("child", text("id"), Some(("parent_id", "middle"))),
        text_table("middle", text("id"), Some(("id", "root"))),
        text_table(
            "root",
            Column {
                max_length: Some(21),
                ..text("id")
            },
            None,
        ),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "parent_id"),
        "varchar(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Sqlite, "child", "parent_id"),
        "VARCHAR(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "child", "parent_id"),
        "VARCHAR(21)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "middle", "id"),
        "VARCHAR(21)"
    );
}

#[test]
fn a_foreign_key_column_keeps_a_length_of_its_own() {
    let child = Column {
        max_length: Some(36),
        ..text("id")
    };
    let tables = [
        text_table("child", child, Some(("id", "root"))),
        text_table(
            "root",
            Column {
                max_length: Some(21),
                ..text("id")
            },
            None,
        ),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "id"),
        "varchar(36)"
    );
}

#[test]
fn a_foreign_key_column_takes_sql_type_and_collation_of_this_database() {
    let root = Column {
        sql_type: DialectText {
            postgres: Some("char(26)"),
            ..DialectText::NONE
        },
        collation: DialectText {
            mysql: Some("utf8mb4_bin"),
            ..DialectText::NONE
        },
        ..text("id")
    };
    let tables = [
        text_table("child", text("id"), Some(("id", "root"))),
        text_table("root", root, None),
    ];
    assert_eq!(
        type_of(&tables, Dialect::Postgres, "child", "id"),
        "char(26)"
    );
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "child", "id"),
        "VARCHAR(255)"
    );
    let schema = lower(&tables, Dialect::Mysql).expect("MySQL can express it");
    let collation = lowered_column(&schema, "child", "id")
        .collation
        .expect("it has a collation");
    assert_eq!(collation.as_str(), "utf8mb4_bin");
}

#[test]
fn rings_of_foreign_keys_end() {
    let tables = [
        text_table("a", text("id"), Some(("id", "b"))),
        text_table("b", text("id"), Some(("id", "a"))),
        text_table("c", text("id"), Some(("id", "c"))),
    ];
    assert_eq!(type_of(&tables, Dialect::Mysql, "a", "id"), "VARCHAR(255)");
    assert_eq!(type_of(&tables, Dialect::Mysql, "c", "id"), "VARCHAR(255)");
    assert_eq!(type_of(&tables, Dialect::Postgres, "a", "id"), "text");
}

#[test]
fn text_and_binary_have_a_length_on_mysql_where_they_are_indexed() {
    let binary = |name| column(name, "Vec<u8>", ColumnType::Binary);
    let columns: &[Column] = vec![
        text("id"),
        text("free"),
        text("unique"),
        text("indexed"),
        text("searched"),
        binary("bytes"),
        binary("indexed_bytes"),
        Column {
            max_length: Some(16),
            ..binary("hash")
        },
    ]
    .leak();
    let tables = [Table {
        unique_constraints: vec![unique("a_unique_key", &["unique"])].leak(),
        indexes: vec![
            index("a_indexed_idx", vec![indexed("indexed")].leak()),
            index("a_bytes_idx", vec![indexed("indexed_bytes")].leak()),
            Index {
                method: Some("fulltext"),
                ..index("a_searched_idx", vec![indexed("searched")].leak())
            },
        ]
        .leak(),
        ..table(
            table_name("A", "a"),
            columns,
            primary_key("a_pkey", &["id"]),
        )
    }];
    let types = [
        "id",
        "free",
        "unique",
        "indexed",
        "searched",
        "bytes",
        "indexed_bytes",
        "hash",
    ]
    .map(|column| type_of(&tables, Dialect::Mysql, "a", column));
    assert_eq!(
        types,
        [
            "VARCHAR(255)",
            "LONGTEXT",
            "VARCHAR(255)",
            "VARCHAR(255)",
            "LONGTEXT",
            "LONGBLOB",
            "VARBINARY(255)",
            "VARBINARY(16)"
        ]
    );
}

#[test]
fn a_named_sql_type_wins() {
    let named = Column {
        sql_type: DialectText {
            all: Some(" money "),
            mysql: Some("DECIMAL(12,2)"),
            ..DialectText::NONE
        },
        ..column("price", "BigDecimal", ColumnType::Numeric)
    };
    let tables = [with_column(named)];
    assert_eq!(type_of(&tables, Dialect::Postgres, "a", "price"), "money");
    assert_eq!(
        type_of(&tables, Dialect::Mysql, "a", "price"),
        "DECIMAL(12,2)"
    );
}

#[test]
fn a_custom_type_needs_a_name() {
    let custom = column("shape", "Shape", ColumnType::Custom);
    assert_eq!(
        errors(&[with_column(custom)], Dialect::Postgres),
        [
            "`A.shape`: the SQL type of `Shape` is not known for PostgreSQL; use \
             `#[column(sql_type(postgres = \"…\"))]`"
        ]
    );
}

#[test]
fn serial_is_no_type() {
    let serial = Column {
        sql_type: DialectText::all("BIGSERIAL"),
        ..bigint("number")
    };
    assert_eq!(
        errors(&[with_column(serial)], Dialect::Postgres),
        ["`A.number`: `BIGSERIAL` is not a type; use `#[column(identity = \"serial\")]` instead"]
    );
}

/// A column with a default, as it is written on each database after `DEFAULT`.
fn default_of(column: Column, default: DefaultValue) -> [Option<String>; 3] {
    let table = with_column(Column {
        default: Some(default),
        ..column
    });
    Dialect::ALL.map(|dialect| {
        let schema = lower(&[table], dialect).expect("the database can express it");
        let sql = schema.create_script().to_string();
        let line = sql
            .lines()
            .nth(2)
            .expect("the second column")
            .trim()
            .trim_end_matches(',');
        line.split_once(" DEFAULT ")
            .map(|(_, default)| default.to_owned())
    })
}

fn expression(sql: &'static str) -> DefaultValue {
    DefaultValue::Expression(DialectText::all(sql))
}

fn some(defaults: [&str; 3]) -> [Option<String>; 3] {
    defaults.map(|default| Some(default.to_owned()))
}

#[test]
fn constants_are_written_as_the_database_takes_them() {
    let number = DefaultValue::Number("-1.5");
    assert_eq!(
        default_of(integer("x"), number),
        some(["-1.5", "-1.5", "-1.5"])
    );
    assert_eq!(
        default_of(text("x"), DefaultValue::Text("it's")),
        some(["'it''s'", "'it''s'", "('it''s')"])
    );
    assert_eq!(
        default_of(text("x"), expression("'it''s'")),
        some(["'it''s'", "'it''s'", "('it''s')"])
    );
    assert_eq!(
        default_of(integer("x"), expression("7")),
        some(["7", "7", "7"])
    );
    let flag = column("x", "bool", ColumnType::Bool);
    assert_eq!(
        default_of(flag, DefaultValue::Bool(false)),
        some(["FALSE", "FALSE", "FALSE"])
    );
    assert_eq!(
        default_of(flag, expression("true")),
        some(["TRUE", "TRUE", "TRUE"])
    );
}

#[test]
fn json_defaults_are_what_diesel_reads() {
    let json = column("x", "Value", ColumnType::Json);
    assert_eq!(
        default_of(json, expression("'[]'")),
        some(["'[]'", "'[]'", "('[]')"])
    );
    let jsonb = column("x", "Value", ColumnType::Jsonb);
    assert_eq!(
        default_of(jsonb, expression("'[]'")),
        some(["'[]'", "(jsonb('[]'))", "('[]')"])
    );
}

#[test]
fn the_time_of_the_insert_is_understood_everywhere() {
    let timestamp = column("x", "NaiveDateTime", ColumnType::Timestamp);
    let expected = some(["now()", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(6)"]);
    for written in ["now()", " NOW() ", "current_timestamp", "CURRENT_TIMESTAMP"] {
        assert_eq!(default_of(timestamp, expression(written)), expected);
    }
    let seconds = Column {
        sql_type: DialectText::all("timestamp"),
        ..timestamp
    };
    assert_eq!(
        default_of(seconds, expression("now()")),
        some(["now()", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"])
    );
    let with_offset = column("x", "DateTime<Utc>", ColumnType::Timestamptz);
    assert_eq!(
        default_of(with_offset, expression("now()")),
        some([
            "now()",
            "(strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'))",
            "CURRENT_TIMESTAMP(6)"
        ])
    );
}

#[test]
fn the_day_of_the_insert_is_understood_everywhere() {
    let date = column("x", "NaiveDate", ColumnType::Date);
    let expected = some(["CURRENT_DATE", "CURRENT_DATE", "(CURRENT_DATE)"]);
    assert_eq!(default_of(date, expression("current_date")), expected);
    let expected = some(["now()", "CURRENT_DATE", "(CURRENT_DATE)"]);
    assert_eq!(default_of(date, expression("now()")), expected);
    let time = column("x", "NaiveTime", ColumnType::Time);
    let expected = some(["CURRENT_TIME", "CURRENT_TIME", "(CURRENT_TIME(6))"]);
    assert_eq!(default_of(time, expression("current_time")), expected);
    let text = Column {
        max_length: Some(30),
        ..text("x")
    };
    let expected = some(["now()", "CURRENT_TIMESTAMP", "(CURRENT_TIMESTAMP)"]);
    assert_eq!(default_of(text, expression("now()")), expected);
}

#[test]
fn other_expressions_stand_in_parentheses_where_they_must() {
    assert_eq!(
        default_of(text("x"), expression("lower('A')")),
        some(["lower('A')", "(lower('A'))", "(lower('A'))"])
    );
}

#[test]
fn a_default_for_one_database_is_none_on_another() {
    let default = DefaultValue::Expression(DialectText {
        postgres: Some("gen_random_uuid()"),
        ..DialectText::NONE
    });
    let uuid = column("x", "Uuid", ColumnType::Uuid);
    assert_eq!(
        default_of(uuid, default),
        [Some("gen_random_uuid()".to_owned()), None, None]
    );
}

#[test]
fn a_number_is_decimal() {
    let hexadecimal = Column {
        default: Some(DefaultValue::Number("0xff")),
        ..integer("x")
    };
    assert_eq!(
        errors(&[with_column(hexadecimal)], Dialect::Sqlite),
        ["`A.x`: `0xff` is not a decimal number; write it in decimal"]
    );
}

#[test]
fn sqlite_numbers_rows_in_the_primary_key_only() {
    let number = Column {
        identity: Some(Identity::ByDefault),
        ..bigint("number")
    };
    assert_eq!(
        errors(&[with_column(number)], Dialect::Sqlite),
        [
            "`A.number`: SQLite numbers rows only in the only column of the primary key; use it as \
             the primary key, or take `identity` off"
        ]
    );
}

#[test]
fn mysql_numbers_rows_in_one_column_that_leads_a_key() {
    let numbered = |name| Column {
        identity: Some(Identity::ByDefault),
        ..bigint(name)
    };
    let loose = with_column(numbered("number"));
    assert_eq!(
        errors(&[loose], Dialect::Mysql),
        [
            "`A.number`: MySQL numbers rows only in the first column of a key or index; use it \
             first in the primary key, or add `#[index]`"
        ]
    );
    let indexes = vec![index("a_number_idx", vec![indexed("number")].leak())].leak();
    assert_eq!(
        errors(&[Table { indexes, ..loose }], Dialect::Mysql),
        [] as [&str; 0]
    );

    let columns = vec![numbered("id"), numbered("number")].leak();
    let two = Table {
        columns,
        indexes,
        ..loose
    };
    assert_eq!(
        errors(&[two], Dialect::Mysql),
        [
            "`A.number`: MySQL numbers rows only in one column of a table; take `identity` off one \
             of them"
        ]
    );
}

#[test]
fn postgres_numbers_rows_in_integers_only() {
    let number = Column {
        identity: Some(Identity::Always),
        ..text("number")
    };
    assert_eq!(
        errors(&[with_column(number)], Dialect::Postgres),
        [
            "`A.number`: PostgreSQL numbers rows only in columns of the types `i16`, `i32` and \
             `i64`; use one of them, or take `identity` off"
        ]
    );
}

#[test]
fn a_generated_column_has_an_expression_on_every_database() {
    let generated = Generated {
        expression: DialectText {
            postgres: Some("id + 1"),
            ..DialectText::NONE
        },
        storage: GeneratedStorage::Virtual,
    };
    let next = Column {
        generated: Some(generated),
        ..integer("next")
    };
    assert!(lower(&[with_column(next)], Dialect::Postgres).is_ok());
    assert_eq!(
        errors(&[with_column(next)], Dialect::Sqlite),
        [
            "`A.next`: there is no expression to generate the column on SQLite; use \
             `#[column(generated(sqlite = \"…\"))]`"
        ]
    );
}

#[test]
fn what_changes_nothing_is_left_out() {
    let as_usual = [
        IndexColumn {
            nulls: Some(NullsOrder::First),
            ..indexed("id")
        },
        IndexColumn {
            direction: Direction::Descending,
            nulls: Some(NullsOrder::Last),
            ..indexed("x")
        },
    ];
    let table = Table {
        indexes: vec![Index {
            method: Some("BTREE"),
            nulls_not_distinct: true,
            unique: true,
            ..index("a_idx", as_usual.to_vec().leak())
        }]
        .leak(),
        unique_constraints: vec![UniqueConstraint {
            nulls_not_distinct: true,
            ..unique("a_x_key", &["x"])
        }]
        .leak(),
        ..with_column(integer("x"))
    };
    for dialect in [Dialect::Sqlite, Dialect::Mysql] {
        let schema = lower(&[table], dialect).expect("the database can express it");
        let lowered = &schema.tables[0];
        assert_eq!(lowered.indexes[0].method, None);
        assert!(
            lowered.indexes[0]
                .columns
                .iter()
                .all(|column| column.nulls.is_none())
        );
        assert!(!lowered.indexes[0].nulls_not_distinct);
        assert!(!lowered.unique_constraints[0].nulls_not_distinct);
    }
    let schema = lower(&[table], Dialect::Postgres).expect("PostgreSQL can express it");
    let nulls: Vec<_> = schema.tables[0].indexes[0]
        .columns
        .iter()
        .map(|one| one.nulls)
        .collect();
    assert_eq!(nulls, [Some(NullsOrder::First), Some(NullsOrder::Last)]);
}

#[test]
fn nulls_go_where_the_database_puts_them() {
    let nulls_last = IndexColumn {
        nulls: Some(NullsOrder::Last),
        ..indexed("x")
    };
    let table = Table {
        indexes: vec![index("a_x_idx", vec![nulls_last].leak())].leak(),
        ..with_column(integer("x"))
    };
    assert_eq!(errors(&[table], Dialect::Postgres), [] as [&str; 0]);
    assert_eq!(
        errors(&[table], Dialect::Sqlite),
        [
            "`A.x` (`a_x_idx`): SQLite has no choice where an index puts NULLs; leave `nulls` out: \
             NULLs sort before all values"
        ]
    );
}

#[test]
fn sqlite_defers_foreign_keys_and_indexes_expressions() {
    let deferred = ForeignKey {
        deferrability: Deferrability::InitiallyDeferred,
        ..foreign_key(
            "a_x_fkey",
            &["x"],
            table_name("A", "a"),
            ReferentialAction::SetDefault,
        )
    };
    let expression = IndexColumn {
        key: IndexKey::Expression("abs(x)"),
        collation: Some("BINARY"),
        ..indexed("x")
    };
    let table = Table {
        foreign_keys: vec![deferred].leak(),
        indexes: vec![Index {
            condition: Some("x > 0"),
            ..index("a_abs_idx", vec![expression].leak())
        }]
        .leak(),
        ..with_column(integer("x"))
    };
    let schema = lower(&[table], Dialect::Sqlite).expect("SQLite can express it");
    let sql = schema.create_script().to_string();
    assert!(
        sql.contains("ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED"),
        "{sql}"
    );
    assert!(
        sql.contains(r#"ON "a" ((abs(x)) COLLATE "BINARY") WHERE x > 0;"#),
        "{sql}"
    );
}

#[test]
fn external_tables_give_types_and_are_not_created() {
    let account = text_table(
        "account",
        Column {
            max_length: Some(40),
            ..text("id")
        },
        None,
    );
    let session = text_table("session", text("id"), Some(("parent_id", "account")));
    let schema = SqlSchema::lower(&schema_of(&[session], &[account]), Dialect::Postgres)
        .expect("PostgreSQL can express it");
    assert_eq!(schema.tables.len(), 1);
    let parent_id = lowered_column(&schema, "session", "parent_id");
    assert_eq!(parent_id.sql_type.to_sql(Dialect::Postgres), "varchar(40)");
    let foreign_keys = &schema.tables[0].foreign_keys;
    assert_eq!(foreign_keys[0].references.name.as_str(), "account");
}

#[test]
fn sqlite_references_no_table_of_a_database_schema() {
    let name = TableName {
        schema: Some("auth"),
        ..table_name("Account", "account")
    };
    let account = Table {
        name,
        ..text_table("account", text("id"), None)
    };
    let key = foreign_key("session_parent_id_fkey", &["parent_id"], name, NO_ACTION);
    let session = Table {
        foreign_keys: vec![key].leak(),
        ..text_table("session", text("id"), None)
    };
    let schema = schema_of(&[session], &[account]);
    let errors = SqlSchema::lower(&schema, Dialect::Sqlite).expect_err("SQLite has no schemas");
    assert_eq!(
        errors.to_string(),
        "the schema `Fixture` cannot be expressed on SQLite\n  `session.parent_id` \
         (`session_parent_id_fkey`): SQLite has no schemas inside a database; leave `schema` out"
    );
}

#[test]
fn only_schemas_of_its_own_are_created_on_postgres() {
    let in_schema = |schema, name| Table {
        name: TableName {
            schema: Some(schema),
            ..table_name(name, name)
        },
        ..text_table(name, text("id"), None)
    };
    let tables = [
        in_schema("b", "one"),
        in_schema("public", "two"),
        in_schema("b", "three"),
    ];
    let schemas = |dialect| {
        let schema = lower(&tables, dialect).expect("the database can express it");
        schema
            .database_schemas
            .iter()
            .map(|name| name.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(schemas(Dialect::Postgres), ["b"]);
    assert_eq!(schemas(Dialect::Mysql), [] as [&str; 0]);
}

#[test]
fn a_foreign_key_leads_to_a_unique_key_of_the_schema() {
    let reference = |parent, column: &'static str| Table {
        foreign_keys: vec![ForeignKey {
            referenced_columns: vec![column].leak(),
            ..foreign_key("a_x_fkey", &["x"], table_name(parent, parent), NO_ACTION)
        }]
        .leak(),
        ..with_column(integer("x"))
    };
    assert_eq!(
        errors(&[reference("Ghost", "id")], Dialect::Mysql),
        [
            "`A.x` (`a_x_fkey`): `Ghost` is not in the schema; use `schema!` to add it, or declare \
             it as external"
        ]
    );
    assert_eq!(
        errors(&[reference("a", "y")], Dialect::Mysql),
        ["`A.x` (`a_x_fkey`): `a` has no column `y`; use one that it has"]
    );
    assert_eq!(
        errors(&[reference("a", "x")], Dialect::Mysql),
        [
            "`A.x` (`a_x_fkey`): `x` of `a` is neither its primary key nor unique; use `#[unique]` \
             on `a`"
        ]
    );
    let deferrable = UniqueConstraint {
        deferrability: Deferrability::InitiallyImmediate,
        ..unique("a_x_key", &["x"])
    };
    let deferrable = Table {
        unique_constraints: vec![deferrable].leak(),
        ..reference("a", "x")
    };
    assert_eq!(errors(&[deferrable], Dialect::Postgres).len(), 1);
    let unique_index = Index {
        unique: true,
        ..index("a_x_idx", vec![indexed("x")].leak())
    };
    let with_index = Table {
        indexes: vec![unique_index].leak(),
        ..reference("a", "x")
    };
    assert_eq!(errors(&[with_index], Dialect::Mysql), [] as [&str; 0]);
}

#[test]
fn names_fit_the_database() {
    let long: &str = "é".repeat(32).leak();
    let table = with_column(integer(long));
    assert_eq!(
        errors(&[table], Dialect::Postgres),
        [format!(
            "`A.{long}`: the name `{long}` is too long for PostgreSQL; use a name of at most 63 bytes"
        )]
    );
    assert_eq!(errors(&[table], Dialect::Mysql), [] as [&str; 0]);
    let nul = Column {
        field: "x",
        ..integer("x\0")
    };
    assert_eq!(
        errors(&[with_column(nul)], Dialect::Sqlite),
        ["`A.x`: a name in SQL cannot contain the NUL character; use another one"]
    );
}

#[test]
fn keys_fit_the_database() {
    let columns = vec![text("a"), text("b"), text("c"), text("d")].leak();
    let key = primary_key("a_pkey", &["a", "b", "c", "d"]);
    let table = table(table_name("A", "a"), columns, key);
    assert_eq!(errors(&[table], Dialect::Sqlite), [] as [&str; 0]);
    assert_eq!(
        errors(&[table], Dialect::Mysql),
        [
            "`A` (`a_pkey`): the key is 4080 bytes long and MySQL allows 3072; use \
             `#[column(max_length = …)]` on its columns"
        ]
    );
}

#[test]
fn comments_are_cut_where_the_database_cuts_them() {
    let long: &str = "ü".repeat(3000).leak();
    let table = Table {
        comment: long,
        ..with_column(Column {
            comment: long,
            ..integer("x")
        })
    };
    let comments = |dialect| {
        let schema = lower(&[table], dialect).expect("the database can express it");
        let of_column = lowered_column(&schema, "a", "x").comment;
        [schema.tables[0].comment.clone(), of_column]
            .map(|comment| comment.map(|comment| comment.as_str().chars().count()))
    };
    assert_eq!(comments(Dialect::Postgres), [Some(3000), Some(3000)]);
    assert_eq!(comments(Dialect::Sqlite), [None, None]);
    assert_eq!(comments(Dialect::Mysql), [Some(2048), Some(1024)]);
}
