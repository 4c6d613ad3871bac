//! What MySQL and MariaDB refuse of columns that a foreign key changes: it is refused when the SQL is
//! made, and nothing else is.

use diesel::connection::SimpleConnection;
use integration_tests::on_databases;
use schema_core::definition::ReferentialAction::{Cascade, NoAction, Restrict, SetNull};
use schema_core::definition::{
    Check, Column, ColumnType, Deferrability, DialectText, Domain, ForeignKey, Generated,
    GeneratedStorage, PrimaryKey, ReferentialAction, Schema, Table, TableName,
};
use schema_migrate::{Dialect, SqlSchema};

const PARENT: TableName = TableName {
    model: "Parent",
    schema: None,
    table: "parent",
};

const ID: Column = Column::new("id", "i32", ColumnType::Integer);

/// A table whose key does something to its rows.
#[derive(Debug, Clone, Copy)]
struct Child {
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
    check: &'static str,
    storage: GeneratedStorage,
}

impl Child {
    fn table(self, name: TableName, columns: Vec<Column>) -> Table {
        Table {
            name,
            comment: "",
            renamed_from: None,
            columns: columns.leak(),
            primary_key: PrimaryKey {
                name: "pkey",
                columns: &["id"],
            },
            foreign_keys: &[],
            unique_constraints: &[],
            indexes: &[],
            checks: &[],
            polymorphic: &[],
            allow: &[],
        }
    }

    fn schema(self) -> Schema {
        let computed = Column {
            nullable: true,
            ..Column::new("next", "i32", ColumnType::Integer).generated(Generated {
                expression: DialectText::all("parent_id + 1"),
                storage: self.storage,
            })
        };
        let columns = vec![
            ID,
            Column::new("parent_id", "i32", ColumnType::Integer).nullable(),
            Column::new("size", "i32", ColumnType::Integer),
            computed,
        ];
        let key = ForeignKey {
            name: "child_fkey",
            columns: &["parent_id"],
            references: PARENT,
            referenced_columns: &["id"],
            on_delete: self.on_delete,
            on_update: self.on_update,
            deferrability: Deferrability::NotDeferrable,
            relation: "parent",
            reason: "",
            renamed_from: None,
        };
        let check = Check {
            name: "child_check",
            expression: DialectText::all(self.check),
            renamed_from: None,
        };
        let name = TableName {
            model: "Child",
            table: "child",
            ..PARENT
        };
        let child = Table {
            foreign_keys: vec![key].leak(),
            checks: vec![check].leak(),
            ..self.table(name, columns)
        };
        let tables: &'static [Table] = vec![self.table(PARENT, vec![ID]), child].leak();
        let domain = Domain {
            name: "all",
            tables: tables.iter().collect::<Vec<_>>().leak(),
            relations: &[],
        };
        Schema {
            name: "Family",
            comment: "",
            domains: vec![domain].leak(),
            external: &[],
            shared: &[],
            allow: &[],
        }
    }

    /// What the table would be on the server.
    fn sql(self) -> String {
        let (on_delete, on_update) = (self.on_delete.as_str(), self.on_update.as_str());
        let storage = match self.storage {
            GeneratedStorage::Virtual => "VIRTUAL",
            GeneratedStorage::Stored => "STORED",
        };
        format!(
            "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, size INT NOT NULL, \
             next INT AS (parent_id + 1) {storage}, CONSTRAINT child_check CHECK ({}), \
             CONSTRAINT child_fkey FOREIGN KEY (parent_id) REFERENCES parent (id) \
             ON DELETE {on_delete} ON UPDATE {on_update})",
            self.check
        )
    }
}

fn children() -> Vec<Child> {
    let actions = [NoAction, Restrict, Cascade, SetNull];
    let checks = [
        "size > 0",
        "parent_id > 0",
        "size > 0 OR (child.`Parent_Id` IS NULL)",
        "next > 0",
        "size <> length('parent_id')",
    ];
    let mut children = Vec::new();
    for on_delete in actions {
        for on_update in actions {
            for check in checks {
                for storage in [GeneratedStorage::Virtual, GeneratedStorage::Stored] {
                    children.push(Child {
                        on_delete,
                        on_update,
                        check,
                        storage,
                    });
                }
            }
        }
    }
    children
}

on_databases!(
    [mysql],
    what_the_server_refuses_is_refused_before,
    |connection| {
        connection.batch_execute("CREATE TABLE parent (id INT PRIMARY KEY)")?;
        let mut refusals = 0;
        for child in children() {
            let refused = connection.batch_execute(&child.sql()).err();
            let said = SqlSchema::lower(&child.schema(), Dialect::Mysql).err();
            assert_eq!(
                refused.is_some(),
                said.is_some(),
                "{child:?}: {refused:?}, {said:?}"
            );
            match refused {
                Some(_) => refusals += 1,
                None => connection.batch_execute("DROP TABLE child")?,
            }
        }
        assert!(refusals > 0);
        Ok(())
    }
);
