//! Indexes, and the options that only some databases have.

use crate::fixture::build::{
    foreign_key, index, indexed, integer, primary_key, table, table_name, text, unique,
};
use crate::fixture::{errors, lower, with_column};
use schema_core::definition::{
    Databases, Deferrability, Direction, ForeignKey, Index, IndexColumn, IndexKey, NullsOrder,
    ReferentialAction, Table, UniqueConstraint,
};
use schema_migrate::Dialect;

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
fn an_index_of_some_databases_is_in_no_other() {
    let only = |databases, name| Index {
        only: databases,
        condition: Some("x > 0"),
        method: Some("gin"),
        ..index(name, vec![indexed("x")].leak())
    };
    let nowhere = Databases {
        postgres: false,
        sqlite: false,
        mysql: false,
    };
    let postgres = Databases {
        postgres: true,
        ..nowhere
    };
    let table = Table {
        indexes: vec![only(postgres, "one"), only(nowhere, "two")].leak(),
        ..with_column(text("x"))
    };
    for (dialect, names) in [
        (Dialect::Postgres, vec!["one"]),
        (Dialect::Sqlite, vec![]),
        (Dialect::Mysql, vec![]),
    ] {
        let schema = lower(&[table], dialect).expect("only PostgreSQL has the index");
        let indexes = schema.tables[0].indexes.iter();
        assert_eq!(
            indexes.map(|index| index.name.as_str()).collect::<Vec<_>>(),
            names
        );
    }
    let schema = lower(&[table], Dialect::Mysql).expect("MySQL has no index");
    let sql = schema.create_script().to_string();
    assert!(
        !sql.to_lowercase().contains("varchar"),
        "a key of no index: {sql}"
    );
}
